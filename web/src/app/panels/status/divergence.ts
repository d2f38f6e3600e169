/** Why training has diverged, and from where it may go on, as far as the run's past tells. */

import { effect, signal } from "@preact/signals";
import type { Run } from "../../run/run.ts";
import { words } from "../../words/words.ts";

const says = words.status;

/** So many steps before its numbers grew they are not ruined yet. */
const STEPS_BEFORE = 10;

type Diverging = Pick<Run, "failure" | "divergedAt" | "explainDivergence" | "network">;

export interface Divergence {
  /** A sentence in the language of the moment; undefined until it is known, and where nothing grew before. */
  readonly why?: string;
  /** The last step from which it may go on; undefined where there is none but the first. */
  goodStep?: number;
}

/** Of a run whose last step diverged. */
export function createDivergence({ failure, divergedAt, explainDivergence, network }: Diverging) {
  const divergence = signal<Divergence>({});

  /** What is left of the run without the steps before which it went wrong. */
  const before = (step: number) => (step > STEPS_BEFORE ? step - STEPS_BEFORE : undefined);

  async function explain(): Promise<void> {
    const about = failure.peek();
    const growth = await explainDivergence().catch(() => undefined); // whoever died is told of elsewhere
    if (!growth || failure.peek() !== about) return;
    const isOutput = growth.layer === (network.peek()?.layers.length ?? 0) - 2;
    divergence.value = {
      get why() {
        return says.grew(isOutput ? undefined : growth.layer + 1, growth.step, growth.times);
      },
      goodStep: before(growth.step),
    };
  }

  effect(() => {
    const step = failure.value?.code === "diverged" ? divergedAt.value : undefined;
    divergence.value = step === undefined ? {} : { goodStep: before(step) };
    if (step !== undefined) explain();
  });

  return divergence;
}

/** Why training has diverged, as far as the run's past tells. */

import { effect, signal } from "@preact/signals";
import type { Run } from "../../run/run.ts";
import { words } from "../../words/words.ts";

const says = words.status;

type Diverging = Pick<Run, "failure" | "explainDivergence" | "network">;

/** The sentence, once it is known; undefined where training has not diverged, or nothing grew before. */
export function createDivergence({ failure, explainDivergence, network }: Diverging) {
  const why = signal<string | undefined>(undefined);

  async function explain(): Promise<void> {
    const about = failure.peek();
    const growth = await explainDivergence().catch(() => undefined); // whoever died is told of elsewhere
    if (!growth || failure.peek() !== about) return;
    const isOutput = growth.layer === (network.peek()?.layers.length ?? 0) - 2;
    why.value = says.grew(isOutput ? undefined : growth.layer + 1, growth.step, growth.times);
  }

  effect(() => {
    why.value = undefined;
    if (failure.value?.code === "diverged") explain();
  });

  return why;
}

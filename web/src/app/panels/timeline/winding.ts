/** Winds a run to the newest step that was asked for, one after another. */

import { computed, signal } from "@preact/signals";
import type { Run } from "../../run/run.ts";

export type Winding = ReturnType<typeof createWinding>;

export function createWinding(run: Pick<Run, "rewind" | "progress">) {
  /** What a hand on the slider asks for, until the run stands there. */
  const asked = signal<number | undefined>(undefined);
  let isUnderWay = false;

  async function follow(): Promise<void> {
    if (isUnderWay) return;
    isUnderWay = true;
    for (let step = asked.peek(); step !== undefined; step = asked.peek()) {
      await run.rewind(step);
      if (asked.peek() === step) asked.value = undefined;
    }
    isUnderWay = false;
  }

  return {
    head: computed(() => run.progress.value?.head ?? 0),

    /** Where the slider stands. */
    step: computed(() => asked.value ?? run.progress.value?.step ?? 0),

    goTo(step: number): void {
      asked.value = step;
      follow();
    },
  };
}

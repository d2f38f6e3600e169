/** MNIST's test digits on the pad, one after the other. */

import type { Run } from "../../run/run.ts";
import type { Drawing } from "./drawing.ts";

const testDigits = 10_000;

export type TestDigits = ReturnType<typeof createTestDigits>;

export function createTestDigits(run: Run, drawing: Drawing) {
  let next = 0;

  return {
    /** Puts the next one on the pad, unless its owner has begun something else by then. */
    show(): Promise<void> {
      return run.attempt(async () => {
        const show = drawing.awaitDigit();
        const index = next;
        next = (next + 1) % testDigits;
        show(await run.testDigit(index));
      });
    },
  };
}

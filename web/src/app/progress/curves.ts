/** The four curves of a run: loss and accuracy, on training digits and on test digits. */

import { signal } from "@preact/signals";
import type { Progress } from "../../protocol.ts";
import { Curve } from "./curve.ts";

export type Curves = ReturnType<typeof createCurves>;

export function createCurves() {
  const loss = { training: new Curve(), test: new Curve() };
  const accuracy = { training: new Curve(), test: new Curve() };
  /** Changes whenever a curve has. */
  const version = signal(0);

  return {
    loss,
    accuracy,
    version,

    /** x counts epochs, the one under way as a fraction; accuracy is in percent. */
    append({ epoch, stepInEpoch, stepsPerEpoch, training, test }: Progress): void {
      const x = epoch + stepInEpoch / stepsPerEpoch;
      for (const [split, score] of [
        ["training", training],
        ["test", test],
      ] as const) {
        if (!score) continue;
        loss[split].append(x, score.loss);
        accuracy[split].append(x, score.accuracy * 100);
      }
      version.value++;
    },

    clear(): void {
      for (const curve of [loss.training, loss.test, accuracy.training, accuracy.test]) curve.clear();
      version.value++;
    },
  };
}

/** The four curves of a run: loss and accuracy, on training digits and on test digits. */

import { signal } from "@preact/signals";
import type { Progress } from "../../protocol.ts";
import { Curve } from "./curve.ts";

/** A point of a training curve is the mean over at least so many steps: single batches differ much. */
const stepsPerPoint = 16;

export type Curves = ReturnType<typeof createCurves>;

export function createCurves() {
  const loss = { training: new Curve(stepsPerPoint), test: new Curve(1) };
  const accuracy = { training: new Curve(stepsPerPoint), test: new Curve(1) };
  /** Changes whenever a curve has. */
  const version = signal(0);
  let lastStep = 0;

  return {
    loss,
    accuracy,
    version,

    /** x counts epochs, the one under way as a fraction; accuracy is in percent. */
    append({ epoch, step, stepInEpoch, stepsPerEpoch, training, test }: Progress): void {
      const x = epoch + stepInEpoch / stepsPerEpoch;
      if (training) {
        loss.training.append(x, training.loss, step - lastStep);
        accuracy.training.append(x, training.accuracy * 100, step - lastStep);
      }
      if (test) {
        loss.test.append(x, test.loss, 1);
        accuracy.test.append(x, test.accuracy * 100, 1);
      }
      lastStep = step;
      version.value++;
    },

    clear(): void {
      for (const curve of [loss.training, loss.test, accuracy.training, accuracy.test]) curve.clear();
      lastStep = 0;
      version.value++;
    },
  };
}

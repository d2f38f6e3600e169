/** The two curves of a run, each with loss and accuracy: on training digits and on test digits. */

import { signal } from "@preact/signals";
import type { Progress } from "../../protocol.ts";
import { Curve, type CurvePoint } from "../shared/charts/curve.ts";

/** What is kept of curves, as it can be stored. */
export interface CurvePoints {
  training: CurvePoint[];
  test: CurvePoint[];
}

export type Curves = ReturnType<typeof createCurves>;

export function createCurves() {
  const training = new Curve();
  const test = new Curve();
  /** Changes whenever a curve has. */
  const version = signal(0);

  function change(curve: (curve: Curve) => void): void {
    for (const each of [training, test]) curve(each);
    version.value++;
  }

  return {
    training,
    test,
    version,

    append({ digitsSeen, step, epochsSeen, seconds, curve, test: score }: Progress): void {
      for (const point of curve) training.append(point);
      if (score) test.append({ digitsSeen, step, epoch: epochsSeen, seconds, ...score });
      if (score || curve.length > 0) version.value++;
    },

    clear: () => change((curve) => curve.clear()),

    /** Forgets what came after a step: a branch goes on from there. */
    cut: (step: number) => change((curve) => curve.cut(step)),

    points: (): CurvePoints => ({ training: [...training.points], test: [...test.points] }),

    load(points: CurvePoints): void {
      training.load(points.training);
      test.load(points.test);
      version.value++;
    },
  };
}

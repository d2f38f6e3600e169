/** The four curves of a run: loss and accuracy, on training digits and on test digits. */

import { effect, signal, untracked } from "@preact/signals";
import type { Progress, Score } from "../../../protocol.ts";
import type { Run } from "../../run/run.ts";
import { Curve } from "../../shared/charts/curve.ts";

/** Grow with the run, and begin anew with each network. */
export function curvesOf({ network, progress }: Pick<Run, "network" | "progress">): Curves {
  const curves = createCurves();
  effect(() => {
    network.value;
    untracked(curves.clear);
  });
  effect(() => {
    const now = progress.value;
    if (now) untracked(() => curves.append(now));
  });
  return curves;
}

export type Curves = ReturnType<typeof createCurves>;

export function createCurves() {
  const loss = { training: new Curve(), test: new Curve() };
  const accuracy = { training: new Curve(), test: new Curve() };
  /** Changes whenever a curve has. */
  const version = signal(0);

  /** x counts digits seen, the one thing that goes forward evenly whatever the settings; accuracy is in percent. What is no number has no place. */
  function append(split: "training" | "test", digitsSeen: number, score: Score): void {
    if (!Number.isFinite(score.loss)) return;
    loss[split].append(digitsSeen, score.loss);
    accuracy[split].append(digitsSeen, score.accuracy * 100);
  }

  return {
    loss,
    accuracy,
    version,
    isEmpty: () => loss.training.points.length + loss.test.points.length === 0,

    append({ digitsSeen, curve, test }: Progress): void {
      for (const point of curve) append("training", point.digitsSeen, point);
      if (test) append("test", digitsSeen, test);
      if (test || curve.length > 0) version.value++;
    },

    clear(): void {
      for (const curve of [loss.training, loss.test, accuracy.training, accuracy.test]) curve.clear();
      version.value++;
    },
  };
}

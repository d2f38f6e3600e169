/** The curves of the page are what the worker posts, by digits seen. */

import { expect, test } from "vitest";
import { createCurves } from "../../../../../web/src/app/panels/charts/curves.ts";
import type { Progress } from "../../../../../web/src/protocol.ts";

const progress = (changed: Partial<Progress>): Progress => ({
  ...{ epoch: 0, step: 0, digitsSeen: 0, trainingSize: 10_000, stepInEpoch: 0, stepsPerEpoch: 20 },
  ...{ curve: [], digitsPerSecond: 0, seconds: 0 },
  ...changed,
});

test("twelve batches of 500, and then batches of 10 in an epoch of many more steps, go forward", () => {
  const curves = createCurves();
  const point = (digitsSeen: number) => ({ digitsSeen, loss: 1 / digitsSeen, accuracy: 0.5 });
  for (let step = 1; step <= 12; step++) {
    curves.append(progress({ step, digitsSeen: 500 * step, stepInEpoch: step, curve: [point(500 * step)] }));
  }
  const changed = { step: 22, digitsSeen: 6100, stepInEpoch: 22, stepsPerEpoch: 412 };
  curves.append(progress({ ...changed, curve: [point(6100)], test: { loss: 0.4, accuracy: 0.9 } }));
  expect(curves.loss.training.points.at(-2)).toEqual({ x: 6000, y: 1 / 6000 });
  expect(curves.loss.training.points.at(-1)).toEqual({ x: 6100, y: 1 / 6100 });
  expect(curves.accuracy.training.points.at(-1)).toEqual({ x: 6100, y: 50 });
  expect(curves.accuracy.test.points).toEqual([{ x: 6100, y: 90 }]);
  expect(curves.loss.test.points).toEqual([{ x: 6100, y: 0.4 }]);
});

test("asks for a redraw when there is something new to see, and only then", () => {
  const curves = createCurves();
  const before = curves.version.value;
  curves.append(progress({ step: 1, digitsSeen: 16 }));
  expect(curves.version.value).toBe(before);
  curves.append(progress({ step: 2, digitsSeen: 32, curve: [{ digitsSeen: 32, loss: 2, accuracy: 0.1 }] }));
  expect(curves.version.value).toBeGreaterThan(before);
});

test("scores that are no numbers are not charted, and those after them are", () => {
  const { loss, accuracy, append } = createCurves();
  for (const [i, value] of [2, Number.NaN, Number.POSITIVE_INFINITY, 1].entries()) {
    const [digitsSeen, score] = [16 * (i + 1), { loss: value, accuracy: 0.5 }];
    append(progress({ digitsSeen, curve: [{ digitsSeen, ...score }], test: score }));
  }
  for (const split of ["training", "test"] as const) {
    expect(loss[split].points).toEqual([
      { x: 16, y: 2 },
      { x: 64, y: 1 },
    ]);
    expect(accuracy[split].points.map(({ x }) => x)).toEqual([16, 64]);
  }
});

/** The curves of the page are what the worker posts, moment by moment. */

import { expect, test } from "vitest";
import { createCurves } from "../../../../web/src/app/records/curves.ts";
import type { CurvePoint } from "../../../../web/src/app/shared/charts/curve.ts";
import type { Progress } from "../../../../web/src/protocol.ts";

const progress = (changed: Partial<Progress>): Progress => ({
  ...{ epoch: 0, step: 0, digitsSeen: 0, trainingSize: 10_000, stepInEpoch: 0, stepsPerEpoch: 20, epochsSeen: 0 },
  ...{ curve: [], digitsPerSecond: 0, operationsPerSecond: 0, seconds: 0, startEpoch: 0, lastEpoch: 10, head: 0 },
  ...changed,
});

/** After so many digits, 500 in each step. */
const moment = (digitsSeen: number) => ({
  ...{ digitsSeen, step: digitsSeen / 500, epoch: digitsSeen / 10_000, seconds: digitsSeen / 1000 },
});
const point = (digitsSeen: number, loss = 1 / digitsSeen): CurvePoint => ({
  ...moment(digitsSeen),
  loss,
  accuracy: 0.5,
});

test("training's points come as they are, and the test's score where the run stands then", () => {
  const curves = createCurves();
  for (let step = 1; step <= 12; step++) curves.append(progress({ curve: [point(500 * step)] }));
  const { digitsSeen, step, epoch, seconds } = moment(6500);
  const test = { loss: 0.4, accuracy: 0.9 };
  curves.append(progress({ digitsSeen, step, seconds, epochsSeen: epoch, curve: [point(6500)], test }));
  expect(curves.training.points).toEqual(Array.from({ length: 13 }, (_, i) => point(500 * (i + 1))));
  expect(curves.test.points).toEqual([{ ...moment(6500), ...test }]);
});

test("asks for a redraw when there is something new to see, and only then", () => {
  const curves = createCurves();
  const before = curves.version.value;
  curves.append(progress({ step: 1, digitsSeen: 16 }));
  expect(curves.version.value).toBe(before);
  curves.append(progress({ step: 2, digitsSeen: 32, curve: [point(32)] }));
  expect(curves.version.value).toBeGreaterThan(before);
});

test("scores that are no numbers are not charted, and those after them are", () => {
  const curves = createCurves();
  for (const [i, loss] of [2, Number.NaN, Number.POSITIVE_INFINITY, 1].entries()) {
    const digitsSeen = 500 * (i + 1);
    curves.append(progress({ digitsSeen, curve: [point(digitsSeen, loss)], test: { loss, accuracy: 0.5 } }));
  }
  for (const split of ["training", "test"] as const) {
    expect(curves[split].points.map(({ digitsSeen, loss }) => [digitsSeen, loss])).toEqual([
      [500, 2],
      [2000, 1],
    ]);
  }
});

test("what is kept can be stored, put back, and go on from an earlier step", () => {
  const curves = createCurves();
  for (let step = 1; step <= 10; step++) {
    curves.append(progress({ ...moment(500 * step), curve: [point(500 * step)], test: { loss: 1, accuracy: 0.5 } }));
  }
  const stored = JSON.parse(JSON.stringify(curves.points()));
  const branch = createCurves();
  const before = branch.version.value;
  branch.load(stored);
  expect(branch.points()).toEqual(curves.points());
  branch.cut(4);
  expect(branch.training.points.at(-1)).toEqual(point(2000));
  expect(branch.test.points).toHaveLength(4);
  expect(branch.version.value).toBe(before + 2);
  branch.append(progress({ curve: [point(2500, 7)] }));
  expect(branch.training.points.slice(-2)).toEqual([point(2000), point(2500, 7)]);
  expect(curves.training.points).toHaveLength(10); // where it was branched off, nothing has changed
});

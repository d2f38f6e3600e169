/** Stretches of a training curve: the same however the steps come, short at first, longer and longer. */

import { describe, expect, test } from "vitest";
import type { CurveScore } from "../../../web/src/protocol.ts";
import { Stretch } from "../../../web/src/worker/stretch.ts";

const momentAt = (digitsSeen: number) => ({
  ...{ digitsSeen, step: digitsSeen / 10, epoch: digitsSeen / 1000, seconds: digitsSeen / 500 },
});

/** The points within the first `digits` digits, trained in batches, at most `slice` steps at once; digit i costs i. */
function points(digits: number, batchSize: number, slice: number): CurveScore[] {
  const stretch = new Stretch();
  const found: CurveScore[] = [];
  for (let seen = 0; seen < digits; ) {
    const first = seen;
    seen += Math.min(slice, stretch.stepsLeft(seen, batchSize)) * batchSize;
    const lossSum = ((seen - 1) * seen - (first - 1) * first) / 2;
    const point = stretch.add({ digits: seen - first, lossSum, correct: 0 }, momentAt(seen));
    if (point) found.push(point);
  }
  return found.filter(({ digitsSeen }) => digitsSeen <= digits);
}

describe("Stretch", () => {
  test("is a single batch at first", () => {
    expect(points(32, 16, 100).map(({ digitsSeen }) => digitsSeen)).toEqual([16, 32]);
  });

  test.each([1, 10, 16, 500])("in batches of %i, does not depend on how many steps come at once", (batchSize) => {
    const whole = points(100_000, batchSize, Number.POSITIVE_INFINITY);
    for (const slice of [1, 7, 100]) expect(points(100_000, batchSize, slice)).toEqual(whole);
  });

  test("has the mean over the digits since the point before", () => {
    let before = 0;
    for (const { digitsSeen, loss } of points(10_000, 10, 3)) {
      expect(loss).toBe((before + digitsSeen - 1) / 2);
      before = digitsSeen;
    }
  });

  test("grows with the square root of what came before", () => {
    const found = points(1_000_000, 16, 100);
    for (const [i, { digitsSeen }] of found.slice(1).entries()) {
      const before = found[i]?.digitsSeen ?? 0;
      expect(digitsSeen - before).toBeGreaterThanOrEqual(4 * Math.sqrt(before));
      expect(digitsSeen - before).toBeLessThan(4 * Math.sqrt(before) + 16);
    }
    expect(found.length).toBeLessThan(Math.sqrt(1_000_000) / 2); // the integral of 1 / (4 sqrt(x))
  });

  test("leaves out what was not finished where it begins anew", () => {
    const stretch = new Stretch();
    stretch.begin(400);
    expect(stretch.add({ digits: 50, lossSum: 1000, correct: 0 }, momentAt(450))).toBeUndefined();
    stretch.begin(900);
    const part = { digits: 200, lossSum: 100, correct: 50 };
    expect(stretch.add(part, momentAt(1100))).toEqual({ ...momentAt(1100), loss: 0.5, accuracy: 0.25 });
  });
});

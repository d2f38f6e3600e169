/** Axes hold every point that should be seen, and move in steps. */

import { describe, expect, test } from "vitest";
import { epochRange, lossRange, lossTicksIn, percentageRange } from "../../../../web/src/app/progress/axes.ts";

test.each([
  [0, 1],
  [1, 1],
  [1.01, 2],
  [2.5, 3],
  [7, 8],
  [8.5, 10],
  [10, 10],
  [11, 20],
  [99, 100],
  [4000, 5000],
])("%d epochs fit on an axis that ends at %d", (epochs, max) => {
  expect(epochRange(epochs)).toEqual({ min: 0, max });
});

describe("percentageRange", () => {
  const curve = (...ys: number[]) => ys.map((y, i) => ({ x: i, y }));

  test("begins at 0 for a run that has just begun", () => {
    expect(percentageRange([], { min: 0, max: 1 })).toEqual({ min: 0, max: 100 });
    expect(percentageRange([{ x: 0.05, y: 60 }], { min: 0, max: 1 })).toEqual({ min: 0, max: 100 });
  });

  test("begins higher up once the climb is but a tenth of the axis", () => {
    expect(percentageRange(curve(11, 91, 92, 94), { min: 0, max: 10 }).min).toBe(90);
    expect(percentageRange(curve(11, 49, 92, 94), { min: 0, max: 5 }).min).toBe(0);
  });
});

describe("lossRange", () => {
  test.each([[[2.3, 0.02]], [[0.3]], [[1e-9]], [[1e12]], [[]]])("holds the losses %j", (losses) => {
    const range = lossRange(losses.map((y, x) => ({ x, y })));
    expect(range.min).toBeGreaterThan(0);
    expect(range.max).toBeGreaterThan(range.min);
    for (const loss of losses.filter((loss) => loss > 1e-6 && loss < 1e6)) {
      expect(range.min).toBeLessThanOrEqual(loss);
      expect(range.max).toBeGreaterThanOrEqual(loss);
    }
    expect(lossTicksIn(range).length).toBeGreaterThanOrEqual(2);
  });
});

/** Axes hold every point that should be seen, and move in steps. */

import { describe, expect, test } from "vitest";
import {
  accuracyHeight,
  accuracyTicks,
  digitsRange,
  lossRange,
  lossTicksIn,
} from "../../../../../web/src/app/shared/charts/axes.ts";

test.each([
  [0, 5000],
  [5000, 5000],
  [5001, 8000],
  [8500, 10_000],
  [10_000, 10_000],
  [10_016, 20_000],
  [99_000, 100_000],
  [4_000_000, 5_000_000],
])("%d digits fit on an axis that ends at %d", (digitsSeen, max) => {
  expect(digitsRange(digitsSeen)).toEqual({ min: 0, max });
});

describe("accuracyHeight", () => {
  test("goes from 0 at the foot to 1 at the top, and never back", () => {
    expect(accuracyHeight(0)).toBe(0);
    expect(accuracyHeight(100)).toBe(1);
    for (let percent = 0; percent < 100; percent++) {
      expect(accuracyHeight(percent + 1)).toBeGreaterThan(accuracyHeight(percent));
    }
  });

  test("shows the climb from 10 % and the difference between 95 and 97 % alike", () => {
    expect(accuracyHeight(90) - accuracyHeight(10)).toBeGreaterThan(0.5);
    expect(accuracyHeight(97) - accuracyHeight(95)).toBeGreaterThan(0.08);
  });

  test("has its ticks far enough apart for what is written beside them", () => {
    const heights = accuracyTicks.map(accuracyHeight);
    for (const [i, height] of heights.slice(1).entries()) expect(height - (heights[i] ?? 0)).toBeGreaterThan(0.13);
  });
});

describe("lossRange", () => {
  test.each([[[2.3, 0.02]], [[0.3]], [[1e-9]], [[1e12]], [[2.3, 3.4e38]], [[]]])("holds the losses %j", (losses) => {
    const range = lossRange(losses.map((y, x) => ({ x, y })));
    expect(range.min).toBeGreaterThan(0);
    expect(range.max).toBeGreaterThan(range.min);
    for (const loss of losses.filter((loss) => loss > 1e-6)) {
      expect(range.min).toBeLessThanOrEqual(loss);
      expect(range.max).toBeGreaterThanOrEqual(loss);
    }
    expect(lossTicksIn(range).length).toBeGreaterThanOrEqual(2);
  });
});

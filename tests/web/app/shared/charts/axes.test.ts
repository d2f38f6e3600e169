/** Axes hold every point that should be seen, and move in steps. */

import { describe, expect, test } from "vitest";
import {
  accuracyHeight,
  accuracyTicks,
  linearLossRange,
  logarithmicLossRange,
  lossTicksIn,
  momentsRange,
} from "../../../../../web/src/app/shared/charts/axes.ts";

test.each([
  ["digitsSeen", 0, 5000],
  ["digitsSeen", 5000, 5000],
  ["digitsSeen", 5001, 8000],
  ["digitsSeen", 8500, 10_000],
  ["digitsSeen", 10_000, 10_000],
  ["digitsSeen", 10_016, 20_000],
  ["digitsSeen", 99_000, 100_000],
  ["digitsSeen", 4_000_000, 5_000_000],
  ["step", 0, 100],
  ["step", 625, 800],
  ["epoch", 0, 0.5],
  ["epoch", 0.51, 0.8],
  ["epoch", 0.81, 1],
  ["epoch", 28, 30],
  ["seconds", 0, 1],
  ["seconds", 1.2, 2],
  ["seconds", 3700, 5000],
] as const)("on the axis %s, %d fits on an axis that ends at %d", (axis, most, max) => {
  expect(momentsRange(axis, most)).toEqual({ min: 0, max });
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
    const heights = accuracyTicks.logarithmic.map(accuracyHeight);
    for (const [i, height] of heights.slice(1).entries()) expect(height - (heights[i] ?? 0)).toBeGreaterThan(0.13);
  });
});

const losses = [[2.3, 0.02], [0.3], [1e-9], [1e12], [2.3, 3.4e38]];

describe.each(losses.map((losses) => ({ losses, lowest: Math.min(...losses), highest: Math.max(...losses) })))(
  "the losses $losses",
  ({ losses, lowest, highest }) => {
    test("are held by the logarithmic axis", () => {
      const range = logarithmicLossRange(lowest, highest);
      expect(range.min).toBeGreaterThan(0);
      expect(range.max).toBeGreaterThan(range.min);
      for (const loss of losses.filter((loss) => loss > 1e-6)) {
        expect(range.min).toBeLessThanOrEqual(loss);
        expect(range.max).toBeGreaterThanOrEqual(loss);
      }
      expect(lossTicksIn(range).length).toBeGreaterThanOrEqual(2);
    });

    test("are held by the linear axis", () => {
      const range = linearLossRange(highest);
      expect(range.min).toBe(0);
      expect(range.max).toBeGreaterThanOrEqual(Math.max(0.5, highest));
      expect(range.max).toBeLessThanOrEqual(Math.max(0.5, 2 * highest));
    });
  },
);

test("axes stand also where there are no losses", () => {
  expect(logarithmicLossRange(Number.POSITIVE_INFINITY, 0)).toEqual({ min: 0.1, max: 1 });
  expect(linearLossRange(0)).toEqual({ min: 0, max: 0.5 });
});

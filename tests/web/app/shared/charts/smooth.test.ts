/** A smoothed curve is the mean of what was measured, and nothing else. */

import { expect, test } from "vitest";
import { smoothed } from "../../../../../web/src/app/shared/charts/smooth.ts";

const values = Array.from({ length: 100 }, (_, i) => (i * 37) % 11);

test("each value is the mean of itself and as many on either side", () => {
  const smooth = smoothed(values, 4);
  const mean = (some: number[]) => some.reduce((sum, value) => sum + value, 0) / some.length;
  expect(smooth[50]).toBeCloseTo(mean(values.slice(46, 55)), 12);
  expect(smooth[2]).toBeCloseTo(mean(values.slice(0, 5)), 12);
  expect(smooth[98]).toBeCloseTo(mean(values.slice(97, 100)), 12);
});

test("the ends are as measured, and a straight line stays as it is: it neither lags nor leads", () => {
  const smooth = smoothed(values, 16);
  expect([smooth[0], smooth.at(-1)]).toEqual([values[0], values.at(-1)]);
  const line = values.map((_, i) => 3 * i);
  for (const [i, value] of smoothed(line, 16).entries()) expect(value).toBeCloseTo(3 * i, 9);
});

test("a short curve is hardly smoothed, and not at all where it has less than 16 values", () => {
  expect(smoothed(values.slice(0, 15), 16)).toEqual(values.slice(0, 15));
  const smooth = smoothed(values.slice(0, 16), 16);
  expect(smooth[8]).toBeCloseTo(((values[7] ?? 0) + (values[8] ?? 0) + (values[9] ?? 0)) / 3, 12);
  expect(smoothed(values, 0)).toEqual(values);
  expect(smoothed([], 4)).toEqual([]);
});

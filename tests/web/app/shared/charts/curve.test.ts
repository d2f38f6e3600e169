/** A curve keeps its shape and its order while it stays short. */

import { describe, expect, test } from "vitest";
import { Curve } from "../../../../../web/src/app/shared/charts/curve.ts";

const filled = (values: number, y: (i: number) => number) => {
  const curve = new Curve();
  for (let i = 1; i <= values; i++) curve.append(i, y(i));
  return curve.points;
};

describe("Curve", () => {
  test("keeps every value of a short run, the first included", () => {
    const points = filled(256, (i) => i * i);
    expect(points).toEqual(Array.from({ length: 256 }, (_, i) => ({ x: i + 1, y: (i + 1) ** 2 })));
  });

  test.each([257, 1000, 123_456])("after %i values, points lie at least 1/256 of their x apart", (values) => {
    const points = filled(values, Math.sqrt);
    const gaps = points.slice(1).map(({ x }, i) => (x - (points[i]?.x ?? 0)) / x);
    expect(Math.min(...gaps.slice(0, -1))).toBeGreaterThanOrEqual(1 / 256);
    // One in three hundred is seen as nothing missing: steps of 1 round the spacing up by at most 1.
    expect(Math.max(...gaps.filter((_, i) => (points[i]?.x ?? 0) > 512))).toBeLessThanOrEqual(1 / 256 + 1 / 512);
    // 256 points to begin with, and then as many for each time that x grows by e.
    expect(points.length).toBeLessThanOrEqual(256 * (1 + Math.log(values / 256)) + 2);
  });

  test("ends at the newest value, and never makes one up", () => {
    const points = filled(54_321, (i) => 1 / i);
    expect(points.at(-1)).toEqual({ x: 54_321, y: 1 / 54_321 });
    for (const { x, y } of points) expect(y).toBe(1 / x);
  });

  test("goes forward, whatever the steps", () => {
    const curve = new Curve();
    let x = 0;
    for (const step of [500, 500, 1, 1, 1, 60_000, 1, 10, 1e9, 1]) {
      x += step;
      curve.append(x, 0);
    }
    const { points } = curve;
    for (const [i, point] of points.slice(1).entries()) expect(point.x).toBeGreaterThan(points[i]?.x ?? 0);
    expect(points.at(-1)?.x).toBe(x);
  });

  test("starts anew when cleared", () => {
    const curve = new Curve();
    curve.append(1000, 1);
    curve.clear();
    curve.append(1, 2);
    expect(curve.points).toEqual([{ x: 1, y: 2 }]);
  });
});

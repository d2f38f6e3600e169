/** A curve keeps its shape while it keeps within its size. */

import { describe, expect, test } from "vitest";
import { Curve } from "../../../../web/src/app/progress/curve.ts";

const filled = (curve: Curve, values: number, y: (i: number) => number) => {
  for (let i = 1; i <= values; i++) curve.append(i, y(i), 1);
  return curve.points;
};

describe("Curve", () => {
  test("keeps every value while there is room", () => {
    const points = filled(new Curve(1, 100), 100, (i) => i * i);
    expect(points).toEqual(Array.from({ length: 100 }, (_, i) => ({ x: i + 1, y: (i + 1) ** 2 })));
  });

  test.each([101, 200, 201, 1000, 123_456])("holds no more than its capacity after %i values", (values) => {
    const points = filled(new Curve(1, 100), values, Math.sqrt);
    expect(points.length).toBeLessThanOrEqual(100);
    expect(points.length).toBeGreaterThanOrEqual(50);
  });

  test("spreads its points evenly and ends at the newest value", () => {
    const points = filled(new Curve(1, 64), 5000, () => 1);
    const gaps = points.slice(1).map(({ x }, i) => x - (points[i]?.x ?? 0));
    expect(new Set(gaps.slice(0, -1)).size).toBe(1);
    expect(points.at(-1)?.x).toBe(5000);
    expect(new Set(points.map(({ y }) => y))).toEqual(new Set([1]));
  });

  test("stands for the mean of the values that it has merged", () => {
    const points = filled(new Curve(1, 4), 8, (i) => i);
    expect(points).toEqual([
      { x: 2, y: 1.5 },
      { x: 4, y: 3.5 },
      { x: 6, y: 5.5 },
      { x: 8, y: 7.5 },
    ]);
  });

  test("counts values by their weight, up to the least weight of a point", () => {
    const curve = new Curve(16);
    curve.append(1, 0, 12);
    curve.append(2, 1, 4);
    curve.append(3, 5, 40);
    curve.append(4, 9, 1);
    expect(curve.points).toEqual([
      { x: 2, y: 0.25 },
      { x: 3, y: 5 },
      { x: 4, y: 9 },
    ]);
  });

  test("starts anew when cleared", () => {
    const curve = new Curve(1, 4);
    filled(curve, 100, (i) => i);
    curve.clear();
    expect(filled(curve, 4, (i) => i)).toHaveLength(4);
  });
});

/** A curve keeps its shape and its order while it stays short. */

import { describe, expect, test } from "vitest";
import { Curve, type CurvePoint, mostPoints } from "../../../../../web/src/app/shared/charts/curve.ts";

const point = (digitsSeen: number, loss: number): CurvePoint => ({
  ...{ digitsSeen, step: digitsSeen, epoch: digitsSeen / 1000, seconds: digitsSeen / 500 },
  ...{ loss, accuracy: 0.5 },
});

const filled = (values: number, loss: (i: number) => number) => {
  const curve = new Curve();
  for (let i = 1; i <= values; i++) curve.append(point(i, loss(i)));
  return curve.points;
};

/** The part of its digits by which each point lies behind the one before, without the newest, which always comes in. */
const gaps = (points: readonly CurvePoint[]) =>
  points.slice(1, -1).map(({ digitsSeen }, i) => (digitsSeen - (points[i]?.digitsSeen ?? 0)) / digitsSeen);

describe("Curve", () => {
  test("keeps every value of a short run, the first included", () => {
    const points = filled(256, (i) => i * i);
    expect(points).toEqual(Array.from({ length: 256 }, (_, i) => point(i + 1, (i + 1) ** 2)));
  });

  test.each([257, 1000, 20_000])("after %i values, points lie at least 1/256 of their digits apart", (values) => {
    const points = filled(values, Math.sqrt);
    expect(Math.min(...gaps(points))).toBeGreaterThanOrEqual(1 / 256);
    // One in three hundred is seen as nothing missing: steps of 1 round the spacing up by at most 1.
    const later = points.filter(({ digitsSeen }) => digitsSeen > 512);
    expect(Math.max(0, ...gaps(later))).toBeLessThanOrEqual(1 / 256 + 1 / 512);
    // 256 points to begin with, and then as many for each time that the digits grow by e.
    expect(points.length).toBeLessThanOrEqual(256 * (1 + Math.log(values / 256)) + 2);
  });

  test("stays short over millions of values, and shows all of them evenly", () => {
    const curve = new Curve();
    let most = 0;
    for (let i = 1; i <= 3_000_000; i++) {
      curve.append(point(i, 1));
      most = Math.max(most, curve.points.length);
    }
    expect(most).toBe(mostPoints);
    expect(Math.max(...gaps(curve.points.filter(({ digitsSeen }) => digitsSeen > 1000)))).toBeLessThan(1 / 50);
    expect(curve.points[0]?.digitsSeen).toBe(1);
  });

  test("ends at the newest value, and never makes one up", () => {
    const points = filled(54_321, (i) => 1 / i);
    expect(points.at(-1)).toEqual(point(54_321, 1 / 54_321));
    for (const { digitsSeen, loss } of points) expect(loss).toBe(1 / digitsSeen);
  });

  test("goes forward, whatever the steps; what is scored once more is scored anew", () => {
    const curve = new Curve();
    let digits = 0;
    for (const step of [500, 500, 1, 1, 0, 1, 60_000, 1, 10, 1e9, 1, 0]) {
      digits += step;
      curve.append(point(digits, step));
    }
    const { points } = curve;
    for (const gap of gaps(points)) expect(gap).toBeGreaterThan(0);
    expect(points.at(-1)).toEqual(point(digits, 0));
  });

  test.each(["digitsSeen", "step", "epoch", "seconds", "loss", "accuracy"] as const)(
    "has no place for a point whose %s is no number",
    (name) => {
      const curve = new Curve();
      for (const wrong of [Number.NaN, Number.POSITIVE_INFINITY, undefined, "1"]) {
        curve.append({ ...point(1, 1), [name]: wrong });
      }
      expect(curve.points).toEqual([]);
    },
  );

  test("cut at a step, it ends there and goes on from there", () => {
    const curve = new Curve();
    for (let i = 1; i <= 100; i++) curve.append(point(i, i));
    curve.cut(100);
    expect(curve.points).toHaveLength(100);
    curve.cut(40);
    expect(curve.points.at(-1)).toEqual(point(40, 40));
    curve.append(point(41, 0));
    expect(curve.points.slice(-2)).toEqual([point(40, 40), point(41, 0)]);
    curve.cut(0);
    expect(curve.points).toEqual([]);
  });

  test("loads what was kept of another", () => {
    const points = filled(5000, Math.sqrt);
    const curve = new Curve();
    curve.append(point(7, 7));
    curve.load(JSON.parse(JSON.stringify(points)));
    expect(curve.points).toEqual(points);
  });

  test("starts anew when cleared", () => {
    const curve = new Curve();
    curve.append(point(1000, 1));
    curve.clear();
    curve.append(point(1, 2));
    expect(curve.points).toEqual([point(1, 2)]);
  });
});

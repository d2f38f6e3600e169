/** The line through the pen's points: it passes through all of them, closely enough spaced, and makes no detours. */

import { describe, expect, test } from "vitest";
import { partsOnPad, type Stroke, smooth } from "../../../../../web/src/app/panels/pad/strokes.ts";

const zigzag: Stroke = [
  { x: 0, y: 0 },
  { x: 0.4, y: 0.05 },
  { x: 0.41, y: 0.5 },
  { x: 0.9, y: 0.5 },
];

const stroke = (...coordinates: [number, number][]): Stroke => coordinates.map(([x, y]) => ({ x, y }));

describe("the parts of a stroke on the pad", () => {
  test.each<[string, Stroke, Stroke[]]>([
    ["all of it", stroke([0.2, 0.3], [0.9, 0.3], [1, 1]), [stroke([0.2, 0.3], [0.9, 0.3], [1, 1])]],
    ["a dot", stroke([0.5, 0.5]), [stroke([0.5, 0.5])]],
    ["none of a dot beside it", stroke([0.5, 1.5]), []],
    [
      "up to the border",
      stroke([0.5, 0.5], [0.5, 0.75], [2.5, 0.75], [2.6, 9]),
      [stroke([0.5, 0.5], [0.5, 0.75], [1, 0.75])],
    ],
    ["from the border", stroke([0.5, -0.5], [0.5, 0.5]), [stroke([0.5, 0], [0.5, 0.5])]],
    [
      "each time anew",
      stroke([0.25, 0.5], [-0.25, 0.5], [-0.25, 0.75], [0.25, 0.75]),
      [stroke([0.25, 0.5], [0, 0.5]), stroke([0, 0.75], [0.25, 0.75])],
    ],
    ["a corner cut on the way past", stroke([0.5, -0.25], [1.25, 0.5]), [stroke([0.75, 0], [1, 0.25])]],
    ["nothing of a way past", stroke([0.5, -0.75], [1.75, 0.5]), []],
    ["along the border", stroke([0, 0.5], [0, 2]), [stroke([0, 0.5], [0, 1])]],
    [
      "repeated points",
      stroke([0.5, 0.5], [0.5, 0.5], [0.5, 1.5], [0.5, 1.5]),
      [stroke([0.5, 0.5], [0.5, 0.5], [0.5, 1])],
    ],
  ])("%s", (_, whole, parts) => {
    expect(partsOnPad(whole)).toEqual(parts);
  });
});

describe("smooth", () => {
  test("passes through every point, in order", () => {
    const curve = smooth(zigzag, 0.03);
    const places = zigzag.map((point) => curve.findIndex(({ x, y }) => x === point.x && y === point.y));
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
  });

  test("leaves no gap much wider than the spacing", () => {
    const spacing = 0.03;
    const curve = smooth(zigzag, spacing);
    const gaps = curve.slice(1).map(({ x, y }, i) => Math.hypot(x - (curve[i]?.x ?? x), y - (curve[i]?.y ?? y)));
    expect(Math.max(...gaps)).toBeLessThan(2 * spacing);
  });

  test("keeps a straight line straight", () => {
    const line = [0, 0.1, 0.5, 1].map((t) => ({ x: t, y: 2 * t }));
    for (const { x, y } of smooth(line, 0.05)) expect(y).toBeCloseTo(2 * x, 12);
  });

  test("does not swing far beyond its points", () => {
    for (const { x, y } of smooth(zigzag, 0.01)) {
      expect(Math.min(x, y)).toBeGreaterThan(-0.1);
      expect(x).toBeLessThan(1);
      expect(y).toBeLessThan(0.6);
    }
  });

  test("leaves out points that repeat", () => {
    const point = { x: 0.3, y: 0.3 };
    expect(smooth([point, { ...point }, { ...point }], 0.1)).toEqual([point]);
    expect(smooth([], 0.1)).toEqual([]);
  });
});

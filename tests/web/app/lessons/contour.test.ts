/** Borders of functions whose borders are known. */

import { expect, test } from "vitest";
import { contour } from "../../../../web/src/app/lessons/shared/contour.ts";

const same = (index: number) => index;

/** The ends of all pieces. */
function endsOf(path: string): [x: number, y: number][] {
  return [...path.matchAll(/[ML](\S+?) ([^ML]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);
}

const grid = (columns: number, value: (x: number, y: number) => number) =>
  Array.from({ length: columns ** 2 }, (_, i) => value(i % columns, Math.floor(i / columns)));

test("of a plane it is a straight line, from side to side", () => {
  const ends = endsOf(
    contour(
      grid(5, (x, y) => 2 * x + y),
      5,
      3,
      same,
      same,
    ),
  );
  for (const [x, y] of ends) expect(2 * x + y).toBeCloseTo(3, 1);
  expect(ends).toContainEqual([1.5, 0]);
  expect(ends).toContainEqual([0, 3]);
});

test("of a circle every end lies on it, as far as rounding and straight lines allow, and joins another", () => {
  const path = contour(
    grid(21, (x, y) => Math.hypot(x - 10.2, y - 10)),
    21,
    6,
    same,
    same,
  );
  const ends = endsOf(path);
  expect(ends.length).toBeGreaterThan(40);
  for (const [x, y] of ends) expect(Math.abs(Math.hypot(x - 10.2, y - 10) - 6)).toBeLessThan(0.1);
  for (const end of ends)
    expect(ends.filter((other) => String(other) === String(end))).toSatisfy(({ length }) => length % 2 === 0);
});

test("a saddle is parted as its middle has it", () => {
  // The lower left and the upper right are high; so is the middle, or it is low.
  const high = endsOf(contour([3, -1, -1, 3], 2, 0, same, same));
  const low = endsOf(contour([1, -3, -3, 1], 2, 0, same, same));
  const pairs = (ends: [number, number][]) => [ends.slice(0, 2), ends.slice(2)].map((pair) => pair.map(String).sort());
  expect(pairs(high)).toEqual([
    ["0.8,0", "1,0.3"],
    ["0,0.8", "0.3,1"],
  ]);
  expect(pairs(low)).toEqual([
    ["0.8,1", "1,0.8"],
    ["0,0.3", "0.3,0"],
  ]);
});

test("there is none where nothing crosses the level, nor beside what is no number", () => {
  expect(contour([1, 2, 3, 4], 2, 0, same, same)).toBe("");
  expect(contour([1, Number.NaN, -3, 4], 2, 0, same, same)).toBe("");
});

test("it is drawn where it is told to", () => {
  const path = contour(
    [0, 1, 0, 1],
    2,
    0.5,
    (x) => 100 * x,
    (y) => 7 - y,
  );
  expect(endsOf(path)).toEqual([
    [50, 7],
    [50, 6],
  ]);
});

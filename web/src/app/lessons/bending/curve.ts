/** Curves to be drawn by a network: some that are given, and those that a person sketches or types. */

import type { BendingRecipe } from "../../../questions/bending.ts";

export type Point = BendingRecipe["curve"][number];

/** Of the plane that is shown. */
export const FROM = -3;
export const TO = 3;
export const BOTTOM = -1.5;
export const TOP = 1.5;
/** A sketch is kept as points so far apart. */
const APART = 0.2;
export const MOST_POINTS = 60;

const hundredth = (number: number) => Math.round(number * 100) / 100;
const within = (number: number, least: number, most: number) => Math.min(most, Math.max(least, number));

const along = (f: (x: number) => number): Point[] =>
  Array.from({ length: 61 }, (_, i) => {
    const x = (i - 30) / 10;
    return [x, f(x)];
  });

/** By their names in the address. */
export const given = {
  waves: along((x) => Math.sin(2.1 * x)),
  hill: along((x) => 2 * Math.exp((-x * x) / 1.2) - 1),
  corner: [
    [-3, 1],
    [0, -1],
    [3, 1],
  ],
  jump: [
    [-3, -0.8],
    [-0.05, -0.8],
    [0.05, 0.8],
    [3, 0.8],
  ],
} satisfies Record<string, Point[]>;

/** From "x_y~…", as the address has them, in order of x. What is no point is passed over, and the later of two counts. */
export function pointsIn(text: string): Point[] {
  const all = text
    .split("~")
    .map((point) => point.split("_").map((number) => (number === "" ? Number.NaN : Number(number))))
    .filter(([x = Number.NaN, y = Number.NaN]) => x >= FROM && x <= TO && y >= BOTTOM && y <= TOP)
    .map(([x, y]) => [hundredth(x as number), hundredth(y as number)] as const);
  return inOrder(new Map(all)).slice(0, MOST_POINTS);
}

export const textOf = (points: readonly Point[]): string => points.map(([x, y]) => `${x}_${y}`).join("~");

/** The points with another, which takes the place of one at the same x. Where there is no room for it, as they were. */
export function withPoint(points: readonly Point[], x: number, y: number): readonly Point[] {
  const all = inOrder(new Map([...points, [hundredth(x), hundredth(y)]]));
  return all.length > MOST_POINTS ? points : all;
}

/** The points with a stroke of a pen, which takes the place of all within its reach; where it goes back, the later counts. */
export function withStroke(points: readonly Point[], stroke: readonly Point[]): Point[] {
  const pen = stroke.map(([x, y]): Point => [within(x, FROM, TO), within(y, BOTTOM, TOP)]);
  const kept = new Map<number, number>();
  for (const [i, [x1, y1]] of pen.entries()) {
    const [x0, y0] = pen[i - 1] ?? [x1, y1];
    const [low, high] = [Math.min(x0, x1), Math.max(x0, x1)];
    for (let k = Math.ceil(low / APART - 1e-9); k * APART <= high + 1e-9; k++) {
      const part = x1 === x0 ? 1 : (k * APART - x0) / (x1 - x0);
      kept.set(hundredth(k * APART), hundredth(y0 + part * (y1 - y0)));
    }
  }
  // A touch is a point at the nearest place.
  const [touch] = pen;
  if (kept.size === 0 && touch) kept.set(hundredth(Math.round(touch[0] / APART) * APART), hundredth(touch[1]));
  const [least, most] = [Math.min(...kept.keys()), Math.max(...kept.keys())];
  const others = points.filter(([x]) => x < least || x > most);
  return inOrder(new Map([...others, ...kept])).slice(0, MOST_POINTS);
}

const inOrder = (heights: Map<number, number>): Point[] => [...heights].sort(([a], [b]) => a - b);

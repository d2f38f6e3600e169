/** A drawing as the pen made it: strokes of points, and the smooth line that the eye sees through them. */

/** In fractions of the pad's side; x grows right, y grows down. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** From pen down to pen up; at least one point. A single point is a dot. */
export type Stroke = readonly Point[];

const distance = (a: Point, b: Point) => Math.hypot(b.x - a.x, b.y - a.y);
const between = (a: Point, b: Point, t: number): Point => ({ x: a.x + (b.x - a.x) * t, y: a.y + (b.y - a.y) * t });
const beyond = (a: Point, b: Point): Point => between(a, b, 2);

/**
 * The share of the way from `a` to `b` at which it comes onto the pad, and that at which it leaves; undefined where it
 * stays beside the pad. Liang and Barsky, "A new concept and method for line clipping", 1984.
 */
function wayOnPad(a: Point, b: Point): [enter: number, leave: number] | undefined {
  let [enter, leave] = [0, 1];
  for (const [from, to] of [
    [a.x, b.x],
    [a.y, b.y],
  ] as const) {
    if (from === to) {
      if (from < 0 || from > 1) return undefined;
      continue;
    }
    const [zero, one] = [-from / (to - from), (1 - from) / (to - from)];
    enter = Math.max(enter, Math.min(zero, one));
    leave = Math.min(leave, Math.max(zero, one));
  }
  return enter <= leave ? [enter, leave] : undefined;
}

/** What of a stroke lies on the pad, cut at its border: a part for each time that the pen was there. */
export function partsOnPad(stroke: Stroke): Stroke[] {
  const parts: Point[][] = [];
  let isOnPad = false;
  stroke.forEach((b, i) => {
    const a = stroke[i - 1] ?? b;
    const [enter, leave] = wayOnPad(a, b) ?? [];
    if (enter !== undefined && leave !== undefined) {
      if (!isOnPad) parts.push([between(a, b, enter)]);
      if (a !== b) parts.at(-1)?.push(leave < 1 ? between(a, b, leave) : b);
    }
    isOnPad = leave === 1;
  });
  return parts;
}

/**
 * A point of the centripetal Catmull-Rom curve from `b` to `c`, where `t` goes from 0 to 1. The curve passes through
 * every point and, being centripetal, makes no loops where points lie unevenly.
 * Barry and Goldman, "A recursive evaluation algorithm for a class of Catmull-Rom splines", 1988.
 */
function catmullRom(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const ab = Math.sqrt(distance(a, b));
  const bc = Math.sqrt(distance(b, c));
  const cd = Math.sqrt(distance(c, d));
  const u = t * bc;
  const abc = between(between(a, b, (u + ab) / ab), between(b, c, t), (u + ab) / (ab + bc));
  const bcd = between(between(b, c, t), between(c, d, (u - bc) / cd), u / (bc + cd));
  return between(abc, bcd, t);
}

/**
 * The stroke with points added on a curve until neighbors lie within about `spacing`, so that a fast mouse with few
 * points draws no corners. Points that repeat are left out.
 */
export function smooth(stroke: Stroke, spacing: number): Stroke {
  const points = stroke.filter((point, i) => i === 0 || distance(point, stroke[i - 1] as Point) > 0);
  const first = points[0];
  if (!first) return [];
  const curve = [first];
  for (let i = 0; i + 1 < points.length; i++) {
    const [b, c] = [points[i] as Point, points[i + 1] as Point];
    const a = points[i - 1] ?? beyond(c, b);
    const d = points[i + 2] ?? beyond(b, c);
    const pieces = Math.ceil(distance(b, c) / spacing);
    for (let piece = 1; piece < pieces; piece++) curve.push(catmullRom(a, b, c, d, piece / pieces));
    curve.push(c);
  }
  return curve;
}

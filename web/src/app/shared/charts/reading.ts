/** Reading curves at a place: where one can stand, and what each curve says there. */

import type { Moment } from "../../../protocol.ts";
import type { Axis, CurvePoint } from "./curve.ts";

/** All places on an axis where a curve has a point, or something happened, from left to right. */
export function placesOn(axis: Axis, ...moments: readonly (readonly Moment[])[]): number[] {
  const places = new Set(moments.flatMap((some) => some.map((moment) => moment[axis])));
  return [...places].sort((a, b) => a - b);
}

/** `placesOn`, which gathers them anew only where there may be others: on another axis, or of curves with another end. */
export function createPlaces(): (axis: Axis, ...moments: readonly (readonly Moment[])[]) => readonly number[] {
  let known: readonly unknown[] = [];
  let places: readonly number[] = [];
  return (axis, ...moments) => {
    const now = [axis, ...moments.flatMap((some) => [some.length, some.at(-1)])];
    if (now.length !== known.length || now.some((one, i) => one !== known[i])) places = placesOn(axis, ...moments);
    known = now;
    return places;
  };
}

/** How many of the places, or of a curve's points, lie at or before `x`. */
function countUpTo(x: number, count: number, at: (i: number) => number): number {
  let [from, to] = [0, count];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (at(middle) <= x) from = middle + 1;
    else to = middle;
  }
  return from;
}

export function nearest(places: readonly number[], x: number): number | undefined {
  const after = countUpTo(x, places.length, (i) => places[i] as number);
  const [left, right] = [places[after - 1], places[after]];
  if (left === undefined || right === undefined) return left ?? right;
  return x - left <= right - x ? left : right;
}

/** What was known at `x`: the point there, or the last one before. */
export function pointUpTo(points: readonly CurvePoint[], axis: Axis, x: number): CurvePoint | undefined {
  return points[countUpTo(x, points.length, (i) => (points[i] as CurvePoint)[axis]) - 1];
}

/** Page keys go so many times from one end to the other. */
const PAGES = 10;

/** The place that a key leads to from `x`; undefined where the key leads nowhere. Nobody stands anywhere but on a place. */
export function placeByKey(key: string, places: readonly number[], x: number): number | undefined {
  const [first, last] = [places[0], places.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const page = (last - first) / PAGES;
  const at = countUpTo(x, places.length, (i) => places[i] as number) - 1;
  const isOn = places[at] === x;
  if (key === "ArrowRight" || key === "ArrowUp") return places[at + 1] ?? last;
  if (key === "ArrowLeft" || key === "ArrowDown") return places[isOn ? at - 1 : at] ?? first;
  if (key === "Home") return first;
  if (key === "End") return last;
  // At least to the next place.
  if (key === "PageUp") return Math.max(nearest(places, x + page) ?? last, places[at + 1] ?? last);
  if (key === "PageDown") return Math.min(nearest(places, x - page) ?? first, places[isOn ? at - 1 : at] ?? first);
  return undefined;
}

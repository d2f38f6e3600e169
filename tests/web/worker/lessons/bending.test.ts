/** What the lesson about activations is answered, held against the same sums written down once more, in double precision. */

import { beforeAll, describe, expect, test } from "vitest";
import type { ActivationName } from "../../../../engine/js/lessons.ts";
import { load } from "../../../../engine/js/node.ts";
import { type BendingRecipe, type BendingState, NEARLY_FLAT } from "../../../../web/src/questions/bending.ts";
import { openAnswers } from "./support.ts";

let ask: Awaited<ReturnType<typeof openAnswers>>;
beforeAll(async () => {
  ask = await openAnswers();
});

// ----- One unit

const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));

/** The series of Abramowitz and Stegun 7.1.6; all its terms are positive, so that nothing cancels. */
function erf(x: number): number {
  let [sum, term] = [0, x];
  for (let n = 0; Math.abs(term) > 1e-18; n++) {
    sum += term;
    term *= (2 * x * x) / (2 * n + 3);
  }
  return (2 / Math.sqrt(Math.PI)) * Math.exp(-x * x) * sum;
}
const share = (x: number) => (1 + erf(x / Math.SQRT2)) / 2;
const density = (x: number) => Math.exp((-x * x) / 2) / Math.sqrt(2 * Math.PI);

const functions: Record<ActivationName, [value: (x: number) => number, slope: (x: number) => number]> = {
  identity: [(x) => x, () => 1],
  step: [(x) => (x > 0 ? 1 : 0), () => 0],
  sigmoid: [sigmoid, (x) => sigmoid(x) * sigmoid(-x)],
  tanh: [Math.tanh, (x) => 1 / Math.cosh(x) ** 2],
  relu: [(x) => Math.max(0, x), (x) => (x > 0 ? 1 : 0)],
  leaky_relu: [(x) => Math.max(0.01 * x, x), (x) => (x > 0 ? 1 : 0.01)],
  elu: [(x) => (x > 0 ? x : Math.expm1(x)), (x) => (x > 0 ? 1 : Math.exp(x))],
  softplus: [(x) => Math.log1p(Math.exp(x)), sigmoid],
  silu: [(x) => x * sigmoid(x), (x) => sigmoid(x) * (1 + x * sigmoid(-x))],
  gelu: [(x) => x * share(x), (x) => share(x) + x * density(x)],
  softmax: [sigmoid, (x) => sigmoid(x) * sigmoid(-x)], // of x and 0
};
const names = Object.keys(functions) as ActivationName[];

/** Quarters are the same in single and in double precision. */
const inputs = Array.from({ length: 49 }, (_, i) => (i - 24) / 4);

test.each(names)("%s has the value and the slope of its formula", async (activation) => {
  const { values, slopes } = await ask("bending.activation", { activation, x: inputs });
  const [value, slope] = functions[activation];
  // A handful of roundings to 24 bits, of numbers up to 1 or up to the value itself.
  const near = (number: number) => 8 * 2 ** -24 * Math.max(1, Math.abs(number));
  for (const [i, x] of inputs.entries()) {
    expect(Math.abs((values[i] as number) - value(x)), `f(${x})`).toBeLessThanOrEqual(near(value(x)));
    expect(Math.abs((slopes[i] as number) - slope(x)), `f'(${x})`).toBeLessThanOrEqual(near(slope(x)));
  }
});

test.each([
  ["relu", -1, "dead"],
  ["relu", 1, "alive"],
  ["step", 1, "dead"],
  ["leaky_relu", -6, "alive"],
  ["sigmoid", -6, "saturated"],
  ["sigmoid", 0, "alive"],
  ["tanh", 4, "saturated"],
  ["elu", -6, "saturated"],
  ["identity", 6, "alive"],
] as const)("%s at %s is told to be: %s", async (activation, x, condition) => {
  expect((await ask("bending.activation", { activation, x: [x] })).conditions).toEqual([condition]);
});

// ----- The network

const places = { from: -3, to: 3, count: 121 };
const corner: BendingRecipe = {
  ...{ activation: "tanh", units: 3, learningRate: 0.02, seed: 1 },
  curve: [
    [-3, 1],
    [0, -1],
    [3, 0.5],
  ],
};

/** Asks until it is there. */
async function stateAt(recipe: BendingRecipe, step: number): Promise<BendingState> {
  for (;;) {
    const state = await ask("bending.advance", { recipe, step, places });
    if (state.step >= step) return state;
  }
}

const examples = Array.from({ length: 61 }, (_, i) => -3 + i / 10).map((x) => {
  return [x, x < 0 ? 1 - (2 * (x + 3)) / 3 : -1 + x / 2] as const;
});

test("the best straight line is that of the regression", async () => {
  const mean = (of: (x: number, y: number) => number) => examples.reduce((sum, [x, y]) => sum + of(x, y), 0) / 61;
  const [x, y] = [mean((x) => x), mean((_, y) => y)];
  const covariance = mean((a, b) => (a - x) * (b - y));
  const expected = mean((_, b) => (b - y) ** 2) - covariance ** 2 / mean((a) => (a - x) ** 2);
  expect((await stateAt(corner, 0)).lineLoss).toBeCloseTo(expected, 10);
});

/** Full batches of a 1-units-1 network with tanh, by Adam. */
async function trainedByHand({ units, learningRate, seed }: BendingRecipe, steps: number) {
  const inkling = await load();
  const layers = [{ units, activation: "tanh", biases: "normal", biasesScale: 1 } as const, { units: 1 }];
  const [hidden, output] = inkling.network({ inputs: 1, layers, seed }).parameters();
  if (!hidden || !output) throw new Error("No layers");
  // First weights, biases, weights of the output, its bias.
  const p = [hidden.weight, hidden.bias, output.weight, output.bias].flatMap((numbers) => [...numbers]);
  const at = (k: number, u: number) => p[k * units + u] as number;
  const say = (x: number, u: number) => Math.tanh(at(0, u) * x + at(1, u));
  const draw = (x: number) => {
    let sum = at(3, 0);
    for (let u = 0; u < units; u++) sum += at(2, u) * say(x, u);
    return sum;
  };
  const [m, v] = [p.map(() => 0), p.map(() => 0)];
  for (let t = 1; t <= steps; t++) {
    const g = p.map(() => 0);
    const add = (i: number, change: number) => {
      g[i] = (g[i] as number) + change;
    };
    for (const [x, y] of examples) {
      const error = (2 * (draw(x) - y)) / examples.length;
      add(3 * units, error);
      for (let u = 0; u < units; u++) {
        const back = error * at(2, u) * (1 - say(x, u) ** 2);
        add(u, back * x);
        add(units + u, back);
        add(2 * units + u, error * say(x, u));
      }
    }
    for (const [i, slope] of g.entries()) {
      m[i] = 0.9 * (m[i] as number) + 0.1 * slope;
      v[i] = 0.999 * (v[i] as number) + 0.001 * slope ** 2;
      const step = (m[i] as number) / (1 - 0.9 ** t) / (Math.sqrt((v[i] as number) / (1 - 0.999 ** t)) + 1e-8);
      p[i] = (p[i] as number) - learningRate * step;
    }
  }
  const loss = examples.reduce((sum, [x, y]) => sum + (draw(x) - y) ** 2, 0) / examples.length;
  return { draw, say, loss };
}

test.each([0, 1, 10, 50])("after %s steps it draws what the same training in double does", async (steps) => {
  const state = await stateAt(corner, steps);
  const { draw, say, loss } = await trainedByHand(corner, steps);
  // A gradient of 61 terms is off by some 100 roundings of 2^-24 at the most, which a step of 0.02 takes along; a
  // parameter moves the curve by up to 3 times as much, and there are 10 of them.
  const near = (1 + steps * 0.02 * 100) * 30 * 2 ** -24;
  expect(state.step).toBe(steps);
  for (const [i, x] of state.x.entries()) {
    expect(x).toBeCloseTo(-3 + i / 20, 6);
    expect(Math.abs((state.drawn[i] as number) - draw(x))).toBeLessThan(near);
    for (const u of [0, 1, 2]) expect(Math.abs((state.hidden[3 * i + u] as number) - say(x, u))).toBeLessThan(near);
  }
  expect(Math.abs((state.loss as number) - loss)).toBeLessThan(4 * near);
});

test("a step is the same, whichever way led there", async () => {
  const direct = await stateAt(corner, 300);
  for (const step of [7, 100, 300, 500]) await stateAt(corner, step);
  expect(await stateAt(corner, 300)).toEqual(direct);
  await stateAt({ ...corner, seed: 2 }, 10);
  expect(await stateAt(corner, 300)).toEqual(direct);
  expect((await stateAt({ ...corner, seed: 2 }, 300)).drawn).not.toEqual(direct.drawn);
});

test.each([3, 8])("the identity comes to the best straight line with %s units, and not below", async (units) => {
  const { x, drawn, loss = Number.NaN, lineLoss } = await stateAt({ ...corner, activation: "identity", units }, 3000);
  expect(loss).toBeGreaterThan(lineLoss - 1e-6);
  expect(loss).toBeLessThan(1.01 * lineLoss);
  const slope = ((drawn[120] as number) - (drawn[0] as number)) / 6;
  for (const [i, at] of x.entries()) expect(drawn[i]).toBeCloseTo((drawn[0] as number) + slope * (at + 3), 4);
});

test.each(names.filter((name) => name !== "identity" && name !== "step"))(
  "eight bent lines of %s come nearer to the corner than any straight line",
  async (activation) => {
    const { loss, lineLoss } = await stateAt({ ...corner, activation, units: 8 }, 3000);
    expect(loss).toBeLessThan(lineLoss / 10);
  },
);

// ----- What becomes of units

const waves: BendingRecipe["curve"] = Array.from({ length: 61 }, (_, i) => [(i - 30) / 10, Math.sin(0.21 * (i - 30))]);
const fast: BendingRecipe = { ...corner, curve: waves, units: 8, learningRate: 1 };

/** Slopes of each unit at the examples, which are every other of the places. */
const slopesOf = ({ hidden, conditions }: BendingState, slope: (a: number) => number) =>
  conditions.map((_, u) =>
    Array.from({ length: 61 }, (_, i) => slope(hidden[2 * i * conditions.length + u] as number)),
  );

const told = (slopes: number[][]) =>
  slopes.map((all) => {
    if (all.every((slope) => slope === 0)) return "dead";
    return all.every((slope) => slope < NEARLY_FLAT) ? "saturated" : "alive";
  });

test("a unit that is off at some of the examples is alive", async () => {
  const state = await stateAt({ ...fast, activation: "relu" }, 0);
  const slopes = slopesOf(state, (a) => (a > 0 ? 1 : 0));
  expect(slopes.some((all) => all.includes(0) && all.includes(1))).toBe(true);
  expect(state.conditions).toEqual(told(slopes));
});

describe("at a rate of 1", () => {
  test("units of ReLU die, and none of Leaky ReLU: what the lesson asks", async () => {
    const state = await stateAt({ ...fast, activation: "relu" }, 3000);
    expect(state.conditions).toEqual(told(slopesOf(state, (a) => (a > 0 ? 1 : 0))));
    expect(state.conditions.filter((condition) => condition === "dead").length).toBeGreaterThan(4);
    const leaky = await stateAt({ ...fast, activation: "leaky_relu" }, 3000);
    expect(leaky.conditions).toEqual(Array(8).fill("alive"));
  });

  test("units of a sigmoid saturate", async () => {
    const state = await stateAt({ ...fast, activation: "sigmoid" }, 3000);
    expect(state.conditions).toEqual(told(slopesOf(state, (a) => a * (1 - a))));
    expect(state.conditions).toContain("saturated");
    expect(state.conditions).toContain("alive");
  });
});

test("only the examples count: where the curve ends, nothing wakes a unit", async () => {
  const recipe: BendingRecipe = {
    ...fast,
    activation: "relu",
    curve: [
      [-3, 0],
      [-2, 1],
    ],
  };
  const { conditions, hidden } = await stateAt(recipe, 0);
  // A line is above 0 somewhere between two places only where it is so at one of them.
  expect(conditions).toEqual(conditions.map((_, u) => (hidden[u] || hidden[20 * 8 + u] ? "alive" : "dead")));
  expect(conditions).toContain("dead");
  expect(
    Math.max(...conditions.map((condition, u) => (condition === "dead" ? (hidden[120 * 8 + u] as number) : 0))),
  ).toBeGreaterThan(0);
});

test("a step is drawn as chance has made it, and stays so", async () => {
  const state = await ask("bending.advance", { recipe: { ...fast, activation: "step" }, step: 100, places });
  expect([state.step, state.loss, state.conditions]).toEqual([0, undefined, Array(8).fill("dead")]);
  expect(state.hidden.every((value) => value === 0 || value === 1)).toBe(true);
});

test.each([
  ["no point", []],
  ["one point", [[0, 0]]],
  [
    "two of the same x",
    [
      [0, 0],
      [1, 1],
      [1, 0],
    ],
  ],
  [
    "no numbers",
    [
      [0, 0],
      [Number.NaN, 1],
    ],
  ],
] as [string, BendingRecipe["curve"]][])("a curve of %s is refused in words", async (_, curve) => {
  await expect(async () => ask("bending.advance", { recipe: { ...corner, curve }, step: 1, places })).rejects.toThrow(
    "A curve takes at least two points, each with a larger x than the one before.",
  );
  expect((await stateAt(corner, 1)).step).toBe(1);
});

/** The lessons' module: what its methods give and refuse, and that it agrees with the library where both say the same. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import createModule from "../../build/wasm/inkling-lessons.mjs";
import { startModule } from "../../engine/js/engine.ts";
import { type ActivationName, InklingError, loadLessons, type ReferenceNetwork } from "../../engine/js/lessons.ts";
import { load } from "../../engine/js/node.ts";

const bytes = readFileSync(new URL("../../build/wasm/inkling-lessons.wasm", import.meta.url));
const lessons = await loadLessons({ bytes });
const inkling = await load();

const corners = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const both = [0, 0, 0, 1];
const oneOfTwo = [0, 1, 1, 0];

/** 2-3-2 units with tanh, in both forms. */
const layers = [{ units: 3, activation: "tanh" }, { units: 2 }] as const;
const network: ReferenceNetwork = { inputs: 2, layers, loss: "cross_entropy" };

test("an activation is what a network makes of the same numbers", () => {
  const x = Float32Array.from({ length: 41 }, (_, i) => (i - 20) / 4);
  for (const { name } of inkling.tables.activations as { name: ActivationName }[]) {
    const one = inkling.network({ inputs: 1, layers: [{ units: 1, activation: name }] });
    one.setParameters([{ weight: [1], bias: [0] }]);
    const { value, derivative } = lessons.activation(name, x);
    if (name !== "softmax") expect(value).toEqual(one.predict(x));
    expect(derivative).toHaveLength(x.length);
    expect([...value, ...derivative].every(Number.isFinite)).toBe(true);
  }
});

test("surfaces have heights and slopes, and a start within", () => {
  expect(lessons.surfaces.map(({ name }) => name)).toEqual(["hill", "bowl", "valley", "saddle"]);
  for (const { x, y, start } of lessons.surfaces) {
    expect(start[0]).toBeGreaterThan(x[0]);
    expect(start[1]).toBeLessThan(y[1]);
  }
  const { values, gradients } = lessons.surface("saddle", [1, 0], [2, 0]);
  expect([...values]).toEqual([1, 0]);
  expect([...gradients]).toEqual([2, 4, 0, 0]);
});

test("descent is its path, with every rule of the library", () => {
  for (const { name } of inkling.tables.optimizers) {
    const { path, values, ended } = lessons.descend({ surface: "bowl", optimizer: name as "sgd", steps: 5 });
    expect([path.length, values.length, ended]).toEqual([12, 6, "steps"]);
    expect(values[5]).toBeLessThan(values[0]);
  }
  const half = lessons.descend({ surface: "bowl", learningRate: 0.5, start: [2, -1], steps: 2 });
  expect([...half.path]).toEqual([2, -1, 1, -0.5, 0.5, -0.25]);
  expect(lessons.descend({ surface: "bowl", learningRate: 5 }).ended).toBe("left");
});

test("least squares keeps the digits of lists, and its surface is least there", () => {
  const inputs = [
    [0.1, 1],
    [0.2, 1],
    [0.3, 1],
  ];
  const targets = [0.3, 0.5, 0.7];
  const { weights, loss } = lessons.leastSquares(inputs, targets);
  expect(weights[0]).toBeCloseTo(2, 13);
  expect(weights[1]).toBeCloseTo(0.1, 13);
  expect(loss).toBeLessThan(1e-30);
  const grid = { from: [weights[0] - 1, weights[1] - 1], to: [weights[0] + 1, weights[1] + 1], columns: 3, rows: 3 };
  const losses = lessons.lossSurface(inputs, targets, weights, grid);
  expect(losses).toHaveLength(9);
  expect(losses.indexOf(Math.min(...losses))).toBe(4);
});

test("a margin bounds the mistakes, and is absent where there is none", () => {
  const margin = lessons.margin(corners, both);
  expect(margin?.bound).toBeCloseTo(51, 10);
  const run = lessons.perceptron(corners, both);
  expect(run.mistakes).toBeLessThanOrEqual(51);
  expect(run.ended).toBe("learned");
  expect(run).not.toHaveProperty("returnsTo");
  expect(lessons.margin(corners, oneOfTwo)).toBeUndefined();
});

test("a perceptron's run is the library's perceptron, example by example", () => {
  const run = lessons.perceptron(corners, oneOfTwo, { learningRate: 0.5 });
  expect(run.ended).toBe("cycles");
  expect(run.steps).toHaveLength(4 * run.epochs);
  const perceptron = inkling.perceptron({ inputs: 2, learningRate: 0.5 });
  let mistakes = 0;
  for (const { example, target, isMistake, weight, bias } of run.steps) {
    expect(perceptron.learn(corners[example], [target])).toBe(isMistake ? 1 : 0);
    expect(perceptron.weight).toEqual(weight);
    expect(perceptron.bias).toBe(bias);
    mistakes += isMistake ? 1 : 0;
  }
  expect(run.mistakes).toBe(mistakes);
  const states = [{ weight: new Float32Array(2), bias: 0 }, ...run.steps.filter((_, i) => i % 4 === 3)];
  const [{ weight, bias }, before] = [states[run.epochs], states[run.returnsTo as number]];
  expect([weight, bias]).toEqual([before.weight, before.bias]);
});

describe("a step in double", () => {
  const points = [
    [0.5, -1],
    [-0.25, 0.75],
  ];
  const data = inkling.table({ inputs: points, labels: [0, 1] });
  const targets = [
    [1, 0],
    [0, 1],
  ];
  const trainer = inkling.trainer({ layers, loss: "cross_entropy", learningRate: 0.5, batchSize: 2, seed: 3 }, data);
  const parameters = trainer.parameters();

  test("is what a trainer's is, but for float32's roundings", () => {
    const step = lessons.reference(network, parameters, points, targets, { rate: 0.5 });
    expect(trainer.step().loss).toBeCloseTo(step.loss, 6);
    for (const [i, { weight, bias }] of trainer.parameters().entries()) {
      const { updatedWeight, updatedBias } = step.layers[i];
      for (const [j, one] of [...weight, ...bias].entries()) {
        expect(one).toBeCloseTo([...updatedWeight, ...updatedBias][j], 6);
      }
    }
    expect(step.predictions).toHaveLength(4);
    expect(step.predictions[0] + step.predictions[1]).toBeCloseTo(1, 14);
    expect(step.losses).toHaveLength(2);
  });

  test("has the gradients that differences have", () => {
    const step = lessons.reference(network, parameters, points, targets);
    const differences = lessons.differences(network, parameters, points, targets);
    for (const [i, { weightGradient, biasGradient }] of differences.layers.entries()) {
      const expected = [...step.layers[i].weightGradient, ...step.layers[i].biasGradient];
      for (const [j, one] of [...weightGradient, ...biasGradient].entries()) expect(one).toBeCloseTo(expected[j], 8);
    }
    for (const [j, one] of differences.inputGradient.entries()) expect(one).toBeCloseTo(step.inputGradient[j], 8);
  });

  test("says what does not fit", () => {
    const ask = (changes: object, given: unknown = parameters) =>
      lessons.reference({ ...network, ...changes } as ReferenceNetwork, given as typeof parameters, points, targets);
    expect(() => ask({ loss: "none" })).toThrow(/There is no loss called "none"/);
    expect(() => ask({ layers: [] })).toThrow(/parameters: 2 was given; allowed is as many as there are layers, 0/);
    expect(() => ask({ inputs: 3 })).toThrow(/inputs: a length of 4 was given; allowed is a multiple of 3/);
    expect(() => ask({}, "none")).toThrow(/parameters: "none" was given; allowed is a list/);
    expect(() => ask({}, [{}, {}])).toThrow(/parameters\[0\].weight: nothing was given/);
    expect(() => ask({}, [{ weight: [Number.NaN], bias: [1] }, parameters[1]])).toThrow(/parameters\[0\].weight/);
    const step = { layers: [{ units: 3, activation: "step" }, { units: 2 }] };
    expect(() => ask(step)).toThrow(/Activation of layer 1: step was given/);
  });
});

test("arithmetic depends on its rules", () => {
  const numbers = [2 ** 24, 1, 1, 1, 1];
  expect(lessons.sum(numbers)).toBe(2 ** 24);
  expect(lessons.sum(numbers, { order: "backward" })).toBe(2 ** 24 + 4);
  const nearlyOne = 1 + 2 ** -12;
  expect(lessons.dot([1, nearlyOne], [-1, nearlyOne])).toBe(2 ** -11);
  expect(lessons.dot([1, nearlyOne], [-1, nearlyOne], { fused: true })).toBe(2 ** -11 + 2 ** -24);
  for (const rule of ["inkling", "taylor", "table", "double"] as const) {
    expect(lessons.exponential([0, 1], rule)[1]).toBeCloseTo(Math.E, 6);
  }
});

test("by Inkling's rules the drifting network is a trainer's, and by others it is not", () => {
  const data = inkling.generate("moons", { examples: 200, noise: 0.1, seed: 5 });
  const trainer = inkling.trainer(
    {
      layers: [{ units: 8, activation: "tanh" }, { units: 2 }],
      loss: "cross_entropy",
      optimizer: "sgd",
      learningRate: 0.1,
      batchSize: 10,
      seed: 5,
    },
    data,
  );
  trainer.train(200);
  const drift = lessons.drift({ seed: 5 });
  expect(drift.weightHash).toBe(trainer.weightHash);
  expect(drift).not.toHaveProperty("firstDifference");
  expect(drift.losses).toHaveLength(200);
  const other = lessons.drift({ seed: 5, order: "lanes_4", fused: true });
  expect(other.inklingHash).toBe(trainer.weightHash);
  expect(other.weightHash).not.toBe(trainer.weightHash);
  expect(other.firstDifference).toBeGreaterThan(0);
});

describe("what is not allowed gets a sentence", () => {
  test.each<[string, () => unknown, RegExp]>([
    ["a surface", () => lessons.surface("hole" as "hill", [0], [0]), /There is no surface called "hole"/],
    ["a point", () => lessons.surface("hill", [0], [Number.NaN]), /y\[0\]: nan was given; allowed is a finite number/],
    ["points", () => lessons.surface("hill", [0, 1], [0]), /y: a length of 1 was given; allowed is that of x, 2/],
    ["a rate", () => lessons.descend({ surface: "hill", learningRate: Number.NaN }), /Learning rate: nan was given/],
    ["steps", () => lessons.descend({ surface: "hill", steps: 1e9 }), /Steps: .* from 1 to 100000/],
    ["a start", () => lessons.descend({ surface: "hill", start: [9, 9] }), /Start: \(9, 9\) was given/],
    ["a setting", () => lessons.descend({ surface: "hill", speed: 1 } as never), /no setting called "speed"/],
    ["a column", () => lessons.leastSquares([1, 2, 2, 4], [1, 2]), /Input 2 is a sum of multiples/],
    ["examples", () => lessons.leastSquares([1, 2, 3], [1, 2]), /inputs: a length of 3 .* multiple of 2/],
    ["numbers", () => lessons.leastSquares([[Number.NaN]], [1]), /inputs\[0\]: nan was given/],
    ["an axis", () => lessons.lossSurface([1], [1], [1], { from: [0, 0], to: [1, 1] }), /Axes: 1 was given/],
    ["no points", () => lessons.margin([], []), /points: a length of 0/],
    ["a label", () => lessons.margin(corners, [0, 1, 2, 0]), /labels\[2\]: 2 was given; allowed is 0 or 1/],
    ["epochs", () => lessons.perceptron(corners, both, { epochs: 30_000 }), /Epochs: 30000 of 4 examples/],
    ["an order", () => lessons.sum([1], { order: "random" as "forward" }), /There is no order called "random"/],
    ["lengths", () => lessons.dot([1], [1, 2]), /b: a length of 2 was given; allowed is that of a, 1/],
    ["a list", () => lessons.sum("12" as never), /numbers: "12" was given/],
    ["a drift", () => lessons.drift({ rate: 1e38 }), /diverged at step/],
  ])("%s", (_, ask, sentence) => {
    expect(ask).toThrow(InklingError);
    expect(ask).toThrow(sentence);
  });

  test("and so does a module that is none", async () => {
    await expect(loadLessons({ bytes: new Uint8Array(9) })).rejects.toThrow(/The engine could not be loaded/);
  });
});

test("the module has the operations that its types name, and no others", async () => {
  const { operations } = await startModule(createModule, bytes);
  const types = readFileSync(new URL("../../engine/js/lessons.ts", import.meta.url), "utf8");
  const [, body] = types.match(/^interface Operations \{(.*?)^\}/ms) ?? [];
  const named = [...(body ?? "").matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
  expect(operations.sort()).toEqual(named.sort());
});

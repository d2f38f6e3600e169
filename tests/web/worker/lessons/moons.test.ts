/**
 * What the lesson about two moons is answered. Losses, surfaces and borders are held against the same network, trained by
 * loops in double precision from the same first weights; what it says of early stopping, against the engine's `fit`.
 */

import { beforeAll, describe, expect, test } from "vitest";
import { type Inkling, load, type Trainer, type TrainerSettings } from "../../../../engine/js/node.ts";
import type { MoonsRecipe, MoonsState } from "../../../../web/src/questions/moons.ts";
import type { LabeledPoints } from "../../../../web/src/questions/neuron.ts";
import { openAnswers } from "./support.ts";

let ask: Awaited<ReturnType<typeof openAnswers>>;
let inkling: Inkling;
beforeAll(async () => {
  [ask, inkling] = await Promise.all([openAnswers(), load()]);
});

const drawn = { rule: "moons", examples: 40, noise: 0.25, seed: 5 } as const;
const plain: MoonsRecipe = { points: drawn, units: 32, seed: 5, l2: 0, dropout: 0, patience: 0 };
const grid = { from: -2, to: 3, columns: 12 };

async function trained(recipe: MoonsRecipe, epoch: number, unit?: number): Promise<MoonsState> {
  for (;;) {
    const state = await ask("moons.advance", { recipe, epoch, grid, unit });
    if (state.ended || state.epoch >= epoch) return state;
  }
}

/** The settings of the lesson's trainer, as its text has them. */
const settingsOf = ({ units, seed, l2, dropout }: MoonsRecipe, batchSize: number): TrainerSettings => ({
  layers: [{ units, activation: "tanh", dropout }, { units: 1 }],
  ...{ loss: "binary_cross_entropy", optimizer: "adam", learningRate: 0.02, batchSize, l2, seed },
});

/** The part of the points with this number: to learn from, to stop by, to test on. */
const part = (number: number, examples: number) =>
  inkling.generate("moons", { examples, noise: drawn.noise, seed: 3 * drawn.seed + number }).binary();

// ----- The same in double

interface Reference {
  /** All weights, as [2, units] and [units, 1], and all biases. */
  hidden: number[];
  hiddenBias: number[];
  output: number[];
  outputBias: number[];
}

function firstWeights(trainer: Trainer): Reference {
  const [first, last] = trainer.parameters();
  if (!first || !last) throw new Error("There are two layers");
  return {
    hidden: [...first.weight],
    hiddenBias: [...first.bias],
    output: [...last.weight],
    outputBias: [...last.bias],
  };
}

const hiddenOf = ({ hidden, hiddenBias }: Reference, [x, y]: readonly [number, number]) =>
  hiddenBias.map((bias, j) =>
    Math.tanh(x * (hidden[j] as number) + y * (hidden[hiddenBias.length + j] as number) + bias),
  );

const logitOf = (network: Reference, point: readonly [number, number]) =>
  hiddenOf(network, point).reduce(
    (sum, value, j) => sum + value * (network.output[j] as number),
    network.outputBias[0] as number,
  );

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

function scoreOf(network: Reference, { points, labels }: LabeledPoints) {
  let [loss, right] = [0, 0];
  points.forEach((point, i) => {
    const probability = sigmoid(logitOf(network, point));
    loss -= Math.log(labels[i] === 1 ? probability : 1 - probability);
    if (probability > 0.5 === (labels[i] === 1)) right++;
  });
  return { loss: loss / points.length, accuracy: right / points.length };
}

/** Steps of Adam on all points at once, with L2 on the weights and not on the biases. */
function trainInDouble(network: Reference, { points, labels }: LabeledPoints, l2: number, epochs: number): void {
  const units = network.hiddenBias.length;
  const groups = Object.values(network) as number[][];
  const moments = groups.map((group) => group.map(() => [0, 0] as [number, number]));
  for (let step = 1; step <= epochs; step++) {
    const gradients: Reference = {
      hidden: network.hidden.map((weight) => l2 * weight),
      hiddenBias: network.hiddenBias.map(() => 0),
      output: network.output.map((weight) => l2 * weight),
      outputBias: [0],
    };
    points.forEach((point, i) => {
      const error = (sigmoid(logitOf(network, point)) - (labels[i] as number)) / points.length;
      (gradients.outputBias[0] as number) += error;
      hiddenOf(network, point).forEach((value, j) => {
        (gradients.output[j] as number) += error * value;
        const before = error * (network.output[j] as number) * (1 - value * value);
        (gradients.hidden[j] as number) += before * point[0];
        (gradients.hidden[units + j] as number) += before * point[1];
        (gradients.hiddenBias[j] as number) += before;
      });
    });
    Object.values(gradients).forEach((group: number[], g) => {
      group.forEach((gradient, i) => {
        const moment = moments[g]?.[i] as [number, number];
        moment[0] = 0.9 * moment[0] + 0.1 * gradient;
        moment[1] = 0.999 * moment[1] + 0.001 * gradient * gradient;
        const [mean, square] = [moment[0] / (1 - 0.9 ** step), moment[1] / (1 - 0.999 ** step)];
        (groups[g] as number[])[i] =
          ((groups[g] as number[])[i] as number) - (0.02 * mean) / (Math.sqrt(square) + 1e-8);
      });
    });
  }
}

/**
 * A step moves a weight by 0.02 times a quotient that is off by about the rounding of a gradient: 40 terms, 2^-24 each, and
 * more where they cancel, here to a hundredth at the least. Over 30 steps that is 30 * 0.02 * 40 * 100 * 2^-24 = 1.4e-4.
 */
const tolerance = 1.5e-4;

describe.each([0, 0.003])("with L2 of %s, after 30 epochs", (l2) => {
  const recipe = { ...plain, l2 };
  let state: MoonsState;
  let reference: Reference;
  let points: { training: LabeledPoints; test?: LabeledPoints };
  beforeAll(async () => {
    state = await trained(recipe, 30, 7);
    points = await ask("moons.points", drawn);
    reference = firstWeights(inkling.trainer(settingsOf(recipe, 40), part(0, 40)));
    trainInDouble(reference, points.training, l2, 30);
  });

  test("losses and what is right", () => {
    for (const [told, own] of [
      [state.training, scoreOf(reference, points.training)],
      [state.test, scoreOf(reference, points.test as LabeledPoints)],
    ] as const) {
      expect(Math.abs((told?.loss as number) - own.loss)).toBeLessThan(tolerance);
      expect(told?.accuracy).toBeCloseTo(own.accuracy, 6);
    }
  });

  test("borders of the hidden units", () => {
    for (const [told, own] of [
      [state.weight, reference.hidden],
      [state.bias, reference.hiddenBias],
    ] as const) {
      expect(told).toHaveLength(own.length);
      for (const [i, value] of own.entries()) expect(Math.abs((told[i] as number) - value)).toBeLessThan(tolerance);
    }
  });

  test("the surface and a unit's values, row by row from below", () => {
    for (let i = 0; i < 144; i++) {
      const at = (index: number) => -2 + (5 * (index + 0.5)) / 12;
      const point = [at(i % 12), at(Math.floor(i / 12))] as const;
      // A logit adds 32 weights that are off, times up to 1, and what is off in 32 tanh of sums of three.
      const own = sigmoid(logitOf(reference, point));
      expect(Math.abs((state.surface[i] as number) - own)).toBeLessThan(32 * tolerance);
      const value = hiddenOf(reference, point)[7] as number;
      expect(Math.abs((state.unit?.[i] as number) - value)).toBeLessThan(7 * tolerance);
    }
    expect([state.surface.length, state.unit?.length]).toEqual([144, 144]);
  });

  test("curves", () => {
    const { epochs, training, test: tests } = state.curves;
    expect(epochs).toEqual([...Array.from({ length: 17 }, (_, i) => i + 1), 19, 21, 23, 25, 27, 29, 30]);
    const network = firstWeights(inkling.trainer(settingsOf(recipe, 40), part(0, 40)));
    trainInDouble(network, points.training, l2, 21);
    expect(Math.abs((training[18] as number) - scoreOf(network, points.training).loss)).toBeLessThan(tolerance);
    expect(Math.abs((tests[18] as number) - scoreOf(network, points.test as LabeledPoints).loss)).toBeLessThan(
      tolerance,
    );
  });
});

// ----- The course

test("the points are those that the engine draws, each part from another seed", async () => {
  const { training, test: tests } = await ask("moons.points", drawn);
  const { inputs, targets } = part(0, 40).examples();
  expect(training.points.flat()).toEqual([...inputs]);
  expect(training.labels).toEqual([...targets]);
  expect([tests?.points.length, tests?.labels.length]).toEqual([400, 400]);
  expect(tests?.points.flat()).toEqual([...part(2, 400).examples().inputs]);
});

const rules = ["moons", "circles", "spirals", "xor", "blobs"] as const;
test.each(rules)("%s are of two classes, and can be trained on", async (rule) => {
  const points = { ...drawn, rule };
  const { training } = await ask("moons.points", points);
  expect([...new Set(training.labels)].sort()).toEqual([0, 1]);
  expect((await trained({ ...plain, points }, 5)).epoch).toBe(5);
});

test.each([
  ["no cure", {}],
  ["dropout", { dropout: 0.3 }],
  ["early stopping", { patience: 20 }],
])("with %s an epoch is the same, bit for bit, however training was cut", async (_, cure) => {
  const recipe = { ...plain, ...cure };
  const whole = await trained(recipe, 300);
  await trained(plain, 0);
  let cut = await trained(recipe, 0);
  for (let epoch = 7; epoch < 300; epoch += 13) cut = await trained(recipe, epoch, epoch % 32);
  cut = await trained(recipe, 300);
  const { took: _took, unit: _unit, ...same } = whole;
  expect(cut).toMatchObject(same);
});

test("it ends at 8,000 epochs; an earlier epoch, and another recipe, begin anew", async () => {
  const end = await trained({ ...plain, units: 2 }, 8000);
  expect([end.epoch, end.ended, end.epochOfNetwork]).toEqual([8000, "epochs", 8000]);
  expect(await trained({ ...plain, units: 2 }, 1e9)).toMatchObject({ epoch: 8000, surface: end.surface });
  const { epochs } = end.curves;
  expect(epochs.length).toBeLessThan(150);
  expect(epochs).toEqual([...new Set(epochs)].sort((a, b) => a - b));
  expect(epochs.at(-1)).toBe(8000);
  const early = await trained({ ...plain, units: 2 }, 3);
  expect([early.epoch, early.curves.epochs]).toEqual([3, [1, 2, 3]]);
  await trained(plain, 10);
  expect(await trained({ ...plain, units: 2 }, 3)).toMatchObject({ surface: early.surface });
});

test("before the first epoch there are no curves yet, and the time that training took adds up over answers", async () => {
  await trained(plain, 1);
  const { curves, took: least } = await trained(plain, 0);
  expect(curves).toEqual({ epochs: [], training: [], test: [] });
  const { took } = await trained(plain, 50);
  expect(took).toBeGreaterThan(least);
  // Of one that is there already nothing is left to train.
  expect((await trained(plain, 50)).took).toBeGreaterThanOrEqual(took);
});

test("the lowest test loss is the lowest of the curve", async () => {
  const { curves, lowest } = await trained(plain, 500);
  const least = Math.min(...curves.test);
  expect(lowest).toMatchObject({ loss: least, epoch: curves.epochs[curves.test.indexOf(least)] });
});

test.each([
  ["after 20 epochs in vain", { patience: 20 }],
  ["at the last epoch", { units: 2, patience: 8000 }],
])("early stopping %s ends where the engine's own does, with the same network", async (_, settings) => {
  const recipe = { ...plain, ...settings };
  const state = await trained(recipe, 8000);
  const trainer = inkling.trainer(settingsOf(recipe, 40), part(0, 40));
  const history = trainer.fit(part(1, 100), { epochs: 8000, earlyStopping: { patience: recipe.patience } });
  const losses = history.map(({ validation }) => validation.loss);
  expect([state.ended, state.epoch]).toEqual(["stopped", history.length]);
  expect(state.epochOfNetwork).toBe(losses.indexOf(Math.min(...losses)) + 1);
  expect(state.weight).toEqual(trainer.parameters()[0]?.weight);
  expect(state.training.loss).toBe(trainer.evaluate(part(0, 40)).loss);
});

test("points of one's own have nothing to be judged or stopped by", async () => {
  const points: LabeledPoints = {
    points: [
      [0, 0],
      [1, 1],
    ],
    labels: [0, 1],
  };
  expect(await ask("moons.points", points)).toEqual({ training: points, test: undefined });
  const state = await trained({ ...plain, points, patience: 1 }, 200);
  expect([state.epoch, state.test, state.lowest, state.curves.test, state.ended]).toEqual([
    ...[200, undefined, undefined, [], undefined],
  ]);
  expect(state.training.accuracy).toBe(1);
});

test("a unit that there is not is refused, and so are settings that the engine refuses", async () => {
  await expect(ask("moons.advance", { recipe: plain, epoch: 1, grid, unit: 32 })).rejects.toMatchObject({
    ...{ name: "bad_setting", message: "unit: 32 was given; allowed is 0 to 31." },
  });
  await expect(ask("moons.advance", { recipe: { ...plain, units: 0 }, epoch: 1, grid })).rejects.toMatchObject({
    name: "bad_setting",
  });
  expect((await trained(plain, 2)).epoch).toBe(2);
});

// ----- What the lesson says of it

test("uncured, test loss ends far above where it was lowest", async () => {
  const { training, test: tests, lowest, bias, weight } = await trained(plain, 8000);
  expect(training.loss).toBeLessThan(0.001);
  expect(tests?.loss).toBeGreaterThan(3 * (lowest?.loss as number));
  expect(bordersOf(weight, bias).length).toBeGreaterThan(24);
});

test("L2 leaves a few units their own borders, and the rest share one", async () => {
  const { test: tests, lowest, weight, bias } = await trained({ ...plain, l2: 0.003 }, 8000);
  expect(tests?.loss).toBeLessThan(1.05 * (lowest?.loss as number));
  const borders = bordersOf(weight, bias);
  expect(borders[0]).toBeGreaterThan(20);
  expect(borders.length).toBeGreaterThan(2);
  expect(borders.length).toBeLessThan(8);
});

/** How many units there are of each border, the most first, as far as a tenth of their numbers tells them apart. */
function bordersOf(weight: Float32Array, bias: Float32Array): number[] {
  const counts = new Map<string, number>();
  for (let j = 0; j < bias.length; j++) {
    const [x, y, b] = [weight[j] as number, weight[bias.length + j] as number, bias[j] as number];
    const border = [x, y, b].map((value) => Math.round((Math.sign(x) * value * 10) / Math.hypot(x, y))).join();
    counts.set(border, (counts.get(border) ?? 0) + 1);
  }
  return [...counts.values()].sort((a, b) => b - a);
}

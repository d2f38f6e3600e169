/** The worker's engine: what its methods give, and the errors that they throw. */

import { beforeAll, describe, expect, test } from "vitest";
import type { Recipe } from "../../../web/src/protocol.ts";
import type { Engine } from "../../../web/src/worker/engine.ts";
import type { Training } from "../../../web/src/worker/training.ts";
import { layersOf, openEngine, usePackedMnist } from "./support.ts";

const recipe = {
  layers: layersOf(16),
  seed: 7,
  learningRate: 0.1,
  batchSize: 50,
  data: { examples: 1000 },
} satisfies Recipe;

usePackedMnist();
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});

const begin = (changes: Recipe = {}): Training => engine.begin(engine.plan({ ...recipe, ...changes }));
const configure = (training: Training, changes: Recipe) => training.configure(engine.plan({ ...recipe, ...changes }));

describe("results have the declared fields and no others", () => {
  test("the description has every setting of a recipe, and names those of the network", () => {
    const { settings, ofNetwork } = engine.describe();
    expect(settings.map(({ name }) => name)).toEqual(expect.arrayContaining(["learningRate", "schedule", "layers"]));
    expect(ofNetwork.sort()).toEqual(["layers", "loss", "seed"]);
    for (const { help, title } of settings) expect(help && title).not.toBe("");
  });

  test("a plan has what the recipe says, and the defaults", () => {
    expect(engine.plan({})).toMatchObject({ epochs: 10, batchSize: 32, data: { name: "mnist", examples: 10_000 } });
    expect(engine.plan({}).earlyStopping).toBeUndefined();
    const { earlyStopping, data } = engine.plan({ earlyStopping: {}, data: { name: "moons" } });
    expect(earlyStopping).toEqual({ patience: 5, leastProgress: 0 });
    expect(data).toMatchObject({ name: "moons", examples: 10_000 });
  });

  const reportFields = [
    ...["correct", "digits", "digitsSeen", "epoch", "lossSum", "operations", "step", "stepInEpoch", "stepsPerEpoch"],
  ];

  test("a network", () => {
    const training = begin();
    expect(training.network).toEqual({
      layers: [784, 16, 10],
      parameters: 784 * 16 + 16 + 16 * 10 + 10,
      loss: "cross_entropy",
    });
    expect(training.sizes).toEqual({ training: 1000, validation: 10_000 });
    expect(training.report).toEqual({
      ...{ epoch: 0, step: 0, digitsSeen: 0, stepInEpoch: 0, stepsPerEpoch: 20, operations: 0 },
      ...{ digits: 0, lossSum: 0, correct: 0 },
    });
  });

  test("train", () => {
    const trained = begin().train(3);
    expect(Object.keys(trained).sort()).toEqual(reportFields);
    expect(trained).toMatchObject({ epoch: 0, step: 3, stepInEpoch: 3, digits: 150 });
  });

  test("train returns where an epoch ends", () => {
    expect(begin().train(1000)).toMatchObject({ epoch: 1, step: 20, stepInEpoch: 0, digits: 1000 });
  });

  test("evaluate", () => {
    const evaluation = begin().evaluate(9000, 1000);
    expect(Object.keys(evaluation).sort()).toEqual(["correct", "digits", "lossSum"]);
    expect(evaluation.digits).toBe(1000);
  });

  test("digit and read", () => {
    const digit = engine.testDigit(0);
    expect(Object.keys(digit).sort()).toEqual(["label", "pixels"]);
    expect(digit.label).toBe(7);
    expect(digit.pixels).toHaveLength(784);
    const probabilities = begin().read(digit.pixels);
    expect(probabilities).toBeInstanceOf(Float32Array);
    expect(probabilities).toHaveLength(10);
    expect(probabilities.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 5);
  });

  test("weightHash", () => {
    expect(begin().weightHash()).toMatch(/^[0-9a-f]{16}$/);
  });
});

test("no hidden layer is logistic regression", () => {
  expect(begin({ layers: layersOf() }).network).toMatchObject({ layers: [784, 10], parameters: 7850 });
});

test("made-up data need no digits, and their points are of their own size", () => {
  const training = engine.begin(
    engine.plan({ layers: [{ units: 2 }], data: { name: "moons", examples: 100, validation: 0.3 } }),
  );
  expect(training.network.layers).toEqual([2, 2]);
  expect(training.sizes).toEqual({ training: 70, validation: 30 });
});

test("the points of a rule are those that its recipe learns from and is judged by", () => {
  const ofClasses = engine.points({ data: { name: "moons", examples: 50 }, layers: [{ units: 2 }] });
  expect(ofClasses.training).toMatchObject({ inputs: 2, values: { length: 80 }, labels: { length: 40 } });
  expect(ofClasses.validation).toMatchObject({ inputs: 2, values: { length: 20 }, labels: { length: 10 } });
  expect(ofClasses.training.targets).toBeUndefined();
  const recipe = { loss: "mean_squared_error", data: { name: "sine", examples: 10 }, layers: [{ units: 1 }] } as const;
  const ofValues = engine.points(recipe).training;
  expect(ofValues).toMatchObject({ inputs: 1, values: { length: 8 }, targets: { length: 8 } });
  expect(() => engine.points({})).toThrow(/mnist/);
});

describe("errors have a code, name the setting, and say what was given", () => {
  test.each<[string, object, string, RegExp]>([
    ["a width of zero", { layers: layersOf(0) }, "layers[0].units", /^0$/],
    ["an unknown activation", { layers: [{ units: 4, activation: "softmaxx" }] }, "layers[0].activation", /softmaxx/],
    ["a negative seed", { seed: -1 }, "seed", /^-1$/],
    ["an unknown optimizer", { optimizer: "netsterov" }, "optimizer", /netsterov/],
    ["a learning rate that is not finite", { learningRate: Number.NaN }, "learningRate", /nan/i],
    ["an empty batch", { batchSize: 0 }, "batchSize", /^0$/],
    ["more digits than there are in MNIST", { data: { examples: 60_001 } }, "data.examples", /^60001$/],
    ["what no recipe has", { epoch: 3 }, "epoch", /epoch/],
  ])("%s", (_, changes, setting, given) => {
    expect(() => engine.plan({ ...recipe, ...changes } as Recipe)).toThrow(
      expect.objectContaining({
        name: "bad_setting",
        refusal: expect.objectContaining({ setting, given: expect.stringMatching(given), allowed: expect.any(String) }),
      }),
    );
  });

  test("a width beyond memory", () => {
    expect(() => begin({ layers: layersOf(1e12) })).toThrow(
      expect.objectContaining({ name: "bad_setting", message: expect.stringMatching(/1000000000000|1e\+12/) }),
    );
  });

  test("a refused setting leaves the network as it is", () => {
    const training = begin();
    training.train(2);
    const before = training.weightHash();
    expect(() => configure(training, { batchSize: 0 })).toThrow("0 was given");
    expect(training.weightHash()).toBe(before);
    expect(training.report.step).toBe(2);
    expect(training.plan.batchSize).toBe(50);
  });

  test("damaged files", () => {
    const damaged = () => engine.addDigits("training", 50, new Uint8Array(100));
    expect(damaged).toThrow(expect.objectContaining({ name: "bad_data" }));
  });

  test("a picture of the wrong size", () => {
    const training = begin();
    expect(() => training.read(new Uint8Array(783))).toThrow(
      expect.objectContaining({ name: "bad_data", message: expect.stringMatching(/783/) }),
    );
  });

  test("divergence", () => {
    const training = begin({ learningRate: 1e6 });
    expect(() => training.train(100)).toThrow(
      expect.objectContaining({ name: "diverged", message: expect.stringMatching(/learning rate/) }),
    );
  });
});

test("settings put in force again change nothing", () => {
  const train = (interrupted: boolean) => {
    const adam: Recipe = { optimizer: "adam", learningRate: 0.001, schedule: { rule: "cosine", period: 40 } };
    const training = begin(adam);
    for (let step = 0; step < 30; step++) {
      training.train(1);
      if (interrupted) configure(training, adam);
    }
    return training.weightHash();
  };
  expect(train(true)).toBe(train(false));
});

test("a number of digits set before the first step counts from the first step", () => {
  const built = begin();
  built.train(20);
  const changed = begin({ data: { examples: 10_000 } });
  configure(changed, {});
  changed.train(20);
  expect(changed.weightHash()).toEqual(built.weightHash());
});

test("whether digits are deslanted makes another network, and their number does not", () => {
  const deslanted = begin({ data: { examples: 1000, deslant: true } });
  const isOf = (data: Recipe["data"]) => deslanted.isOf(engine.plan({ ...recipe, data }));
  expect([isOf({ examples: 10_000, deslant: true }), isOf({ examples: 1000 })]).toEqual([true, false]);
  expect(begin().isOf(engine.plan({ ...recipe, data: { examples: 1000, deslant: true } }))).toBe(false);
  const plain = begin();
  for (const training of [deslanted, plain]) training.train(20);
  expect(deslanted.weightHash()).not.toBe(plain.weightHash());
  deslanted.dispose();
  plain.dispose();
  expect([deslanted, plain].map(({ data }) => data.training.isDisposed)).toEqual([true, false]);
});

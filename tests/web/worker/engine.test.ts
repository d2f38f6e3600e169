/** The worker's engine: what its methods give, and the errors that they throw. */

import { beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../../web/src/worker/engine.ts";
import { configuration, openEngine, usePackedMnist } from "./support.ts";

const network = { hiddenUnits: [16], activation: "relu", dropout: 0, seed: 7 };
const training = { optimizer: "sgd", learningRate: 0.1, batchSize: 50, trainingSize: 1000 };

usePackedMnist();
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});

describe("results have the declared fields and no others", () => {
  test("menus", () => {
    const { activations, optimizers } = engine.menus();
    expect(activations).toContainEqual({ name: "relu", title: "ReLU" });
    expect(optimizers).toContainEqual({ name: "adam", title: "Adam", learningRate: 0.001 });
    for (const { name } of optimizers) engine.build(network, { ...training, optimizer: name });
  });

  const reportFields = ["correct", "digits", "digitsSeen", "epoch", "lossSum", "step", "stepInEpoch", "stepsPerEpoch"];

  test("build", () => {
    const description = engine.build(network, training);
    expect(description).toEqual({ layers: [784, 16, 10], parameters: 784 * 16 + 16 + 16 * 10 + 10 });
  });

  test("configure and train", () => {
    engine.build(network, training);
    const configured = engine.configure(training);
    expect(configured).toEqual({
      epoch: 0,
      step: 0,
      digitsSeen: 0,
      stepInEpoch: 0,
      stepsPerEpoch: 20,
      digits: 0,
      lossSum: 0,
      correct: 0,
    });
    const trained = engine.train(3);
    expect(Object.keys(trained).sort()).toEqual(reportFields);
    expect(trained).toMatchObject({ epoch: 0, step: 3, stepInEpoch: 3, digits: 150 });
  });

  test("train returns where an epoch ends", () => {
    engine.build(network, training);
    expect(engine.train(1000)).toMatchObject({ epoch: 1, step: 20, stepInEpoch: 0, digits: 1000 });
  });

  test("evaluate", () => {
    engine.build(network, training);
    const evaluation = engine.evaluate(9000, 1000);
    expect(Object.keys(evaluation).sort()).toEqual(["correct", "digits", "lossSum"]);
    expect(evaluation.digits).toBe(1000);
  });

  test("digit and predict", () => {
    engine.build(network, training);
    const digit = engine.testDigit(0);
    expect(Object.keys(digit).sort()).toEqual(["label", "pixels"]);
    expect(digit.label).toBe(7);
    expect(digit.pixels).toHaveLength(784);
    const probabilities = engine.predict(digit.pixels);
    expect(probabilities).toBeInstanceOf(Float32Array);
    expect(probabilities).toHaveLength(10);
    expect(probabilities.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 5);
  });

  test("weightHash", () => {
    engine.build(network, training);
    expect(engine.weightHash()).toMatch(/^[0-9a-f]{16}$/);
  });
});

test("no hidden layer is logistic regression", () => {
  expect(engine.build({ ...network, hiddenUnits: [] }, training)).toEqual({ layers: [784, 10], parameters: 7850 });
});

describe("errors have a code and a message that says what was given", () => {
  test.each([
    ["a width of zero", { ...network, hiddenUnits: [0] }, training, /: 0 w[a-z]* given/],
    ["a width beyond memory", { ...network, hiddenUnits: [1e12] }, training, /1000000000000|1e\+12/],
    ["an unknown activation", { ...network, activation: "softmaxx" }, training, /softmaxx/],
    ["a negative seed", { ...network, seed: -1 }, training, /-1 was given/],
    ["an unknown optimizer", network, { ...training, optimizer: "netsterov" }, /netsterov/],
    ["a learning rate that is not finite", network, { ...training, learningRate: Number.NaN }, /nan was given/i],
    ["an empty batch", network, { ...training, batchSize: 0 }, /: 0 w[a-z]* given/],
    ["more digits than there are", network, { ...training, trainingSize: 60_000 }, /60000 was given/],
  ])("%s", (_, badNetwork, badTraining, message) => {
    expect(() => engine.build(badNetwork, badTraining)).toThrow(
      expect.objectContaining({ name: "bad_setting", message: expect.stringMatching(message) }),
    );
  });

  test("a refused setting leaves the network as it is", () => {
    engine.build(network, training);
    engine.train(2);
    const before = engine.weightHash();
    expect(() => engine.build({ ...network, hiddenUnits: [-1] }, training)).toThrow("-1 was given");
    expect(() => engine.configure({ ...training, batchSize: 0 })).toThrow("0 was given");
    expect(engine.weightHash()).toBe(before);
    expect(engine.train(0).step).toBe(2);
  });

  test("damaged files", () => {
    const damaged = () => engine.addDigits("training", 50, new Uint8Array(100));
    expect(damaged).toThrow(expect.objectContaining({ name: "bad_data" }));
  });

  test("a picture of the wrong size", () => {
    engine.build(network, training);
    expect(() => engine.predict(new Uint8Array(783))).toThrow(
      expect.objectContaining({ name: "bad_data", message: expect.stringMatching(/783/) }),
    );
  });

  test("divergence", () => {
    engine.build(network, { ...training, learningRate: 1e6 });
    expect(() => engine.train(100)).toThrow(
      expect.objectContaining({ name: "diverged", message: expect.stringMatching(/learning rate/) }),
    );
  });
});

test("settings put in force again change nothing", () => {
  const train = (interrupted: boolean) => {
    engine.build(network, { ...training, optimizer: "adam", learningRate: 0.001 });
    for (let step = 0; step < 30; step++) {
      engine.train(1);
      if (interrupted) engine.configure({ ...training, optimizer: "adam", learningRate: 0.001 });
    }
    return engine.weightHash();
  };
  expect(train(true)).toBe(train(false));
});

test("a training size set before the first step counts from the first step", () => {
  const built = engine.build(network, training) && engine.train(20) && engine.weightHash();
  engine.build(network, { ...training, trainingSize: configuration.trainingSize * 10 });
  engine.configure(training);
  engine.train(20);
  expect(engine.weightHash()).toEqual(built);
});

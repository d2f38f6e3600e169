/** Confidence agrees with how often readings are right, on digits by which it was not fitted; as long as it is of use. */

import { beforeAll, expect, test } from "vitest";
import { load } from "../../../engine/js/node.ts";
import type { Recipe } from "../../../web/src/protocol.ts";
import type { Engine } from "../../../web/src/worker/engine.ts";
import type { Training } from "../../../web/src/worker/training.ts";
import { layersOf, openEngine, usePackedMnist } from "./support.ts";

usePackedMnist();
let engine: Engine;
let calibrationError: (training: Training) => number;
beforeAll(async () => {
  const inkling = await load();
  engine = await openEngine(inkling);
  /** On the last 90 of each 400 test digits: none of those by which it is calibrated. */
  calibrationError = (training) => {
    const digits = Array.from({ length: 10_000 }, (_, i) => i).filter((i) => i % 400 >= 310);
    const read = digits.map((i) => training.read(engine.testDigit(i).pixels));
    const labels = digits.map((i) => engine.testDigit(i).label);
    const targets = labels.map((label) => Array.from({ length: 10 }, (_, digit) => Number(digit === label)));
    return inkling.metrics(read, targets).calibrationError as number;
  };
});

function train(changes: Recipe, steps = 2000): Training {
  const recipe = { layers: layersOf(64), learningRate: 0.2, batchSize: 16, data: { examples: 10_000 } };
  const training = engine.begin(engine.plan({ ...recipe, ...changes }));
  for (let taken = 0; taken < steps; ) taken = training.train(steps - taken).step;
  return training;
}

function calibrated(training: Training): Training {
  while (training.calibrate());
  return training;
}

test.each<[string, Recipe]>([
  ["has learned not to be sure", { labelSmoothing: 0.2 }],
  ["is not sure enough, since pictures that are moved are read worse", {}],
])("a network that %s is right as often as it says", (_, changes) => {
  const training = train(changes);
  const before = calibrationError(training);
  expect(before).toBeGreaterThan(0.03);
  expect(calibrationError(calibrated(training))).toBeLessThan(before / 3);
});

test("what was fitted holds while it trains on, until it is fitted anew", () => {
  const training = train({ labelSmoothing: 0.2 });
  const uncalibrated = training.read(engine.testDigit(0).pixels);
  calibrated(training);
  expect(training.read(engine.testDigit(0).pixels)[7]).toBeGreaterThan(uncalibrated[7] as number);
  const network = training.copy();
  training.train(1);
  expect(training.calibrate()).toBe(true);
  training.restore(network);
  expect(calibrationError(training)).toBeLessThan(0.03);
  network.dispose();
});

test("what makes no probabilities, and what has learned nothing, has no temperature", () => {
  expect(train({ loss: "mean_squared_error" }, 10).calibrate()).toBe(false);
  expect(train({}, 0).calibrate()).toBe(false);
});

test("numbers that have grown too large end it", () => {
  const training = train({ optimizer: "adam", learningRate: 1e20 }, 1);
  expect(calibrated(training).read(engine.testDigit(0).pixels).some(Number.isFinite)).toBe(false);
});

test.each([60, 500, 7000])("%i made-up digits are enough, however few there are to judge by", (examples) => {
  const training = engine.begin(
    engine.plan({ layers: layersOf(16), data: { name: "handwriting", examples }, labelSmoothing: 0.2 }),
  );
  for (let i = 0; i < 40; i++) training.train(5);
  const { pixels } = engine.testDigit(0);
  const before = training.read(pixels);
  const after = calibrated(training).read(pixels);
  expect(after.every(Number.isFinite)).toBe(true);
  expect(after).not.toEqual(before);
  expect(after.indexOf(Math.max(...after))).toBe(before.indexOf(Math.max(...before)));
  training.dispose();
});

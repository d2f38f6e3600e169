/** In what two recipes differ, in the engine's own titles. */

import { beforeAll, describe, expect, test } from "vitest";
import { load } from "../../../../engine/js/node.ts";
import { differences, isSame, settingsIn } from "../../../../web/src/app/records/differences.ts";
import type { Description, Recipe } from "../../../../web/src/protocol.ts";

let engine: Description;
beforeAll(async () => {
  engine = { settings: (await load()).settings.Recipe ?? [], ofNetwork: [] };
});

const said = (before: Recipe, recipe: Recipe) =>
  differences(engine, before, recipe).map(({ title, text }) => `${title} ${text}`);

describe("two recipes", () => {
  test.each<[string, Recipe, Recipe, string[]]>([
    ["that are the same", { seed: 3 }, { seed: 3 }, []],
    ["of which one says the default", { batchSize: 32 }, {}, []],
    ["with another number", { learningRate: 0.1 }, { learningRate: 0.05 }, ["Learning rate 0.05"]],
    ["of which one goes back to the default", { batchSize: 7 }, {}, ["Batch size 32"]],
    [
      "with another optimizer, whose usual rate and constants come along",
      {},
      { optimizer: "adam" },
      ["Optimizer Adam", "Learning rate 0.001"],
    ],
    [
      "with a constant that counts now",
      { learningRate: 0.1 },
      { optimizer: "adam", beta1: 0.5, learningRate: 0.1 },
      ["Optimizer Adam", "Beta 1 0.5"],
    ],
    ["with a constant that does not count", {}, { beta1: 0.5 }, []],
    [
      "with other layers",
      {},
      { layers: [{ units: 64, activation: "tanh" }, { units: 10 }] },
      ["Layers 64-10", "Activation 1 Tanh"],
    ],
    [
      "with dropout in one layer",
      {},
      { layers: [{ units: 128, activation: "relu", dropout: 0.2 }, { units: 10 }] },
      ["Dropout 1 0.2"],
    ],
    [
      "with a group of which one has nothing",
      {},
      { earlyStopping: { patience: 3 } },
      ["Early stopping on", "Patience (early stopping) 3"],
    ],
    [
      "with settings of one title, each with its group",
      { earlyStopping: {}, schedule: { rule: "plateau" } },
      { earlyStopping: { patience: 3 }, schedule: { rule: "plateau", patience: 4 } },
      ["Patience (early stopping) 3", "Patience (schedule) 4"],
    ],
    [
      "with rules and truths, which are called as in the form",
      {},
      { loss: "mean_squared_error", data: { deslant: true } },
      ["Loss Mean squared error", "Deslant on"],
    ],
    ["with a group that is left out", { earlyStopping: {} }, {}, ["Early stopping off"]],
    [
      "with something within a group",
      {},
      { augmentation: { written: 0.4, writer: { slant: 0.5 } } },
      ["Written share 0.4", "Slant 0.5"],
    ],
  ])("%s", (_, before, recipe, expected) => {
    expect(said(before, recipe)).toEqual(expected);
  });
});

test("the layers that the engine has by default are told like any others", () => {
  const layers = settingsIn(engine, {}).find(({ path }) => path === "layers");
  expect(layers?.text).toBe("128-10");
});

test("recipes are the same where each setting is, whoever says so", () => {
  expect(isSame(engine, { batchSize: 32, seed: 2 }, { seed: 2 })).toBe(true);
  expect(isSame(engine, { beta1: 0.5 }, {})).toBe(true);
  expect(isSame(engine, { batchSize: 33 }, {})).toBe(false);
  expect(isSame(engine, { earlyStopping: {} }, {})).toBe(false);
});

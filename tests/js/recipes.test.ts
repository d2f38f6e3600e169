/** Recipes: the same weights under Node as natively and in Chromium, and what is refused. */

import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { InklingError, load, type Recipe } from "../../engine/js/node.ts";

const inkling = await load();
const recipes: { recipe: Recipe; weights: string }[] = JSON.parse(
  readFileSync(new URL("../engine/recipes.json", import.meta.url), "utf8"),
);

test.each(recipes.map(({ recipe, weights }, i) => [i, weights, recipe] as const))(
  "recipe %i ends in %s",
  (_, weights, recipe) => {
    const { trainer, fit } = inkling.run(recipe);
    fit();
    expect(trainer.weightHash).toBe(weights);
  },
);

test("the learning rate over a run is the one that its steps are taken with", () => {
  const settings = {
    ...{ batchSize: 32, epochs: 10, learningRate: 0.5, layers: [{ units: 2 }] },
    schedule: { rule: "cosine", period: 0, floor: 0.1, warmupSteps: 3 },
  } satisfies Recipe;
  const trainer = inkling.trainer(settings, inkling.generate("moons", { examples: 90 }));
  const rates = inkling.rates({ ...settings, data: { examples: 90 } });
  expect(rates).toHaveLength(256);
  const steps = 30;
  for (let step = 0; step < steps; step++) {
    const place = step + 1 === steps ? 255 : Math.round(((step + 0.5) * 255) / (steps - 1));
    expect(rates[place], String(step)).toBe(Math.fround(trainer.progress.learningRate));
    trainer.step();
  }
});

test("the learning rate over the longest run falls from its start to its floor", () => {
  const rates = inkling.rates({
    ...{ batchSize: 1, epochs: 2 ** 53, learningRate: 0.5, data: { name: "moons", examples: 1_000_000 } },
    schedule: { rule: "cosine", period: 0, floor: 0.25 },
  });
  expect(rates[0]).toBe(0.5);
  expect(rates[255]).toBe(0.125);
  expect([...rates].sort((one, other) => other - one)).toEqual([...rates]);
});

test("together they touch every rule", () => {
  const text = JSON.stringify(recipes.map(({ recipe }) => recipe));
  const { activations, losses, optimizers, schedules, initializers, generators, scalings } = inkling.tables;
  // What is the default is not written, and a step cannot be trained through.
  const unwritten = ["identity", "cross_entropy", "sgd", "constant", "step"];
  for (const { name } of [activations, losses, optimizers, schedules, initializers, generators, scalings].flat()) {
    if (!unwritten.includes(name)) expect(text).toContain(`:"${name}"`);
  }
  for (const name of ["sgd", "cross_entropy"]) expect(text).not.toContain(`"${name}"`);
  for (const name of [
    "l1",
    "l2",
    "maxNorm",
    "clipNorm",
    "clipValue",
    "labelSmoothing",
    "augmentation",
    "deslant",
    "dropout",
    "batchNormalization",
    "earlyStopping",
    "warmupSteps",
  ]) {
    expect(text).toContain(`"${name}":`);
  }
  expect(recipes).toHaveLength(33);
});

test("a recipe is written without what is the default, and read from JSON", () => {
  expect(inkling.recipe({ epochs: 10, data: { name: "moons", examples: 10_000 } })).toEqual({
    inkling: 1,
    data: { name: "moons" },
  });
  expect(inkling.recipe('{"seed": 3}')).toEqual({ inkling: 1, seed: 3 });
});

describe("refused, by name", () => {
  test.each<[string, unknown, object]>([
    ["damaged JSON", "{", { code: "bad_data" }],
    ["no object", 3, { code: "bad_setting" }],
    ["too new", { inkling: 2 }, { code: "bad_setting" }],
    ["an unknown setting", { epoch: 3 }, { setting: "epoch", message: expect.stringContaining('"epochs"') }],
    [
      "out of range",
      { data: { noise: -1 } },
      { setting: "data.noise", given: "-1", allowed: "a finite number from 0 to 1e+37" },
    ],
    ["a text for a number", { layers: [{ units: "3" }] }, { setting: "layers[0].units", given: '"3"' }],
  ])("%s", (_, recipe, expected) => {
    const attempt = () => inkling.recipe(recipe as Recipe);
    expect(attempt).toThrow(InklingError);
    expect(attempt).toThrow(expect.objectContaining(expected));
  });

  test("MNIST without its digits", () => {
    expect(() => inkling.run({})).toThrow(InklingError);
  });
});

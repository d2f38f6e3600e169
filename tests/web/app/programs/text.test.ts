/** What cannot be run everywhere is held as text: Keras, what every program says of itself, and how it is written. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { load, type Recipe } from "../../../../engine/js/node.ts";
import { start } from "../../../../web/src/app/panels/settings/draft.ts";
import { program } from "../../../../web/src/app/programs/program.ts";
import { languages, type Subject } from "../../../../web/src/app/programs/subject.ts";
import { single, wrapped } from "../../../../web/src/app/programs/text.ts";
import { programs as says } from "../../../../web/src/app/words/en/programs.ts";
import { pythonWith, Workshop } from "./running.ts";

const inkling = await load();
const settings = inkling.settings.Recipe ?? [];
const recipes: Recipe[] = JSON.parse(
  readFileSync(new URL("../../../engine/recipes.json", import.meta.url), "utf8"),
).map(({ recipe }: { recipe: Recipe }) => recipe);

const xor = {
  inputs: [
    [0, 0],
    [0, 1],
    [1, 0],
    [1, 1],
  ],
  labels: [0, 1, 1, 0],
};
const subjects: Subject[] = [
  ...[start, {}, ...recipes].flatMap((recipe) => [
    { recipe, settings },
    { recipe, settings, prints: "parameters" as const },
  ]),
  {
    recipe: { layers: [{ units: 2 }] },
    settings,
    data: xor,
    parameters: [
      {
        weight: [
          [1, 2],
          [3, 4],
        ],
        bias: [0, 1],
      },
    ],
  },
  { perceptron: { points: xor.inputs, labels: xor.labels, learningRate: 1, epochs: 3 } },
  { descent: { surface: "hill", optimizer: "adam", start: [1, 0.5], steps: 5 }, settings },
  { sums: { numbers: [1, 2, 3] } },
];

const workshop = new Workshop();
afterAll(() => workshop.clear());

test("every program in Keras is Python, and none leaves anything undefined", () => {
  const texts = subjects.map((subject) => program("keras", subject).text);
  const files = texts.map((text, i) => workshop.write(`keras_${i}.py`, text));
  execFileSync(pythonWith("numpy") ?? "python3", ["-m", "py_compile", ...files]);
});

test.each(languages)("in %s nothing is left open, and lines are short", (language) => {
  for (const subject of subjects) {
    const { text, notes } = program(language, subject);
    expect(text).not.toMatch(/undefined|NaN|\[object|null|false/);
    expect(text).not.toMatch(/[ \t]$/m);
    expect(text).not.toMatch(/\n{4}/);
    expect(text).toMatch(/[^\n]\n$/);
    for (const note of notes) expect(text.replaceAll(/\s*\n(\/\/)?\s*/g, " ")).toContain(note);
    expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(120);
  }
});

describe("Keras has", () => {
  const keras = (recipe: Recipe) => program("keras", { recipe, settings });

  test("the page's own recipe", () => {
    const { text, notes } = keras(start);
    for (const part of [
      'keras.layers.Dense(256, activation="relu", kernel_initializer="he_uniform"),',
      "keras.layers.Dense(10),",
      "keras.losses.CategoricalCrossentropy(from_logits=True, label_smoothing=0.1)",
      "keras.optimizers.schedules.CosineDecay(0.2, 28 * -(-len(x_train) // 16), alpha=0.02)",
      "x_train, t_train = x_train[:10000], t_train[:10000]",
    ]) {
      expect(text).toContain(part);
    }
    expect(notes).toEqual([
      ...[says.notes.written, says.notes.warped, says.notes.shift, says.notes.kerasRandom, says.notes.kerasLoss],
    ]);
  });

  test.each<[string, Recipe, string]>([
    ["momentum", { optimizer: "momentum" }, "keras.optimizers.SGD(0.02, momentum=0.9)"],
    ["Nesterov's", { optimizer: "nesterov", momentum: 0.8 }, "keras.optimizers.SGD(0.02, momentum=0.8, nesterov=True)"],
    ["RMSprop", { optimizer: "rmsprop" }, "keras.optimizers.RMSprop(0.001, rho=0.99, epsilon=1e-8)"],
    [
      "AdaGrad",
      { optimizer: "adagrad" },
      "keras.optimizers.Adagrad(0.02, initial_accumulator_value=0.0, epsilon=1e-8)",
    ],
    [
      "AdamW, but for biases",
      { optimizer: "adamw" },
      'optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])',
    ],
    ["half of the square", { l2: 0.01 }, "keras.regularizers.L1L2(0, 0.005)"],
    ["the norm of each unit's weights", { maxNorm: 2 }, "keras.constraints.MaxNorm(2, axis=0)"],
    ["the norm of all gradients", { clipNorm: 1 }, "global_clipnorm=1"],
    ["patience, of which Keras's is one more", { earlyStopping: { patience: 2 } }, "patience=3"],
    [
      "a plateau",
      { schedule: { rule: "plateau", patience: 0 } },
      "ReduceLROnPlateau(factor=0.1, patience=1, min_delta=0)",
    ],
    [
      "leaky ReLU's own slope",
      { layers: [{ units: 9, activation: "leaky_relu" }, { units: 10 }] },
      "LeakyReLU(negative_slope=0.01)",
    ],
    [
      "normalisation before the activation",
      { layers: [{ units: 9, activation: "relu", batchNormalization: true }, { units: 10 }] },
      'BatchNormalization(momentum=0.9, epsilon=1e-5),\n    keras.layers.Activation("relu"),',
    ],
    [
      "normal weights that are not cut off",
      { layers: [{ units: 9, weights: "he_normal" }, { units: 10 }] },
      'VarianceScaling(2, "fan_in", "untruncated_normal")',
    ],
  ])("%s", (_, recipe, part) => {
    expect(keras(recipe).text).toContain(part);
  });

  test("a rule for each of the engine's rows", () => {
    const rows = (name: "activations" | "losses" | "optimizers" | "initializers") =>
      inkling.tables[name].map(({ name }) => name);
    const withLayer = (layer: object): Recipe => ({ layers: [{ units: 9, ...layer }, { units: 10 }] });
    const seen = [
      ...rows("activations").map((activation) => withLayer({ activation })),
      ...rows("initializers").map((weights) => withLayer({ weights })),
      ...rows("losses").map((loss) => ({ loss })),
      ...rows("optimizers").map((optimizer) => ({ optimizer })),
    ] as Recipe[];
    for (const language of languages) {
      const texts = seen.map((recipe) => program(language, { recipe, settings }).text);
      for (const text of texts) expect(text).not.toMatch(/undefined|NaN/);
      // What are the defaults, twice: an identity, Glorot's weights, cross-entropy and SGD.
      expect(new Set(texts).size, language).toBeGreaterThanOrEqual(texts.length - 3);
    }
  });
});

test("what only Inkling can do is said of all others, and of Inkling's own nothing", () => {
  const recipe: Recipe = {
    ...{ data: { name: "handwriting", deslant: true }, augmentation: { written: 0.1, warped: 0.1, shift: 1 } },
  };
  const { handwriting, written, warped, shift, deslant } = says.notes;
  const notes = (language: (typeof languages)[number]) => program(language, { recipe, settings }).notes;
  expect(notes("numpy")).toEqual([handwriting, written, warped, shift, deslant]);
  expect(notes("pytorch")).toEqual([handwriting, written, warped, shift, deslant]);
  expect(notes("keras")).toEqual(expect.arrayContaining(notes("numpy")));
  expect([...notes("cpp"), ...notes("javascript")]).toEqual([]);
});

test("a number is written as briefly as names the same float32", () => {
  const written = ["0.1", "3", "-0.25", "1e-8", "16777216"];
  expect(written.map((text) => single(Number(text)))).toEqual(written);
  expect(single(Math.fround(0.1))).toBe("0.1");
  for (const value of [1 / 3, Math.PI, 1e-40, 3.4028235e38, -16777217]) {
    expect(Math.fround(Number(single(value)))).toBe(Math.fround(value));
    expect(single(value).length).toBeLessThanOrEqual(value.toPrecision(9).length);
  }
});

test("a long sentence is wrapped between words", () => {
  const sentence = Array(40).fill("words").join(" ");
  const lines = wrapped(sentence, "// ").split("\n");
  for (const line of lines) expect(line).toMatch(/^\/\/ words( words)*$/);
  expect(lines.map((line) => line.slice(3)).join(" ")).toBe(sentence);
  expect(Math.max(...lines.map(({ length }) => length))).toBeLessThanOrEqual(100);
});

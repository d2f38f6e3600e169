/** Programs are run, and give the engine's own numbers: bit for bit where the engine does the work, else to 1e-5. */

import { readFileSync } from "node:fs";
import { afterAll, describe, expect, test } from "vitest";
import { type Dataset, type EpochRecord, type LayerParameters, load, type Recipe } from "../../../../engine/js/node.ts";
import { pointsCsv } from "../../../../web/src/app/programs/points.ts";
import { program } from "../../../../web/src/app/programs/program.ts";
import { type Language, languages, type Points, type RecipeSubject } from "../../../../web/src/app/programs/subject.ts";
import { digits, pythonWith, Workshop } from "./running.ts";

const inkling = await load();
const settings = inkling.settings.Recipe ?? [];

/** Together they touch every rule: tests/js/recipes.test.ts holds them to that. The last are of written digits. */
const all: Recipe[] = JSON.parse(readFileSync(new URL("../../../engine/recipes.json", import.meta.url), "utf8")).map(
  ({ recipe }: { recipe: Recipe }) => recipe,
);
/** Ends early, an epoch after its best, and lowers its rate on the way. */
const early: Recipe = {
  ...{ epochs: 30, learningRate: 0.6, earlyStopping: { patience: 1, leastProgress: 0.01 } },
  ...{ schedule: { rule: "plateau", gamma: 0.5, patience: 0 }, data: { name: "moons", examples: 100 } },
  layers: [{ units: 6, activation: "tanh" }, { units: 2 }],
};
all.push(early);
const ofPoints = all.filter(({ data }) => data?.name !== "handwriting");

/**
 * Libraries add up in other orders, and round e^x by themselves: each number of a step may differ by some roundings, of
 * 2^-24 of its size or 6e-8. Over the some dozen steps of these runs, whose numbers are about 1, these come to a hundred
 * at the very most where nothing makes them larger.
 */
const tolerance = 1e-5;
/** Losses are printed with six digits, and accuracies with four. */
const printed = { loss: 0.5e-6, accuracy: 0.5e-4 };

interface Reference {
  history: EpochRecord[];
  parameters: LayerParameters[];
  points: string;
}

const rows = (values: Float32Array, columns: number) =>
  Array.from({ length: values.length / columns }, (_, i) => [...values.subarray(i * columns, (i + 1) * columns)]);

function pointsOf(data: Dataset): Points {
  const { inputs, targets } = data.examples();
  const { info } = data;
  const known = info.holdsClasses ? { labels: [...data.labels()] } : { targets: rows(targets, info.targets) };
  return { inputs: rows(inputs, info.inputs), ...known };
}

function referenceOf(recipe: Recipe): Reference {
  const { trainer, training, validation, fit } = inkling.run(recipe);
  return {
    history: fit(),
    parameters: trainer.parameters(),
    points: pointsCsv(pointsOf(training), pointsOf(validation)),
  };
}

/** What a program that prints scores says of each epoch. */
function scoresIn(text: string): { epoch: number; loss: number; accuracy?: number }[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const [, epoch, loss, accuracy] =
        line.match(/^epoch (\d+) {2}loss (\d+\.\d{6})(?: {2}accuracy ([01]\.\d{4}))?$/) ?? [];
      expect(epoch, line).toBeDefined();
      return { epoch: Number(epoch), loss: Number(loss), ...(accuracy ? { accuracy: Number(accuracy) } : {}) };
    });
}

/** What one that prints parameters says: the numbers by their names, as W1 and b1. */
function parametersIn(text: string): Record<string, number[]> {
  const found: Record<string, number[]> = {};
  for (const line of text.trim().split("\n")) {
    const [name = "", ...values] = line.split(" ");
    found[name] = [...(found[name] ?? []), ...values.map(Number)];
  }
  return found;
}

const named = (parameters: readonly LayerParameters[]): Record<string, number[]> =>
  Object.fromEntries(
    parameters.flatMap(({ weight, bias }, i) => [
      [`W${i + 1}`, [...weight]],
      [`b${i + 1}`, [...bias]],
    ]),
  );

/** As the engine's own programs print them. */
const written = (history: readonly EpochRecord[]): string =>
  history
    .map(({ epoch, validation: { loss, accuracy } }) => ({
      epoch,
      loss: loss.toFixed(6),
      accuracy: accuracy.toFixed(4),
    }))
    .map(({ epoch, loss, accuracy }) => `epoch ${epoch}  loss ${loss}  accuracy ${accuracy}\n`)
    .join("");

function expectScores(text: string, history: readonly EpochRecord[], within: number): void {
  const scores = scoresIn(text);
  expect(scores.map(({ epoch }) => epoch)).toEqual(history.map(({ epoch }) => epoch));
  for (const [i, { loss, accuracy }] of scores.entries()) {
    const { validation } = history[i] as EpochRecord;
    expect(Math.abs(loss - validation.loss), `loss of epoch ${i + 1}`).toBeLessThan(within + printed.loss);
    if (accuracy !== undefined) expect(Math.abs(accuracy - validation.accuracy)).toBeLessThanOrEqual(printed.accuracy);
  }
}

function expectParameters(text: string, parameters: readonly LayerParameters[], within: number, but: string[] = []) {
  const found = parametersIn(text);
  const expected = named(parameters);
  expect(Object.keys(found)).toEqual(Object.keys(expected));
  for (const [name, values] of Object.entries(expected).filter(([name]) => !but.includes(name))) {
    expect(found[name]).toHaveLength(values.length);
    const differences = values.map((value, i) => Math.abs(Math.fround(found[name]?.[i] ?? Number.NaN) - value));
    expect(Math.max(...differences), name).toBeLessThanOrEqual(within);
  }
}

const workshop = new Workshop();
afterAll(() => workshop.clear());

const references = new Map<Recipe, Reference>();
function reference(recipe: Recipe): Reference {
  const known = references.get(recipe) ?? referenceOf(recipe);
  references.set(recipe, known);
  return known;
}

const subject = (recipe: Recipe, prints: RecipeSubject["prints"]): RecipeSubject => ({ recipe, settings, prints });

test("one of the recipes ends early, an epoch after its best, and at a lowered rate", () => {
  const { history } = reference(early);
  const losses = history.map(({ validation }) => validation.loss);
  expect(history.length).toBeLessThan(30);
  expect(losses.indexOf(Math.min(...losses))).toBe(history.length - 2);
  expect(history.at(-1)?.learningRate).toBeLessThan(0.6);
});

describe("of every recipe, with Inkling: the very numbers", () => {
  const isOfClasses = ({ data }: Recipe) => data?.name !== "linear" && data?.name !== "sine";

  test("in C++", () => {
    const programs = all.map((recipe, i) => program("cpp", subject(recipe, i % 2 ? "scores" : "parameters")));
    const run = workshop.compiledTogether(programs);
    for (const [i, recipe] of all.entries()) {
      const { history, parameters } = reference(recipe);
      if (i % 2 === 0) expectParameters(run(i), parameters, 0);
      else if (isOfClasses(recipe)) expect(run(i)).toBe(written(history));
      else expectScores(run(i), history, 0);
    }
  });

  test("in JavaScript", () => {
    for (const [i, recipe] of all.entries()) {
      const { history, parameters } = reference(recipe);
      const text = workshop.node(program("javascript", subject(recipe, i % 2 ? "parameters" : "scores")));
      if (i % 2 === 1) expectParameters(text, parameters, 0);
      else if (isOfClasses(recipe)) expect(text).toBe(written(history));
      else expectScores(text, history, 0);
    }
  });
});

/** PyTorch is large: it takes part where it is installed. NumPy is not to be missed. */
const numpy = { language: "numpy", python: pythonWith("numpy"), isSkipped: false } as const;
const torch = pythonWith("torch");
const peers = [numpy, { language: "pytorch", python: torch, isSkipped: torch === undefined } as const];
const interpreter = (python: string | undefined): string => {
  if (python !== undefined) return python;
  throw new Error("No python3 can import numpy: install Debian's python3-numpy.");
};

describe.each(peers)("of every recipe of points, in $language: to 1e-5", ({ language, python, isSkipped }) => {
  /** Biases whose gradients are rounding alone, which some optimizers make large: a note says so. */
  const strayIn = ({ layers = [] }: Recipe) =>
    layers.flatMap(({ batchNormalization }, i) => (batchNormalization ? [`b${i + 1}`] : []));
  const strays = ({ layers, optimizer = "sgd" }: Recipe) =>
    ["adagrad", "rmsprop", "adam", "adamw"].includes(optimizer) &&
    layers?.some(({ batchNormalization }) => batchNormalization);
  /** Where there is nothing but rounding before the normalisation, it makes that large itself. */
  const isRoundingAlone = ({ layers }: Recipe) => layers?.some((l) => l.weights === "zeros" && l.batchNormalization);

  test.skipIf(isSkipped)("scores and parameters", () => {
    const recipes = ofPoints.filter((recipe) => {
      const { notes } = program(language, subject(recipe, "scores"));
      // Nothing else that these recipes ask for is done otherwise.
      expect(notes.length).toBe((strays(recipe) ? 1 : 0) + (notes.some((note) => /single example/.test(note)) ? 1 : 0));
      return !isRoundingAlone(recipe) && !notes.some((note) => /single example/.test(note));
    });
    expect(recipes.length).toBeGreaterThanOrEqual(25);
    const jobs = recipes.flatMap((recipe) =>
      (["scores", "parameters"] as const).map((prints) => ({
        program: program(language, subject(recipe, prints)),
        points: reference(recipe).points,
      })),
    );
    const said = workshop.python(interpreter(python), jobs);
    for (const [i, recipe] of recipes.entries()) {
      const { history, parameters } = reference(recipe);
      const [scores = "", atEnd = ""] = said.slice(2 * i, 2 * i + 2);
      if (!strays(recipe)) expectScores(scores, history, tolerance);
      expectParameters(atEnd, parameters, tolerance, strays(recipe) ? strayIn(recipe) : []);
    }
  });
});

describe("of MNIST's digits, from its files", () => {
  const recipe = {
    ...{ epochs: 2, batchSize: 50, labelSmoothing: 0.1, optimizer: "momentum", data: { examples: 1000 } },
    schedule: { rule: "cosine", period: 0 },
    layers: [{ units: 24, activation: "relu", weights: "he_normal", dropout: 0.2 }, { units: 10 }],
  } satisfies Recipe;
  const read = (name: string) => readFileSync(`${digits}/${name}-ubyte`);
  const part = (name: string) => inkling.images(read(`${name}-images-idx3`), read(`${name}-labels-idx1`));
  const run = inkling.run(recipe, { training: part("train"), validation: part("t10k") });
  const history = run.fit();

  test("with Inkling: the very scores; a program in C++ compiles as it stands", () => {
    const { text, ...others } = program("javascript", subject(recipe, "scores"));
    expect(workshop.node({ text, ...others }, digits)).toBe(written(history));
    expect(workshop.compiled(program("cpp", subject(recipe, "scores")))(digits)).toBe(written(history));
  });

  describe.each(peers)("in $language: to 1e-5", ({ language, python, isSkipped }) => {
    test.skipIf(isSkipped)("scores and parameters", () => {
      const given = { given: [digits] };
      const jobs = (["scores", "parameters"] as const).map((prints) => ({
        ...{ program: program(language, subject(recipe, prints)), ...given },
      }));
      const [scores = "", parameters = ""] = workshop.python(interpreter(python), jobs);
      expectScores(scores, history, tolerance);
      expectParameters(parameters, run.trainer.parameters(), tolerance);
    });
  });
});

describe("of points of one's own", () => {
  const xor = {
    inputs: [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    labels: [0, 1, 1, 0],
  };
  const parameters = [
    {
      weight: [
        [0.5, -0.25],
        [0.125, 0.75],
      ],
      bias: [0.1, 0],
    },
    { weight: [[1], [-1]], bias: [0.25] },
  ];
  const recipe = {
    ...{ loss: "binary_cross_entropy", batchSize: 4, epochs: 20, learningRate: 0.5 },
    layers: [{ units: 2, activation: "tanh" }, { units: 1 }],
  } satisfies Recipe;
  /** Too many to stand in a program. */
  const many = pointsOf(inkling.generate("moons", { examples: 60, seed: 3 }));
  const ofTwo = { epochs: 3, seed: 5, layers: [{ units: 4, activation: "relu" }, { units: 2 }] } satisfies Recipe;

  const subjects: [string, RecipeSubject][] = [
    ["four, with initial weights as given", { recipe, settings, data: xor, parameters }],
    [
      "values of two outputs",
      {
        recipe: { loss: "mean_squared_error", epochs: 4, layers: [{ units: 2 }] },
        settings,
        data: {
          inputs: [[1], [2], [3]],
          targets: [
            [1, 0.5],
            [2, 0.25],
            [3, -1],
          ],
        },
      },
    ],
    ["sixty, from a file, of two classes", { recipe: ofTwo, settings, data: many }],
    [
      "sixty, from a file, with one output",
      { recipe: { ...ofTwo, loss: "hinge", layers: [{ units: 1 }] }, settings, data: many },
    ],
  ];

  function engines({ recipe, data = { inputs: [] }, parameters }: RecipeSubject): {
    history: EpochRecord[];
    parameters: LayerParameters[];
  } {
    const { inputs, labels, targets } = data;
    const outputs = recipe.layers?.at(-1)?.units ?? 0;
    const table = inkling.table(
      labels ? (outputs === 1 ? { inputs, targets: labels } : { inputs, labels }) : { inputs, targets },
    );
    const trainer = inkling.trainer(recipe, table);
    if (parameters) trainer.setParameters(parameters);
    return { history: trainer.fit(table, { epochs: recipe.epochs ?? 10 }), parameters: trainer.parameters() };
  }

  test.each<Language>(["cpp", "javascript"])("with Inkling in %s: the very numbers", (language) => {
    workshop.write("points.csv", pointsCsv(many));
    const programs = subjects.flatMap(([, one]) =>
      (["scores", "parameters"] as const).map((prints) => program(language, { ...one, prints })),
    );
    const run =
      language === "cpp" ? workshop.compiledTogether(programs) : (i: number) => workshop.node(programs[i] as never);
    for (const [i, [name, one]] of subjects.entries()) {
      const { history, parameters } = engines(one);
      expectScores(run(2 * i), history, 0);
      expectParameters(run(2 * i + 1), parameters, 0);
      expect(programs[2 * i]?.readsPoints, name).toBe(name.includes("file"));
    }
  });

  describe.each(peers)("in $language: to 1e-5", ({ language, python, isSkipped }) => {
    test.skipIf(isSkipped)("scores and parameters", () => {
      const jobs = subjects.flatMap(([, one]) =>
        (["scores", "parameters"] as const).map((prints) => ({
          ...{ program: program(language, { ...one, prints }), points: pointsCsv(one.data as Points) },
        })),
      );
      const said = workshop.python(interpreter(python), jobs);
      for (const [i, [, one]] of subjects.entries()) {
        const { history, parameters } = engines(one);
        expectScores(said[2 * i] ?? "", history, tolerance);
        expectParameters(said[2 * i + 1] ?? "", parameters, tolerance);
      }
    });
  });
});

test("what was changed by hand in the run on the page is named in each program's first lines, which is the same but for that", () => {
  const recipe: Recipe = { epochs: 2 };
  const changes = [
    { step: 1234, what: "Learning rate 0.01" },
    { step: 2000, what: "Batch size 8, Epochs 3" },
  ];
  const sentence =
    "Its settings stay as they are. In the run on the page they were changed by hand: " +
    "after step 1,234, Learning rate 0.01; after step 2,000, Batch size 8, Epochs 3.";
  for (const language of languages) {
    const [plain, changed] = [{}, { changes }].map((more) => program(language, { recipe, settings, ...more }));
    expect(changed?.notes).toEqual([sentence, ...(plain?.notes ?? [])]);
    const words = changed?.text.replaceAll(/^(\/\/ | *- )|\s*\n(\/\/)? */gm, " ").replaceAll(/ +/g, " ");
    expect(words?.indexOf(sentence)).toBeGreaterThan(0);
    expect(words?.indexOf(sentence)).toBeLessThan(200);
    const code = (text = "") => text.replace(/^"""[\s\S]*?"""|^\/\/.*$/gm, "");
    expect(code(changed?.text).trim()).toBe(code(plain?.text).trim());
  }
});

/** What a person says is to be tried becomes recipes; what cannot be is said where it stands. */

import { signal } from "@preact/signals";
import { beforeAll, expect, test } from "vitest";
import { load } from "../../../../../engine/js/node.ts";
import { axisOf } from "../../../../../web/src/app/panels/better/axis.ts";
import {
  createPlan,
  fewestSeeds,
  keptPath,
  mostSeeds,
  mostValues,
  PlanError,
} from "../../../../../web/src/app/panels/better/plan.ts";
import { confidence, pairedDifference } from "../../../../../web/src/app/panels/better/statistics.ts";
import { verdictText } from "../../../../../web/src/app/panels/better/verdict.ts";
import { type Draft, emptyDraft, enterInAll, enterUnits } from "../../../../../web/src/app/panels/settings/draft.ts";
import { sharedField } from "../../../../../web/src/app/panels/settings/fields.ts";
import { recipeOf } from "../../../../../web/src/app/panels/settings/recipe.ts";
import { explicit, variablesOf, varied } from "../../../../../web/src/app/panels/settings/variation.ts";
import { isSame, settingsIn } from "../../../../../web/src/app/records/differences.ts";
import { betterWords } from "../../../../../web/src/app/words/better.ts";
import type { Description, Recipe } from "../../../../../web/src/protocol.ts";

let description: Description;
beforeAll(async () => {
  const { settings } = await load();
  description = { settings: settings.Recipe ?? [], ofNetwork: ["layers", "loss", "seed"] };
});

/** As a run has it: with the number of digits, which the form leaves to the engine. */
const inWorker = (recipe: Recipe): Recipe => ({
  ...recipe,
  data: { examples: Number(settingsIn(description, recipe).find(({ path }) => path === "data.examples")?.text) },
});

/** A plan beside what stands in the form. */
function open(draft: Draft = emptyDraft) {
  return createPlan({
    isDescribed: signal(true),
    variables: signal(variablesOf(description, draft)),
    kept: signal([
      { id: "a", name: "The same", recipe: () => explicit(description, inWorker(recipeOf(description, draft))) },
      { id: "b", name: "Few", recipe: () => explicit(description, { epochs: 1, seed: 5 }) },
    ]),
    recipe: () => explicit(description, recipeOf(description, draft)),
    varied: (path, text) => explicit(description, varied(description, draft, path, text)),
    isSame: (one, other) => isSame(description, one, other),
  });
}

function problem(plan: ReturnType<typeof open>): PlanError {
  try {
    plan.trials();
  } catch (error) {
    return error as PlanError;
  }
  throw new Error("It was understood");
}

test("at first it is the lab's recipe alone, with ten seeds", () => {
  const { trials, recipes } = open();
  expect(trials()).toMatchObject({ rows: [{ recipe: { epochs: 28, seed: 1, batchSize: 16 } }], seeds: 10 });
  expect(recipes.value).toBe(1);
});

test("one setting takes each of the values that are named, and all else stays", () => {
  const plan = open();
  plan.path.value = "learningRate";
  plan.typed.value = "0.01, 0.03; .5 0.03";
  const { rows } = plan.trials();
  expect(rows.map(({ recipe }) => recipe.learningRate)).toEqual([undefined, 0.01, 0.03, 0.5]);
  expect(rows.slice(1).map(({ recipe }) => ({ ...recipe, learningRate: undefined }))).toEqual(
    Array(3).fill({ ...rows[0]?.recipe, learningRate: undefined }),
  );
  expect(rows.map(({ name }) => name)).toEqual([
    ...["Learning rate 0.2, as in the lab", "Learning rate 0.01", "Learning rate 0.03", "Learning rate .5"],
  ]);
});

test("a setting of the layers is of all hidden ones, and of no output", () => {
  const draft = enterUnits(emptyDraft, "32, 16");
  const plan = open(enterInAll(draft, sharedField(description, draft, "units"), "24"));
  plan.path.value = "layers.units";
  plan.typed.value = "8";
  expect(plan.trials().rows.map(({ recipe }) => recipe.layers?.map(({ units }) => units))).toEqual([
    [24, 24, 10],
    [8, 8, 10],
  ]);
  expect(open(enterUnits(emptyDraft, "none")).variables.value.filter(({ path }) => /^layers/.test(path))).toEqual([]);
});

test("what there is to choose from is ticked, and brings along what depends on it", () => {
  const plan = open();
  plan.path.value = "optimizer";
  plan.toggle("adam");
  plan.toggle("rmsprop");
  plan.toggle("rmsprop");
  expect(plan.recipes.value).toBe(2);
  const { rows } = plan.trials();
  expect(rows.map(({ recipe }) => recipe.optimizer)).toEqual([undefined, "adam"]);
  expect(rows[1]?.recipe.learningRate).toBeUndefined(); // its own default
});

test("a run that was kept can be compared, with its whole recipe, unless that is the lab's", () => {
  const plan = open();
  plan.path.value = keptPath("b");
  expect(plan.variable.value).toBeUndefined();
  expect(plan.trials().rows).toMatchObject([
    { recipe: { epochs: 28 } },
    { name: "Few", recipe: { epochs: 1, seed: 5 } },
  ]);
  plan.path.value = keptPath("a");
  expect(problem(plan)).toMatchObject({ field: "setting", message: /^The same: this run’s recipe is the lab’s/ });
});

test("another seed can be tried as anything else can", () => {
  const plan = open();
  plan.path.value = "seed";
  plan.typed.value = "101";
  expect(plan.trials().rows.map(({ recipe }) => recipe.seed)).toEqual([1, 101]);
});

test("every setting that is offered can be varied, and makes another recipe or is refused in words", () => {
  const { variables } = open();
  expect(variables.value.length).toBeGreaterThan(20);
  expect(variables.value.map(({ path }) => path)).not.toContain("data.name");
  for (const { path, name, group } of variables.value) {
    expect([name, group].every((text) => text.length > 0)).toBe(true);
    expect(varied(description, emptyDraft, path, "7"), path).not.toEqual(undefined);
  }
});

test("epochs are the recipe's unless said otherwise, or varied", () => {
  const plan = open();
  plan.epochs.value = "3";
  expect(plan.trials().rows[0]?.recipe.epochs).toBe(3);
  plan.path.value = "epochs";
  plan.typed.value = "1 2";
  expect(plan.trials().rows.map(({ recipe }) => recipe.epochs)).toEqual([28, 1, 2]);
});

test("what cannot be is said where it stands", () => {
  const plan = open();
  for (const seeds of ["1", "51", "ten", "", "2.5", "-3", "1e1"]) {
    plan.seeds.value = seeds;
    expect(problem(plan), seeds).toMatchObject({ field: "seeds", message: /whole number from 2 to 50/ });
  }
  plan.seeds.value = " 2 ";
  for (const epochs of ["0", "some"]) {
    plan.epochs.value = epochs;
    expect(problem(plan)).toMatchObject({ field: "epochs" });
  }
  plan.epochs.value = "";
  plan.path.value = "learningRate";
  expect(problem(plan)).toMatchObject({ field: "values", message: /Name a value/ });
  plan.typed.value = "0.20";
  expect(problem(plan)).toMatchObject({ field: "values", message: /0.2 in the lab already/ });
  plan.typed.value = "much";
  expect(problem(plan)).toMatchObject({ field: "values", message: /'much' is not a number/ });
  plan.typed.value = "1 2 3 4 5 6";
  expect(problem(plan)).toMatchObject({ field: "values", message: /6 values; allowed are at most 5/ });
  const misread = open({ ...emptyDraft, others: { batchSize: "many" } });
  expect(problem(misread)).toBeInstanceOf(PlanError);
  expect(problem(misread)).toMatchObject({ field: undefined, message: /Batch size: 'many'/ });
});

test("verdicts are sentences with numbers in them, and never what is no number", () => {
  const text = (base: number[], other: number[]) => {
    const difference = pairedDifference(base, other);
    return verdictText(
      { ...{ name: "B", accuracies: other, diverged: 0, mean: { mean: 0, low: 0, high: 0 } }, difference },
      false,
    );
  };
  expect(text([0.9, 0.91, 0.905, 0.9], [0.91, 0.921, 0.915, 0.909])).toMatch(
    /^Better, by 1\.00 points \(0\.\d\d to 1\.\d\d\)\. p.=.0\.000\d$/,
  );
  expect(text([0.91, 0.921, 0.915, 0.909], [0.9, 0.91, 0.905, 0.9])).toMatch(
    /^Worse, by 1\.00 points \(0\.\d\d to 1\./,
  );
  expect(text([0.9, 0.91, 0.92], [0.91, 0.92, 0.9])).toMatch(
    /^Within what another seed does: 0\.00 points \(−\d+\.\d\d to \+\d+\.\d\d\)\. p.=.1\.00$/,
  );
  expect(text([0.9, 0.91, 0.92], [0.9, 0.91, 0.92])).toBe("No difference at all: every seed gives the same score.");
  expect(text([0.9, 0.91, 0.92], [0.91, 0.92, 0.93])).toMatch(/^\+1\.00 points with every seed/);
  expect(text([0.9], [0.91])).toBe("1 seed is too few to tell.");
  expect(text([0.9, Number.NaN], [Number.NaN, 0.8])).toMatch(/^Nothing to compare/);
});

test("the axis begins and ends at ticks around all scores, within what accuracy can be", () => {
  for (const scores of [[0.97, 0.975], [0.1], [0.5, 0.5], [1, 1], [0, 0], [0, 1], [0.9712, 0.9713], [], [0.996, 1]]) {
    const { ticks, place, digits } = axisOf(scores);
    expect(ticks.length, String(scores)).toBeGreaterThan(1);
    expect(ticks.length).toBeLessThan(8);
    expect(ticks[0]).toBeGreaterThanOrEqual(0);
    expect(ticks.at(-1)).toBeLessThanOrEqual(1 + 1e-9);
    for (const score of scores) expect(Math.abs(place(score) - 50)).toBeLessThanOrEqual(50 + 1e-6);
    const texts = ticks.map((tick) => (100 * tick).toFixed(digits));
    expect(new Set(texts).size).toBe(ticks.length);
  }
});

test("what was entered for one setting is not entered for the next", () => {
  const plan = open();
  plan.choose("learningRate");
  plan.typed.value = "0.5";
  plan.choose("optimizer");
  plan.toggle("adam");
  plan.choose("batchSize");
  expect(problem(plan)).toMatchObject({ field: "values", message: /^Batch size: what else/ });
  expect([...plan.chosen.value]).toEqual([]);
});

test("what is said of the bounds is what holds", () => {
  expect(betterWords.values(mostValues).explanation).toContain("Up to 5 are compared");
  expect(betterWords.seeds(fewestSeeds, mostSeeds).explanation).toContain("2 to 50;");
  expect(betterWords.meanTerm(100 * confidence).explanation).toContain("99 % interval: in 99 of 100");
  expect(betterWords.verdictTerm(100, 1 + mostValues).explanation).toMatch(/in a sweep of 6, in at most 1 of 20\.$/);
});

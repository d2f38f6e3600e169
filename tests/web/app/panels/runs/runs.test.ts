/** The kept runs as they are looked at: their names, which of them have curves, and the files of them all. */

import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { createRuns, nameOf } from "../../../../../web/src/app/panels/runs/runs.ts";
import { createCurves } from "../../../../../web/src/app/records/curves.ts";
import { differences } from "../../../../../web/src/app/records/differences.ts";
import { type RunRecord, recipeAtEnd } from "../../../../../web/src/app/records/record.ts";
import type { Records } from "../../../../../web/src/app/records/records.ts";
import type { Description, Recipe, SettingInfo } from "../../../../../web/src/protocol.ts";

const number = (name: string, title: string, usual: number): SettingInfo => ({
  ...{ name, title, help: "", kind: "number", default: usual },
});
const names = ["l1", "l2", "clipNorm"] as const;
const description: Description = {
  settings: [number("learningRate", "Learning rate", 0.1), ...names.map((name) => number(name, name.toUpperCase(), 0))],
  ofNetwork: [],
};

let clock = 0;

/** Each begins after the one before. */
function record(id: string, recipe: Recipe = {}, more: Partial<RunRecord> = {}): RunRecord {
  const point = { digitsSeen: 16, step: 1, epoch: 1, seconds: 2, loss: 0.5, accuracy: 0.75 };
  return {
    ...{ id, began: ++clock, layers: [784, 10], ends: [], changes: [], curves: { training: [], test: [point] } },
    course: { recipe, events: [], steps: 1 },
    last: { ...{ step: 1, digitsSeen: 16, epoch: 1, seconds: 2 }, test: { loss: 0.5, accuracy: 0.75 }, hash: "abc" },
    ...more,
  };
}

/** Runs beside a lab in which some are kept; the last one is under way. */
function open(...all: RunRecord[]) {
  const kept = signal<readonly RunRecord[]>(all);
  const live = signal(all.at(-1));
  const find = (id: string | undefined) => kept.value.find((one) => one.id === id);
  let asked = 0;
  const records = {
    ...{ kept, live, find, curves: createCurves(), refusal: signal(undefined), removed: signal(undefined) },
    differencesOf(one: RunRecord) {
      asked++;
      const parent = find(one.parent?.id);
      return parent && differences(description, recipeAtEnd(parent), recipeAtEnd(one));
    },
  };
  const runs = createRuns({ records: records as unknown as Records, description: signal(description), open() {} });
  return { runs, kept, live, records, asked: () => asked };
}

const many = (count: number) => Array.from({ length: count }, (_, i) => record(`run ${i}`));

test.each<[string, Partial<RunRecord>, Recipe, string]>([
  ["by what a person calls it", { title: "mine" }, {}, "mine"],
  ["by its layers, where it came out of none", {}, {}, "784-10"],
  ["by what differs", { parent: { id: "parent", step: 0 } }, { learningRate: 0.5 }, "Learning rate 0.5"],
  [
    "by three of many",
    { parent: { id: "parent", step: 0 } },
    { learningRate: 0.5, l1: 1, l2: 2, clipNorm: 3 },
    "Learning rate 0.5, L1 1, L2 2 …",
  ],
  ["by the step that it goes on from", { parent: { id: "parent", step: 1 } }, {}, "From step 1"],
  ["by both", { parent: { id: "parent", step: 1 } }, { l1: 1 }, "L1 1, from step 1"],
  ["as the same again", { parent: { id: "parent", step: 0 } }, {}, "The same again"],
])("a run is named %s", (_, more, recipe, name) => {
  const run = record("run", recipe, more);
  const { records } = open(record("parent"), run);
  expect(nameOf(records, run)).toBe(name);
});

test("as a run goes on no row is another, and at an epoch's end its own row alone", () => {
  const { runs, kept, live, asked } = open(...many(3));
  const rows = runs.rows.value;
  const told = asked();
  const goesOn = { ...(live.value as RunRecord) };
  live.value = goesOn;
  expect(runs.rows.value).toBe(rows);
  kept.value = kept.value.with(2, goesOn);
  // The newest stands first.
  expect(runs.rows.value.map((row, i) => row === rows[i])).toEqual([false, true, true]);
  expect(asked()).toBe(told + 1);
});

test("the curves of the run under way are those that grow, and those of others the kept ones", () => {
  const { runs, records } = open(...many(2));
  expect(runs.series.value.map(({ test }) => test.length)).toEqual([1, 0]);
  const score = { loss: 0.5, accuracy: 0.5 };
  records.curves.append({ digitsSeen: 1, step: 1, epochsSeen: 1, seconds: 1, curve: [], test: score } as never);
  expect(runs.series.value.map(({ test }) => test.length)).toEqual([1, 1]);
});

const shownOf = ({ shown }: ReturnType<typeof open>["runs"]) =>
  shown.value.map(({ record }) => Number(record.id.slice(4)));
const looksOf = ({ shown, lookOf }: ReturnType<typeof open>["runs"]) => shown.value.map(lookOf);

test("the six newest have curves, and whoever keeps its curve keeps its look", () => {
  const { runs, kept } = open(...many(7));
  expect(shownOf(runs)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(looksOf(runs)).toEqual([0, 1, 2, 3, 4, 5]);
  expect(runs.series.value.map(({ look }) => look)).toEqual([0, 1, 2, 3, 4, 5]);
  kept.value = [...kept.value, record("run 7")];
  expect(shownOf(runs)).toEqual([2, 3, 4, 5, 6, 7]);
  expect(looksOf(runs)).toEqual([1, 2, 3, 4, 5, 0]);
  const [second] = runs.shown.value.slice(1);
  if (second) runs.show(second, false);
  expect(shownOf(runs)).toEqual([2, 4, 5, 6, 7]);
  expect(looksOf(runs)).toEqual([1, 3, 4, 5, 0]);
  expect(second && runs.lookOf(second)).toBeUndefined();
});

test("twelve have curves at most: a thirteenth is refused with a reason, and takes nobody's place", () => {
  const { runs, kept } = open(...many(13));
  const rows = [...runs.rows.value].reverse();
  for (const row of rows.slice(0, 6)) runs.show(row, true);
  expect(shownOf(runs)).toEqual([0, 1, 2, 3, 4, 5, 7, 8, 9, 10, 11, 12]);
  expect(new Set(looksOf(runs)).size).toBe(12);
  expect(runs.full.value).toMatch(/^More than 12 curves/);
  const before = looksOf(runs);
  const [refused] = rows.slice(6);
  if (refused) runs.show(refused, true);
  expect(looksOf(runs)).toEqual(before);
  expect(refused && runs.lookOf(refused)).toBeUndefined();
  // Those that were asked for stay when another run begins.
  kept.value = [...kept.value, record("run 13")];
  expect(shownOf(runs)).toEqual([0, 1, 2, 3, 4, 5, 8, 9, 10, 11, 12, 13]);
  if (rows[0]) runs.show(rows[0], false);
  expect(runs.full.value).toBeUndefined();
});

test("what is kept leaves as CSV and as JSON, with the names that it has on the page", () => {
  const { runs } = open(record("a"), record("b", { learningRate: 0.5 }, { parent: { id: "a", step: 0 } }));
  expect(runs.csv().trim().split("\r\n")).toEqual([
    "run,Learning rate,best_accuracy,last_accuracy,last_loss,epochs,steps,seconds,weights",
    "784-10,0.1,0.75,0.75,0.5,1,1,2,abc",
    "Learning rate 0.5,0.5,0.75,0.75,0.5,1,1,2,abc",
  ]);
  const { runs: all } = JSON.parse(runs.json());
  expect(all).toMatchObject(
    [
      { name: "784-10", id: "a" },
      { name: "Learning rate 0.5", id: "b" },
    ].reverse(),
  );
});

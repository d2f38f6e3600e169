/** Runs beside one another: only what differs, what each has reached, and in which order. */

import { describe, expect, test } from "vitest";
import { orders, type Row, sorted, tableOf } from "../../../../../web/src/app/panels/runs/table.ts";
import type { RunRecord } from "../../../../../web/src/app/records/record.ts";

function record(id: string, began: number, accuracies: number[]): RunRecord {
  const scores = accuracies.map((accuracy) => ({ loss: 1 - accuracy, accuracy }));
  return {
    ...{ id, began, layers: [784, 10], changes: [], curves: { training: [], test: [] } },
    course: { recipe: {}, events: [], steps: 10 * accuracies.length },
    ends: scores.map((test, i) => ({ epoch: i + 1, step: 10 * (i + 1), test, hash: "" })),
    last: { step: 10, digitsSeen: 160, epoch: accuracies.length, seconds: 10 - began, test: scores.at(-1) },
  };
}

const setting = (path: string, text: string) => ({ path, title: path.toUpperCase(), text, isSaid: true });

const runs = [
  { record: record("a", 1, [0.8, 0.95, 0.9]), name: "one", settings: [setting("rate", "0.1"), setting("seed", "1")] },
  { record: record("b", 2, [0.92]), name: "Two", settings: [setting("rate", "0.2"), setting("seed", "1")] },
  {
    record: record("c", 3, []),
    name: "three",
    settings: [setting("rate", "0.2"), setting("seed", "1"), setting("beta1", "0.5")],
  },
];

describe("the table", () => {
  test("has the settings that differ alone, and an empty place where a run has none", () => {
    const { columns, rows } = tableOf(runs);
    expect(columns).toEqual([
      { path: "rate", title: "RATE" },
      { path: "beta1", title: "BETA1" },
    ]);
    expect(rows.map(({ settings }) => settings)).toEqual([
      ["0.1", ""],
      ["0.2", ""],
      ["0.2", "0.5"],
    ]);
  });

  test("has each run's best and last score, and none where it has none", () => {
    const { rows } = tableOf(runs);
    expect(rows.map(({ best, last }) => [best?.accuracy, last?.accuracy])).toEqual([
      [0.95, 0.9],
      [0.92, 0.92],
      [undefined, undefined],
    ]);
  });

  test("of one run, or of none, has no column", () => {
    expect(tableOf(runs.slice(0, 1)).columns).toEqual([]);
    expect(tableOf([])).toEqual({ columns: [], rows: [] });
  });
});

describe("the order", () => {
  const { rows } = tableOf(runs);
  const order = (sorted: Row[]) => sorted.map(({ record }) => record.id).join("");

  test.each([
    ["began", "abc"],
    ["name", "acb"],
    ["best", "cba"],
    ["last", "cab"],
    ["epochs", "cba"],
    ["seconds", "cba"],
  ] as const)("by %s", (by, expected) => {
    expect(order(sorted(rows, by, false))).toBe(expected);
    expect(order(sorted(rows, by, true))).toBe([...expected].reverse().join(""));
  });

  test("leaves those that are alike as they were, and the rows themselves untouched", () => {
    const alike = rows.map((row) => ({ ...row, epochs: 3 }));
    for (const isDescending of [true, false]) expect(order(sorted(alike, "epochs", isDescending))).toBe("abc");
    for (const by of orders) sorted(rows, by, true);
    expect(order(rows)).toBe("abc");
  });
});

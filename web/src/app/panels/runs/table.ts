/** Runs as the rows of one table: only the settings in which they differ, and what each has reached. */

import type { Score } from "../../../protocol.ts";
import type { Setting } from "../../records/differences.ts";
import { bestOf, type RunRecord } from "../../records/record.ts";

export interface Row {
  record: RunRecord;
  name: string;
  /** As long as the columns of the table. */
  settings: string[];
  best?: Score;
  last?: Score;
  epochs: number;
  seconds: number;
}

interface RunTable {
  /** The settings in which the runs differ, by their titles. */
  columns: { path: string; title: string }[];
  rows: Row[];
}

/** A run, and what there is to tell of it beside its record. */
export interface Described {
  record: RunRecord;
  name: string;
  /** All of its settings at its end. */
  settings: Setting[];
}

export function tableOf(runs: readonly Described[]): RunTable {
  const titles = new Map(runs.flatMap(({ settings }) => settings.map(({ path, title }) => [path, title])));
  const texts = runs.map(({ settings }) => new Map(settings.map(({ path, text }) => [path, text])));
  const textAt = (i: number, path: string) => texts[i]?.get(path) ?? "";
  const columns = [...titles].filter(([path]) => new Set(runs.map((_, i) => textAt(i, path))).size > 1);
  return {
    columns: columns.map(([path, title]) => ({ path, title })),
    rows: runs.map(({ record, name }, i) => ({
      ...{ record, name, settings: columns.map(([path]) => textAt(i, path)) },
      ...{ best: bestOf(record), last: record.last?.test },
      ...{ epochs: record.last?.epoch ?? 0, seconds: record.last?.seconds ?? 0 },
    })),
  };
}

export const orders = ["began", "name", "best", "last", "epochs", "seconds"] as const;
export type Order = (typeof orders)[number];

const places: Record<Order, (row: Row) => number | string> = {
  began: ({ record }) => record.began,
  name: ({ name }) => name,
  best: ({ best }) => best?.accuracy ?? -1,
  last: ({ last }) => last?.accuracy ?? -1,
  epochs: ({ epochs }) => epochs,
  seconds: ({ seconds }) => seconds,
};

/** Those that are alike in it stay in their order. */
export function sorted(rows: readonly Row[], order: Order, isDescending: boolean): Row[] {
  const place = places[order];
  const compare = (a: Row, b: Row) => {
    const [one, other] = [place(a), place(b)];
    if (typeof one === "string" || typeof other === "string") return String(one).localeCompare(String(other));
    return one - other;
  };
  return [...rows].sort((a, b) => (isDescending ? compare(b, a) : compare(a, b)));
}

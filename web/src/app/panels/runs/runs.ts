/** The kept runs as they are looked at: in which order, and which of them have curves. */

import { computed, signal } from "@preact/signals";
import type { Setting } from "../../records/differences.ts";
import { type RunRecord, recipeAtEnd } from "../../records/record.ts";
import type { Records } from "../../records/records.ts";
import type { Series } from "../../shared/charts/curve.ts";
import { csvOf } from "../../shared/csv.ts";
import { runsWords } from "../../words/runs.ts";
import { words } from "../../words/words.ts";
import { type Order, type Row, sorted, tableOf } from "./table.ts";

const says = runsWords;

export type Runs = ReturnType<typeof createRuns>;

/** So many curves can be told apart. */
const mostCurves = 12;

/** So many of the newest have curves where nobody has said which are to. */
const usualCurves = 6;

interface Source {
  records: Records;
  /** All settings of a run at its end. */
  settingsOf(record: RunRecord): Setting[];
  /** Makes a run again. */
  open(record: RunRecord): void;
}

export function createRuns({ records, settingsOf, open }: Source) {
  /** What a person has said of the curves, by run. */
  const chosen = signal<ReadonlyMap<string, boolean>>(new Map());
  const order = signal<Order>("began");
  const isDescending = signal(true);

  const table = computed(() =>
    tableOf(
      records.kept.value.map((record) => ({ record, name: nameOf(records, record), settings: settingsOf(record) })),
    ),
  );
  const rows = computed(() => sorted(table.value.rows, order.value, isDescending.value));

  const shown = computed((): Row[] => {
    const newest = table.value.rows.slice(-usualCurves).map(({ record }) => record.id);
    const isShown = ({ record: { id } }: Row) => chosen.value.get(id) ?? newest.includes(id);
    return table.value.rows.filter(isShown).slice(-mostCurves);
  });

  return {
    ...{ rows, shown, order, isDescending, open, refusal: records.refusal, removed: records.removed },
    columns: computed(() => table.value.columns),
    isLive: ({ record }: Row) => records.live.value?.id === record.id,

    series: computed((): Series[] => {
      records.curves.version.value;
      return shown.value.map(({ record, name }) => {
        const { training, test } = records.live.value?.id === record.id ? records.curves : record.curves;
        return "points" in training && "points" in test
          ? { id: record.id, name, training: training.points, test: test.points }
          : { id: record.id, name, ...record.curves };
      });
    }),

    /** Which look a run's curves have; undefined where they are not shown. */
    lookOf(row: Row): number | undefined {
      const index = shown.value.findIndex(({ record }) => record.id === row.record.id);
      return index < 0 ? undefined : index;
    },

    show({ record: { id } }: Row, isToBeShown: boolean): void {
      chosen.value = new Map(chosen.value).set(id, isToBeShown);
    },

    sortBy(by: Order): void {
      isDescending.value = by === order.value ? !isDescending.value : by !== "name";
      order.value = by;
    },

    remove: ({ record }: Row): void => records.remove(record.id),
    undoRemove: records.undoRemove,
    rename: ({ record }: Row, title: string): void => records.rename(record.id, title),

    csv(): string {
      const { columns, rows } = table.value;
      const scores = ["best_accuracy", "last_accuracy", "last_loss", "epochs", "steps", "seconds", "weights"];
      return csvOf([
        ["run", ...columns.map(({ title }) => title), ...scores],
        ...rows.map(({ name, settings, best, last, epochs, seconds, record }) => [
          ...[name, ...settings, best?.accuracy, last?.accuracy, last?.loss],
          ...[epochs, record.course.steps, seconds, record.last?.hash],
        ]),
      ]);
    },

    json(): string {
      const runs = rows.value.map(({ record, name }) => ({ name, ...record }));
      return JSON.stringify({ runs }, undefined, 1);
    },
  };
}

/** What a person calls it, or by what it differs from the run that it came out of. */
export function nameOf(records: Pick<Records, "differencesOf">, record: RunRecord): string {
  if (record.title !== undefined) return record.title;
  const settings = records.differencesOf(record);
  if (!settings) return record.layers.join("-");
  const changed =
    settings.length > 0 ? words.changes.changed(settings.slice(0, 3)) + (settings.length > 3 ? " …" : "") : "";
  const { step = 0 } = record.parent ?? {};
  if (step > 0) return changed ? says.changedFrom(changed, step) : says.from(step);
  return changed || says.again;
}

export const recipeOfRow = ({ record }: Row) => recipeAtEnd(record);

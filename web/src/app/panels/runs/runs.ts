/** The kept runs as they are looked at: in which order, and which of them have curves. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Description } from "../../../protocol.ts";
import { settingsIn } from "../../records/differences.ts";
import { type RunRecord, recipeAtEnd } from "../../records/record.ts";
import type { Records } from "../../records/records.ts";
import type { Series } from "../../shared/charts/curve.ts";
import { csvOf } from "../../shared/csv.ts";
import { runsWords } from "../../words/runs.ts";
import { words } from "../../words/words.ts";
import { type Described, type Order, type Row, sorted, tableOf } from "./table.ts";

const says = runsWords;

export type Runs = ReturnType<typeof createRuns>;

/** So many curves can be told apart. */
const mostCurves = 12;

/** So many of the newest have curves where nobody has said which are to. */
const usualCurves = 6;

interface Source {
  records: Records;
  /** What settings there are; undefined until the engine has told. */
  description: ReadonlySignal<Description | undefined>;
  /** Makes a run again. */
  open(record: RunRecord): void;
}

export function createRuns({ records, description, open }: Source) {
  /** What a person has said of the curves, by run. */
  const chosen = signal<ReadonlyMap<string, boolean>>(new Map());
  const order = signal<Order>("began");
  const isDescending = signal(true);

  /** Changes when another run begins, and not as one goes on. */
  const liveId = computed(() => records.live.value?.id);

  /** What was told of a run, and by what: the run that it came out of, and the description of settings. */
  const known = new WeakMap<RunRecord, { told: Described; by: readonly unknown[] }>();

  function tell(record: RunRecord): Described {
    const by = [records.find(record.parent?.id), description.value] as const;
    const before = known.get(record);
    if (before?.by.every((one, i) => one === by[i])) return before.told;
    const settings = by[1] ? settingsIn(by[1], recipeAtEnd(record)) : [];
    const told = { record, name: nameOf(records, record), settings };
    known.set(record, { told, by });
    return told;
  }

  /** A row that says the same as before is the same, so that nothing of it is drawn anew. */
  const drawn = new WeakMap<Described, Row>();

  function asBefore(told: Described, row: Row): Row {
    const before = drawn.get(told);
    const isSame = before && before.settings.join("\n") === row.settings.join("\n");
    if (isSame) return before;
    drawn.set(told, row);
    return row;
  }

  const table = computed(() => {
    const told = records.kept.value.map(tell);
    const { columns, rows } = tableOf(told);
    return { columns, rows: rows.map((row, i) => asBefore(told[i] as Described, row)) };
  });
  const rows = computed(() => sorted(table.value.rows, order.value, isDescending.value));

  /** Those that somebody has asked for, and of the newest as many as there is room for beside them. */
  const shown = computed((): Row[] => {
    const all = table.value.rows;
    const wish = ({ record }: Row) => chosen.value.get(record.id);
    const asked = all.filter(wish).slice(-mostCurves);
    const newest = all.slice(-usualCurves).filter((row) => wish(row) === undefined);
    const room = mostCurves - asked.length;
    const among = new Set([...asked, ...newest.slice(Math.max(0, newest.length - room))]);
    return all.filter((row) => among.has(row));
  });

  let given: ReadonlyMap<string, number> = new Map();
  const looks = computed(() => {
    given = looksFor(
      shown.value.map(({ record }) => record.id),
      given,
    );
    return given;
  });

  return {
    ...{ rows, shown, order, isDescending, open, refusal: records.refusal, removed: records.removed },
    columns: computed(() => table.value.columns),
    isLive: ({ record }: Row) => liveId.value === record.id,

    series: computed((): Series[] => {
      const { training, test, version } = records.curves;
      version.value;
      return shown.value.map(({ record: { id, curves }, name }) => {
        const own = { id, name, look: looks.value.get(id) };
        return id === liveId.value ? { ...own, training: training.points, test: test.points } : { ...own, ...curves };
      });
    }),

    /** Which look a run's curves have, for as long as they are shown; undefined where they are not. */
    lookOf: ({ record }: Row): number | undefined => looks.value.get(record.id),

    /** Why no more curves are shown; undefined where there is room. */
    full: computed(() => (shown.value.length < mostCurves ? undefined : says.fullOfCurves(mostCurves))),

    show({ record: { id } }: Row, isToBeShown: boolean): void {
      if (isToBeShown && shown.peek().length >= mostCurves) return;
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

/** Whoever had a look keeps it; the others get the first ones that are free. */
function looksFor(ids: readonly string[], before: ReadonlyMap<string, number>): ReadonlyMap<string, number> {
  const looks = new Map(ids.flatMap((id): [string, number][] => (before.has(id) ? [[id, before.get(id) ?? 0]] : [])));
  for (const id of ids.filter((id) => !looks.has(id))) {
    const taken = new Set(looks.values());
    let look = 0;
    while (taken.has(look)) look++;
    looks.set(id, look);
  }
  return looks;
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

/** The runs that there were, each from its beginning to its end: the one under way, and those that are kept. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Description, Moment, Progress, Recipe, RunEvent, Score } from "../../protocol.ts";
import type { Run } from "../run/run.ts";
import type { Refusal } from "../shared/refusal.ts";
import { words } from "../words/words.ts";
import { createCurves } from "./curves.ts";
import { differences, isSame, type Setting } from "./differences.ts";
import { type RunRecord, recipeAtEnd, upTo } from "./record.ts";
import type { Store } from "./store.ts";

export type Records = ReturnType<typeof createRecords>;

type Listening = Pick<Run, "listen" | "training" | "progress" | "isPast"> & {
  description: ReadonlySignal<Description | undefined>;
};

/** A run that goes on is kept again every so many seconds, ten times; then, as there is more to write, a tenth later. */
const SECONDS_UNKEPT = 2;

/**
 * Follows a run. What it keeps is on the device, where `openStore` finds a place for it: as it was when it stood still,
 * and of one that goes on all but the last moments, should page or device go.
 */
export function createRecords(run: Listening, openStore: () => Promise<Store>) {
  const curves = createCurves();
  /** The run under way, as it was when something last happened that is worth keeping. */
  const live = signal<RunRecord | undefined>(undefined);
  /** All runs that have learned anything, the oldest first; the one under way is among them. */
  const kept = signal<readonly RunRecord[]>([]);
  const refusal = signal<Refusal | undefined>(undefined);
  /** Those that were removed, the last one at the end. */
  const removed = signal<readonly RunRecord[]>([]);
  /** A kept run that is to be made again, and whether the network that comes next is its. */
  let returning: RunRecord | undefined;
  let isReturning = false;
  let store: Promise<Store> | undefined;

  /** What is not kept on the device is there until the page goes. */
  function keeping(work: (store: Store) => Promise<void>): void {
    store ??= openStore();
    store.then(work).then(
      () => {
        refusal.value = undefined;
      },
      (reason: Refusal) => {
        refusal.value = reason;
        store = undefined;
      },
    );
  }

  /** Takes a run as it is now, in place of what it was. */
  function put(record: RunRecord): void {
    const others = kept.peek();
    const index = others.findIndex(({ id }) => id === record.id);
    kept.value = index < 0 ? [...others, record] : others.with(index, record);
  }

  const hasLearned = ({ course }: RunRecord) => course.steps > 0;

  /** The run under way is to be seen as it is now; and to be found again, where that is lasting. */
  function update(changed: Partial<RunRecord>, isLasting = false): void {
    const before = live.peek();
    if (!before) return;
    const record = { ...before, ...changed, curves: curves.points() };
    live.value = record;
    if (!hasLearned(record)) return;
    put(record);
    if (isLasting) keeping((store) => store.write(record));
  }

  function begin(event: Extract<RunEvent, { type: "network" }>): void {
    update({}, true);
    const before = live.peek();
    const { recipe, layers } = event;
    if (returning && isReturning) {
      live.value = returning;
      curves.load(returning.curves);
      returning = undefined;
      isReturning = false;
      return;
    }
    const parent = before && hasLearned(before) ? { id: before.id, step: 0 } : before?.parent;
    curves.clear();
    live.value = {
      ...{ id: newId(), began: Date.now(), parent, layers, ends: [], changes: [], curves: curves.points() },
      course: { recipe, events: [], steps: 0 },
    };
  }

  function branch(step: number): void {
    const before = live.peek();
    if (!before) return;
    update({}, true);
    curves.cut(step);
    live.value = {
      ...{ id: newId(), began: Date.now(), parent: { id: before.id, step }, layers: before.layers },
      ...upTo(before, step),
      curves: curves.points(),
    };
  }

  function note({ event, at }: Extract<RunEvent, { type: "noted" }>): void {
    const record = live.peek();
    if (!record) return;
    const { course, changes } = record;
    if ("recipe" in event && event.step === 0) update({ course: { ...course, recipe: event.recipe } });
    else
      update({
        course: { ...course, events: [...course.events, event] },
        changes: "recipe" in event ? [...changes, { ...at, recipe: event.recipe }] : changes,
      });
  }

  function follow(progress: Progress): void {
    const record = live.peek();
    if (!record) return;
    const { step, head, epochEnd, test, hash, seconds } = progress;
    if (step < head) return; // what is kept is the whole run
    curves.append(progress);
    const last = { ...momentOf(progress), test: test ?? record.last?.test, hash: hash ?? record.last?.hash };
    const now = { course: { ...record.course, steps: step }, last };
    const isFirst = !hasLearned(record) && step > 0;
    if (isFirst) keeping(async () => {}); // a page that goes has no time to find the place
    const isDue = spansUnkept(seconds) > spansUnkept(record.last?.seconds);
    if (epochEnd || test || isFirst || isDue)
      update({ ...now, ends: epochEnd ? [...record.ends, epochEnd] : record.ends }, isDue);
    else live.value = { ...record, ...now };
  }

  run.listen((event) => {
    if (event.type === "network") begin(event);
    else if (event.type === "resuming") isReturning = true;
    else if (event.type === "noted") note(event);
    else if (event.type === "branch") branch(event.step);
    else if (event.type === "progress") follow(event.progress);
    else if (event.type === "phase" && (event.phase === "paused" || event.phase === "finished")) update({}, true);
  });

  // Whoever looks away may not come back.
  addEventListener("visibilitychange", () => document.hidden && update({}, true));

  // Neither changes as the run goes on, but when something happens to it.
  const recipe = computed(() => live.value?.course.recipe);
  const changes = computed(() => live.value?.changes);

  const find = (id: string | undefined) => kept.value.find((record) => record.id === id);

  /** What each change by hand changed, of the run under way. */
  const settingsChanged = computed(() => {
    const description = run.description.value;
    const [first, all] = [recipe.value, changes.value];
    if (!description || !first || !all) return [];
    return all.map((change, i) => {
      const before = all[i - 1]?.recipe ?? first;
      return { ...change, settings: differences(description, before, change.recipe) };
    });
  });

  return {
    curves,
    live,
    kept,
    refusal,
    /** The last one that was removed and is still gone. */
    removed: computed(() => removed.value.at(-1)),
    find,

    /** Where the run stands in its past; undefined where it stands at its end. */
    cursor: computed((): Moment | undefined =>
      run.isPast.value && run.progress.value ? momentOf(run.progress.value) : undefined,
    ),

    /** In what a run differs from the one that it came out of; undefined where it came out of none that is known. */
    differencesOf(record: RunRecord): Setting[] | undefined {
      const description = run.description.value;
      const parent = find(record.parent?.id);
      if (!description || !parent) return undefined;
      const { step } = record.parent as { step: number };
      const before = step > 0 ? recipeAtEnd(upTo(parent, step)) : recipeAtEnd(parent);
      return differences(description, before, recipeAtEnd(record));
    },

    changes: settingsChanged,

    /**
     * With what the run under way began, and what was changed of it on the way; undefined where nothing was, or where it
     * neither began with this recipe nor has come to it.
     */
    changedFrom(recipe: Recipe): { recipe: Recipe; changes: { step: number; what: string }[] } | undefined {
      const [description, record] = [run.description.peek(), live.peek()];
      if (!description || !record) return undefined;
      const { course } = record;
      const isIts = [course.recipe, recipeAtEnd(record)].some((one) => isSame(description, one, recipe));
      const changes = settingsChanged
        .peek()
        .filter(({ step, settings }) => step < course.steps && settings.length > 0)
        .map(({ step, settings }) => ({ step, what: words.changes.changed(settings) }));
      return isIts && changes.length > 0 ? { recipe: course.recipe, changes } : undefined;
    },

    /** What training scored where the run stands: in its past, and where it was made again, as its curve has it. */
    training: computed((): Score | undefined => {
      const [newest, stands] = [run.training.value, run.progress.value];
      if (!stands || (newest && !run.isPast.value)) return newest;
      curves.version.value;
      const { points } = curves.training;
      const point = points.find((point) => point.step >= stands.step) ?? points.at(-1);
      return point && { loss: point.loss, accuracy: point.accuracy };
    }),

    /** Fetches what was kept on earlier visits. */
    load(): void {
      keeping(async (store) => {
        const stored = await store.read();
        const known = new Set(kept.peek().map(({ id }) => id));
        kept.value = [...stored.filter(({ id }) => !known.has(id)), ...kept.peek()];
      });
    },

    /** This run is to be made again: it goes on as itself. */
    expect(record: RunRecord): void {
      returning = record;
    },

    /** It does not come, if it has not yet. */
    forgetExpected(record: RunRecord): void {
      if (returning !== record) return;
      returning = undefined;
      isReturning = false;
    },

    rename(id: string, title: string): void {
      const record = kept.peek().find((record) => record.id === id);
      if (!record) return;
      const renamed = { ...record, title: title.trim() === "" ? undefined : title.trim() };
      if (live.peek()?.id === id) live.value = renamed;
      put(renamed);
      keeping((store) => store.write(renamed));
    },

    /** Of the one under way there is nothing to be removed. */
    remove(id: string): void {
      const record = kept.peek().find((record) => record.id === id);
      if (!record || live.peek()?.id === id) return;
      kept.value = kept.peek().filter((other) => other.id !== id);
      removed.value = [...removed.peek(), record];
      keeping((store) => store.remove(id));
    },

    undoRemove(): void {
      const record = removed.peek().at(-1);
      if (!record) return;
      removed.value = removed.peek().slice(0, -1);
      kept.value = [...kept.peek(), record].sort((a, b) => a.began - b.began);
      keeping((store) => store.write(record));
    },
  };
}

function spansUnkept(seconds = 0): number {
  const spans = seconds / SECONDS_UNKEPT;
  return Math.floor(spans < 10 ? spans : 10 + Math.log(spans / 10) / Math.log(1.1));
}

const newId = () => `${Date.now().toString(36)}-${Math.random().toString(36).slice(2, 8)}`;

const momentOf = ({ digitsSeen, step, epochsSeen: epoch, seconds }: Progress): Moment => ({
  ...{ digitsSeen, step, epoch, seconds },
});

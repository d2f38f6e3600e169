// @vitest-environment happy-dom
/** Runs are kept from their first step on: what they are made of, what they have reached, and out of which they came. */

import { computed, signal } from "@preact/signals";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { bestOf, type RunRecord, recipeAtEnd } from "../../../../web/src/app/records/record.ts";
import { createRecords, type Records } from "../../../../web/src/app/records/records.ts";
import type { Store } from "../../../../web/src/app/records/store.ts";
import type { Description, Progress, Recipe, RunEvent, Score } from "../../../../web/src/protocol.ts";

const description: Description = {
  settings: [
    { name: "learningRate", title: "Learning rate", help: "", kind: "number", default: 0.1 },
    { name: "batchSize", title: "Batch size", help: "", kind: "whole", default: 32 },
  ],
  ofNetwork: [],
};

let written: Map<string, RunRecord>;
let refuses: unknown;
let isPlaceFound: boolean;
let records: Records;
let tell: (event: RunEvent) => void;
let training: ReturnType<typeof signal<Score | undefined>>;

beforeEach(() => {
  written = new Map();
  refuses = undefined;
  isPlaceFound = false;
  open();
});

const store: Store = {
  read: async () => [...written.values()],
  write: async (record) => {
    if (refuses) throw refuses;
    written.set(record.id, structuredClone(record));
  },
  remove: async (id) => {
    written.delete(id);
  },
};

const listening = vi.spyOn(globalThis, "addEventListener");

/** Whatever was open before hears of the page no more. */
function open(): void {
  for (const [type, listener] of listening.mock.calls) removeEventListener(type, listener);
  listening.mockClear();
  const progress = signal<Progress | undefined>(undefined);
  training = signal<Score | undefined>(undefined);
  let listener: (event: RunEvent) => void = () => {};
  tell = (event) => {
    if (event.type === "progress") progress.value = event.progress;
    if (event.type === "network") progress.value = undefined;
    listener(event);
  };
  records = createRecords(
    {
      ...{ progress, training, description: signal<Description | undefined>(description) },
      isPast: computed(() => (progress.value?.step ?? 0) < (progress.value?.head ?? 0)),
      listen: (heard) => {
        listener = heard;
      },
    },
    async () => {
      isPlaceFound = true;
      return store;
    },
  );
}

const network = (recipe: Recipe): RunEvent => ({
  ...{ type: "network", layers: [784, 10], parameters: 7850, loss: "cross_entropy", recipe },
});

/** The run stands at a step, of ten in each epoch. */
function at(step: number, more: Partial<Progress> = {}): void {
  const progress: Progress = {
    ...{ epoch: Math.floor(step / 10), step, digitsSeen: 32 * step, trainingSize: 320, stepInEpoch: step % 10 },
    ...{ stepsPerEpoch: 10, epochsSeen: step / 10, curve: [], digitsPerSecond: 0, operationsPerSecond: 0 },
    ...{ seconds: step / 100, startEpoch: 0, lastEpoch: 10, head: step, ...more },
  };
  tell({ type: "progress", progress });
}

const point = (step: number) => ({
  ...{ digitsSeen: 32 * step, step, epoch: step / 10, seconds: step / 100, loss: 1 / step, accuracy: 1 - 1 / step },
});

/** Trains on from one step to another, with the curve of these steps and a score where an epoch ends. */
function train(from: number, to: number): void {
  for (let step = from + 1; step <= to; step++) {
    const test = { loss: 2 / step, accuracy: 1 - 2 / step };
    const hash = `hash ${step}`;
    const epochEnd = { epoch: step / 10, step, test, hash };
    at(step, step % 10 === 0 ? { curve: [point(step)], test, hash, epochEnd } : { curve: [point(step)] });
  }
}

const pause = () => tell({ type: "phase", phase: "paused" });
const settled = () => new Promise((resolve) => setTimeout(resolve));
const kept = () => records.kept.value;

describe("a run", () => {
  test("is kept once it has learned something, and on the device where it stands still", async () => {
    tell(network({ learningRate: 0.1 }));
    at(0);
    expect(kept()).toEqual([]);
    train(0, 25);
    expect(kept()).toHaveLength(1);
    await settled();
    expect(written.size).toBe(0);
    pause();
    await settled();
    const [record] = kept() as [RunRecord];
    expect(record).toMatchObject({
      course: { recipe: { learningRate: 0.1 }, events: [], steps: 25 },
      ends: [
        { epoch: 1, hash: "hash 10" },
        { epoch: 2, hash: "hash 20" },
      ],
      last: { step: 25, hash: "hash 20" },
    });
    expect(record.curves.training).toHaveLength(25);
    expect(bestOf(record)?.accuracy).toBe(0.9);
    expect([...written.values()]).toEqual([record]);
  });

  test("is on the device as it goes on, but for its last two seconds; of a long one, but for its last tenth", async () => {
    const steps = () => [...written.values()].map(({ course, curves }) => [course.steps, curves.training.at(-1)?.step]);
    tell(network({}));
    train(0, 199);
    await settled();
    expect(steps()).toEqual([]);
    train(199, 399);
    await settled();
    expect(steps()).toEqual([[200, 200]]);
    train(399, 400);
    await settled();
    expect(steps()).toEqual([[400, 400]]);
    // A hundredth of a second each: at 20 1.1^24 seconds, and 1.1^25.
    train(400, 21_660);
    await settled();
    expect(steps()).toMatchObject([[19_700, expect.anything()]]);
    train(21_660, 21_680);
    await settled();
    expect(steps()).toMatchObject([[21_670, expect.anything()]]);
  });

  test("is on the device as it is when the page is looked away from, or left", async () => {
    const hidden = vi.spyOn(document, "hidden", "get").mockReturnValue(false);
    const looked = () => document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
    tell(network({}));
    at(0);
    expect(isPlaceFound).toBe(false);
    train(0, 7);
    expect(isPlaceFound).toBe(true);
    looked();
    await settled();
    expect(written.size).toBe(0);
    hidden.mockReturnValue(true);
    looked();
    await settled();
    expect([...written.values()]).toMatchObject([{ course: { steps: 7 }, last: { step: 7 } }]);
    hidden.mockRestore();
  });

  test("with other settings before its first step is one with these", () => {
    tell(network({ learningRate: 0.1 }));
    tell({ type: "noted", event: { step: 0, recipe: { learningRate: 0.5 } }, at: { ...point(1), step: 0 } });
    train(0, 3);
    expect(kept()).toMatchObject([{ course: { recipe: { learningRate: 0.5 }, events: [] }, changes: [] }]);
  });

  test("has changes by hand at their steps; one that no step followed has taught it nothing", () => {
    tell(network({ learningRate: 0.1 }));
    train(0, 12);
    tell({ type: "noted", event: { step: 12, recipe: { learningRate: 0.05 } }, at: point(12) });
    train(12, 15);
    tell({ type: "noted", event: { step: 15, recipe: { batchSize: 4 } }, at: point(15) });
    pause();
    const [record] = kept() as [RunRecord];
    expect(record.changes.map(({ step, recipe }) => [step, recipe])).toEqual([
      [12, { learningRate: 0.05 }],
      [15, { batchSize: 4 }],
    ]);
    expect(recipeAtEnd(record)).toEqual({ learningRate: 0.05 });
    expect(records.changes.value.map(({ settings }) => settings.map(({ title, text }) => `${title} ${text}`))).toEqual([
      ["Learning rate 0.05"],
      ["Learning rate 0.1", "Batch size 4"],
    ]);
  });

  test("that stands in its past keeps its curves, says where it stands, and what training scored there", () => {
    tell(network({}));
    train(0, 30);
    pause();
    expect(records.cursor.value).toBeUndefined();
    at(7, { head: 30, test: { loss: 9, accuracy: 0.1 }, hash: "hash 7" });
    expect(records.cursor.value).toMatchObject({ step: 7, digitsSeen: 224, epoch: 0.7 });
    expect(records.curves.training.points).toHaveLength(30);
    expect(records.training.value).toEqual({ loss: 1 / 7, accuracy: 1 - 1 / 7 });
    training.value = { loss: 0.5, accuracy: 0.5 };
    expect(records.training.value?.loss).toBe(1 / 7);
    at(30);
    expect(records.training.value).toBe(training.value); // at its end, what was told last
    expect(kept()).toMatchObject([{ course: { steps: 30 }, last: { hash: "hash 30" } }]);
  });
});

describe("what comes out of a run", () => {
  test("a branch has its past, and the run before stays as it was", async () => {
    tell(network({ learningRate: 0.1 }));
    train(0, 30);
    pause();
    const before = kept()[0] as RunRecord;
    at(12, { head: 30 });
    tell({ type: "branch", step: 12 });
    expect(records.curves.training.points.map(({ step }) => step)).toEqual(Array.from({ length: 12 }, (_, i) => i + 1));
    tell({ type: "noted", event: { step: 12, recipe: { learningRate: 0.02 } }, at: point(12) });
    train(12, 20);
    pause();
    await settled();
    const [old, branch] = kept() as [RunRecord, RunRecord];
    expect(old).toEqual(before);
    expect(branch).toMatchObject({
      parent: { id: old.id, step: 12 },
      course: { recipe: { learningRate: 0.1 }, events: [{ step: 12, recipe: { learningRate: 0.02 } }], steps: 20 },
      ends: [{ epoch: 1 }, { epoch: 2 }],
    });
    expect(branch.curves.training.map(({ step }) => step)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1));
    expect(records.differencesOf(branch)).toMatchObject([{ title: "Learning rate", text: "0.02" }]);
    expect(records.differencesOf(old)).toBeUndefined();
    expect(written.size).toBe(2);
  });

  test("a new network comes out of the run before, where that has learned anything", () => {
    tell(network({}));
    train(0, 5);
    tell(network({ batchSize: 4 }));
    tell(network({ batchSize: 8 }));
    train(0, 5);
    const [first, second] = kept() as [RunRecord, RunRecord];
    expect(kept()).toHaveLength(2);
    expect(second.parent).toEqual({ id: first.id, step: 0 });
    expect(records.differencesOf(second)).toMatchObject([{ title: "Batch size", text: "8" }]);
  });

  test("the same again does not differ", () => {
    tell(network({}));
    train(0, 5);
    tell(network({}));
    train(0, 5);
    expect(records.differencesOf(kept()[1] as RunRecord)).toEqual([]);
  });
});

describe("kept runs", () => {
  test("are there on the next visit, before those of it, and can go on", async () => {
    tell(network({}));
    train(0, 10);
    pause();
    await settled();
    const [before] = kept() as [RunRecord];
    open();
    tell(network({ batchSize: 4 }));
    train(0, 3);
    pause();
    records.load();
    await settled();
    expect(kept().map(({ course }) => course.steps)).toEqual([10, 3]);

    records.expect(before);
    tell(network({ batchSize: 9 })); // which was on its way before
    expect(records.live.value?.id).not.toBe(before.id);
    tell({ type: "resuming" });
    tell(network({}));
    expect(records.live.value?.id).toBe(before.id);
    expect(records.curves.training.points).toHaveLength(10);
    at(4, { head: 10 });
    at(10, { test: { loss: 0.2, accuracy: 0.8 }, hash: "hash 10" });
    train(10, 12);
    pause();
    expect(kept().map(({ course }) => course.steps)).toEqual([12, 3]);
  });

  test("can be removed, which can be undone, but for the one under way", async () => {
    tell(network({}));
    train(0, 5);
    tell(network({}));
    train(0, 7);
    pause();
    const [first, second] = kept() as [RunRecord, RunRecord];
    records.remove(second.id);
    expect(kept()).toHaveLength(2);
    records.remove(first.id);
    await settled();
    expect(kept().map(({ id }) => id)).toEqual([second.id]);
    expect([...written.keys()]).toEqual([second.id]);
    records.undoRemove();
    await settled();
    expect(new Set(kept().map(({ id }) => id))).toEqual(new Set([first.id, second.id]));
    expect(written.size).toBe(2);
    records.undoRemove();
    expect(kept()).toHaveLength(2);
  });

  test("come back one by one, the last one that was removed first", async () => {
    for (const steps of [5, 6, 7]) {
      tell(network({}));
      train(0, steps);
    }
    pause();
    const [first, second] = kept() as RunRecord[] as [RunRecord, RunRecord];
    records.remove(first.id);
    records.remove(second.id);
    expect(records.removed.value).toBe(second);
    records.undoRemove();
    expect(records.removed.value).toBe(first);
    expect(new Set(kept().map(({ course }) => course.steps))).toEqual(new Set([6, 7]));
    records.undoRemove();
    expect(records.removed.value).toBeUndefined();
    await settled();
    expect(new Set([...written.values()].map(({ course }) => course.steps))).toEqual(new Set([5, 6, 7]));
  });

  test("can be called something else, and by nothing as before", async () => {
    tell(network({}));
    train(0, 5);
    const { id } = kept()[0] as RunRecord;
    records.rename(id, "  my best ");
    train(5, 6);
    pause();
    await settled();
    expect(written.get(id)?.title).toBe("my best");
    records.rename(id, " ");
    expect(kept()[0]?.title).toBeUndefined();
  });

  test("that the device does not keep are there until the page goes, and it is said why", async () => {
    refuses = { reason: "full" };
    tell(network({}));
    train(0, 5);
    pause();
    await settled();
    expect(records.refusal.value).toEqual({ reason: "full" });
    expect(kept()).toHaveLength(1);
    refuses = undefined;
    train(5, 6);
    pause();
    await settled();
    expect(records.refusal.value).toBeUndefined();
    expect(written.size).toBe(1);
  });
});

test("runs that come from the device are there once, whatever is kept meanwhile, and however often they are asked for", async () => {
  tell(network({}));
  train(0, 10);
  pause();
  await settled();
  open();
  let arrive = () => {};
  const read = store.read;
  store.read = async () => {
    await new Promise<void>((resolve) => {
      arrive = resolve;
    });
    return [...written.values()];
  };
  records.load();
  await settled();
  tell(network({ batchSize: 4 }));
  train(0, 5);
  pause();
  await settled();
  arrive();
  await settled();
  store.read = read;
  records.load();
  records.load();
  await settled();
  expect(kept().map(({ course }) => course.steps)).toEqual([10, 5]);
});

test("a run that was expected and does not come leaves another that is expected alone", async () => {
  tell(network({}));
  train(0, 10);
  tell(network({ batchSize: 4 }));
  train(0, 5);
  pause();
  const [first, second] = kept() as [RunRecord, RunRecord];
  open();
  records.expect(first);
  records.expect(second);
  records.forgetExpected(first);
  tell({ type: "resuming" });
  tell(network({ batchSize: 4 }));
  expect(records.live.value?.id).toBe(second.id);
});

test("a run that was changed is told of by the recipe that it began with, and by the one that it has come to", () => {
  const [first, second, third] = [{ learningRate: 0.1 }, { learningRate: 0.5 }, { learningRate: 0.5, batchSize: 8 }];
  const note = (step: number, recipe: Recipe) =>
    tell({ type: "noted", event: { step, recipe }, at: { digitsSeen: 32 * step, step, epoch: step / 10, seconds: 1 } });
  expect(records.changedFrom(first)).toBeUndefined();
  tell(network(first));
  train(0, 12);
  expect(records.changedFrom(first)).toBeUndefined();
  note(12, { ...first });
  note(12, second);
  expect(records.changedFrom(second)).toBeUndefined(); // it has taught the run nothing yet
  train(12, 15);
  const one = { step: 12, what: "Learning rate 0.5" };
  expect(records.changedFrom(second)).toEqual({ recipe: first, changes: [one] });
  expect(records.changedFrom({})).toEqual({ recipe: first, changes: [one] }); // which says the first by saying nothing
  note(15, third);
  expect(records.changedFrom(third)).toBeUndefined();
  train(15, 20);
  const changed = { recipe: first, changes: [one, { step: 15, what: "Batch size 8" }] };
  expect(records.changedFrom(third)).toEqual(changed);
  expect(records.changedFrom(second)).toBeUndefined();
  tell(network(third));
  train(0, 5);
  expect(records.changedFrom(third)).toBeUndefined();
});

test("what changes changed is found out once, and not with each event", () => {
  tell(network({ learningRate: 0.1 }));
  train(0, 5);
  tell({ type: "noted", event: { step: 5, recipe: { learningRate: 0.05 } }, at: point(5) });
  const before = records.changes.value;
  expect(before).toHaveLength(1);
  train(5, 25);
  expect(records.changes.value).toBe(before);
});

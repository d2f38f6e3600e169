/** Runs are on the device from one visit to the next. */

import "fake-indexeddb/auto";
import { expect, test, vi } from "vitest";
import type { RunRecord } from "../../../../web/src/app/records/record.ts";
import { openStore } from "../../../../web/src/app/records/store.ts";

const record = (id: string, began: number): RunRecord => ({
  ...{ id, began, layers: [784, 10], ends: [], changes: [], curves: { training: [], test: [] } },
  course: { recipe: { seed: began }, events: [{ step: 1, diverged: true }], steps: 2 },
});

test("what is written is read again, the oldest first; the newest of the same run counts", async () => {
  const store = openStore("runs 1");
  expect(await store.read()).toEqual([]);
  await store.write(record("b", 20));
  await store.write(record("a", 10));
  await store.write({ ...record("b", 20), title: "mine" });
  expect(await openStore("runs 1").read()).toEqual([record("a", 10), { ...record("b", 20), title: "mine" }]);
  await store.remove("a");
  await store.remove("nowhere");
  expect((await store.read()).map(({ id }) => id)).toEqual(["b"]);
});

test("a place that cannot be opened is told of by whoever wants to use it", async () => {
  vi.stubGlobal("indexedDB", {
    open() {
      throw new DOMException("denied", "SecurityError");
    },
  });
  const store = openStore("runs 3");
  await expect(store.read()).rejects.toEqual({ reason: "refused" });
  await expect(store.write(record("a", 1))).rejects.toEqual({ reason: "refused" });
  vi.unstubAllGlobals();
});

test("what cannot be kept is refused in words that the page knows", async () => {
  const store = openStore("runs 2");
  const unclonable = { ...record("a", 1), title: (() => {}) as unknown as string };
  await expect(store.write(unclonable)).rejects.toMatchObject({ reason: "other" });
});

/** What is kept is there again; what the browser refuses, or has no room for, is told by its reason and lost to nobody. */

import { IDBFactory, IDBObjectStore } from "fake-indexeddb";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { Drawing, Edit, Hand } from "../../../../../web/src/app/panels/hand/drawings.ts";
import { openStore } from "../../../../../web/src/app/panels/hand/store.ts";
import "fake-indexeddb/auto";

beforeEach(() => void vi.stubGlobal("indexedDB", new IDBFactory()));
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

const ada: Hand = { id: "ada", name: "Ada" };
const drawing = (id: string, time: number): Drawing => ({ id, hand: "ada", label: 4, strokes: [[1, 2, 3, 4]], time });
const putHand: Edit = { table: "hands", after: ada };
const put = (after: Drawing): Edit => ({ table: "drawings", after });

test("what is kept is there for whoever opens it next, in the order in which it was drawn", async () => {
  const store = openStore();
  await store.write([putHand, put(drawing("b", 1)), put(drawing("c", 2))]);
  await store.write([put(drawing("a", 3))]);
  const { hands, drawings } = await openStore().read();
  expect([...hands.values()]).toEqual([ada]);
  expect([...drawings.values()]).toEqual([drawing("b", 1), drawing("c", 2), drawing("a", 3)]);
});

test("thousands at once are kept, or none of them", async () => {
  const many = Array.from({ length: 1234 }, (_, i) => put(drawing(String(i), i)));
  const store = openStore();
  await store.write([putHand, ...many]);
  expect((await openStore().read()).drawings.size).toBe(1234);
  let left = 500;
  const realDelete = IDBObjectStore.prototype.delete;
  const failing = vi.spyOn(IDBObjectStore.prototype, "delete").mockImplementation(function (
    this: unknown,
    key: unknown,
  ) {
    if (left-- === 0) throw new DOMException("full", "QuotaExceededError");
    return (realDelete as (key: unknown) => never).call(this, key);
  });
  await expect(store.write(many.map(({ after }) => ({ table: "drawings", before: after }) as Edit))).rejects.toEqual({
    reason: "full",
  });
  failing.mockRestore();
  expect((await openStore().read()).drawings.size).toBe(1234);
  await store.write([]);
  expect((await openStore().read()).drawings.size).toBe(0);
});

test("what is changed is changed, and what is deleted is gone", async () => {
  const store = openStore();
  await store.write([putHand, put(drawing("a", 1)), put(drawing("b", 2))]);
  const before = drawing("a", 1);
  await store.write([
    { table: "drawings", before, after: { ...before, label: 9 } },
    { table: "drawings", before: drawing("b", 2) },
  ]);
  const { drawings } = await openStore().read();
  expect([...drawings.values()]).toEqual([{ ...before, label: 9 }]);
});

describe("refused", () => {
  test.each([
    [
      "where opening throws, as in some private windows",
      new DOMException("no", "SecurityError"),
      { reason: "refused" },
    ],
    ["where opening says so later", new DOMException("no", "InvalidStateError"), { reason: "refused" }],
    ["where there is no room", new DOMException("full", "QuotaExceededError"), { reason: "full" }],
    ["for another reason", new DOMException("broken", "UnknownError"), { reason: "other", message: "broken" }],
  ])("%s", async (_, error, reason) => {
    vi.stubGlobal("indexedDB", {
      open() {
        throw error;
      },
    });
    const store = openStore();
    await expect(store.read()).rejects.toEqual(reason);
    await expect(store.write([putHand])).rejects.toEqual(reason);
  });

  test("where there is no such thing", async () => {
    vi.stubGlobal("indexedDB", undefined);
    await expect(openStore().read()).rejects.toEqual({ reason: "refused" });
  });

  test("for a while, and kept with the next that is written", async () => {
    const store = openStore();
    await store.write([putHand]);
    const full = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementation(() => {
      throw new DOMException("full", "QuotaExceededError");
    });
    await expect(store.write([put(drawing("a", 1))])).rejects.toEqual({ reason: "full" });
    await expect(store.write([put(drawing("b", 2))])).rejects.toEqual({ reason: "full" });
    full.mockRestore();
    expect((await openStore().read()).drawings.size).toBe(0);
    await store.write([{ table: "drawings", before: drawing("b", 2) }]);
    expect([...(await openStore().read()).drawings.keys()]).toEqual(["a"]);
  });
});

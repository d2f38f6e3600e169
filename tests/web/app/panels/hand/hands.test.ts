/** Drawings are kept for the hand that writes, corrected, deleted, imported; and whatever was done last is taken back. */

import { computed, signal } from "@preact/signals";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { type Contents, type Edit, nothing, padSide } from "../../../../../web/src/app/panels/hand/drawings.ts";
import { openHands, type PadStroke } from "../../../../../web/src/app/panels/hand/hands.ts";
import type { Refusal } from "../../../../../web/src/app/shared/refusal.ts";
import { handWords } from "../../../../../web/src/app/words/hand.ts";

const says = handWords;

async function open(stored: Contents | Refusal = nothing) {
  const ink = signal<readonly PadStroke[]>([]);
  const pad = { ink, penDown: computed(() => false), clear: vi.fn(), undo: vi.fn() };
  const written: Edit[] = [];
  const store = {
    read: vi.fn(() => ("reason" in stored ? Promise.reject(stored) : Promise.resolve(stored))),
    write: vi.fn(async (edits: readonly Edit[]) => void written.push(...edits)),
  };
  return { pad, ink, store, written, hands: await openHands(store, pad) };
}

const line = (x: number): PadStroke[] => [
  [
    { x, y: 0.25 },
    { x, y: 1.000001 },
  ],
];
type Hands = Awaited<ReturnType<typeof openHands>>;
const labels = ({ drawings }: Hands) => drawings.value.map(({ label }) => label);
const names = ({ all }: Hands) => all.value.map(({ name }) => name);
const file = (name: string, samples: object[]) => {
  const text = JSON.stringify({ width: 100, height: 100, samples });
  return { name, size: text.length, text: async () => text };
};
const sample = (writer: string, label: number, x: number) => ({ writer, label, strokes: [[x, 0, x, 100]] });

let opened: Awaited<ReturnType<typeof open>>;
let hands: Hands;
beforeEach(async () => {
  opened = await open();
  hands = opened.hands;
});

describe("a drawing", () => {
  test("is kept for a hand that need not say its name, and stored", async () => {
    hands.keep(line(0.5), 4);
    await hands.settled();
    expect(names(hands)).toEqual([says.firstName]);
    expect(hands.drawings.value[0]).toMatchObject({ label: 4, strokes: [[5000, 2500, 5000, padSide]] });
    expect(opened.written.map(({ table }) => table)).toEqual(["hands", "drawings"]);
    expect(hands.said.value).toBe(says.keptOf(4, says.firstName));
    expect(hands.last.value?.kept).toBe(4);
  });

  test("that is taken back is on the pad again, unless there is something else by then", async () => {
    hands.keep(line(0.5), 4);
    hands.undo();
    expect([hands.drawings.value, names(hands), opened.pad.undo.mock.calls.length]).toEqual([[], [], 1]);
    expect(hands.last.value).toBeUndefined();
    hands.keep(line(0.5), 4);
    opened.ink.value = line(0.2);
    hands.undo();
    expect([labels(hands), opened.pad.undo.mock.calls.length]).toEqual([[], 1]);
  });

  test("that is there already is not kept twice, but is what it is now said to be", async () => {
    hands.keep(line(0.5), 4);
    hands.keep(line(0.5), 9);
    expect(labels(hands)).toEqual([9]);
    hands.undo();
    expect(labels(hands)).toEqual([4]);
  });

  test("is corrected and deleted, and each is taken back", async () => {
    hands.keep(line(0.5), 4);
    const [drawn] = hands.drawings.value;
    if (!drawn) throw new Error("Nothing was kept.");
    hands.correct(drawn, 9);
    expect([labels(hands), hands.said.value]).toEqual([[9], says.corrected(4, 9)]);
    hands.undo();
    expect(labels(hands)).toEqual([4]);
    hands.remove(drawn);
    expect([labels(hands), hands.said.value]).toEqual([[], says.removed(4)]);
    hands.undo();
    expect(labels(hands)).toEqual([4]);
    expect(opened.pad.undo).not.toHaveBeenCalled();
  });
});

describe("hands", () => {
  test("are added, chosen, renamed and deleted with what they have drawn", async () => {
    expect(hands.add("  Zoë ")).toBeUndefined();
    hands.keep(line(0.5), 1);
    expect(hands.add("Ada")).toBeUndefined();
    hands.keep(line(0.5), 2);
    hands.keep(line(0.6), 3);
    expect([names(hands), labels(hands)]).toEqual([
      ["Ada", "Zoë"],
      [2, 3],
    ]);
    hands.choose(hands.all.value[1]?.id ?? "");
    expect(labels(hands)).toEqual([1]);
    expect(hands.rename("Zoé")).toBeUndefined();
    expect([hands.chosen.value?.name, labels(hands)]).toEqual(["Zoé", [1]]);
    hands.removeHand();
    expect([names(hands), labels(hands), hands.said.value]).toEqual([["Ada"], [2, 3], says.handRemoved("Zoé", 1)]);
    hands.undo();
    expect([names(hands), hands.chosen.value?.name]).toEqual([["Ada", "Zoé"], "Zoé"]);
  });

  test.each([
    ["", says.nameMissing],
    [" \t ", says.nameMissing],
    ["n".repeat(41), says.nameTooLong(41, 40)],
    ["ADA", says.nameTaken("Ada")],
  ])("are not called %j", (name, reason) => {
    hands.add("Ada");
    expect(hands.add(name)?.()).toBe(reason);
    expect(names(hands)).toEqual(["Ada"]);
    hands.add("Zoë");
    expect(hands.rename(name)?.()).toBe(reason);
    expect(names(hands)).toEqual(["Ada", "Zoë"]);
  });

  test("keep their name where only its letters are others", () => {
    hands.add("ada");
    expect(hands.rename("Ada")).toBeUndefined();
    expect(names(hands)).toEqual(["Ada"]);
  });

  test("are all deleted, and all taken back", async () => {
    hands.add("Ada");
    hands.keep(line(0.5), 2);
    hands.add("Zoë");
    hands.removeAll();
    expect([names(hands), hands.contents.value.drawings.size]).toEqual([[], 0]);
    hands.undo();
    expect([names(hands), hands.contents.value.drawings.size]).toEqual([["Ada", "Zoë"], 1]);
  });

  test("that drew last write on, in another visit", async () => {
    hands.add("Ada");
    hands.keep(line(0.5), 2);
    hands.add("Zoë");
    const { hands: next } = await open(hands.contents.value);
    expect(next.chosen.value?.name).toBe("Ada");
  });
});

describe("files", () => {
  test("of a class come in together, each drawing once, by the names in them", async () => {
    hands.add("ada");
    await hands.importFiles([
      file("a.json", [sample("Ada", 1, 10), sample("Ada", 1, 10), sample("Ada", 2, 20)]),
      file("b.json", [sample("Zoë", 1, 10), sample("Ada", 7, 20)]),
    ]);
    expect([names(hands), hands.contents.value.drawings.size]).toEqual([["ada", "Zoë"], 3]);
    expect(hands.said.value).toBe(says.imported(3, 2));
    await hands.importFiles([file("a.json", [sample("Ada", 2, 20), sample("Ada", 3, 30)])]);
    expect([labels(hands), hands.said.value]).toEqual([[1, 2, 3], says.imported(1, 1)]);
    hands.undo();
    expect(labels(hands)).toEqual([1, 2]);
  });

  test("that went out bring nothing new, and all of it where it is gone", async () => {
    hands.add("Ada");
    hands.keep(line(1 / 3), 2);
    hands.add("Zoë");
    hands.keep(line(2 / 3), 5);
    const [all, own] = [hands.exported(), hands.exported(hands.chosen.value)];
    const fileOf = (text: string) => ({ name: "f.json", size: text.length, text: async () => text });
    await hands.importFiles([fileOf(all)]);
    expect(hands.said.value).toBe(says.imported(0, 2));
    hands.removeAll();
    await hands.importFiles([fileOf(own)]);
    expect([names(hands), labels(hands)]).toEqual([["Zoë"], [5]]);
    await hands.importFiles([fileOf(all)]);
    expect([names(hands), hands.exported()]).toEqual([["Ada", "Zoë"], hands.exported()]);
  });

  test("that are damaged are told of, change nothing, and keep no other from coming in", async () => {
    hands.add("Ada");
    hands.keep(line(0.5), 2);
    const before = hands.contents.value;
    const damaged = { name: "bad.json", size: 1, text: async () => "{" };
    await hands.importFiles([damaged]);
    expect(hands.contents.value).toBe(before);
    expect(hands.problems.value).toEqual([expect.stringMatching(/^bad\.json is damaged/)]);
    expect(hands.last.value?.kept).toBe(2); // which can still be taken back
    await hands.importFiles([damaged, file("good.json", [sample("Zoë", 1, 10)])]);
    expect(names(hands)).toEqual(["Ada", "Zoë"]);
    expect(hands.problems.value).toHaveLength(1);
    hands.undo();
    expect([names(hands), hands.problems.value]).toEqual([["Ada"], []]);
  });

  test("that hold more than there is room for change nothing", async () => {
    const samples = Array.from({ length: 15_000 }, (_, i) => ({
      writer: "A",
      label: 1,
      strokes: [[(i % 150) / 1.5, i / 150]],
    }));
    await hands.importFiles([file("a.json", samples.slice(0, 10_000)), file("b.json", [sample("Zoë", 1, 10)])]);
    const before = hands.contents.value;
    const others = samples.map((sample) => ({ ...sample, writer: "B" }));
    await hands.importFiles([file("c.json", others)]);
    expect([hands.contents.value === before, hands.problems.value]).toEqual([true, [says.tooMany(20_000)]]);
  });
});

describe("the guided start", () => {
  test("asks for 0 to 9, goes back, and ends", async () => {
    hands.guide();
    for (let digit = 0; digit < 10; digit++) {
      expect(hands.wanted.value).toBe(digit);
      hands.keep(line(digit / 10), digit);
      if (digit !== 4) continue;
      hands.undo();
      expect(hands.wanted.value).toBe(4);
      hands.keep(line(0.45), 4);
    }
    expect([hands.wanted.value, labels(hands)]).toEqual([undefined, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]]);
    expect(hands.said.value).toBe(says.guideDone(says.firstName));
  });

  test("can be left, and keeps what was drawn", async () => {
    hands.guide();
    hands.keep(line(0.5), 0);
    hands.leaveGuide();
    hands.keep(line(0.6), 7);
    expect([hands.wanted.value, labels(hands)]).toEqual([undefined, [0, 7]]);
  });
});

describe("where nothing can be kept", () => {
  test("all goes on for this visit, and it is said why", async () => {
    const { hands, store } = await open({ reason: "refused" });
    store.write.mockRejectedValue({ reason: "refused" });
    expect(hands.refusal.value).toEqual({ reason: "refused" });
    hands.keep(line(0.5), 4);
    await hands.settled();
    expect([labels(hands), hands.refusal.value]).toEqual([[4], { reason: "refused" }]);
  });

  test("for want of room, it is said until there is room again", async () => {
    opened.store.write.mockRejectedValueOnce({ reason: "full" });
    hands.keep(line(0.5), 4);
    await hands.settled();
    expect([labels(hands), hands.refusal.value]).toEqual([[4], { reason: "full" }]);
    hands.undo();
    await hands.settled();
    expect(hands.refusal.value).toBeUndefined();
  });
});

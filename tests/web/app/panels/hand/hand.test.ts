/** What is said of a drawing holds for that drawing, whatever comes while the rest of the code is on its way. */

import { signal } from "@preact/signals";
import { beforeEach, expect, test, vi } from "vitest";
import { createHand } from "../../../../../web/src/app/panels/hand/hand.ts";
import type { PadStroke } from "../../../../../web/src/app/panels/hand/hands.ts";
import type { Tutor } from "../../../../../web/src/app/panels/hand/learning.ts";

const keep = vi.hoisted(() => vi.fn());
const openRoom = vi.hoisted(() => vi.fn());
vi.mock("../../../../../web/src/app/panels/hand/room.tsx", () => ({ openRoom }));

const line: PadStroke[] = [[{ x: 0.5, y: 0.2 }]];
const other: PadStroke[] = [[{ x: 0.1, y: 0.2 }]];

beforeEach(() => {
  vi.clearAllMocks();
  openRoom.mockImplementation(async () => ({ hands: { keep, wanted: signal(undefined) } }));
});

function open() {
  const ink = signal<readonly PadStroke[]>(line);
  const empty = () => {
    ink.value = [];
  };
  const pad = { ink, penDown: signal(false), clear: vi.fn(empty), undo: vi.fn() };
  const tutor = { taught: signal(undefined) } as unknown as Tutor;
  return { pad, ink, hand: createHand(tutor, pad) };
}

test("the pad is ready for the next drawing at once, and the first one is what is kept", async () => {
  const { pad, ink, hand } = open();
  const told = hand.tell(4);
  expect(pad.clear).toHaveBeenCalledTimes(1);
  ink.value = other;
  await told;
  expect(keep.mock.calls).toEqual([[line, 4]]);
});

test("an empty pad, and one that the pen is on, is not asked about", async () => {
  const { pad, ink, hand } = open();
  pad.penDown.value = true;
  expect(hand.isAsking.value).toBe(false);
  await hand.tell(4);
  pad.penDown.value = false;
  expect(hand.isAsking.value).toBe(true);
  ink.value = [];
  expect(hand.isAsking.value).toBe(false);
  await hand.tell(4);
  expect([pad.clear.mock.calls.length, keep.mock.calls.length]).toEqual([0, 0]);
});

test("where the rest does not come, the drawing is on the pad again; another attempt fetches it", async () => {
  const { pad, ink, hand } = open();
  openRoom.mockRejectedValueOnce(new Error("offline"));
  await hand.tell(4);
  expect([hand.isMissing.value, pad.undo.mock.calls.length, keep.mock.calls.length]).toEqual([true, 1, 0]);
  ink.value = line;
  await hand.tell(4);
  expect([hand.isMissing.value, keep.mock.calls.length]).toEqual([false, 1]);
});

test("the hands are opened once, and closed and opened as often as one likes", async () => {
  const { hand } = open();
  await Promise.all([hand.toggle(), hand.tell(1)]);
  expect([hand.isOpen.value, openRoom.mock.calls.length]).toEqual([true, 1]);
  await hand.toggle();
  expect(hand.isOpen.value).toBe(false);
  await hand.toggle();
  expect([hand.isOpen.value, openRoom.mock.calls.length]).toEqual([true, 1]);
});

/** A hand is learned, counted honestly and taken back; what goes wrong, or is stopped, is said and leaves no half of it. */

import { computed, signal } from "@preact/signals";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { nothing, padSide } from "../../../../../web/src/app/panels/hand/drawings.ts";
import { openHands } from "../../../../../web/src/app/panels/hand/hands.ts";
import { createLearning } from "../../../../../web/src/app/panels/hand/learning.ts";
import { handWords } from "../../../../../web/src/app/words/hand.ts";
import type { Examination, HandDigit, Phase, TestAccuracies } from "../../../../../web/src/protocol.ts";

const says = handWords;

/** Read as they are said to be, but those at the right edge of the pad as a 1. */
const reading = (parts: HandDigit[][]): Examination[] =>
  parts.map((part) => ({
    before: part.map(() => undefined),
    after: part.map(({ label, strokes }) => (strokes[0]?.[0] === 1 ? 1 : label)),
  }));

async function open() {
  const pad = { ink: signal([]), penDown: computed(() => false), clear() {}, undo() {} };
  const hands = await openHands({ read: async () => nothing, write: async () => {} }, pad);
  let copies = 0;
  const tutor = {
    phase: signal<Phase>("paused"),
    isTrained: signal(true),
    taught: signal<number | undefined>(undefined),
    teaching: signal(undefined),
    teach: vi.fn(async (_: HandDigit[]): Promise<TestAccuracies | undefined> => {
      tutor.taught.value = ++copies;
      return { before: 0.97, after: 0.968 };
    }),
    examine: vi.fn(async (parts: HandDigit[][]): Promise<Examination[] | undefined> => reading(parts)),
    stopTeaching: vi.fn(async () => {}),
    unteach: vi.fn(async () => {
      tutor.taught.value = undefined;
    }),
  };
  hands.add("Ada");
  for (let digit = 0; digit < 10; digit++) hands.keep([[{ x: digit / 9, y: 0.5 }]], digit);
  return { hands, tutor, learning: createLearning(tutor, hands) };
}

let hands: Awaited<ReturnType<typeof open>>["hands"];
let tutor: Awaited<ReturnType<typeof open>>["tutor"];
let learning: Awaited<ReturnType<typeof open>>["learning"];
beforeEach(async () => {
  ({ hands, tutor, learning } = await open());
});

test("a hand is learned from all of its drawings, and each is read by a network that has not seen it", async () => {
  await learning.learn();
  const [[taught] = []] = tutor.teach.mock.calls;
  expect(taught).toHaveLength(10);
  expect(taught?.[3]).toEqual({ label: 3, strokes: [Float32Array.of(Math.round(padSide / 3) / padSide, 0.5)] });
  const [[parts] = []] = tutor.examine.mock.calls;
  expect(parts?.map((part) => part.length)).toEqual(Array(10).fill(1));
  expect(learning.report.value).toEqual({
    hand: "Ada",
    test: { before: 0.97, after: 0.968 },
    own: { before: 0, after: 9, of: 10 },
  });
  expect([...learning.misread.value]).toEqual([[hands.drawings.value[9]?.id, 1]]);
  expect([learning.work.value, learning.hasHarmed.value]).toEqual([undefined, false]);
});

test("a loss of more than half a point is called one", async () => {
  tutor.teach.mockImplementationOnce(async () => ({ before: 0.97, after: 0.964 }));
  await learning.learn();
  expect(learning.hasHarmed.value).toBe(true);
});

test("taken back, nothing of it is left", async () => {
  await learning.learn();
  learning.undo();
  expect(tutor.unteach).toHaveBeenCalledTimes(1);
  expect([learning.report.value, learning.misread.value.size, learning.setAside.value]).toEqual([
    undefined,
    0,
    undefined,
  ]);
});

test("once the network is another one, it is set aside, until it is learned again", async () => {
  await learning.learn();
  tutor.taught.value = undefined;
  expect([learning.report.value, learning.setAside.value]).toEqual([undefined, "Ada"]);
  await learning.learn();
  expect([learning.report.value?.hand, learning.setAside.value]).toEqual(["Ada", undefined]);
});

describe("it does not learn", () => {
  test.each<[string, Phase, boolean, string]>([
    ["with a network that has learned nothing", "ready", false, says.untrained],
    ["in training", "training", true, says.inTraining],
    ["without a network", "failed", true, says.notReady],
    ["while data are on their way", "loading", true, says.notReady],
  ])("%s", async (_, phase, isTrained, reason) => {
    tutor.phase.value = phase;
    tutor.isTrained.value = isTrained;
    expect(learning.obstacle.value).toBe(reason);
    await learning.learn();
    await learning.scoreWriters();
    expect([tutor.teach.mock.calls.length, tutor.examine.mock.calls.length]).toEqual([0, 0]);
  });

  test("without a drawing", async () => {
    hands.add("Zoë");
    await learning.learn();
    expect(tutor.teach).not.toHaveBeenCalled();
  });

  test("two things at a time", async () => {
    const first = learning.learn();
    await Promise.all([first, learning.learn(), learning.scoreWriters()]);
    expect([tutor.teach.mock.calls.length, tutor.examine.mock.calls.length]).toEqual([1, 1]);
  });
});

test("stopped while it learns, there is no report; while it counts, one without what was not counted", async () => {
  tutor.teach.mockResolvedValueOnce(undefined);
  await learning.learn();
  expect([learning.report.value, tutor.examine.mock.calls.length]).toEqual([undefined, 0]);
  tutor.examine.mockResolvedValueOnce(undefined);
  await learning.learn();
  expect(learning.report.value).toEqual({ hand: "Ada", test: { before: 0.97, after: 0.968 } });
  learning.stop();
  expect(tutor.stopTeaching).toHaveBeenCalledTimes(1);
});

test("what goes wrong is said, until the next attempt", async () => {
  tutor.teach.mockRejectedValueOnce(new Error("Training diverged."));
  await learning.learn();
  expect([learning.problem.value, learning.work.value]).toEqual(["Training diverged.", undefined]);
  await learning.learn();
  expect(learning.problem.value).toBeUndefined();
});

test("a class is scored leaving one writer out, and who has drawn nothing is none of it", async () => {
  hands.add("Zoë");
  hands.keep([[{ x: 1, y: 0 }]], 7);
  hands.add("Nobody");
  await learning.scoreWriters();
  const [[parts] = []] = tutor.examine.mock.calls;
  expect(parts?.map((part) => part.length)).toEqual([10, 1]);
  expect(learning.writers.value).toEqual([
    { hand: "Ada", before: 0, after: 9, of: 10 },
    { hand: "Zoë", before: 0, after: 0, of: 1 },
  ]);
});

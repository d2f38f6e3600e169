/** Steps are gone through at their pace, by hand and by itself, and never beyond the last. */

import { batch, signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPlayer } from "../../../../web/src/app/lessons/shared/player.ts";

let isStill: boolean;
beforeEach(() => {
  isStill = false;
  vi.stubGlobal("matchMedia", () => ({ matches: isStill }));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

function open(count = 11, more: Partial<Parameters<typeof createPlayer>[0]> = {}) {
  const steps = signal<readonly number[] | undefined>(Array.from({ length: count }, (_, i) => i));
  const frames: FrameRequestCallback[] = [];
  let now = 0;
  const player = createPlayer({
    ...{ pace: () => 10, steps: () => steps.value, frame: (call: FrameRequestCallback) => frames.push(call), ...more },
  });
  /** Lets frames pass, each 50 ms after the one before. */
  const pass = (count: number) => {
    for (let i = 0; i < count; i++) {
      now += 50;
      frames.shift()?.(now);
    }
  };
  return { player, steps, pass, frames };
}

test("by itself it takes ten steps a second, stops at the end, and begins again from the start", () => {
  const { player, pass, frames } = open();
  player.play();
  pass(11); // the first frame tells the time
  expect([player.place.value, player.isPlaying.value]).toEqual([5, true]);
  pass(20);
  expect([player.place.value, player.isPlaying.value, frames.length]).toEqual([10, false, 0]);
  player.play();
  expect(player.place.value).toBe(0);
});

test("a pause holds it, and a step by hand ends playing", () => {
  const { player, pass } = open();
  player.play();
  pass(5);
  player.pause();
  pass(5);
  expect(player.place.value).toBe(2);
  player.play();
  player.go(player.place.value + 1);
  pass(5);
  expect([player.place.value, player.isPlaying.value]).toEqual([3, false]);
});

test("it goes nowhere beyond its ends, nor where there are no steps", () => {
  const { player, steps } = open();
  player.go(99);
  expect(player.place.value).toBe(10);
  player.go(-1);
  expect(player.place.value).toBe(0);
  steps.value = undefined;
  player.play();
  expect([player.place.value, player.last.value]).toEqual([0, 0]);
});

test("other steps begin at the beginning", () => {
  const { player, steps } = open();
  player.go(7);
  steps.value = [1, 2, 3];
  expect(player.place.value).toBe(0);
});

test("who wants no motion sees the end at once", () => {
  isStill = true;
  const { player, frames } = open();
  player.play();
  expect([player.place.value, player.isPlaying.value, frames.length]).toEqual([10, false, 0]);
});

test("where it stands is kept, though not while it plays; and where that leads it goes", () => {
  const kept = signal(7);
  const { player, steps, pass } = open(11, { kept });
  expect(player.place.value).toBe(7);
  player.go(2);
  expect(kept.value).toBe(2);
  player.play();
  pass(5);
  expect([player.place.value, kept.value]).toEqual([4, 2]);
  player.pause();
  expect(kept.value).toBe(4);
  player.play();
  pass(99);
  expect(kept.value).toBe(10);
  player.play();
  kept.value = 3;
  expect([player.place.value, player.isPlaying.value]).toEqual([3, false]);
  kept.value = 99;
  expect([player.place.value, kept.value]).toEqual([10, 10]);
  steps.value = [1, 2, 3];
  expect([player.place.value, kept.value]).toEqual([0, 0]);
});

test("a place that it is led to among steps that are yet to come is gone to when they come, and only then", () => {
  const kept = signal(2);
  let isWaiting = true;
  const { player, steps } = open(0, { kept, isWaiting: () => isWaiting });
  expect(kept.value).toBe(0); // of no steps there is no second
  steps.value = undefined;
  kept.value = 2;
  steps.value = [1, 2, 3, 4];
  expect([player.place.value, kept.value]).toEqual([2, 2]);
  kept.value = 1;
  expect(player.place.value).toBe(2);
  steps.value = [1, 2];
  expect(player.place.value).toBe(1);
  isWaiting = false;
  kept.value = 0;
  steps.value = [1, 2, 3];
  expect(player.place.value).toBe(0);
});

test("steps of what was asked before, which come first, do not use up the place that it is led to", () => {
  const kept = signal(0);
  let isWaiting = false;
  const { player, steps } = open(11, { kept, isWaiting: () => isWaiting });
  isWaiting = true;
  kept.value = 7;
  steps.value = [1, 2, 3];
  expect([player.place.value, kept.value]).toEqual([2, 2]); // of those there is no seventh
  isWaiting = false;
  steps.value = Array.from({ length: 11 }, (_, i) => i);
  expect([player.place.value, kept.value]).toEqual([7, 7]);
  steps.value = Array.from({ length: 11 }, (_, i) => -i);
  expect([player.place.value, kept.value]).toEqual([0, 0]);
});

test.each([
  ["steps, then the place", true],
  ["the place, then steps", false],
])(
  "an address that leads to a place among other steps, which are there at once, is followed: %s",
  (_, areStepsFirst) => {
    const kept = signal(5);
    const { player, steps } = open(11, { kept });
    const changes = [
      () => {
        steps.value = Array.from({ length: 21 }, (_, i) => i);
      },
      () => {
        kept.value = 20;
      },
    ];
    batch(() => {
      for (const change of areStepsFirst ? changes : changes.toReversed()) change();
    });
    expect([player.place.value, kept.value]).toEqual([20, 20]);
    steps.value = [1, 2, 3];
    expect([player.place.value, kept.value]).toEqual([0, 0]);
  },
);

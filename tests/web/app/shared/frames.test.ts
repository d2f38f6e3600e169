/** Work is done at most once a frame and never twice at a time, and the last request is served. */

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { oncePerFrame } from "../../../../web/src/app/shared/frames.ts";

let frames: FrameRequestCallback[] = [];

async function nextFrame(): Promise<void> {
  const due = frames;
  frames = [];
  for (const callback of due) callback(0);
  // Lets the work and what waits for it go on.
  await new Promise((resolve) => setImmediate(resolve));
}

beforeEach(() => {
  frames = [];
  vi.stubGlobal("requestAnimationFrame", (callback: FrameRequestCallback) => frames.push(callback));
});
afterEach(() => vi.unstubAllGlobals());

test("many requests before a frame are served once", async () => {
  const work = vi.fn();
  const ask = oncePerFrame(work);
  ask();
  ask();
  expect(work).not.toHaveBeenCalled();
  await nextFrame();
  await nextFrame();
  expect(work).toHaveBeenCalledTimes(1);
  ask();
  await nextFrame();
  expect(work).toHaveBeenCalledTimes(2);
});

test("a request during the work is served after it, in a later frame", async () => {
  const ends: (() => void)[] = [];
  const work = vi.fn(() => new Promise<void>((resolve) => void ends.push(resolve)));
  const ask = oncePerFrame(work);
  ask();
  await nextFrame();
  ask();
  ask();
  await nextFrame();
  expect(work).toHaveBeenCalledTimes(1);
  ends[0]?.();
  await nextFrame();
  await nextFrame();
  expect(work).toHaveBeenCalledTimes(2);
});

/** How fast a run goes is what it did of late, by the time that it took. */

import { expect, test } from "vitest";
import { Rate } from "../../../web/src/worker/rate.ts";

const work = { digits: 320, steps: 10, operations: 5e7, milliseconds: 20, computing: 10 };

test("before anything was done it is 0, and also where the clock was too coarse", () => {
  const rate = new Rate();
  expect([rate.digitsPerSecond, rate.operationsPerSecond, rate.stepsPerSecond]).toEqual([0, 0, 0]);
  rate.add({ ...work, milliseconds: 0, computing: 0 });
  expect([rate.digitsPerSecond, rate.operationsPerSecond, rate.stepsPerSecond]).toEqual([0, 0, 0]);
});

test("of steady work it is that, operations by the time of computing alone", () => {
  const rate = new Rate();
  for (let i = 0; i < 100; i++) rate.add(work);
  expect(rate.digitsPerSecond).toBeCloseTo(16_000, 6);
  expect(rate.stepsPerSecond).toBeCloseTo(500, 6);
  expect(rate.operationsPerSecond).toBeCloseTo(5e9, 0);
});

test("after some seconds at another speed, the one before is forgotten", () => {
  const rate = new Rate();
  for (let i = 0; i < 100; i++) rate.add(work);
  for (let i = 0; i < 500; i++) rate.add({ ...work, digits: 640 });
  expect(rate.digitsPerSecond / 32_000).toBeCloseTo(1, 3);
});

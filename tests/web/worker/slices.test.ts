/** Slices grow to about 30 ms of work, and messages are heard between them. */

import { expect, test } from "vitest";
import { eventLoopTurn, SliceSize } from "../../../web/src/worker/slices.ts";

/** The sizes of slices of work that takes `cost` ms an item. */
function sizes(size: SliceSize, cost: number, slices: number): number[] {
  return Array.from({ length: slices }, () => {
    const items = size.items;
    size.measured(items, items * cost);
    return items;
  });
}

test("a slice grows, fourfold at most, until it takes 30 ms", () => {
  expect(sizes(new SliceSize(1), 0.25, 6)).toEqual([1, 4, 16, 64, 120, 120]);
});

test("a slice that has become slow shrinks at once, to one item at least", () => {
  const size = new SliceSize(100);
  expect(sizes(size, 3, 2)).toEqual([100, 10]);
  expect(sizes(size, 400, 3)).toEqual([10, 1, 1]);
});

test("a slice cut short says nothing, unless it was slow", () => {
  const size = new SliceSize(100);
  size.measured(3, 2);
  expect(size.items).toBe(100);
  size.measured(10, 60);
  expect(size.items).toBe(5);
});

test("a clock too coarse to see a slice lets it grow", () => {
  const size = new SliceSize(1);
  size.measured(1, 0);
  expect(size.items).toBe(4);
});

test("a message sent before a turn is heard before the turn ends", async () => {
  const { port1, port2 } = new MessageChannel();
  const heard: string[] = [];
  port1.onmessage = () => heard.push("message");
  port2.postMessage(undefined);
  await eventLoopTurn();
  port1.close();
  expect(heard).toEqual(["message"]);
});

/** Points of one's own: an address holds them as they are seen, whatever else it says. */

import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { createOwnPoints } from "../../../../web/src/app/lessons/shared/own-points.ts";

const room = { from: -0.75, to: 1.75, most: 40 };

function open(text: string) {
  const address = signal(text);
  return { address, ...createOwnPoints(address, room) };
}

test.each(["", "1", "1_1", "1__1", "_1_1", "x_1_1", "9_1_1", "1_1_2", "0_~_", "NaN_0_0", "1e99_0_0", "~~"])(
  "there is no point where the address says %j",
  (text) => {
    expect(open(text).all.value).toEqual({ points: [], labels: [] });
  },
);

test("what is no point is passed over, and the edges belong to the plane", () => {
  const edges = "-0.75_1.75_1~1.75_-0.75_0";
  expect(open(`${edges}~-0.76_0_1~0_1.76_0~1_1_2~x~0_~~0_NaN_1~1_1_1`).all.value).toEqual({
    points: [
      [-0.75, 1.75],
      [1.75, -0.75],
      [1, 1],
    ],
    labels: [1, 0, 1],
  });
});

test("points are added in hundredths and removed as they are seen, whatever else the address says", () => {
  const { address, all, add, removeLast } = open("0.5_0.5_1~what~9_9_0");
  expect(all.value).toEqual({ points: [[0.5, 0.5]], labels: [1] });
  add(0.123, -0.456, 0);
  expect(address.value).toBe("0.5_0.5_1~0.12_-0.46_0");
  removeLast();
  removeLast();
  removeLast();
  expect([address.value, all.value.points]).toEqual(["", []]);
});

test("where there is no room for a point none is added, and none is lost", () => {
  const { all, isFull, add, removeLast } = open(
    Array.from({ length: room.most + 9 }, (_, i) => `${i / 100}_0_1`).join("~"),
  );
  expect([isFull.value, all.value.points.length]).toEqual([true, room.most]);
  add(1, 1, 0);
  expect(all.value.labels).not.toContain(0);
  removeLast();
  expect([isFull.value, all.value.points.length]).toEqual([false, room.most - 1]);
});

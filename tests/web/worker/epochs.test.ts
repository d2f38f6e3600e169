/** The part of an epoch goes forward, whatever becomes of the batch size. */

import { describe, expect, test } from "vitest";
import { Epochs } from "../../../web/src/worker/epochs.ts";

const at = (epoch: number, stepInEpoch: number, stepsPerEpoch: number) => ({ epoch, stepInEpoch, stepsPerEpoch });

describe("Epochs", () => {
  test("goes forward evenly with the steps, and is whole at an epoch's end", () => {
    const epochs = new Epochs();
    expect(epochs.at(at(0, 0, 0))).toBe(0);
    expect(epochs.at(at(0, 5, 20))).toBe(0.25);
    expect(epochs.at(at(3, 10, 20))).toBe(3.5);
    expect(epochs.at(at(4, 0, 20))).toBe(4);
  });

  test("another batch size moves what is to come, and not what is behind", () => {
    let epochs = new Epochs();
    epochs = epochs.changed(at(1, 10, 20), at(1, 10, 410)); // half of the epoch is left, in 400 steps
    expect(epochs.at(at(1, 10, 410))).toBe(1.5);
    expect(epochs.at(at(1, 210, 410))).toBe(1.75);
    epochs = epochs.changed(at(1, 210, 410), at(1, 210, 211));
    expect(epochs.at(at(1, 210, 211))).toBe(1.75);
    expect(epochs.at(at(2, 0, 211))).toBe(2);
    expect(epochs.at(at(2, 105, 210))).toBe(2.5);
  });

  test("is the same to the last bit, however often the same is said", () => {
    const once = new Epochs();
    let often = once;
    for (let step = 0; step < 3; step++) often = often.changed(at(0, step, 3), at(0, step, 3));
    expect(often.at(at(0, 2, 3))).toBe(once.at(at(0, 2, 3)));
  });

  test("a new network, or one wound back, begins where it says", () => {
    let epochs = new Epochs();
    epochs = epochs.changed(at(1, 10, 20), at(1, 10, 410));
    expect(epochs.at(at(1, 2, 20))).toBe(1.1);
    epochs = epochs.changed(at(1, 15, 20), at(0, 0, 20));
    expect(epochs.at(at(0, 0, 20))).toBe(0);
    expect(epochs.at(at(0, 10, 20))).toBe(0.5);
  });
});

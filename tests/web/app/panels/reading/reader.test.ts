/** Ten probabilities become a digit, or nothing where they are no numbers, and words for those who do not see it. */

import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createReader, interpret } from "../../../../../web/src/app/panels/reading/reader.ts";
import type { Digit } from "../../../../../web/src/protocol.ts";

const probabilities = (changed: Record<number, number>) =>
  Float32Array.from({ length: 10 }, (_, digit) => changed[digit] ?? 0);

describe("interpret", () => {
  test("takes the most probable digit, the first of equals", () => {
    expect(interpret(probabilities({ 3: 0.25, 7: 0.75 }))?.digit).toBe(7);
    expect(interpret(probabilities({ 3: 0.5, 7: 0.5 }))?.digit).toBe(3);
    expect(interpret(probabilities({}).fill(0.1))?.digit).toBe(0);
  });

  test.each([
    ["none is a number", probabilities({}).fill(Number.NaN)],
    ["the last is no number", probabilities({ 0: 1, 9: Number.NaN })],
    ["one is infinite", probabilities({ 4: Number.POSITIVE_INFINITY })],
  ])("reads nothing where %s", (_, outputs) => {
    expect(interpret(outputs)).toBeUndefined();
  });
});

describe("what is said of a drawing that rests", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("requestAnimationFrame", (work: () => void) => setTimeout(work, 16));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  const long = 10_000;

  function open(predict: () => Promise<Float32Array>) {
    const drawing = {
      picture: signal<Uint8Array | undefined>(undefined),
      testDigit: signal<Digit | undefined>(undefined),
      penDown: signal(false),
    };
    const network = {
      weights: signal<unknown>(1),
      isTrained: signal(true),
      network: signal({ loss: "cross_entropy" }),
      predict,
    };
    return { ...drawing, ...network, reader: createReader(network, drawing) };
  }

  test("comes once it rests, and again for the next one that is read the same", async () => {
    const { picture, reader } = open(async () => probabilities({ 7: 0.99 }));
    picture.value = new Uint8Array(784);
    expect(reader.announcement.value).toBe("");
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Read as 7, 99 percent sure");
    picture.value = new Uint8Array(784);
    expect(reader.announcement.value).toBe("");
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Read as 7, 99 percent sure");
  });

  test("is of a guess where the network has learned nothing", async () => {
    const { picture, isTrained, reader } = open(async () => probabilities({ 7: 0.14 }));
    isTrained.value = false;
    picture.value = new Uint8Array(784);
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Not trained yet, a guess: 7, 14 percent sure");
  });

  test("has no share of certainty where the loss makes no probabilities", async () => {
    const { picture, network, reader } = open(async () => probabilities({ 7: 1.2, 3: -0.4 }));
    network.value = { loss: "mean_squared_error" };
    picture.value = new Uint8Array(784);
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Read as 7");
    expect(reader.isProbable.value).toBe(false);
  });

  test("names a test digit", async () => {
    const { picture, testDigit, reader } = open(async () => probabilities({ 1: 0.5 }));
    testDigit.value = { pixels: new Uint8Array(784), label: 7 };
    picture.value = testDigit.value.pixels;
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("A test digit, written as a 7. Read as 1, 50 percent sure");
  });

  test("waits for an answer that takes its time, and for the pen", async () => {
    let answer = (_: Float32Array) => {};
    const { picture, penDown, reader } = open(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    penDown.value = true;
    picture.value = new Uint8Array(784);
    await vi.advanceTimersByTimeAsync(long);
    penDown.value = false;
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("");
    answer(probabilities({ 3: 1 }));
    await vi.advanceTimersByTimeAsync(0);
    expect(reader.announcement.value).toBe("Read as 3, 100 percent sure");
  });

  test("says why there is nothing to say, as long as that is so", async () => {
    let outputs = probabilities({}).fill(Number.NaN);
    const { picture, weights, reader } = open(async () => outputs);
    picture.value = new Uint8Array(784);
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.reading.value).toBeUndefined();
    expect(reader.announcement.value).toMatch(/^It cannot read/);
    outputs = probabilities({ 5: 1 });
    weights.value = 2;
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Read as 5, 100 percent sure");
  });
});

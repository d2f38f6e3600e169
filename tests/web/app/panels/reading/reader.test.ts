/** Ten probabilities become a digit or what it may be, or nothing where they are no numbers, and words for those who do not see it. */

import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { createReader, interpret } from "../../../../../web/src/app/panels/reading/reader.ts";
import type { Digit, Reading, Writing } from "../../../../../web/src/protocol.ts";

const probabilities = (changed: Record<number, number>) =>
  Float32Array.from({ length: 10 }, (_, digit) => changed[digit] ?? 0);

describe("interpret", () => {
  test("takes the most probable digit, the first of equals", () => {
    expect(interpret(probabilities({ 3: 0.1, 7: 0.9 }), true)?.candidates).toEqual([7]);
    expect(interpret(probabilities({ 3: 0.5, 7: 0.5 }), false)?.candidates).toEqual([3]);
    expect(interpret(probabilities({}).fill(0.1), false)?.candidates).toEqual([0]);
  });

  test.each<[string, Record<number, number>, number[]]>([
    ["is put forward alone where it is sure", { 3: 0.81, 9: 0.19 }, [3]],
    ["comes with the other that it may be", { 9: 0.79, 3: 0.2, 5: 0.01 }, [9, 3]],
    ["comes with two others where two are not enough", { 3: 0.5, 5: 0.36, 9: 0.1, 8: 0.04 }, [3, 5, 9]],
    ["comes with two others at most", { 0: 0.2, 1: 0.2, 2: 0.3, 3: 0.2, 4: 0.1 }, [2, 0, 1]],
  ])("the best digit %s", (_, outputs, candidates) => {
    expect(interpret(probabilities(outputs), true)?.candidates).toEqual(candidates);
    expect(interpret(probabilities(outputs), false)?.candidates).toEqual(candidates.slice(0, 1));
  });

  test.each([
    ["none is a number", probabilities({}).fill(Number.NaN)],
    ["the last is no number", probabilities({ 0: 1, 9: Number.NaN })],
    ["one is infinite", probabilities({ 4: Number.POSITIVE_INFINITY })],
  ])("reads nothing where %s", (_, outputs) => {
    expect(interpret(outputs, true)).toBeUndefined();
  });
});

/** Time that passes only where a test lets it, a frame of it taking 16 ms. */
function useFrames(): void {
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal("requestAnimationFrame", (work: () => void) => setTimeout(work, 16));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });
}

describe("what is said of a drawing that rests", () => {
  useFrames();

  const long = 10_000;

  const pixels = new Uint8Array(784);
  const drawn = (): Writing => ({ strokes: [Float32Array.of(0.5, 0.5)] });

  function open(read: () => Promise<Reading>) {
    const drawing = {
      writing: signal<Writing | undefined>(undefined),
      testDigit: signal<Digit | undefined>(undefined),
      penDown: signal(false),
    };
    const network = {
      weights: signal<unknown>(1),
      isTrained: signal(true),
      network: signal({ loss: "cross_entropy" }),
      read,
    };
    return { ...drawing, ...network, reader: createReader(network, drawing) };
  }

  const openTo = (outputs: Record<number, number>) => open(async () => ({ pixels, outputs: probabilities(outputs) }));

  test("comes once it rests, and again for the next one that is read the same", async () => {
    const { writing, reader } = openTo({ 7: 0.99 });
    writing.value = drawn();
    expect(reader.announcement.value).toBe("");
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Read as 7, 99 percent sure");
    writing.value = drawn();
    expect(reader.announcement.value).toBe("");
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Read as 7, 99 percent sure");
  });

  test("is of a guess where the network has learned nothing", async () => {
    const { writing, isTrained, reader } = openTo({ 7: 0.14 });
    isTrained.value = false;
    writing.value = drawn();
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Not trained yet, a guess: 7, 14 percent sure");
  });

  test("names two or three where it does not know", async () => {
    let outputs = probabilities({ 3: 0.524, 9: 0.41 });
    const { writing, reader } = open(async () => ({ pixels, outputs }));
    writing.value = drawn();
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("It may be 3 or 9: 52 and 41 percent sure");
    outputs = probabilities({ 3: 0.4, 9: 0.3, 5: 0.25 });
    writing.value = drawn();
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("It may be 3, 9 or 5: 40, 30 and 25 percent sure");
  });

  test("has no share of certainty, and no doubt, where the loss makes no probabilities", async () => {
    const { writing, network, reader } = openTo({ 7: 0.2, 3: -0.4 });
    network.value = { loss: "mean_squared_error" };
    writing.value = drawn();
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Read as 7");
    expect(reader.isProbable.value).toBe(false);
  });

  test("names a test digit", async () => {
    const { writing, testDigit, reader } = openTo({ 1: 0.9 });
    testDigit.value = { pixels, label: 7 };
    writing.value = { pixels };
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("A test digit, written as a 7. Read as 1, 90 percent sure");
  });

  test("waits for an answer that takes its time, and for the pen", async () => {
    let answer = (_: Reading) => {};
    const { writing, penDown, reader } = open(
      () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    );
    penDown.value = true;
    writing.value = drawn();
    await vi.advanceTimersByTimeAsync(long);
    penDown.value = false;
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("");
    answer({ pixels, outputs: probabilities({ 3: 1 }) });
    await vi.advanceTimersByTimeAsync(0);
    expect(reader.announcement.value).toBe("Read as 3, 100 percent sure");
  });

  test("says why there is nothing to say, as long as that is so", async () => {
    let outputs = probabilities({}).fill(Number.NaN);
    const { writing, weights, reader } = open(async () => ({ pixels, outputs }));
    writing.value = drawn();
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.verdict.value).toBeUndefined();
    expect(reader.picture.value).toBe(pixels);
    expect(reader.announcement.value).toMatch(/^It cannot read/);
    outputs = probabilities({ 5: 1 });
    weights.value = 2;
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Read as 5, 100 percent sure");
  });

  test("is nothing while there is no network, and the picture is there already", async () => {
    let outputs: Float32Array | undefined;
    const { writing, weights, reader } = open(async () => ({ pixels, outputs }));
    weights.value = undefined;
    writing.value = drawn();
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.picture.value).toBe(pixels);
    expect(reader.verdict.value).toBeUndefined();
    expect([reader.isUnreadable.value, reader.announcement.value]).toEqual([false, ""]);
    outputs = probabilities({ 5: 1 });
    weights.value = 1;
    await vi.advanceTimersByTimeAsync(long);
    expect(reader.announcement.value).toBe("Read as 5, 100 percent sure");
  });
});

describe("the picture", () => {
  useFrames();

  test("is behind until that of the latest writing is there, and none where there is no answer or nothing to read", async () => {
    const answers: ((reading?: Reading) => void)[] = [];
    const writing = signal<Writing | undefined>(undefined);
    const network = {
      ...{ weights: signal(1), isTrained: signal(false), network: signal(undefined) },
      read: () =>
        new Promise<Reading>((resolve, reject) => answers.push((reading) => (reading ? resolve(reading) : reject()))),
    };
    const reader = createReader(network, { writing, testDigit: signal(undefined), penDown: signal(true) });
    const seen = () => [reader.picture.value?.[0], reader.isBehind.value];
    const answer = (reading?: Reading) => {
      answers.shift()?.(reading);
      return vi.advanceTimersByTimeAsync(100);
    };
    expect(seen()).toEqual([undefined, false]);
    writing.value = { strokes: [] };
    await vi.advanceTimersByTimeAsync(100);
    writing.value = { strokes: [] };
    await answer({ pixels: Uint8Array.of(1) });
    expect(seen()).toEqual([1, true]);
    await answer({ pixels: Uint8Array.of(2) });
    expect(seen()).toEqual([2, false]);
    writing.value = { strokes: [] };
    expect(seen()).toEqual([2, true]);
    await vi.advanceTimersByTimeAsync(100);
    await answer();
    expect(seen()).toEqual([undefined, false]);
    writing.value = { strokes: [] };
    await vi.advanceTimersByTimeAsync(100);
    writing.value = undefined;
    await answer({ pixels: Uint8Array.of(3) });
    expect(seen()).toEqual([undefined, false]);
  });
});

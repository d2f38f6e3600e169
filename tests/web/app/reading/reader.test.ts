/** Ten probabilities become a digit, or nothing where they are no numbers. */

import { describe, expect, test } from "vitest";
import { interpret } from "../../../../web/src/app/reading/reader.ts";

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

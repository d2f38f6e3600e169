/** Answers what the lesson about the bits of a result asks. */

import type { BitsQuestions } from "../../questions/bits.ts";
import type { Answers } from "../../questions.ts";
import type { Tools } from "./tools.ts";

export const bits = ({ lessons }: Pick<Tools, "lessons">): Answers<BitsQuestions> => ({
  "bits.results": ({ numbers, weights, x, order, fused, exponential }) => ({
    sum: { inkling: lessons.sum(numbers), other: lessons.sum(numbers, { order }) },
    dot: { inkling: lessons.dot(numbers, weights), other: lessons.dot(numbers, weights, { order, fused }) },
    exponential: {
      inkling: lessons.exponential([x], "inkling")[0] as number,
      other: lessons.exponential([x], exponential)[0] as number,
    },
  }),

  "bits.drift": ({ beyond, ...settings }) => {
    const drift = lessons.drift(settings);
    const found = drift.differences.findIndex((difference) => difference > beyond);
    return { ...drift, rate: settings.rate, apart: found < 0 ? undefined : found + 1 };
  },
});

/** What the lesson about the bits of a result asks. */

import type { Arithmetic, Drift } from "../../../engine/js/lessons.ts";

/** One result, by Inkling's rules and by others: float32 both. */
export interface Pair {
  inkling: number;
  other: number;
}

export interface BitsQuestions {
  /** The sum of numbers, the sum of them times their weights, of which there are as many, and e^x. */
  "bits.results": {
    given: Required<Arithmetic> & { numbers: readonly number[]; weights: readonly number[]; x: number };
    answer: { sum: Pair; dot: Pair; exponential: Pair };
  };
  /**
   * One training by these rules, and by Inkling's. `apart` is the first step, counted from 1, after which a weight or a
   * bias differs by more than `beyond`; absent where none does. `rate` is the one that was given.
   */
  "bits.drift": {
    given: Required<Arithmetic> & { rate: number; steps: number; beyond: number };
    answer: Drift & { rate: number; apart?: number };
  };
}

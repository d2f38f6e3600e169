/** Sums over digits, and the means that they stand for. */

import type { Score } from "../protocol.ts";
import type { Evaluation } from "./training.ts";

export const nothing = (): Evaluation => ({ digits: 0, lossSum: 0, correct: 0 });

export function add(sum: Evaluation, part: Evaluation): void {
  sum.digits += part.digits;
  sum.lossSum += part.lossSum;
  sum.correct += part.correct;
}

export function mean({ digits, lossSum, correct }: Evaluation): Score {
  return { loss: lossSum / digits, accuracy: correct / digits };
}

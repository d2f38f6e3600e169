/** Early stopping as the engine's `fit` has it (Prechelt 1998), for training that goes on in slices. */

import type { Score } from "../protocol.ts";
import type { Plan } from "./training.ts";

/** What training has come to: plain data, so that each place in a run's history can have its own. */
export interface BestSoFar {
  /** Where the network with the lowest loss on the examples to judge by was. */
  step: number;
  score: Score;
  /** The loss of the last progress. */
  mark: number;
  epochsWithout: number;
}

/** Takes the score at an epoch's end. */
export function observe(
  before: BestSoFar | undefined,
  step: number,
  score: Score,
  { leastProgress }: NonNullable<Plan["earlyStopping"]>,
): BestSoFar {
  const best = before && !(score.loss < before.score.loss) ? before : { step, score };
  const mark = before?.mark ?? Number.POSITIVE_INFINITY;
  if (score.loss < mark - leastProgress) return { ...best, mark: score.loss, epochsWithout: 0 };
  return { ...best, mark, epochsWithout: (before?.epochsWithout ?? 0) + 1 };
}

/** Whether training goes on. */
export const goesOn = ({ epochsWithout }: BestSoFar, { patience }: NonNullable<Plan["earlyStopping"]>): boolean =>
  epochsWithout <= patience;

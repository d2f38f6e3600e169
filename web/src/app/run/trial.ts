/** A run from its start to its end, of which only the outcome counts. */

import type { Progress, Recipe, Score } from "../../protocol.ts";
import type { Engine } from "./engine.ts";
import { runToEnd } from "./to-end.ts";

export interface Outcome {
  /** Of the network that it ended with; absent where training has diverged. */
  test?: Score;
  /** A 1 for each test digit that this network reads right; none where training has diverged. */
  answers: Uint8Array;
  /** Spent training. */
  seconds: number;
}

/**
 * Trains by a recipe to its end, in a run of its own that is gone when this settles. `follow` is told how much of it is
 * done, from 0 to 1. Divergence is an outcome; rejects with whatever else went wrong.
 */
export function runTrial(engine: Engine, recipe: Recipe, follow: (share: number) => void = () => {}): Promise<Outcome> {
  let last: Progress | undefined;
  let test: Score | undefined;
  return runToEnd<Outcome>(engine, {
    begin: (name) => engine.client.train(name, recipe),
    follow(progress) {
      last = progress;
      test = progress.test ?? test;
      follow(Math.min(1, progress.epochsSeen / progress.lastEpoch));
      return undefined;
    },
    async end(how, name) {
      const seconds = last?.seconds ?? 0;
      // What its outputs have become may be found out only when the last score is made.
      if (how === "diverged" || !Number.isFinite(test?.loss)) return { answers: new Uint8Array(), seconds };
      return { test, answers: await engine.client.answers(name), seconds };
    },
  });
}

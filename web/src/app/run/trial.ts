/** A run from its start to its end, of which only the outcome counts. */

import { inklingError, type Progress, type Recipe, type Score } from "../../protocol.ts";
import type { Engine } from "./engine.ts";

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
export async function runTrial(
  engine: Engine,
  recipe: Recipe,
  follow: (share: number) => void = () => {},
): Promise<Outcome> {
  let progress: Progress | undefined;
  let test: Score | undefined;
  let name = "";
  try {
    const hasFinished = await new Promise<boolean>((resolve, reject) => {
      name = engine.take({
        hear(event) {
          if (event.type === "progress") {
            progress = event.progress;
            test = event.progress.test ?? test;
            follow(Math.min(1, event.progress.epochsSeen / event.progress.lastEpoch));
          } else if (event.type === "phase" && event.phase === "finished") resolve(true);
          else if (event.type === "problem" && event.code === "diverged") resolve(false);
          else if (event.type === "problem") reject(inklingError(event.code, event.message));
        },
        died: reject,
        moved() {},
      });
      engine
        .opened()
        .then(() => engine.client.train(name, recipe))
        .catch(reject);
    });
    const seconds = progress?.seconds ?? 0;
    // What its outputs have become may be found out only when the last score is made.
    if (!hasFinished || !Number.isFinite(test?.loss)) return { answers: new Uint8Array(), seconds };
    return { test, answers: await engine.client.answers(name), seconds };
  } finally {
    engine.dismiss(name);
    engine.client.dispose(name).catch(() => {}); // whoever died has freed everything
  }
}

/** Which of the digits to judge by a run's network reads right, found out in slices. */

import { inklingError } from "../protocol.ts";
import type { Engine } from "./engine.ts";
import type { Run } from "./run.ts";
import { eventLoopTurn } from "./slices.ts";

/** So many are read in a millisecond or a few. */
const SLICE = 100;

export async function answersOf(engine: Engine, run: Run): Promise<Uint8Array> {
  const { training } = run;
  const { step } = training.report;
  const answers = new Uint8Array(training.sizes.validation);
  for (let first = 0; first < answers.length; first += SLICE) {
    if (run.phase === "training") throw inklingError("bad_setting", "The network is in training; pause it first.");
    if (run.training !== training || training.report.step !== step) {
      throw inklingError("unavailable", "The network has changed while its answers were gathered.");
    }
    answers.set(engine.answers(training, first, Math.min(SLICE, answers.length - first)), first);
    await eventLoopTurn();
  }
  return answers;
}

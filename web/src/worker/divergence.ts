/** Why a run diverged: whose numbers grew first. */

import type { Growth } from "../protocol.ts";
import type { History } from "./history.ts";
import { eventLoopTurn } from "./slices.ts";
import type { Training } from "./training.ts";

/** Of numbers that grew. */
const GROWN = 4;
/** How many steps before a divergence are looked at. */
const STEPS_BEFORE = 100;

/** Leads a run that diverged at its head back, step by step up to there, and to its head again. */
export async function firstGrowth(
  history: History,
  training: Training,
  end: number,
  isElsewhere: () => boolean,
): Promise<Growth | undefined> {
  const go = async (step: number): Promise<void> => {
    const journey = history.goTo(step);
    while (!isElsewhere() && !journey.next().done) await eventLoopTurn();
  };
  const first = Math.max(0, end - STEPS_BEFORE);
  await go(first);
  if (isElsewhere()) return undefined;
  const before = training.magnitudes();
  let found: Growth | undefined;
  for (let step = first + 1; step <= end && !found; step++) {
    await go(step);
    if (isElsewhere()) return undefined;
    const times = [...training.magnitudes()].map((magnitude, layer) => magnitude / (before[layer] || 1));
    const most = Math.max(...times);
    if (most >= GROWN) found = { layer: times.indexOf(most), step, times: most };
  }
  await go(history.head);
  return found;
}

/** What a sender claims of a run, beside what the run comes to. */

import type { Claim, EpochEnd } from "../../protocol.ts";

/** How far the run is the sender's: after so many epochs the same, or from one on another. */
export interface Comparison {
  epoch: number;
  isSame: boolean;
  /** What the network scored, where that alone is another than claimed. */
  accuracy?: number;
}

/** What a claim says of an epoch's end, where it says anything. */
export function compare({ accuracy, hashes }: Claim, { epoch, hash, test }: EpochEnd): Comparison | undefined {
  const claimed = hashes[epoch - 1];
  if (claimed === undefined) return undefined;
  if (!hash.startsWith(claimed)) return { epoch, isSame: false };
  const isLast = epoch === hashes.length;
  return isLast && test.accuracy !== accuracy
    ? { epoch, isSame: false, accuracy: test.accuracy }
    : { epoch, isSame: true };
}

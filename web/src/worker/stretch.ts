/** The points of the training curves: each the mean over a stretch of digits that depends on the run alone. */

import type { CurveScore, Moment } from "../protocol.ts";
import { add, mean, nothing } from "./sums.ts";
import type { Evaluation } from "./training.ts";

/** A stretch is so many times as long as the square root of all digits seen before it; a single batch at the start. */
const GROWTH = 4;

/**
 * The stretch under way. Were a point what came in between two reports, its length would be an accident: a short one
 * beside long ones stands out as a step, and a fast machine passes over the first climb within a single one. With
 * lengths that grow, the curve is fine where it climbs and calm where it is long.
 */
export class Stretch {
  #end = 1;
  #sums = nothing();

  /** Begins anew after so many digits seen; what was not finished is left out. */
  begin(digitsSeen: number): void {
    this.#end = digitsSeen + Math.max(1, GROWTH * Math.sqrt(digitsSeen));
    this.#sums = nothing();
  }

  /** Steps that do not pass over its end, wherever an epoch ends in between; at least 1. */
  stepsLeft(digitsSeen: number, batchSize: number): number {
    return Math.max(1, Math.ceil((this.#end - digitsSeen) / batchSize));
  }

  /** Takes the sums over some steps more, up to this moment; gives the point where they end the stretch. */
  add(part: Evaluation, moment: Moment): CurveScore | undefined {
    add(this.#sums, part);
    if (moment.digitsSeen < this.#end) return undefined;
    const point = { ...moment, ...mean(this.#sums) };
    this.begin(moment.digitsSeen);
    return point;
  }
}

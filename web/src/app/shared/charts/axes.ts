/** How far the axes reach, and how accuracy is spread over its own: so that they stand still while the curves grow. */

import type { Axis } from "./curve.ts";

export interface Range {
  min: number;
  max: number;
}

/** The first climb fits on this much of each axis. */
const first: Record<Axis, number> = { digitsSeen: 5000, step: 100, epoch: 0.5, seconds: 1 };

const nice = [1, 2, 3, 5, 8, 10];

/** An axis from 0 to 1, 2, 3, 5 or 8 times a power of ten that is at least `most`. */
function rangeFor(most: number): Range {
  const power = 10 ** Math.floor(Math.log10(most));
  const step = nice.find((step) => step * power >= most) ?? 10;
  // Dividing writes 0.3 where multiplying by a tenth does not.
  return { min: 0, max: power < 1 ? step / Math.round(1 / power) : step * power };
}

/** From the beginning of a run to beyond `most`. */
export const momentsRange = (axis: Axis, most: number): Range => rangeFor(Math.max(first[axis], most));

/** Of the axis of accuracy, in percent. */
export const accuracyTicks = { logarithmic: [0, 50, 80, 90, 95, 98, 100], linear: [0, 20, 40, 60, 80, 100] };

/** With this many percent more than the errors themselves, the logarithm of no errors at all is still a number. */
const SOFTENING = 2;

/**
 * Where an accuracy in percent stands on its axis, from 0 at the foot to 1 at the top. The axis is logarithmic in the
 * errors that are left: the climb from 10 % and the difference between 95 and 97 % are both seen, with all of 0 to 100 %.
 */
export function accuracyHeight(percent: number): number {
  const errors = (accuracy: number) => Math.log(100 - accuracy + SOFTENING);
  return (errors(0) - errors(percent)) / (errors(0) - errors(100));
}

/** The ticks of the logarithmic axis: 1 and 3 times powers of ten, up to the largest loss that there is, 3.4e38. */
const lossTicks = Array.from({ length: 91 }, (_, i) => (i % 2 ? 3 : 1) * 10 ** (Math.floor(i / 2) - 6));

export function logarithmicLossRange(lowest: number, highest: number): Range {
  return {
    min: lossTicks.findLast((tick) => tick <= Math.min(lowest, 0.3)) ?? (lossTicks[0] as number),
    max: lossTicks.find((tick) => tick >= Math.max(highest, 1)) ?? (lossTicks.at(-1) as number),
  };
}

export const lossTicksIn = ({ min, max }: Range): number[] => lossTicks.filter((tick) => tick >= min && tick <= max);

export const linearLossRange = (highest: number): Range => rangeFor(Math.max(highest, 0.5));

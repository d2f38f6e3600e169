/** How far the axes reach, and how accuracy is spread over its own: so that they stand still while the curves grow. */

import type { CurvePoint } from "./curve.ts";

export interface Range {
  min: number;
  max: number;
}

/** The first climb fits on this much of the axis. */
const FIRST_DIGITS = 5000;

/** The axis of the digits seen ends at 1, 2, 3, 5 or 8 times a power of ten. */
export function digitsRange(digitsSeen: number): Range {
  const power = 10 ** Math.floor(Math.log10(Math.max(FIRST_DIGITS, digitsSeen)));
  const step = [1, 2, 3, 5, 8].find((step) => step * power >= Math.max(FIRST_DIGITS, digitsSeen)) ?? 10;
  return { min: 0, max: step * power };
}

/** Of the axis of accuracy, in percent. */
export const accuracyTicks = [0, 50, 80, 90, 95, 98, 100];

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

export function lossRange(points: readonly CurvePoint[]): Range {
  const [lowest, highest] = points.reduce(([low, high], { y }) => [Math.min(low, y), Math.max(high, y)], [0.3, 1]);
  return {
    min: lossTicks.findLast((tick) => tick <= (lowest as number)) ?? (lossTicks[0] as number),
    max: lossTicks.find((tick) => tick >= (highest as number)) ?? (lossTicks.at(-1) as number),
  };
}

export const lossTicksIn = ({ min, max }: Range): number[] => lossTicks.filter((tick) => tick >= min && tick <= max);

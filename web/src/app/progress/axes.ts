/** How far the axes reach: in steps, so that they stand still while the curves grow. */

import type { CurvePoint } from "./curve.ts";

export interface Range {
  min: number;
  max: number;
}

/** The axis of the epochs ends at 1, 2, 3, 5 or 8 times a power of ten. */
export function epochRange(epochs: number): Range {
  const power = 10 ** Math.floor(Math.log10(Math.max(1, epochs)));
  const step = [1, 2, 3, 5, 8].find((step) => step * power >= epochs) ?? 10;
  return { min: 0, max: step * power };
}

const floors = [95, 90, 80, 50];

/** The start of a run climbs steeply; once it takes up but a tenth of the axis, accuracy is shown from higher up. */
export function percentageRange(points: readonly CurvePoint[], epochs: Range): Range {
  const lowest = points.reduce((low, { x, y }) => (x > epochs.max / 10 ? Math.min(low, y) : low), 100);
  const hasSettled = points.some(({ x }) => x > epochs.max / 5);
  return { min: (hasSettled && floors.find((floor) => floor <= lowest)) || 0, max: 100 };
}

/** The ticks of the logarithmic axis: 1 and 3 times powers of ten. */
const lossTicks = Array.from({ length: 24 }, (_, i) => (i % 2 ? 3 : 1) * 10 ** (Math.floor(i / 2) - 6));

export function lossRange(points: readonly CurvePoint[]): Range {
  const [lowest, highest] = points.reduce(([low, high], { y }) => [Math.min(low, y), Math.max(high, y)], [0.3, 1]);
  return {
    min: lossTicks.findLast((tick) => tick <= (lowest as number)) ?? (lossTicks[0] as number),
    max: lossTicks.find((tick) => tick >= (highest as number)) ?? (lossTicks.at(-1) as number),
  };
}

export const lossTicksIn = ({ min, max }: Range): number[] => lossTicks.filter((tick) => tick >= min && tick <= max);

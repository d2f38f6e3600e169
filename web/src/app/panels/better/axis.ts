/** The axis of accuracy that all recipes share. */

export interface Axis {
  /** Where a value stands, from 0 to 100. */
  place(value: number): number;
  ticks: number[];
  /** Digits behind the point that a percentage needs at these ticks. */
  digits: number;
}

/** Ticks that there are room for. */
const MOST_TICKS = 5;

/** What accuracies can be read to the nearest of: of 10,000 digits, a hundredth of a percent. */
const LEAST_STEP = 1e-4;

/** From a tick below all values to one above them; within 0 and 1, which accuracy cannot leave. */
export function axisOf(values: readonly number[]): Axis {
  const known = values.filter(Number.isFinite);
  const [low, high] = known.length > 0 ? [Math.min(...known), Math.max(...known)] : [0, 1];
  const step = stepFor(Math.max(high - low, LEAST_STEP));
  const first = Math.max(0, Math.floor(low / step + 1e-9) - (low === high ? 1 : 0));
  const last = Math.min(Math.round(1 / step), Math.ceil(high / step - 1e-9) + (low === high ? 1 : 0));
  const [start, end] = [first * step, Math.max(first + 1, last) * step];
  return {
    place: (value) => (100 * (value - start)) / (end - start),
    ticks: Array.from({ length: Math.round((end - start) / step) + 1 }, (_, i) => (first + i) * step),
    digits: Math.max(0, Math.ceil(-Math.log10(100 * step) - 1e-9)),
  };
}

/** 1, 2 or 5 times a power of ten. */
function stepFor(range: number): number {
  const rough = range / (MOST_TICKS - 1);
  const power = 10 ** Math.floor(Math.log10(rough));
  const [factor = 10] = [1, 2, 5].filter((factor) => factor * power >= rough * (1 - 1e-9));
  return Math.max(LEAST_STEP, factor * power);
}

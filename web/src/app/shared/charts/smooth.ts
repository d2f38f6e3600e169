/** A curve without its trembling: each value the mean of itself and of its neighbours. */

/** A short curve has few values to spare: at most this part of it is taken from either side. */
const MOST = 1 / 16;

/**
 * The mean of each value and of up to `reach` values on either side, as many on the one as on the other, so that the
 * curve neither lags nor leads: towards both ends there are fewer, and the first and the last value are themselves.
 */
export function smoothed(values: readonly number[], reach: number): number[] {
  const most = Math.min(reach, Math.floor(values.length * MOST));
  return values.map((_, i) => {
    const side = Math.min(most, i, values.length - 1 - i);
    let sum = 0;
    for (let j = i - side; j <= i + side; j++) sum += values[j] as number;
    return sum / (2 * side + 1);
  });
}

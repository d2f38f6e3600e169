/** The numbers of a run, as they are written on the page. */

/** Stands where there is no number yet, or where what came out is none. */
export const none = "–";

type Figure = number | undefined;

/** The one place that decides what is never shown: `NaN` and what is infinite. */
const written = (write: (value: number) => string) => (value: Figure) =>
  value !== undefined && Number.isFinite(value) ? write(value) : none;

export const formatAccuracy = written((accuracy) => `${(accuracy * 100).toFixed(2)} %`);

export const formatProbability = written((probability) => `${(probability * 100).toFixed(1)} %`);

/** Four digits behind the point, fewer for a loss that has run away. */
export const formatLoss = written((loss) => (loss < 1000 ? loss.toFixed(4) : loss.toExponential(2)));

export const formatCount = written((count) => Math.round(count).toLocaleString("en-US"));

export const formatSeconds = written((seconds) => {
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${Math.floor((seconds % 3600) / 60)} min`;
});

/** More layers than these are not told one by one. */
const longestShape = 8;

/** The units of every layer, the input first, the output last. */
export function formatShape(layers: readonly number[]): string {
  if (layers.length <= longestShape) return layers.join(" → ");
  return `${layers.slice(0, 3).join(" → ")} → … (${formatCount(layers.length - 2)} hidden layers) → ${layers.slice(-2).join(" → ")}`;
}

export const formatMegabytes = written((bytes) => (bytes / 1e6).toFixed(1));

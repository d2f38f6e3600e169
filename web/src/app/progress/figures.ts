/** The numbers of a run, as they are written on the page. */

/** Stands where there is no number yet. */
export const none = "–";

export const formatAccuracy = (accuracy: number | undefined) =>
  accuracy === undefined ? none : `${(accuracy * 100).toFixed(2)} %`;

/** Four digits behind the point, fewer for a loss that has run away. */
export const formatLoss = (loss: number | undefined) => {
  if (loss === undefined) return none;
  return loss < 1000 ? loss.toFixed(4) : loss.toExponential(2);
};

export const formatCount = (count: number | undefined) =>
  count === undefined ? none : Math.round(count).toLocaleString("en-US");

export const formatSeconds = (seconds: number | undefined) => {
  if (seconds === undefined) return none;
  return seconds < 60 ? `${seconds.toFixed(1)} s` : `${Math.floor(seconds / 60)} min ${Math.floor(seconds % 60)} s`;
};

export const formatMegabytes = (bytes: number) => (bytes / 1e6).toFixed(1);

/** The numbers of a run, as they are written on the page. */

import { words } from "../words/words.ts";

const { formats, figures } = words;

type Figure = number | undefined;

/** The one place that decides what is never shown: `NaN` and what is infinite. */
const written = (write: (value: number) => string) => (value: Figure) =>
  value !== undefined && Number.isFinite(value) ? write(value) : figures.none;

export const formatAccuracy = written((accuracy) => figures.percent(formats.decimal(accuracy * 100, 2)));

export const formatProbability = written((probability) => figures.percent(formats.decimal(probability * 100, 1)));

/** What is no probability. */
export const formatOutput = written((output) => formats.decimal(output, 2));

/** Four digits behind the point, fewer for a loss that has run away. */
export const formatLoss = written((loss) => (loss < 1000 ? formats.decimal(loss, 4) : formats.scientific(loss, 2)));

export const formatCount = written((count) => formats.count(count));

export const formatSeconds = written((seconds) => {
  if (seconds < 60) return figures.seconds(formats.decimal(seconds, 1));
  if (seconds < 3600) return figures.minutes(Math.floor(seconds / 60), Math.floor(seconds % 60));
  return figures.hours(Math.floor(seconds / 3600), Math.floor((seconds % 3600) / 60));
});

/** What is left, in whole seconds, or minutes where there are many: more would say what nobody knows. */
export const formatTimeLeft = written((seconds) => {
  if (seconds < 60) return figures.seconds(formats.count(Math.ceil(seconds)));
  const isManyMinutes = seconds >= 600 && seconds < 3600;
  return isManyMinutes ? figures.wholeMinutes(Math.floor(seconds / 60)) : formatSeconds(seconds);
});

/** Two figures: 0.34, 3.4, 34. */
export const formatBillions = written((value) => {
  const billions = value / 1e9;
  return formats.decimal(billions, billions < 0.95 ? 2 : billions < 9.95 ? 1 : 0);
});

/** More layers than these are not told one by one. */
const longestShape = 8;

/** The units of every layer, the input first, the output last. */
export function formatShape(layers: readonly number[]): string {
  if (layers.length <= longestShape) return layers.join(" → ");
  const between = `… (${figures.hiddenLayers(layers.length - 2)})`;
  return [...layers.slice(0, 3), between, ...layers.slice(-2)].join(" → ");
}

export const formatMegabytes = written((bytes) => formats.decimal(bytes / 1e6, 1));

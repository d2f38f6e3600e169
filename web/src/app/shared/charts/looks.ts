/** How the curves of several runs look beside one another. */

import type { Look } from "./picture.ts";

/** The custom properties of charts.css. */
export const seriesColors = [1, 2, 3, 4, 5, 6].map((i) => `--series-${i}`);

/** So many that no two of the first twelve runs look the same. */
const dashes = [[], [7, 3], [2, 2], [9, 3, 2, 3]];

/** How the curve of the run with this number is drawn. */
export const lookOf = (i: number): Look => ({
  color: seriesColors[i % seriesColors.length] as string,
  dash: dashes[i % dashes.length] as number[],
  width: 2,
});

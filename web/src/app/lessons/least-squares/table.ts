/** The rows that the lesson about least squares learns from. */

import type { Table, Weights } from "../../../questions/least-squares.ts";

/** What the exact targets were made with. */
export const MADE_WITH: Weights = [0.5, 0.9, 1.2];
export const START: Weights = [0.2, 1.4, 30];

export const inputs: Table["inputs"] = [
  [0, 1],
  [1, 0],
  [2, 3],
  [3, 2],
  [0, 3],
  [1, 2],
  [2, 1],
  [3, 0],
];

/** Made with the weights, and the same rounded to whole numbers, which no weights give for every row. */
export const targets = {
  exact: [2.1, 1.7, 4.9, 4.5, 3.9, 3.5, 3.1, 2.7],
  rounded: [2, 2, 5, 5, 4, 4, 3, 3],
} as const;

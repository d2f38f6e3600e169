/** Recipes to start from. */

import type { Recipe } from "../../../protocol.ts";
import { hiddenStandard, outputStandard, start } from "./draft.ts";

/** As introductions to neural networks have it: nothing but gradient descent. */
const plain = { optimizer: "sgd", learningRate: 0.1, batchSize: 32, epochs: 10 } satisfies Recipe;

const layers = (...hidden: number[]): NonNullable<Recipe["layers"]> => [
  ...hidden.map((units) => ({ units, ...hiddenStandard })),
  outputStandard,
];

export const presets = {
  /** What the page begins with. */
  people: start,
  logistic: { ...plain, layers: layers(), data: { examples: 10_000 } },
  small: { ...plain, layers: layers(128), data: { examples: 10_000 } },
  /** Reads 98 % of the test digits. */
  textbook: { ...plain, layers: layers(1000), data: { examples: 60_000 } },
  /** Of all that a tab learns in a minute, what reads people's own digits best; see tests/bench/handwriting.mjs. */
  minute: {
    ...start,
    ...{ data: { examples: 60_000 }, epochs: 20, batchSize: 32, learningRate: 0.4 },
    ...{ augmentation: { written: 0.35, warped: 1, shift: 1 }, layers: layers(512) },
  },
} satisfies Record<string, Recipe>;

export const presetNames = Object.keys(presets) as (keyof typeof presets)[];

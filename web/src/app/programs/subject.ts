/** What a program may be about, and what it may be written in. */

import type { Recipe, SettingInfo } from "../../protocol.ts";

export const languages = ["cpp", "javascript", "pytorch", "keras", "numpy"] as const;
export type Language = (typeof languages)[number];

/** Examples of one's own: of each its inputs, and its class or the values that it should give. */
export interface Points {
  inputs: readonly (readonly number[])[];
  labels?: readonly number[];
  targets?: readonly (readonly number[])[];
}

export interface LayerWeights {
  /** [in, out] */
  weight: readonly (readonly number[])[];
  bias: readonly number[];
}

/** What was changed by hand in a run, after so many steps. */
export interface ChangeByHand {
  step: number;
  /** The settings, with what they were from then on. */
  what: string;
}

/** The run of a recipe. */
export interface RecipeSubject {
  recipe: Recipe;
  /** The engine's description of a recipe: what holds where this one says nothing. */
  settings: readonly SettingInfo[];
  /** To learn from and to be judged by, in place of what the recipe names. */
  data?: Points;
  /** Where the network begins, in place of random numbers. */
  parameters?: readonly LayerWeights[];
  /** The scores after each epoch, which is usual, or the parameters at the end. */
  prints?: "scores" | "parameters";
  /** Of the run on the page; the program keeps to the recipe, and says so. */
  changes?: readonly ChangeByHand[];
}

/** The rule that taught machines before backpropagation. */
export interface PerceptronSubject {
  perceptron: {
    points: readonly (readonly number[])[];
    labels: readonly number[];
    learningRate: number;
    epochs: number;
  };
}

export const surfaces = ["hill", "bowl", "valley", "saddle"] as const;

/** An optimizer on its way down a surface. */
export interface DescentSubject {
  descent: {
    surface: (typeof surfaces)[number];
    start: readonly [number, number];
    steps: number;
    /** How many go down it beside one another, of which this is the first. */
    among?: number;
  } & Pick<Recipe, "optimizer" | "learningRate" | "momentum" | "decay" | "beta1" | "beta2" | "epsilon" | "weightDecay">;
  /** As of a recipe. */
  settings: readonly SettingInfo[];
}

/** The same numbers, added up in several orders. */
export interface SumsSubject {
  sums: { numbers: readonly number[] };
}

export type Subject = RecipeSubject | PerceptronSubject | DescentSubject | SumsSubject;

export interface Program {
  text: string;
  /** What to save it as. */
  file: string;
  /** In which ways it is not what Inkling does: a sentence each, which its first lines say, too. */
  notes: string[];
  /** Whether it reads points.csv, and not from what it was given. */
  readsPoints: boolean;
}

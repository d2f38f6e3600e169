/** What the lesson about two moons asks. */

import type { LabeledPoints } from "./neuron.ts";

/** Of Adam. */
export const LEARNING_RATE = 0.02;

/** Points of two classes: drawn by one of the engine's rules, or set by a person, who sets none to judge by. */
export type MoonsPoints =
  | { rule: "moons" | "circles" | "spirals" | "xor" | "blobs"; examples: number; noise: number; seed: number }
  | LabeledPoints;

/** All that the numbers of an epoch depend on. */
export interface MoonsRecipe {
  points: MoonsPoints;
  /** Of the one hidden layer, and where their weights begin. */
  units: number;
  seed: number;
  /** Cures; 0 is none of them. */
  l2: number;
  dropout: number;
  /** Epochs without progress on points of its own that early stopping bears. */
  patience: number;
}

/** The piece of the plane that is shown, with as many rows as columns. */
export interface MoonsGrid {
  from: number;
  to: number;
  columns: number;
}

/** How the network does on points. */
export interface MoonsScore {
  loss: number;
  /** The fraction that it gets right. */
  accuracy: number;
}

export interface MoonsState {
  /** Trained so far. */
  epoch: number;
  /** Whose network this is: an earlier one where early stopping has put it back. */
  epochOfNetwork: number;
  /** Why it does not train on; absent while it may. */
  ended?: "epochs" | "stopped";
  training: MoonsScore;
  /** Absent where nothing is there to judge by, as is the next. */
  test?: MoonsScore;
  /** The lowest test loss among the epochs of the curves. */
  lowest?: MoonsScore & { epoch: number };
  /** Losses at some epochs, closer together at the beginning, and now. `test` may be empty. */
  curves: { epochs: number[]; training: number[]; test: number[] };
  /** The probability of class 1 by rows from below: [columns², 1]. */
  surface: Float32Array;
  /** What a hidden unit says there, where one was asked for. */
  unit?: Float32Array;
  /** Of the hidden units: [2, units] and [units]. */
  weight: Float32Array;
  bias: Float32Array;
  /** So many milliseconds went into training and scoring so far. */
  took: number;
}

export interface MoonsQuestions {
  /** The points that a recipe trains on, and those it is judged by. */
  "moons.points": { given: MoonsPoints; answer: { training: LabeledPoints; test?: LabeledPoints } };
  /**
   * Trains towards an epoch for a moment, and tells where that led. The worker goes on from where it was last with this
   * recipe, and begins anew with another, after its own death, or where it was beyond that epoch. The answer at an epoch is
   * the same, however often it was asked for on the way there.
   */
  "moons.advance": {
    given: { recipe: MoonsRecipe; epoch: number; grid: MoonsGrid; unit?: number };
    answer: MoonsState;
  };
}

/** What the lesson about activations asks. */

import type { ActivationName } from "../../../engine/js/lessons.ts";

/** A slope below this size is called nearly 0. That of a leaky ReLU, 0.01, is not: it is meant to let a unit come back. */
export const NEARLY_FLAT = 0.005;

/** How much of a gradient comes through: some, hardly any, none. Of a unit: of any of its examples. */
export type Condition = "alive" | "saturated" | "dead";

/** All that the numbers of a step depend on. */
export interface BendingRecipe {
  activation: ActivationName;
  /** Of the one hidden layer. */
  units: number;
  learningRate: number;
  seed: number;
  /** Joined by straight lines, they are what is to be drawn: in order of x, of which there are at least two. */
  curve: readonly (readonly [x: number, y: number])[];
}

/** What a network is shown of a curve. */
export interface BendingExamples {
  inputs: number[];
  targets: number[];
}

/** Places over which a network is looked at. */
export interface BendingPlaces {
  from: number;
  to: number;
  count: number;
}

export interface BendingState {
  recipe: BendingRecipe;
  /** Trained so far. */
  step: number;
  /** The mean squared error now; absent where nothing can be trained, for then nothing is scored. */
  loss?: number;
  /** That of the best straight line there is. */
  lineLoss: number;
  /** Where it is looked at, and what the network draws there. [count] */
  x: Float32Array;
  drawn: Float32Array;
  /** What each hidden unit says there. [count, units] */
  hidden: Float32Array;
  /** What has become of each hidden unit, over all examples. */
  conditions: Condition[];
}

export interface BendingQuestions {
  /** Places along a curve from its first point to its last. */
  "bending.examples": { given: { curve: BendingRecipe["curve"] }; answer: BendingExamples };
  /** The function and its slope at each x. A softmax is of x and a 0 beside it, and its slope that by x. */
  "bending.activation": {
    given: { activation: ActivationName; x: readonly number[] };
    answer: { values: Float32Array; slopes: Float32Array; conditions: Condition[] };
  };
  /**
   * Trains a network of 1-units-1 towards a step for a moment, and tells where that led. The worker goes on from where it
   * was last with this recipe, and begins anew with another, after its own death, or where it was beyond that step. The
   * state at a step is the same, however often it was asked for on the way there. A step function stays at step 0.
   */
  "bending.advance": {
    given: { recipe: BendingRecipe; step: number; places: BendingPlaces };
    answer: BendingState;
  };
}

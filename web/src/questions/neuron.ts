/** What the lesson about a neuron asks. */

import type { Recipe } from "../../../engine/js/index.ts";
import type { Margin, PerceptronRun } from "../../../engine/js/lessons.ts";

/** Of points [x, y] with labels 0 and 1. */
export interface LabeledPoints {
  points: readonly (readonly [number, number])[];
  labels: readonly number[];
}

/** The network that learns XOR, from all points at once in each step. */
export const NETWORK = {
  layers: [{ units: 2, activation: "tanh" }, { units: 1 }],
  loss: "binary_cross_entropy",
  optimizer: "adam",
  learningRate: 0.05,
} satisfies Recipe;

export interface NeuronQuestions {
  /** A perceptron on the points in their order, from zeros on; and the best line, where there is one. */
  "neuron.learn": {
    given: LabeledPoints & { learningRate: number; epochs: number };
    answer: { run: PerceptronRun; margin?: Margin };
  };
  /** `NETWORK` on the points: what it makes of each, and of a grid of `columns` by as many, by rows from below. */
  "neuron.network": {
    given: LabeledPoints & { seed: number; steps: number; from: number; to: number; columns: number };
    answer: { outputs: Float32Array; grid: Float32Array; step: number; loss: number };
  };
}

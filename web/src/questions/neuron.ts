/** What the lesson about a neuron asks. */

import type { Margin, PerceptronRun } from "../../../engine/js/lessons.ts";

/** Of points [x, y] with labels 0 and 1. */
export interface LabeledPoints {
  points: readonly (readonly [number, number])[];
  labels: readonly number[];
}

export interface NeuronQuestions {
  /** A perceptron on the points in their order, from zeros on; and the best line, where there is one. */
  "neuron.learn": {
    given: LabeledPoints & { learningRate: number; epochs: number };
    answer: { run: PerceptronRun; margin?: Margin };
  };
  /** A network of 2-2-1 on the points: what it makes of each, and of a grid of `columns` by as many, by rows from below. */
  "neuron.network": {
    given: LabeledPoints & { seed: number; steps: number; from: number; to: number; columns: number };
    answer: { outputs: Float32Array; grid: Float32Array; step: number; loss: number };
  };
}

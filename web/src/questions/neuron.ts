/** What the lesson about a neuron asks. */

import type { PerceptronRun } from "../../../engine/js/lessons.ts";

export interface NeuronQuestions {
  /** A perceptron on points [x, y] with labels 0 and 1, in their order, from zeros on. */
  "neuron.learn": {
    given: { points: readonly (readonly number[])[]; labels: readonly number[]; learningRate: number; epochs: number };
    answer: PerceptronRun;
  };
}

/** Answers what the lesson about a neuron asks. */

import type { NeuronQuestions } from "../../questions/neuron.ts";
import type { Answers } from "../../questions.ts";
import type { Tools } from "./tools.ts";

export const neuron = ({ lessons }: Tools): Answers<NeuronQuestions> => ({
  "neuron.learn": ({ points, labels, ...settings }) => lessons.perceptron(points, labels, settings),
});

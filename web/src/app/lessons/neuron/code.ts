/** What the program of the lesson about a neuron is about. */

import type { LessonSubject } from "../shared/code.ts";
import type { NeuronModel } from "./model.ts";

/** As many epochs as the lesson shows; undefined where nothing is there to learn. */
export function subjectOf({ shown, choices, learned }: NeuronModel): LessonSubject | undefined {
  const { points, labels } = shown.value;
  const epochs = learned.value.value?.run.epochs;
  return epochs === undefined
    ? undefined
    : { perceptron: { points, labels, learningRate: choices.rate.value, epochs } };
}

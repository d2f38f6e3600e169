/** What the program of the lesson about a neuron is about. */

import { NETWORK } from "../../../questions/neuron.ts";
import type { LessonSubject } from "../shared/code.ts";
import { NETWORK_STEPS, type NeuronModel } from "./model.ts";

/**
 * As many epochs of the perceptron as the lesson shows; of XOR, which it cannot learn, the network that can. Undefined
 * where nothing is there to learn.
 */
export function subjectOf({ shown, choices, learned, seed }: NeuronModel): LessonSubject | undefined {
  const { points, labels } = shown.value;
  if (choices.points.value === "xor") {
    return {
      recipe: { ...NETWORK, seed: seed.value, epochs: NETWORK_STEPS, batchSize: points.length },
      data: { inputs: points, labels },
    };
  }
  const epochs = learned.value.value?.run.epochs;
  return epochs === undefined
    ? undefined
    : { perceptron: { points, labels, learningRate: choices.rate.value, epochs } };
}

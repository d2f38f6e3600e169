/** What the program of the lesson about two moons is about. */

import { LEARNING_RATE } from "../../../questions/moons.ts";
import type { LessonSubject } from "../shared/code.ts";
import { EPOCHS, type MoonsModel } from "./model.ts";

/**
 * Trains the network that is looked at, or, where it is none yet, to the end. Where stopping has put an earlier network
 * back, it is that of so many epochs. Undefined before there are points.
 */
export function subjectOf({ recipe, shown, state }: MoonsModel): LessonSubject | undefined {
  const training = shown.value.value?.training;
  if (!recipe.value || !training) return undefined;
  const { units, seed, l2, dropout } = recipe.value;
  return {
    recipe: {
      ...{ seed, epochs: state.value?.epochOfNetwork || EPOCHS, loss: "binary_cross_entropy", optimizer: "adam" },
      ...{ learningRate: LEARNING_RATE, batchSize: training.labels.length, ...(l2 > 0 ? { l2 } : {}) },
      layers: [{ units, activation: "tanh", ...(dropout > 0 ? { dropout } : {}) }, { units: 1 }],
    },
    data: { inputs: training.points, labels: training.labels },
  };
}

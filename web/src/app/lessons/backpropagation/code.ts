/** What the program of the lesson about backpropagation is about. */

import type { TrainingStep } from "../../../questions/backpropagation.ts";
import type { LessonSubject } from "../shared/code.ts";

/** One step on all examples at once, from the given weights to those after it. */
export function subjectOf(step: TrainingStep): LessonSubject {
  const { inputs: width, layers, loss } = step.network;
  const inputs = rowsOf(step.inputs, width);
  return {
    recipe: {
      ...{ epochs: 1, learningRate: step.rate, loss, optimizer: "sgd", batchSize: inputs.length },
      layers: layers.map(({ units, activation }) => ({ units, activation })),
    },
    data: { inputs, targets: rowsOf(step.targets, layers.at(-1)?.units ?? 1) },
    parameters: step.parameters.map(({ weight, bias }) => ({ weight: rowsOf(weight, bias.length), bias })),
    prints: "parameters",
  };
}

const rowsOf = (numbers: readonly number[], columns: number): number[][] =>
  Array.from({ length: numbers.length / columns }, (_, row) => numbers.slice(row * columns, (row + 1) * columns));

/** What the program of the lesson about least squares is about. */

import type { LessonSubject } from "../shared/code.ts";
import { type LeastSquaresModel, rowsOf } from "./model.ts";
import { START } from "./table.ts";

/** Descent on all rows at a time, from the lesson's own weights to where it ends; undefined before that is known. */
export function subjectOf({ table, choices, courses }: LeastSquaresModel): LessonSubject | undefined {
  const updates = courses.value.find(({ name }) => name === "batch")?.last;
  if (updates === undefined) return undefined;
  const { inputs, targets } = table.value;
  const [first, second, bias] = START;
  return {
    recipe: {
      ...{ epochs: updates, learningRate: choices.rate.value, loss: "mean_squared_error", optimizer: "sgd" },
      ...{ batchSize: rowsOf.batch, layers: [{ units: 1 }] },
    },
    data: { inputs, targets: targets.map((target) => [target]) },
    parameters: [{ weight: [[first], [second]], bias: [bias] }],
    prints: "parameters",
  };
}

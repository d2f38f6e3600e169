/** Answers what the lesson about least squares asks. */

import { InklingError, type TrainerSettings } from "../../../../engine/js/browser.ts";
import type { Course, LeastSquaresQuestions, Table } from "../../questions/least-squares.ts";
import type { Answers } from "../../questions.ts";
import { eventLoopTurn } from "../slices.ts";
import { amid, using } from "./points.ts";
import type { Tools } from "./tools.ts";

type Descending = LeastSquaresQuestions["leastSquares.descend"]["given"];

export const leastSquares = (tools: Tools): Answers<LeastSquaresQuestions> => ({
  "leastSquares.descend": async (given) => {
    const fit = tools.lessons.leastSquares(withConstant(given), given.targets);
    const courses: Course[] = [];
    for (const rows of given.rows) {
      courses.push(descend(tools, given, rows, fit.weights));
      // Each takes a while, and whatever else the worker has to do goes on meanwhile.
      await eventLoopTurn();
    }
    return { courses, ...fit };
  },

  "leastSquares.bowl": ({ axes, from, to, columns, ...table }) => {
    const inputs = withConstant(table);
    const { weights } = tools.lessons.leastSquares(inputs, table.targets);
    const edge = (i: number) => [amid(from[0], to[0], i, columns), amid(from[1], to[1], i, columns)];
    const grid = { axes, from: edge(0), to: edge(columns - 1), columns, rows: columns };
    return { losses: tools.lessons.lossSurface(inputs, table.targets, weights, grid) };
  },
});

const withConstant = ({ inputs }: Table) => inputs.map(([x1, x2]) => [x1, x2, 1]);

function descend({ inkling }: Tools, given: Descending, rows: number, answer: Float64Array): Course {
  const { inputs, start, learningRate, updates, seed } = given;
  const settings: TrainerSettings = {
    ...{ layers: [{ units: 1 }], loss: "mean_squared_error", optimizer: "sgd" },
    ...{ learningRate, batchSize: rows, seed },
  };
  const targets = given.targets.map((target) => [target]);
  return using(inkling.table({ inputs, targets }), (data) =>
    using(inkling.trainer(settings, data), (trainer) => {
      trainer.setParameters([{ weight: start.slice(0, 2), bias: start.slice(2) }]);
      const weights: number[] = [];
      const losses: number[] = [];
      const note = () => {
        for (const { weight, bias } of trainer.parameters()) weights.push(...weight, ...bias);
        losses.push(trainer.evaluate(data).loss);
      };
      note();
      let ended: Course["ended"] = "updates";
      try {
        for (let update = 0; update < updates; update++) {
          trainer.train(1, { keep: false });
          note();
        }
      } catch (error) {
        if (!(error instanceof InklingError) || error.code !== "diverged") throw error;
        ended = "diverged";
      }
      const distances = weights.slice(-3).map((weight, i) => Math.abs(weight - (answer[i] as number)));
      return {
        ...{ rows, weights: Float32Array.from(weights), losses: Float64Array.from(losses) },
        ...{ off: Math.max(...distances), ended },
      };
    }),
  );
}

/** Answers what the lesson about a neuron asks. */

import { NETWORK, type NeuronQuestions } from "../../questions/neuron.ts";
import type { Answers } from "../../questions.ts";
import { gridOf, using } from "./points.ts";
import type { Tools } from "./tools.ts";

export const neuron = ({ inkling, lessons }: Tools): Answers<NeuronQuestions> => ({
  "neuron.learn": ({ points, labels, ...settings }) => ({
    run: lessons.perceptron(points, labels, settings),
    margin: lessons.margin(points, labels),
  }),

  "neuron.network": ({ points, labels, seed, steps, from, to, columns }) => {
    const targets = labels.map((label) => [label]);
    return using(inkling.table({ inputs: points, targets }), (data) => {
      const settings = { ...NETWORK, batchSize: points.length, seed };
      return using(inkling.trainer(settings, data), (trainer) => {
        const { loss } = trainer.train(steps);
        return {
          ...{ outputs: trainer.predict(points), grid: trainer.predict(gridOf(from, to, columns)) },
          ...{ step: trainer.progress.steps, loss },
        };
      });
    });
  },
});

/** Answers what the lesson about backpropagation asks. */

import type { BackpropagationQuestions, CheckedLayer, TrainingStep } from "../../questions/backpropagation.ts";
import type { Answers } from "../../questions.ts";
import type { Tools } from "./tools.ts";

type Layer = TrainingStep["network"]["layers"][number];

export const backpropagation = ({ lessons }: Tools): Answers<BackpropagationQuestions> => ({
  "backpropagation.step": ({ network, parameters, inputs, targets, rate }) =>
    lessons.reference(network, parameters, inputs, targets, { rate }),

  "backpropagation.check": ({ network, parameters, inputs, targets, rate }) => {
    const { layers } = lessons.reference(network, parameters, inputs, targets, { rate });
    const learned = lessons.differences(network, parameters, inputs, targets).layers;

    /** The gradient of what enters `first` and goes on through the layers after layer `i`. */
    function gradientBefore(first: Layer, i: number, entering: Float64Array): Float64Array {
      const rest = { ...network, inputs: first.units, layers: [first, ...network.layers.slice(i + 1)] };
      return lessons.differences(rest, [passingOn(first.units), ...parameters.slice(i + 1)], entering, targets)
        .inputGradient;
    }

    return network.layers.map((layer, i): CheckedLayer => {
      const { preActivation, output } = layers[i] as (typeof layers)[number];
      return {
        ...(learned[i] as (typeof learned)[number]),
        preActivationGradient: gradientBefore(layer, i, preActivation),
        outputGradient: gradientBefore({ ...layer, activation: "identity" }, i, output),
      };
    });
  },
});

/** The parameters of a layer whose pre-activations are its inputs. */
const passingOn = (units: number) => ({
  weight: Array.from({ length: units * units }, (_, i) => (i % (units + 1) === 0 ? 1 : 0)),
  bias: new Array<number>(units).fill(0),
});

/** What the lesson about backpropagation says. */

import { formats } from "../english.ts";

const { count } = formats;

/** With a minus sign, and a dash where there is no number yet. */
const figure = (number: number | undefined) =>
  number === undefined || !Number.isFinite(number) ? "–" : formats.figure(number).replaceAll("-", "−");

/** With nine digits that count. */
const precise = (number: number | undefined) =>
  number === undefined || !Number.isFinite(number) ? "–" : number.toPrecision(9).replaceAll("-", "−");

const kinds = {
  ...{ input: "input", target: "target", rate: "learning rate", weight: "weight", bias: "bias" },
  ...{ preActivation: "pre-activation", output: "output", losses: "loss of an example", loss: "mean loss" },
  ...{ outputGradient: "gradient of an output", preActivationGradient: "gradient of a pre-activation" },
  ...{ weightGradient: "gradient of a weight", biasGradient: "gradient of a bias" },
  ...{ updatedWeight: "updated weight", updatedBias: "updated bias" },
};

const phases = { given: "Given", forward: "Forward", loss: "Loss", backward: "Backward", update: "Update" };

interface Course {
  examples: number;
  /** Of the layers. */
  isLast: boolean;
  /** Where a bias is added, in matrices. */
  every: "row" | "column" | undefined;
}

export const backpropagation = {
  told: [
    "One step of training has four parts. Forward: from the inputs to an answer. Loss: how wrong it is. Backward: how the loss would change with every number on the way. Update: each weight moves a little downhill.",
    "Backward is the chain rule, from the end to the start. What arrives at a unit is multiplied by the slope of its sigmoid, which is never more than ¼, and passed on through the weights.",
    "Here is a chain of three sigmoid units: input 10, target 1, rate 0.5, squared error. Its weights, 0.1, 0.5 and 0.4, and its biases of 0 are our choice. A network of 2-5-3-1 with three examples does the same with more numbers.",
  ],
  prediction: {
    question:
      "The gradient of the chain’s first weight has the input, 10, as a factor. Set beside the gradient of the last weight, its size is",
    options: { larger: "larger", same: "just as large", smaller: "smaller" },
    happened: (first: number, last: number) =>
      `∂L/∂w₁ is ${figure(first)}, and ∂L/∂w₃ is ${figure(last)}. On its way back it went through two more sigmoids and two weights, which took more than the 10 could give. Gradients vanish like this.`,
  },
  play: {
    title: "One step",
    network: "Network",
    networks: { chain: "Chain, 1-1-1-1", wide: "2-5-3-1, 3 examples" },
    view: "Compute",
    views: { numbers: "single numbers", matrices: "matrices" },
    shapes: "Weights are",
    manners: { rows: "[in, out], examples in rows", columns: "[out, in], examples in columns" },
    example: "Example in the picture",
    steps: "Computations",
    now: (place: number, last: number, name: string, title: string) =>
      `${count(place)} of ${count(last)}: ${name}. ${title}.`,
    all: "Every number, in its order",
    dash: "A dash stands for what is not computed yet. Press a number to see how it comes about.",
    card: (symbol: string, kind: string) => `${symbol}, ${kind}`,
  },
  figure,
  precise,
  kinds,
  phases,
  title: (phase: keyof typeof phases, layer: number, example: number | undefined) =>
    [
      phases[phase],
      ...(layer > 0 ? [`layer ${count(layer)}`] : []),
      ...(example === undefined ? [] : [`example ${count(example + 1)}`]),
    ].join(", "),
  /** How something is computed, in a few words. */
  how(kind: string, { examples, isLast, every }: Course): string {
    const over = examples > 1 ? ", summed over the examples" : "";
    if (kind === "preActivation") return `Inputs times weights, plus the bias${every ? ` in every ${every}` : ""}.`;
    if (kind === "output") return "The sigmoid squeezes it between 0 and 1.";
    if (kind === "losses" || (kind === "loss" && examples === 1)) return "The error, squared.";
    if (kind === "loss") return "The mean over the examples.";
    if (kind === "outputGradient") {
      return isLast
        ? "The slope of the squared error."
        : "What comes back from the next layer, through the weights between.";
    }
    if (kind === "preActivationGradient") return "Times the slope of the sigmoid, a (1 − a).";
    if (kind === "weightGradient") return `What went in, times what comes back${over}.`;
    if (kind === "biasGradient") return `What comes back${over}: a bias is a weight on 1.`;
    return "Less rate times gradient. All gradients were computed with the old weights.";
  },
  before: (numbers: number) => `Nothing is computed yet. Step: there are ${count(numbers)} numbers to come.`,
  parts: "In this formula",
  changed: "* another number than at first.",
  was: (number: number) => `At first it was ${figure(number)}.`,
  check: {
    label: "Check gradients by differences",
    formula: "The loss with the number a little more, less the loss with it a little less, divided by the difference.",
    backpropagation: "Backward",
    differences: "By differences",
  },
  picture: {
    label: (units: string) => `The network ${units}`,
    carries: (phase: string, example: number) => {
      const place = `of example ${count(example + 1)}`;
      if (phase === "backward") {
        return `On edges ∂L/∂w, in units ∂L/∂a above ∂L/∂z ${place}, below them ∂L/∂b.`;
      }
      const of = phase === "update" ? "updated " : "";
      return `On edges ${of}weights, in units z above a ${place}, below them ${of}biases.`;
    },
  },
  change: {
    title: "Change a number",
    hint: "Choose one here, or press it in the picture. All that depends on it changes.",
    which: "Number",
    set: "Set",
    restore: "As at first",
  },
  question: {
    question: "In the chain, make the input 100 instead of 10. What becomes of ∂L/∂w₁, of which it is a factor?",
    options: { ten: "About ten times as much", same: "About the same", vanishes: "Almost nothing" },
    because:
      "z₁ is 10 then, where the sigmoid is all but flat. Its slope, a₁ (1 − a₁), stops nearly everything that comes back.",
    hint: "Choose x, set it to 100, and compare ∂L/∂a₁, ∂L/∂z₁ and ∂L/∂w₁ with what they were.",
  },
};

/** What the lesson about least squares says. */

import { formats } from "../english.ts";

const { counted, decimal, figure, rough } = formats;

const updates = { one: "update", other: "updates" };

/** Very large ones in powers of ten; never “-0.0000”. */
const weight = (weight: number) =>
  Math.abs(weight) < 100 ? decimal(Math.round(weight * 1e4) / 1e4 + 0, 4) : figure(Number(weight.toPrecision(3)));
/** A square, where rounding leaves next to nothing of one, is nothing. */
const loss = (loss: number) => (loss < 1e-25 ? "0" : figure(Number(loss.toPrecision(3))));

export const leastSquares = {
  told: [
    "Eight rows of two inputs and a constant 1. The targets were made with the weights 0.5, 0.9 and 1.2. Can these be found again, from the rows alone?",
    "Descent begins at 0.2, 1.4 and 30, and steps down the mean squared error, 2,000 times. Batch looks at all eight rows for each update; mini-batch at two; stochastic at one, in a shuffled order.",
    "For a model this simple the normal equations give the answer at once. A network has none; descent is what is left.",
  ],
  prediction: {
    question: "Stochastic never sees more than one row. At rate 0.05, how near do 2,000 updates bring it?",
    options: {
      exact: "To every digit shown, as batch",
      near: "Near, but it goes on trembling",
      never: "Nowhere near",
    },
    happened:
      "Every digit. Its way is wilder, but at the answer no row has any error left, so none has anything to change. Now round the targets to whole numbers.",
  },
  courses: { batch: "Batch", mini: "Mini-batch", stochastic: "Stochastic" },
  targets: { exact: "As made", rounded: "Rounded" },
  outcomes: {
    found: (name: string, _off: number, _last: number) => `${name}: exact in four decimals.`,
    off: (name: string, off: number, _last: number) => `${name}: off by ${rough(off)}.`,
    diverged: (name: string, _off: number, last: number) => `${name}: diverged after ${counted(last, updates)}.`,
  },
  play: {
    title: "Descend",
    targets: "Targets",
    rate: "Learning rate",
    plane: "Bowl over",
    axes: (x: string, y: string) => `${x} and ${y}`,
    shuffle: "Another order",
    updates: "Updates",
    busy: "Descending three ways, 2,000 updates each…",
    third:
      "The bowl is drawn with the third weight at its answer, where the cross is. The grayer, the larger the error.",
    bowl: (x: string, y: string) => `The error over ${x} and ${y}, and the way of each descent`,
    at: (name: string, weights: readonly number[]) => `${name}: ${weights.map(weight).join(", ")}.`,
    results: (place: number) => `After ${counted(place, updates)}`,
    loss: "Error",
    normal: "Exact",
    weight: (number: number | undefined) => (number === undefined ? "–" : weight(number)),
    lossOf: (number: number | undefined) => (number === undefined ? "–" : loss(number)),
    error: (name: string, number: number) => `${name}: ${loss(number)}.`,
    fall: "Mean squared error over the updates, in powers of ten",
    data: "The table",
    target: "Target",
    targetOf: (number: number) => figure(number),
    batchNow: "Batch says by now:",
    model: "The output is the sum of the weighted inputs; the third input is 1.",
    exactly: "The normal equations, solved:",
    equations: "X transposed times X times w is X transposed times t.",
    solution: "The exact weights.",
  },
  question: {
    question: "With rounded targets at rate 0.05, stochastic ends about 0.05 off. What brings it much nearer?",
    options: { larger: "A larger rate", smaller: "A smaller rate", order: "Another order of the rows" },
    because:
      "Now no weights fit every row. Even at the answer each row pulls its own way, and the path trembles as far as the rate allows. Batch adds the pulls up, and they cancel. That is why rates are lowered as training goes on.",
    hint: "Round the targets, and compare what stochastic is off by at 0.02, 0.05 and 0.1, and in other orders.",
  },
};

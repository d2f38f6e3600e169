/** What the lesson about descent on surfaces says. */

import { formats } from "../english.ts";

const { counted, count, figure, decimal } = formats;

const steps = { one: "step", other: "steps" };

/** Never “-0”. */
const coordinate = (at: number) => (Math.abs(at) < 1000 ? decimal(Math.round(at * 1000) / 1000 + 0, 3) : figure(at));

export const downhill = {
  told: [
    "A ball in fog feels only the slope under it. Gradient descent steps downhill, slope times learning rate, and feels again. Training a network is the same, with thousands of directions in place of two.",
    "SGD does just that. Momentum and Nesterov keep most of their last movement. AdaGrad, RMSprop and Adam divide by how steep each direction has been, so that a gentle one counts as much as a steep one.",
    "Drop one ball, and six take their own way from there.",
  ],
  prediction: {
    question:
      "On the saddle, drop it exactly on the ridge, at x\u00a0=\u00a01.5, y\u00a0=\u00a00. A hair beside, the ground falls to a minimum on either side. Who finds one?",
    options: { all: "All six", some: "Those with momentum", none: "Nobody" },
    happened:
      "Nobody. On the ridge the slope across is exactly 0, and 0 times any rate, kept up or divided, is 0: y is still 0. Where x is 0, too, the ground is flat and they rest. Now drop it at y\u00a0=\u00a00.01.",
  },
  ways: {
    ...{ sgd: "SGD", momentum: "Momentum", nesterov: "Nesterov" },
    ...{ adagrad: "AdaGrad", rmsprop: "RMSprop", adam: "Adam" },
  },
  surfaces: {
    hill: "Hill and hollow",
    bowl: "Bowl",
    valley: "Narrow valley",
    saddle: "Saddle",
  },
  shapes: {
    hill: "A hollow to the left of the origin, a hill to the right, and a plain around them.",
    bowl: "A round bowl, lowest at the origin.",
    valley: "A long valley, lowest at the origin; across it is 25 times as steep as along it.",
    saddle: "A saddle at the origin, with a minimum above it and one below, at y = 1.41 and −1.41.",
  },
  cases: {
    small: "Rate too small",
    large: "Rate too large",
    away: "Wrong side of the hill",
    stuck: "On the ridge",
    diverged: "Diverging",
  },
  outcomes: {
    arrived: (last: number) => `Arrived after ${counted(last, steps)}`,
    stuck: (last: number) => `Stuck after ${counted(last, steps)}: flat, but not lowest`,
    underway: (last: number) => `Still on its way after ${counted(last, steps)}`,
    left: (last: number) => `Rolled off the map after ${counted(last, steps)}`,
    thrown: (last: number) => `Diverged: thrown off the map after ${counted(last, steps)}`,
    diverged: (last: number) => `Diverged after ${counted(last, steps)}: too large to be a number`,
  },
  play: {
    title: "Drop a ball",
    cases: "What can happen",
    surface: "Surface",
    rate: "Learning rate",
    plane: "The surface from above, and the way of each ball",
    steps: "Steps",
    legend: "The six ways",
    drop: "Drop here",
    dropHint: "Or press on the map. The grayer, the higher.",
    at: (step: number) => `Step ${count(step)}`,
    where: (x: number, y: number, value: number) => `at (${coordinate(x)}, ${coordinate(y)}), height ${figure(value)}`,
    between: ", ",
    of: (way: string, text: string) => `${way}: ${text}.`,
    first: (way: string, last: number) => `First to arrive: ${way}, after ${counted(last, steps)}.`,
    nobody: "None of them has arrived.",
  },
  question: {
    question:
      "In the bowl, SGD arrives at any rate below 2. The valley is as gentle along, and 25 times as steep across. Below which rate does SGD arrive there?",
    options: { same: "2, as in the bowl", fifth: "0.4, a fifth", steepest: "0.08, a twenty-fifth" },
    because:
      "Each step multiplies y by 1 − 25 times the rate, and beyond 0.08 that is larger than 1. The steepest direction sets the rate, and the gentle one has to wait. Momentum and Adam are answers to this.",
    hint: "In the valley, watch SGD at 0.07, 0.1 and 0.3.",
  },
};

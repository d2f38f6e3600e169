/** What the lesson about two moons says. */

import { formats } from "../english.ts";

const { count, decimal, figure, list } = formats;

const percent = (fraction: number) => `${decimal(100 * fraction, 1)} %`;

export const moons = {
  told: [
    "A network with one hidden layer learns to tell two kinds of points apart. Each hidden unit has a straight border of its own; together they bend into one. The colors are what it says everywhere, while it trains.",
    "It learns from the points that you see. It is judged by 400 others, drawn by the same rule, from which it never learns.",
    "Three cures for learning by heart: L2 makes every weight cost something. Dropout leaves out 30 % of the hidden units, anew in each step. Early stopping watches 100 more points, and goes back to the network that did best on them.",
  ],
  prediction: {
    question: "40 noisy points, 32 hidden units, no cure: training loss falls to almost 0. And test loss?",
    options: {
      down: "It falls to almost 0, too",
      same: "It falls, and then stays",
      up: "It falls, and then rises far above that",
    },
    happened: (
      lowest: { epoch: number; loss: number; accuracy: number },
      last: { epoch: number; loss: number; accuracy: number },
    ) =>
      `Test loss was lowest at epoch ${count(lowest.epoch)}: ${decimal(lowest.loss, 3)}, with ${percent(lowest.accuracy)} right. At epoch ${count(last.epoch)} it is ${decimal(last.loss, 3)}, with ${percent(last.accuracy)} right.`,
    sure: "Above all, where it is wrong it is now sure of it.",
  },
  play: {
    title: "Train it, then cure it",
    points: "Points",
    sets: { moons: "Moons", circles: "Circles", spirals: "Spirals", xor: "XOR", blobs: "Blobs", own: "Your own" },
    noise: "Noise",
    examples: "How many",
    units: "Hidden units",
    again: "Other points and weights",
    againOwn: "Other first weights",
    play: "Play",
    pause: "Pause",
    step: "Step",
    restart: "Back to the start",
    controls: "Training",
    epoch: (epoch: number) => `Epoch ${count(epoch)}`,
    pace: "Pace",
    paces: { watch: "to watch", full: "full" },
    ended: (epochs: number, seconds: number) => `${count(epochs)} epochs, computed in ${decimal(seconds, 1)} s.`,
    stopped: (epoch: number, best: number) =>
      `Stopped after epoch ${count(epoch)}: the network of epoch ${count(best)} is back.`,
    plane: "The points, and what the network says everywhere",
    border: "Solid line: where it changes its mind.",
    before: "Dashed: before the cure.",
    seen: "Show the test points",
    described: (epoch: number, training: { loss: number; accuracy: number }) =>
      `Epoch ${count(epoch)}: training loss ${decimal(training.loss, 4)}, ${percent(training.accuracy)} of the points on the right side of the border.`,
    describedTest: (test: { loss: number; accuracy: number }) =>
      `Test loss ${decimal(test.loss, 4)}, ${percent(test.accuracy)} right.`,
    describedUnit: (unit: number, w1: number, w2: number, b: number) =>
      `Hidden unit ${count(unit)} changes its sign where ${figure(w1)} x + ${figure(w2)} y + ${figure(b)} is 0.`,
    untrained: "There is no network yet.",
  },
  cures: {
    title: "Cures",
    names: { l2: "L2", dropout: "Dropout", stopping: "Early stopping" },
    formula: "To the loss, half of lambda times the sum of the squares of all weights is added.",
    none: "None",
    joined: (names: readonly string[]) => list(names),
    notOwn: "Your own points have no others to stop by, or to be judged by.",
  },
  unit: {
    title: "What a hidden unit sees",
    all: "The whole network",
    name: (unit: number) => `Unit ${count(unit)}`,
    line: "Where the unit changes its sign.",
    hint: "Point at one, or choose it with the arrow keys.",
  },
  losses: {
    title: "Loss by epoch",
    training: "Training",
    test: "Test",
    described: (lowest: { epoch: number; loss: number }) =>
      `Test loss was lowest at epoch ${count(lowest.epoch)}: ${decimal(lowest.loss, 4)}.`,
  },
  results: {
    title: "What came of it",
    cure: "Cure",
    epoch: "Epoch",
    training: "Training loss",
    test: "Test loss",
    right: "Test right",
  },
  question: {
    question:
      "On the moons with 32 hidden units, cure with L2 alone and train to the end. What has become of the units?",
    options: {
      each: "Each has a border of its own",
      few: "A few have their own; the rest share one",
      none: "Most have no border any more",
    },
    because:
      "A weight is worth its price only where it helps with many points. A few units pay it; the rest fade into one shared, gentle slope. The border bends only where it must.",
    hint: "Tick L2, train to the end, and go through the small pictures of the units. Compare them with those of no cure.",
  },
};

/** What the lesson about activations says. */

import { formats } from "../english.ts";

const { count, figure } = formats;

export const bending = {
  told: [
    "All that a unit can do by itself is add: a straight line of its input. Its activation bends that line.",
    "A hidden layer is a handful of such lines, each bent somewhere else, and the output is a weighted sum of them. Training moves the bends to where the curve needs them.",
    "How far it moves them depends on the slope. Where an activation runs nearly flat, a unit is saturated: hardly any of the gradient comes through. Where it is quite flat, none does, and a unit that is flat for every example is dead: nothing will wake it.",
  ],
  prediction: {
    question: "The identity bends nothing. What can a network with eight such hidden units draw?",
    options: { any: "Any curve", bends: "A few bends", line: "Only a straight line" },
    happened: (loss: string, line: string) =>
      `A sum of eight straight lines is a straight line. After all its steps the loss is ${loss}, and the best straight line there is has ${line}. Without a bend, no number of units helps.`,
  },
  play: {
    title: "Bend it",
    activation: "Activation",
    activations: {
      identity: "Identity",
      step: "Step",
      sigmoid: "Sigmoid",
      tanh: "Tanh",
      relu: "ReLU",
      leaky_relu: "Leaky ReLU",
      elu: "ELU",
      softplus: "Softplus",
      silu: "SiLU",
      gelu: "GELU",
      softmax: "Softmax",
    },
  },
  unit: {
    title: "One unit",
    hint: "Drag over the plane, move the slider, or type x.",
    plane: "The activation, and its slope as a dashed line",
    x: "x",
    show: "Show",
    definition: "The activation as a formula.",
    value: "The value at x.",
    slope: "The slope at x.",
    describe: (x: number, value: number, slope: number) =>
      `At x ${figure(x)} the value is ${figure(value)} and the slope ${figure(slope)}.`,
    conditions: {
      alive: "The slope lets the gradient through.",
      saturated: "Nearly flat: hardly any gradient comes through. A unit that stays here is saturated.",
      dead: "Flat: no gradient comes through. A unit that stays here is dead.",
    },
    softmax: "A softmax shares out 1, so it takes company: here x has a 0 beside it.",
    legend: { value: "value", slope: "slope", flat: "nearly flat or flat" },
  },
  network: {
    title: (units: number) => `A network of 1-${units}-1`,
    hint: "Sketch a curve on the plane, from left to right, or choose one.",
    curve: "Curve",
    curves: { waves: "Waves", hill: "Hill", corner: "Corner", jump: "Jump", own: "Your own" },
    units: "Hidden units",
    rate: "Learning rate",
    plane: "The curve to draw, what the network draws, and faintly its hidden units",
    steps: "Steps of training",
    again: "Other first weights",
    loss: "The mean squared error of the network",
    lossOfLine: "The mean squared error of the best straight line",
    now: "network",
    line: "best line",
    step: (step: number) => `Step ${count(step)}.`,
    describe: (loss: string, line: string) =>
      `The mean squared error is ${loss}; that of the best straight line is ${line}.`,
    untrained: "A step is flat everywhere, so no gradient says which way to go: it cannot be trained. This is chance.",
    conditions: { alive: "alive", saturated: "saturated", dead: "dead" },
    unit: (unit: number, condition: string) => `Unit ${count(unit)}: ${condition}`,
    counts: (alive: number, saturated: number, dead: number) =>
      `Of the hidden units ${count(alive)} are alive, ${count(saturated)} saturated, ${count(dead)} dead.`,
    legend: { target: "to draw", drawn: "drawn", hidden: "hidden units" },
    own: {
      few: "Sketch on the plane, or type at least two points.",
      full: (most: number) => `There is room for ${count(most)} points.`,
      x: "x",
      y: "y",
      add: "Add",
      clear: "Clear",
    },
  },
  question: {
    question:
      "At a learning rate of 1, draw the waves with eight units of ReLU, then of Leaky ReLU. How many are dead at the end?",
    options: { few: "A few of both", all: "Most or all of ReLU, none of Leaky ReLU", none: "None of either" },
    because:
      "A step that is too long throws a ReLU to where it is 0 for every example, and without a slope it never comes back. Leaky ReLU keeps a slope of 0.01 there. That saves the units, not the drawing.",
    hint: "Set the learning rate to 1, go to the last step with each, and read the count.",
  },
};

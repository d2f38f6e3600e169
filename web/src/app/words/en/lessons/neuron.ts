/** What the lesson about a neuron says. */

import { formats } from "../english.ts";

const { count, counted, figure } = formats;

const mistakes = { one: "mistake", other: "mistakes" };
const possible = { one: "is possible", other: "are possible" };

export const neuron = {
  told: [
    "A neuron weighs its inputs, adds them up with a bias, and says 1 if the sum is positive, else 0. Where the sum is exactly 0 it changes its mind: that is a line.",
    "It begins with weights of 0 and knows nothing. Show it one example after another. When it is right, nothing happens. When it is wrong, the line takes one step towards the example that it got wrong. That is the whole rule, and it dates from 1958.",
    "AND and OR can each be parted by a line. XOR is 1 where just one input is 1.",
  ],
  prediction: {
    question: "Shown the four examples of XOR again and again, after how many rounds does it make no mistake?",
    options: { few: "About 4", many: "About 40", never: "Never" },
    happened: (epoch: number, before: number) =>
      `After round ${count(epoch)} its weights are bit for bit what they were after round ${count(before)}. From the same weights the same follows, so it goes round for ever. No line parts XOR.`,
  },
  play: {
    title: "Teach it",
    points: "Examples",
    sets: { and: "AND", or: "OR", xor: "XOR", own: "Your own" },
    rate: "Learning rate",
    steps: "Examples shown",
    before: "Before the first example",
    mistakes: (made: number) => counted(made, mistakes),
    bound: (bound: number) => `at most ${counted(bound, possible)} here (Novikoff’s bound)`,
    noBound: "no line parts these, so there is no bound",
    learned: (epochs: number) => `Learned: round ${count(epochs)} went without a mistake.`,
    cycles: (epoch: number, before: number) =>
      `Round ${count(epoch)} ends where ${before === 0 ? "it all began" : `round ${count(before)} did`}: it never ends.`,
    epochs: (epochs: number) => `${count(epochs)} rounds, and still mistakes.`,
    right: "Right: nothing changes.",
    formulaAnswer: "The sum of the weighted inputs and the bias decides the answer.",
    formulaUpdate: "Each weight moves by rate times error times input.",
    plane: "The examples, and the line where the neuron changes its mind",
    line: (w1: number, w2: number, b: number) => `Weights ${figure(w1)} and ${figure(w2)}, bias ${figure(b)}.`,
    noLine: "All weights are 0: there is no line.",
    example: (x: number, y: number, target: number, answer: number) =>
      `Example ${figure(x)}, ${figure(y)} is a ${target}; it said ${answer}.`,
    examples: (kind: number, points: readonly (readonly [number, number])[]) =>
      `Class ${kind}: ${points.map(([x, y]) => `(${figure(x)}, ${figure(y)})`).join(", ")}.`,
    legend: { zero: "class 0", one: "class 1", side: "says 1" },
  },
  network: {
    title: "Two neurons in between",
    text: "Let two neurons draw a line each, and a third decide by what they say: 2-2-1. Trained by backpropagation, which needs a smooth step, it parts XOR.",
    plane: "What the network of 2-2-1 says everywhere",
    outputs: (outputs: readonly number[]) =>
      `It says ${outputs.map((output) => figure(Math.round(output * 1000) / 1000)).join(", ")} for the four examples.`,
    solved: "Every answer is on the right side of 0.5.",
    stuck: "From these first weights it gets stuck. That happens with so few neurons.",
    again: "Other first weights",
  },
  question: {
    question: "On AND, make the learning rate ten times as large. Where does the line end?",
    options: { sooner: "In the same place, after fewer mistakes", same: "In the same place", other: "Somewhere else" },
    because:
      "From weights of 0, ten times the rate makes every weight ten times as large, and the sum is positive in the same places.",
    hint: "Set the rate to 0.1 and then to 1 on AND, go to the end each time, and compare.",
  },
};

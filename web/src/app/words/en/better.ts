/** What the page says where it tells whether a setting is better. */

import { aDigit, formats } from "./english.ts";

const { count, counted } = formats;

export const better = {
  what: "What to try",
  labNote: "The recipe as it stands in the ",
  lab: "lab",
  labNoteEnd: ", alone or beside others that differ in one setting.",
  setting: {
    name: "Compare with another",
    explanation:
      "One setting of the recipe takes another value, or several, one after the other. All else stays as it is in the lab. Or another run’s whole recipe, among those that were kept.",
  },
  alone: "nothing: the lab’s recipe alone",
  values: (most: number) => ({
    name: "Value, or values",
    explanation: `Each makes a recipe of its own, such as 0.01, 0.03, 0.1. Up to ${count(most)} are compared with the lab’s.`,
  }),
  valuesPlaceholder: "such as 0.01, 0.03",
  inLab: (text: string) => `In the lab: ${text}.`,
  seeds: (least: number, most: number) => ({
    name: "Seeds",
    explanation: `With how many seeds each recipe is tried: the lab’s, the one after it, and so on, the same for all recipes. A seed decides the initial weights and the order of the digits. ${count(least)} to ${count(most)}; more seeds tell smaller differences from chance.`,
  }),
  epochs: {
    name: "Epochs",
    explanation: "How long each of them trains. Left empty, as long as the recipe says.",
  },
  asRecipe: "as the recipe",
  run: (recipes: number, seeds: string) =>
    recipes > 1 ? `Run ${count(recipes)} × ${seeds} seeds` : `Run ${seeds} seeds`,
  stop: "Stop",
  goOn: "Go on",
  cores: (workers: number) =>
    workers === 1
      ? "One runs at a time, in a worker of its own. What trains in the lab meanwhile shares this machine’s cores with it; no result depends on that."
      : `${count(workers)} run at the same time, in a worker each. They share this machine’s cores, with one another and with the lab; no result depends on that.`,

  labRecipe: "The lab’s recipe",
  withValue: (setting: string, value: string) => `${setting} ${value}`,
  withLabValue: (setting: string, value: string) => `${setting} ${value === "" ? "as" : `${value}, as`} in the lab`,
  valueMissing: (setting: string) => `${setting}: what else should it be? Name a value, or several.`,
  noOther: (setting: string, value: string) => `${setting}: it is ${value} in the lab already. Name another value.`,
  keptRuns: "Kept runs",
  noOtherRun: (name: string) => `${name}: this run’s recipe is the lab’s. Choose another.`,
  tooManyValues: (given: number, most: number) =>
    `These are ${count(given)} values; allowed are at most ${count(most)}.`,
  seedsAllowed: (least: number, most: number) =>
    `Seeds: allowed is a whole number from ${count(least)} to ${count(most)}.`,
  epochsAllowed: "Epochs: allowed is a whole number from 1 on, or nothing for as many as the recipe says.",

  results: "Results",
  progress: "Trials made",
  nothingYet: "Each run will be a dot here: the wider the dots of one recipe, the more chance decides.",
  running: (done: number, all: number) => `${count(done)} of ${counted(all, { one: "run", other: "runs" })} done`,
  left: (time: string) => `about ${time} left`,
  estimating: "finding out how long it takes …",
  stopped:
    "Stopped. What is done is kept; a verdict needs all of it, since whoever may stop when it looks good always wins.",

  accuracy: "Test accuracy, %",
  /** Of the mean of one recipe. */
  mean: (mean: string, low: string, high: string) => `${mean} (${low} to ${high})`,
  meanTerm: (percent: number) => ({
    name: "Mean and its interval",
    explanation: `Each dot is one seed. The line is Student’s ${count(percent)} % interval: in ${count(percent)} of 100 such experiments it holds the mean that endlessly many seeds would have.`,
  }),
  dot: (seed: string, accuracy: string) => `Seed ${seed}: ${accuracy}`,
  /** For those who do not see the dots. */
  describeRow: (name: string, runs: number, least: string, most: string, mean: string) =>
    `${name}: ${counted(runs, { one: "run", other: "runs" })}, from ${least} to ${most}, ${mean} on average.`,
  describeNone: (name: string) => `${name}: no score yet.`,

  alike: (least: string, most: string) =>
    `The same recipe reads from ${least} to ${most} of the test digits right, with nothing changed but the seed.`,
  verdicts: {
    better: (points: string, low: string, high: string) => `Better, by ${points} points (${low} to ${high}).`,
    worse: (points: string, low: string, high: string) => `Worse, by ${points} points (${low} to ${high}).`,
    within: (points: string, low: string, high: string) =>
      `Within what another seed does: ${points} points (${low} to ${high}).`,
    same: () => "No difference at all: every seed gives the same score.",
    constant: (points: string) =>
      `${points} points with every seed. Without any spread to judge by, that takes more seeds to tell from chance.`,
    few: (_points: string, _low: string, _high: string, pairs: number) =>
      pairs === 0
        ? "Nothing to compare: there is no seed with which both came to a score."
        : `${counted(pairs, { one: "seed is", other: "seeds are" })} too few to tell.`,
  },
  /** Each of so many recipes but the first is compared with that one. */
  verdictTerm: (oneIn: number, recipes: number) => ({
    name: "How that is judged",
    explanation: `The difference of each seed’s two scores, by Student’s paired t-test at 1 in ${count(oneIn)}. Two recipes that are the same are called different about that seldom; in a sweep of ${count(recipes)}, in at most 1 of ${count(oneIn / (recipes - 1))}.`,
  }),
  diverged: (runs: number, all: number) =>
    `${count(runs)} of ${counted(all, { one: "run", other: "runs" })} diverged and ${runs === 1 ? "is" : "are"} left out: their numbers grew beyond all bounds.`,
  probability: (p: string) => `p\u00a0=\u00a0${p}`,
  probabilityBelow: (p: string) => `p\u00a0<\u00a0${p}`,

  digits: {
    title: "The same test digits",
    explanation:
      "Two networks of the same seed read the same 10,000 test digits. McNemar’s test asks of those that only one reads right whether they fall to both sides as a fair coin would. It tells of these two networks, not of their recipes: another seed may turn it round.",
    other: "Beside the lab’s",
    seed: "Seed",
    both: "Both right",
    neither: "Both wrong",
    only: (name: string) => `Right only: ${name}`,
    differ: (p: string) => `These two networks differ by more than the choice of test digits explains (McNemar, ${p}).`,
    alike: (p: string) => `Other test digits might turn this round (McNemar, ${p}).`,
    digit: (index: number, label: number | undefined) =>
      label === undefined ? `Test digit ${count(index)}` : `Test digit ${count(index)}, ${aDigit(label)}`,
    more: (digits: number) => `and ${count(digits)} more`,
  },

  table: "All runs",
  tableSeed: "Seed",
  difference: "Difference",
  divergedCell: "diverged",
  csv: "CSV",
  json: "JSON",
  exportCsv: "Export all runs as CSV",
  exportJson: "Export all runs as JSON",
  fileName: "seeds",
};

/** What the page says of programs, and what programs say of themselves. */

import { formats } from "./english.ts";

const { count } = formats;

export const programs = {
  title: "Show me the code",
  /** Beneath the title. */
  hint: {
    exact: "The whole program. It gives this page’s very numbers, bit for bit.",
    same: "The whole program. It gives this page’s numbers, up to rounding.",
    like: "The whole program, as one writes it there.",
    otherwise: "The whole program. It does some things otherwise, which are listed below.",
  },
  tabs: "Languages",
  names: {
    cpp: "Inkling in C++",
    javascript: "Inkling in JavaScript",
    pytorch: "PyTorch",
    keras: "Keras",
    numpy: "NumPy",
  },
  copy: "Copy",
  copied: "Copied.",
  select: "It cannot be copied from here: it is selected, so that you can.",
  save: "Save as file",
  savePoints: "Save points.csv",
  readsPoints: "It reads its examples from points.csv, beside it.",
  notesTitle: "What it does otherwise",
  close: "Close",

  /** The first line of a program; what it is of, and how it is done. */
  heading: {
    learns: (shape: string, data: string) => `${shape} learns ${data}`,
    digits: "MNIST’s digits",
    written: "digits that made-up hands write",
    given: "the given points",
    rule: (name: string) => `the points of “${name}”`,
    perceptron: "A perceptron learns the given points",
    /** Of several that are shown it is the first. */
    descent: (optimizer: string, surface: string, shown: number) =>
      `${optimizer}${shown > 1 ? `, the first of the ${shown} balls that are shown,` : ""} goes down the ${surface}`,
    sums: "The same numbers, added up in several orders",
    by: {
      cpp: ", with Inkling in C++.",
      javascript: ", with Inkling in JavaScript.",
      pytorch: ", as Inkling does it, in PyTorch.",
      keras: ", in Keras.",
      numpy: ", as Inkling does it, in plain NumPy.",
    },
    /** Where there is nothing of Inkling’s in it. */
    in: {
      cpp: ", in C++.",
      javascript: ", in JavaScript.",
      pytorch: ", in PyTorch.",
      keras: ", in Keras.",
      numpy: ", in NumPy.",
    },
    /** Before the notes on that. */
    otherwise: "What it does otherwise:",
  },
  /** How it is built, or where the library comes from. */
  build: {
    cmake: "Build: with CMake, where add_subdirectory(inkling) brings the library inkling::inkling.",
    compiler: "Build: c++ -std=c++20 program.cpp -o program",
    package: "The package “inkling” is what “npm run package” makes of Inkling’s sources.",
  },
  /** How it is run. */
  run: {
    digits: (command: string) => `Run: ${command} data, where the folder “data” holds MNIST’s four IDX files.`,
    points: (command: string) => `Run: ${command}, beside points.csv.`,
    alone: (command: string) => `Run: ${command}`,
  },

  /** What a program does otherwise than the recipe has it: a sentence each. */
  notes: {
    changes: (changes: readonly { step: number; what: string }[]) =>
      `Its settings stay as they are. In the run on the page they were changed by hand: ${changes
        .map(({ step, what }) => `after step ${count(step)}, ${what}`)
        .join("; ")}.`,
    written: "Made-up hands that write a share of each batch are left out: every batch is the data’s own.",
    warped: "Digits are not warped.",
    shift: "Digits are not shifted.",
    deslant: "Digits are not set upright first.",
    handwriting: "It learns MNIST’s digits: those that made-up hands write can only be had from Inkling.",
    step: "A step has no slope: Inkling refuses to train through it, and here nothing comes back from it.",
    loneExample:
      "PyTorch refuses batch normalisation of a single example, which is left at the end of an epoch: that batch is left out.",
    normBias: (optimizer: string) =>
      `The bias before batch normalisation changes no output, so that its gradient is rounding alone, which ${optimizer} makes large: it strays another way here, and the scores in the test with it, a little.`,
    kerasRandom:
      "Keras draws its own initial weights, order and dropout: the results are like Inkling’s, not the same.",
    kerasRandomOrder: "Keras draws its own order and dropout: the results are like Inkling’s, not the same.",
    kerasEpsilon: "Keras adds epsilon within the root, Inkling outside of it.",
    kerasEpsilonAdam: "Keras adds Adam’s epsilon before the root’s bias is undone, Inkling after.",
    kerasMomentum: "Keras counts the rate into the velocity: where the rate changes, momentum does a little later.",
    kerasClip: "Keras bounds either the norm of gradients or each gradient: here it is the norm.",
    kerasLoss: "The loss that Keras prints includes label smoothing and penalties.",
    kerasNorm: "Keras keeps the batch’s own variance, Inkling the unbiased one.",
    kerasWarmup: "The warm-up is left out: Keras has it for the cosine alone.",
    kerasWarmupCosine: "Keras’s warm-up begins at a rate of 0, Inkling’s one step later.",
    kerasBest: "Keras puts back the network of the last progress, Inkling that of the lowest loss.",
    descentLibrary: "The library has no optimizer by itself in JavaScript: these lines are the same rule.",
    sumsDouble: "JavaScript’s numbers are doubles: Math.fround rounds each sum to a float32.",
  },

  /** What stands beside the lines of programs. */
  comments: {
    random: "Random numbers as Inkling draws them (PCG32). Each stream serves one purpose.",
    below: "0 to bound - 1, each as likely",
    polar: "Marsaglia’s polar method",
    shuffle: "Fisher-Yates",
    uniform: "between -limit and limit",
    idx: "The bytes of an IDX file behind its header",
    pointsFile: "Columns: the inputs, what to learn, and a 1 for those to judge by",
    smoothing: "A share of each target goes to all classes alike",
    dropoutDrawn: "as Inkling draws it",
    factor: "What the learning rate is multiplied by",
    period: "as long as the run",
    penalty: "Penalties on the weights",
    clipValue: "No gradient is larger",
    clipNorm: "Nor are all together",
    maxNorm: "No unit’s weights are longer",
    undecayed: "Biases do not decay",
    earlyStopping: "Stop when the validation loss no longer falls; keep the best network",
    plateau: "Lower the rate when the validation loss no longer falls",
    network: (shape: string) => `The network: ${shape}`,
    networkBy: (shape: string, rules: string) => `The network: ${shape} (${rules})`,
    training: "Training",
    data: "The data",
    given: "Initial weights as given",
    drawn: "Initial weights and biases, as Inkling draws them",
    transposed: "[in, out] becomes [out, in]",
    updated: "Wherever the answer is wrong, the weights move",
  },
};

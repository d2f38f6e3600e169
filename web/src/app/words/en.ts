/** Every text of the page in English. */

import { formatsFor } from "./formats.ts";

// Of the kinds of English, the one whose lists have no comma before "and".
const formats = formatsFor("en-GB");
const { choice, count, counted, list } = formats;

export const en = {
  formats,

  title: "Inkling",
  subtitle: "A neural network that learns to read handwriting in your browser, while you watch.",
  site: {
    homeTitle: "Inkling: a network that learns to read handwriting",
    noticeTitle: "Inkling: no such page",
    unknown: (address: string) => `There is no page at “${address}”.`,
    notFetched: "This page could not be fetched: the server cannot be reached, or its script did not arrive whole.",
    home: "To the network that learns to read",
  },

  training: "Training",
  drawing: "Drawing",
  /** What the digits are, by whom and under which license; both names are links. */
  credits: <Link>(mnist: (name: string) => Link, license: (name: string) => Link): (string | Link)[] => [
    "Digits: ",
    mnist("MNIST"),
    ` by ${list(["Yann LeCun", "Corinna Cortes", "Christopher Burges"])}, `,
    license("CC BY-SA 3.0"),
    ". Nothing that you draw leaves this page.",
  ],

  controls: {
    train: "Train",
    resume: "Resume",
    trainFurther: "Train further",
    pause: "Pause",
    step: "Step",
    stepTitle: "Train on one batch",
    reset: "Reset",
    resetTitle: "Start over with an untrained network",
  },

  pace: {
    term: {
      name: "Pace",
      explanation:
        "Watch takes eight batches a second, so that you see each one change the network. Fast takes as many as this machine can. What it learns is the same.",
    },
    watch: "Watch",
    fast: "Fast",
  },

  status: {
    loading: (what: string | undefined) => (what === undefined ? "Loading …" : `Loading ${what} …`),
    loadingName: "Loading",
    loaded: (megabytes: string, ofMegabytes: string) => `${megabytes} of ${ofMegabytes} MB`,
    ready: "Ready. Press Train and watch.",
    learning: (digits: number) => `Learning from ${count(digits)} digits. Draw one at any time.`,
    learningSoon: (digits: number, soon: number) => `Learning from ${count(digits)} digits, soon from ${count(soon)}.`,
    paused: (steps: number) => `Paused after ${counted(steps, { one: "step", other: "steps" })}.`,
    finished: (epochs: number) => `Finished after ${counted(epochs, { one: "epoch", other: "epochs" })}.`,
    failed: "The network has stopped.",
    startAgain: "Start again",
    startAgainAtRate: (rate: string) => `Start again at rate ${rate}`,
    tryAgain: "Try again",
  },

  /** Why the worker is of no more use. */
  worker: {
    unreadable: "The worker sent something that cannot be read.",
    ended: "The worker that trains the network ended unexpectedly.",
    closed: "The worker was closed.",
    failed: (reason: string) => `The worker that trains the network failed: ${reason}`,
    notArrived:
      "The worker that trains the network could not be started: its script was blocked or did not arrive whole.",
    unsupported: (reason: string, browsers: string) =>
      `The worker that trains the network cannot be started in this browser (${reason}). ${browsers}`,
    unknownReason: "an unknown error",
  },

  numbers: {
    title: "Progress",
    epochUnderWay: "Epoch under way",
    testAccuracy: {
      name: "Test accuracy",
      explanation:
        "The share of the 10,000 test digits that it reads right. It never learns from them, so this is how well it would read anybody's.",
    },
    trainingAccuracy: {
      name: "Training accuracy",
      explanation: "The share of the latest digits to learn from that it read right, just before it learned from them.",
    },
    testLoss: {
      name: "Test loss",
      explanation:
        "How far its answers for the test digits are from right. 0 is certain and right every time; with cross entropy, 2.3 is guessing.",
    },
    trainingLoss: {
      name: "Training loss",
      explanation:
        "How far its answers for the latest digits to learn from were from right. Each step makes this one smaller.",
    },
    epoch: {
      name: "Epoch",
      explanation:
        "How often it has been through all of the digits to learn from. The bar below shows the round under way.",
    },
    step: {
      name: "Step",
      explanation: "How often it has changed its weights: once for each batch of digits.",
    },
    digitsPerSecond: {
      name: "Digits per second",
      explanation: "How many digits it learns from in a second, at the pace chosen.",
    },
    time: {
      name: "Time",
      explanation: "How long it has trained, without pauses and without test scores.",
    },
  },

  figures: {
    /** Where there is no number yet, or where what came out is none. */
    none: "–",
    percent: (figure: string) => `${figure} %`,
    seconds: (seconds: string) => `${seconds} s`,
    minutes: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
    hours: (hours: number, minutes: number) => `${hours} h ${minutes} min`,
    hiddenLayers: (layers: number) => counted(layers, { one: "hidden layer", other: "hidden layers" }),
  },

  pad: {
    hint: "Draw a digit, large",
    undo: "Undo",
    clear: "Clear",
    testDigit: "Test digit",
    testDigitTitle: "Show the network a digit that it has never seen",
    isTestDigit: (label: number) => `A real test digit: somebody wrote a ${label}`,
    surface: "Drawing pad. Without a pointer, use the Test digit button instead.",
    surfaceWith: (content: string) => `Drawing pad. ${content}.`,
  },

  reading: {
    reads: {
      name: "It reads",
      explanation:
        "The digit that it finds most probable or, where it does not know, the two or three that it may be. The bars show how probable it finds each of the ten.",
    },
    guesses: {
      name: "It guesses",
      explanation:
        "It has not learned anything yet: its weights are random, so this is a guess and no verdict. Train it first.",
    },
    sees: {
      name: "It sees",
      explanation:
        "The drawing as the network gets it: 28 by 28 pixels, as large and as much in the middle as the digits it learns from.",
    },
    picture: "The digit as 28 by 28 pixels",
    emptyPicture: "28 by 28 empty pixels",
    probabilities: "Probability of each digit",
    note: "How probable it finds each digit",
    /** What it puts out where the loss makes no probabilities of it. */
    outputs: "Output for each digit",
    outputsNote: "What it puts out for each digit",
    untrainedNote: "Not trained yet: only a guess",
    /** Why there is a dash instead of a digit. */
    unreadable: "It cannot read: its numbers have grown too large. Start again.",
    /** In place of a digit where it may be one of these, in parts. */
    candidates: choice,
    /** What is read out. */
    readAs: (digit: number, percent: string | undefined) => `Read as ${digit}${sure(percent)}`,
    mayBe: (digits: string[], percents: string[]) =>
      `It may be ${choice(digits)
        .map(({ value }) => value)
        .join("")}: ${list(percents)} percent sure`,
    guessed: (digit: number, percent: string | undefined) => `Not trained yet, a guess: ${digit}${sure(percent)}`,
    testDigit: (label: number, said: string) => `A test digit, written as a ${label}. ${said}`,
  },

  writer: {
    title: "Written digits",
    note: "Made-up hands write digits like these while it trains. How many of each batch they are, the written share says, under Training.",
    hands: "How much hands differ",
    /** For those who do not see them. */
    sheet: (times: number) => `Digits written by made-up hands: 0 to 9 from left to right, ${times} of each`,
    others: "Write others",
    notFetched: "The sheet of written digits could not be fetched: the server cannot be reached.",
  },

  charts: {
    title: "Curves",
    accuracy: {
      name: "Accuracy, %",
      explanation:
        "The share of digits read right. The scale widens towards 100, so that the first climb and the last few percent are both seen.",
    },
    loss: {
      name: "Loss",
      explanation:
        "How far the answers are from right. The scale is logarithmic: each line is about a third of the one above.",
    },
    training: "training",
    test: "test",
    beforeAxis: "From left to right: ",
    axis: {
      name: "digits seen",
      explanation: "How many digits it has learned from so far. One that comes by again counts again.",
    },
    afterAxis: ". Words with dots beneath explain themselves.",
    /** For those who do not see the curves. */
    describeAccuracy: (digits: string, training: string, test: string) =>
      `Accuracy over ${digits} digits seen. Now ${training} in training, ${test} in the test.`,
    describeLoss: (digits: string, training: string, test: string) =>
      `Loss over ${digits} digits seen. Now ${training} in training, ${test} in the test.`,
  },

  settings: {
    title: "Settings",
    training: "Training",
    trainingNote: "changes apply at once",
    network: "Network",
    networkNote: "an entry starts a new one",
    /** What is in view is called by these names until the engine tells how it calls its settings. */
    awaited: {
      learningRate: "Learning rate",
      batchSize: "Batch size",
      optimizer: "Optimizer",
      epochs: "Epochs",
      dropout: "Dropout",
      activation: "Activation",
    },
    notDescribed: "The engine, which is still on its way, tells what this is.",
    trainingSize: {
      name: "Digits to learn from",
      explanation:
        "How many of MNIST's 60,000 training digits it learns from. More make a better reader, and longer epochs.",
    },
    hiddenUnits: {
      name: "Units of hidden layers",
      explanation:
        "How many units compute between the picture and the answer. 128 is one layer of 128 units; 128, 64 are two layers; none is logistic regression.",
    },
    /** What a person writes instead of a number of units where there is no hidden layer. */
    noLayers: "none",
    /** In place of a text that is another one in each layer. */
    mixed: "by layer",

    more: "More",
    moreSettings: "More settings",
    groups: {
      network: "Network",
      training: "Training",
      regularisation: "Regularisation",
      schedule: "Schedule",
    },
    hiddenLayer: (layer: number) => `Hidden layer ${layer}`,
    outputLayer: "Output layer",
    addLayer: "Add a hidden layer",
    removeLayer: "Remove",
    removeLayerOf: (layer: number) => `Remove hidden layer ${layer}`,
    furtherLayers: (layers: number) => `${counted(layers, { one: "further layer", other: "further layers" })}.`,
    on: "on",
    off: "off",
    /** A choice that is left to the engine. */
    automatic: "automatic",
    /** The numbers that a setting may be. */
    range: ({ isWhole, least, most, withoutLeast, withoutMost }: Range) => {
      const isBetween = least !== undefined && most !== undefined;
      const from = least !== undefined && `${withoutLeast ? "above" : isBetween ? "from" : "at least"} ${exact(least)}`;
      const to = most !== undefined && `${withoutMost ? "below" : "at most"} ${exact(most)}`;
      const isPlain = isBetween && !withoutLeast && !withoutMost;
      const ends = isPlain ? `${from} to ${exact(most)}` : [from, to].filter(Boolean).join(", ");
      const parts = [isWhole ? "whole" : !ends && "any number", ends].filter(Boolean);
      return `${capitalized(parts.join(", "))}.`;
    },
    standard: (standard: string) => `Default: ${standard}.`,
    changed: "Changed.",
    backTo: (standard: string) => `Back to ${standard}`,

    shape: (layers: string, parameters: string) => `${layers}: ${parameters}`,
    parameters: {
      name: "weights and biases",
      explanation: "The numbers that training changes: a weight for each connection, and a bias for each unit.",
    },

    /** A setting's name away from the fields around it. */
    inGroup: (title: string, group: string) => `${title} (${group.toLowerCase()})`,
    ofHidden: (title: string, layer: number) => `${title} of hidden layer ${layer}`,
    ofOutput: (title: string) => `${title} of the output layer`,
    /** Ends a sentence that begins with "Use". */
    allowedSuchAs: (allowed: string | undefined, example: string | undefined) =>
      `${allowed ?? "another value"}${example ? `, such as ${example}` : ""}`,
    missing: (name: string, allowed: string) => `${name}: a number is missing. Use ${allowed}.`,
    noNumber: (name: string, given: string, allowed: string) => `${name}: '${given}' is not a number. Use ${allowed}.`,
    tooLarge: (name: string, given: string, allowed: string) => `${name}: '${given}' is too large. Use ${allowed}.`,
    refused: (name: string, given: string, allowed: string) => `${name}: ${given} was given; allowed is ${allowed}.`,
  },
};

const sure = (percent: string | undefined) => (percent === undefined ? "" : `, ${percent} percent sure`);

/** The numbers from `least` to `most`, where there are such, the ends included unless said otherwise. */
interface Range {
  isWhole: boolean;
  least?: number;
  most?: number;
  withoutLeast?: boolean;
  withoutMost?: boolean;
}

/** As a person would write it; what is very large or very small as a program does. */
const exact = (number: number) =>
  Number.isInteger(number) && Math.abs(number) < 1e15 ? count(number) : String(number);

const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

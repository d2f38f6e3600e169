/** Every text of the page in English. */

import { aDigit, capitalized, exact, formats, rounded } from "./en/english.ts";

const { choice, count, counted, decimal, list } = formats;

const runForms = { one: "run", other: "runs" };

export const en = {
  formats,

  title: "Inkling",
  /** Of what comes when it is first used. */
  notFetched: "This part of the page could not be fetched: the server cannot be reached. Try again.",
  subtitle: "A neural network that learns to read handwriting while you watch.",
  site: {
    homeTitle: "Inkling: a network that learns to read handwriting",
    noticeTitle: "Inkling: no such page",
    unknown: (address: string) => `There is no page at “${address}”.`,
    notFetched: "This page could not be fetched: the server cannot be reached, or its script did not arrive whole.",
    languageNotFetched: "The texts in that language could not be fetched: the server cannot be reached.",
    home: "To the network that learns to read",
    /** The navigation's name, and the names of the pages in it. */
    pages: "Pages",
    lab: "Lab",
    learn: "Learn",
    runs: "Runs",
    runsTitle: "Inkling: all runs",
    runsSubtitle: "Every run is kept on this device, with its settings.",
    better: "Is it better?",
    links: "Links",
    linksTitle: "Inkling: links verified",
    linksSubtitle: "Each run is trained again here, to see if it is true.",
    betterTitle: "Inkling: is it better?",
    betterSubtitle: "Several seeds tell a difference from chance.",
  },

  training: "Training",
  drawing: "Drawing",
  /** To the parts of the page, where they stand below one another. */
  jumps: { name: "Parts of the page", train: "Train", draw: "Draw", curves: "Curves", settings: "Settings" },
  /** What the digits are, by whom and under which license; both names are links. */
  credits: <Link>(mnist: (name: string) => Link, license: (name: string) => Link): (string | Link)[] => [
    "Digits: ",
    mnist("MNIST"),
    ` by ${list(["Yann LeCun", "Corinna Cortes", "Christopher Burges"])}, `,
    license("CC BY-SA 3.0"),
    ". Nothing that you draw leaves this page. Dotted words say more.",
  ],

  controls: {
    train: "Train",
    resume: "Resume",
    trainFurther: "Train further",
    pause: "Pause",
    step: "Step",
    stepTitle: "Train on one batch",
    epoch: "Epoch",
    epochTitle: "Train to the end of an epoch",
    reset: "Reset",
    resetTitle: "Start over with an untrained network",
  },

  /** A run as a link to it. */
  send: {
    open: "Send",
    openTitle: "A link that repeats this run on another machine",
    recipe: (run: {
      layers: string;
      optimizer: string;
      epochs: number;
      examples: number;
      data: string | undefined;
    }) => {
      const { layers, optimizer, epochs, examples, data } = run;
      const learned = data === undefined ? `${count(examples)} digits` : `${count(examples)} examples of ${data}`;
      return `${layers}, ${optimizer}, ${counted(epochs, { one: "epoch", other: "epochs" })} of ${learned}.`;
    },
  },

  /** A program that does the same: the rest of its texts comes with it. */
  programs: {
    open: "Show me the code",
  },

  /** A run that somebody has sent. */
  arrival: {
    title: "A run by a link",
    opening: "Opening the link …",
    refused: "The settings here stay as they are.",
    otherData: "This link is to a run that does not learn from MNIST, which this page has no form for.",
    brought: (recipe: string) => `By a link: ${recipe} Train runs it.`,
    changes: (changes: number) =>
      changes === 1 ? "Settings change once on the way." : `Settings change ${count(changes)} times on the way.`,
    noClaim: "There is no result of the sender’s to compare with.",
    claimed: (accuracy: string, epochs: number) =>
      `The sender reached ${accuracy} in ${counted(epochs, { one: "epoch", other: "epochs" })}; each is compared as it ends.`,
    same: (epoch: number) => `Epoch ${count(epoch)}: the same network as the sender’s, bit for bit.`,
    allSame: (epochs: number) =>
      epochs === 1
        ? "The epoch ended with the same network as the sender’s, bit for bit."
        : `All ${count(epochs)} epochs: the same network as the sender’s, bit for bit.`,
    different: (epoch: number) =>
      `Not what the sender says they reached: another network or score at epoch ${count(epoch)}.`,
    own: "A setting was changed: this run is your own now.",
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
    watching: (digits: number) => `Learning from ${count(digits)} digits, slowly, to watch. Draw one, or choose Fast.`,
    learningSoon: (digits: number, soon: number) => `Learning from ${count(digits)} digits, soon from ${count(soon)}.`,
    past: (step: number, head: number) => `Back at step ${count(step)} of ${count(head)}. Train goes on from here.`,
    paused: (steps: number) => `Paused after ${counted(steps, { one: "step", other: "steps" })}.`,
    finished: (epochs: number) => `Finished after ${counted(epochs, { one: "epoch", other: "epochs" })}.`,
    failed: "The network has stopped.",
    startAgain: "Start again",
    startAgainAtRate: (rate: string) => `Start again at rate ${rate}`,
    goBackAtRate: (step: number, rate: string) => `Go back to step ${count(step)}, and on at rate ${rate}`,
    tryAgain: "Try again",
    /** Which layer's numbers grew before training diverged; undefined is the output layer. */
    grew: (layer: number | undefined, step: number, times: number) =>
      `${layer === undefined ? "The output layer" : `Hidden layer ${layer}`} grew first: by step ${count(step)} to ${count(times)} times what it was.`,
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
    runUnderWay: "Run under way",
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
        "How far its answers for the latest digits to learn from were from right. Each step aims to make it smaller.",
    },
    epoch: {
      name: "Epoch",
      explanation:
        "How often it has been through all of the digits to learn from. Of the bars below, the upper one shows the round under way and the lower one the whole run.",
    },
    /** How many there will be at the end of the run. */
    of: (all: string) => `of ${all}`,
    step: {
      name: "Step",
      explanation: "How often it has changed its weights: once for each batch of digits.",
    },
    digitsPerSecond: {
      name: "Digits per second",
      explanation: "How many digits it learns from in a second, at the pace chosen.",
    },
    gigaflops: {
      name: "GFLOP/s",
      explanation:
        "Billions of multiplications and additions that were executed in each second of computing, in the products of inputs and weights, forwards and backwards. Blank pixels are skipped, so they do not count, and neither does anything else that training does.",
    },
    time: {
      name: "Time",
      explanation: "How long it has trained, without pauses and without test scores.",
    },
    timeLeft: {
      name: "Left",
      explanation: "How long the run will go on, if it stays as fast as it is, with the test scores on the way.",
    },
  },

  figures: {
    /** Where there is no number yet, or where what came out is none. */
    none: "–",
    percent: (figure: string) => `${figure} %`,
    seconds: (seconds: string) => `${seconds} s`,
    minutes: (minutes: number, seconds: number) => `${minutes} min ${seconds} s`,
    wholeMinutes: (minutes: number) => `${minutes} min`,
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

  /** A person's own digits, and what the network learns from them. */
  hand: {
    whatWasIt: "What was it?",
    isDigit: (digit: number) => `It was ${aDigit(digit)}`,
    kept: (label: number) => `Kept as ${aDigit(label)}.`,
    undo: "Undo",
    /** The guided start. */
    draw: (digit: number) => `Draw ${aDigit(digit)}`,
    drawOf: (digit: number, place: number) => `Draw ${aDigit(digit)} (${place} of 10)`,
    next: "Next",
    done: "Done",
    guideUndo: "Back",
    leave: "Leave",
    title: "Your hand",
    /** The same where the network reads with what it learned of one. */
    learned: "Hand learned",
  },

  writer: {
    title: "Written digits",
    note: "Made-up hands write digits like these while it trains. How many of each batch they are, the written share says.",
    hands: "How much hands differ",
    /** For those who do not see them. */
    sheet: (times: number) => `Digits written by made-up hands: 0 to 9 from left to right, ${times} of each`,
    others: "Write others",
  },

  timeline: {
    title: "Rewind",
    step: {
      name: "Rewind",
      explanation:
        "Takes the network back to any step that it has taken: what it reads, its scores and its weights are those of then. Train goes on from there as a new run, and the one before is kept.",
    },
    slider: "Step of the run",
    at: (step: number, head: number) => `Step ${count(step)} of ${count(head)}`,
    short: (step: string, head: string) => `${step} of ${head}`,
    toEnd: "End",
    toEndTitle: "To the last step",
  },

  changes: {
    /** What was changed, in few words. */
    changed: (settings: { title: string; text: string }[]) =>
      settings.map(({ title, text }) => `${title} ${text || "off"}`).join(", "),
  },

  charts: {
    title: "Curves",
    accuracy: {
      name: "Accuracy, %",
      explanation: "The share of digits read right, in training just before each was learned from.",
    },
    loss: {
      name: "Loss",
      explanation: "How far the answers are from right. 0 is certain and right every time.",
    },
    training: "training",
    test: "test",

    over: {
      name: "Over",
      explanation:
        "What the curves run over, from left to right. Digits seen counts each digit as often as it comes by; a step is one batch; an epoch is once through all of them. Seconds leave out pauses and test scores.",
    },
    axes: { digitsSeen: "digits seen", step: "steps", epoch: "epochs", seconds: "seconds" },
    scale: {
      name: "Scale",
      explanation:
        "Logarithmic widens towards 100 % and towards no loss, so that the first climb and the last few percent are both seen; each line of the loss is about a third of the one above. Linear leaves distances as they are.",
    },
    scales: { logarithmic: "logarithmic", linear: "linear" },
    smoothing: {
      name: "Smoothing",
      explanation:
        "Each point becomes the mean of itself and its neighbours: up to 4 on either side with some, 16 with much, fewer towards both ends. What was measured stays behind it, faintly, and is what the table and the values say.",
    },
    smoothings: { none: "none", some: "some", much: "much" },

    /** Where a curve is read. */
    places: {
      digitsSeen: (digits: number) => counted(digits, { one: "digit", other: "digits" }),
      step: (step: number) => `step ${count(step)}`,
      epoch: (epoch: number) => `epoch ${decimal(epoch, 2)}`,
      seconds: (seconds: number) => `${decimal(seconds, 2)} s`,
    },
    openTable: "Table, files",
    reader: { accuracy: "Read the accuracy at a place", loss: "Read the loss at a place" },
    atEnd: "at the end",
    /** What is read out where it is read. */
    read: (place: string, training: string, test: string, marks: readonly string[]) =>
      `${[place, ...marks].join(", ")}: ${training} in training, ${test} in the test`,
    readRuns: (place: string, runs: readonly string[]) => `${place}: ${runs.join("; ")}`,
    runAt: (name: string, training: string, test: string) => `${name} ${training} in training, ${test} in the test`,
    trainingOf: (name: string) => `${name}, training`,

    /** For those who do not see the curves. */
    describeAccuracy: (digits: string, training: string, test: string) =>
      `Accuracy over ${digits} digits seen. Now ${training} in training, ${test} in the test.`,
    describeLoss: (digits: string, training: string, test: string) =>
      `Loss over ${digits} digits seen. Now ${training} in training, ${test} in the test.`,
    describeRuns: {
      accuracy: (runs: readonly string[]) => `Accuracy of ${counted(runs.length, runForms)}. ${runs.join("; ")}.`,
      loss: (runs: readonly string[]) => `Loss of ${counted(runs.length, runForms)}. ${runs.join("; ")}.`,
    },
  },

  /** Whether this device computes as all others do. */
  device: {
    unknown: "Whether this device computes as all others do is found out when it has time.",
    agrees: "This device computes bit for bit as all others do.",
    differs: "This device does not compute as others do.",
    alarm:
      "This device does not compute as others do: a short run has ended in other weights than everywhere else. You can go on, but links will not verify here, and what you send will not verify elsewhere. Another browser, or a restart of this one, may help.",
    noticed: "Understood",
  },

  /** Parts of the page within another. */
  embed: {
    button: "Embed",
  },

  settings: {
    title: "Settings",
    training: "Training",
    trainingNote: "changes apply at once",
    network: "Network",
    networkNote: "an entry starts a new one",
    handwritingNote: "changes apply at once; Deslant starts a new network",
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
    startFrom: "Start from …",
    startFromRecipe: "Start from a recipe",
    presets: {
      people: "People’s own digits: the page’s default",
      logistic: "Logistic regression: no hidden layer",
      small: "784-128-10",
      textbook: "The textbook’s 784-1000-10: 98 % of the test digits",
      minute: "Best in a minute: 512 units, all digits",
    },
    /** What gradient descent is called by its batches. */
    batches: {
      stochastic: "Stochastic gradient descent",
      miniBatch: "Mini-batch gradient descent",
      batch: "Batch gradient descent",
    },
    wholeBatch: "all digits at once",
    scheduleCurve: {
      none: "There is no rate to show.",
      rates: (first: number, highest: number, last: number) =>
        `Rate ${rounded(first)} at the first step, ${rounded(last)} at the last${
          rounded(highest) === rounded(first) || rounded(highest) === rounded(last)
            ? ""
            : `, at most ${rounded(highest)}`
        }.`,
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
      handwriting: "Handwriting",
    },
    noneHere: "This optimizer has no settings of its own.",
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

    ofAllHidden: (title: string) => `${title} of all hidden layers`,
    hash: {
      name: "Hash",
      explanation:
        "Sixteen digits made of all weights and biases. Two networks with the same hash are the same to the last bit, on whatever device they were trained.",
    },
    /** While there is none. */
    noHash: "–",

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

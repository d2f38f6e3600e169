/** The engine as the page's worker needs it: MNIST's two parts, and one network in training on them. */

import {
  type Dataset,
  type Inkling,
  InklingError as LibraryError,
  load,
  type Progress,
  type Score,
  type Trainer,
  type TrainerSettings,
} from "../../../engine/js/browser.ts";
import { whatIsMissing } from "../needs.ts";
import { type Digit, inklingError, type Menus } from "../protocol.ts";

export type Split = "training" | "test";

/** What a network is made of. */
export interface NetworkSettings {
  hiddenUnits: number[];
  activation: string;
  /** Of every hidden layer. */
  dropout: number;
  seed: number;
}

/** What may change while it trains. */
export interface TrainingSettings {
  optimizer: string;
  learningRate: number;
  batchSize: number;
  /** Uses the first so many training digits; at most as many as were added. */
  trainingSize: number;
}

export interface Evaluation {
  digits: number;
  lossSum: number;
  correct: number;
}

/** Counters since the network was made, and sums over the steps of one call to `train`. */
export interface TrainingReport extends Evaluation {
  /** Epochs completed. */
  epoch: number;
  step: number;
  /** Digits in the batches of all these steps: a digit counts each time that it is seen. */
  digitsSeen: number;
  stepInEpoch: number;
  stepsPerEpoch: number;
}

export interface NetworkDescription {
  /** Units of every layer, the input first, the output last. */
  layers: number[];
  parameters: number;
}

/** Throws `unsupported` where the browser cannot run the engine, `engine_failed` where the engine did not arrive. */
export async function loadEngine(): Promise<Engine> {
  const missing = whatIsMissing();
  if (missing !== undefined) throw inklingError("unsupported", missing);
  return new Engine(await translated(() => load()));
}

/** Its methods throw the protocol's errors, with the code that the library gave. */
export class Engine {
  readonly #inkling: Inkling;
  readonly #digits: Partial<Record<Split, Dataset>> = {};
  #trainer?: Trainer;

  constructor(inkling: Inkling) {
    this.#inkling = inkling;
  }

  menus(): Menus {
    const { activations, optimizers } = this.#inkling.tables;
    return {
      activations: activations.map(({ name, title }) => ({ name, title })),
      optimizers: optimizers.map(({ name, title, learningRate }) => ({ name, title, learningRate })),
    };
  }

  /** Takes an IDX image file of `imageBytes` bytes followed by an IDX label file; gives the split's number of digits. */
  addDigits(split: Split, imageBytes: number, files: Uint8Array): number {
    return translated(() => {
      const [images, labels] = [files.subarray(0, imageBytes), files.subarray(imageBytes)];
      const digits = this.#digits[split];
      if (digits) return digits.append(images, labels);
      this.#digits[split] = this.#inkling.images(images, labels);
      return this.#digits[split].size;
    });
  }

  /** Makes a new network with new weights; counters start at 0. */
  build({ hiddenUnits, seed, ...hidden }: NetworkSettings, training: TrainingSettings): NetworkDescription {
    return translated(() => {
      const layers = [...hiddenUnits.map((units) => ({ units, ...hidden })), { units: 10 }];
      // Made first, so that a setting that is not allowed leaves the network that is there.
      const trainer = this.#inkling.trainer(
        { layers, seed, ...training } as TrainerSettings,
        this.#digitsOf("training"),
      );
      this.#trainer?.dispose();
      this.#trainer = trainer;
      const units = trainer.layers.map((layer) => layer.units);
      return { layers: [trainer.layers[0].inputs, ...units], parameters: trainer.parameterCount };
    });
  }

  /** Changes the settings of the run under way, from the next step on (the training size from the next epoch on). */
  configure(training: TrainingSettings): TrainingReport {
    return translated(() => report(this.#network.configure(training as TrainerSettings)));
  }

  /** Trains on at most `steps` batches; returns early where an epoch ends. */
  train(steps: number): TrainingReport {
    return translated(() => {
      const { stepInEpoch, stepsPerEpoch } = report(this.#network.progress);
      const score = this.#network.train(Math.min(steps, stepsPerEpoch - stepInEpoch), { keep: false });
      return report(this.#network.progress, score);
    });
  }

  /** Scores test digits `first` to `first + count - 1`. */
  evaluate(first: number, count: number): Evaluation {
    return translated(() => sums(this.#network.evaluate(this.#digitsOf("test"), { first, count })));
  }

  /** Ten probabilities for 784 bytes. */
  predict(pixels: Uint8Array): Float32Array {
    return translated(() => this.#network.predict(pixels));
  }

  testDigit(index: number): Digit {
    return translated(() => this.#digitsOf("test").image(index));
  }

  /** Equal hashes, equal networks. */
  weightHash(): string {
    return translated(() => this.#network.weightHash);
  }

  get #network(): Trainer {
    if (this.#trainer) return this.#trainer;
    throw inklingError("bad_setting", "There is no network yet: build one first.");
  }

  #digitsOf(split: Split): Dataset {
    const digits = this.#digits[split];
    if (digits) return digits;
    throw inklingError("bad_data", "There are no digits yet: add some first.");
  }
}

function report(progress: Progress, score?: Score): TrainingReport {
  const { epochs, steps, examplesSeen, stepsInEpoch, stepsPerEpoch } = progress;
  return {
    epoch: epochs,
    step: steps,
    digitsSeen: examplesSeen,
    stepInEpoch: stepsInEpoch,
    stepsPerEpoch,
    ...(score ? sums(score) : { digits: 0, lossSum: 0, correct: 0 }),
  };
}

function sums({ examples, lossSum, correct }: Score): Evaluation {
  return { digits: examples, lossSum, correct };
}

/** Runs `body`, which may be asynchronous, and throws what the library throws as an error of the protocol. */
function translated<T>(body: () => T): T {
  try {
    const result = body();
    return result instanceof Promise ? (result.catch(fail) as T) : result;
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): never {
  if (!(error instanceof LibraryError)) throw error;
  const { code, setting = "", given, allowed } = error;
  // The page has one field for the units of all hidden layers.
  const isUnits = /^layers\[\d+\]\.units$/.test(setting);
  const message = isUnits ? `Hidden units: ${given} was given; allowed is ${allowed}.` : error.message;
  // What does not fit into memory asks for other settings; what is gone cannot be asked for.
  if (code === "out_of_memory") throw inklingError("bad_setting", message);
  throw inklingError(code === "disposed" ? "engine_failed" : code, message);
}

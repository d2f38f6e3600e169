/** What crosses between the page and the worker: every call, every event, typed in this one place. */

/** A rule that the engine knows: the name for a configuration, the title for a menu. */
export interface MenuEntry {
  name: string;
  title: string;
}

export interface OptimizerEntry extends MenuEntry {
  /** A rate that it usually learns well at. */
  learningRate: number;
}

/** What there is to choose from, as the engine's own tables have it. */
export interface Menus {
  activations: MenuEntry[];
  optimizers: OptimizerEntry[];
}

/** How many of MNIST's 60,000 training digits a run uses: the first so many. */
export const trainingSizes = [1000, 10000, 60000] as const;
export type TrainingSize = (typeof trainingSizes)[number];

/** Everything a run is made of. The same configuration gives the same network, bit for bit. */
export interface Configuration {
  /** Units of each hidden layer, from the input on; with none it is logistic regression. A change makes a new network. */
  hiddenUnits: number[];
  /** Activation of every hidden layer, by its name in the menu. A change makes a new network. */
  activation: string;
  /** The share of hidden outputs that training sets to zero, from 0 to below 1. A change makes a new network. */
  dropout: number;
  /** Seeds the initial weights and the shuffles. A change makes a new network. */
  seed: number;
  /** By its name in the menu. A change makes fresh optimizer state but keeps the weights. */
  optimizer: string;
  /** May change while training, like those below. */
  learningRate: number;
  batchSize: number;
  trainingSize: TrainingSize;
  /** Training stops by itself after so many epochs more. */
  epochs: number;
}

/** How fast training goes: slow enough to watch, batch by batch, or as fast as it can. */
export const paces = ["watch", "fast"] as const;
export type Pace = (typeof paces)[number];

/** Loss is the mean over digits, not finite where the outputs are not; accuracy is a fraction from 0 to 1. */
export interface Score {
  loss: number;
  accuracy: number;
}

/** A point of the training curves: the mean over the digits since the point before it. */
export interface CurveScore extends Score {
  /** Where it ends: digits seen since the network was made. */
  digitsSeen: number;
}

/**
 * Where a run stands. One is posted after each slice of training, at most about 20 a second, and after every call that
 * changes the run.
 */
export interface Progress {
  /** Epochs completed. An epoch counts as completed together with its `test` score. */
  epoch: number;
  /** Optimizer steps since the network was made. */
  step: number;
  /** Digits in the batches of all these steps: a digit counts each time that it is seen. */
  digitsSeen: number;
  /** How many digits the epoch under way learns from. A change of the setting waits for the next epoch. */
  trainingSize: number;
  /** Steps taken in the epoch under way, of `stepsPerEpoch`. */
  stepInEpoch: number;
  stepsPerEpoch: number;
  /** Mean over the batches since the last event, each scored before its update; absent where none was trained. */
  training?: Score;
  /** What the training curves have grown by since the last event. The same run makes the same curves, however fast. */
  curve: CurveScore[];
  /** All test digits with the current weights; absent where they were not evaluated since the last event. */
  test?: Score;
  /** Digits trained per second over the last slices, at the pace they were trained at; 0 while not training. */
  digitsPerSecond: number;
  /** Seconds spent training since the network was made, evaluation left out. At a pace to watch, the waiting counts. */
  seconds: number;
}

/**
 * What the worker is doing. `failed` means that this worker is of no more use, whatever the cause, and a new one must be
 * started; since a dead worker cannot say so, the page's client does.
 */
export type Phase = "loading" | "ready" | "training" | "paused" | "finished" | "failed";

export type WorkerEvent =
  /** The engine is there, and this is what it offers. */
  | { type: "menus"; menus: Menus }
  /** Bytes as they cross the network; `total` is known from the site's manifest. */
  | { type: "loading"; what: string; receivedBytes: number; totalBytes: number }
  | { type: "phase"; phase: Phase }
  /** A new network: forget the curves. `parameters` counts weights and biases. */
  | { type: "network"; layers: number[]; parameters: number }
  | { type: "progress"; progress: Progress }
  /** Work stopped by itself because of an error; the call that started it has long been answered. */
  | { type: "problem"; code: ErrorCode; message: string };

export type ErrorCode =
  /** A setting that is not allowed; the message says which, what was given and what is allowed. */
  | "bad_setting"
  /** Data that is damaged or does not fit. */
  | "bad_data"
  /** A file that could not be fetched; trying again may help. */
  | "unavailable"
  /** A loss, output or weight stopped being finite; the last finite weights are kept. */
  | "diverged"
  /** The browser lacks something that the engine needs; no other attempt can help. */
  | "unsupported"
  /** The engine could not be loaded, or crashed. */
  | "engine_failed"
  /** The worker ended without a word. Made by the page. */
  | "worker_died";

/** What every rejection of a call is: `name` says what kind of thing went wrong, `message` is fit for a person to read. */
export interface InklingError extends Error {
  name: ErrorCode;
}

export function inklingError(code: ErrorCode, message: string): InklingError {
  return Object.assign(new Error(message), { name: code });
}

/** A test digit as MNIST has it: 784 bytes, row by row, 0 is paper and 255 is ink. */
export interface Digit {
  pixels: Uint8Array;
  label: number;
}

/**
 * The calls of the worker, through Comlink. A rejection is an `InklingError`. Events and answers travel separately:
 * what the worker is doing is known from its events, not from the moment at which a call resolves.
 */
export interface WorkerApi {
  /**
   * Takes the named Web Lock and keeps it, so that whoever asks for it next learns of this worker's end, and resolves
   * to true once it is held; to false where there are no Web Locks.
   */
  hold(lock: string): Promise<boolean>;
  /**
   * Loads the engine, the first shard and the test digits, and makes the network. `site` is the address of the site's
   * root folder. Call first; call again after `unavailable` or `bad_data`: only what is missing is fetched again.
   */
  open(site: string, configuration: Configuration, listener: (event: WorkerEvent) => void): Promise<void>;
  /**
   * Trains on until paused, finished or failed; fetches what data the configuration needs first. Resolves when training
   * has begun, not when it ends.
   */
  train(configuration: Configuration): Promise<void>;
  /** Trains on one batch. */
  step(configuration: Configuration): Promise<void>;
  /** Resolves when training stands still. */
  pause(): Promise<void>;
  /** Makes a new network. */
  reset(configuration: Configuration): Promise<void>;
  /** New settings for a run under way. */
  configure(configuration: Configuration): Promise<void>;
  /** From now on, for runs under way and to come; as fast as it can until told otherwise. Never changes what is learned. */
  setPace(pace: Pace): Promise<void>;
  /**
   * 784 bytes in, ten probabilities out, which are no numbers where the network's outputs are none. Answered between two
   * slices when training.
   */
  predict(pixels: Uint8Array): Promise<Float32Array>;
  /** The test digit at `index`, from 0 to 9999. */
  testDigit(index: number): Promise<Digit>;
}

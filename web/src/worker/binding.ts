/** The types of the engine's WASM module, the other side of `engine/bindings/embind.cpp`. */

import type { ErrorCode, Menus } from "../protocol.ts";

/** Errors cross as values: the engine never throws into JavaScript. */
export type Result<T> = { ok: true; value: T } | { ok: false; code: ErrorCode; message: string };

export type Split = "training" | "test";

/** What a network is made of. */
export interface NetworkSettings {
  hiddenUnits: number[];
  activation: string;
  /** Of every hidden layer. */
  dropout: number;
  /** A whole number from 0 to 2^32 - 1. */
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

/** Counters since the network was made, and sums over the steps of one call to `train`. */
export interface TrainingReport {
  /** Epochs completed. */
  epoch: number;
  step: number;
  /** Digits in the batches of all these steps: a digit counts each time that it is seen. */
  digitsSeen: number;
  stepInEpoch: number;
  stepsPerEpoch: number;
  /** Digits seen by this call, their summed loss, and how many were read right before their step. */
  digits: number;
  lossSum: number;
  correct: number;
}

export interface Evaluation {
  digits: number;
  lossSum: number;
  correct: number;
}

export interface NetworkDescription {
  /** Units of every layer, the input first, the output last. */
  layers: number[];
  parameters: number;
}

export interface RawDigit {
  /** A view into the engine's memory: copy before the next call. */
  pixels: Uint8Array;
  label: number;
}

/** The engine, its data and one network in training. Views it returns are valid until the next call. */
export interface Session {
  menus(): Result<Menus>;
  /** Room for `bytes` bytes on their way in. */
  buffer(bytes: number): Uint8Array;
  /** Takes digits from the buffer: an IDX image file of `imageBytes` bytes, then an IDX label file to the buffer's end.
   *  Gives the number of digits that the split now holds. */
  addDigits(split: Split, imageBytes: number): Result<number>;
  /** Makes a new network with new weights; counters start at 0. */
  build(network: NetworkSettings, training: TrainingSettings): Result<NetworkDescription>;
  /** Changes the settings of the run under way, from the next step on (the training size from the next epoch on). */
  configure(training: TrainingSettings): Result<TrainingReport>;
  /** Trains on at most `steps` batches; returns early where an epoch ends. */
  train(steps: number): Result<TrainingReport>;
  /** Scores test digits `first` to `first + count - 1`. */
  evaluate(first: number, count: number): Result<Evaluation>;
  /** Ten probabilities for the 784 bytes in the buffer. */
  predict(): Result<Float32Array>;
  digit(split: Split, index: number): Result<RawDigit>;
  /** FNV-1a over the bits of every parameter, as 16 hexadecimal digits: equal hashes, equal networks. */
  weightHash(): Result<string>;
  /** Frees the C++ object; the handle is of no more use. */
  delete(): void;
}

export interface EngineModule {
  Session: new () => Session;
}

/**
 * What the module must export: every method with the number of its arguments. `satisfies` holds this against the types
 * above, a test holds it against the compiled module, so the two cannot drift apart.
 */
export const sessionMethods = {
  menus: 0,
  buffer: 1,
  addDigits: 2,
  build: 2,
  configure: 1,
  train: 1,
  evaluate: 2,
  predict: 0,
  digit: 2,
  weightHash: 0,
} as const satisfies {
  [Method in Exclude<keyof Session, "delete">]: Parameters<Session[Method]>["length"];
};

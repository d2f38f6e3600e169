/** What crosses between the page and the worker: every call, every event, typed in this one place. */

import * as Comlink from "comlink";
import type { Claim, Recipe, Link as SentLink, SettingInfo, WriterSettings } from "../../engine/js/index.ts";

import type { Questions } from "./questions.ts";

export type { Claim, Recipe, SentLink, SettingInfo, WriterSettings };

/** What a recipe may hold, in the engine's own words. */
export interface Description {
  settings: SettingInfo[];
  /** The names of those of which a change makes a new network. All others may change while it trains. */
  ofNetwork: string[];
}

/** MNIST's training digits. A recipe learns from the first `data.examples` of them. */
export const mostDigits = 60_000;

/** How fast training goes: slow enough to watch, batch by batch, or as fast as it can. */
export const paces = ["watch", "fast"] as const;
export type Pace = (typeof paces)[number];

/** Loss is the mean over examples, not finite where the outputs are not; accuracy is a fraction from 0 to 1. */
export interface Score {
  loss: number;
  accuracy: number;
}

/** A moment of a run, counted since its network was made. All of it goes forward. */
export interface Moment {
  digitsSeen: number;
  step: number;
  /** With the part of the one under way, as 1.25. */
  epoch: number;
  /** Spent training. The same run takes another time each time. */
  seconds: number;
}

/** A point of a curve: in training the mean over the examples since the point before it, in the test a score. */
export interface CurveScore extends Score, Moment {}

/**
 * Where a run stands. One is posted after each slice of training, at most about 20 a second, and after every call that
 * changes the run. A digit is an example: of other data a point.
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
  /** Epochs with the part of the one under way, as 1.25. */
  epochsSeen: number;
  /**
   * Mean over the batches since the last event, and at an epoch's end over all of the epoch, where it was followed from its
   * beginning; each scored before its update. Absent where none was trained.
   */
  training?: Score;
  /** What the training curves have grown by since the last event. The same run makes the same curves, but for their seconds. */
  curve: CurveScore[];
  /** All examples to judge by with the current weights; absent where they were not evaluated since the last event. */
  test?: Score;
  /** Digits trained per second over the last slices, at the pace they were trained at; 0 while not training. */
  digitsPerSecond: number;
  /**
   * Floating-point operations that the engine executed per second of the time in which it trained, in the products of
   * the layers, forward and backward; zeros that are skipped do not count. 0 while not training.
   */
  operationsPerSecond: number;
  /** Seconds spent training since the network was made, evaluation left out. At a pace to watch, the waiting counts. */
  seconds: number;
  /** Training under way, or else the last, began after so many epochs and ends after so many, unless it stops early. */
  startEpoch: number;
  lastEpoch: number;
  /** Until then, at the speed of late; absent while it does not train for epochs, or no speed is known. */
  secondsLeft?: number;
  /** A whole epoch, likewise. */
  secondsPerEpoch?: number;
  /** The step that the run has come to: more than `step` where it was wound back. */
  head: number;
  /** The network's hash, 16 hexadecimal digits; comes with `test`. Equal hashes, equal networks. */
  hash?: string;
  /** What an epoch ended with; comes once for each, with the `test` of its end. */
  epochEnd?: EpochEnd;
}

/** The end of an epoch, before early stopping puts the best network back. */
export interface EpochEnd {
  /** Epochs completed. */
  epoch: number;
  step: number;
  test: Score;
  hash: string;
  /** Of all digits of the epoch, each read just before it was learned from; absent where the run was led into its middle. */
  trainingAccuracy?: number;
}

/** What happened to a run after so many steps, beside training. */
export type CourseEvent = { step: number } & (
  | /** Another recipe for the same network, from the next step on. */ { recipe: Recipe }
  | /** An epoch ended with this score, of which the schedule was told. */ { observed: Score }
  | /** Early stopping put back the network that there was at this step. */ { kept: number }
  | /** The step that came next diverged, and was taken back. */ { diverged: true }
);

/** All that a run is made of: replayed, it is the same again, bit for bit. */
export interface Course {
  recipe: Recipe;
  events: CourseEvent[];
  /** Taken in all. */
  steps: number;
}

/** A run as a link says it: recipes that come into force at their steps, and none of what training does by itself. */
export type SentCourse = Pick<SentLink["course"], "recipe" | "changes">;

/** The layer, counted from 0, whose numbers grew first before a run diverged: by `step`, to so many times what they were. */
export interface Growth {
  layer: number;
  step: number;
  times: number;
}

/**
 * What a run is doing. `failed` means that its worker is of no more use, whatever the cause, and a new one must be
 * started; since a dead worker cannot say so, the page's client does.
 */
export type Phase = "loading" | "ready" | "training" | "paused" | "finished" | "failed";

/** A drawing of a person's, and the digit that it is. */
export interface HandDigit {
  /** A pen's strokes, each x, y, x, y, … in fractions of the pad's side. */
  strokes: Float32Array[];
  label: number;
}

/** What a run's own network and the one that was taught read right of all test digits, as fractions from 0 to 1. */
export interface TestAccuracies {
  before: number;
  after: number;
}

/** What drawings were read as, in their order; undefined where the outputs are no numbers. */
export interface Examination {
  /** By the run's own network. */
  before: (number | undefined)[];
  /** By one that was taught, but not with what it reads. */
  after: (number | undefined)[];
}

/** What the worker tells of itself. */
export type EngineEvent =
  /** The engine is there, and this is what it takes. */
  | { type: "engine"; description: Description }
  /** Bytes as they cross the network; `total` is known from the site's manifest. */
  | { type: "loading"; what: string; receivedBytes: number; totalBytes: number };

/** What the worker tells of one of its runs. */
export type RunEvent =
  | { type: "phase"; phase: Phase }
  /** A new network: forget the curves. `parameters` counts weights and biases; what outputs are depends on the loss. */
  | { type: "network"; layers: number[]; parameters: number; loss: string; recipe: Recipe }
  /**
   * Something happened that belongs to the run's course; at step 0 another recipe is the one that it begins with.
   * `isExpected` of a recipe that came into force as a link says.
   */
  | { type: "noted"; event: CourseEvent; at: Moment; isExpected?: boolean }
  /** The network that comes next goes through a course again. */
  | { type: "resuming" }
  /** The run goes on from a step that it was wound back to: what came after it is no part of it any more. */
  | { type: "branch"; step: number }
  | { type: "progress"; progress: Progress }
  /**
   * Which taught copy of the network reads from now on, counted from 1; the run's own network where there is none.
   * Training sets a copy aside, and so does a new network.
   */
  | { type: "taught"; copy: number | undefined }
  /** Steps of teaching taken, of those that the call under way takes. */
  | { type: "teaching"; done: number; of: number }
  /** Work stopped by itself because of an error; the call that started it has long been answered. */
  | { type: "problem"; code: ErrorCode; message: string };

export type WorkerEvent = EngineEvent | (RunEvent & { run: string });

export type ErrorCode =
  /** A setting that is not allowed. */
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

/** Which setting was refused, by its place in the recipe such as "layers[0].units", what it was and what it may be. */
export interface Refusal {
  setting: string;
  given: string;
  allowed: string;
}

/** What every rejection of a call is: `name` says what kind of thing went wrong, `message` is fit for a person to read. */
export interface InklingError extends Error {
  name: ErrorCode;
  /** Where it is about one setting. */
  refusal?: Refusal;
}

export function inklingError(code: ErrorCode, message: string, refusal?: Refusal): InklingError {
  return Object.assign(new Error(message), { name: code, refusal });
}

/** Comlink carries name, message and stack of an error and nothing else; once both ends have called this, all of it. */
export function carryRefusals(): void {
  type Thrown = { value: unknown };
  const carrier = Comlink.transferHandlers.get("throw") as Comlink.TransferHandler<Thrown, unknown>;
  Comlink.transferHandlers.set("throw", {
    canHandle: carrier.canHandle,
    serialize(thrown: Thrown) {
      const [error, transferred] = carrier.serialize(thrown);
      return [{ error, refusal: (thrown.value as Partial<InklingError>).refusal }, transferred];
    },
    deserialize({ error, refusal }: { error: unknown; refusal?: Refusal }): never {
      try {
        carrier.deserialize(error);
      } catch (thrown) {
        throw refusal ? Object.assign(thrown as Error, { refusal }) : thrown;
      }
      throw new Error("Nothing was thrown.");
    },
  } as Comlink.TransferHandler<Thrown, { error: unknown; refusal?: Refusal }>);
}

/** A test digit as MNIST has it: 784 bytes, row by row, 0 is paper and 255 is ink. */
export interface Digit {
  pixels: Uint8Array;
  label: number;
}

/** What there is to read: a pen's strokes, each x, y, x, y, … in fractions of the pad's side, or a picture as a `Digit` has. */
export type Writing = { strokes: Float32Array[] } | { pixels: Uint8Array };

/** Points as a recipe's rule draws them, scaled where it says so. */
export interface DrawnPoints {
  /** [points, inputs], with so many inputs each. */
  values: Float32Array;
  inputs: number;
  /** What each is to be read as, or else the value that it should give. */
  labels?: Uint32Array;
  targets?: Float32Array;
}

/** What a network reads it as. */
export interface Reading {
  /** The picture that the network sees, as a `Digit` has it. */
  pixels: Uint8Array;
  /**
   * One for each digit, and no numbers where the network's are none: the mean over the picture and the same picture moved
   * by a pixel each way. Probabilities are as sure as it is right: their temperature is fitted to test digits. Absent
   * while there is no network.
   */
  outputs?: Float32Array;
}

/**
 * The calls of the worker, through Comlink. A rejection is an `InklingError`. Events and answers travel separately:
 * what a run is doing is known from its events, not from the moment at which a call resolves.
 *
 * A worker holds as many runs as one likes, each by a name of one's own. A run comes with the first recipe that speaks
 * of it, and every recipe later puts its own settings in force: with a new network where they need one, or else in the
 * one that there is. A recipe that is refused changes nothing.
 */
export interface WorkerApi {
  /**
   * Takes the named Web Lock and keeps it, so that whoever asks for it next learns of this worker's end, and resolves
   * to true once it is held; to false where there are no Web Locks.
   */
  hold(lock: string): Promise<boolean>;
  /** Loads the engine. `site` is the address of the site's root folder. Call first; calls meanwhile wait for it. */
  open(site: string, listener: (event: WorkerEvent) => void): Promise<void>;
  /**
   * Makes a new network, which stands still, fetching the data that it takes to look at it. Call again after
   * `unavailable` or `bad_data`: only what is missing is fetched again.
   */
  create(run: string, recipe: Recipe): Promise<void>;
  /**
   * Trains on until paused, finished or failed; fetches what data the recipe needs first. Resolves when training has
   * begun, not when it ends.
   */
  train(run: string, recipe: Recipe): Promise<void>;
  /** The same to the end of the epoch under way, or of the next. */
  trainEpoch(run: string, recipe: Recipe): Promise<void>;
  /** Trains on one batch. */
  step(run: string, recipe: Recipe): Promise<void>;
  /** Puts the recipe in force, in training under way as well. */
  configure(run: string, recipe: Recipe): Promise<void>;
  /** Resolves when training stands still. */
  pause(run: string): Promise<void>;
  /**
   * Winds the run back, or forth, to where it stood after so many steps, as it was: pauses it, and tells by an event of
   * `progress`. Resolves when it stands there, or another call has led elsewhere. What comes after is kept until the run
   * trains on from there. While it stands in its past, a recipe is put in force only when it trains on.
   */
  rewind(run: string, step: number): Promise<void>;
  /**
   * Makes a run anew from its course, and stands where it ended. Where it stands meanwhile is told by events of
   * `progress`. Resolves when it stands there, or another call has led elsewhere.
   */
  resume(run: string, course: Course): Promise<void>;
  /**
   * Whenever the run begins with just the recipe of this course, the course's other recipes come into force at their
   * steps, until somebody changes a setting.
   */
  expect(run: string, course: SentCourse): Promise<void>;
  /** What an address has behind "#/?": see the library's `writeLink`. */
  writeLink(course: SentCourse, claim?: Claim): Promise<string>;
  /** What such a text says; rejects with a sentence where it is broken. */
  readLink(text: string): Promise<SentLink>;
  /** After a divergence: which layer's numbers grew first; undefined where none did, or the run did not diverge. */
  explainDivergence(run: string): Promise<Growth | undefined>;
  /** From now on; as fast as it can until told otherwise. Never changes what is learned. */
  setPace(run: string, pace: Pace): Promise<void>;
  /**
   * Teaches a copy of the run's network to read these drawings; the copy reads from then on, and the run's own network
   * stays as it is. Refused where the network has learned nothing or is in training. Resolves to nothing where it was
   * stopped; so does the next.
   */
  teach(run: string, digits: HandDigit[]): Promise<TestAccuracies | undefined>;
  /** Reads each part of the drawings with a copy of the run's network that was taught with all the others. */
  examine(run: string, parts: HandDigit[][]): Promise<Examination[] | undefined>;
  /** Ends the one of these two that is under way; nothing has changed then. */
  stopTeaching(run: string): Promise<void>;
  /** The run's own network reads again. */
  unteach(run: string): Promise<void>;
  /** Answered between two slices when training; once the engine is there, of a run that is not there yet as well. */
  read(run: string, writing: Writing): Promise<Reading>;
  /**
   * For each of the digits to judge by, a 1 where the run's own network reads it right, or else a 0. Refused while the
   * network is in training, and `unavailable` where it changes meanwhile.
   */
  answers(run: string): Promise<Uint8Array>;
  /**
   * Whether some short runs end in the very weights in which they end elsewhere; takes some tens of milliseconds, in
   * parts.
   */
  agrees(): Promise<boolean>;
  /** Ends the run and frees its memory. */
  dispose(run: string): Promise<void>;
  /** Pictures of so many digits written by made-up hands, 784 bytes each, one after the other: of a 0, a 1, and so on. */
  write(count: number, seed: number, writer: WriterSettings): Promise<Uint8Array>;
  /** The points that a recipe's rule draws, and that it learns from and is judged by; refused where there are none. */
  points(recipe: Recipe): Promise<Record<"training" | "validation", DrawnPoints>>;
  /** The learning rate over the run of a recipe: at some hundred steps, evenly from the first to the last. */
  rates(recipe: Recipe): Promise<Float32Array>;
  /** What a lesson wants to know: see `Questions`. Calls of `open` aside, it waits for nothing but the engine. */
  ask<Name extends keyof Questions>(name: Name, given: Questions[Name]["given"]): Promise<Questions[Name]["answer"]>;
  /** The test digit at `index`, from 0 to 9999. */
  testDigit(index: number): Promise<Digit>;
}

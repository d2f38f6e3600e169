/** A copy of a run's network that is taught some digits. */

import type { Dataset, Digits, Inkling, Network, Trainer, TrainerSettings } from "../../../engine/js/browser.ts";
import { Calibration } from "./calibration.ts";
import { translated } from "./errors.ts";
import { isOfProbabilities, type Plan } from "./training.ts";

/** Chosen by measuring: a second suffices, and hardly anything of what was learned before is lost. */
const steps = 400;
const batchSize = 40;
const learningRate = 0.2;

export const pictureBytes = 28 * 28;

/** Pictures of 784 bytes, one after another, and the digits that they are. */
export interface Pictures {
  pixels: Uint8Array;
  labels: Uint8Array;
}

export function joined(parts: readonly Pictures[]): Pictures {
  const join = (arrays: Uint8Array[]) => {
    const all = new Uint8Array(arrays.reduce((sum, { length }) => sum + length, 0));
    let at = 0;
    for (const array of arrays) {
      all.set(array, at);
      at += array.length;
    }
    return all;
  };
  return { pixels: join(parts.map(({ pixels }) => pixels)), labels: join(parts.map(({ labels }) => labels)) };
}

/** Its methods throw the protocol's errors. */
export class Pupil {
  static readonly steps = steps;
  readonly #inkling: Inkling;
  readonly #plan: Plan;
  readonly #lesson: Dataset;
  readonly #trainer: Trainer;
  readonly #test: Dataset;

  /** A copy of a network that a plan made. What it has learned from `training` is practised meanwhile. */
  constructor(
    inkling: Inkling,
    network: Network,
    plan: Plan,
    { pixels, labels }: Pictures,
    { training, validation }: Digits,
  ) {
    const taught = inkling.images(pixels, labels, { pixels: pictureBytes });
    try {
      this.#lesson = inkling.lesson(taught, training);
    } finally {
      taught.dispose();
    }
    const { layers, loss, labelSmoothing } = plan as unknown as TrainerSettings;
    const schedule = { rule: "cosine", period: steps } as const;
    const settings = { layers, loss, labelSmoothing, optimizer: "sgd", learningRate, batchSize, schedule } as const;
    this.#trainer = inkling.trainer(settings, this.#lesson);
    this.#trainer.restore(network);
    this.#inkling = inkling;
    this.#plan = plan;
    this.#test = validation;
  }

  learn(steps: number): void {
    translated(() => void this.#trainer.train(steps, { keep: false }));
  }

  /** What it makes of pictures: [batch, outputs]. */
  read(pixels: Uint8Array): Float32Array {
    return translated(() => this.#trainer.read(pixels));
  }

  /** Scores the test digits `first` to `first + count - 1`. */
  evaluate(first: number, count: number): { correct: number } {
    return translated(() => this.#trainer.evaluate(this.#test, { first, count }));
  }

  /** A copy of what it is by now, to read with. */
  taught(): Taught {
    return translated(() => {
      const { layers, loss } = this.#plan as TrainerSettings;
      // A trainer knows what outputs are, and this one lets the lesson go.
      const trainer = this.#inkling.trainer({ layers, loss }, this.#test);
      const network = this.#trainer.network();
      trainer.restore(network);
      network.dispose();
      return new Taught(trainer, this.#plan, new Calibration(this.#inkling, trainer, this.#test));
    });
  }

  dispose(): void {
    this.#trainer.dispose();
    this.#lesson.dispose();
  }
}

/** What a pupil has become: it reads as a `Training` does. */
export class Taught {
  readonly #trainer: Trainer;
  readonly #plan: Plan;
  readonly #calibration: Calibration;

  constructor(trainer: Trainer, plan: Plan, calibration: Calibration) {
    this.#trainer = trainer;
    this.#plan = plan;
    this.#calibration = calibration;
  }

  read(picture: Uint8Array): Float32Array {
    return translated(() => this.#trainer.read(picture, { temperature: this.#calibration.temperature }));
  }

  calibrate(): boolean {
    return isOfProbabilities(this.#plan) && translated(() => this.#calibration.goOn());
  }

  /** Equal hashes, equal networks. */
  weightHash(): string {
    return translated(() => this.#trainer.weightHash);
  }

  dispose(): void {
    this.#trainer.dispose();
  }
}

/** How sure a network may be of what it reads: a temperature, fitted to digits that it has not learned from. */

import type { Dataset, Inkling, Network, Trainer } from "../../../engine/js/browser.ts";

/** Digits that are read in one slice. */
const SLICE = 100;

/** As many slices, from all over the data: MNIST's first test digits are easier than its last. */
const SLICES = 25;

/** A network, in training or by itself. */
type Reader = Pick<Trainer | Network, "read">;

export class Calibration {
  readonly #inkling: Inkling;
  readonly #reader: Reader;
  readonly #digits: Dataset;
  #temperature = 1;
  /** Probabilities of the slices read so far; undefined where the temperature is fitted to the weights as they are. */
  #read?: Float32Array[] = [];

  constructor(inkling: Inkling, reader: Reader, digits: Dataset) {
    this.#inkling = inkling;
    this.#reader = reader;
    this.#digits = digits;
  }

  /** 1 before any was fitted. */
  get temperature(): number {
    return this.#temperature;
  }

  /** The weights have changed. What was fitted to others holds until another is. */
  outdate(): void {
    this.#read = [];
  }

  /** Reads a slice, and fits the temperature after the last; gives whether there is more to be done. */
  goOn(): boolean {
    if (!this.#read) return false;
    const { inputs } = this.#digits.examples({ first: this.#first(this.#read.length), count: SLICE });
    this.#read.push(this.#reader.read(inputs));
    if (this.#read.length < SLICES) return true;
    this.#temperature = this.#fitted(this.#read);
    this.#read = undefined;
    return false;
  }

  #first(slice: number): number {
    return Math.floor((slice * this.#digits.size) / SLICES);
  }

  /** The temperature of a network whose numbers have grown too large is of no use. */
  #fitted(read: Float32Array[]): number {
    if (!read.every((slice) => slice.every(Number.isFinite))) return 1;
    const labels = this.#digits.labels();
    const own = read.flatMap((_, slice) => [...labels.subarray(this.#first(slice), this.#first(slice) + SLICE)]);
    return this.#inkling.temperature(
      read.flatMap((slice) => [...slice]),
      own,
    );
  }
}

/** How sure a network may be of what it reads: a temperature, fitted to digits that it has not learned from. */

import type { Dataset, Inkling, Network, Trainer } from "../../../engine/js/browser.ts";

/** Digits that are read in one slice, at most. */
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
    const [first, end] = this.#slice(this.#read.length);
    const { inputs } = this.#digits.examples({ first, count: end - first });
    this.#read.push(this.#reader.read(inputs));
    if (this.#read.length < Math.min(SLICES, this.#digits.size)) return true;
    this.#temperature = this.#fitted(this.#read);
    this.#read = undefined;
    return false;
  }

  /** Where a slice begins, and where it ends. */
  #slice(slice: number): [first: number, end: number] {
    const { size } = this.#digits;
    const first = (slice: number) => Math.floor((slice * size) / Math.min(SLICES, size));
    return [first(slice), Math.min(first(slice + 1), first(slice) + SLICE)];
  }

  /** The temperature of a network whose numbers have grown too large is of no use. */
  #fitted(read: Float32Array[]): number {
    if (!read.every((slice) => slice.every(Number.isFinite))) return 1;
    const labels = this.#digits.labels();
    const own = read.flatMap((_, slice) => [...labels.subarray(...this.#slice(slice))]);
    return this.#inkling.temperature(
      read.flatMap((slice) => [...slice]),
      own,
    );
  }
}

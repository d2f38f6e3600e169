/** Teaches a run's network a hand, and finds out what that was good for; all of it in slices, and to be stopped. */

import type { Examination, HandDigit, RunEvent, TestAccuracies } from "../protocol.ts";
import type { Engine } from "./engine.ts";
import { joined, type Pictures, Pupil, type Taught } from "./pupil.ts";
import { eventLoopTurn, SliceSize } from "./slices.ts";
import type { Training } from "./training.ts";

/** One for each run. */
export class Teaching {
  readonly #emit: (event: RunEvent) => void;
  #underWay?: AbortController;
  #taught?: Taught;
  #copies = 0;

  constructor(emit: (event: RunEvent) => void) {
    this.#emit = emit;
  }

  /** What a taught copy makes of a picture, calibrated; undefined where there is none. */
  async read(picture: Uint8Array): Promise<Float32Array | undefined> {
    while (this.#taught?.calibrate()) await eventLoopTurn();
    return this.#taught?.read(picture);
  }

  teach(engine: Engine, training: Training, digits: HandDigit[]): Promise<TestAccuracies | undefined> {
    return this.#work(async (signal) => {
      const own = training.copy();
      const pupil = engine.pupil(own, training, engine.pictures(digits, training.plan));
      try {
        const examples = training.sizes.validation;
        const score = async (who: Training | Pupil) => {
          let correct = 0;
          await inSlices(signal, examples, (first, items) => {
            correct += who.evaluate(first, items).correct;
          });
          return correct / examples;
        };
        const before = await score(training);
        await this.#learn(pupil, signal, 0, Pupil.steps);
        const after = await score(pupil);
        this.#use(pupil.taught());
        return { before, after };
      } finally {
        pupil.dispose();
        own.dispose();
      }
    });
  }

  examine(engine: Engine, training: Training, parts: HandDigit[][]): Promise<Examination[] | undefined> {
    return this.#work(async (signal) => {
      const own = training.copy();
      try {
        const pictures: Pictures[] = [];
        const results: Examination[] = [];
        for (const part of parts) {
          pictures.push(engine.pictures(part, training.plan));
          const before = engine.classesOf(training, pictures.at(-1) as Pictures);
          results.push({ before, after: before });
          await pause(signal);
        }
        for (const [i, result] of results.entries()) {
          const others = joined(pictures.toSpliced(i, 1));
          if (others.labels.length === 0) continue;
          const pupil = engine.pupil(own, training, others);
          try {
            await this.#learn(pupil, signal, i * Pupil.steps, parts.length * Pupil.steps);
            result.after = engine.classesOf(pupil, pictures[i] as Pictures);
          } finally {
            pupil.dispose();
          }
        }
        return results;
      } finally {
        own.dispose();
      }
    });
  }

  /** Ends what is under way; nothing has changed then. */
  stop(): void {
    this.#underWay?.abort();
  }

  /** The run's own network reads again, and is what is taught next. */
  setAside(): void {
    this.stop();
    this.#use(undefined);
  }

  /** Of two, the later one goes on. */
  async #work<T>(body: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    this.stop();
    const underWay = new AbortController();
    this.#underWay = underWay;
    try {
      await pause(underWay.signal);
      return await body(underWay.signal);
    } catch (error) {
      if (underWay.signal.aborted) return undefined;
      throw error;
    }
  }

  /** The steps before this were so many, of so many in all. */
  async #learn(pupil: Pupil, signal: AbortSignal, before: number, of: number): Promise<void> {
    await inSlices(signal, Pupil.steps, (first, items) => {
      pupil.learn(items);
      this.#emit({ type: "teaching", done: before + first + items, of });
    });
  }

  #use(taught: Taught | undefined): void {
    const had = this.#taught;
    this.#taught = taught;
    had?.dispose();
    if (had || taught) this.#emit({ type: "taught", copy: taught && ++this.#copies });
  }
}

/** Lets messages be heard, and throws where one of them was to stop. */
async function pause(signal: AbortSignal): Promise<void> {
  await eventLoopTurn();
  signal.throwIfAborted();
}

/** Works on `count` items: `work` is told the first of a slice and how many it has. */
async function inSlices(signal: AbortSignal, count: number, work: (first: number, items: number) => void) {
  const slice = new SliceSize(1);
  for (let first = 0; first < count; ) {
    await pause(signal);
    const start = performance.now();
    const items = Math.min(slice.items, count - first);
    work(first, items);
    slice.measured(items, performance.now() - start);
    first += items;
  }
}

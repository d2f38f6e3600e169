/** Answers the page's calls: owns the engine, the data and the run, and decides what each call means for them. */

import {
  type Configuration,
  type Digit,
  inklingError,
  type Pace,
  type Phase,
  trainingSizes,
  type WorkerApi,
  type WorkerEvent,
} from "../protocol.ts";
import { Digits } from "./digits.ts";
import type { Engine, NetworkSettings, TrainingSettings } from "./engine.ts";
import { Run } from "./run.ts";
import { ShardFolder } from "./shards.ts";

/** Training digits that are always loaded: the first shard. */
const FIRST_DIGITS = 10_000;

export class Service implements WorkerApi {
  readonly #loadEngine: () => Promise<Engine>;
  #listener: (event: WorkerEvent) => void = () => {};
  #phase?: Phase;
  #parts?: Promise<Parts>;
  #opening?: Promise<Parts>;
  /** The settings in force, except that `trainingSize` may still be waiting for its digits. */
  #configuration?: Configuration;
  #trainingSize = 0;
  #pace: Pace = "fast";
  /** Counts the calls that start or stop training, so that one that had to wait knows whether another came after. */
  #order = 0;

  constructor(loadEngine: () => Promise<Engine>) {
    this.#loadEngine = loadEngine;
  }

  hold(lock: string): Promise<boolean> {
    return new Promise((resolve) => {
      const forever = new Promise<never>(() => {});
      const request = navigator.locks?.request(lock, () => {
        resolve(true);
        return forever;
      });
      // Missing in insecure contexts, refused to sandboxed ones.
      if (request) request.catch(() => resolve(false));
      else resolve(false);
    });
  }

  async open(site: string, configuration: Configuration, listener: (event: WorkerEvent) => void): Promise<void> {
    this.#listener = listener;
    this.#emit({ type: "phase", phase: "loading" });
    this.#opening = this.#load(new URL("data/", site));
    const parts = await this.#opening;
    try {
      this.#adopt(parts, configuration);
    } finally {
      this.#emit({ type: "phase", phase: parts.run.phase });
    }
  }

  async train(configuration: Configuration): Promise<void> {
    const parts = await this.#ready();
    this.#adopt(parts, configuration);
    const order = ++this.#order;
    await this.#fetch(parts, configuration);
    if (order === this.#order) parts.run.train();
  }

  async step(configuration: Configuration): Promise<void> {
    const parts = await this.#ready();
    this.#adopt(parts, configuration);
    const order = ++this.#order;
    await this.#fetch(parts, configuration);
    if (order === this.#order) await parts.run.step();
  }

  async pause(): Promise<void> {
    const { run } = await this.#ready();
    this.#order++;
    run.pause();
    this.#emit({ type: "phase", phase: run.phase });
  }

  async reset(configuration: Configuration): Promise<void> {
    const parts = await this.#ready();
    this.#adopt(parts, configuration, true);
    this.#order++;
    this.#emit({ type: "phase", phase: parts.run.phase });
  }

  async configure(configuration: Configuration): Promise<void> {
    const parts = await this.#ready();
    this.#adopt(parts, configuration);
    if (parts.run.phase === "training") await this.#fetch(parts, configuration);
  }

  async setPace(pace: Pace): Promise<void> {
    this.#pace = pace;
    (await this.#parts)?.run.setPace(this.#pace);
  }

  async predict(pixels: Uint8Array): Promise<Float32Array> {
    const { engine } = await this.#ready();
    return engine.predict(pixels);
  }

  async testDigit(index: number): Promise<Digit> {
    const { engine } = await this.#ready();
    return engine.testDigit(index);
  }

  async #load(data: URL): Promise<Parts> {
    this.#parts ??= this.#assemble(data);
    const parts = await this.#parts;
    await parts.digits.load(FIRST_DIGITS);
    return parts;
  }

  async #assemble(data: URL): Promise<Parts> {
    const engine = await this.#loadEngine();
    const emit = (event: WorkerEvent) => this.#emit(event);
    emit({ type: "menus", menus: engine.menus() });
    const run = new Run(engine, emit);
    run.setPace(this.#pace);
    return { engine, digits: new Digits(engine, new ShardFolder(data), emit), run };
  }

  /** Calls that come while `open` is under way wait for it. */
  async #ready(): Promise<Parts> {
    if (!this.#opening) throw inklingError("unavailable", "The engine and its data are not loaded yet.");
    return this.#opening;
  }

  /**
   * Puts settings in force, with a new network where they need one or `afresh` asks for it. The engine refuses a setting
   * that is not allowed before it changes anything. A training size waits until its digits are there.
   */
  #adopt({ engine, digits, run }: Parts, configuration: Configuration, afresh = false): void {
    validate(configuration);
    const { trainingSize } = configuration;
    const size = trainingSize <= digits.training ? trainingSize : this.#trainingSize || FIRST_DIGITS;
    const training = trainingSettings(configuration, size);
    if (afresh || !this.#configuration || !isSameNetwork(configuration, this.#configuration)) {
      run.begin(engine.build(networkSettings(configuration), training), afresh);
    }
    run.adjust(engine.configure(training), { ...configuration, trainingSize: size });
    this.#configuration = configuration;
    this.#trainingSize = size;
  }

  /** Waits for the digits that settings need, then puts in force what is by then the latest of them. */
  async #fetch(parts: Parts, { trainingSize }: Configuration): Promise<void> {
    const { digits, run } = parts;
    if (trainingSize <= digits.training) return;
    if (run.phase !== "training") this.#emit({ type: "phase", phase: "loading" });
    try {
      await digits.load(trainingSize);
    } catch (error) {
      this.#emit({ type: "phase", phase: run.phase });
      throw error;
    }
    if (this.#configuration) this.#adopt(parts, this.#configuration);
  }

  #emit(event: WorkerEvent): void {
    if (event.type === "phase") {
      if (event.phase === this.#phase) return;
      this.#phase = event.phase;
    }
    this.#listener(event);
  }
}

interface Parts {
  engine: Engine;
  digits: Digits;
  run: Run;
}

/** Checks what the engine does not know of, and that numbers reach it as they were given; it checks the rest itself. */
function validate({ epochs, trainingSize, learningRate, dropout, batchSize, hiddenUnits }: Configuration): void {
  const refuse = (name: string, given: number, allowed: string) => {
    throw inklingError("bad_setting", `${name}: ${given} was given; ${allowed}.`);
  };
  if (!(Number.isInteger(epochs) && epochs >= 1)) refuse("Epochs", epochs, "a whole number of at least 1 is needed");
  if (!trainingSizes.includes(trainingSize)) {
    refuse("Digits to learn from", trainingSize, `allowed are ${trainingSizes.join(", ")}`);
  }
  for (const [name, given] of [
    ["Learning rate", learningRate],
    ["Dropout", dropout],
  ] as const) {
    const single = Math.fround(given);
    if (given !== 0 && single === 0) refuse(name, given, "the engine's numbers do not come so close to 0");
    if (Math.abs(single) === Number.POSITIVE_INFINITY) refuse(name, given, "the engine's numbers end at 3.4e38");
    if (name === "Dropout" && given < 1 && single >= 1) refuse(name, given, "the engine cannot tell that from 1");
  }
  for (const [name, given] of [
    ["Batch size", batchSize],
    ...hiddenUnits.map((units) => ["Units of hidden layers", units]),
  ] as [string, number][]) {
    if (Math.abs(given) > Number.MAX_SAFE_INTEGER) refuse(name, given, "the engine cannot count so far");
  }
}

function networkSettings({ hiddenUnits, activation, dropout, seed }: Configuration): NetworkSettings {
  return { hiddenUnits, activation, dropout, seed };
}

function trainingSettings(
  { optimizer, learningRate, batchSize }: Configuration,
  trainingSize: number,
): TrainingSettings {
  return { optimizer, learningRate, batchSize, trainingSize };
}

function isSameNetwork(one: Configuration, other: Configuration): boolean {
  return JSON.stringify(networkSettings(one)) === JSON.stringify(networkSettings(other));
}

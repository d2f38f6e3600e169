/** The engine as the worker needs it: MNIST's two parts, and networks in training on what their recipes name. */

import {
  type Dataset,
  type Inkling,
  InklingError as LibraryError,
  type Run as LibraryRun,
  load,
  type Network,
  type Progress,
  type Score,
  type SettingInfo,
  type Trainer,
  type TrainerSettings,
} from "../../../engine/js/browser.ts";
import { complete } from "../description.ts";
import { whatIsMissing } from "../needs.ts";
import { type Description, type Digit, inklingError, mostDigits, type Recipe, type Refusal } from "../protocol.ts";

export type Split = "training" | "test";

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
  loss: string;
}

/** What a recipe says, defaults included, beyond what its trainer knows. */
export interface Plan {
  epochs: number;
  loss: string;
  batchSize: number;
  earlyStopping?: { patience: number; leastProgress: number };
  data: { name: string; examples: number };
}

type Settings = Parameters<Trainer["configure"]>[0];

/** What the library's `configure` does not take: a change of it makes a new network. */
const ofNetwork: Record<Exclude<keyof TrainerSettings, keyof Settings>, true> = {
  layers: true,
  loss: true,
  seed: true,
};

/** Throws `unsupported` where the browser cannot run the engine, `engine_failed` where the engine did not arrive. */
export async function loadEngine(): Promise<Engine> {
  const missing = whatIsMissing();
  if (missing !== undefined) throw inklingError("unsupported", missing);
  return new Engine(await translated(() => load()));
}

/** Its methods, and those of what it makes, throw the protocol's errors, with the code that the library gave. */
export class Engine {
  readonly #inkling: Inkling;
  readonly #digits: Partial<Record<Split, Dataset>> = {};

  constructor(inkling: Inkling) {
    this.#inkling = inkling;
  }

  describe(): Description {
    return { settings: this.#settingsOf("Recipe"), ofNetwork: Object.keys(ofNetwork) };
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

  testDigit(index: number): Digit {
    return translated(() => this.#digitsOf("test").image(index));
  }

  /** The recipe, checked and without what is the default. */
  check(recipe: Recipe): Recipe {
    const checked = translated(() => this.#inkling.recipe(recipe));
    const { name, examples } = this.plan(checked).data;
    if (name !== "mnist" || examples <= mostDigits) return checked;
    const [given, allowed] = [String(examples), `at most ${mostDigits}, the digits there are`];
    const refusal = { setting: "data.examples", given, allowed };
    throw inklingError("bad_setting", `Examples: ${given} was given; allowed is ${allowed}.`, refusal);
  }

  plan(recipe: Recipe): Plan {
    return complete(this.#settingsOf("Recipe"), { ...recipe }) as unknown as Plan;
  }

  /** A new network with new weights, on the data that a checked recipe names; counters start at 0. */
  begin(recipe: Recipe): Training {
    return translated(() => {
      const isMadeUp = this.plan(recipe).data.name !== "mnist";
      const digits = () => ({ training: this.#digitsOf("training"), validation: this.#digitsOf("test") });
      const run = this.#inkling.run(recipe, isMadeUp ? undefined : digits());
      return new Training(run, isMadeUp, this.#settingsOf("TrainerSettings"), this.plan(recipe));
    });
  }

  #settingsOf(document: string): SettingInfo[] {
    return this.#inkling.settings[document] ?? [];
  }

  #digitsOf(split: Split): Dataset {
    const digits = this.#digits[split];
    if (digits) return digits;
    throw inklingError("bad_data", "There are no digits yet: add some first.");
  }
}

/** One network in training on the data of its recipe. */
export class Training {
  readonly #run: LibraryRun;
  readonly #isMadeUp: boolean;
  readonly #settings: SettingInfo[];
  #plan: Plan;

  constructor(run: LibraryRun, isMadeUp: boolean, settings: SettingInfo[], plan: Plan) {
    this.#run = run;
    this.#isMadeUp = isMadeUp;
    this.#settings = settings;
    this.#plan = plan;
  }

  get #trainer(): Trainer {
    return this.#run.trainer;
  }

  get plan(): Plan {
    return this.#plan;
  }

  get network(): NetworkDescription {
    return translated(() => {
      const { layers, parameterCount } = this.#trainer;
      const units = [layers[0]?.inputs ?? 0, ...layers.map(({ units }) => units)];
      return { layers: units, parameters: parameterCount, loss: this.#plan.loss };
    });
  }

  /** Examples that the epoch to come learns from, and those to judge by. */
  get sizes(): { training: number; validation: number } {
    const { training, validation } = this.#run;
    return { training: this.#isMadeUp ? training.size : this.#plan.data.examples, validation: validation.size };
  }

  get report(): TrainingReport {
    return translated(() => report(this.#trainer.progress));
  }

  /** Whether this network is the one of a checked recipe, which then is only to be configured. */
  isOf(recipe: Recipe): boolean {
    const identity = ({ data, ...others }: Recipe) => {
      const network = Object.keys(ofNetwork).map((name) => (others as Record<string, unknown>)[name]);
      return JSON.stringify([...network, this.#isMadeUp || (data?.name ?? "mnist") !== "mnist" ? data : undefined]);
    };
    return identity(recipe) === identity(this.#run.recipe);
  }

  /** Puts a recipe in force that this network is of, from the next step on; its number of digits from the next epoch on. */
  configure(recipe: Recipe, plan: Plan): void {
    translated(() => {
      const settings = this.#settings.filter(({ name }) => name !== "trainingSize" && !(name in ofNetwork));
      const known = Object.fromEntries(settings.map(({ name }) => [name, (recipe as Record<string, unknown>)[name]]));
      // What the recipe does not name is to be its default again, not what it was.
      const all = complete(settings, known) as Settings;
      this.#trainer.configure(this.#isMadeUp ? all : { ...all, trainingSize: plan.data.examples });
      this.#plan = plan;
    });
  }

  /** Trains on at most `steps` batches; returns early where an epoch ends. */
  train(steps: number): TrainingReport {
    return translated(() => {
      const { stepInEpoch, stepsPerEpoch } = report(this.#trainer.progress);
      const score = this.#trainer.train(Math.min(steps, stepsPerEpoch - stepInEpoch), { keep: false });
      return report(this.#trainer.progress, score);
    });
  }

  /** Scores examples to judge by, `first` to `first + count - 1`. */
  evaluate(first: number, count: number): Evaluation {
    return translated(() => sums(this.#trainer.evaluate(this.#run.validation, { first, count })));
  }

  /** Tells the schedule of a loss on the examples to judge by. */
  observe(loss: number): void {
    translated(() => this.#trainer.observe(loss));
  }

  predict(inputs: Uint8Array | Float32Array): Float32Array {
    return translated(() => this.#trainer.predict(inputs));
  }

  /** A copy of the network as it is. */
  copy(): Network {
    return translated(() => this.#trainer.network());
  }

  restore(network: Network): void {
    translated(() => this.#trainer.restore(network));
  }

  /** Equal hashes, equal networks. */
  weightHash(): string {
    return translated(() => this.#trainer.weightHash);
  }

  dispose(): void {
    this.#trainer.dispose();
    if (!this.#isMadeUp) return;
    this.#run.training.dispose();
    this.#run.validation.dispose();
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
  const { code, message, setting, given, allowed } = error;
  const refusal = setting === undefined ? undefined : ({ setting, given, allowed } as Refusal);
  // What does not fit into memory asks for other settings; what is gone cannot be asked for.
  if (code === "out_of_memory") throw inklingError("bad_setting", message, refusal);
  throw inklingError(code === "disposed" ? "engine_failed" : code, message, refusal);
}

/** One network in training on the data of its recipe. */

import type {
  Checkpoint,
  Digits,
  Run as LibraryRun,
  Network,
  Progress,
  Score,
  Trainer,
} from "../../../engine/js/browser.ts";
import type { Recipe } from "../protocol.ts";
import type { Calibration } from "./calibration.ts";
import { translated } from "./errors.ts";

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
  /** Floating-point operations of the products of its layers. */
  operations: number;
}

export interface NetworkDescription {
  /** Units of every layer, the input first, the output last. */
  layers: number[];
  parameters: number;
  loss: string;
}

/** A recipe with all that it does not say. */
export interface Plan extends Omit<Recipe, "data"> {
  epochs: number;
  loss: NonNullable<Recipe["loss"]>;
  batchSize: number;
  earlyStopping?: { patience: number; leastProgress: number };
  data: { name: string; examples: number; deslant: boolean };
}

type Settings = Parameters<Trainer["configure"]>[0];

/** Its methods throw the protocol's errors, with the code that the library gave. */
export class Training {
  readonly #run: LibraryRun;
  readonly #ofNetwork: readonly string[];
  readonly #ofTraining: readonly string[];
  readonly #calibration: Calibration;
  #plan: Plan;

  /** Of the plan's settings, by their names, some make the network, and some may change while it trains. */
  constructor(
    run: LibraryRun,
    plan: Plan,
    ofNetwork: readonly string[],
    ofTraining: readonly string[],
    calibration: Calibration,
  ) {
    this.#run = run;
    this.#plan = plan;
    this.#ofNetwork = ofNetwork;
    this.#ofTraining = ofTraining;
    this.#calibration = calibration;
  }

  get #trainer(): Trainer {
    return this.#run.trainer;
  }

  get plan(): Plan {
    return this.#plan;
  }

  /** What it learns from and is judged by, as its network sees them. */
  get data(): Digits {
    return this.#run;
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
    return { training: isMadeUp(this.#plan) ? training.size : this.#plan.data.examples, validation: validation.size };
  }

  get report(): TrainingReport {
    return translated(() => report(this.#trainer.progress));
  }

  /** Whether this network is the one of a plan, which then is only to be put in force. */
  isOf(plan: Plan): boolean {
    const identity = (plan: Plan) => {
      const data = isMadeUp(plan) ? plan.data : [plan.data.name, plan.data.deslant];
      return JSON.stringify([picked(plan, this.#ofNetwork), data]);
    };
    return identity(plan) === identity(this.#plan);
  }

  /** Puts a plan in force that this network is of, from the next step on; its number of digits from the next epoch on. */
  configure(plan: Plan): void {
    translated(() => {
      const settings = picked(plan, this.#ofTraining) as Settings;
      this.#trainer.configure(isMadeUp(plan) ? settings : { ...settings, trainingSize: plan.data.examples });
      this.#plan = plan;
    });
  }

  /** Trains on at most `steps` batches; returns early where an epoch ends. */
  train(steps: number): TrainingReport {
    return translated(() => {
      const { stepInEpoch, stepsPerEpoch } = report(this.#trainer.progress);
      this.#calibration.outdate();
      const score = this.#trainer.train(Math.min(steps, stepsPerEpoch - stepInEpoch), { keep: false });
      return report(this.#trainer.progress, score);
    });
  }

  /** Scores examples to judge by, `first` to `first + count - 1`. */
  evaluate(first: number, count: number): Evaluation {
    return translated(() => sums(this.#trainer.evaluate(this.#run.validation, { first, count })));
  }

  /** What it makes of inputs as they are, [batch, outputs]. */
  predict(inputs: Float32Array): Float32Array {
    return translated(() => this.#trainer.predict(inputs));
  }

  /** Tells the schedule of a loss on the examples to judge by. */
  observe(loss: number): void {
    translated(() => this.#trainer.observe(loss));
  }

  /** What it makes of a picture: see `Reading`. As sure as the weights were right to which it was last calibrated. */
  read(picture: Uint8Array): Float32Array {
    return translated(() => this.#trainer.read(picture, { temperature: this.#calibration.temperature }));
  }

  /** Calibrates it to its weights, a slice at a time; gives whether there is more to be done. */
  calibrate(): boolean {
    return isOfProbabilities(this.#plan) && this.report.step > 0 && translated(() => this.#calibration.goOn());
  }

  /** A copy of the network as it is. */
  copy(): Network {
    return translated(() => this.#trainer.network());
  }

  restore(network: Network): void {
    translated(() => this.#trainer.restore(network));
    this.#calibration.outdate();
  }

  /** Keeps where it stands. */
  checkpoint(): Checkpoint {
    return translated(() => this.#trainer.checkpoint());
  }

  /** Goes back, or forth, to where it stood under a plan. */
  rewind(checkpoint: Checkpoint, plan: Plan): void {
    translated(() => this.#trainer.rewind(checkpoint));
    this.#plan = plan;
    this.#calibration.outdate();
  }

  /** The largest magnitude of a weight or bias in each layer. */
  magnitudes(): Float32Array {
    return translated(() => this.#trainer.magnitudes);
  }

  /** Equal hashes, equal networks. */
  weightHash(): string {
    return translated(() => this.#trainer.weightHash);
  }

  dispose(): void {
    this.#trainer.dispose();
    if (!isMadeUp(this.#plan) && !this.#plan.data.deslant) return;
    this.#run.training.dispose();
    this.#run.validation.dispose();
  }
}

/** What is not MNIST is drawn by a rule, for its run alone. */
export const isMadeUp = ({ data }: Plan): boolean => data.name !== "mnist";

/** Whether there is a temperature that makes its outputs as sure as they are right. */
export const isOfProbabilities = ({ loss }: Plan): boolean => loss === "cross_entropy";

function picked(plan: Plan, names: readonly string[]): object {
  return Object.fromEntries(names.map((name) => [name, (plan as unknown as Record<string, unknown>)[name]]));
}

function report(progress: Progress, score?: Score): TrainingReport {
  const { epochs, steps, examplesSeen, stepsInEpoch, stepsPerEpoch, operations } = progress;
  return {
    epoch: epochs,
    step: steps,
    digitsSeen: examplesSeen,
    stepInEpoch: stepsInEpoch,
    stepsPerEpoch,
    operations,
    ...(score ? sums(score) : { digits: 0, lossSum: 0, correct: 0 }),
  };
}

function sums({ examples, lossSum, correct }: Score): Evaluation {
  return { digits: examples, lossSum, correct };
}

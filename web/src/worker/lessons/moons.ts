/** Answers what the lesson about two moons asks: keeps one network in training between the questions. */

import type { Dataset, Inkling, Network, Trainer } from "../../../../engine/js/browser.ts";
import { inklingError } from "../../protocol.ts";
import {
  LEARNING_RATE,
  type MoonsPoints,
  type MoonsQuestions,
  type MoonsRecipe,
  type MoonsScore,
  type MoonsState,
} from "../../questions/moons.ts";
import type { LabeledPoints } from "../../questions/neuron.ts";
import type { Answers } from "../../questions.ts";
import { type BestSoFar, goesOn, observe } from "../early-stopping.ts";
import { gridOf, using } from "./points.ts";
import type { Tools } from "./tools.ts";

/** An answer is due after so many milliseconds: twenty pictures a second are a film, and each takes the page's time. */
const SLICE_MS = 50;
/** Epochs between looks at the clock. */
const CHUNK = 20;
const EPOCHS = 8000;
/** Enough to judge by that chance hardly moves the figures. */
const TEST_EXAMPLES = 400;
/** Early stopping has points of its own, or the test would be no test of it. */
const VALIDATION_EXAMPLES = 100;

export function moons({ inkling }: Tools): Answers<MoonsQuestions> {
  let course: Course | undefined;
  let known = "";
  return {
    "moons.points": (points) => {
      return using(new Data(inkling, points), ({ training, test }) => ({
        ...{ training: listed(training), test: test && listed(test) },
      }));
    },

    "moons.advance": ({ recipe, epoch, grid, unit }) => {
      if (unit !== undefined && !(unit >= 0 && unit < recipe.units)) {
        const refusal = { setting: "unit", given: String(unit), allowed: `0 to ${recipe.units - 1}` };
        throw inklingError("bad_setting", `unit: ${unit} was given; allowed is ${refusal.allowed}.`, refusal);
      }
      const name = JSON.stringify(recipe);
      if (name !== known || !course || course.epoch > epoch) {
        course?.dispose();
        course = undefined; // for what follows may fail
        course = new Course(inkling, recipe);
        known = name;
      }
      course.advance(Math.min(epoch, EPOCHS));
      return course.state(gridOf(grid.from, grid.to, grid.columns), unit);
    },
  };
}

/** Each part is drawn from a seed that no other part of any number has. */
class Data {
  readonly training: Dataset;
  readonly validation?: Dataset;
  readonly test?: Dataset;

  constructor(inkling: Inkling, points: MoonsPoints) {
    if (!("rule" in points)) {
      const { points: inputs, labels } = points;
      this.training = inkling.table({ inputs, targets: labels.map((label) => [label]) });
      return;
    }
    const { rule, examples, noise, seed } = points;
    const drawn = (part: number, count: number) => {
      const classes = rule === "blobs" || rule === "spirals" ? 2 : undefined;
      const settings = { classes, examples: count, noise, seed: 3 * seed + part };
      return using(inkling.generate(rule, settings), (both) => both.binary());
    };
    this.training = drawn(0, examples);
    this.validation = drawn(1, VALIDATION_EXAMPLES);
    this.test = drawn(2, TEST_EXAMPLES);
  }

  dispose(): void {
    for (const part of [this.training, this.validation, this.test]) part?.dispose();
  }
}

function listed(data: Dataset): LabeledPoints {
  const { inputs, targets } = data.examples();
  return {
    points: Array.from(targets, (_, i) => [inputs[2 * i] as number, inputs[2 * i + 1] as number]),
    labels: [...targets],
  };
}

/** The epoch of the curves after this one. */
export const nextOfCurves = (epoch: number): number => Math.min(EPOCHS, Math.max(epoch + 1, Math.ceil(1.06 * epoch)));

/** A network from its first weights to its last epoch. */
class Course {
  readonly #data: Data;
  readonly #trainer: Trainer;
  readonly #patience: number;
  readonly #curves: MoonsState["curves"] = { epochs: [], training: [], test: [] };
  #next = 1;
  #lowest?: MoonsState["lowest"];
  #best?: BestSoFar;
  #network?: Network;
  #took = 0;
  #isStopped = false;
  epoch = 0;

  constructor(inkling: Inkling, { points, units, seed, l2, dropout, patience }: MoonsRecipe) {
    this.#data = new Data(inkling, points);
    this.#patience = this.#data.validation ? patience : 0;
    const { training } = this.#data;
    const layers = [{ units, activation: "tanh", dropout } as const, { units: 1 }];
    this.#trainer = inkling.trainer(
      {
        ...{ layers, loss: "binary_cross_entropy", optimizer: "adam", learningRate: LEARNING_RATE, l2, seed },
        batchSize: training.size,
      },
      training,
    );
  }

  /** Until it is there, or the time is up. */
  advance(to: number): void {
    const start = performance.now();
    let now = start;
    while (this.epoch < to && !this.#isStopped && now - start < SLICE_MS) {
      this.#train(Math.min(to, this.epoch + CHUNK, this.#next) - this.epoch);
      if (this.epoch === this.#next && !this.#isStopped) this.#record();
      now = performance.now();
    }
    this.#took += now - start;
  }

  state(grid: Float32Array, unit: number | undefined): MoonsState {
    const { weight, bias } = this.#trainer.parameters()[0] as Pick<MoonsState, "weight" | "bias">;
    const { training, test } = this.#scores();
    const { epochs, ...losses } = this.#curves;
    const isBetween = this.epoch > 0 && epochs.at(-1) !== this.epoch;
    return {
      epoch: this.epoch,
      epochOfNetwork: this.#isStopped ? (this.#best?.step ?? this.epoch) : this.epoch,
      ended: this.#isStopped ? "stopped" : this.epoch === EPOCHS ? "epochs" : undefined,
      ...{ training, test, lowest: this.#lowest },
      curves: isBetween
        ? {
            epochs: [...epochs, this.epoch],
            training: [...losses.training, training.loss],
            test: test ? [...losses.test, test.loss] : [],
          }
        : this.#curves,
      surface: this.#trainer.predict(grid),
      unit: unit === undefined ? undefined : this.#valuesOf(unit, grid),
      ...{ weight, bias, took: this.#took },
    };
  }

  dispose(): void {
    this.#trainer.dispose();
    this.#network?.dispose();
    this.#data.dispose();
  }

  #train(epochs: number): void {
    if (this.#patience === 0) {
      this.#trainer.train(epochs, { keep: false });
      this.epoch += epochs;
      return;
    }
    for (let i = 0; i < epochs && !this.#isStopped; i++) {
      this.#trainer.train(1, { keep: false });
      this.epoch++;
      this.#mayStop();
    }
  }

  /** Keeps the network that did best on the points apart, and puts it back when none has been better for too long. */
  #mayStop(): void {
    const settings = { patience: this.#patience, leastProgress: 0 };
    const score = this.#trainer.evaluate(this.#data.validation as Dataset);
    this.#best = observe(this.#best, this.epoch, score, settings);
    if (this.#best.step === this.epoch) {
      this.#network?.dispose();
      this.#network = this.#trainer.network();
    }
    if (goesOn(this.#best, settings) && this.epoch < EPOCHS) return;
    this.#record();
    this.#isStopped = true;
    this.#trainer.restore(this.#network as Network);
  }

  #record(): void {
    const { training, test } = this.#scores();
    this.#curves.epochs.push(this.epoch);
    this.#curves.training.push(training.loss);
    if (test) {
      this.#curves.test.push(test.loss);
      if (!this.#lowest || test.loss < this.#lowest.loss) this.#lowest = { ...test, epoch: this.epoch };
    }
    this.#next = nextOfCurves(this.epoch);
  }

  #scores(): { training: MoonsScore; test?: MoonsScore } {
    const score = (data: Dataset): MoonsScore => {
      const { loss, accuracy } = this.#trainer.evaluate(data);
      return { loss, accuracy };
    };
    return { training: score(this.#data.training), test: this.#data.test && score(this.#data.test) };
  }

  #valuesOf(unit: number, grid: Float32Array): Float32Array {
    const [outputs] = this.#trainer.activations(grid);
    const { units } = this.#trainer.layers[0] ?? { units: 1 };
    return Float32Array.from({ length: grid.length / 2 }, (_, i) => outputs?.[i * units + unit] as number);
  }
}

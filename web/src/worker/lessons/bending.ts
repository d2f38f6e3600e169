/** Answers what the lesson about activations asks: keeps one network in training between the questions. */

import type { Dataset, Inkling, Network, Trainer } from "../../../../engine/js/browser.ts";
import type { ActivationName, Lessons } from "../../../../engine/js/lessons.ts";
import { inklingError } from "../../protocol.ts";
import {
  type BendingExamples,
  type BendingPlaces,
  type BendingQuestions,
  type BendingRecipe,
  type BendingState,
  type Condition,
  NEARLY_FLAT,
} from "../../questions/bending.ts";
import type { Answers } from "../../questions.ts";
import type { Tools } from "./tools.ts";

/** An answer is due after so many milliseconds: two frames or so of a page that shows each. */
const SLICE_MS = 25;
/** Steps between looks at the clock. */
const CHUNK = 20;
/** Places of the curve that the network is shown, all of them at every step. */
const EXAMPLES = 61;

export function bending({ inkling, lessons }: Tools): Answers<BendingQuestions> {
  let course: Course | undefined;
  let known = "";
  return {
    "bending.activation": ({ activation, x }) => {
      const isSoftmax = activation === "softmax";
      const { values, slopes } = isSoftmax ? besideZero(lessons, x) : functionOf(lessons, activation, x, 1);
      return { values, slopes, conditions: Array.from(slopes, (slope) => conditionOf([slope])) };
    },

    "bending.examples": ({ curve }) => examplesOf(curve),

    "bending.advance": ({ recipe, step, places }) => {
      const name = JSON.stringify(recipe);
      if (name !== known || !course || course.step > step) {
        course?.dispose();
        course = undefined; // for what follows may fail
        course = new Course(inkling, lessons, recipe);
        known = name;
      }
      course.advance(step);
      return course.state(places);
    },
  };
}

interface Values {
  values: Float32Array;
  slopes: Float32Array;
}

/** A softmax is over the units of an example; all others are of each number by itself. [examples, units] */
function functionOf(lessons: Lessons, activation: ActivationName, z: ArrayLike<number>, units: number): Values {
  if (activation !== "softmax") {
    const { value, derivative } = lessons.activation(activation, Array.from(z));
    return { values: value, slopes: derivative };
  }
  const [values, slopes] = [new Float32Array(z.length), new Float32Array(z.length)];
  for (let first = 0; first < z.length; first += units) {
    const { value, derivative } = lessons.activation(activation, Array.from(z).slice(first, first + units));
    values.set(value, first);
    slopes.set(derivative, first);
  }
  return { values, slopes };
}

/** One output of a softmax of itself would be 1 whatever comes in. */
function besideZero(lessons: Lessons, x: readonly number[]): Values {
  const pairs = functionOf(
    lessons,
    "softmax",
    x.flatMap((value) => [value, 0]),
    2,
  );
  const first = (all: Float32Array) => all.filter((_, i) => i % 2 === 0);
  return { values: first(pairs.values), slopes: first(pairs.slopes) };
}

/** By all slopes that a unit has. */
function conditionOf(slopes: readonly number[]): Condition {
  if (slopes.every((slope) => slope === 0)) return "dead";
  return slopes.every((slope) => Math.abs(slope) < NEARLY_FLAT) ? "saturated" : "alive";
}

/** A network from its first weights on. */
class Course {
  readonly #lessons: Lessons;
  readonly #recipe: BendingRecipe;
  readonly #inputs: number[];
  readonly #data: Dataset;
  readonly #lineLoss: number;
  /** Of a step there is a network alone: it cannot be trained. */
  readonly #network: Trainer | Network;
  readonly #trainer?: Trainer;
  /** What the hidden units add up before they bend it, in a network that does not. */
  readonly #sums: Network;

  constructor(inkling: Inkling, lessons: Lessons, recipe: BendingRecipe) {
    const { activation, units, learningRate, seed, curve } = recipe;
    this.#lessons = lessons;
    this.#recipe = recipe;
    const { inputs, targets } = examplesOf(curve);
    this.#inputs = inputs;
    this.#lineLoss = lessons.leastSquares(
      inputs.map((x) => [x, 1]),
      targets,
    ).loss;
    // Biases that differ have the units bend at different places from the beginning.
    const layers = [{ units, activation, biases: "normal", biasesScale: 1 } as const, { units: 1 }];
    this.#sums = inkling.network({ inputs: 1, layers: [{ units }] });
    this.#data = inkling.table({ inputs: inputs.map((x) => [x]), targets: targets.map((y) => [y]) });
    if (activation === "step") {
      this.#network = inkling.network({ inputs: 1, layers, seed });
      return;
    }
    this.#trainer = inkling.trainer(
      {
        ...{ layers, loss: "mean_squared_error", optimizer: "adam", learningRate, seed },
        batchSize: inputs.length,
      },
      this.#data,
    );
    this.#network = this.#trainer;
  }

  get step(): number {
    return this.#trainer?.progress.steps ?? 0;
  }

  /** Until it is there, or the time is up. */
  advance(to: number): void {
    const start = performance.now();
    while (this.#trainer && this.step < to && performance.now() - start < SLICE_MS) {
      this.#trainer.train(Math.min(CHUNK, to - this.step), { keep: false });
    }
  }

  state({ from, to, count }: BendingPlaces): BendingState {
    const x = Float32Array.from({ length: count }, (_, i) => between(from, to, i, count));
    const places = Array.from(x, (place) => [place]);
    const [hidden, drawn] = this.#network.activations(places) as [Float32Array, Float32Array];
    return {
      ...{ recipe: this.#recipe, step: this.step, lineLoss: this.#lineLoss, x, drawn, hidden },
      loss: this.#trainer?.evaluate(this.#data).loss,
      conditions: this.#conditions(),
    };
  }

  dispose(): void {
    for (const part of [this.#network, this.#sums, this.#data]) part.dispose();
  }

  #conditions(): Condition[] {
    const { activation, units } = this.#recipe;
    this.#sums.setParameters(this.#network.parameters().slice(0, 1));
    const sums = this.#sums.predict(this.#inputs.map((x) => [x]));
    const { slopes } = functionOf(this.#lessons, activation, sums, units);
    return Array.from({ length: units }, (_, unit) => conditionOf([...slopes.filter((_, i) => i % units === unit)]));
  }
}

/** Value `i` of `count` from one to the other, both among them. */
const between = (from: number, to: number, i: number, count: number) => from + ((to - from) * i) / (count - 1);

type Point = BendingRecipe["curve"][number];

/** The curve at places from its first point to its last. */
function examplesOf(curve: BendingRecipe["curve"]): BendingExamples {
  const [first, last] = [curve[0], curve.at(-1)];
  if (!first || !last || first === last || !curve.every(([x], i) => i === 0 || x > (curve[i - 1] as Point)[0])) {
    throw inklingError("bad_data", "A curve takes at least two points, each with a larger x than the one before.");
  }
  const inputs = Array.from({ length: EXAMPLES }, (_, i) => between(first[0], last[0], i, EXAMPLES));
  let next = 1;
  const targets = inputs.map((x) => {
    while (next < curve.length - 1 && (curve[next] as Point)[0] < x) next++;
    const [[x0, y0], [x1, y1]] = curve.slice(next - 1, next + 1) as [Point, Point];
    return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0);
  });
  return { inputs, targets };
}

/**
 * What the lessons need and training does not: a small module of its own beside the library's, fetched by whoever opens a
 * lesson. Every number of it is the same, bit for bit, in every browser, in Node and natively.
 *
 *     const lessons = await loadLessons();
 *
 *     lessons.activation("gelu", x)                       // { value, derivative } as networks have them
 *     lessons.surfaces                                    // [{ name, x: [from, to], y: [from, to], start: [x, y] }]
 *     lessons.surface("hill", x, y)                       // { values, gradients } at points
 *     lessons.descend({ surface, optimizer, learningRate, start, steps })   // { path, values, ended }
 *     lessons.leastSquares(inputs, targets)               // { weights, loss }: the answer that descent looks for
 *     lessons.lossSurface(inputs, targets, weights, { axes, from, to, columns, rows })
 *     lessons.margin(points, labels)                      // the best separating line, with Novikoff's bound
 *     lessons.perceptron(points, labels, { learningRate, epochs })          // every example that it was shown
 *     lessons.reference(network, parameters, inputs, targets, { rate })     // every number of a step, in double
 *     lessons.differences(network, parameters, inputs, targets)             // its gradients without calculus
 *     lessons.sum(numbers, { order })  lessons.dot(a, b, { order, fused })  lessons.exponential(x, rule)
 *     lessons.drift({ order, fused, exponential, steps })  // one training by other rules of arithmetic
 *
 * Matrices are rows one after another, given as typed arrays, lists, or lists of rows. Errors are InklingErrors, with a
 * sentence for a person. Nothing is to be disposed of.
 */

/// <reference path="module.d.ts" />

import createModule from "../../build/wasm/inkling-lessons.mjs";
import { flatten, type Numbers, wholes } from "./arrays.ts";
import type { TypedNumbers } from "./crossing.ts";
import { clean, fieldsOf } from "./document.ts";
import { type Given, type Module, startModule } from "./engine.ts";
import { reading, refused } from "./errors.ts";
import { fetchModule, type LoadOptions, sourceOf } from "./loading.ts";
import type { LayerSettings, TrainerSettings } from "./settings.ts";

export type { Numbers } from "./arrays.ts";
export { type ErrorCode, InklingError } from "./errors.ts";
export type { LoadOptions } from "./loading.ts";

export type ActivationName = NonNullable<LayerSettings["activation"]>;
export type LossName = NonNullable<TrainerSettings["loss"]>;

// ----- Descent

export type SurfaceName =
  /** x e^-(x² + y²): a hill to the right of 0 and a hollow to the left. */
  | "hill"
  /** (x² + y²) / 2. */
  | "bowl"
  /** (x² + 25 y²) / 2: a long, narrow valley. */
  | "valley"
  /** x² - y² + y⁴ / 4: flat at the origin, which is no minimum; two minima at y = ±√2. */
  | "saddle";

/** A function of two numbers to go down on, and the piece of the plane to show of it. */
export interface Surface {
  name: SurfaceName;
  /** From and to. */
  x: [number, number];
  y: [number, number];
  /** A point that is worth starting from. */
  start: [number, number];
}

export interface DescentSettings
  extends Pick<
    TrainerSettings,
    "optimizer" | "learningRate" | "momentum" | "decay" | "beta1" | "beta2" | "epsilon" | "weightDecay"
  > {
  surface: SurfaceName;
  /** x and y; the surface's own where left out. */
  start?: readonly number[];
  /** At most so many, from 1 to 100,000. Default: 100. */
  steps?: number;
}

export interface Descent {
  /** The start and where each step led, x and y in turn: [points, 2]. The engine's own, which are floats. */
  path: Float64Array;
  /** The height at each of them. [points] */
  values: Float64Array;
  /**
   * "arrived": slope and last step are both at most 0.0001 long; "left": the last point is beyond the piece of the plane
   * to show; "diverged": the next point would not be a number any more; "steps": all were taken.
   */
  ended: "arrived" | "left" | "diverged" | "steps";
}

// ----- Least squares

export interface Fit {
  /** [inputs] */
  weights: Float64Array;
  /** The mean squared error that is left. */
  loss: number;
}

export interface LossSurfaceSettings {
  /** Which two weights vary, across and down, counted from 0. Default: the first two. */
  axes?: readonly number[];
  /** Their values at the first column and row. */
  from: readonly number[];
  /** And at the last. */
  to: readonly number[];
  /** From 2 to 1,000. Default: 50. */
  columns?: number;
  rows?: number;
}

// ----- The perceptron

/** The line w x + b = 0 that parts two classes with the most room, where a constant 1 is an input like the others. */
export interface Margin {
  /** Of length 1, with the bias. [2] */
  weight: Float64Array;
  bias: number;
  /** Of the nearest example from the plane through the origin that the line is there. */
  margin: number;
  /** Of the longest example, the 1 included. */
  radius: number;
  /** (radius / margin)², rounded down: no perceptron that begins with zeros makes more mistakes (Novikoff 1962). */
  bound: number;
}

export interface PerceptronRun {
  /** Every example that was shown, in order. */
  steps: PerceptronStep[];
  mistakes: number;
  /** Passes over all examples. */
  epochs: number;
  /**
   * "learned": the last epoch was without a mistake; "cycles": weights and bias are, bit for bit, what they were at the
   * end of an earlier epoch, so that all comes again for ever; "epochs": all were taken.
   */
  ended: "learned" | "cycles" | "epochs";
  /** Of a run that cycles: the epoch at whose end the same weights were there before, 0 for the start. */
  returnsTo?: number;
}

/** One example, and the perceptron after it. */
export interface PerceptronStep {
  /** Its index among the points. */
  example: number;
  answer: number;
  target: number;
  isMistake: boolean;
  /** [inputs] */
  weight: Float32Array;
  bias: number;
}

// ----- Backpropagation by hand

export interface ReferenceNetwork {
  inputs: number;
  /** From the first hidden layer to the output. A step cannot be trained. */
  layers: readonly { units: number; activation?: Exclude<ActivationName, "step"> }[];
  loss?: LossName;
}

/** What a layer has learned, as `Trainer.parameters` and `inspect` have it. */
export interface ReferenceParameters {
  /** [inputs, units] */
  weight: Numbers;
  /** [units] */
  bias: Numbers;
}

/** Every number of one layer in one step. A gradient is that of the mean loss; [batch, units] unless said. */
export interface ReferenceLayer {
  /** z = x W + b. */
  preActivation: Float64Array;
  /** a = f(z). */
  output: Float64Array;
  /** dL/da. */
  outputGradient: Float64Array;
  /** dL/dz. */
  preActivationGradient: Float64Array;
  /** [inputs, units] */
  weightGradient: Float64Array;
  /** [units] */
  biasGradient: Float64Array;
  /** After the step: less rate times gradient. [inputs, units] */
  updatedWeight: Float64Array;
  /** [units] */
  updatedBias: Float64Array;
}

export interface Reference {
  layers: ReferenceLayer[];
  /** What the outputs mean: probabilities, where the loss is of logits. [batch, outputs] */
  predictions: Float64Array;
  /** Of each example. [batch] */
  losses: Float64Array;
  /** Their mean. */
  loss: number;
  /** [batch, inputs] */
  inputGradient: Float64Array;
}

/** Gradients of the mean loss by central differences. */
export interface Differences {
  layers: { weightGradient: Float64Array; biasGradient: Float64Array }[];
  /** [batch, inputs] */
  inputGradient: Float64Array;
}

// ----- Arithmetic

export type Order =
  /** From the first to the last, as Inkling does. */
  | "forward"
  | "backward"
  /** Both halves by themselves, and so on down to pairs. */
  | "pairwise"
  /** Every fourth (eighth) number in a lane of its own, as vector units do, and the lanes from the first to the last. */
  | "lanes_4"
  | "lanes_8";

export type ExponentialRule =
  /** The engine's: a polynomial of degree 7 that was fitted. */
  | "inkling"
  /** The first eight terms of the series. */
  | "taylor"
  /** Sixteen values from a table, and a short polynomial between them. */
  | "table"
  /** Computed in double, and rounded once. */
  | "double";

/** How a machine does what the formulas leave open. Defaults are Inkling's own rules. */
export interface Arithmetic {
  order?: Order;
  /** Whether a product is added before it is rounded (fused multiply-add). Default: false. */
  fused?: boolean;
  exponential?: ExponentialRule;
}

/** A network of 2-8-2 units (tanh; softmax and cross-entropy) on 200 points of two moons, ten at a time, by SGD. */
export interface DriftSettings extends Arithmetic {
  /** Default: 1. */
  seed?: number;
  /** From 1 to 100,000. Default: 200. */
  steps?: number;
  /** The learning rate. Default: 0.1. */
  rate?: number;
}

/** What comes of these rules, beside what comes of Inkling's own. */
export interface Drift {
  /** The mean loss of each batch before its step. [steps] */
  losses: Float64Array;
  /** The same by Inkling's rules. [steps] */
  inklingLosses: Float64Array;
  /** The largest difference between any weight or bias and Inkling's, after each step. [steps] */
  differences: Float64Array;
  /** The first step, counted from 1, after which a bit differs; absent where none does. */
  firstDifference?: number;
  /** As `Trainer.weightHash` has it, after the last step. */
  weightHash: string;
  /** And by Inkling's rules: that of the engine's Trainer. */
  inklingHash: string;
}

/** What each operation gives: see engine/lessons/bindings. */
interface Operations {
  surfaces: Surface[];
  activation: { value: Float32Array; derivative: Float32Array };
  surface: { values: Float64Array; gradients: Float64Array };
  descend: Descent;
  leastSquares: Fit;
  lossSurface: Float64Array;
  margin: Margin | null;
  perceptron: SentPerceptronRun;
  reference: Reference;
  differences: Differences;
  sum: number;
  dot: number;
  exponential: Float32Array;
  drift: Drift;
}

/** The steps as columns, which is a tenth of the bytes. */
interface SentPerceptronRun extends Omit<PerceptronRun, "steps"> {
  inputs: number;
  examples: Uint32Array;
  answers: Float32Array;
  targets: Float32Array;
  weights: Float32Array;
  biases: Float32Array;
}

export class Lessons {
  readonly #module: Module<Operations>;
  readonly surfaces: Surface[];

  /** @internal */
  constructor(module: Module<Operations>) {
    this.#module = module;
    this.surfaces = module.call("surfaces");
  }

  /**
   * The engine's own function and its slope, as backpropagation uses it. A softmax is over all of x, of which there are at
   * most 1,000 then, and its slope that of each output by its own input. A step has slope 0.
   */
  activation(name: ActivationName, x: Numbers): { value: Float32Array; derivative: Float32Array } {
    return this.#call("activation", { name }, [flatten(x, "x").values]);
  }

  /** Height and slope at points: values [points], and gradients [points, 2]. */
  surface(name: SurfaceName, x: Numbers, y: Numbers): { values: Float64Array; gradients: Float64Array } {
    return this.#call("surface", { name }, [doubles(x, "x"), doubles(y, "y")]);
  }

  /** Goes down a surface by one of the engine's optimizers, whose two parameters are x and y. */
  descend(settings: DescentSettings): Descent {
    return this.#call("descend", settings);
  }

  /**
   * The weights of the least mean squared error of x w: the solution of the normal equations, for inputs [examples, inputs]
   * and a target each. A column of ones is what gives it a bias. Refused where several weights would do as well.
   */
  leastSquares(inputs: Numbers, targets: Numbers): Fit {
    return this.#call("leastSquares", {}, [doubles(inputs, "inputs"), doubles(targets, "targets")]);
  }

  /** That error over a grid of two of the weights, the others as they are given: [rows, columns]. */
  lossSurface(inputs: Numbers, targets: Numbers, weights: Numbers, settings: LossSurfaceSettings): Float64Array {
    return this.#call("lossSurface", settings, [
      doubles(inputs, "inputs"),
      doubles(targets, "targets"),
      doubles(weights, "weights"),
    ]);
  }

  /** Of up to 200 points [points, 2] with labels 0 and 1; undefined where no line parts them. */
  margin(points: Numbers, labels: Numbers): Margin | undefined {
    return this.#call("margin", {}, [flatten(points, "points").values, wholes(labels, "labels")]) ?? undefined;
  }

  /** Shows the engine's perceptron points [points, inputs] in their order, pass after pass: at most 100,000 examples. */
  perceptron(points: Numbers, labels: Numbers, settings?: { learningRate?: number; epochs?: number }): PerceptronRun {
    const sent = this.#call("perceptron", settings, [flatten(points, "points").values, wholes(labels, "labels")]);
    const { inputs, examples, answers, targets, weights, biases, ...summary } = sent;
    const steps = Array.from(examples, (example, i) => ({
      example,
      answer: answers[i],
      target: targets[i],
      isMistake: answers[i] !== targets[i],
      weight: weights.slice(i * inputs, (i + 1) * inputs),
      bias: biases[i],
    }));
    return { steps, ...summary };
  }

  /** Every number of one step of SGD, by naive loops in double: inputs [batch, inputs], targets [batch, outputs]. */
  reference(
    network: ReferenceNetwork,
    parameters: readonly ReferenceParameters[],
    inputs: Numbers,
    targets: Numbers,
    settings?: { rate?: number },
  ): Reference {
    return this.#call("reference", { ...fieldsOf(network), ...fieldsOf(settings) }, [
      ...listed(parameters),
      doubles(inputs, "inputs"),
      doubles(targets, "targets"),
    ]);
  }

  /** The gradients of that step, from nothing but losses: of numbers `step` more and less, by default 2^-17. */
  differences(
    network: ReferenceNetwork,
    parameters: readonly ReferenceParameters[],
    inputs: Numbers,
    targets: Numbers,
    settings?: { step?: number },
  ): Differences {
    return this.#call("differences", { ...fieldsOf(network), ...fieldsOf(settings) }, [
      ...listed(parameters),
      doubles(inputs, "inputs"),
      doubles(targets, "targets"),
    ]);
  }

  /** In float32. */
  sum(numbers: Numbers, settings?: Pick<Arithmetic, "order">): number {
    return this.#call("sum", settings, [flatten(numbers, "numbers").values]);
  }

  /** The sum of the products a b, in float32. */
  dot(a: Numbers, b: Numbers, settings?: Pick<Arithmetic, "order" | "fused">): number {
    return this.#call("dot", settings, [flatten(a, "a").values, flatten(b, "b").values]);
  }

  /** e^x in float32, by one of several honest ways that differ in the last bit. */
  exponential(x: Numbers, rule: ExponentialRule): Float32Array {
    return this.#call("exponential", { exponential: rule }, [flatten(x, "x").values]);
  }

  /** Trains one small network by these rules of arithmetic, and by Inkling's beside it. */
  drift(settings?: DriftSettings): Drift {
    return this.#call("drift", settings);
  }

  #call<Name extends keyof Operations>(name: Name, settings: unknown, arrays?: Given["arrays"]): Operations[Name] {
    return this.#module.call(name, { document: clean(settings), arrays });
  }
}

function doubles(given: unknown, name: string): TypedNumbers {
  return flatten(given, name, Float64Array).values;
}

/** The arrays of the layers, weight and bias in turn. */
function listed(parameters: unknown): TypedNumbers[] {
  return reading(parameters, "parameters", () => {
    if (!Array.isArray(parameters)) {
      throw refused("parameters", parameters, "a list with an object for each layer", "bad_data");
    }
    return Array.from(parameters, (layer: unknown, i) => fieldsOf(layer, `parameters[${i}]`)).flatMap((layer, i) => [
      doubles(layer.weight, `parameters[${i}].weight`),
      doubles(layer.bias, `parameters[${i}].bias`),
    ]);
  });
}

/** Starts the lessons' module. Without options it fetches `inkling-lessons.wasm`; elsewhere than on a page, name it. */
export async function loadLessons(options: LoadOptions = {}): Promise<Lessons> {
  const source = await sourceOf(options, (url = new URL("../../build/wasm/inkling-lessons.wasm", import.meta.url)) =>
    fetchModule(url),
  );
  return new Lessons(await startModule<Operations>(createModule, source));
}

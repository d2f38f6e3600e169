/** What the engine tells: scores, shapes, values and tables. Matrices are rows one after another. */

/** What a dataset is. */
export interface DataInfo {
  /** Examples. */
  size: number;
  /** Values that each example gives the network. */
  inputs: number;
  /** Values that it should answer with. */
  targets: number;
  /** Whether the targets are classes, one-hot or a single 0 or 1, rather than values to predict. */
  holdsClasses: boolean;
  /** The names of the inputs, where the data came with names; else empty. */
  features: string[];
  /** The names of the classes, likewise. */
  classes: string[];
}

export interface Examples {
  count: number;
  /** [count, inputs] */
  inputs: Float32Array;
  /** [count, targets] */
  targets: Float32Array;
}

/** A picture: its bytes, row by row, and its class. */
export interface Picture {
  pixels: Uint8Array;
  label: number;
}

/** A scaled column is (x - shift) / divisor. */
export interface ColumnScale {
  shift: number;
  divisor: number;
}

export interface LayerShape {
  inputs: number;
  units: number;
  activation: string;
  batchNormalization: boolean;
  dropout: number;
}

export interface Shape {
  layers: LayerShape[];
  /** How many there are in all. */
  parameters: number;
}

/** All that a layer has learned. */
export interface LayerParameters {
  /** [inputs, units] */
  weight: Float32Array;
  /** [units] */
  bias: Float32Array;
  /** With batch normalisation, like those below. [units] */
  scale?: Float32Array;
  shift?: Float32Array;
  runningMean?: Float32Array;
  runningVariance?: Float32Array;
}

/** Where training stands. */
export interface Progress {
  /** Taken in all. */
  steps: number;
  /** In the batches of all these steps. */
  examplesSeen: number;
  /** Completed. */
  epochs: number;
  /** Taken in the epoch under way. */
  stepsInEpoch: number;
  /** Of the epoch under way, with today's batch size. */
  stepsPerEpoch: number;
  /** Of the next step, as the schedule has it. */
  learningRate: number;
  /**
   * Floating-point operations of all steps taken: two for each multiply-add that the products of the layers executed,
   * forward and backward. Zeros that were skipped do not count, nor does all else.
   */
  operations: number;
}

/** How a network did on some examples. Means of no examples are NaN. */
export interface Score {
  examples: number;
  /** The mean over the examples. */
  loss: number;
  /** The fraction of the examples whose class was right. */
  accuracy: number;
  /** The sums that the two come from, to be added to others. */
  lossSum: number;
  correct: number;
}

export interface EpochRecord {
  /** Epochs completed, counted from the making of the trainer. */
  epoch: number;
  /** Of the batches, each before its update. */
  training: Score;
  /** After the epoch. */
  validation: Score;
  learningRate: number;
}

/** Each from 0 to 1; of nothing it is 0. */
export interface ClassScore {
  precision: number;
  recall: number;
  f1: number;
}

export interface ArrayMetrics {
  examples: number;
  /** Of classes, like those below. */
  accuracy?: number;
  /** How many examples of each class (row) were taken for each class (column): [classes, classes]. */
  confusion?: Uint32Array;
  classes?: ClassScore[];
  /**
   * How far sureness is from how often it is right, on average (expected calibration error): from 0, which is best, to 1.
   * Of probabilities of two or more classes.
   */
  calibrationError?: number;
  /** How often the class was among the `top` largest outputs, where that was asked for. */
  topAccuracy?: number;
  /** Of values, like those below. */
  meanAbsoluteError?: number;
  rootMeanSquaredError?: number;
  /** R²: 1 is perfect, 0 no better than always the mean. */
  rSquared?: number;
}

export interface Metrics extends ArrayMetrics, Score {
  accuracy: number;
}

/** Every value of one layer in a step. Gradients are those of the batch's mean loss; [batch, units] unless said. */
export interface LayerInspection {
  activation: string;
  units: number;
  /** Before the step, like all parameters here. [inputs, units] */
  weight: Float32Array;
  /** [units] */
  bias: Float32Array;
  /** [inputs, units] */
  weightGradient: Float32Array;
  /** [units] */
  biasGradient: Float32Array;
  /** x W + b, where batch normalisation follows. */
  affine?: Float32Array;
  /** z: what the activation was given. */
  preActivation: Float32Array;
  /** What it made of that. */
  output: Float32Array;
  /** 0, or 1 / (1 - dropout). With dropout, like the next. */
  dropoutFactor?: Float32Array;
  /** The output times that factor. */
  dropped?: Float32Array;
  /** With respect to what the layer handed on. */
  outputGradient: Float32Array;
  /** With respect to the activation's output, where dropout followed. */
  activationGradient?: Float32Array;
  preActivationGradient: Float32Array;
  affineGradient?: Float32Array;
  /** With batch normalisation, like all below. [units] */
  scale?: Float32Array;
  shift?: Float32Array;
  runningMean?: Float32Array;
  runningVariance?: Float32Array;
  batchMean?: Float32Array;
  batchVariance?: Float32Array;
  inverseDeviation?: Float32Array;
  /** [batch, units] */
  normalized?: Float32Array;
  scaleGradient?: Float32Array;
  shiftGradient?: Float32Array;
}

/** Every value of one step. */
export interface Inspection {
  /** Examples in the batch. */
  batch: number;
  /** Steps taken, this one included. */
  step: number;
  /** [batch, inputs] */
  inputs: Float32Array;
  /** [batch, targets], smoothed where that was asked for. */
  targets: Float32Array;
  /** Of each example. [batch] */
  losses: Float32Array;
  /** Of the mean loss, with respect to the network's outputs. [batch, targets] */
  outputGradient: Float32Array;
  layers: LayerInspection[];
}

/** One row of a table: what a setting may be chosen from. */
export interface Row {
  name: string;
  title?: string;
}

/** Everything that there is to choose from. */
export interface Tables {
  activations: (Row & { title: string; initializer: string })[];
  losses: Row[];
  optimizers: (Row & { title: string; learningRate: number })[];
  schedules: Row[];
  initializers: Row[];
  generators: (Row & { classes: boolean })[];
  scalings: Row[];
  data: (Row & { classes: boolean })[];
}

/** What a setting is called, what it may be and what it does. */
export interface SettingInfo {
  name: string;
  title: string;
  /** One sentence for somebody who has never heard of it. */
  help: string;
  kind: "truth" | "whole" | "number" | "choice" | "text" | "numbers" | "texts" | "group" | "list";
  default?: boolean | number | string;
  /** It may be left out, which is not the same as any value of it. */
  optional?: boolean;
  /** Of a number: its range in words, and its ends where there are any. */
  allowed?: string;
  least?: number;
  most?: number;
  withoutLeast?: boolean;
  withoutMost?: boolean;
  choices?: (Row & { learningRate?: number })[];
  /** Where only some choices of another setting read this one: which setting, and which of its choices. */
  chosenBy?: string;
  readers?: string[];
  /** Of a group, or of each element of a list. */
  settings?: SettingInfo[];
  /** Of a list: its elements where nothing was said. */
  elements?: Record<string, unknown>[];
}

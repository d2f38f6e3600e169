/** What the lesson about least squares asks. Its model weighs two inputs and a constant 1: three weights, the bias the last. */

export type Weights = readonly [number, number, number];

/** Rows of two inputs, and a target each. */
export interface Table {
  inputs: readonly (readonly [number, number])[];
  targets: readonly number[];
}

export interface Course {
  /** How many rows each update looks at. */
  rows: number;
  /** From the start on, after each update: [points, 3]. */
  weights: Float32Array;
  /** The mean squared error over the whole table at each of them. [points] */
  losses: Float64Array;
  /** How far the last is from the exact answer, in the weight that is furthest. */
  off: number;
  /** All updates were taken, or the next would have led beyond all bounds. */
  ended: "updates" | "diverged";
}

export interface LeastSquaresQuestions {
  /** Descends from the start, once for each number of rows; and the exact answer beside it. */
  "leastSquares.descend": {
    given: Table & {
      start: Weights;
      learningRate: number;
      updates: number;
      rows: readonly number[];
      /** Of the order in which rows are looked at. */
      seed: number;
    };
    answer: { courses: Course[]; weights: Float64Array; loss: number };
  };
  /**
   * The mean squared error by two of the weights, counted from 0, the third as the exact answer has it: over `columns` by
   * as many values, amid as many equal parts of what lies between `from` and `to`, by rows from below.
   */
  "leastSquares.bowl": {
    given: Table & {
      axes: readonly [number, number];
      from: readonly [number, number];
      to: readonly [number, number];
      columns: number;
    };
    answer: { losses: Float64Array };
  };
}

/** What the lesson about backpropagation asks. */

import type { Reference, ReferenceNetwork } from "../../../engine/js/lessons.ts";

/** A network, what it has learned, and the examples of one step. Matrices are rows one after another. */
export interface TrainingStep {
  network: ReferenceNetwork;
  /** For each layer: weight [inputs, units] and bias [units]. */
  parameters: readonly { weight: readonly number[]; bias: readonly number[] }[];
  /** [batch, inputs] */
  inputs: readonly number[];
  /** [batch, outputs] */
  targets: readonly number[];
  rate: number;
}

/** The gradients of one layer, shaped as the reference has them. */
export type CheckedLayer = Pick<
  Reference["layers"][number],
  "outputGradient" | "preActivationGradient" | "weightGradient" | "biasGradient"
>;

export type { Reference };

export interface BackpropagationQuestions {
  /** Every number of the step. */
  "backpropagation.step": { given: TrainingStep; answer: Reference };
  /** Its gradients without calculus: of losses with each number a little more and a little less. */
  "backpropagation.check": { given: TrainingStep; answer: CheckedLayer[] };
}

/** Every question of the lessons, by the lesson and a word of its own: what the page asks, the worker answers. */

import type { BackpropagationQuestions } from "./questions/backpropagation.ts";
import type { BendingQuestions } from "./questions/bending.ts";
import type { BitsQuestions } from "./questions/bits.ts";
import type { DownhillQuestions } from "./questions/downhill.ts";
import type { LeastSquaresQuestions } from "./questions/least-squares.ts";
import type { MoonsQuestions } from "./questions/moons.ts";
import type { NeuronQuestions } from "./questions/neuron.ts";

export interface Questions
  extends NeuronQuestions,
    BendingQuestions,
    DownhillQuestions,
    LeastSquaresQuestions,
    BackpropagationQuestions,
    MoonsQuestions,
    BitsQuestions {}

/** How the worker answers some of them. */
export type Answers<Some> = {
  [Name in keyof Some]: Some[Name] extends { given: infer Given; answer: infer Answer }
    ? (given: Given) => Answer | Promise<Answer>
    : never;
};

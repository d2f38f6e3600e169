/** The formula of each computation, written once: how its parts are written, in symbols or with values, is a matter of its own. */

import type { ComponentChildren } from "preact";
import { Figure, Fraction, Paren, Power, Sign } from "../shared/math.tsx";
import type { Cell, ComputedKind, Matrix, Step } from "./step.ts";
import type { At, Place } from "./symbols.tsx";

/** How a formula of single numbers is written. */
export interface Writing {
  part(matrix: Matrix, row: At, column: At): ComponentChildren;
  /** Over so many terms. */
  sum(count: number, letter: string, term: (at: At) => ComponentChildren): ComponentChildren;
}

/** And one of matrices, each of which may stand transposed. */
export interface MatrixWriting {
  part(matrix: Matrix, isTransposed?: boolean): ComponentChildren;
  /** Of ones, a row as long as there are examples. */
  ones(): ComponentChildren;
  product(left: ComponentChildren, right: ComponentChildren): ComponentChildren;
}

const one = <Figure>{1}</Figure>;
const two = <Figure>{2}</Figure>;

/** What goes into a layer. */
const entering = (step: Step, layer: number) => (layer === 1 ? step.at("input") : step.at("output", layer - 1));

const sigmoid = (z: ComponentChildren) => (
  <Fraction
    above={one}
    below={
      <>
        {one}
        <Sign>+</Sign>
        <Power of={<mi>e</mi>}>
          <Sign>−</Sign>
          {z}
        </Power>
      </>
    }
  />
);

const difference = (left: ComponentChildren, right: ComponentChildren) => (
  <Paren>
    {left}
    <Sign>−</Sign>
    {right}
  </Paren>
);

/** As a mean has it: nothing where there is a single example. */
const overExamples = (above: number, examples: number) =>
  examples > 1 ? (
    <Fraction above={<Figure>{above}</Figure>} below={<Figure>{examples}</Figure>} />
  ) : (
    above !== 1 && <Figure>{above}</Figure>
  );

const joined = (sign: string, ...parts: ComponentChildren[]) =>
  parts.map((part, i) => (
    <>
      {i > 0 && <Sign>{sign}</Sign>}
      {part}
    </>
  ));

type Formulas<Arguments extends unknown[]> = Record<ComputedKind, (...given: Arguments) => ComponentChildren>;

const formulas: Formulas<[writing: Writing, step: Step, layer: number, row: number, column: number]> = {
  preActivation({ part, sum }, step, layer, i, j) {
    const [x, w] = [entering(step, layer), step.at("weight", layer)];
    const terms = sum(w.rows, "k", (k) => joined("·", part(x, i, k), part(w, k, j)));
    return joined("+", terms, part(step.at("bias", layer), 0, j));
  },

  output: ({ part }, step, layer, i, j) => sigmoid(part(step.at("preActivation", layer), i, j)),

  losses: ({ part }, step, _, i) => (
    <Power of={difference(part(step.at("output", step.last), i, 0), part(step.at("target"), i, 0))}>{two}</Power>
  ),

  loss(writing, step) {
    const { examples } = step;
    if (examples === 1) return formulas.losses(writing, step, 0, 0, 0);
    return (
      <>
        {overExamples(1, examples)}
        <Paren>{writing.sum(examples, "i", (i) => writing.part(step.at("losses"), i, 0))}</Paren>
      </>
    );
  },

  outputGradient({ part, sum }, step, layer, i, k) {
    if (layer < step.last) {
      const [back, w] = [step.at("preActivationGradient", layer + 1), step.at("weight", layer + 1)];
      return sum(w.columns, "j", (j) => joined("·", part(back, i, j), part(w, k, j)));
    }
    const error = difference(part(step.at("output", layer), i, k), part(step.at("target"), i, k));
    return joined("·", overExamples(2, step.examples), error);
  },

  preActivationGradient({ part }, step, layer, i, j) {
    const a = part(step.at("output", layer), i, j);
    return joined("·", part(step.at("outputGradient", layer), i, j), a, difference(one, a));
  },

  weightGradient({ part, sum }, step, layer, k, j) {
    const [x, back] = [entering(step, layer), step.at("preActivationGradient", layer)];
    return sum(step.examples, "i", (i) => joined("·", part(x, i, k), part(back, i, j)));
  },

  biasGradient: ({ part, sum }, step, layer, _, j) =>
    sum(step.examples, "i", (i) => part(step.at("preActivationGradient", layer), i, j)),

  updatedWeight: (writing, step, layer, k, j) =>
    stepped(writing, step, step.at("weight", layer), step.at("weightGradient", layer), k, j),

  updatedBias: (writing, step, layer, _, j) =>
    stepped(writing, step, step.at("bias", layer), step.at("biasGradient", layer), 0, j),
};

function stepped({ part }: Writing, step: Step, from: Matrix, gradient: Matrix, row: number, column: number) {
  const change = joined("·", part(step.at("rate"), 0, 0), part(gradient, row, column));
  return joined("−", part(from, row, column), change);
}

/** The right side. */
export const formulaOf = (writing: Writing, step: Step, { matrix, row, column }: Cell): ComponentChildren =>
  formulas[matrix.kind as ComputedKind](writing, step, matrix.layer, row, column);

const wholes: Formulas<[writing: MatrixWriting, step: Step, layer: number]> = {
  preActivation: ({ part, product }, step, layer) =>
    joined("+", product(part(entering(step, layer)), part(step.at("weight", layer))), part(step.at("bias", layer))),

  output: ({ part }, step, layer) => (
    <>
      <mi>σ</mi>
      <Paren>{part(step.at("preActivation", layer))}</Paren>
    </>
  ),

  losses: ({ part }, step) => (
    <Power of={difference(part(step.at("output", step.last)), part(step.at("target")))}>
      <Sign>∘</Sign>
      {two}
    </Power>
  ),

  loss(writing, step) {
    if (step.examples === 1) return wholes.losses(writing, step, 0);
    return (
      <>
        {overExamples(1, step.examples)}
        {writing.product(writing.ones(), writing.part(step.at("losses")))}
      </>
    );
  },

  outputGradient({ part, product }, step, layer) {
    if (layer < step.last) {
      return product(part(step.at("preActivationGradient", layer + 1)), part(step.at("weight", layer + 1), true));
    }
    return joined(
      "·",
      overExamples(2, step.examples),
      difference(part(step.at("output", layer)), part(step.at("target"))),
    );
  },

  preActivationGradient({ part }, step, layer) {
    const a = step.at("output", layer);
    return joined("⊙", part(step.at("outputGradient", layer)), part(a), difference(one, part(a)));
  },

  weightGradient: ({ part, product }, step, layer) =>
    product(part(entering(step, layer), true), part(step.at("preActivationGradient", layer))),

  biasGradient: ({ part, product, ones }, step, layer) =>
    product(ones(), part(step.at("preActivationGradient", layer))),

  updatedWeight: ({ part }, step, layer) =>
    joined("−", part(step.at("weight", layer)), [part(step.at("rate")), part(step.at("weightGradient", layer))]),

  updatedBias: ({ part }, step, layer) =>
    joined("−", part(step.at("bias", layer)), [part(step.at("rate")), part(step.at("biasGradient", layer))]),
};

export const matrixFormulaOf = (writing: MatrixWriting, step: Step, { kind, layer }: Matrix): ComponentChildren =>
  wholes[kind as ComputedKind](writing, step, layer);

/** All that the formula of a number is made of, each once, a sum's terms as one. */
export function partsOf(step: Step, cell: Cell): Place[] {
  const parts = new Map<string, Place>();
  const part: Writing["part"] = (matrix, row, column) => {
    parts.set(`${matrix.name} ${row} ${column}`, { matrix, row, column });
    return null;
  };
  formulaOf({ part, sum: (count, letter, term) => term(count === 1 ? 0 : letter) }, step, cell);
  return [...parts.values()];
}

/** And of a matrix. */
export function matrixPartsOf(step: Step, matrix: Matrix): Matrix[] {
  const parts = new Set<Matrix>();
  const part: MatrixWriting["part"] = (matrix) => {
    parts.add(matrix);
    return null;
  };
  matrixFormulaOf({ part, ones: () => null, product: () => null }, step, matrix);
  return [...parts];
}

/** The numbers that a part stands for: those of all rows or columns, where a letter does. */
export const cellsOf = (matrix: Matrix, row: At, column: At): readonly Cell[] =>
  matrix.cells.filter(
    (cell) => (typeof row !== "number" || cell.row === row) && (typeof column !== "number" || cell.column === column),
  );

/** What one step of training computes, in its order: matrices, and the numbers in them. */

import type { CheckedLayer, Reference, TrainingStep } from "../../../questions/backpropagation.ts";
import type { Network } from "./networks.ts";

export type GivenKind = "input" | "target" | "rate" | "weight" | "bias";
export type GradientKind = keyof CheckedLayer;
export type ComputedKind =
  | "preActivation"
  | "output"
  | "losses"
  | "loss"
  | GradientKind
  | "updatedWeight"
  | "updatedBias";
export type Kind = GivenKind | ComputedKind;

/** Short, for they stand in the address. */
const letters: Record<Kind, string> = {
  ...{ input: "x", target: "t", rate: "r", weight: "w", bias: "b" },
  ...{ preActivation: "z", output: "a", losses: "ls", loss: "l" },
  ...{ outputGradient: "da", preActivationGradient: "dz", weightGradient: "dw", biasGradient: "db" },
  ...{ updatedWeight: "nw", updatedBias: "nb" },
};

export interface Matrix {
  /** The letters of its kind and the number of its layer. */
  name: string;
  kind: Kind;
  /** From 1; 0 for what belongs to none. */
  layer: number;
  rows: number;
  columns: number;
  /** Row by row. */
  cells: readonly Cell[];
}

/** One number. */
export interface Cell {
  /** That of the matrix where it is the only one in it; otherwise with row and column. */
  name: string;
  matrix: Matrix;
  row: number;
  column: number;
  /** How many numbers are computed before it; -1 for what is given. */
  order: number;
}

const phases = {
  forward: ["preActivation", "output"],
  loss: ["losses", "loss"],
  backward: ["outputGradient", "preActivationGradient", "weightGradient", "biasGradient"],
  update: ["updatedWeight", "updatedBias"],
} as const satisfies Record<string, readonly ComputedKind[]>;
export type Phase = keyof typeof phases;
export const phaseNames = Object.keys(phases) as Phase[];

/** Undefined for what is given. */
export const phaseOf = (kind: Kind): Phase | undefined =>
  phaseNames.find((phase) => (phases[phase] as readonly Kind[]).includes(kind));

export const isGradient = (kind: Kind): kind is GradientKind => phaseOf(kind) === "backward";

/** Whether its rows are the examples. */
export const isByExample = (kind: Kind): boolean =>
  ["input", "target", "preActivation", "output", "losses", "outputGradient", "preActivationGradient"].includes(kind);

export type Step = ReturnType<typeof createStep>;

export function createStep({ units, examples }: Network) {
  const last = units.length - 1;
  const layers = Array.from({ length: last }, (_, i) => i + 1);
  const back = layers.toReversed();
  const inputs = (layer: number) => units[layer - 1] as number;
  const outputs = (layer: number) => units[layer] as number;
  let computed = 0;

  function matrix(kind: Kind, layer: number, rows: number, columns: number): Matrix {
    const name = letters[kind] + (layer || "");
    const whole: Matrix = { name, kind, layer, rows, columns, cells: [] };
    const isGiven = phaseOf(kind) === undefined;
    whole.cells = Array.from({ length: rows * columns }, (_, i) => {
      const [row, column] = [Math.floor(i / columns), i % columns];
      const order = isGiven ? -1 : computed++;
      return { name: rows * columns === 1 ? name : `${name}.${row}.${column}`, matrix: whole, row, column, order };
    });
    return whole;
  }

  const batch = (kind: Kind, layer: number) => matrix(kind, layer, examples, outputs(layer));
  const weight = (kind: Kind, layer: number) => matrix(kind, layer, inputs(layer), outputs(layer));
  const bias = (kind: Kind, layer: number) => matrix(kind, layer, 1, outputs(layer));

  const givenMatrices = [
    matrix("input", 0, examples, inputs(1)),
    matrix("target", 0, examples, outputs(last)),
    ...layers.flatMap((layer) => [weight("weight", layer), bias("bias", layer)]),
    matrix("rate", 0, 1, 1),
  ];
  const matrices = [
    ...layers.flatMap((layer) => [batch("preActivation", layer), batch("output", layer)]),
    // Of a single example, its loss is the mean.
    ...(examples > 1 ? [matrix("losses", 0, examples, 1)] : []),
    matrix("loss", 0, 1, 1),
    ...back.flatMap((layer) => [
      ...[batch("outputGradient", layer), batch("preActivationGradient", layer)],
      ...[weight("weightGradient", layer), bias("biasGradient", layer)],
    ]),
    ...layers.flatMap((layer) => [weight("updatedWeight", layer), bias("updatedBias", layer)]),
  ];
  const cells = matrices.flatMap((matrix) => matrix.cells);
  const named = new Map([...givenMatrices, ...matrices].flatMap(({ cells }) => cells.map((cell) => [cell.name, cell])));

  return {
    last,
    examples,
    units,
    givenMatrices,
    /** Those that are computed, in their order. */
    matrices,
    /** Their numbers, in the order in which they are computed. */
    cells,
    /** The number of that name. */
    find: (name: string): Cell | undefined => named.get(name),
    /** What is known to be there. */
    at(kind: Kind, layer = 0): Matrix {
      const found = [...givenMatrices, ...matrices].find((matrix) => matrix.kind === kind && matrix.layer === layer);
      if (!found) throw new Error(`There is no ${kind} of layer ${layer}.`);
      return found;
    },
  };
}

/** How the worker is asked for the step with these numbers. */
export function questionOf({ units, numbers: { x = [], t = [], r = [], ...others } }: Network): TrainingStep {
  const [inputs = 0, ...layers] = units;
  return {
    network: {
      inputs,
      layers: layers.map((units) => ({ units, activation: "sigmoid" })),
      loss: "mean_squared_error",
    },
    parameters: layers.map((_, i) => ({ weight: others[`w${i + 1}`] ?? [], bias: others[`b${i + 1}`] ?? [] })),
    inputs: x,
    targets: t,
    rate: r[0] ?? 0,
  };
}

/** A number of the answer; undefined for what is given. */
export function numberIn({ losses, loss, layers }: Reference, cell: Cell): number | undefined {
  const { kind, layer, columns } = cell.matrix;
  const i = cell.row * columns + cell.column;
  if (kind === "loss") return loss;
  if (kind === "losses") return losses[i];
  return phaseOf(kind) && layers[layer - 1]?.[kind as keyof Reference["layers"][number]][i];
}

/** And the gradient that differences make of it. */
export function checkIn(checks: readonly CheckedLayer[], { matrix, row, column }: Cell): number | undefined {
  return isGradient(matrix.kind) ? checks[matrix.layer - 1]?.[matrix.kind][row * matrix.columns + column] : undefined;
}

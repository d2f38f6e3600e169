/** How numbers and matrices are called: in formulas, and in texts. */

import type { ComponentChildren } from "preact";
import { Fraction, Name, Sign } from "../shared/math.tsx";
import type { Kind, Matrix } from "./step.ts";

/** Where a matrix is written down in columns, its rows and columns change places. */
export interface Manner {
  /** Whether layers are told apart by a number below, as where each has one unit. */
  isChain: boolean;
  isTransposed: boolean;
}

/** A row or column counted from 0, or a letter for all of them. */
export type At = number | string;

/** One number of a matrix, or several. */
export interface Place {
  matrix: Matrix;
  row: At;
  column: At;
}

const letters: Partial<Record<Kind, string>> = {
  ...{ input: "x", target: "t", rate: "η", weight: "w", bias: "b" },
  ...{ preActivation: "z", output: "a", losses: "ℓ", loss: "L" },
  ...{ updatedWeight: "w", updatedBias: "b" },
};

/** What gradients are of. */
const variables: Partial<Record<Kind, Kind>> = {
  ...{ outputGradient: "output", preActivationGradient: "preActivation" },
  ...{ weightGradient: "weight", biasGradient: "bias" },
};

/** Those that count in a matrix: where there is just one row or column, it has no index. */
function indicesOf({ rows, columns }: Matrix, row: At, column: At, { isTransposed }: Manner): At[] {
  const indices = [...(rows > 1 ? [row] : []), ...(columns > 1 ? [column] : [])];
  return isTransposed ? indices.reverse() : indices;
}

/** What an update makes of a number has a prime. */
const primeOf = (kind: Kind) => (kind === "updatedWeight" || kind === "updatedBias" ? "′" : "");

const counted = (at: At) => (typeof at === "number" ? String(at + 1) : at);

/** `indices` is undefined for all of a matrix, which is called by a capital. */
function Letter({ kind, layer, indices, isChain }: { kind: Kind; layer: number; indices?: At[]; isChain: boolean }) {
  const letter = letters[kind] ?? "";
  const isCapital = indices === undefined && !["bias", "updatedBias", "rate", "losses"].includes(kind);
  const below = isChain
    ? layer > 0 && <mn>{layer}</mn>
    : indices?.length && indices.map((at) => (typeof at === "number" ? <mn>{at + 1}</mn> : <mi>{at}</mi>));
  const prime = primeOf(kind) && <Sign>{primeOf(kind)}</Sign>;
  const place = !isChain && layer > 0 && (
    <>
      <Sign>(</Sign>
      <mn>{layer}</mn>
      <Sign>)</Sign>
    </>
  );
  const above = (prime || place) && [prime, place];
  return (
    <Name sub={below || undefined} sup={above || undefined}>
      {isCapital ? letter.toUpperCase() : letter}
    </Name>
  );
}

/** ∂L/∂ of what a gradient is of, or the letter itself. */
function Called({ kind, ...place }: { kind: Kind; layer: number; indices?: At[]; isChain: boolean }) {
  const variable = variables[kind];
  if (!variable) return <Letter kind={kind} {...place} />;
  const part: ComponentChildren = <mi>∂</mi>;
  return (
    <Fraction
      above={
        <>
          {part}
          <mi>L</mi>
        </>
      }
      below={
        <>
          {part}
          <Letter kind={variable} {...place} />
        </>
      }
    />
  );
}

export function NumberSymbol({ matrix, row, column, manner }: Place & { manner: Manner }) {
  const { kind, layer } = matrix;
  return <Called kind={kind} layer={layer} indices={indicesOf(matrix, row, column, manner)} isChain={manner.isChain} />;
}

export function MatrixSymbol({ matrix: { kind, layer }, manner }: { matrix: Matrix; manner: Manner }) {
  return <Called kind={kind} layer={layer} isChain={manner.isChain} />;
}

const low: Record<string, string> = { i: "ᵢ", j: "ⱼ", k: "ₖ" };
const lowered = (text: string) =>
  text.replace(/[\dijk]/g, (letter) => low[letter] ?? "₀₁₂₃₄₅₆₇₈₉"[Number(letter)] ?? "");
const raised = (text: string) => text.replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)] ?? "");

function called({ kind, layer }: Matrix, indices: string, isChain: boolean, isMatrix = false): string {
  const variable = variables[kind];
  const letter = letters[variable ?? kind] ?? "";
  const isCapital = isMatrix && !["bias", "updatedBias", "rate", "losses"].includes(variable ?? kind);
  const place = layer === 0 ? "" : isChain ? lowered(String(layer)) : `⁽${raised(String(layer))}⁾`;
  return `${variable ? "∂L/∂" : ""}${isCapital ? letter.toUpperCase() : letter}${primeOf(kind)}${place}${lowered(indices)}`;
}

/** As text: w⁽²⁾₁₃. */
export const symbolText = ({ matrix, row, column }: Place, manner: Manner): string =>
  called(matrix, indicesOf(matrix, row, column, manner).map(counted).join(""), manner.isChain);

export const matrixText = (matrix: Matrix, { isChain }: Manner): string => called(matrix, "", isChain, true);

/** 3 × 2 */
export const shapeOf = ({ rows, columns }: Pick<Matrix, "rows" | "columns">, isTransposed: boolean): string =>
  isTransposed ? `${columns} × ${rows}` : `${rows} × ${columns}`;

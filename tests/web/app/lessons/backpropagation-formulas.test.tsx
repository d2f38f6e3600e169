// @vitest-environment happy-dom

/** Every formula of the lesson about backpropagation, evaluated as it is written down, gives the number that it stands for. */

import { type ComponentChildren, render } from "preact";
import { beforeAll, expect, test } from "vitest";
import {
  formulaOf,
  type MatrixWriting,
  matrixFormulaOf,
  matrixPartsOf,
  partsOf,
  type Writing,
} from "../../../../web/src/app/lessons/backpropagation/formulas.tsx";
import { networkNames, networks } from "../../../../web/src/app/lessons/backpropagation/networks.ts";
import {
  type Cell,
  createStep,
  type Matrix,
  numberIn,
  questionOf,
} from "../../../../web/src/app/lessons/backpropagation/step.ts";
import { openAnswers } from "../../worker/lessons/support.ts";

let ask: Awaited<ReturnType<typeof openAnswers>>;
beforeAll(async () => {
  ask = await openAnswers();
});

/** What stands in a formula, as an expression of JavaScript. */
function expressionOf(node: Node): string {
  const parts = [...node.childNodes].map(expressionOf);
  const name = node.nodeName.toLowerCase();
  if (name === "mfrac") return `((${parts[0]})/(${parts[1]}))`;
  if (name === "msup") return `((${parts[0]})**(${parts[1]?.replace("∘", "")}))`;
  return parts.length > 0 ? parts.join("") : (node.textContent ?? "");
}

function evaluate(formula: ComponentChildren): number {
  const root = document.createElement("div");
  render(<math>{formula}</math>, root);
  const expression = expressionOf(root)
    .replaceAll("−", "-")
    .replaceAll("·", "*")
    .replaceAll("⊙", "*")
    // Beside each other they are multiplied.
    .replace(/\)(?=\()/g, ")*")
    .replace(/\be\b/g, "Math.E");
  return new Function("σ", `return ${expression}`)((z: number) => 1 / (1 + Math.exp(-z)));
}

const exactly = (number: number) => <mn>({number})</mn>;

/** Less than 100 operations lead from one number to the next, on numbers below 10. */
const ROUNDING = 100 * 10 * 2 ** -53;

async function stepWithNumbers(name: (typeof networkNames)[number]) {
  const network = networks[name];
  const answer = await ask("backpropagation.step", questionOf(network));
  const numberOf = ({ matrix, row, column, ...cell }: Cell): number =>
    network.numbers[matrix.name]?.[row * matrix.columns + column] ??
    (numberIn(answer, { matrix, row, column, ...cell }) as number);
  return { step: createStep(network), numberOf };
}

test.each(networkNames)("each number of %s is what its formula gives with values", async (name) => {
  const { step, numberOf } = await stepWithNumbers(name);
  const writing: Writing = {
    part: ({ cells, columns }, row, column) => exactly(numberOf(cells[Number(row) * columns + Number(column)] as Cell)),
    sum: (count, _, term) =>
      Array.from({ length: count }, (_, i) => (
        <>
          {i > 0 && <mo>+</mo>}
          {term(i)}
        </>
      )),
  };
  for (const cell of step.cells) {
    const difference = evaluate(formulaOf(writing, step, cell)) - numberOf(cell);
    expect(Math.abs(difference), cell.name).toBeLessThan(ROUNDING);
  }
});

test.each(networkNames)("each matrix of %s is what its formula gives", async (name) => {
  const { step, numberOf } = await stepWithNumbers(name);
  type Rows = number[][];

  for (const matrix of step.matrices) {
    const known: Rows[] = [];
    const mention = (rows: Rows) => <mi>{`«${known.push(rows) - 1}»`}</mi>;
    // A matrix passes through the formula as the element that mentions it.
    const rowsOf = (mentioned: ComponentChildren) => {
      const root = document.createElement("div");
      render(<math>{mentioned}</math>, root);
      return known[Number(root.textContent?.slice(1, -1))] as Rows;
    };
    const part: MatrixWriting["part"] = ({ rows, columns, cells }, isTransposed) => {
      const at = (i: number, j: number) => numberOf(cells[i * columns + j] as Cell);
      return mention(
        isTransposed
          ? Array.from({ length: columns }, (_, j) => Array.from({ length: rows }, (_, i) => at(i, j)))
          : Array.from({ length: rows }, (_, i) => Array.from({ length: columns }, (_, j) => at(i, j))),
      );
    };
    const product: MatrixWriting["product"] = (left, right) => {
      const [a, b] = [rowsOf(left), rowsOf(right)];
      expect(a[0]?.length, `${matrix.name}: shapes`).toBe(b.length);
      return mention(
        a.map((row) => (b[0] ?? []).map((_, j) => row.reduce((sum, x, k) => sum + x * (b[k]?.[j] ?? 0), 0))),
      );
    };
    const ones = () => mention([new Array(step.examples).fill(1)]);
    const root = document.createElement("div");
    render(<math>{matrixFormulaOf({ part, product, ones }, step, matrix)}</math>, root);
    const written = expressionOf(root);
    for (const cell of matrix.cells) {
      // What has one row or is one number is added to every row, or multiplies every number.
      const expression = written.replace(/«(\d+)»/g, (_, i) => {
        const rows = known[Number(i)] as Rows;
        const row = rows[rows.length === 1 ? 0 : cell.row] ?? [];
        return `(${row[row.length === 1 ? 0 : cell.column]})`;
      });
      const difference = evaluate(<mn>{expression}</mn>) - numberOf(cell);
      expect(Math.abs(difference), cell.name).toBeLessThan(ROUNDING);
    }
  }
});

test("a formula's parts are told once each, a sum's terms together", () => {
  const step = createStep(networks.wide);
  const named = (parts: { matrix: Matrix; row: unknown; column: unknown }[]) =>
    parts.map(({ matrix, row, column }) => `${matrix.name} ${row} ${column}`);
  expect(named(partsOf(step, step.find("z2.1.2") as Cell))).toEqual(["a1 1 k", "w2 k 2", "b2 0 2"]);
  expect(named(partsOf(step, step.find("dz1.0.0") as Cell))).toEqual(["a1 0 0", "da1 0 0"]);
  expect(matrixPartsOf(step, step.at("preActivationGradient", 1)).map(({ name }) => name)).toEqual(["da1", "a1"]);
});

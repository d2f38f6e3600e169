/** What is computed now: its formula in symbols, then with values, and what stands in it. */

import type { ComponentChildren } from "preact";
import { Fragment } from "preact";
import { backpropagationWords } from "../../words/lessons/backpropagation.ts";
import { Figure, Formula, Fraction, Matrix as MathMatrix, Paren, Power, Row, Sign, Sum } from "../shared/math.tsx";
import { Problem } from "../shared/parts.tsx";
import {
  cellsOf,
  formulaOf,
  type MatrixWriting,
  matrixFormulaOf,
  matrixPartsOf,
  partsOf,
  type Writing,
} from "./formulas.tsx";
import type { BackpropagationModel } from "./model.ts";
import { type Cell, isByExample, isGradient, type Matrix, phaseOf } from "./step.ts";
import { type Manner, MatrixSymbol, matrixText, NumberSymbol, type Place, shapeOf, symbolText } from "./symbols.tsx";

const says = backpropagationWords;

interface Given {
  model: BackpropagationModel;
}

export const mannerOf = ({ run, isTransposed }: BackpropagationModel): Manner => ({
  isChain: run.value.name === "chain",
  isTransposed: isTransposed.value,
});

/** Of what a pointer is to light up wherever it stands: see `Lesson`. */
export const namesOf = (cells: readonly Cell[]): string => cells.map(({ name }) => name).join(" ");

export function Computation({ model }: Given) {
  const { current, run, isByMatrix, isChecking, isTransposed } = model;
  const [cell] = current.value;
  const phase = cell && phaseOf(cell.matrix.kind);
  const isWhole = isByMatrix.value;
  return (
    <div class={`backprop-computation${isWhole ? " by-matrix" : ""}${isChecking.value ? " checking" : ""}`}>
      {cell && phase ? (
        <>
          <h3>{titleOf(cell, isWhole)}</h3>
          <p>
            {says.how(cell.matrix.kind, {
              examples: run.value.step.examples,
              isLast: cell.matrix.layer === run.value.step.last,
              every: !isWhole ? undefined : isTransposed.value ? "column" : "row",
            })}
          </p>
          {isWhole ? <MatrixFormulas model={model} matrix={cell.matrix} /> : <Formulas model={model} cell={cell} />}
          <Parts model={model} cell={cell} />
          {!isWhole && model.isChanged(cell) && <p class="hint">{says.was(run.value.numberAtFirst(cell) ?? 0)}</p>}
          {isGradient(cell.matrix.kind) && isChecking.value && <Check model={model} cell={cell} />}
        </>
      ) : (
        <p class="hint">{says.before(run.value.step.cells.length)}</p>
      )}
    </div>
  );
}

/** "Backward, layer 2, example 1" */
export function titleOf({ matrix, row }: Cell, isWhole: boolean): string {
  const phase = phaseOf(matrix.kind);
  if (!phase) return says.kinds[matrix.kind];
  return says.title(phase, matrix.layer, !isWhole && isByExample(matrix.kind) && matrix.rows > 1 ? row : undefined);
}

/** Lights up together with what it stands for. */
function Part({ model, cells, children }: Given & { cells: readonly Cell[]; children: ComponentChildren }) {
  const marks = `${model.isLit(cells) ? " lit" : ""}${cells.some(model.isChanged) ? " changed" : ""}`;
  return (
    <mrow class={`part${marks}`} data-cells={namesOf(cells)}>
      {children}
    </mrow>
  );
}

const writingSymbols = (model: BackpropagationModel): Writing => ({
  part: (matrix, row, column) => <SymbolPart model={model} matrix={matrix} row={row} column={column} />,
  sum: (count, letter, term) => (count === 1 ? term(0) : <Sum from={<mi>{letter}</mi>}>{term(letter)}</Sum>),
});

function SymbolPart({ model, ...place }: Given & Place) {
  return (
    <Part model={model} cells={cellsOf(place.matrix, place.row, place.column)}>
      <NumberSymbol manner={mannerOf(model)} {...place} />
    </Part>
  );
}

const writingValues = (model: BackpropagationModel): Writing => ({
  part: (matrix, row, column) => {
    const cells = cellsOf(matrix, row, column);
    return (
      <Part model={model} cells={cells}>
        {cells.map((cell) => (
          <Figure key={cell.name} isPart>
            {model.numberOf(cell)}
          </Figure>
        ))}
      </Part>
    );
  },
  sum: (count, _, term) =>
    Array.from({ length: count }, (_, i) => (
      <Fragment key={i}>
        {i > 0 && <Sign>+</Sign>}
        {term(i)}
      </Fragment>
    )),
});

function Formulas({ model, cell }: Given & { cell: Cell }) {
  const { step } = model.run.value;
  const symbol = symbolText(cell, mannerOf(model));
  return (
    <div class="backprop-formulas">
      <Formula text={`${symbol}: ${says.kinds[cell.matrix.kind]}`} isBlock>
        <SymbolPart model={model} {...cell} />
        <Sign>=</Sign>
        {formulaOf(writingSymbols(model), step, cell)}
      </Formula>
      <Formula text={`${symbol} = ${says.figure(model.numberOf(cell))}`} isBlock>
        <SymbolPart model={model} {...cell} />
        <Sign>=</Sign>
        {formulaOf(writingValues(model), step, cell)}
        <Sign>=</Sign>
        <Part model={model} cells={[cell]}>
          <Figure>{model.numberOf(cell)}</Figure>
        </Part>
      </Formula>
    </div>
  );
}

/** Of (A B)ᵀ = Bᵀ Aᵀ it is the right side where matrices stand in columns. */
function productIn({ isTransposed }: Manner, sign: ComponentChildren): MatrixWriting["product"] {
  return (left, right) => (
    <Row>
      {isTransposed ? right : left}
      {sign}
      {isTransposed ? left : right}
    </Row>
  );
}

function writingMatrixSymbols(model: BackpropagationModel): MatrixWriting {
  const manner = mannerOf(model);
  const { examples } = model.run.value.step;
  return {
    part: (matrix, isTurned = false) => (
      <Part model={model} cells={matrix.cells}>
        <Shaped shape={shapeOf(matrix, isTurned !== manner.isTransposed)}>
          {isTurned ? (
            <Power of={<MatrixSymbol matrix={matrix} manner={manner} />}>
              <Sign>⊤</Sign>
            </Power>
          ) : (
            <MatrixSymbol matrix={matrix} manner={manner} />
          )}
        </Shaped>
      </Part>
    ),
    ones: () => (
      <Shaped shape={shapeOf({ rows: 1, columns: examples }, manner.isTransposed)}>
        <mn class="backprop-ones">1</mn>
      </Shaped>
    ),
    product: productIn(manner, null),
  };
}

const Shaped = ({ shape, children }: { shape: string; children: ComponentChildren }) => (
  <munder>
    <Row>{children}</Row>
    <mtext class="backprop-shape">{shape}</mtext>
  </munder>
);

function writingMatrixValues(model: BackpropagationModel): MatrixWriting {
  const manner = mannerOf(model);
  const { examples } = model.run.value.step;
  const ones = Array.from({ length: examples }, (_, i) => <Figure key={i}>{1}</Figure>);
  return {
    part: (matrix, isTurned = false) => (
      <MathMatrix
        rows={gridOf(matrix, isTurned !== manner.isTransposed).map((row) =>
          row.map((cell) => (
            <Part key={cell.name} model={model} cells={[cell]}>
              <Figure>{model.numberOf(cell)}</Figure>
            </Part>
          )),
        )}
      />
    ),
    ones: () => <MathMatrix rows={manner.isTransposed ? ones.map((one) => [one]) : [ones]} />,
    product: productIn(manner, null),
  };
}

/** The cells of a matrix as they stand on the page. */
export function gridOf({ cells, rows, columns }: Matrix, isTransposed: boolean): Cell[][] {
  const [down, across] = isTransposed ? [columns, rows] : [rows, columns];
  return Array.from({ length: down }, (_, i) =>
    Array.from({ length: across }, (_, j) => cells[isTransposed ? j * columns + i : i * columns + j] as Cell),
  );
}

function MatrixFormulas({ model, matrix }: Given & { matrix: Matrix }) {
  const { step } = model.run.value;
  const name = matrixText(matrix, mannerOf(model));
  const [symbols, values] = [writingMatrixSymbols(model), writingMatrixValues(model)];
  return (
    <div class="backprop-formulas">
      <Formula text={`${name}: ${says.kinds[matrix.kind]}`} isBlock>
        {symbols.part(matrix)}
        <Sign>=</Sign>
        {matrixFormulaOf(symbols, step, matrix)}
      </Formula>
      <Formula text={`${name}, ${shapeOf(matrix, model.isTransposed.value)}`} isBlock>
        {matrixFormulaOf(values, step, matrix)}
        <Sign>=</Sign>
        {values.part(matrix)}
      </Formula>
    </div>
  );
}

/** What stands in the formula, each with its name: to point at, and to go to. */
function Parts({ model, cell }: Given & { cell: Cell }) {
  const manner = mannerOf(model);
  const { step } = model.run.value;
  const parts = model.isByMatrix.value
    ? [cell.matrix, ...matrixPartsOf(step, cell.matrix)].map((matrix) => ({
        ...{ matrix, cells: matrix.cells, text: matrixText(matrix, manner) },
      }))
    : [cell as Place, ...partsOf(step, cell)].map(({ matrix, row, column }) => ({
        ...{ matrix, cells: cellsOf(matrix, row, column), text: symbolText({ matrix, row, column }, manner) },
      }));
  return (
    <ul class="backprop-parts" aria-label={says.parts}>
      {parts.map(({ matrix, cells, text }) => (
        <li key={text}>
          <button
            type="button"
            class={model.isLit(cells) ? "lit" : undefined}
            data-cells={namesOf(cells)}
            onClick={() => model.choose(cells[0]?.name ?? "")}
          >
            <span translate={false}>{text}</span> {says.kinds[matrix.kind]}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** The same gradient without calculus. */
function Check({ model, cell }: Given & { cell: Cell }) {
  const { check, checkOf } = model.run.value;
  const { cells } = cell.matrix;
  const isWhole = model.isByMatrix.value && cells.length > 1;
  const differences = checkOf(cell);
  return (
    <div class="backprop-differences">
      <Problem answer={check} />
      <Formula text={says.check.formula} isBlock>
        <Fraction
          above={
            <>
              <mi>L</mi>
              <Paren>
                <mi>v</mi>
                <Sign>+</Sign>
                <mi>h</mi>
              </Paren>
              <Sign>−</Sign>
              <mi>L</mi>
              <Paren>
                <mi>v</mi>
                <Sign>−</Sign>
                <mi>h</mi>
              </Paren>
            </>
          }
          below={
            <>
              <mn>2</mn>
              <mi>h</mi>
            </>
          }
        />
        {isWhole && differences !== undefined && (
          <>
            <Sign>=</Sign>
            <MathMatrix
              rows={gridOf(cell.matrix, model.isTransposed.value).map((row) =>
                row.map((cell) => <Figure key={cell.name}>{checkOf(cell)}</Figure>),
              )}
            />
          </>
        )}
      </Formula>
      {!isWhole && (
        <dl>
          <dt>{says.check.backpropagation}</dt>
          <dd>{says.precise(model.numberOf(cell))}</dd>
          <dt>{says.check.differences}</dt>
          <dd>{says.precise(differences)}</dd>
        </dl>
      )}
    </div>
  );
}

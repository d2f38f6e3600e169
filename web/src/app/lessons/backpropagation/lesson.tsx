/** Backpropagation by hand: every number of one step of training, in the order in which it is computed. */

import "./lesson.css";
import type { FunctionComponent } from "preact";
import { backpropagationWords } from "../../words/lessons/backpropagation.ts";
import { codeOf } from "../shared/code.ts";
import { Formula } from "../shared/math.tsx";
import { NumberForm } from "../shared/number-form.tsx";
import { Lesson, Play, Prediction, Problem, Question, Told } from "../shared/parts.tsx";
import type { Place } from "../shared/place.ts";
import { PlayerControls } from "../shared/player-controls.tsx";
import { subjectOf } from "./code.ts";
import { Computation, gridOf, mannerOf, titleOf } from "./computation.tsx";
import { type BackpropagationModel, createBackpropagation, limits } from "./model.ts";
import { networkNames } from "./networks.ts";
import { Picture } from "./picture.tsx";
import { type Matrix, phaseNames, phaseOf } from "./step.ts";
import { MatrixSymbol, matrixText, NumberSymbol, shapeOf, symbolText } from "./symbols.tsx";

const says = backpropagationWords;

interface Given {
  model: BackpropagationModel;
}

export function createLesson({ engine }: Place): FunctionComponent {
  const model = createBackpropagation(engine);
  const code = codeOf(engine, () => subjectOf(model.run.peek().given.peek()));
  const { choices, outcome } = model;

  return function Backpropagation() {
    const { options } = says.prediction;
    const answers = says.question.options;
    const { first = 0, last = 0, truth } = outcome.value ?? {};
    return (
      <Lesson name="backpropagation">
        <Told>{says.told}</Told>
        <Prediction question={says.prediction.question} options={options} choice={choices.prediction} truth={truth}>
          <p>{says.prediction.happened(first, last)}</p>
        </Prediction>
        <div class="backprop" {...pointing(model)}>
          <Play title={says.play.title} code={code}>
            <Choices model={model} />
            <Picture model={model} />
            <Controls model={model} />
            <Computation model={model} />
            <Problem answer={model.run.value.answer} />
            <Change model={model} />
          </Play>
          <section aria-label={says.play.all}>
            <h2>{says.play.all}</h2>
            <Numbers model={model} />
          </section>
        </div>
        <Question
          question={says.question.question}
          options={answers}
          right="vanishes"
          choice={choices.answer}
          because={says.question.because}
          hint={says.question.hint}
        />
      </Lesson>
    );
  };
}

/** What has the pointer or the focus says by `data-cells` which numbers it stands for, and these light up everywhere. */
function pointing({ pointed, choose }: BackpropagationModel) {
  const point = ({ target }: { target: EventTarget | null }) => {
    const names = (target as Element).closest("[data-cells]")?.getAttribute("data-cells") ?? "";
    if (names !== pointed.peek().join(" ")) pointed.value = names.split(" ").filter(Boolean);
  };
  const leave = () => {
    pointed.value = [];
  };
  return {
    onPointerOver: point,
    onPointerLeave: leave,
    onFocusIn: point,
    onFocusOut: leave,
    // Whatever is pressed here can be chosen or gone to by the controls, too.
    onClick({ target }: { target: EventTarget | null }) {
      point({ target }); // pressing takes the focus away from what had it
      const name = (target as Element).closest("[data-press]")?.getAttribute("data-press");
      if (name) choose(name);
    },
  };
}

function Choices({ model }: Given) {
  const { choices, example, run, isChecking } = model;
  const { step } = run.value;
  return (
    <div class="backprop-choices">
      <label>
        {says.play.network}
        <select
          value={choices.network.value}
          onChange={(event) => {
            choices.network.value = event.currentTarget.value;
          }}
        >
          {networkNames.map((name) => (
            <option key={name} value={name}>
              {says.play.networks[name]}
            </option>
          ))}
        </select>
      </label>
      <label>
        {says.play.view}
        <select
          value={choices.view.value}
          onChange={(event) => model.look(event.currentTarget.value as "numbers" | "matrices")}
        >
          <option value="numbers">{says.play.views.numbers}</option>
          <option value="matrices">{says.play.views.matrices}</option>
        </select>
      </label>
      <label>
        {says.play.shapes}
        <select
          value={choices.shapes.value}
          onChange={(event) => {
            choices.shapes.value = event.currentTarget.value;
          }}
        >
          <option value="rows">{says.play.manners.rows}</option>
          <option value="columns">{says.play.manners.columns}</option>
        </select>
      </label>
      {step.examples > 1 && (
        <label>
          {says.play.example}
          <select
            value={example.value}
            onChange={(event) => {
              example.value = Number(event.currentTarget.value);
            }}
          >
            {Array.from({ length: step.examples }, (_, i) => (
              <option key={i} value={i}>
                {i + 1}
              </option>
            ))}
          </select>
        </label>
      )}
      <label>
        <input
          type="checkbox"
          checked={isChecking.value}
          onChange={(event) => {
            choices.check.value = event.currentTarget.checked ? "yes" : "no";
          }}
        />
        {says.check.label}
      </label>
    </div>
  );
}

function Controls({ model }: Given) {
  const [cell] = model.current.value;
  const { place, last } = model.player;
  const name =
    cell && (model.isByMatrix.value ? matrixText(cell.matrix, mannerOf(model)) : symbolText(cell, mannerOf(model)));
  return (
    <>
      <PlayerControls player={model.player} name={says.play.steps} />
      <p class="visually-hidden" role="status">
        {cell &&
          !model.player.isPlaying.value &&
          says.play.now(place.value, last.value, name ?? "", titleOf(cell, model.isByMatrix.value))}
      </p>
    </>
  );
}

/** Any given number, by choosing it and typing another. */
function Change({ model }: Given) {
  const { chosen, run } = model;
  const { step, hasChanges, numberOf, change, restore } = run.value;
  const cell = chosen.value;
  const symbol = symbolText(cell, mannerOf(model));
  return (
    <div class="backprop-change">
      <h3>{says.change.title}</h3>
      <p class="hint">{says.change.hint}</p>
      <label>
        {says.change.which}
        <select value={cell.name} onChange={(event) => model.choose(event.currentTarget.value)}>
          {step.givenMatrices.map((matrix) => (
            <optgroup key={matrix.name} label={`${matrixText(matrix, mannerOf(model))}: ${says.kinds[matrix.kind]}`}>
              {matrix.cells.map((cell) => (
                <option key={cell.name} value={cell.name}>
                  {symbolText(cell, mannerOf(model))} = {says.figure(numberOf(cell))}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <NumberForm
        key={`${run.value.name} ${cell.name}`}
        fields={[{ name: "number", label: symbol, value: numberOf(cell) ?? 0, ...limits(cell) }]}
        action={says.change.set}
        onEnter={([number = 0]) => change(cell, number)}
      />
      <button type="button" onClick={restore} aria-disabled={!hasChanges.value}>
        {says.change.restore}
      </button>
    </div>
  );
}

/** All matrices with all of their numbers, a dash for each that is not computed yet. */
function Numbers({ model }: Given) {
  const { step, hasChanges } = model.run.value;
  return (
    <div class="backprop-numbers">
      <p class="hint">{hasChanges.value ? says.changed : says.play.dash}</p>
      <Group model={model} title={says.phases.given} matrices={step.givenMatrices} />
      {phaseNames.map((phase) => (
        <Group
          key={phase}
          model={model}
          title={says.phases[phase]}
          matrices={step.matrices.filter(({ kind }) => phaseOf(kind) === phase)}
        />
      ))}
    </div>
  );
}

function Group({ model, title, matrices }: Given & { title: string; matrices: readonly Matrix[] }) {
  return (
    <div>
      <h3>{title}</h3>
      <ol>
        {matrices.map((matrix) => (
          <li key={matrix.name}>
            <Card model={model} matrix={matrix} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function Card({ model, matrix }: Given & { matrix: Matrix }) {
  const manner = mannerOf(model);
  const isNow = model.current.value[0]?.matrix === matrix;
  const [single] = matrix.cells.length === 1 && !model.isByMatrix.value ? matrix.cells : [];
  const text = single ? symbolText(single, manner) : matrixText(matrix, manner);
  return (
    <table class={isNow ? "now" : undefined} aria-current={isNow ? "step" : undefined}>
      <caption>
        <button
          type="button"
          data-cells={matrix.name}
          onClick={() => model.choose(matrix.cells[0]?.name ?? "")}
          aria-label={says.play.card(text, says.kinds[matrix.kind])}
        >
          <Formula text={text}>
            {single ? <NumberSymbol {...single} manner={manner} /> : <MatrixSymbol matrix={matrix} manner={manner} />}
          </Formula>
        </button>
        {matrix.cells.length > 1 && <span class="hint">{shapeOf(matrix, manner.isTransposed)}</span>}
      </caption>
      <tbody>
        {gridOf(matrix, manner.isTransposed).map((row, i) => (
          <tr key={i}>
            {row.map((cell) => {
              const isCurrent = model.current.value.includes(cell);
              const marks = [model.isLit([cell]) && "lit", isCurrent && "now", model.chosen.value === cell && "chosen"];
              return (
                <td
                  key={cell.name}
                  class={marks.filter(Boolean).join(" ") || undefined}
                  data-cells={cell.name}
                  data-press={cell.name}
                >
                  {says.figure(model.numberOf(cell))}
                  {model.isChanged(cell) && <span class="backprop-star">*</span>}
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

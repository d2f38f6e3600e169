/** A neuron decides: the perceptron on AND, OR, XOR and points of one's own. */

import "./lesson.css";
import { useSignal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import type { NeuronQuestions } from "../../../questions/neuron.ts";
import { neuronWords } from "../../words/lessons/neuron.ts";
import { lessonsWords } from "../../words/lessons.ts";
import { codeOf } from "../shared/code.ts";
import { Heat } from "../shared/heat.tsx";
import { Figure, Formula, Name, Row, Sign } from "../shared/math.tsx";
import { OwnPointsForm } from "../shared/own-points-form.tsx";
import { Lesson, Play, Prediction, Problem, Question, Told } from "../shared/parts.tsx";
import type { Place } from "../shared/place.ts";
import { Line, type LineProps, Mark, Plane, type Scale, Side } from "../shared/plane.tsx";
import { PlayerControls } from "../shared/player-controls.tsx";
import { RateChoice } from "../shared/rate-choice.tsx";
import { Reserved } from "../shared/reserved.tsx";
import { subjectOf } from "./code.ts";
import { COLUMNS, createNeuron, EPOCHS, FROM, MOST_STEPS, type NeuronModel, rates, sets, TO } from "./model.ts";

const says = neuronWords;

export function createLesson({ engine }: Place): FunctionComponent {
  const model = createNeuron(engine);
  const code = codeOf(engine, () => subjectOf(model), model.learned);
  const { choices, seen } = model;

  return function Neuron() {
    const { returnsTo = 0, epochs = 0 } = seen.value ?? {};
    const { options } = says.prediction;
    const answers = says.question.options;
    return (
      <Lesson name="neuron">
        <Told>{says.told}</Told>
        <Prediction
          question={says.prediction.question}
          options={options}
          choice={choices.prediction}
          truth={seen.value && "never"}
        >
          <p>{says.prediction.happened(epochs, returnsTo)}</p>
        </Prediction>
        <Play title={says.play.title} code={code}>
          <Teach model={model} />
          {choices.points.value === "xor" && <Network model={model} />}
        </Play>
        <Question
          question={says.question.question}
          options={answers}
          right="same"
          choice={choices.answer}
          because={says.question.because}
          hint={says.question.hint}
        />
      </Lesson>
    );
  };
}

function Teach({ model }: { model: NeuronModel }) {
  const { choices, learned, player, own } = model;
  const kind = useSignal(1);
  const isOwn = choices.points.value === "own";
  return (
    <div class="neuron">
      <div class="neuron-choices">
        <label>
          {says.play.points}
          <select
            value={choices.points.value}
            onChange={(event) => {
              choices.points.value = event.currentTarget.value as (typeof sets)[number];
            }}
          >
            {sets.map((set) => (
              <option key={set} value={set}>
                {says.play.sets[set]}
              </option>
            ))}
          </select>
        </label>
        <RateChoice
          name={says.play.rate}
          rate={choices.rate.value}
          rates={rates}
          onRate={(rate) => {
            choices.rate.value = rate;
          }}
        />
      </div>
      <div class="neuron-beside">
        <div class="neuron-taught">
          <Plane
            x={[FROM, TO]}
            y={[FROM, TO]}
            label={says.play.plane}
            description={describe(model)}
            onPoint={isOwn ? (x, y) => own.add(x, y, kind.value) : undefined}
          >
            {(scale) => <Examples model={model} scale={scale} />}
          </Plane>
          <Legend />
          <PlayerControls player={player} name={says.play.steps} most={MOST_STEPS} />
        </div>
        <div class="neuron-said">
          <Arithmetic model={model} />
          <Counts model={model} />
        </div>
      </div>
      <Problem answer={learned} />
      {isOwn && <OwnPointsForm own={own} kind={kind} />}
    </div>
  );
}

function Examples({ model: { shown, at }, scale }: { model: NeuronModel; scale: Scale }) {
  const { points, labels } = shown.value;
  const step = at.value;
  return (
    <>
      {step && <Parting w1={step.weight[0] ?? 0} w2={step.weight[1] ?? 0} b={step.bias} scale={scale} />}
      {points.map(([x, y], i) => (
        <Mark
          key={`${x} ${y} ${i}`}
          x={scale.x(x)}
          y={scale.y(y)}
          kind={labels[i] as 0 | 1}
          isMarked={step?.example === i}
        />
      ))}
    </>
  );
}

/** The line, and the side of it on which the neuron says 1. */
const Parting = (line: LineProps) => (
  <>
    <Side {...line} />
    <Line {...line} />
  </>
);

/** What the marks and the color mean. */
const Legend = () => (
  <ul class="neuron-legend">
    {([says.play.legend.zero, says.play.legend.one] as const).map((name, kind) => (
      <li key={name}>
        <svg viewBox="0 0 16 16" width={16} height={16} aria-hidden="true">
          <Mark x={8} y={8} kind={kind as 0 | 1} />
        </svg>
        {name}
      </li>
    ))}
    <li>
      <svg viewBox="0 0 28 16" width={28} height={16} aria-hidden="true">
        <rect class="plane-side" width={28} height={16} />
      </svg>
      {says.play.legend.side}
    </li>
  </ul>
);

/** The rule with the numbers of the example that is looked at in it. */
function Arithmetic({ model: { at, shown, choices, player, learned } }: { model: NeuronModel }) {
  const step = at.value;
  const run = learned.value.value?.run;
  const point = step && shown.value.points[step.example];
  if (!step || !point || !run) return <p class="neuron-rule hint">{says.play.before}</p>;
  const before = run.steps[player.place.value - 2];
  const [w1 = 0, w2 = 0] = before?.weight ?? [];
  const bias = before?.bias ?? 0;
  const [x, y] = point;
  return (
    <div class="neuron-rule">
      <p>{says.play.example(x, y, step.target, step.answer)}</p>
      <Formula text={says.play.formulaAnswer} isBlock>
        <Row>
          <Figure isPart>{w1}</Figure>
          <Sign>·</Sign>
          <Figure isPart>{x}</Figure>
          <Sign>+</Sign>
          <Figure isPart>{w2}</Figure>
          <Sign>·</Sign>
          <Figure isPart>{y}</Figure>
          <Sign>+</Sign>
          <Figure isPart>{bias}</Figure>
          <Sign>{step.answer === 1 ? ">" : "≤"}</Sign>
          <Figure>{0}</Figure>
        </Row>
      </Formula>
      {step.isMistake ? (
        <>
          <Change name="w" sub="1" before={w1} rate={choices.rate.value} step={step} input={x} after={step.weight[0]} />
          <Change name="w" sub="2" before={w2} rate={choices.rate.value} step={step} input={y} after={step.weight[1]} />
          <Change name="b" before={bias} rate={choices.rate.value} step={step} input={1} after={step.bias} />
        </>
      ) : (
        <p>{says.play.right}</p>
      )}
    </div>
  );
}

interface ChangeProps {
  name: string;
  sub?: string;
  before: number;
  rate: number;
  step: { target: number; answer: number };
  input: number;
  after: number | undefined;
}

function Change({ name, sub, before, rate, step, input, after }: ChangeProps) {
  return (
    <Formula text={says.play.formulaUpdate} isBlock>
      <Row>
        <Name sub={sub === undefined ? undefined : <mn>{sub}</mn>}>{name}</Name>
        <Sign>=</Sign>
        <Figure>{before}</Figure>
        <Sign>+</Sign>
        <Figure>{rate}</Figure>
        <Sign>·</Sign>
        <Sign>(</Sign>
        <Figure>{step.target}</Figure>
        <Sign>−</Sign>
        <Figure>{step.answer}</Figure>
        <Sign>)</Sign>
        <Sign>·</Sign>
        <Figure isPart>{input}</Figure>
        <Sign>=</Sign>
        <Figure>{after}</Figure>
      </Row>
    </Formula>
  );
}

function Counts({ model: { mistakes, learned, player } }: { model: NeuronModel }) {
  const { run, margin } = learned.value.value ?? {};
  const isAtEnd = player.place.value === player.last.value;
  // No run has more mistakes than steps.
  const longestCount = `${says.play.mistakes(MOST_STEPS)}; ${says.play.bound(MOST_STEPS)}`;
  return (
    <div class="neuron-counts">
      <Reserved text={longestCount}>
        {run && (
          <p>
            <strong>{says.play.mistakes(mistakes.value)}</strong>
            {"; "}
            {margin ? says.play.bound(margin.bound) : says.play.noBound}
          </p>
        )}
      </Reserved>
      <Reserved text={says.play.cycles(EPOCHS, EPOCHS)}>
        <p role="status">{run && isAtEnd && endOf(run)}</p>
      </Reserved>
    </div>
  );
}

const endOf = ({ ended, epochs, returnsTo = 0 }: NeuronQuestions["neuron.learn"]["answer"]["run"]): string =>
  ended === "learned"
    ? says.play.learned(epochs)
    : ended === "cycles"
      ? says.play.cycles(epochs, returnsTo)
      : says.play.epochs(epochs);

function describe({ at, shown }: NeuronModel): string {
  const { points, labels } = shown.value;
  if (points.length === 0) return lessonsWords.own.none;
  const examples = [0, 1]
    .map((kind) => ({ kind, those: points.filter((_, i) => labels[i] === kind) }))
    .filter(({ those }) => those.length > 0)
    .map(({ kind, those }) => says.play.examples(kind, those));
  return [...examples, lineOf({ at, shown })].join(" ");
}

function lineOf({ at, shown }: Pick<NeuronModel, "at" | "shown">): string {
  const step = at.value;
  const point = step && shown.value.points[step.example];
  if (!step || !point) return says.play.before;
  const [w1 = 0, w2 = 0] = step.weight;
  const line = w1 === 0 && w2 === 0 ? says.play.noLine : says.play.line(w1, w2, step.bias);
  return `${says.play.example(point[0], point[1], step.target, step.answer)} ${line}`;
}

function Network({ model: { network, shown, reseed } }: { model: NeuronModel }) {
  const answer = network.value.value;
  const { points, labels } = shown.value;
  const outputs = answer ? [...answer.outputs] : [];
  const isSolved = outputs.every((output, i) => output > 0.5 === (labels[i] === 1));
  const text = answer ? `${says.network.outputs(outputs)} ${isSolved ? says.network.solved : says.network.stuck}` : "";
  return (
    <section class="neuron-network">
      <h2>{says.network.title}</h2>
      <p>{says.network.text}</p>
      <div class="neuron-beside">
        <Plane
          x={[FROM, TO]}
          y={[FROM, TO]}
          label={says.network.plane}
          description={text}
          below={<Heat values={answer?.grid} columns={COLUMNS} range={[0, 1]} />}
        >
          {(scale) =>
            points.map(([x, y], i) => (
              <Mark key={`${x} ${y}`} x={scale.x(x)} y={scale.y(y)} kind={labels[i] as 0 | 1} />
            ))
          }
        </Plane>
        <div class="neuron-said">
          <Reserved text={`${says.network.outputs(points.map(() => 0.999))} ${says.network.stuck}`}>
            <p role="status">{text}</p>
          </Reserved>
          <button type="button" onClick={reseed}>
            {says.network.again}
          </button>
          <Problem answer={network} />
        </div>
      </div>
    </section>
  );
}

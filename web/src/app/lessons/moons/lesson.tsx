/** Two moons: a border bends around the points while it is trained, then too far, and is cured. */

import "../shared/player-controls.css";
import "./lesson.css";
import "../../shared/sideways.css";
import type { ComponentChildren, FunctionComponent } from "preact";
import { useEffect, useId, useMemo } from "preact/hooks";
import type { LabeledPoints } from "../../../questions/neuron.ts";
import { formatCount, formatLoss, formatProbability } from "../../shared/figures.ts";
import { moonsWords } from "../../words/lessons/moons.ts";
import { codeOf } from "../shared/code.ts";
import { pathsAt } from "../shared/contours.tsx";
import { Heat } from "../shared/heat.tsx";
import { Figure, Formula, Fraction, Name, Row, Sign } from "../shared/math.tsx";
import { OwnPointsForm } from "../shared/own-points-form.tsx";
import { Lesson, Play, Prediction, Problem, Question, Told } from "../shared/parts.tsx";
import type { Place } from "../shared/place.ts";
import { Line, Mark, Plane, type Scale, SIDE, scaleOf } from "../shared/plane.tsx";
import { Reserved } from "../shared/reserved.tsx";
import { subjectOf } from "./code.ts";
import { Curves } from "./curves.tsx";
import {
  COLUMNS,
  type Cure,
  createMoons,
  cures,
  EPOCHS,
  L2,
  type MoonsModel,
  noises,
  paces,
  type Result,
  sets,
  sizes,
  trendOf,
  views,
  widths,
} from "./model.ts";

const says = moonsWords;

export function createLesson({ engine }: Place): FunctionComponent {
  const model = createMoons(engine);
  const code = codeOf(engine, () => subjectOf(model), model.shown);
  const { choices, trained } = model;

  return function Moons() {
    useEffect(() => model.pause, []); // whoever leaves does not watch
    const { options } = says.prediction;
    const answers = says.question.options;
    const truth = trained.value && trendOf(trained.value);
    return (
      <Lesson name="moons">
        <Told>{says.told}</Told>
        <Prediction question={says.prediction.question} options={options} choice={choices.prediction} truth={truth}>
          <Happened model={model} />
        </Prediction>
        <Play title={says.play.title} code={code}>
          <Train model={model} />
        </Play>
        <Question
          question={says.question.question}
          options={answers}
          right="few"
          choice={choices.answer}
          because={says.question.because}
          hint={says.question.hint}
        />
      </Lesson>
    );
  };
}

function Happened({ model: { trained } }: { model: MoonsModel }) {
  const { lowest, test, epoch } = trained.value ?? {};
  if (!trained.value || !lowest || !test || epoch === undefined) return null;
  return (
    <p>
      {says.prediction.happened(lowest, { epoch, ...test })} {trendOf(trained.value) === "up" && says.prediction.sure}
    </p>
  );
}

function Train({ model }: { model: MoonsModel }) {
  const { isOwn } = model;
  return (
    <div class="moons">
      <Choices model={model} />
      <div class="moons-beside">
        <div class="moons-run">
          <Surface model={model} />
          {isOwn.value ? <OwnPointsForm own={model.own} kind={model.choices.kind} /> : <ShowTests model={model} />}
          <Controls model={model} />
          <Problem answer={model.trouble} />
          <Cures model={model} />
        </div>
        <div class="moons-outcome">
          <Curves state={model.state.value} />
          <Results model={model} />
        </div>
      </div>
      <Units model={model} />
    </div>
  );
}

const ShowTests = ({ model: { choices } }: { model: MoonsModel }) => (
  <label class="moons-check">
    <input
      type="checkbox"
      checked={choices.tests.value === 1}
      onChange={(event) => {
        choices.tests.value = event.currentTarget.checked ? 1 : 0;
      }}
    />
    {says.play.seen}
  </label>
);

interface SelectProps<Value extends string | number> {
  label: string;
  value: Value;
  options: readonly (readonly [value: Value, text: string])[];
  onSelect(value: Value): void;
}

function Select<Value extends string | number>({ label, value, options, onSelect }: SelectProps<Value>) {
  return (
    <label>
      {label}
      <select
        value={String(value)}
        onChange={(event) => {
          const [chosen] = options.find(([option]) => String(option) === event.currentTarget.value) ?? [];
          if (chosen !== undefined) onSelect(chosen);
        }}
      >
        {options.map(([option, text]) => (
          <option key={option} value={String(option)}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** Some numbers, and the one that the address has. */
const numbers = (offered: readonly number[], now: number) =>
  [...new Set([...offered, now])].sort((a, b) => a - b).map((number) => [number, String(number)] as const);

function Choices({ model: { choices, isOwn, reseed } }: { model: MoonsModel }) {
  const select = (name: "noise" | "examples" | "units", offered: readonly number[]) => (
    <Select
      label={says.play[name]}
      value={choices[name].value}
      options={numbers(offered, choices[name].value)}
      onSelect={(value) => {
        choices[name].value = value;
      }}
    />
  );
  return (
    <div class="moons-choices">
      <Select
        label={says.play.points}
        value={choices.points.value}
        options={sets.map((set) => [set, says.play.sets[set]] as const)}
        onSelect={(set) => {
          choices.points.value = set;
        }}
      />
      {!isOwn.value && select("noise", noises)}
      {!isOwn.value && select("examples", sizes)}
      {select("units", widths)}
      <button type="button" onClick={reseed}>
        {isOwn.value ? says.play.againOwn : says.play.again}
      </button>
    </div>
  );
}

/** The line of the hidden unit that is looked at. */
function lineOf({ state, unit }: MoonsModel) {
  const { weight, bias } = state.value ?? {};
  const at = unit.value;
  if (!weight || !bias || at === undefined || at >= bias.length) return undefined;
  const [w1, w2, b] = [weight[at], weight[bias.length + at], bias[at]].map((number) => round(number as number));
  return { unit: at + 1, w1: w1 as number, w2: w2 as number, b: b as number };
}

/** With two digits behind the point. */
const round = (number: number) => Math.round(number * 100) / 100;

function Surface({ model }: { model: MoonsModel }) {
  const { choices, state, shown, unit, before, isOwn } = model;
  const now = state.value;
  const { from, to } = views[choices.points.value];
  const scale = scaleOf([from, to], [from, to]);
  const border = (surface: Float32Array) => pathsAt(surface, COLUMNS, [0.5])[0];
  const earlier = before.value?.surface;
  const kept = useMemo(() => earlier && border(earlier), [earlier]);
  const points = shown.value.value;
  const marks = useMemo(() => points && <Marks points={points.training} scale={scale} />, [points, from, to]);
  const hasTests = choices.tests.value === 1;
  const dots = useMemo(
    () => hasTests && points?.test && <Dots points={points.test} scale={scale} />,
    [hasTests, points, from, to],
  );
  const looked = unit.value === undefined ? undefined : now?.unit;
  const line = lineOf(model);
  return (
    <div class="moons-surface">
      <Plane
        x={[from, to]}
        y={[from, to]}
        label={says.play.plane}
        description={describe(model)}
        below={<Heat values={looked ?? now?.surface} columns={COLUMNS} range={looked ? [-1, 1] : [0, 1]} />}
        onPoint={isOwn.value ? (x, y) => model.own.add(x, y, choices.kind.value) : undefined}
      >
        {() => (
          <>
            {dots}
            {kept && <path class="moons-before" d={kept} />}
            {now && <path class={looked ? "moons-border moons-faint" : "moons-border"} d={border(now.surface)} />}
            {marks}
            {looked && line && (
              <g class="moons-unit-line">
                <Line {...line} scale={scale} />
              </g>
            )}
          </>
        )}
      </Plane>
      <p class="hint moons-legend">
        {looked ? says.unit.line : says.play.border} {kept && says.play.before}
      </p>
    </div>
  );
}

function Marks({ points: { points, labels }, scale }: { points: LabeledPoints; scale: Scale }) {
  return (
    <g class="moons-marks">
      {points.map(([x, y], i) => (
        <Mark key={i} x={scale.x(x)} y={scale.y(y)} kind={labels[i] as 0 | 1} />
      ))}
    </g>
  );
}

/** Hundreds of points as two paths: small rings, and small crosses. */
function Dots({ points: { points, labels }, scale }: { points: LabeledPoints; scale: Scale }) {
  const of = (kind: 0 | 1, shape: (x: number, y: number) => string) =>
    points.map(([x, y], i) => (labels[i] === kind ? shape(scale.x(x), scale.y(y)) : "")).join("");
  return (
    <g class="moons-dots">
      <path class="moons-dots-0" d={of(0, (x, y) => `M${x - 2} ${y}a2 2 0 1 0 4 0a2 2 0 1 0 -4 0`)} />
      <path class="moons-dots-1" d={of(1, (x, y) => `M${x - 2} ${y - 2}l4 4m0 -4l-4 4`)} />
    </g>
  );
}

function describe(model: MoonsModel): string {
  const now = model.state.value;
  if (!now) return says.play.untrained;
  const line = lineOf(model);
  return [
    says.play.described(now.epochOfNetwork, now.training),
    now.test && says.play.describedTest(now.test),
    line && says.play.describedUnit(line.unit, line.w1, line.w2, line.b),
  ]
    .filter(Boolean)
    .join(" ");
}

function Controls({ model }: { model: MoonsModel }) {
  const { choices, chosen, isPlaying, state } = model;
  const now = state.value;
  const longestEnd = chosen.value.includes("stopping")
    ? says.play.stopped(EPOCHS, EPOCHS)
    : says.play.ended(EPOCHS, 99.9);
  return (
    <>
      <fieldset class="player moons-player">
        <legend class="visually-hidden">{says.play.controls}</legend>
        <button type="button" disabled={!now} onClick={() => (isPlaying.value ? model.pause() : model.play())}>
          {isPlaying.value ? says.play.pause : says.play.play}
        </button>
        <button type="button" disabled={!now || !!now.ended} onClick={model.step}>
          {says.play.step}
        </button>
        <button type="button" disabled={!now || now.epoch === 0} onClick={model.restart}>
          {says.play.restart}
        </button>
        <Select
          label={says.play.pace}
          value={choices.pace.value}
          options={paces.map((pace) => [pace, says.play.paces[pace]] as const)}
          onSelect={(pace) => {
            choices.pace.value = pace;
          }}
        />
        <output>{says.play.epoch(now?.epoch ?? 0)}</output>
      </fieldset>
      <Reserved text={longestEnd}>
        <p class="moons-ended" role="status">
          {now?.ended === "epochs" && says.play.ended(now.epoch, now.took / 1000)}
          {now?.ended === "stopped" && says.play.stopped(now.epoch, now.epochOfNetwork)}
        </p>
      </Reserved>
    </>
  );
}

function Cures({ model: { choices, isOwn } }: { model: MoonsModel }) {
  const id = useId();
  const check = (cure: Cure, more?: ComponentChildren) => (
    <label class="moons-check" key={cure}>
      <input
        type="checkbox"
        checked={choices[cure].value === 1}
        disabled={cure === "stopping" && isOwn.value}
        aria-describedby={cure === "stopping" && isOwn.value ? id : undefined}
        onChange={(event) => {
          choices[cure].value = event.currentTarget.checked ? 1 : 0;
        }}
      />
      <span>
        {says.cures.names[cure]} {more}
      </span>
    </label>
  );
  return (
    <fieldset class="moons-cures">
      <legend>{says.cures.title}</legend>
      {cures.map((cure) => check(cure, cure === "l2" && <Penalty />))}
      {isOwn.value && (
        <p id={id} class="hint">
          {says.cures.notOwn}
        </p>
      )}
    </fieldset>
  );
}

const Penalty = () => (
  <Formula text={says.cures.formula}>
    <Row>
      <Sign>+</Sign>
      <Fraction above={<Figure>{L2}</Figure>} below={<mn>2</mn>} />
      <Sign>∑</Sign>
      <Name sup={<mn>2</mn>}>w</Name>
    </Row>
  </Formula>
);

/** A small picture of each hidden unit's border; pointed at or chosen, it is shown on the plane. */
function Units({ model }: { model: MoonsModel }) {
  const { choices, pointed, state, units } = model;
  const id = useId();
  const now = state.value;
  // They stand there before the network does, and while it still is one of another width.
  const borders = now?.bias.length === units.value ? now : undefined;
  const { from, to } = views[choices.points.value];
  const scale = scaleOf([from, to], [from, to]);
  const line = lineOf(model);
  const radio = (number: number) => ({
    ...{ type: "radio" as const, name: id, checked: choices.unit.value === number },
    onChange: () => {
      choices.unit.value = number;
    },
  });
  return (
    <fieldset class="moons-units">
      <legend>{says.unit.title}</legend>
      <label class="moons-check">
        <input {...radio(0)} />
        {says.unit.all}
      </label>
      <div class="moons-thumbnails">
        {Array.from({ length: units.value }, (_, i) => (
          <label
            key={i}
            onPointerEnter={() => {
              pointed.value = i;
            }}
            onPointerLeave={() => {
              pointed.value = undefined;
            }}
          >
            <input {...radio(i + 1)} />
            <span class="visually-hidden">{says.unit.name(i + 1)}</span>
            <svg viewBox={`0 0 ${SIDE} ${SIDE}`} aria-hidden>
              {borders && (
                <Line
                  w1={borders.weight[i] as number}
                  w2={borders.weight[units.value + i] as number}
                  b={borders.bias[i] as number}
                  scale={scale}
                />
              )}
            </svg>
          </label>
        ))}
      </div>
      <Reserved text={says.unit.hint}>
        <p class="moons-line" role="status">
          {line ? (
            <>
              {says.unit.name(line.unit)}:{" "}
              <Formula text={says.play.describedUnit(line.unit, line.w1, line.w2, line.b)}>
                <Row>
                  <Figure>{line.w1}</Figure>
                  <Name>x</Name>
                  <Sign>+</Sign>
                  <Figure isPart>{line.w2}</Figure>
                  <Name>y</Name>
                  <Sign>+</Sign>
                  <Figure isPart>{line.b}</Figure>
                  <Sign>=</Sign>
                  <mn>0</mn>
                </Row>
              </Formula>
            </>
          ) : (
            <span class="hint">{says.unit.hint}</span>
          )}
        </p>
      </Reserved>
    </fieldset>
  );
}

function Results({ model: { results, chosen } }: { model: MoonsModel }) {
  const nameOf = (cures: readonly Cure[]) =>
    cures.length > 0 ? says.cures.joined(cures.map((cure) => says.cures.names[cure])) : says.cures.none;
  const isChosen = ({ cures }: Pick<Result, "cures">) => String(cures) === String(chosen.value);
  // What is about to come of the chosen cures has its row already.
  const toCome = results.value.some(isChosen) ? [] : [{ cures: chosen.value, state: undefined }];
  return (
    <div class="moons-results sideways">
      <table>
        <caption class="visually-hidden">{says.results.title}</caption>
        <thead>
          <tr>
            <th scope="col">{says.results.cure}</th>
            <th scope="col">{says.results.epoch}</th>
            <th scope="col">{says.results.training}</th>
            <th scope="col">{says.results.test}</th>
            <th scope="col">{says.results.right}</th>
          </tr>
        </thead>
        <tbody>
          {[...results.value, ...toCome].map(({ cures, state }) => (
            <tr key={String(cures)} aria-current={isChosen({ cures }) || undefined}>
              <th scope="row">{nameOf(cures)}</th>
              <td>{formatCount(state?.epochOfNetwork)}</td>
              <td>{formatLoss(state?.training.loss)}</td>
              <td>{formatLoss(state?.test?.loss)}</td>
              <td>{formatProbability(state?.test?.accuracy)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

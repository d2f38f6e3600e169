/** Least squares by descent: three weights are found again, beside the exact answer. */

import "./lesson.css";
import type { FunctionComponent } from "preact";
import { leastSquaresWords } from "../../words/lessons/least-squares.ts";
import { codeOf } from "../shared/code.ts";
import { Contours } from "../shared/contours.tsx";
import { Figure, Formula, Matrix, Name, Paren, Row, Sign } from "../shared/math.tsx";
import { Lesson, Play, Prediction, Problem, Question, Told } from "../shared/parts.tsx";
import type { Place } from "../shared/place.ts";
import { Plane, type Scale } from "../shared/plane.tsx";
import { PlayerControls } from "../shared/player-controls.tsx";
import { RateChoice } from "../shared/rate-choice.tsx";
import { type Look, looks, Swatch, Track, TrackMark, TrackStart } from "../shared/tracks.tsx";
import { subjectOf } from "./code.ts";
import { Fall } from "./fall.tsx";
import {
  COLUMNS,
  courseNames,
  createLeastSquares,
  kinds,
  type LeastSquaresModel,
  planeNames,
  planes,
  rates,
  UPDATES,
} from "./model.ts";
import { inputs, START } from "./table.ts";

const says = leastSquaresWords;

type CourseName = (typeof courseNames)[number];

export function createLesson({ engine }: Place): FunctionComponent {
  const model = createLeastSquares(engine);
  const code = codeOf(engine, () => subjectOf(model), model.descent);
  const { choices, truth } = model;

  return function LeastSquares() {
    const { options } = says.prediction;
    const answers = says.question.options;
    return (
      <Lesson name="least-squares">
        <Told>{says.told}</Told>
        <Prediction
          question={says.prediction.question}
          options={options}
          choice={choices.prediction}
          truth={truth.value}
        >
          <p>{says.prediction.happened}</p>
        </Prediction>
        <Play title={says.play.title} code={code}>
          <Descent model={model} />
        </Play>
        <Question
          question={says.question.question}
          options={answers}
          right="smaller"
          choice={choices.answer}
          because={says.question.because}
          hint={says.question.hint}
        />
      </Lesson>
    );
  };
}

function Descent({ model }: { model: LeastSquaresModel }) {
  const { player, courses, descent, bowl, isOver } = model;
  const isBusy = !descent.isCurrent.value && !descent.problem.value;
  return (
    <div class="least-squares">
      <Choices model={model} />
      <div class="least-squares-beside">
        <div class="least-squares-bowl">
          <Bowl model={model} />
          <PlayerControls player={player} name={says.play.updates} most={UPDATES} />
          <p class="hint">{says.play.third}</p>
          <Exact model={model} />
          <Problem answer={descent} />
          <Problem answer={bowl} />
        </div>
        <div class="least-squares-numbers" aria-busy={isBusy}>
          <Results model={model} />
          <div class="least-squares-ended" role="status">
            {isBusy && <p class="hint">{says.play.busy}</p>}
            {!isBusy &&
              isOver.value &&
              courses.value.map(({ name, outcome, off, last }) => (
                <p key={name}>{says.outcomes[outcome](says.courses[name], off, last)}</p>
              ))}
          </div>
          <Fall
            curves={courses.value.map(({ name, losses }) => ({ look: lookOf(name), losses }))}
            place={player.place.value}
            last={player.last.value}
            label={says.play.fall}
            description={courses.value.map(({ name, loss }) => says.play.error(says.courses[name], loss)).join(" ")}
          />
          <Data model={model} />
        </div>
      </div>
    </div>
  );
}

function Choices({ model: { choices, shuffle } }: { model: LeastSquaresModel }) {
  return (
    <div class="least-squares-choices">
      <label>
        {says.play.targets}
        <select
          value={choices.targets.value}
          onChange={(event) => {
            choices.targets.value = event.currentTarget.value as (typeof kinds)[number];
          }}
        >
          {kinds.map((kind) => (
            <option key={kind} value={kind}>
              {says.targets[kind]}
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
      <label>
        {says.play.plane}
        <select
          value={choices.plane.value}
          onChange={(event) => {
            choices.plane.value = event.currentTarget.value as (typeof planeNames)[number];
          }}
        >
          {planeNames.map((name) => (
            <option key={name} value={name}>
              {says.play.axes(...axesOf(name))}
            </option>
          ))}
        </select>
      </label>
      <button type="button" onClick={shuffle}>
        {says.play.shuffle}
      </button>
    </div>
  );
}

const weightNames = ["w₁", "w₂", "w₃"] as const;
type PlaneName = (typeof planeNames)[number];
const axesOf = (plane: PlaneName) => planes[plane].axes.map((axis) => weightNames[axis]) as [string, string];
const lookOf = (name: CourseName) => looks[courseNames.indexOf(name)] as Look;

function Bowl({ model }: { model: LeastSquaresModel }) {
  const { bowl, choices, courses } = model;
  const { from, to } = planes[choices.plane.value];
  const [xLabel, yLabel] = axesOf(choices.plane.value);
  const said = courses.value.map(({ name, weightsNow }) => says.play.at(says.courses[name], [...weightsNow]));
  const { losses } = bowl.value.value ?? {};
  return (
    <Plane
      x={[from[0], to[0]]}
      y={[from[1], to[1]]}
      xLabel={xLabel}
      yLabel={yLabel}
      label={says.play.bowl(xLabel, yLabel)}
      description={said.join(" ")}
    >
      {(scale) => (
        <>
          {losses && <Contours values={losses} columns={COLUMNS} lines={18} />}
          <Ways model={model} scale={scale} />
        </>
      )}
    </Plane>
  );
}

/** The steadiest lies on top. */
function Ways({ model: { courses, choices, descent }, scale }: { model: LeastSquaresModel; scale: Scale }) {
  const [across, up] = planes[choices.plane.value].axes;
  const answer = descent.value.value?.weights;
  const tracks = courses.value
    .map(({ name, weights, step }) => {
      const at = (i: number) => [weights[3 * i + across] as number, weights[3 * i + up] as number] as const;
      return { name, track: { look: lookOf(name), scale, at, steps: step } };
    })
    .reverse();
  return (
    <>
      <TrackStart scale={scale} x={START[across]} y={START[up]} />
      {tracks.map(({ name, track }) => (
        <Track key={name} {...track} />
      ))}
      {answer && <Lowest x={scale.x(answer[across] as number)} y={scale.y(answer[up] as number)} />}
      {tracks.map(({ name, track }) => (
        <TrackMark key={name} {...track} />
      ))}
    </>
  );
}

const Lowest = ({ x, y }: { x: number; y: number }) => (
  <path class="least-squares-lowest" d={`M${x - 12} ${y}H${x + 12}M${x} ${y - 12}V${y + 12}`} />
);

function Results({ model: { courses, descent, player } }: { model: LeastSquaresModel }) {
  const { weights, loss } = descent.value.value ?? {};
  return (
    <table class="least-squares-results">
      <caption>{says.play.results(player.place.value)}</caption>
      <thead>
        <tr>
          <td />
          {weightNames.map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">{says.play.loss}</th>
        </tr>
      </thead>
      <tbody>
        {courseNames.map((name) => {
          const course = courses.value.find((course) => course.name === name);
          return (
            <tr key={name}>
              <th scope="row">
                {says.courses[name]}
                <Swatch look={lookOf(name)} />
              </th>
              <Cells weights={course?.weightsNow} loss={course?.loss} />
            </tr>
          );
        })}
        <tr class="least-squares-answer">
          <th scope="row">{says.play.normal}</th>
          <Cells weights={weights} loss={loss} />
        </tr>
      </tbody>
    </table>
  );
}

function Cells({ weights, loss }: { weights?: ArrayLike<number>; loss?: number }) {
  return (
    <>
      {weightNames.map((name, i) => (
        <td key={name}>{says.play.weight(weights?.[i])}</td>
      ))}
      <td>{says.play.lossOf(loss)}</td>
    </>
  );
}

function Data({ model: { table } }: { model: LeastSquaresModel }) {
  return (
    <table class="least-squares-data">
      <caption>{says.play.data}</caption>
      <thead>
        <tr>
          {["x₁", "x₂", "x₃"].map((name) => (
            <th key={name} scope="col">
              {name}
            </th>
          ))}
          <th scope="col">{says.play.target}</th>
        </tr>
      </thead>
      <tbody>
        {inputs.map(([x1, x2], i) => (
          <tr key={`${x1} ${x2}`}>
            <td>{x1}</td>
            <td>{x2}</td>
            <td>1</td>
            <td>{says.play.targetOf(table.value.targets[i] as number)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** The model with the weights that batch has come to, and the equations that give them at once. */
function Exact({ model: { courses, descent } }: { model: LeastSquaresModel }) {
  const [w1, w2, w3] = courses.value.find(({ name }) => name === "batch")?.weightsNow ?? [];
  const answer = descent.value.value?.weights;
  const transposed = <Name sup={<mi>T</mi>}>X</Name>;
  return (
    <div>
      <p>{says.play.batchNow}</p>
      <Formula text={says.play.model} isBlock>
        <Row>
          <Name>y</Name>
          <Sign>=</Sign>
          <Figure isPart>{w1}</Figure>
          <Sign>·</Sign>
          <Name sub={<mn>1</mn>}>x</Name>
          <Sign>+</Sign>
          <Figure isPart>{w2}</Figure>
          <Sign>·</Sign>
          <Name sub={<mn>2</mn>}>x</Name>
          <Sign>+</Sign>
          <Figure isPart>{w3}</Figure>
        </Row>
      </Formula>
      <p>{says.play.exactly}</p>
      <Formula text={says.play.equations} isBlock>
        <Row>
          <Paren>
            {transposed}
            <Name>X</Name>
          </Paren>
          <Name>w</Name>
          <Sign>=</Sign>
          {transposed}
          <Name>t</Name>
        </Row>
      </Formula>
      <Formula text={says.play.solution} isBlock>
        <Row>
          <Name>w</Name>
          <Sign>=</Sign>
          <Matrix rows={[0, 1, 2].map((i) => [<Figure key={i}>{answer?.[i]}</Figure>])} />
        </Row>
      </Formula>
    </div>
  );
}

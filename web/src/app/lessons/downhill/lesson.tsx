/** Downhill: six ways to go down a surface, raced against each other. */

import "./lesson.css";
import type { FunctionComponent } from "preact";
import type { Way } from "../../../questions/downhill.ts";
import { downhillWords } from "../../words/lessons/downhill.ts";
import { codeOf } from "../shared/code.ts";
import { Contours } from "../shared/contours.tsx";
import { NumberForm } from "../shared/number-form.tsx";
import { Lesson, Play, Prediction, Problem, Question, Told } from "../shared/parts.tsx";
import type { Place } from "../shared/place.ts";
import { Plane, type Scale } from "../shared/plane.tsx";
import { PlayerControls } from "../shared/player-controls.tsx";
import { RateChoice } from "../shared/rate-choice.tsx";
import { type Look, looks, Swatch, Track, TrackMark, TrackStart } from "../shared/tracks.tsx";
import { subjectOf } from "./code.ts";
import { COLUMNS, cases, createDownhill, type DownhillModel, rates, STEPS, surfaces, ways } from "./model.ts";

const says = downhillWords;

export function createLesson({ engine }: Place): FunctionComponent {
  const model = createDownhill(engine);
  const code = codeOf(engine, () => subjectOf(model), model.race);
  const { choices, truth } = model;

  return function Downhill() {
    const { options } = says.prediction;
    const answers = says.question.options;
    return (
      <Lesson name="downhill">
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
          <Race model={model} />
        </Play>
        <Question
          question={says.question.question}
          options={answers}
          right="steepest"
          choice={choices.answer}
          because={says.question.because}
          hint={says.question.hint}
        />
      </Lesson>
    );
  };
}

function Race({ model }: { model: DownhillModel }) {
  const { race, player, isOver, first, dropAt } = model;
  const { surface, start, heights } = race.value.value ?? {};
  const { x = [-2, 2], y = [-2, 2] } = surface ?? {};
  return (
    <div class="downhill">
      <Cases model={model} />
      <Choices model={model} />
      <div class="downhill-beside">
        <div class="downhill-map">
          <Plane
            x={x}
            y={y}
            xLabel="x"
            yLabel="y"
            label={says.play.plane}
            description={describe(model)}
            onPoint={surface && dropAt}
          >
            {(scale) => (
              <>
                {heights && <Contours values={heights} columns={COLUMNS} />}
                {start && <TrackStart scale={scale} x={start[0]} y={start[1]} />}
                <Paths model={model} scale={scale} />
              </>
            )}
          </Plane>
          <PlayerControls player={player} name={says.play.steps} most={STEPS} />
          <p class="downhill-first" role="status">
            {isOver.value &&
              (first.value ? says.play.first(says.ways[first.value.way], first.value.last) : says.play.nobody)}
          </p>
          <div class="downhill-start">
            <NumberForm
              fields={[
                { name: "x", label: "x", value: start?.[0], least: x[0], most: x[1] },
                { name: "y", label: "y", value: start?.[1], least: y[0], most: y[1] },
              ]}
              action={says.play.drop}
              onEnter={([x = 0, y = 0]) => dropAt(x, y)}
            />
            <p class="hint">{says.play.dropHint}</p>
          </div>
        </div>
        <Ways model={model} />
      </div>
      <Problem answer={race} />
    </div>
  );
}

function Cases({ model: { drop } }: { model: DownhillModel }) {
  return (
    <fieldset class="downhill-cases">
      <legend>{says.play.cases}</legend>
      {(Object.keys(cases) as (keyof typeof cases)[]).map((name) => (
        <button key={name} type="button" onClick={() => drop(cases[name])}>
          {says.cases[name]}
        </button>
      ))}
    </fieldset>
  );
}

function Choices({ model: { choices, choose, drop } }: { model: DownhillModel }) {
  return (
    <div class="downhill-choices">
      <label>
        {says.play.surface}
        <select
          value={choices.surface.value}
          onChange={(event) => choose(event.currentTarget.value as (typeof surfaces)[number])}
        >
          {surfaces.map((name) => (
            <option key={name} value={name}>
              {says.surfaces[name]}
            </option>
          ))}
        </select>
      </label>
      <RateChoice name={says.play.rate} rate={choices.rate.value} rates={rates} onRate={(rate) => drop({ rate })} />
    </div>
  );
}

/** How far each has come; one that has left the map is marked where it did, at the border. */
function Paths({ model: { runs }, scale }: { model: DownhillModel; scale: Scale }) {
  const tracks = runs.value
    .filter(({ isShown }) => isShown)
    .map(({ way, path, step }) => {
      const at = (i: number) => [path[2 * i] as number, path[2 * i + 1] as number] as const;
      return { way, track: { look: lookOf(way), scale, at, steps: step } };
    });
  return (
    <>
      {tracks.map(({ way, track }) => (
        <Track key={way} {...track} />
      ))}
      {tracks.map(({ way, track }) => (
        <TrackMark key={way} {...track} />
      ))}
    </>
  );
}

const lookOf = (way: Way) => looks[ways.indexOf(way)] as Look;

function Ways({ model }: { model: DownhillModel }) {
  const { runs, show } = model;
  return (
    <ul class="downhill-ways" aria-label={says.play.legend}>
      {ways.map((way) => {
        const run = runs.value.find((run) => run.way === way);
        return (
          <li key={way}>
            <label>
              <input
                type="checkbox"
                checked={run?.isShown ?? true}
                onChange={(event) => show(way, event.currentTarget.checked)}
              />
              <Swatch look={lookOf(way)} />
              {says.ways[way]}
            </label>
            <p>{run && textOf(run)}</p>
          </li>
        );
      })}
    </ul>
  );
}

type Run = DownhillModel["runs"]["value"][number];

function textOf({ isOver, outcome, last, step, x, y, value }: Run): string {
  const where = says.play.where(x, y, value);
  return isOver
    ? `${says.outcomes[outcome](last)}${says.play.between}${where}`
    : `${says.play.at(step)}${says.play.between}${where}`;
}

function describe({ runs, race }: DownhillModel): string {
  const { surface } = race.value.value ?? {};
  if (!surface) return "";
  const shown = runs.value.filter(({ isShown }) => isShown);
  const said = shown.map((run) => says.play.of(says.ways[run.way], textOf(run)));
  return [says.shapes[surface.name], ...said].join(" ");
}

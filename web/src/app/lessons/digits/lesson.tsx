/** Digits: the textbook's recipe, trained here and now as the lab's run, beside what articles report. */

import "./lesson.css";
import type { FunctionComponent } from "preact";
import { mostDigits } from "../../../protocol.ts";
import { formatAccuracy, formatMegabytes, formatTimeLeft } from "../../shared/figures.ts";
import { digitsWords } from "../../words/lessons/digits.ts";
import { words } from "../../words/words.ts";
import { codeOf } from "../shared/code.ts";
import { Lesson, Play, Prediction, Question, Told } from "../shared/parts.tsx";
import type { Place } from "../shared/place.ts";
import { Reserved } from "../shared/reserved.tsx";
import { subjectOf } from "./code.ts";
import { articles, createDigits, type DigitsLab, type DigitsModel, EPOCHS, guesses } from "./model.ts";

const says = digitsWords;

/** As long as the recipe in words, which comes with the lab and the engine. */
const recipeToCome = () =>
  words.send.recipe({ layers: "784-1000-10", optimizer: "SGD", epochs: EPOCHS, examples: mostDigits, data: undefined });

export function createLesson({ engine, lab }: Place): FunctionComponent {
  const model = createDigits(lab);
  const code = codeOf(engine, () => subjectOf(lab));
  const { choices, first, truth } = model;

  return function DigitsLesson() {
    const options = says.prediction.options(guesses);
    const answers = says.question.options;
    return (
      <Lesson name="digits">
        <Told>{says.told}</Told>
        <Prediction
          question={says.prediction.question(mostDigits)}
          options={options}
          choice={choices.prediction}
          truth={truth.value}
        >
          <p>{says.prediction.happened(formatAccuracy(first.value))}</p>
        </Prediction>
        <Play title={says.play.title} code={code}>
          <div class="digits">
            <Training model={model} />
            <Table model={model} />
          </div>
        </Play>
        <Question
          question={says.question.question}
          options={answers}
          right="third"
          choice={choices.answer}
          because={says.question.because}
          hint={says.question.hint}
        />
      </Lesson>
    );
  };
}

function Training({ model }: { model: DigitsModel }) {
  const lab = model.lab.value;
  const state = model.state.value;
  const recipe = lab?.textbook.inWords.value;
  return (
    <>
      <Reserved text={says.play.recipe(recipeToCome())}>
        <p class="digits-recipe">{recipe && says.play.recipe(recipe)}</p>
      </Reserved>
      {model.isNotFetched.value && (
        <p class="lesson-problem" role="alert">
          {says.play.notFetched}{" "}
          <button type="button" onClick={model.open}>
            {says.play.tryAgain}
          </button>
        </p>
      )}
      {lab && <Failure lab={lab} />}
      <div class="digits-controls">
        <MainButton model={model} />
        {/* The longest of all that is said here. */}
        <Reserved text={says.play.loading}>
          <p role="status">{describe(model)}</p>
        </Reserved>
      </div>
      <div class="hint">
        <Reserved text={says.play.becomes}>
          <p>{hintOf(model)}</p>
        </Reserved>
      </div>
      <Progress
        lab={lab}
        isIts={state === "training" || state === "paused" || state === "done"}
        epochs={model.epochs.value}
      />
    </>
  );
}

function Failure({ lab }: { lab: DigitsLab }) {
  const failure = lab.run.failure.value;
  if (!failure) return null;
  return (
    <p class="lesson-problem" role="alert">
      {failure.message}{" "}
      {failure.again && (
        <button type="button" onClick={failure.again}>
          {says.play.tryAgain}
        </button>
      )}
    </p>
  );
}

/** One button for what can be done now, so that whoever has pressed it is still there. */
function MainButton({ model }: { model: DigitsModel }) {
  const textbook = model.lab.value?.textbook;
  const state = model.state.value;
  const [label, act] =
    state === "training" || state === "fetching"
      ? ([says.play.pause, textbook?.pause] as const)
      : state === "paused"
        ? ([says.play.goOn, textbook?.goOn] as const)
        : ([says.play.train, state === "done" || state === "failed" ? undefined : textbook?.begin] as const);
  return (
    <button type="button" class="primary" aria-disabled={!act} onClick={() => act?.()}>
      {label}
    </button>
  );
}

/** It changes seldom, because it is read out. */
function describe({ state, lab, epochs }: DigitsModel): string {
  const epoch = lab.value?.run.progress.value?.epoch ?? 0;
  switch (state.value) {
    case "opening":
      return says.play.opening;
    case "loading":
      return says.play.loading;
    case "fetching":
      return says.play.fetching(mostDigits);
    case "training":
      return says.play.under(Math.min(epoch + 1, epochs.value), epochs.value);
    case "paused":
      return says.play.paused(epoch + 1, epochs.value);
    case "done":
      return says.play.done(epochs.value);
    case "failed":
      return says.play.failed;
    default:
      return "";
  }
}

function hintOf({ state, lab, isReplaced }: DigitsModel): string {
  const { run, textbook } = lab.value ?? {};
  const { receivedBytes = 0, totalBytes = 0 } = run?.loading.value ?? {};
  if (receivedBytes < totalBytes)
    return words.status.loaded(formatMegabytes(receivedBytes), formatMegabytes(totalBytes));
  const left = textbook?.secondsLeft.value;
  if (state.value === "training") return left === undefined ? "" : says.play.left(formatTimeLeft(left));
  if (state.value !== "other" && state.value !== "loading") return "";
  return isReplaced.value ? says.play.again : says.play.becomes;
}

/** Of the lab's run, where that is this one. */
function Progress({ lab, isIts, epochs }: { lab: DigitsLab | undefined; isIts: boolean; epochs: number }) {
  const { stepInEpoch = 0, stepsPerEpoch = 0, epochsSeen = 0 } = (isIts && lab?.run.progress.value) || {};
  return (
    <div class="digits-progress">
      <progress aria-label={says.play.epoch} value={stepInEpoch} max={stepsPerEpoch || 1} />
      <progress aria-label={says.play.run} value={Math.min(epochsSeen, epochs)} max={epochs} />
    </div>
  );
}

function Table({ model }: { model: DigitsModel }) {
  const textbook = model.lab.value?.textbook;
  const about = (share: number) => words.figures.percent(words.formats.count(100 * share));
  const isThere = model.rows.value.some(({ test }) => test !== undefined);
  return (
    <>
      <table class="digits-table">
        <caption>{says.table.title}</caption>
        <thead>
          <tr>
            <th scope="col">{says.table.epoch}</th>
            <th scope="col">{says.table.training}</th>
            <th scope="col">{says.table.test}</th>
          </tr>
        </thead>
        <tbody>
          {model.rows.value.map(({ epoch, training, test }) => (
            <tr key={epoch}>
              <th scope="row">{epoch}</th>
              <td>{formatAccuracy(training)}</td>
              <td>{formatAccuracy(test)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{says.table.articles}</th>
            <td>{about(articles.training)}</td>
            <td>{about(articles.test)}</td>
          </tr>
        </tfoot>
      </table>
      <p class="hint">{says.table.note}</p>
      <p class="digits-ways">
        {isThere && textbook?.isLive.value && (
          <>
            <a href="#/">{says.play.lab}</a> <span class="hint">{says.play.labHint}</span>
          </>
        )}
        {isThere && !textbook?.isLive.value && <a href="#/runs">{says.play.runs}</a>}
      </p>
    </>
  );
}

/** What has come of the trials: how far they are, the dots, the verdict, and every run in a table. */

import { useComputed } from "@preact/signals";
import { ChangingText } from "../../shared/changing-text.tsx";
import { downloadCsv, downloadJson } from "../../shared/download.ts";
import { formatAccuracy, formatTimeLeft } from "../../shared/figures.ts";
import { Term } from "../../shared/term.tsx";
import { betterWords } from "../../words/better.ts";
import { axisOf } from "./axis.ts";
import { Dots, Ticks } from "./dots.tsx";
import type { Experiment, RowResult } from "./experiment.ts";
import { jsonOf, tableOf } from "./exported.ts";
import { mostValues } from "./plan.ts";
import { confidence } from "./statistics.ts";
import { formatInterval, formatPoints, verdictText } from "./verdict.ts";

const says = betterWords;

/** Of so many recipes that are the same, one is called different. */
const oneIn = Math.round(1 / (1 - confidence));

export function Results({ experiment }: { experiment: Experiment }) {
  const hasBegun = experiment.state.value !== "idle";
  return (
    <section class="results" aria-label={says.results} data-testid="better-results">
      <Progress experiment={experiment} />
      {hasBegun ? <Plot experiment={experiment} /> : <p class="hint empty">{says.nothingYet}</p>}
      {hasBegun && <Runs experiment={experiment} />}
    </section>
  );
}

/** How far it is, and what went wrong. Only what changes seldom is read out. */
function Progress({ experiment }: { experiment: Experiment }) {
  const { state, progress, problem } = experiment;
  if (state.value === "idle") return null;
  const canGoOn = state.value === "stopped" || state.value === "failed";
  return (
    <div class="better-progress">
      <progress aria-label={says.progress} value={progress.value.share} max={1} />
      <p>
        <span aria-hidden={state.value === "running"}>
          <ChangingText>{doneText(experiment)}</ChangingText>
        </span>
        {canGoOn && (
          <button type="button" data-testid="better-go-on" onClick={experiment.goOn}>
            {says.goOn}
          </button>
        )}
      </p>
      <p role="status" class={problem.value ? "problem" : undefined} data-testid="better-status">
        <ChangingText>{problem.value?.message ?? (state.value === "stopped" ? says.stopped : "")}</ChangingText>
      </p>
    </div>
  );
}

/** How far it is, and how long it will take. */
export function doneText({ state, results, progress, trials }: Experiment): string {
  const made = results.value.flatMap(({ accuracies }) => accuracies);
  const done = says.running(made.filter((one) => one !== undefined).length, made.length || trials.value.rows.length);
  if (state.value !== "running") return done;
  const { secondsLeft } = progress.value;
  const left = secondsLeft === undefined ? says.estimating : says.left(formatTimeLeft(secondsLeft));
  return `${done}, ${left}`;
}

function Plot({ experiment }: { experiment: Experiment }) {
  const { results, trials, state } = experiment;
  const axis = useComputed(() => {
    const scores = results.value.flatMap(({ accuracies }) => accuracies.filter((one) => one !== undefined));
    return axisOf(scores);
  });
  const isWhole = state.value === "ended";
  return (
    <figure class="seeds-plot">
      <figcaption>
        <span class="caption">{says.accuracy}</span> <Term {...says.meanTerm(100 * confidence)} />{" "}
        <Term {...says.verdictTerm(oneIn, 1 + mostValues)} />
      </figcaption>
      {results.value.map((result, row) => (
        <div class="seeds-row" key={row}>
          <p class="seeds-name">
            <b>
              <ChangingText>{result.name}</ChangingText>
            </b>
            <span translate={false} class="seeds-mean" data-testid="better-mean">
              <ChangingText>{formatInterval(result.mean)}</ChangingText>
            </span>
          </p>
          <Dots result={result} seed={trials.value.rows[row]?.recipe.seed ?? 0} axis={axis.value} />
          {(row > 0 || results.value.length === 1) && (
            <p class="seeds-verdict" aria-live="polite" data-testid="better-verdict">
              <ChangingText>{isWhole ? verdictText(result, results.value.length === 1) : "\u00a0"}</ChangingText>
            </p>
          )}
        </div>
      ))}
      <div class="seeds-row axis">
        <Ticks axis={axis.value} />
      </div>
    </figure>
  );
}

/** Every run: to be read, and to be kept. */
function Runs({ experiment }: { experiment: Experiment }) {
  const { trials, results, outcomes } = experiment;
  const isEmpty = results.value.every(({ accuracies }) => accuracies.every((one) => one === undefined));
  const [first] = trials.value.rows;
  return (
    <div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is to be reached with the keyboard. */}
      <section class="seeds-table" aria-label={says.table} tabIndex={0}>
        <table data-testid="better-table">
          <thead>
            <tr>
              <th scope="col">{says.tableSeed}</th>
              {results.value.map((result, row) => [
                <th key={row} scope="col">
                  <ChangingText>{result.name}</ChangingText>
                </th>,
                row > 0 && (
                  <th key={`${row} difference`} scope="col">
                    {says.difference}
                  </th>
                ),
              ])}
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: trials.value.seeds }, (_, i) => (
              <tr key={i}>
                <th scope="row" translate={false}>
                  <ChangingText>{(first?.recipe.seed ?? 0) + i}</ChangingText>
                </th>
                {results.value.map((result, row) => [
                  <td key={row}>
                    <ChangingText>{accuracyText(result.accuracies[i])}</ChangingText>
                  </td>,
                  row > 0 && (
                    <td key={`${row} difference`} translate={false}>
                      <ChangingText>{differenceText(results.value[0], result, i)}</ChangingText>
                    </td>
                  ),
                ])}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p class="plan-buttons">
        <button
          type="button"
          data-testid="better-csv"
          title={says.exportCsv}
          disabled={isEmpty}
          onClick={() => downloadCsv(tableOf(trials.value, outcomes.value), says.fileName)}
        >
          {says.csv}
        </button>
        <button
          type="button"
          data-testid="better-json"
          title={says.exportJson}
          disabled={isEmpty}
          onClick={() => downloadJson(jsonOf(trials.value, outcomes.value, results.value), says.fileName)}
        >
          {says.json}
        </button>
      </p>
    </div>
  );
}

const accuracyText = (accuracy: number | undefined) =>
  Number.isNaN(accuracy) ? says.divergedCell : formatAccuracy(accuracy);

function differenceText(base: RowResult | undefined, { accuracies }: RowResult, seed: number): string {
  const [from, to] = [base?.accuracies[seed], accuracies[seed]];
  return formatPoints(from === undefined || to === undefined ? Number.NaN : to - from);
}

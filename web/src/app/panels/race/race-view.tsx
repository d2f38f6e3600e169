/** Two runs side by side, as they learn. */

import "./race.css";
import type { Problem } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import type { Series } from "../../shared/charts/curve.ts";
import { Overlay } from "../../shared/charts/overlay.tsx";
import { formatAccuracy, formatCount, formatSeconds } from "../../shared/figures.ts";
import { raceWords } from "../../words/runs.ts";
import type { Race, Racer } from "./race.ts";

const says = raceWords;

export function RaceView({ race }: { race: Race }) {
  const racers = race.racers.value;
  const isRunning = race.isRunning.value;
  return (
    <section class="race" aria-label={says.title}>
      <h2>{says.title}</h2>
      <p class="hint">{race.hasOwnCores ? says.ownCores(race.cores) : says.sharedCores(race.cores)}</p>
      <div class="race-controls">
        <Lane race={race} lane={0} label={says.first} />
        <Lane race={race} lane={1} label={says.second} />
        <button
          type="button"
          class={isRunning ? undefined : "primary"}
          data-testid="race"
          disabled={race.all.value.length === 0}
          onClick={isRunning ? race.stop : race.start}
        >
          <ChangingText>{isRunning ? says.stop : says.start}</ChangingText>
        </button>
      </div>
      {racers.length > 0 && (
        <>
          <Overlay series={racers.map(seriesOf)} measure="accuracy" />
          <dl class="racers">
            {racers.map((racer, i) => (
              <Figures key={i} racer={racer} problem={race.problems.value[i]} testId={`racer-${i + 1}`} />
            ))}
          </dl>
        </>
      )}
      <p role="status" class={race.refusal.value && "problem"} data-testid="race-status">
        <ChangingText>{statusOf(race)}</ChangingText>
      </p>
    </section>
  );
}

function seriesOf({ name, curves }: Racer, i: number): Series {
  curves.version.value;
  return { id: String(i), name: says.lane(i + 1, name), training: curves.training.points, test: curves.test.points };
}

function Lane({ race, lane, label }: { race: Race; lane: 0 | 1; label: string }) {
  return (
    <label>
      <span class="caption">{label}</span>
      <select
        data-testid={`lane-${lane + 1}`}
        value={race.chosen.value[lane]?.id ?? ""}
        disabled={race.isRunning.value}
        onChange={({ currentTarget }) => race.choose(lane, currentTarget.value)}
      >
        {race.all.value.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </select>
    </label>
  );
}

interface FiguresProps {
  racer: Racer;
  problem: Problem | undefined;
  testId: string;
}

function Figures({ racer: { name, run }, problem, testId }: FiguresProps) {
  const progress = run.progress.value;
  return (
    <div data-testid={testId}>
      <dt>
        <ChangingText>{name}</ChangingText>
      </dt>
      <dd translate={false}>
        <b>{formatAccuracy(run.test.value?.accuracy)}</b>
        <span>{says.epochs(progress?.epoch ?? 0)}</span>
        <span>{says.speed(formatCount(run.digitsPerSecond.value))}</span>
        <span>{formatSeconds(progress?.seconds)}</span>
      </dd>
      {problem && <dd class="problem">{problem.message}</dd>}
    </div>
  );
}

function statusOf({ refusal, racers, isRunning }: Race): string {
  if (refusal.value !== undefined) return refusal.value;
  if (isRunning.value) return says.running;
  return racers.value.length > 0 ? outcome(racers.value) : "";
}

/** Which of them reads more, and how long each took. */
function outcome(racers: readonly Racer[]): string {
  const [first, second] = racers.map(({ name, run }) => ({
    name,
    accuracy: run.test.value?.accuracy,
    seconds: formatSeconds(run.progress.value?.seconds),
  }));
  if (first?.accuracy === undefined || second?.accuracy === undefined) return says.stopped;
  const [better, other] = first.accuracy >= second.accuracy ? [first, second] : [second, first];
  const scores = [formatAccuracy(better.accuracy), formatAccuracy(other.accuracy)] as const;
  if (better.accuracy === other.accuracy) return says.level(...scores, better.seconds, other.seconds);
  return says.ahead(better.name, ...scores, better.seconds, other.seconds);
}

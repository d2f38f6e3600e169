/** Trials under way: each recipe with each seed, in workers of their own, and what has come of them so far. */

import { batch, computed, signal } from "@preact/signals";
import type { InklingError } from "../../../protocol.ts";
import { type Engine, startEngine } from "../../run/engine.ts";
import { type Outcome, runTrial } from "../../run/trial.ts";
import { workersFor } from "../../run/workers.ts";
import type { Trials } from "./plan.ts";
import { type Difference, type Interval, meanInterval, pairedDifference } from "./statistics.ts";

/** Before so long, what is left is not told: the first steps are slow. */
const FIRST_ESTIMATE_MS = 1000;

/** How often what is left is told. */
const ESTIMATE_INTERVAL_MS = 500;

/** `ended` is whole: all trials have been made. `stopped` and `failed` can be gone on with. */
type State = "idle" | "running" | "stopped" | "failed" | "ended";

/** What has come of one recipe. */
export interface RowResult {
  name: string;
  /** By seed; NaN where training diverged, undefined where there is none yet. */
  accuracies: (number | undefined)[];
  diverged: number;
  /** Of those that have not diverged. */
  mean: Interval;
  /** What it has more than the first recipe; undefined of that one itself. */
  difference: Difference | undefined;
}

export type Experiment = ReturnType<typeof createExperiment>;

/** What it stands on, which tests put others in the place of. */
interface Means {
  start(): Engine;
  cores: number;
  now(): number;
}

export function createExperiment({
  start: startWorker = startEngine,
  cores = navigator.hardwareConcurrency ?? 1,
  now = () => performance.now(),
}: Partial<Means> = {}) {
  const workers = workersFor(cores);
  const state = signal<State>("idle");
  const trials = signal<Trials>({ rows: [], seeds: 0 });
  /** By row, then by seed. */
  const outcomes = signal<(Outcome | undefined)[][]>([]);
  const problem = signal<InklingError | undefined>(undefined);
  const progress = signal<{ share: number; secondsLeft: number | undefined }>({ share: 0, secondsLeft: undefined });
  /** In this stretch of work. */
  let engines: Engine[] = [];
  let underWay: Stretch | undefined;

  const results = computed((): RowResult[] => {
    const accuracies = outcomes.value.map((row) => row.map((outcome) => outcome && accuracyOf(outcome)));
    return trials.value.rows.map(({ name }, row) =>
      resultOf(name, accuracies[row] ?? [], row > 0 ? accuracies[0] : undefined),
    );
  });

  function start(asked: Trials): void {
    stop();
    batch(() => {
      trials.value = asked;
      outcomes.value = asked.rows.map(() => Array.from({ length: asked.seeds }, () => undefined));
      progress.value = { share: 0, secondsLeft: undefined };
    });
    goOn();
  }

  /** Makes the trials that have not been made yet. */
  async function goOn(): Promise<void> {
    const jobs = missing(outcomes.peek());
    const stretch = new Stretch(jobs.length, trials.peek().rows.length * trials.peek().seeds, now);
    underWay = stretch;
    problem.value = undefined;
    state.value = "running";
    engines = Array.from({ length: Math.min(workers, jobs.length) }, startWorker);
    try {
      await Promise.all(engines.map((engine) => work(engine, jobs, stretch)));
      end(stretch, "ended");
    } catch (error) {
      end(stretch, "failed", error as InklingError);
    }
  }

  /** Takes one job after another. Seeds come in turn, so that what is done of all recipes is of the same seeds. */
  async function work(engine: Engine, jobs: Job[], stretch: Stretch): Promise<void> {
    for (let job = jobs.shift(); job && underWay === stretch; job = jobs.shift()) {
      const { row, seed } = job;
      const { recipe } = trials.peek().rows[row] as Trials["rows"][number];
      const id = row * trials.peek().seeds + seed;
      const outcome = await runTrial(engine, { ...recipe, seed: recipe.seed + seed }, (share) =>
        follow(stretch, id, share),
      );
      if (underWay !== stretch) return;
      outcomes.value = outcomes.peek().map((all, i) => (i === row ? all.with(seed, outcome) : all));
      follow(stretch, id, 1);
    }
  }

  function follow(stretch: Stretch, id: number, share: number): void {
    if (underWay === stretch && stretch.follow(id, share)) progress.value = stretch.estimate();
  }

  function end(stretch: Stretch, how: State, error?: InklingError): void {
    if (underWay !== stretch) return;
    underWay = undefined;
    for (const engine of engines) engine.client.close();
    engines = [];
    batch(() => {
      state.value = how;
      problem.value = error;
    });
  }

  /** What is done so far stays. */
  function stop(): void {
    if (underWay) end(underWay, "stopped");
  }

  return { state, trials, outcomes, results, problem, progress, workers, start, goOn, stop };
}

interface Job {
  row: number;
  seed: number;
}

function missing(outcomes: readonly (readonly (Outcome | undefined)[])[]): Job[] {
  const jobs = outcomes.flatMap((all, row) => all.flatMap((outcome, seed) => (outcome ? [] : [{ row, seed }])));
  return jobs.sort((a, b) => a.seed - b.seed || a.row - b.row);
}

/** NaN where training diverged. */
const accuracyOf = ({ test }: Outcome): number => test?.accuracy ?? Number.NaN;

function resultOf(name: string, accuracies: (number | undefined)[], base?: (number | undefined)[]): RowResult {
  const known = accuracies.filter((one) => one !== undefined);
  const numbers = (row: (number | undefined)[]) => row.map((one) => one ?? Number.NaN);
  return {
    ...{ name, accuracies, diverged: known.filter(Number.isNaN).length },
    mean: meanInterval(known.filter(Number.isFinite)),
    difference: base && pairedDifference(numbers(base), numbers(accuracies)),
  };
}

/** How far a stretch of work is, and how long it will take at the pace so far. */
class Stretch {
  readonly #jobs: number;
  readonly #all: number;
  readonly #now: () => number;
  readonly #start: number;
  readonly #shares = new Map<number, number>();
  #told = Number.NEGATIVE_INFINITY;

  /** `jobs` of `all` trials are to be made; the others have been. */
  constructor(jobs: number, all: number, now: () => number) {
    [this.#jobs, this.#all, this.#now, this.#start] = [jobs, all, now, now()];
  }

  /** Takes note of how much of a job is done; gives whether it is time to tell. */
  follow(id: number, share: number): boolean {
    this.#shares.set(id, share);
    const now = this.#now();
    if (share < 1 && now - this.#told < ESTIMATE_INTERVAL_MS) return false;
    this.#told = now;
    return true;
  }

  estimate(): { share: number; secondsLeft: number | undefined } {
    const done = [...this.#shares.values()].reduce((sum, share) => sum + share, 0);
    const elapsed = this.#now() - this.#start;
    const isEarly = elapsed < FIRST_ESTIMATE_MS || done === 0;
    return {
      share: (this.#all - this.#jobs + done) / this.#all,
      secondsLeft: isEarly ? undefined : (elapsed * (this.#jobs - done)) / done / 1000,
    };
  }
}

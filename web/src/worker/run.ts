/** The training loop: a run goes on in slices, is scored now and then, and reports where it stands. */

import {
  type Configuration,
  type CurveScore,
  type InklingError,
  inklingError,
  type Pace,
  type Phase,
  type Score,
  type WorkerEvent,
} from "../protocol.ts";
import type { Engine, Evaluation, NetworkDescription, TrainingReport } from "./engine.ts";
import { eventLoopTurn, Rest, SliceSize } from "./slices.ts";
import { Stretch } from "./stretch.ts";
import { add, mean, nothing } from "./sums.ts";

/** A test score is of all of them. */
const TEST_DIGITS = 10_000;

/** Progress is posted about 20 times a second. */
const POST_INTERVAL_MS = 50;

/** Between two scorings within an epoch lie at least a second and so many times the duration of the last. */
const SCORING_INTERVAL_MS = 1000;
const SCORING_SPACING = 8;

/** Digits per second are averaged over about so much training. */
const RATE_MS = 1000;

/** Weights may be finite and what they make of a digit not. */
const overflow =
  "Training diverged: what the network puts out for the test digits is no number any more. " +
  "The learning rate is probably too high: lower it, and reset.";

/** At a pace to watch there are eight batches a second: the first climb takes about half a minute. */
const BATCH_INTERVAL_MS = 125;

/** What the run trains for. */
interface Goal {
  /** Optimizer steps to take; infinite when only epochs count. */
  steps: number;
  /** Training stands still again: the steps are taken, or something else was asked for. */
  settled?(): void;
  failed?(error: InklingError): void;
}

/** The scoring of all test digits under way; the weights do not change meanwhile. */
interface Scoring extends Evaluation {
  /** The epoch just trained counts as completed when this is done. */
  endsEpoch: boolean;
  milliseconds: number;
}

export class Run {
  readonly #engine: Engine;
  readonly #emit: (event: WorkerEvent) => void;
  #phase: Phase = "ready";
  #looping = false;
  #goal?: Goal;
  #scoring?: Scoring;
  #pace: Pace = "fast";
  /** When the next batch is due, at a pace to watch. */
  #nextBatch = 0;
  #rest = new Rest();
  #trainingSlice = new SliceSize(1);
  #scoringSlice = new SliceSize(100);

  #position: Omit<TrainingReport, keyof Evaluation> = {
    epoch: 0,
    step: 0,
    digitsSeen: 0,
    stepInEpoch: 0,
    stepsPerEpoch: 0,
  };
  /** Training ends so many epochs after the one in which it began. */
  #epochs = 0;
  #startEpoch = 0;
  #batchSize = 1;
  /** Whether it is known that the current weights are ruined. */
  #hasDiverged = false;
  /** Digits that the epoch under way learns from, and those that the next one will. */
  #trainingSize = 0;
  #nextTrainingSize = 0;
  /** Whether all test digits have been scored with the current weights. */
  #isScored = false;
  #lastScoring = { end: 0, milliseconds: 0 };
  #milliseconds = 0;
  #rate = { digits: 0, milliseconds: 0 };
  #stretch = new Stretch();
  /** Since the last post. */
  #curve: CurveScore[] = [];
  #trained = nothing();
  #lastPost = 0;

  constructor(engine: Engine, emit: (event: WorkerEvent) => void) {
    this.#engine = engine;
    this.#emit = emit;
  }

  get phase(): Phase {
    return this.#phase;
  }

  /** The engine has made a new network. Training under way goes on with it, unless the run is to stand still. */
  begin({ layers, parameters }: NetworkDescription, standing: boolean): void {
    if (standing) {
      this.#goal?.settled?.();
      this.#goal = undefined;
    }
    this.#scoring = undefined;
    this.#scoringSlice = new SliceSize(100);
    this.#startEpoch = 0;
    this.#isScored = false;
    this.#hasDiverged = false;
    this.#milliseconds = 0;
    this.#rate = { digits: 0, milliseconds: 0 };
    this.#stretch.begin(0);
    this.#curve = [];
    this.#trained = nothing();
    if (!this.#goal) this.#enter("ready");
    this.#emit({ type: "network", layers, parameters });
  }

  /** The engine has taken new settings. */
  adjust(
    report: TrainingReport,
    { epochs, batchSize, trainingSize }: Pick<Configuration, "epochs" | "batchSize"> & { trainingSize: number },
  ): void {
    this.#position = report;
    this.#nextTrainingSize = trainingSize;
    if (report.stepInEpoch === 0) this.#trainingSize = trainingSize;
    this.#epochs = epochs;
    this.#batchSize = batchSize;
    this.#trainingSlice = new SliceSize(1);
    this.#post();
  }

  /** Training under way goes on at the new pace at once. */
  setPace(pace: Pace): void {
    this.#pace = pace;
    this.#rate = { digits: 0, milliseconds: 0 };
    this.#rest.breakOff();
  }

  /** Trains until it has completed as many epochs as the settings say. Untrained weights are scored: the climb begins there. */
  train(): void {
    this.#startEpoch = this.#position.epoch;
    this.#enter("training");
    this.#pursue({ steps: Number.POSITIVE_INFINITY });
    if (this.#position.step === 0 && !this.#isScored) this.#startScoring(false);
  }

  /** Trains on one batch. */
  step(): Promise<void> {
    return new Promise((settled, failed) => this.#pursue({ steps: 1, settled, failed }));
  }

  /** Stands still from now on; a test score of the weights reached follows. */
  pause(): void {
    if (this.#goal) this.#stand();
  }

  #pursue(goal: Goal): void {
    this.#goal?.settled?.();
    this.#goal = goal;
    this.#lastScoring.end = performance.now();
    if (!this.#scoring?.endsEpoch) this.#scoring = undefined;
    this.#wake();
  }

  async #wake(): Promise<void> {
    this.#rest.breakOff();
    if (this.#looping) return;
    this.#looping = true;
    while (this.#goal || this.#scoring) {
      const wait = this.#untilNextBatch();
      if (wait > 0) {
        await this.#rest.take(wait);
        continue; // there may be something else to do by now
      }
      await eventLoopTurn();
      try {
        if (this.#scoring) this.#score(this.#scoring);
        else if (this.#goal) this.#train(this.#goal);
      } catch (error) {
        this.#fail(error as InklingError);
      }
    }
    this.#looping = false;
  }

  /** Only training waits for its pace: a single step is taken, and scoring begins, at once. */
  #isWatched(): boolean {
    return this.#pace === "watch" && this.#goal?.steps === Number.POSITIVE_INFINITY;
  }

  #untilNextBatch(): number {
    return this.#isWatched() && !this.#scoring ? this.#nextBatch - performance.now() : 0;
  }

  /** One slice of training, which is a single batch where it is watched. */
  #train(goal: Goal): void {
    const start = performance.now();
    const isWatched = this.#isWatched();
    if (isWatched) this.#nextBatch = start + BATCH_INTERVAL_MS;
    if (this.#position.stepInEpoch === 0) this.#trainingSize = this.#nextTrainingSize;
    const stretch = this.#stretch.stepsLeft(this.#position.digitsSeen, this.#batchSize);
    const most = isWatched ? 1 : this.#trainingSlice.items;
    const report = this.#engine.train(Math.min(most, goal.steps, stretch));
    const now = performance.now();

    const steps = report.step - this.#position.step;
    const endsEpoch = report.epoch > this.#position.epoch;
    this.#trainingSlice.measured(steps, now - start);
    this.#count(report, isWatched ? Math.max(now - start, BATCH_INTERVAL_MS) : now - start);
    goal.steps -= steps;
    if (endsEpoch || this.#isScoringDue(now)) this.#startScoring(endsEpoch);
    if (goal.steps === 0) this.#stand();
    else if (isWatched || now - this.#lastPost >= POST_INTERVAL_MS) this.#post();
  }

  #count(report: TrainingReport, milliseconds: number): void {
    this.#position = report;
    this.#isScored = false;
    this.#hasDiverged = false;
    this.#milliseconds += milliseconds;
    add(this.#trained, report);
    const point = this.#stretch.add(report, report.digitsSeen);
    if (point) this.#curve.push(point);
    const kept = Math.exp(-milliseconds / RATE_MS);
    this.#rate.digits = this.#rate.digits * kept + report.digits;
    this.#rate.milliseconds = this.#rate.milliseconds * kept + milliseconds;
  }

  #isScoringDue(now: number): boolean {
    const { end, milliseconds } = this.#lastScoring;
    return now - end >= Math.max(SCORING_INTERVAL_MS, SCORING_SPACING * milliseconds);
  }

  #startScoring(endsEpoch: boolean): void {
    this.#scoring = { endsEpoch, milliseconds: 0, ...nothing() };
    this.#wake();
  }

  /** One slice of scoring. */
  #score(scoring: Scoring): void {
    const start = performance.now();
    const part = this.#engine.evaluate(
      scoring.digits,
      Math.min(this.#scoringSlice.items, TEST_DIGITS - scoring.digits),
    );
    const now = performance.now();
    this.#scoringSlice.measured(part.digits, now - start);
    add(scoring, part);
    scoring.milliseconds += now - start;
    if (scoring.digits < TEST_DIGITS) return;

    this.#scoring = undefined;
    this.#isScored = true;
    this.#lastScoring = { end: now, milliseconds: scoring.milliseconds };
    if (scoring.endsEpoch && this.#isFinished()) {
      this.#goal = undefined;
      this.#enter("finished");
    }
    this.#post(mean(scoring));
    if (!Number.isFinite(scoring.lossSum) && !this.#hasDiverged) this.#fail(inklingError("diverged", overflow));
  }

  #isFinished(): boolean {
    return this.#goal?.steps === Number.POSITIVE_INFINITY && this.#position.epoch >= this.#startEpoch + this.#epochs;
  }

  #stand(): void {
    const goal = this.#goal;
    this.#goal = undefined;
    this.#enter("paused");
    this.#post();
    if (!this.#isScored && !this.#scoring) this.#startScoring(false);
    goal?.settled?.();
  }

  #fail(error: InklingError): void {
    const failed = this.#goal?.failed;
    this.#goal = undefined;
    this.#scoring = undefined;
    // First what is wrong, so that whoever hears of the stop knows what to do.
    if (!failed) this.#emit({ type: "problem", code: error.name, message: error.message });
    this.#enter("paused");
    if (error.name === "diverged") {
      this.#hasDiverged = true;
      this.#findPosition();
    }
    failed?.(error);
  }

  /** The steps of the slice before the one that diverged were taken, but what they scored is lost. */
  #findPosition(): void {
    const { step } = this.#position;
    this.#position = this.#engine.train(0);
    if (this.#position.step > step) this.#isScored = false;
    this.#post();
    if (!this.#isScored) this.#startScoring(false);
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#emit({ type: "phase", phase });
  }

  #post(test?: Score): void {
    const { epoch, step, digitsSeen, stepInEpoch, stepsPerEpoch } = this.#position;
    const { digits, milliseconds } = this.#rate;
    const endsEpoch = this.#scoring?.endsEpoch;
    this.#emit({
      type: "progress",
      progress: {
        epoch: endsEpoch ? epoch - 1 : epoch,
        step,
        digitsSeen,
        trainingSize: this.#trainingSize,
        stepInEpoch: endsEpoch ? stepsPerEpoch : stepInEpoch,
        stepsPerEpoch,
        training: this.#trained.digits > 0 ? mean(this.#trained) : undefined,
        curve: this.#curve,
        test,
        digitsPerSecond: this.#phase === "training" && milliseconds > 0 ? (1000 * digits) / milliseconds : 0,
        seconds: this.#milliseconds / 1000,
      },
    });
    this.#curve = [];
    this.#trained = nothing();
    this.#lastPost = performance.now();
  }
}

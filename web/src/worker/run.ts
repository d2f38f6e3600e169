/** The training loop: a run goes on in slices, is scored now and then, and reports where it stands. */

import {
  type CurveScore,
  type InklingError,
  inklingError,
  type Pace,
  type Phase,
  type RunEvent,
  type Score,
} from "../protocol.ts";
import { BestNetwork } from "./best-network.ts";
import { Epochs } from "./epochs.ts";
import { eventLoopTurn, Rest, SliceSize } from "./slices.ts";
import { Stretch } from "./stretch.ts";
import { add, mean, nothing } from "./sums.ts";
import type { Evaluation, Training, TrainingReport } from "./training.ts";

/** So many digits are scored at a time: a score is the same sum however it is sliced, and the one that the engine makes. */
const SCORING_BLOCK = 100;

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

/** The scoring of all digits to judge by under way; the weights do not change meanwhile. */
interface Scoring extends Evaluation {
  /** The epoch just trained counts as completed when this is done. */
  endsEpoch: boolean;
  milliseconds: number;
}

export class Run {
  readonly #emit: (event: RunEvent) => void;
  #training?: Training;
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
  /** Training ends so many epochs after this one, as its recipe says. */
  #startEpoch = 0;
  /** With early stopping, what training so far has come to. */
  #best?: BestNetwork;
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
  #epochs = new Epochs();
  #stretch = new Stretch();
  /** Since the last post. */
  #curve: CurveScore[] = [];
  #trained = nothing();
  #lastPost = 0;

  constructor(emit: (event: RunEvent) => void) {
    this.#emit = emit;
  }

  get phase(): Phase {
    return this.#phase;
  }

  get training(): Training {
    if (this.#training) return this.#training;
    throw inklingError("bad_setting", "There is no network yet.");
  }

  get hasNetwork(): boolean {
    return this.#training !== undefined;
  }

  /** Takes a new network. Training under way goes on with it, unless the run is to stand still. */
  begin(training: Training, standing: boolean): void {
    this.#training?.dispose();
    this.#training = training;
    this.#forgetBest();
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
    this.#emit({ type: "network", ...training.network });
    this.adjust();
  }

  /** Goes by the settings that its network has been given. */
  adjust(): void {
    const { report, sizes } = this.training;
    this.#epochs.change(this.#position, report);
    this.#position = report;
    this.#nextTrainingSize = sizes.training;
    if (report.stepInEpoch === 0) this.#trainingSize = sizes.training;
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

  /** What the network makes of a picture, calibrated while it stands still; undefined while there is no network. */
  async read(picture: Uint8Array): Promise<Float32Array | undefined> {
    while (!this.#goal && this.#training?.calibrate()) await eventLoopTurn();
    return this.#training?.read(picture);
  }

  /** Ends for good, and frees the network. */
  dispose(): void {
    this.#goal?.settled?.();
    this.#goal = undefined;
    this.#scoring = undefined;
    this.#forgetBest();
    this.#training?.dispose();
    this.#training = undefined;
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
    const stretch = this.#stretch.stepsLeft(this.#position.digitsSeen, this.training.plan.batchSize);
    const most = isWatched ? 1 : this.#trainingSlice.items;
    const report = this.training.train(Math.min(most, goal.steps, stretch));
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
    const { digitsSeen, step } = report;
    const moment = { digitsSeen, step, epoch: this.#epochs.at(report), seconds: this.#milliseconds / 1000 };
    const point = this.#stretch.add(report, moment);
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
    const first = scoring.digits;
    const all = this.training.sizes.validation;
    while (scoring.digits < Math.min(first + this.#scoringSlice.items, all)) {
      add(scoring, this.training.evaluate(scoring.digits, Math.min(SCORING_BLOCK, all - scoring.digits)));
    }
    const now = performance.now();
    this.#scoringSlice.measured(scoring.digits - first, now - start);
    scoring.milliseconds += now - start;
    if (scoring.digits < all) return;

    this.#scoring = undefined;
    this.#isScored = true;
    this.#lastScoring = { end: now, milliseconds: scoring.milliseconds };
    const score = mean(scoring);
    const isLast = scoring.endsEpoch && this.#endEpoch(score);
    if (isLast) this.#finish(score);
    else this.#post(score);
    if (!Number.isFinite(scoring.lossSum) && !this.#hasDiverged) this.#fail(inklingError("diverged", overflow));
  }

  /** Tells the schedule and the keeper of the best network of an epoch's score; gives whether training ends with it. */
  #endEpoch(score: Score): boolean {
    const { epochs, earlyStopping } = this.training.plan;
    this.training.observe(score.loss);
    if (earlyStopping) this.#best ??= new BestNetwork();
    else this.#forgetBest();
    const goesOn = !earlyStopping || this.#best?.observe(this.training, score, earlyStopping);
    const isOver = this.#position.epoch >= this.#startEpoch + epochs || !goesOn;
    return isOver && this.#goal?.steps === Number.POSITIVE_INFINITY;
  }

  /** Who hears of the end knows the last score. It is of the best network, where that is the one to end with. */
  #finish(score: Score): void {
    this.#goal = undefined;
    this.#phase = "finished";
    this.#post(this.#best?.restore(this.training) ?? score);
    this.#forgetBest();
    this.#enter("finished");
  }

  #forgetBest(): void {
    this.#best?.dispose();
    this.#best = undefined;
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
    this.#position = this.training.report;
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
        epochsSeen: this.#epochs.at(this.#position),
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

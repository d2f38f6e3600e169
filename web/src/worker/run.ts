/** The training loop: a run goes on in slices, is scored now and then, and reports where it stands. */

import {
  type Course,
  type CourseEvent,
  type CurveScore,
  type EpochEnd,
  type Growth,
  type InklingError,
  inklingError,
  type Moment,
  type Pace,
  type Phase,
  type Progress,
  type Recipe,
  type RunEvent,
  type Score,
} from "../protocol.ts";
import { firstGrowth } from "./divergence.ts";
import { type BestSoFar, goesOn, observe } from "./early-stopping.ts";
import { Epochs } from "./epochs.ts";
import { History, type Standing } from "./history.ts";
import { Rate } from "./rate.ts";
import { eventLoopTurn, Rest, SliceSize } from "./slices.ts";
import { Stretch } from "./stretch.ts";
import { add, mean, nothing } from "./sums.ts";
import type { Evaluation, Plan, Training, TrainingReport } from "./training.ts";

/** So many digits are scored at a time: a score is the same sum however it is sliced, and the one that the engine makes. */
const SCORING_BLOCK = 100;

/** Progress is posted about 20 times a second. */
const POST_INTERVAL_MS = 50;

/** Between two scorings within an epoch lie at least a second and so many times the duration of the last. */
const SCORING_INTERVAL_MS = 1000;
const SCORING_SPACING = 8;

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
  /** Where it stands still, if that is not the end of the run. */
  epoch?: number;
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

/** A recipe that is to come into force by itself. */
export interface Expected {
  step: number;
  recipe: Recipe;
  plan: Plan;
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
    operations: 0,
  };
  /** Training ends so many epochs after this one, as its recipe says. */
  #startEpoch = 0;
  /** With early stopping, what training so far has come to. */
  #best?: BestSoFar;
  #history?: History;
  /** Counts the ways through its history, so that one knows whether another has begun since. */
  #way = 0;
  #travelling?: Promise<unknown>;
  #standingOnTheWay?: Standing;
  #explaining?: Promise<unknown>;
  /** In the order of their steps; those before `next` are in force, or were passed. */
  #expected: { all: readonly Expected[]; next: number } = { all: [], next: 0 };
  #epochEnd?: EpochEnd;
  /** Whether it is known that the current weights are ruined. */
  #hasDiverged = false;
  /** Digits that the epoch under way learns from, and those that the next one will. */
  #trainingSize = 0;
  #nextTrainingSize = 0;
  /** Whether all test digits have been scored with the current weights. */
  #isScored = false;
  #lastScoring = { end: 0, milliseconds: 0 };
  #milliseconds = 0;
  #rate = new Rate();
  #epochs = new Epochs();
  #stretch = new Stretch();
  /** Since the epoch under way began; undefined where it was not followed from there. */
  #ofEpoch?: Evaluation;
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

  /** Where it stands in a past that it could train on from. */
  get isInPast(): boolean {
    return this.#history !== undefined && !this.#history.isAtHead;
  }

  /**
   * Takes a new network, made by a recipe. Training under way goes on with it, unless the run is to stand still.
   * `planOf` says what a recipe of its history means.
   */
  begin(training: Training, standing: boolean, recipe: Recipe, planOf: (recipe: Recipe) => Plan): void {
    this.#history?.dispose();
    this.#training?.dispose();
    this.#training = training;
    this.#history = new History(training, planOf);
    this.#way++;
    this.#standingOnTheWay = undefined;
    this.#best = undefined;
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
    this.#rate = new Rate();
    this.#stretch.begin(0);
    this.#curve = [];
    this.#trained = nothing();
    if (!this.#goal) this.#enter("ready");
    this.#emit({ type: "network", ...training.network, recipe });
    this.adjust();
    this.#history.keep(this.#standing);
  }

  /** From where it stands on, these recipes come into force at their steps. */
  expect(all: readonly Expected[]): void {
    this.#expected = { all, next: 0 };
  }

  /** Whether recipes come into force by themselves, now or later, and nobody has changed a setting. */
  get isExpecting(): boolean {
    return this.#expected.all.length > 0;
  }

  get expected(): readonly Expected[] {
    return this.#expected.all.slice(this.#expected.next);
  }

  /** Goes by another recipe, which its network has been given. */
  change(recipe: Recipe, isExpected = false): void {
    if (!isExpected) this.expect([]);
    this.adjust();
    const { step } = this.#position;
    if (step === 0) {
      this.#history?.keep(this.#standing);
      this.#tell({ step, recipe }, isExpected);
    } else {
      this.#note({ step, recipe }, isExpected);
    }
  }

  #note(event: CourseEvent, isExpected = false): void {
    this.#history?.note(event);
    this.#tell(event, isExpected);
  }

  #tell(event: CourseEvent, isExpected: boolean): void {
    this.#emit({ type: "noted", event, at: this.#moment, isExpected });
  }

  /** Puts in force what was expected for the step that comes next; gives how many steps there are until more is. */
  #changeAsExpected(): number {
    for (;;) {
      const next = this.expected[0];
      const left = (next?.step ?? Number.POSITIVE_INFINITY) - this.#position.step;
      if (!next || left > 0) return left;
      this.#expected.next++;
      this.training.configure(next.plan);
      this.change(next.recipe, true);
    }
  }

  /** Where it was wound to, what was in force there is. */
  #findExpected(): void {
    const { step } = this.#position;
    const isNoted = this.#history?.events.some((event) => "recipe" in event && event.step === step);
    const { all } = this.#expected;
    const isPassed = (at: number) => at < step || (at === step && isNoted);
    this.#expected = { all, next: all.filter((one) => isPassed(one.step)).length };
  }

  /** Goes by the settings that its network has been given. */
  adjust(): void {
    const { report, sizes } = this.training;
    this.#epochs = this.#epochs.changed(this.#position, report);
    this.#position = report;
    this.#nextTrainingSize = sizes.training;
    if (report.stepInEpoch === 0) this.#trainingSize = sizes.training;
    this.#trainingSlice = new SliceSize(1);
    this.#post();
  }

  /** Training under way goes on at the new pace at once. */
  setPace(pace: Pace): void {
    this.#pace = pace;
    this.#rate = new Rate();
    this.#rest.breakOff();
  }

  /** Trains until it has completed as many epochs as the settings say. */
  train(): void {
    this.branch();
    this.#startEpoch = this.#position.epoch;
    this.#go({ steps: Number.POSITIVE_INFINITY });
  }

  /** Trains to the end of an epoch; beyond the last one of the run, as the first of another. */
  trainEpoch(): void {
    this.branch();
    const { epoch } = this.#position;
    if (epoch >= this.#lastEpoch) this.#startEpoch = epoch;
    this.#go({ steps: Number.POSITIVE_INFINITY, epoch: epoch + 1 });
  }

  /** Untrained weights are scored: the climb begins there. */
  #go(goal: Goal): void {
    this.#enter("training");
    this.#pursue(goal);
    if (this.#position.step === 0 && !this.#isScored) this.#startScoring(false);
  }

  /** Trains on one batch. */
  step(): Promise<void> {
    this.branch();
    return new Promise((settled, failed) => this.#pursue({ steps: 1, settled, failed }));
  }

  /** Stands still from now on, also on a way through its history; a test score of the weights reached follows. */
  pause(): void {
    if (this.#goal) this.#stand();
    if (!this.#standingOnTheWay) return;
    this.#way++;
    this.#arrive(this.#standingOnTheWay);
    this.#standingOnTheWay = undefined;
  }

  /** Where it stands in its past, what came after is no part of it any more. */
  branch(): void {
    if (!this.isInPast) return;
    this.#history?.cut();
    this.#emit({ type: "branch", step: this.#position.step });
  }

  /** Winds it back, or forth, to where it stood after so many steps; see `WorkerApi.rewind`. */
  async rewind(step: number): Promise<void> {
    const history = this.#history;
    if (!history || !Number.isInteger(step) || step < 0 || step > history.head) {
      throw inklingError("bad_setting", `The run has no step ${step}: it has those from 0 to ${history?.head ?? 0}.`);
    }
    if (this.#goal) this.#stand();
    await this.#travel(history, step);
  }

  /** While it winds through its history: resolves when it does not any more. */
  get travelling(): Promise<unknown> | undefined {
    return this.#travelling;
  }

  /** Goes through a course from its beginning to its end, keeping places. */
  async resume({ events, steps }: Course): Promise<void> {
    const history = this.#history as History;
    history.expect(events, steps);
    let last = performance.now();
    const keepPlaces = (standing: Standing): Standing => {
      const now = performance.now();
      const known = { ...standing, milliseconds: this.#milliseconds + now - last };
      history.trained(now - last, known);
      last = now;
      this.#milliseconds = known.milliseconds;
      this.#position = this.training.report;
      if (now - this.#lastPost >= POST_INTERVAL_MS) this.#post();
      return known;
    };
    if (await this.#travel(history, steps, keepPlaces)) history.keep(this.#standing);
  }

  /** Which layer's numbers grew first before it diverged where it stands; undefined where it did not, or none did. */
  async explainDivergence(): Promise<Growth | undefined> {
    const history = this.#history;
    const last = history?.events.at(-1);
    if (!history?.isAtHead || !last || !("diverged" in last) || this.#goal) return undefined;
    const { step: end } = last;
    const way = ++this.#way;
    const explain = async (): Promise<Growth | undefined> => {
      // A score is one of the weights that there are until it is made.
      while (this.#scoring) await eventLoopTurn();
      return firstGrowth(history, this.training, end, () => way !== this.#way);
    };
    const explaining = explain().finally(() => {
      if (this.#explaining === explaining) this.#explaining = undefined;
    });
    this.#explaining = explaining;
    this.#keepTravelling(explaining);
    return explaining;
  }

  /** Goes to a step, and scores what the network is there; gives whether it has arrived. */
  #travel(history: History, step: number, passed = (standing: Standing) => standing): Promise<boolean> {
    const way = ++this.#way;
    const travel = async (): Promise<boolean> => {
      // What the schedule is told at an epoch's end belongs to it.
      while (this.#scoring?.endsEpoch) await eventLoopTurn();
      if (way !== this.#way) return false;
      if (history.isAtHead) history.keep(this.#standing);
      this.#scoring = undefined;
      const journey = history.goTo(step);
      for (;;) {
        const { done, value } = journey.next();
        const standing = passed(value);
        if (done) this.#arrive(standing);
        if (done) return true;
        this.#standingOnTheWay = standing;
        await eventLoopTurn();
        if (way !== this.#way) return false;
      }
    };
    const travelling = travel().finally(() => {
      if (way === this.#way) this.#standingOnTheWay = undefined;
    });
    this.#keepTravelling(travelling);
    return travelling;
  }

  #keepTravelling(journey: Promise<unknown>): void {
    const travelling = journey
      .catch(() => {}) // whoever asked for it hears of it
      .then(() => {
        if (this.#travelling === travelling) this.#travelling = undefined;
      });
    this.#travelling = travelling;
  }

  #arrive(standing: Standing): void {
    this.#milliseconds = standing.milliseconds;
    this.#startEpoch = standing.startEpoch;
    this.#trainingSize = standing.trainingSize;
    this.#epochs = standing.epochs;
    this.#best = standing.best;
    this.#position = this.training.report;
    this.#findExpected();
    this.#nextTrainingSize = this.training.sizes.training;
    this.#isScored = false;
    this.#hasDiverged = false;
    this.#curve = [];
    this.#trained = nothing();
    this.#ofEpoch = undefined;
    this.#stretch.begin(this.#position.digitsSeen);
    this.#enter(this.#isOver ? "finished" : "paused");
    this.#startScoring(false);
  }

  /** What the network makes of a picture, calibrated while it stands still; undefined while there is no network. */
  async read(picture: Uint8Array): Promise<Float32Array | undefined> {
    if (this.#explaining) await this.#explaining.catch(() => {}); // it stands elsewhere meanwhile
    while (!this.#goal && this.#training?.calibrate()) await eventLoopTurn();
    return this.#training?.read(picture);
  }

  /** Ends for good, and frees the network. */
  dispose(): void {
    this.#goal?.settled?.();
    this.#goal = undefined;
    this.#scoring = undefined;
    this.#way++;
    this.#history?.dispose();
    this.#history = undefined;
    this.#training?.dispose();
    this.#training = undefined;
  }

  get #standing(): Standing {
    return {
      milliseconds: this.#milliseconds,
      startEpoch: this.#startEpoch,
      trainingSize: this.#trainingSize,
      epochs: this.#epochs,
      best: this.#best,
    };
  }

  get #moment(): Moment {
    const { digitsSeen, step } = this.#position;
    return { digitsSeen, step, epoch: this.#epochs.at(this.#position), seconds: this.#milliseconds / 1000 };
  }

  /** Whether it stands where training came to its end. */
  get #isOver(): boolean {
    if (!this.#history?.isAtHead || this.#position.stepInEpoch > 0) return false;
    const last = this.#history.events.at(-1);
    return this.#position.epoch >= this.#lastEpoch || (last !== undefined && "kept" in last);
  }

  get #lastEpoch(): number {
    return this.#startEpoch + this.training.plan.epochs;
  }

  /** At the speed of late, with the scores at the ends of epochs. */
  get #estimate(): Pick<Progress, "secondsLeft" | "secondsPerEpoch"> {
    const { stepsPerSecond } = this.#rate;
    if (this.#goal?.steps !== Number.POSITIVE_INFINITY || stepsPerSecond === 0) return {};
    const seconds = (steps: number, ends: number) =>
      steps / stepsPerSecond + (ends * this.#lastScoring.milliseconds) / 1000;
    const { epoch, stepInEpoch, stepsPerEpoch } = this.#position;
    const epochs = Math.min(this.#goal.epoch ?? Number.POSITIVE_INFINITY, this.#lastEpoch) - epoch;
    return {
      secondsLeft: seconds(Math.max(0, epochs * stepsPerEpoch - stepInEpoch), epochs),
      secondsPerEpoch: seconds(stepsPerEpoch, 1),
    };
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
        if ((error as InklingError).name === "diverged") this.#noteDivergence();
        this.#fail(error as InklingError);
      }
    }
    this.#looping = false;
  }

  /** What the step that failed drew at random stays drawn: replaying does not lead here by itself. */
  #noteDivergence(): void {
    this.#note({ step: this.training.report.step, diverged: true });
    this.#history?.keep(this.#standing, true);
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
    const unchanged = this.#changeAsExpected();
    if (this.#position.stepInEpoch === 0) this.#trainingSize = this.#nextTrainingSize;
    const stretch = this.#stretch.stepsLeft(this.#position.digitsSeen, this.training.plan.batchSize);
    const most = isWatched ? 1 : this.#trainingSlice.items;
    const report = this.training.train(Math.min(most, goal.steps, stretch, unchanged));
    const now = performance.now();

    const steps = report.step - this.#position.step;
    const endsEpoch = report.epoch > this.#position.epoch;
    this.#trainingSlice.measured(steps, now - start);
    this.#count(report, isWatched ? Math.max(now - start, BATCH_INTERVAL_MS) : now - start, now - start);
    goal.steps -= steps;
    // At an epoch's end what the schedule is told belongs to where the run stands.
    this.#history?.trained(now - start, endsEpoch ? undefined : this.#standing);
    if (endsEpoch || this.#isScoringDue(now)) this.#startScoring(endsEpoch);
    if (goal.steps === 0) this.#stand();
    else if (isWatched || now - this.#lastPost >= POST_INTERVAL_MS) this.#post();
  }

  /** Of the milliseconds, the engine has computed for so many. */
  #count(report: TrainingReport, milliseconds: number, computing: number): void {
    const steps = report.step - this.#position.step;
    const operations = report.operations - this.#position.operations;
    if (this.#position.stepInEpoch === 0) this.#ofEpoch = nothing();
    if (this.#ofEpoch) add(this.#ofEpoch, report);
    this.#rate.add({ digits: report.digits, steps, operations, milliseconds, computing });
    this.#position = report;
    this.#isScored = false;
    this.#hasDiverged = false;
    this.#milliseconds += milliseconds;
    add(this.#trained, report);
    const point = this.#stretch.add(report, this.#moment);
    if (point) this.#curve.push(point);
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
    if (scoring.endsEpoch && this.#position.epoch >= (this.#goal?.epoch ?? Number.POSITIVE_INFINITY)) this.#stand();
    if (!Number.isFinite(scoring.lossSum) && !this.#hasDiverged) this.#fail(inklingError("diverged", overflow));
  }

  /** Tells the schedule and early stopping of an epoch's score; gives whether training ends with it. */
  #endEpoch(score: Score): boolean {
    const { earlyStopping } = this.training.plan;
    const { epoch, step } = this.#position;
    const trainingAccuracy = this.#ofEpoch && mean(this.#ofEpoch).accuracy;
    this.#epochEnd = { epoch, step, test: score, hash: this.training.weightHash(), trainingAccuracy };
    this.training.observe(score.loss);
    this.#note({ step, observed: score });
    this.#best = earlyStopping && observe(this.#best, step, score, earlyStopping);
    this.#history?.keep(this.#standing);
    const isStopped = earlyStopping && this.#best && !goesOn(this.#best, earlyStopping);
    this.#changeAsExpected(); // which may be of how long the run goes on
    const isOver = epoch >= this.#lastEpoch || isStopped === true;
    return isOver && this.#goal?.steps === Number.POSITIVE_INFINITY;
  }

  /** Who hears of the end knows the last score. It is of the best network, where that is the one to end with. */
  #finish(score: Score): void {
    this.#goal = undefined;
    this.#phase = "finished";
    this.#post(this.#putBackBest() ?? score);
    this.#enter("finished");
  }

  /** Gives its score; undefined where the best network is the one that there is. */
  #putBackBest(): Score | undefined {
    const best = this.#best;
    this.#best = undefined;
    if (!best || best.step === this.#position.step) return undefined;
    const network = this.#history?.networkAt(best.step);
    if (!network) return undefined;
    this.training.restore(network);
    network.dispose();
    this.#note({ step: this.#position.step, kept: best.step });
    this.#history?.keep(this.#standing, true);
    return best.score;
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
    this.#ofEpoch = undefined;
    this.#post();
    if (!this.#isScored) this.#startScoring(false);
  }

  #enter(phase: Phase): void {
    this.#phase = phase;
    this.#emit({ type: "phase", phase });
  }

  #post(test?: Score): void {
    const { epoch, step, digitsSeen, stepInEpoch, stepsPerEpoch } = this.#position;
    const isTraining = this.#phase === "training";
    const endsEpoch = this.#scoring?.endsEpoch;
    const trained = (test && this.#epochEnd && this.#ofEpoch) ?? this.#trained;
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
        training: trained.digits > 0 ? mean(trained) : undefined,
        curve: this.#curve,
        test,
        digitsPerSecond: isTraining ? this.#rate.digitsPerSecond : 0,
        operationsPerSecond: isTraining ? this.#rate.operationsPerSecond : 0,
        seconds: this.#milliseconds / 1000,
        startEpoch: this.#startEpoch,
        lastEpoch: this.#lastEpoch,
        ...this.#estimate,
        head: Math.max(step, this.#history?.head ?? 0),
        hash: test && this.training.weightHash(),
        epochEnd: test && this.#epochEnd,
      },
    });
    if (test) this.#epochEnd = undefined;
    this.#curve = [];
    this.#trained = nothing();
    this.#lastPost = performance.now();
  }
}

/** Where a run has been: places to go back to and what happened in between, so that any of its steps can be reached again. */

import type { Checkpoint, Network } from "../../../engine/js/browser.ts";
import type { CourseEvent, Recipe, Score } from "../protocol.ts";
import { type BestSoFar, observe } from "./early-stopping.ts";
import type { Epochs } from "./epochs.ts";
import { SliceSize } from "./slices.ts";
import type { Plan, Training } from "./training.ts";

/** Checkpoints take so much of the engine's memory at most, but for those that nothing can replace. */
const MEMORY = 136e6;

/** And there are so many at most: a run of the page's default is wound to any step in a fifth of a second. */
const MOST_PLACES = 64;
const FEWEST_PLACES = 8;

/** Between two lies about so much computing: any step between them is there again as quickly. */
const SPACING_MS = 100;

/** And at least so many times what it takes to keep one. */
const SPACING_COSTS = 50;

/** What a run knows at some step beside what its trainer does. */
export interface Standing {
  /** Spent training. */
  milliseconds: number;
  /** The epoch at which training was last begun. */
  startEpoch: number;
  /** Digits that the epoch under way learns from. */
  trainingSize: number;
  epochs: Epochs;
  /** With early stopping. */
  best?: BestSoFar;
}

interface Place {
  step: number;
  checkpoint: Checkpoint;
  bytes: number;
  /** Made up by then. */
  pictures: number;
  plan: Plan;
  standing: Standing;
  /** Milliseconds of computing before it. */
  computed: number;
  /** Replaying does not lead here. */
  isPinned: boolean;
}

type Entry =
  | { step: number; place: Place; event?: undefined }
  | { step: number; event: CourseEvent; place?: undefined };

/** Of one network. In the order in which all happened; what is behind where the run stands now, and what lies ahead. */
export class History {
  readonly #training: Training;
  /** The plan that a recipe of the past means. */
  readonly #planOf: (recipe: Recipe) => Plan;
  readonly #entries: Entry[] = [];
  /** How many entries are behind. */
  #behind = 0;
  #head = 0;
  #computed = 0;
  #cost = 0;
  /**
   * Networks that early stopping is to put back, by their steps, while a course is gone through. Where the run itself has
   * done so there is a place, which no way back leads before.
   */
  #kept = new Map<number, Network | undefined>();
  #slice = new SliceSize(1);
  /** What the run knows where it stands, on a way through its history: events since the last place have been passed. */
  #reached?: Standing;

  constructor(training: Training, planOf: (recipe: Recipe) => Plan) {
    this.#training = training;
    this.#planOf = planOf;
  }

  /** The step that the run has come to. */
  get head(): number {
    return this.#head;
  }

  get isAtHead(): boolean {
    return this.#behind === this.#entries.length && this.#training.report.step >= this.#head;
  }

  /** What happened, in its order. */
  get events(): CourseEvent[] {
    return this.#entries.flatMap(({ event }) => event ?? []);
  }

  /** The run has trained on. Keeps a place where the last one is far, and what the run knows there is given. */
  trained(milliseconds: number, standing?: Standing): void {
    this.#reached = undefined;
    this.#head = Math.max(this.#head, this.#training.report.step);
    this.#computed += milliseconds;
    const last = this.#places.at(-1)?.computed ?? Number.NEGATIVE_INFINITY;
    if (standing && this.#computed - last >= Math.max(SPACING_MS, SPACING_COSTS * this.#cost)) this.keep(standing);
  }

  /** Something happened where the run stands, at its head. */
  note(event: CourseEvent): void {
    this.#head = event.step;
    this.#reached = undefined;
    this.#entries.push({ step: event.step, event });
    this.#behind = this.#entries.length;
  }

  /** Keeps where the run stands; pinned where replaying does not lead there. */
  keep(standing: Standing, isPinned = false): void {
    const last = this.#entries[this.#behind - 1];
    const { step } = this.#training.report;
    if (last?.place?.step === step && last.place.isPinned) return;
    if (last?.place?.step === step) this.#drop(last);
    const start = performance.now();
    const checkpoint = this.#checkpoint(standing.best?.step);
    const { bytes, pictures } = checkpoint;
    const { plan } = this.#training;
    const place = { step, checkpoint, bytes, pictures, plan, standing, computed: this.#computed, isPinned };
    this.#entries.splice(this.#behind++, 0, { step, place });
    this.#head = Math.max(this.#head, step);
    this.#thin(standing.best?.step);
    this.#cost = performance.now() - start;
  }

  /** Where memory has run out, older places make room. */
  #checkpoint(best: number | undefined): Checkpoint {
    for (;;) {
      try {
        return this.#training.checkpoint();
      } catch (error) {
        const before = this.#places.length;
        this.#thin(best, Math.floor(before / 2));
        if (this.#places.length === before) throw error;
      }
    }
  }

  /** What lies ahead is no part of the run any more. */
  cut(): void {
    for (const entry of this.#entries.slice(this.#behind)) this.#drop(entry);
    this.#head = this.#training.report.step;
    this.#computed = this.#places.at(-1)?.computed ?? 0;
  }

  /**
   * Leads the run to where it stood after `step` steps, in slices; gives what it knew there. `step` is at most `head`.
   * Nothing is lost where it is broken off in between.
   */
  *goTo(step: number): Generator<Standing, Standing> {
    let standing = this.#leap(step);
    while (true) {
      const now = this.#training.report;
      const next = this.#entries[this.#behind];
      if (next && next.step === now.step) {
        standing = this.#pass(next, standing);
        continue;
      }
      const isThere = now.step === step;
      const beginsEpoch = !isThere && now.stepInEpoch === 0;
      if (beginsEpoch) standing = { ...standing, trainingSize: this.#training.sizes.training };
      this.#reached = standing;
      if (isThere) return { ...standing, milliseconds: this.#millisecondsAt(step) };
      this.#train(Math.min(step, next?.step ?? step, this.#nextKept(now.step)) - now.step);
      yield standing;
    }
  }

  /** Takes a course over, of which nothing was trained yet, in place of what happened so far. */
  expect(events: readonly CourseEvent[], steps: number): void {
    for (const event of events) {
      this.#entries.push({ step: event.step, event });
      if ("kept" in event) this.#kept.set(event.kept, undefined);
    }
    this.#head = steps;
  }

  /** The network that there was at a step of which a place is kept; undefined where there is none. */
  networkAt(step: number): Network | undefined {
    const found = this.#places.find((place) => place.step === step);
    if (!found) return undefined;
    const now = this.#training.checkpoint();
    const { plan } = this.#training;
    this.#training.rewind(found.checkpoint, found.plan);
    const network = this.#training.copy();
    this.#training.rewind(now, plan);
    now.dispose();
    return network;
  }

  dispose(): void {
    for (const { checkpoint } of this.#places) checkpoint.dispose();
    for (const network of this.#kept.values()) network?.dispose();
    this.#entries.length = 0;
    this.#kept.clear();
  }

  get #places(): Place[] {
    return this.#entries.flatMap(({ place }) => place ?? []);
  }

  /** To the last place that is not beyond the step, unless the run stands between the two already. */
  #leap(step: number): Standing {
    const index = this.#entries.findLastIndex((entry) => entry.place && entry.step <= step);
    const { place } = this.#entries[index] as Entry & { place: Place };
    const isBetween = this.#behind > index && this.#training.report.step <= step;
    if (isBetween && this.#reached) return this.#reached;
    this.#enter(place, index);
    return place.standing;
  }

  #enter({ checkpoint, plan }: Place, index: number): void {
    this.#training.rewind(checkpoint, plan);
    this.#behind = index + 1;
  }

  /** Does again what happened; gives what the run knows from then on. Between two places there are events alone. */
  #pass({ event }: Entry, standing: Standing): Standing {
    this.#behind++;
    if (!event) return standing;
    if ("observed" in event) return { ...standing, best: this.#observe(event.step, event.observed, standing.best) };
    if ("recipe" in event) return { ...standing, epochs: this.#configure(event.recipe, standing.epochs) };
    if ("kept" in event) this.#putBack(event.kept);
    else this.#divergeAgain();
    return standing;
  }

  #configure(recipe: Recipe, epochs: Epochs): Epochs {
    const before = this.#training.report;
    this.#training.configure(this.#planOf(recipe));
    return epochs.changed(before, this.#training.report);
  }

  #observe(step: number, score: Score, best: BestSoFar | undefined): BestSoFar | undefined {
    const { earlyStopping } = this.#training.plan;
    this.#training.observe(score.loss);
    return earlyStopping && observe(best, step, score, earlyStopping);
  }

  #putBack(step: number): void {
    const network = this.#kept.get(step);
    if (network) this.#training.restore(network);
  }

  #divergeAgain(): void {
    try {
      this.#training.train(1);
    } catch {
      // as it did
    }
  }

  #nextKept(step: number): number {
    if (this.#kept.has(step) && !this.#kept.get(step)) this.#kept.set(step, this.#training.copy());
    return Math.min(...[...this.#kept.keys()].filter((kept) => kept > step));
  }

  #train(steps: number): void {
    const start = performance.now();
    const taken = Math.min(steps, this.#slice.items);
    this.#training.train(taken);
    this.#slice.measured(taken, performance.now() - start);
  }

  /** Between two places time went by evenly. */
  #millisecondsAt(step: number): number {
    const places = this.#places;
    const before = places.findLast((place) => place.step <= step) as Place;
    const after = places.find((place) => place.step > step);
    if (!after) return before.standing.milliseconds;
    const share = (step - before.step) / (after.step - before.step);
    return before.standing.milliseconds + share * (after.standing.milliseconds - before.standing.milliseconds);
  }

  /** Drops places until there are so many at most, and all fit into memory: each time the one that is missed least. */
  #thin(best: number | undefined, most = MOST_PLACES): void {
    const places = this.#places;
    const isTooMuch = () => places.length > FEWEST_PLACES && memoryOf(places) > MEMORY;
    while (places.length > most || isTooMuch()) {
      const inner = places.slice(1, -1).filter(({ step, isPinned }) => !isPinned && step !== best);
      const gap = (place: Place) => {
        const i = places.indexOf(place);
        return (places[i + 1] as Place).computed - (places[i - 1] as Place).computed;
      };
      const least = inner.reduce(
        (least: Place | undefined, place) => (least && gap(least) <= gap(place) ? least : place),
        undefined,
      );
      if (!least) return;
      places.splice(places.indexOf(least), 1);
      this.#drop(this.#entries.find(({ place }) => place === least) as Entry);
    }
  }

  #drop(entry: Entry): void {
    const index = this.#entries.indexOf(entry);
    this.#entries.splice(index, 1);
    if (index < this.#behind) this.#behind--;
    entry.place?.checkpoint.dispose();
  }
}

/** Made-up pictures that a checkpoint keeps at most, and what each takes. */
const MOST_PICTURES = 16_384;
const PICTURE_BYTES = 900;

/** Of the engine. Pictures that two neighbours have in common count once. */
function memoryOf(places: readonly Place[]): number {
  return places.reduce((sum, { bytes, pictures }, i) => {
    const made = pictures - (places[i - 1]?.pictures ?? 0);
    return sum + bytes + PICTURE_BYTES * Math.min(made, MOST_PICTURES);
  }, 0);
}

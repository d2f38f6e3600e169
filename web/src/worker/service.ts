/** Answers the page's calls: owns the engine, the digits and the runs, and decides what each call means for them. */

import {
  type Claim,
  type Course,
  type Digit,
  type DrawnPoints,
  type Examination,
  type Growth,
  type HandDigit,
  inklingError,
  type Pace,
  type Reading,
  type Recipe,
  type RunEvent,
  type SentCourse,
  type SentLink,
  type TestAccuracies,
  type WorkerApi,
  type WorkerEvent,
  type WriterSettings,
  type Writing,
} from "../protocol.ts";
import type { Questions } from "../questions.ts";
import { answersOf } from "./answers.ts";
import { Digits } from "./digits.ts";
import type { Engine } from "./engine.ts";
import type { Lessons } from "./lessons/lessons.ts";
import { type Reference, references } from "./reference.ts";
import { type Expected, Run } from "./run.ts";
import { ShardFolder } from "./shards.ts";
import { eventLoopTurn } from "./slices.ts";
import { Teaching } from "./teaching.ts";
import { isMadeUp, type Plan, type Training } from "./training.ts";

/** Training digits that are there before anything is learned from them: the first shard. */
const FIRST_DIGITS = 10_000;

/** What the service knows of a run. */
interface Entry {
  run: Run;
  teaching: Teaching;
  emit(event: RunEvent): void;
  /** In force, except that its number of digits may still be waiting for them. */
  recipe?: Recipe;
  /** What is to come into force by itself, where it begins with a plan that is this text. */
  expected?: { plan: string; all: Expected[] };
  /** How many digits it learns from meanwhile. */
  digits: number;
  /** Counts the calls that start or stop training, so that one that had to wait knows whether another came after. */
  order: number;
  isDisposed: boolean;
}

interface Parts {
  engine: Engine;
  digits: Digits;
}

export class Service implements WorkerApi {
  readonly #loadEngine: () => Promise<Engine>;
  readonly #references: readonly Reference[];
  readonly #entries = new Map<string, Entry>();
  #listener: (event: WorkerEvent) => void = () => {};
  #parts?: Promise<Parts>;
  #lessons?: Promise<Lessons>;

  constructor(loadEngine: () => Promise<Engine>, known: readonly Reference[] = references) {
    this.#loadEngine = loadEngine;
    this.#references = known;
  }

  hold(lock: string): Promise<boolean> {
    return new Promise((resolve) => {
      const forever = new Promise<never>(() => {});
      const request = navigator.locks?.request(lock, () => {
        resolve(true);
        return forever;
      });
      // Missing in insecure contexts, refused to sandboxed ones.
      if (request) request.catch(() => resolve(false));
      else resolve(false);
    });
  }

  async open(site: string, listener: (event: WorkerEvent) => void): Promise<void> {
    this.#listener = listener;
    this.#parts ??= this.#start(new URL("data/", site));
    await this.#parts;
  }

  async create(name: string, recipe: Recipe): Promise<void> {
    const entry = this.#entry(name);
    const parts = await this.#ready(entry, recipe);
    this.#adopt(parts, entry, recipe, "anew");
    entry.order++;
    entry.emit({ type: "phase", phase: entry.run.phase });
  }

  async train(name: string, recipe: Recipe): Promise<void> {
    const entry = this.#entry(name);
    if (!(await this.#prepare(entry, recipe))) return;
    entry.teaching.setAside();
    entry.run.train();
  }

  async trainEpoch(name: string, recipe: Recipe): Promise<void> {
    const entry = this.#entry(name);
    if (!(await this.#prepare(entry, recipe))) return;
    entry.teaching.setAside();
    entry.run.trainEpoch();
  }

  async step(name: string, recipe: Recipe): Promise<void> {
    const entry = this.#entry(name);
    if (!(await this.#prepare(entry, recipe))) return;
    entry.teaching.setAside();
    await entry.run.step();
  }

  async configure(name: string, recipe: Recipe): Promise<void> {
    const entry = this.#entry(name);
    const parts = await this.#ready(entry, recipe);
    this.#adopt(parts, entry, recipe);
    if (entry.run.phase === "training") await this.#fetch(parts, entry, recipe);
  }

  async pause(name: string): Promise<void> {
    const entry = this.#known(name);
    await this.#opened();
    entry.order++;
    entry.run.pause();
    entry.emit({ type: "phase", phase: entry.run.phase });
  }

  async rewind(name: string, step: number): Promise<void> {
    const entry = this.#known(name);
    await this.#opened();
    entry.order++;
    entry.teaching.setAside();
    await entry.run.rewind(step);
  }

  async resume(name: string, course: Course): Promise<void> {
    const entry = this.#entry(name);
    const parts = await this.#ready(entry, course.recipe);
    const order = ++entry.order;
    const recipes = [course.recipe, ...course.events.flatMap((event) => ("recipe" in event ? event.recipe : []))];
    for (const recipe of recipes) await this.#load(parts, entry, parts.engine.plan(recipe));
    if (order !== entry.order) return;
    entry.emit({ type: "resuming" });
    this.#adopt(parts, entry, course.recipe, "anew");
    await entry.run.resume(course);
  }

  async expect(name: string, { recipe, changes }: SentCourse): Promise<void> {
    const entry = this.#entry(name);
    const { engine } = await this.#opened();
    const all = changes.map(({ step, recipe }) => ({ step, recipe, plan: engine.plan(recipe) }));
    entry.expected = { plan: JSON.stringify(engine.plan(recipe)), all };
  }

  async writeLink(course: SentCourse, claim?: Claim): Promise<string> {
    const { engine } = await this.#opened();
    return engine.writeLink(course, claim);
  }

  async readLink(text: string): Promise<SentLink> {
    const { engine } = await this.#opened();
    return engine.readLink(text);
  }

  async explainDivergence(name: string): Promise<Growth | undefined> {
    return this.#known(name).run.explainDivergence();
  }

  async setPace(name: string, pace: Pace): Promise<void> {
    this.#entry(name).run.setPace(pace);
  }

  async read(name: string, writing: Writing): Promise<Reading> {
    const { engine } = await this.#opened();
    const { teaching, run } = this.#entries.get(name) ?? {};
    const pixels = engine.picture(writing, run?.hasNetwork ? run.training.plan : undefined);
    return { pixels, outputs: (await teaching?.read(pixels)) ?? (await run?.read(pixels)) };
  }

  async teach(name: string, digits: HandDigit[]): Promise<TestAccuracies | undefined> {
    const { engine, entry, training } = await this.#learned(name);
    return entry.teaching.teach(engine, training, digits);
  }

  async examine(name: string, parts: HandDigit[][]): Promise<Examination[] | undefined> {
    const { engine, entry, training } = await this.#learned(name);
    return entry.teaching.examine(engine, training, parts);
  }

  async stopTeaching(name: string): Promise<void> {
    this.#known(name).teaching.stop();
  }

  async unteach(name: string): Promise<void> {
    this.#known(name).teaching.setAside();
  }

  async answers(name: string): Promise<Uint8Array> {
    const entry = this.#known(name);
    const { engine } = await this.#opened();
    return answersOf(engine, entry.run);
  }

  async agrees(): Promise<boolean> {
    const { engine } = await this.#opened();
    for (const { recipe, weights } of this.#references) {
      if (engine.repeat(recipe) !== weights) return false;
      await eventLoopTurn();
    }
    return true;
  }

  async dispose(name: string): Promise<void> {
    const entry = this.#known(name);
    this.#entries.delete(name);
    entry.isDisposed = true;
    entry.order++;
    entry.teaching.setAside();
    entry.run.dispose();
  }

  async write(count: number, seed: number, writer: WriterSettings): Promise<Uint8Array> {
    const { engine } = await this.#opened();
    return engine.write(count, seed, writer);
  }

  async points(recipe: Recipe): Promise<Record<"training" | "validation", DrawnPoints>> {
    const { engine } = await this.#opened();
    return engine.points(recipe);
  }

  async rates(recipe: Recipe): Promise<Float32Array> {
    const { engine } = await this.#opened();
    return engine.rates(recipe);
  }

  async ask<Name extends keyof Questions>(
    name: Name,
    given: Questions[Name]["given"],
  ): Promise<Questions[Name]["answer"]> {
    const { engine } = await this.#opened();
    this.#lessons ??= engine.lend(async (inkling) => {
      const { openLessons } = await import("./lessons/lessons.ts");
      return openLessons(inkling);
    });
    this.#lessons.catch(() => {
      this.#lessons = undefined; // another attempt fetches them again
    });
    const answer = await this.#lessons;
    return answer(name, given);
  }

  async testDigit(index: number): Promise<Digit> {
    const { engine, digits } = await this.#opened();
    await digits.load(0);
    return engine.testDigit(index);
  }

  async #start(data: URL): Promise<Parts> {
    const engine = await this.#loadEngine();
    this.#listener({ type: "engine", description: engine.describe() });
    return { engine, digits: new Digits(engine, new ShardFolder(data), (event) => this.#listener(event)) };
  }

  async #opened(): Promise<Parts> {
    if (!this.#parts) throw inklingError("unavailable", "The engine is not loaded yet.");
    return this.#parts;
  }

  /** The run of this name, which begins with this where there is none. */
  #entry(name: string): Entry {
    const known = this.#entries.get(name);
    if (known) return known;
    let phase: string | undefined;
    const emit = (event: RunEvent) => {
      if (entry.isDisposed || (event.type === "phase" && event.phase === phase)) return;
      if (event.type === "phase") phase = event.phase;
      this.#listener({ run: name, ...event });
    };
    const teaching = new Teaching(emit);
    const entry: Entry = { run: new Run(emit), teaching, emit, digits: FIRST_DIGITS, order: 0, isDisposed: false };
    this.#entries.set(name, entry);
    return entry;
  }

  #known(name: string): Entry {
    const entry = this.#entries.get(name);
    if (entry) return entry;
    throw inklingError("bad_setting", `There is no run called "${name}".`);
  }

  /** A run whose network can be taught: it reads digits, has learned something, and stands still. */
  async #learned(name: string): Promise<{ engine: Engine; entry: Entry; training: Training }> {
    const entry = this.#known(name);
    const { engine } = await this.#opened();
    while (entry.run.travelling) await entry.run.travelling;
    const { training, phase } = entry.run;
    const refused = (reason: string) => inklingError("bad_setting", `The network cannot be taught: ${reason}.`);
    if (isMadeUp(training.plan)) throw refused("it does not learn from MNIST");
    if (training.report.step === 0) throw refused("it has learned nothing yet; train it first");
    if (phase === "training") throw refused("it is in training; pause it first");
    return { engine, entry, training };
  }

  /** The parts, with the data that it takes to make the recipe's network and to look at it. */
  async #ready(entry: Entry, recipe: Recipe): Promise<Parts> {
    if (!entry.run.hasNetwork) entry.emit({ type: "phase", phase: "loading" });
    const parts = await this.#opened();
    const { engine, digits } = parts;
    try {
      if (!isMadeUp(engine.plan(recipe))) await digits.load(FIRST_DIGITS);
    } finally {
      // Where nothing is left to be waited for, "loading" is over, come what may.
      if (!entry.run.hasNetwork) entry.emit({ type: "phase", phase: entry.run.phase });
    }
    return parts;
  }

  /** Puts a recipe in force and fetches what training on it needs; gives whether it is still the latest that was asked for. */
  async #prepare(entry: Entry, recipe: Recipe): Promise<boolean> {
    const parts = await this.#ready(entry, recipe);
    const order = ++entry.order;
    while (entry.run.travelling) await entry.run.travelling;
    if (order !== entry.order) return false;
    this.#adopt(parts, entry, recipe, "to train");
    await this.#fetch(parts, entry, recipe);
    for (const { plan } of entry.run.expected) await this.#load(parts, entry, plan);
    return order === entry.order;
  }

  /**
   * Puts a recipe in force, with a new network where it needs one or is to begin anew. The engine refuses what is not
   * allowed before it changes anything. A number of digits waits until they are there, and a run that stands in its past
   * until it is to train.
   */
  #adopt({ engine, digits }: Parts, entry: Entry, recipe: Recipe, why?: "anew" | "to train"): void {
    if (entry.isDisposed) throw inklingError("bad_setting", "The run has been disposed of.");
    const { run } = entry;
    const asked = engine.plan(recipe);
    const mustWait = !isMadeUp(asked) && asked.data.examples > digits.training;
    const plan = mustWait ? { ...asked, data: { ...asked.data, examples: entry.digits } } : asked;
    const inForce = isMadeUp(plan) ? recipe : { ...recipe, data: { ...recipe.data, examples: plan.data.examples } };
    const expected = entry.expected?.plan === JSON.stringify(asked) ? entry.expected.all : [];
    if (why === "anew" || !run.hasNetwork || !run.training.isOf(plan)) {
      entry.teaching.setAside();
      run.begin(engine.begin(plan), why === "anew", inForce, (recipe) => engine.plan(recipe));
      run.expect(expected);
    } else if (run.isExpecting && run.training.report.step > 0 && expected.length > 0) {
      return; // what it began with is meant, and what has come into force since belongs to it
    } else if (why === "to train" || !run.isInPast) {
      this.#change(run, plan, inForce);
      if (run.training.report.step === 0) run.expect(expected);
    }
    entry.recipe = recipe;
    if (!isMadeUp(plan)) entry.digits = plan.data.examples;
  }

  #change(run: Run, plan: Plan, recipe: Recipe): void {
    const isChange = JSON.stringify(plan) !== JSON.stringify(run.training.plan);
    run.training.configure(plan);
    run.branch();
    if (isChange) run.change(recipe);
    else run.adjust();
  }

  /** Waits for the digits that a recipe needs, then puts in force what is by then the latest of them. */
  async #fetch(parts: Parts, entry: Entry, recipe: Recipe): Promise<void> {
    const { engine, digits } = parts;
    const plan = engine.plan(recipe);
    if (isMadeUp(plan) || plan.data.examples <= digits.training) return;
    await this.#load(parts, entry, plan);
    if (entry.recipe && !entry.isDisposed) this.#adopt(parts, entry, entry.recipe);
  }

  /** Fetches the digits of a plan. */
  async #load({ digits }: Parts, entry: Entry, plan: Plan): Promise<void> {
    if (isMadeUp(plan) || plan.data.examples <= digits.training) return;
    if (entry.run.phase !== "training") entry.emit({ type: "phase", phase: "loading" });
    try {
      await digits.load(plan.data.examples);
    } catch (error) {
      entry.emit({ type: "phase", phase: entry.run.phase });
      throw error;
    }
  }
}

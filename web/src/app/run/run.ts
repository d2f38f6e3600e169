/** A run as the page knows it: a network in training in an engine, as signals, and all that can be asked of it. */

import { batch, computed, signal } from "@preact/signals";
import type {
  Course,
  ErrorCode,
  HandDigit,
  InklingError,
  Pace,
  Phase,
  Progress,
  Recipe,
  Refusal,
  RunEvent,
  Score,
  SentCourse,
  WriterSettings,
  Writing,
} from "../../protocol.ts";
import { type Engine, startEngine } from "./engine.ts";

/** Something that went wrong, in words fit for a person. */
export interface Problem {
  code: ErrorCode;
  message: string;
  /** The setting to be mended, by its place in the recipe, where whoever refused it has named it. */
  setting?: string;
  /** Does again what failed; absent where that is of no use. */
  again?: () => void;
}

/** An `InklingError`, the event that tells of one, or what an intent throws: it names the setting, and says all there is. */
type Failure = Pick<InklingError, "name" | "message" | "refusal"> & { setting?: string };

type EventOf<Type extends RunEvent["type"]> = Extract<RunEvent, { type: Type }>;

export type Run = ReturnType<typeof createRun>;

/** Its message is read when it is shown: the page's language may be another by then. */
const problemOf = (error: Failure, again?: () => void): Problem => ({
  code: error.name,
  get message() {
    return error.message;
  },
  again,
});

const errorOf = (event: EventOf<"problem">): Failure => ({
  name: event.code,
  get message() {
    return event.message;
  },
});

/** What a run is to be, as a person says it. */
export interface Intent {
  /** As it is meant now. Throws an error called `bad_setting`, with its `setting`, where that is not to be understood. */
  recipe(): Recipe;
  /** What the run begins with until it is understood. */
  start: Recipe;
  /** What a person is told of a setting that was refused; undefined where the engine's own message says more. */
  sayRefused(refusal: Refusal): string | undefined;
}

/** Begins a run in an engine, of its own or with others. */
export function createRun(intent: Intent, engine: Engine = startEngine()) {
  /** A newcomer is to see the climb. */
  const pace = signal<Pace>("watch");
  const phase = signal<Phase>("loading");
  /** What failed waits until something is done about it, also behind a setting that has to be mended first. */
  const failure = signal<Problem | undefined>(undefined);
  const refusal = signal<Problem | undefined>(undefined);
  const network = signal<EventOf<"network"> | undefined>(undefined);
  const progress = signal<Progress | undefined>(undefined);
  /** The newest scores and the newest speed: not every progress event brings them. */
  const training = signal<Score | undefined>(undefined);
  const test = signal<Score | undefined>(undefined);
  const digitsPerSecond = signal<number | undefined>(undefined);
  /** The network's hash; undefined where it has not been told since the last step. */
  const hash = signal<string | undefined>(undefined);
  /** The step after which the one that came next diverged; undefined once the run stands elsewhere. */
  const divergedAt = signal<number | undefined>(undefined);
  const operationsPerSecond = signal<number | undefined>(undefined);
  /** Which taught copy of the network reads; undefined where none does. */
  const taught = signal<number | undefined>(undefined);
  /** How far teaching is that is under way. */
  const teaching = signal<EventOf<"teaching"> | undefined>(undefined);

  /** What another worker is to expect, too. */
  let expected: SentCourse | undefined;

  const listeners = new Set<(event: RunEvent) => void>();

  const name = engine.take({ hear, died, moved });
  const { loading } = engine;

  function hear(event: RunEvent): void {
    batch(() => {
      if (event.type === "phase") phase.value = event.phase;
      else if (event.type === "network") forget(event);
      else if (event.type === "progress") follow(event.progress);
      else if (event.type === "taught") taught.value = event.copy;
      else if (event.type === "teaching") teaching.value = event;
      else if (event.type === "noted" && "diverged" in event.event) divergedAt.value = event.event.step;
      else if (event.type === "problem") report(errorOf(event), reset);
      for (const listen of listeners) listen(event);
    });
  }

  /** Another network, or none: nothing that was told of the last one holds any more. */
  function forget(made: EventOf<"network"> | undefined): void {
    network.value = made;
    progress.value = undefined;
    training.value = undefined;
    test.value = undefined;
    digitsPerSecond.value = undefined;
    operationsPerSecond.value = undefined;
    hash.value = undefined;
    divergedAt.value = undefined;
    taught.value = undefined;
  }

  function follow(now: Progress): void {
    if (now.hash !== undefined) hash.value = now.hash;
    else if (now.step !== progress.value?.step) hash.value = undefined;
    if (now.step !== divergedAt.value) divergedAt.value = undefined;
    progress.value = now;
    if (now.training) training.value = now.training;
    if (now.test) test.value = now.test;
    if (now.digitsPerSecond > 0) digitsPerSecond.value = now.digitsPerSecond;
    if (now.operationsPerSecond > 0) operationsPerSecond.value = now.operationsPerSecond;
  }

  function died(error: InklingError): void {
    phase.value = "failed";
    refusal.value = undefined;
    failure.value = problemOf(error, error.name === "unsupported" ? undefined : engine.restart);
  }

  function moved(): void {
    phase.value = "loading";
    failure.value = undefined;
    forget(undefined);
    open();
  }

  /** For a new start, which leaves old problems behind. */
  function startingRecipe(): Recipe {
    const meant = intent.recipe();
    refusal.value = undefined;
    failure.value = undefined;
    return meant;
  }

  /** What a person can do, with the promise that its failure is shown. */
  function action(work: () => Promise<void>): () => Promise<void> {
    const act = async () => {
      try {
        await work();
      } catch (error) {
        report(error as Failure, act);
      }
    };
    return act;
  }

  function report(error: Failure, again: () => void): void {
    if (phase.value === "failed") return;
    loading.value = undefined;
    refusal.value = undefined;
    if (error.name === "bad_setting") refusal.value = refusalOf(error);
    // Weights that have diverged are of no use any more.
    else failure.value = problemOf(error, error.name === "diverged" ? reset : again);
  }

  function refusalOf(error: Failure): Problem {
    const { name: code, refusal: refused, setting = refused?.setting } = error;
    const said = computed(() => (refused && intent.sayRefused(refused)) ?? error.message);
    said.peek(); // of what stands in the form now
    return {
      code,
      get message() {
        return said.value;
      },
      setting,
    };
  }

  const open = action(async () => {
    const creating = async (recipe: Recipe) => {
      await engine.opened();
      if (expected) await engine.client.expect(name, expected);
      await Promise.all([engine.client.setPace(name, pace.value), engine.client.create(name, recipe)]);
    };
    let meant: Recipe;
    try {
      meant = startingRecipe();
    } catch (error) {
      await creating(intent.start);
      throw error;
    }
    await creating(meant);
  });
  const tellPace = action(() => engine.client.setPace(name, pace.value));
  const reset = action(() => engine.client.create(name, startingRecipe()));

  /** Takes the settings over as they stand, also into training under way. What else went wrong still waits. */
  const configure = action(() => {
    const meant = intent.recipe();
    refusal.value = undefined;
    return engine.client.configure(name, meant);
  });

  /** As `configure`, while somebody types: what cannot be is half of something, and no problem before it is entered. */
  async function configureTyped(): Promise<void> {
    try {
      await engine.client.configure(name, intent.recipe());
      refusal.value = undefined;
    } catch (error) {
      if ((error as Failure).name !== "bad_setting") report(error as Failure, configure);
    }
  }

  open();

  return {
    pace,
    phase,
    loading,
    /** What a recipe may hold; undefined until the engine has told. */
    description: engine.description,
    failure,
    refusal,
    /** The one to tell of first. */
    problem: computed(() => refusal.value ?? failure.value),
    network,
    progress,
    training,
    test,
    digitsPerSecond,
    operationsPerSecond,
    /** Whether the network has learned anything yet. */
    isTrained: computed(() => (progress.value?.step ?? 0) > 0),
    /** Has another value whenever other weights read; undefined while there is no network to ask. */
    weights: computed(() => {
      const own = phase.value === "failed" ? undefined : (progress.value ?? network.value);
      return own && { own, taught: taught.value };
    }),
    taught,
    teaching,

    hash,
    divergedAt,

    /** Whether it stands in its past, where it was wound back to. */
    isPast: computed(() => (progress.value?.step ?? 0) < (progress.value?.head ?? 0)),

    /** Whoever listens hears each of its events, after the signals have changed. */
    listen: (listener: (event: RunEvent) => void): void => void listeners.add(listener),

    train: action(() => engine.client.train(name, startingRecipe())),
    pause: action(() => engine.client.pause(name)),
    trainEpoch: action(() => engine.client.trainEpoch(name, startingRecipe())),
    step: action(() => engine.client.step(name, startingRecipe())),
    reset,
    configure,
    configureTyped,

    /** For training under way, too. */
    setPace(chosen: Pace): void {
      pace.value = chosen;
      tellPace();
    },

    /** To where it stood after so many steps: see `WorkerApi.rewind`. */
    rewind: (step: number) => action(() => engine.client.rewind(name, step))(),
    /** Makes it anew from a course. Rejects with what went wrong. */
    resume: (course: Course) => engine.client.resume(name, course),
    /** Whenever it begins with just the recipe of this course: see `WorkerApi.expect`. */
    expect(course: SentCourse): Promise<void> {
      expected = course;
      return engine.client.expect(name, course);
    },
    explainDivergence: () => engine.client.explainDivergence(name),

    /** Does something else that a person asks for; its failure becomes the run's problem. */
    attempt: (work: () => Promise<void>): Promise<void> => action(work)(),
    read: (writing: Writing) => engine.client.read(name, writing),
    write: (count: number, seed: number, writer: WriterSettings) => engine.client.write(count, seed, writer),
    /** Rejects where the recipe is refused. */
    rates: (recipe: Recipe) => engine.client.rates(recipe),
    testDigit: (index: number) => engine.client.testDigit(index),

    /** Each rejects with what went wrong: whoever teaches says so. */
    teach: (digits: HandDigit[]) => engine.client.teach(name, digits),
    examine: (parts: HandDigit[][]) => engine.client.examine(name, parts),
    stopTeaching: () => engine.client.stopTeaching(name),
    unteach: () => engine.client.unteach(name),

    /** Ends it, and frees its memory. Others in the same engine go on. */
    dispose(): Promise<void> {
      engine.dismiss(name);
      return engine.client.dispose(name).catch(() => {}); // whoever died has freed everything
    },
  };
}

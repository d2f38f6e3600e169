/** A run as the page knows it: a worker of its own that trains a network, as signals, and all that can be asked of it. */

import { batch, computed, signal } from "@preact/signals";
import type {
  Configuration,
  ErrorCode,
  InklingError,
  Menus,
  Pace,
  Phase,
  Progress,
  Score,
  WorkerEvent,
} from "../../protocol.ts";
import { connect } from "./client.ts";

/** Something that went wrong, in words fit for a person. */
export interface Problem {
  code: ErrorCode;
  message: string;
  /** The setting to be mended, where whoever refused it has named it. */
  setting?: string;
  /** Does again what failed; absent where that is of no use. */
  again?: () => void;
}

/** An `InklingError`, or the event that tells of one. */
type Failure = Pick<InklingError, "name" | "message"> & { setting?: string };

type EventOf<Type extends WorkerEvent["type"]> = Extract<WorkerEvent, { type: Type }>;

export type Run = ReturnType<typeof createRun>;

/**
 * Starts a worker, which loads the data at once. `configuration` gives what a person means the run to be now, and throws
 * an `InklingError` `bad_setting` where that is not to be understood; until it is, the run begins with `defaults`.
 */
export function createRun(configuration: () => Configuration, defaults: Configuration) {
  /** A newcomer is to see the climb. */
  const pace = signal<Pace>("watch");
  const phase = signal<Phase>("loading");
  const loading = signal<EventOf<"loading"> | undefined>(undefined);
  const menus = signal<Menus | undefined>(undefined);
  /** What failed waits until something is done about it, also behind a setting that has to be mended first. */
  const failure = signal<Problem | undefined>(undefined);
  const refusal = signal<Problem | undefined>(undefined);
  const network = signal<EventOf<"network"> | undefined>(undefined);
  const progress = signal<Progress | undefined>(undefined);
  /** The newest scores and the newest speed: not every progress event brings them. */
  const training = signal<Score | undefined>(undefined);
  const test = signal<Score | undefined>(undefined);
  const digitsPerSecond = signal<number | undefined>(undefined);
  let client = start();

  function start() {
    phase.value = "loading";
    return connect(hear, died);
  }

  function hear(event: WorkerEvent): void {
    batch(() => {
      if (event.type === "loading") loading.value = event;
      else if (event.type === "menus") menus.value = event.menus;
      else if (event.type === "phase") phase.value = event.phase;
      else if (event.type === "network") forget(event);
      else if (event.type === "progress") follow(event.progress);
      else report({ name: event.code, message: event.message }, reset);
    });
  }

  /** Another network, or none: nothing that was told of the last one holds any more. */
  function forget(made: EventOf<"network"> | undefined): void {
    network.value = made;
    progress.value = undefined;
    training.value = undefined;
    test.value = undefined;
    digitsPerSecond.value = undefined;
  }

  function follow(now: Progress): void {
    progress.value = now;
    if (now.training) training.value = now.training;
    if (now.test) test.value = now.test;
    if (now.digitsPerSecond > 0) digitsPerSecond.value = now.digitsPerSecond;
  }

  function died({ name, message }: InklingError): void {
    phase.value = "failed";
    refusal.value = undefined;
    failure.value = { code: name, message, again: name === "unsupported" ? undefined : restart };
  }

  function restart(): void {
    client.close();
    forget(undefined);
    client = start();
    open();
  }

  /** For a new start, which leaves old problems behind. */
  function startingConfiguration(): Configuration {
    const meant = configuration();
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

  function report({ name, message, setting }: Failure, again: () => void): void {
    if (phase.value === "failed") return;
    loading.value = undefined;
    refusal.value = undefined;
    if (name === "bad_setting") refusal.value = { code: name, message, setting };
    // Weights that have diverged are of no use any more.
    else failure.value = { code: name, message, again: name === "diverged" ? reset : again };
  }

  const open = action(async () => {
    const opening = (meant: Configuration) => Promise.all([client.setPace(pace.value), client.open(meant)]);
    let meant: Configuration;
    try {
      meant = startingConfiguration();
    } catch (error) {
      await opening(defaults);
      throw error;
    }
    await opening(meant);
  });
  const tellPace = action(() => client.setPace(pace.value));
  const reset = action(() => client.reset(startingConfiguration()));

  /** Takes the settings over as they stand, also into training under way. What else went wrong still waits. */
  const configure = action(() => {
    const meant = configuration();
    refusal.value = undefined;
    return client.configure(meant);
  });

  /** As `configure`, while somebody types: what cannot be is half of something, and no problem before it is entered. */
  async function configureTyped(): Promise<void> {
    try {
      await client.configure(configuration());
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
    /** What there is to choose from; undefined until the engine has told. */
    menus,
    failure,
    refusal,
    /** The one to tell of first. */
    problem: computed(() => refusal.value ?? failure.value),
    network,
    progress,
    training,
    test,
    digitsPerSecond,
    /** Whether the network has learned anything yet. */
    isTrained: computed(() => (progress.value?.step ?? 0) > 0),
    /** Has another value whenever the weights have changed; undefined while there is no network to ask. */
    weights: computed(() => (phase.value === "failed" ? undefined : (progress.value ?? network.value))),

    train: action(() => client.train(startingConfiguration())),
    pause: action(() => client.pause()),
    step: action(() => client.step(startingConfiguration())),
    reset,
    configure,
    configureTyped,

    /** For training under way, too. */
    setPace(chosen: Pace): void {
      pace.value = chosen;
      tellPace();
    },

    /** Does something else that a person asks for; its failure becomes the run's problem. */
    attempt: (work: () => Promise<void>): Promise<void> => action(work)(),
    predict: (picture: Uint8Array) => client.predict(picture),
    testDigit: (index: number) => client.testDigit(index),
  };
}

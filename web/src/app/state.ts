/** All that the page shows, as signals, and all that a person can do. */

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Configuration, InklingError, Menus, Pace, Phase, Progress, Score, WorkerEvent } from "../protocol.ts";
import {
  defaultSettings,
  editSettings,
  firstMenus,
  gentlerRate,
  parseSettings,
  SettingError,
  type SettingName,
  type Settings,
  settingNamedIn,
} from "./controls/settings.ts";
import { connect } from "./engine/client.ts";
import { createDrawing } from "./pad/drawing.ts";
import { createCurves } from "./progress/curves.ts";
import { createReader } from "./reading/reader.ts";

/** Something that went wrong, in words fit for a person. */
export interface Problem {
  message: string;
  setting?: SettingName;
  remedy?: Remedy;
}

/** The button that helps; what stands on it may change with the settings. */
export interface Remedy {
  label: ReadonlySignal<string>;
  act(): void;
}

type EventOf<Type extends WorkerEvent["type"]> = Extract<WorkerEvent, { type: Type }>;
type Failure = SettingError | Pick<InklingError, "name" | "message">;

const testDigits = 10_000;

/** After so long without a key, what has been typed is meant: "1" no more on the way to "16". */
const TYPED_MS = 500;

export type State = ReturnType<typeof createState>;

/** Starts the worker, which loads the data at once. */
export function createState() {
  const settings = signal<Settings>(defaultSettings);
  const menus = signal<Menus>(firstMenus);
  /** A newcomer is to see the climb. */
  const pace = signal<Pace>("watch");
  const phase = signal<Phase>("loading");
  const loading = signal<EventOf<"loading"> | undefined>(undefined);
  /** What failed waits for its remedy, also behind a setting that has to be mended first. */
  const failed = signal<Problem | undefined>(undefined);
  const misset = signal<Problem | undefined>(undefined);
  const problem = computed(() => misset.value ?? failed.value);
  const network = signal<EventOf<"network"> | undefined>(undefined);
  const progress = signal<Progress | undefined>(undefined);
  /** The newest scores and the newest speed: not every progress event brings them. */
  const training = signal<Score | undefined>(undefined);
  const test = signal<Score | undefined>(undefined);
  const digitsPerSecond = signal<number | undefined>(undefined);
  /** Whether the network has learned anything yet. */
  const isTrained = computed(() => (progress.value?.step ?? 0) > 0);
  const curves = createCurves();
  const drawing = createDrawing();
  let nextTestDigit = 0;
  let client = start();

  const reader = createReader({
    picture: drawing.picture,
    testDigit: drawing.testDigit,
    penDown: drawing.penDown,
    network: computed(() => (phase.value === "failed" ? undefined : (progress.value ?? network.value))),
    isTrained,
    predict: (picture) => client.predict(picture),
  });

  function start() {
    phase.value = "loading";
    return connect(hear, died);
  }

  function hear(event: WorkerEvent): void {
    batch(() => {
      if (event.type === "loading") loading.value = event;
      else if (event.type === "menus") menus.value = event.menus;
      else if (event.type === "phase") phase.value = event.phase;
      else if (event.type === "network") forgetRun(event);
      else if (event.type === "progress") follow(event.progress);
      else report({ name: event.code, message: event.message }, reset);
    });
  }

  function forgetRun(made: EventOf<"network"> | undefined): void {
    network.value = made;
    progress.value = undefined;
    training.value = undefined;
    test.value = undefined;
    digitsPerSecond.value = undefined;
    curves.clear();
  }

  function follow(now: Progress): void {
    progress.value = now;
    if (now.training) training.value = now.training;
    if (now.test) test.value = now.test;
    if (now.digitsPerSecond > 0) digitsPerSecond.value = now.digitsPerSecond;
    curves.append(now);
  }

  function died(error: InklingError): void {
    phase.value = "failed";
    misset.value = undefined;
    const remedy = error.name === "unsupported" ? undefined : { label: signal("Start again"), act: restart };
    failed.value = { message: error.message, remedy };
  }

  function restart(): void {
    client.close();
    forgetRun(undefined);
    client = start();
    open();
  }

  /** For a new start, which leaves old problems behind. Throws a `SettingError` where a setting is no number. */
  function configuration(): Configuration {
    const understood = parseSettings(settings.value);
    misset.value = undefined;
    failed.value = undefined;
    return understood;
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

  function report(failure: Failure, again: () => void): void {
    if (phase.value === "failed") return;
    loading.value = undefined;
    const { name, message } = failure;
    misset.value = undefined;
    if (failure instanceof SettingError) misset.value = { message, setting: failure.setting };
    else if (name === "bad_setting") misset.value = { message, setting: settingNamedIn(message) };
    else if (name === "diverged") failed.value = { message, remedy: gentlerStart() };
    else failed.value = { message, remedy: { label: signal("Try again"), act: again } };
  }

  /** The weights are of no use any more, and at the same rate it would end the same way. */
  function gentlerStart(): Remedy {
    const diverged = Number(settings.value.learningRate);
    const rate = computed(() => gentlerRate(settings.value, diverged, menus.value.optimizers));
    const act = () => {
      edit({ learningRate: rate.value });
      reset();
    };
    return { label: computed(() => `Start again at rate ${rate.value}`), act };
  }

  function edit(changed: Partial<Settings>): void {
    settings.value = editSettings(settings.value, changed, menus.value.optimizers);
  }

  /** The worker opens even while the form holds half a number: with the defaults then, until that is mended. */
  const open = action(async () => {
    try {
      await Promise.all([client.setPace(pace.value), client.open(configuration())]);
    } catch (error) {
      if (!(error instanceof SettingError)) throw error;
      await client.open(parseSettings(defaultSettings));
      throw error;
    }
  });
  const tellPace = action(() => client.setPace(pace.value));
  const reset = action(() => client.reset(configuration()));

  /** Takes the settings over as they stand, also into a run under way. What else went wrong still waits for its remedy. */
  const takeOver = action(() => {
    clearTimeout(typing);
    const understood = parseSettings(settings.value);
    misset.value = undefined;
    return client.configure(understood);
  });

  let typing: ReturnType<typeof setTimeout> | undefined;

  /** As `takeOver`, while somebody types: what cannot be is half of something, and no problem before it is entered. */
  async function takeOverTyped(): Promise<void> {
    try {
      await client.configure(parseSettings(settings.value));
      misset.value = undefined;
    } catch (error) {
      const { name } = error as Failure;
      if (!(error instanceof SettingError) && name !== "bad_setting") report(error as Failure, takeOver);
    }
  }

  open();

  return {
    settings,
    menus,
    pace,
    phase,
    loading,
    problem,
    network,
    progress,
    training,
    test,
    digitsPerSecond,
    isTrained,
    curves,
    drawing,
    reader,

    train: action(() => client.train(configuration())),
    pause: action(() => client.pause()),
    step: action(() => client.step(configuration())),
    reset,

    /** For the run under way, too. */
    setPace(chosen: Pace): void {
      pace.value = chosen;
      tellPace();
    },

    /** Changes what stands in the form; `takeOver` puts it in force. */
    edit,
    takeOver,

    /** Changes what stands in the form, and puts it in force once the keys rest. */
    typeIn(changed: Partial<Settings>): void {
      edit(changed);
      clearTimeout(typing);
      typing = setTimeout(takeOverTyped, TYPED_MS);
    },

    /** Puts the next of MNIST's test digits on the pad, unless its owner has begun something else by then. */
    showTestDigit: action(async () => {
      const show = drawing.awaitDigit();
      const index = nextTestDigit;
      nextTestDigit = (nextTestDigit + 1) % testDigits;
      show(await client.testDigit(index));
    }),
  };
}

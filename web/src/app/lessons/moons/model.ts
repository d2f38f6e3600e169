/** The lesson about two moons: which points, which network and cures, how far it is trained, and what came of each cure. */

import { batch, computed, effect, signal, untracked } from "@preact/signals";
import type { InklingError } from "../../../protocol.ts";
import type { MoonsGrid, MoonsPoints, MoonsRecipe, MoonsState } from "../../../questions/moons.ts";
import type { Engine } from "../../run/engine.ts";
import { inAddress } from "../shared/address.ts";
import { answerTo, ask } from "../shared/answers.ts";
import { createOwnPoints } from "../shared/own-points.ts";
import { nextSeed } from "../shared/seeds.ts";

export const EPOCHS = 8000;
export const COLUMNS = 48;
/** The worker makes seeds of each part of the points of it. */
const seeds = [1, 1e6] as const;
/** To watch, each picture has so many times the epochs of the one before. */
const GROWTH = 1.05;

export const sets = ["moons", "circles", "spirals", "xor", "blobs", "own"] as const;
export type PointSet = (typeof sets)[number];
export const noises = [0.1, 0.25, 0.4] as const;
export const sizes = [20, 40, 200] as const;
export const widths = [2, 4, 8, 32] as const;
export const paces = ["watch", "full"] as const;

export const cures = ["l2", "dropout", "stopping"] as const;
export type Cure = (typeof cures)[number];
export const L2 = 0.003;
export const DROPOUT = 0.3;
export const PATIENCE = 300;

/** The piece of the plane that is shown of each. */
export const views: Record<PointSet, Omit<MoonsGrid, "columns">> = {
  moons: { from: -2, to: 3 },
  circles: { from: -2, to: 2 },
  spirals: { from: -2, to: 2 },
  xor: { from: -1.5, to: 2.5 },
  blobs: { from: -2, to: 2 },
  own: { from: -2, to: 2 },
};

/** What training by one choice of cures has led to. */
export interface Result {
  cures: readonly Cure[];
  state: MoonsState;
}

export type MoonsModel = ReturnType<typeof createMoons>;

export function createMoons(engine: Engine, frame = nextFrame) {
  const choices = inAddress(
    "moons",
    {
      ...{ points: "moons" as PointSet, noise: 0.25, examples: 40, units: 32, seed: 5, own: "" },
      ...{ l2: 0, dropout: 0, stopping: 0 },
      /** Where it is when it is at rest. */
      epoch: 0,
      ...{ pace: "watch" as (typeof paces)[number], unit: 0, prediction: "", answer: "" },
      /** Whether test points are shown, and of which class the next point of one's own is. */
      ...{ tests: 0, kind: 1 },
    },
    {
      ...{ points: sets, pace: paces, prediction: ["down", "same", "up"], answer: ["each", "few", "none"] },
      ...{ noise: [0, 1], examples: [4, 400], units: [1, 64], seed: seeds, unit: [0, 64], epoch: [0, EPOCHS] },
      ...{ l2: [0, 1], dropout: [0, 1], stopping: [0, 1], tests: [0, 1], kind: [0, 1] },
    },
  );
  const whole = (name: "examples" | "units" | "seed" | "epoch" | "unit") => Math.round(choices[name].value);
  const own = createOwnPoints(choices.own, { ...views.own, most: 60 });
  const isOwn = computed(() => choices.points.value === "own");
  const chosen = computed(() =>
    // Nothing is there to stop by among points of one's own.
    cures.filter((cure) => choices[cure].value > 0 && !(cure === "stopping" && isOwn.value)),
  );

  const points = computed((): MoonsPoints | undefined => {
    const rule = choices.points.value as PointSet;
    if (rule !== "own") return { rule, examples: whole("examples"), noise: choices.noise.value, seed: whole("seed") };
    return own.all.value.points.length > 0 ? own.all.value : undefined;
  });
  const recipe = computed((): MoonsRecipe | undefined => {
    const has = (cure: Cure) => chosen.value.includes(cure);
    return (
      points.value && {
        ...{ points: points.value, units: whole("units"), seed: whole("seed") },
        ...{ l2: has("l2") ? L2 : 0, dropout: has("dropout") ? DROPOUT : 0, patience: has("stopping") ? PATIENCE : 0 },
      }
    );
  });
  const shown = answerTo(engine, "moons.points", () => points.value);

  /** As the page shows it. */
  const state = signal<MoonsState | undefined>(undefined);
  const problem = signal<InklingError | undefined>(undefined);
  /** How far to train: as far as the address says, or a button. */
  const goal = signal(0);
  effect(() => {
    goal.value = whole("epoch");
  });
  const isPlaying = computed(
    () => !!recipe.value && !problem.value && (state.value?.epoch ?? 0) < goal.value && !state.value?.ended,
  );

  /** So many hidden units the network has, or is to have. */
  const units = computed(() => whole("units"));
  /** The hidden unit that is looked at, counted from 0: under the pointer, or else the one that was chosen. */
  const pointed = signal<number | undefined>(undefined);
  const unit = computed(() => {
    const number = pointed.value ?? whole("unit") - 1;
    return number >= 0 && number < units.value ? number : undefined;
  });

  /** By cures, of these points and this network. */
  const results = signal<{ key: string; all: readonly Result[] }>({ key: "", all: [] });
  const key = computed(() => JSON.stringify([points.value, whole("units"), whole("seed")]));

  function keep(next: MoonsState): void {
    const { key: before, all } = results.peek();
    const others = before === key.peek() ? all : [];
    const result = { cures: chosen.peek(), state: next };
    const place = others.findIndex((other) => String(other.cures) === String(result.cures));
    results.value = { key: key.peek(), all: place < 0 ? [...others, result] : others.with(place, result) };
  }

  /** What the worker said last, and of what: with little motion not all of it is shown. */
  let newest: { of: MoonsRecipe; unit: number | undefined; state: MoonsState } | undefined;
  let isAsking = false;

  /** The epoch to ask for next; undefined where everything is there that is to be seen. */
  function wanted(): number | undefined {
    const [now, to] = [recipe.peek(), goal.peek()];
    if (!now || problem.peek()) return undefined;
    if (newest?.of !== now || newest.state.epoch > to) return 0;
    const { epoch, ended } = newest.state;
    if (epoch < to && !ended) {
      return choices.pace.peek() === "full" || isStill() ? to : Math.min(to, nextPicture(epoch));
    }
    return newest.unit === unit.peek() ? undefined : epoch;
  }

  /**
   * Whether it was paused meanwhile, and stays where it stood; or whether the worker, which had gone on by then, is on its
   * way there again, since something else is looked at.
   */
  function isPassed({ epoch }: MoonsState): boolean {
    const to = goal.peek();
    const before = newest && newest.of === recipe.peek() ? newest.state.epoch : 0;
    return epoch > to || (epoch < before && before <= to);
  }

  /** Asks for what is wanted next, and goes on from its answer until nothing more is wanted. */
  async function pursue(): Promise<void> {
    const epoch = wanted();
    if (isAsking || epoch === undefined) return;
    isAsking = true;
    const [of, looked] = [recipe.peek() as MoonsRecipe, unit.peek()];
    const grid = { ...views[choices.points.peek() as PointSet], columns: COLUMNS };
    let next: MoonsState | undefined;
    try {
      const answer = ask(engine, "moons.advance", { recipe: of, epoch, grid, unit: looked });
      // A page that is hidden has no frames, and rests.
      [next] = await Promise.all([answer, frame()]);
      if (of !== recipe.peek() || isPassed(next)) next = undefined;
    } catch (error) {
      if (of === recipe.peek()) problem.value = error as InklingError;
    }
    if (next) newest = { of, unit: looked, state: next };
    isAsking = false;
    pursue(); // the worker trains on while this is drawn
    if (next && (!isStill() || next.epoch === 0 || next.epoch >= goal.peek() || next.ended)) show(next);
  }

  function show(next: MoonsState): void {
    batch(() => {
      state.value = next;
      keep(next);
    });
  }

  effect(() => {
    [recipe.value, goal.value, unit.value, problem.value];
    untracked(pursue);
  });
  effect(() => {
    if (recipe.value) return;
    state.value = undefined;
    newest = undefined;
  });
  effect(() => {
    if (state.value && !isPlaying.value) choices.epoch.value = goal.value;
  });
  // What was wrong with other settings is over.
  effect(() => {
    recipe.value;
    problem.value = undefined;
  });

  const current = computed(() => (results.value.key === key.value ? results.value.all : []));
  const uncured = computed(() => current.value.find((result) => result.cures.length === 0)?.state);

  return {
    ...{ choices, chosen, recipe, shown, state, isPlaying, isOwn, own, unit, units, pointed },
    /** Every choice of cures that was tried on these points with this network, in the order in which they were. */
    results: current,
    /** What it was before the cure. */
    before: computed(() => (chosen.value.length > 0 ? uncured.value : undefined)),
    /** What came of what the prediction is about; undefined until it has been trained to its end. */
    trained: computed(() => {
      const isAsked =
        choices.points.value === "moons" &&
        choices.noise.value >= 0.25 &&
        whole("examples") <= 40 &&
        whole("units") >= 32;
      return isAsked && uncured.value?.ended ? uncured.value : undefined;
    }),
    /** What is wrong with training or with the points. */
    trouble: { problem: computed(() => problem.value ?? shown.problem.value), again },

    play() {
      if (state.peek()?.ended) newest = undefined; // from the beginning
      goal.value = EPOCHS;
      pursue();
    },
    pause() {
      if (!isPlaying.peek()) return;
      if (newest && newest.of === recipe.peek()) show(newest.state);
      goal.value = state.peek()?.epoch ?? 0;
    },
    /** To the next picture. */
    step() {
      goal.value = nextPicture(state.peek()?.epoch ?? 0);
    },
    restart() {
      goal.value = 0;
    },
    /** Other points and first weights. */
    reseed() {
      choices.seed.value = nextSeed(whole("seed"), seeds);
    },
  };

  /** Anew, in another worker where the last one has died. */
  function again(): void {
    const { name: why } = problem.peek() ?? {};
    if (shown.problem.peek()) shown.again();
    else if (why === "worker_died" || why === "engine_failed") engine.restart();
    newest = undefined;
    problem.value = undefined;
  }
}

const nextPicture = (epoch: number) => Math.min(EPOCHS, Math.ceil(GROWTH * epoch + 1));

/** Where test loss has gone since it was lowest: a tenth of that is not yet a rise. */
export function trendOf({ test, lowest }: MoonsState): "down" | "same" | "up" | undefined {
  if (!test || !lowest) return undefined;
  if (test.loss > 1.1 * lowest.loss) return "up";
  return test.loss > lowest.loss ? "same" : "down";
}

/** What moves by itself is not for everybody. */
const isStill = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

const nextFrame = () => new Promise<unknown>((resolve) => requestAnimationFrame(resolve));

/** The lesson about descent on surfaces: which one, where the balls are dropped, and how far each has come. */

import { batch, computed, effect } from "@preact/signals";
import type { Way } from "../../../questions/downhill.ts";
import type { Engine } from "../../run/engine.ts";
import { inAddress } from "../shared/address.ts";
import { answerTo } from "../shared/answers.ts";
import { kept } from "../shared/kept.ts";
import { createPlayer } from "../shared/player.ts";

export const ways = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"] as const satisfies Way[];
export const surfaces = ["hill", "bowl", "valley", "saddle"] as const;
export const rates = [0.001, 0.003, 0.01, 0.03, 0.07, 0.1, 0.3, 1, 2, 3];

export const STEPS = 400;
/** Of the grid that contours are drawn from. */
export const COLUMNS = 64;

type SurfaceChoice = (typeof surfaces)[number];

interface Drop {
  surface?: SurfaceChoice;
  rate?: number;
  /** As the address has it; empty for the surface's own. */
  start?: string;
}

/** What can happen to a ball, each at a press. */
export const cases = {
  small: { surface: "bowl", rate: 0.001, start: "" },
  large: { surface: "bowl", rate: 2, start: "" },
  away: { surface: "hill", rate: 0.1, start: "0.8_0.4" },
  stuck: { surface: "saddle", rate: 0.1, start: "1.5_0" },
  diverged: { surface: "valley", rate: 0.3, start: "" },
} as const satisfies Record<string, Required<Drop>>;

export type DownhillModel = ReturnType<typeof createDownhill>;

export function createDownhill(engine: Engine) {
  const choices = inAddress(
    "downhill",
    {
      ...{ surface: "hill" as SurfaceChoice, rate: 0.1, start: "", hidden: "", prediction: "", answer: "" },
      step: 0,
    },
    {
      ...{ surface: surfaces, rate: [1e-6, 1e6] },
      ...{ prediction: ["all", "some", "none"], answer: ["same", "fifth", "steepest"] },
      step: [0, STEPS],
    },
  );
  const asked = computed(() => ({
    ...{ surface: choices.surface.value, start: startIn(choices.start.value), learningRate: choices.rate.value },
    ...{ ways, steps: STEPS, columns: COLUMNS },
  }));
  const race = answerTo(engine, "downhill.race", () => asked.value);
  /** From the start on, as many as the longest run has. */
  const steps = computed(() =>
    race.value.value?.runs.map(({ values }) => values).reduce((most, run) => (run.length > most.length ? run : most)),
  );
  const player = createPlayer({
    // The first steps are the ones to follow; a hundred further on are soon over.
    pace: () => 8 + 0.75 * player.place.value,
    steps: () => steps.value && Array.from(steps.value),
    ...{ kept: choices.step, isWaiting: () => !race.isCurrent.peek() },
  });

  const hidden = computed(() => choices.hidden.value.split("~"));
  const runs = computed(() =>
    (race.value.value?.runs ?? []).map((run) => {
      const last = run.values.length - 1;
      const step = Math.min(player.place.value, last);
      const isOver = player.place.value >= last;
      return {
        ...run,
        ...{ step, last, isOver, isShown: !hidden.value.includes(run.way) },
        ...{ x: run.path[2 * step] ?? 0, y: run.path[2 * step + 1] ?? 0, value: run.values[step] ?? 0 },
      };
    }),
  );
  const isOver = computed(() => player.last.value > 0 && player.place.value === player.last.value);

  let isDropped = false;
  effect(() => {
    if (!race.isCurrent.value || !isDropped) return;
    isDropped = false;
    // After the player has gone back to the beginning of the new steps.
    queueMicrotask(player.play);
  });

  /** Lets the balls go, from elsewhere where that is given. */
  function drop({ surface, rate, start }: Drop): void {
    const before = JSON.stringify(asked.peek());
    batch(() => {
      if (surface !== undefined) choices.surface.value = surface;
      if (rate !== undefined) choices.rate.value = rate;
      if (start !== undefined) choices.start.value = start;
    });
    isDropped = JSON.stringify(asked.peek()) !== before;
    if (isDropped) return;
    player.go(0);
    player.play();
  }

  return {
    ...{ choices, race, runs, player, isOver, drop },
    /** To another surface, whose own start is the one to begin with. */
    choose: (surface: SurfaceChoice) => drop({ surface, start: "" }),
    dropAt: (x: number, y: number) => drop({ start: [x, y].map((at) => Math.round(at * 100) / 100).join("_") }),
    show(way: Way, isShown: boolean): void {
      const others = hidden.peek().filter((name) => name !== way && name !== "");
      choices.hidden.value = (isShown ? others : [...others, way]).join("~");
    },
    /** The shown run that has come to rest in a minimum after the fewest steps. */
    first: computed(() =>
      runs.value
        .filter(({ isShown, outcome }) => isShown && outcome === "arrived")
        .reduce<{ way: Way; last: number } | undefined>(
          (least, run) => (least && least.last <= run.last ? least : run),
          undefined,
        ),
    ),
    /** Known once the balls have gone their way from the ridge. */
    truth: kept(() => {
      const { surface, start } = race.value.value ?? {};
      if (surface?.name !== "saddle" || start?.[1] !== 0 || !isOver.value) return undefined;
      const arrived = runs.value.filter(({ outcome }) => outcome === "arrived").length;
      return arrived === 0 ? "none" : arrived === ways.length ? "all" : "some";
    }),
  };
}

/** From "x_y", as the address has it; undefined where that is no point. */
export function startIn(text: string): [number, number] | undefined {
  const numbers = text.split("_").map((part) => (part.trim() === "" ? Number.NaN : Number(part)));
  const [x, y] = numbers;
  if (numbers.length !== 2 || !Number.isFinite(x) || !Number.isFinite(y)) return undefined;
  return [x as number, y as number];
}

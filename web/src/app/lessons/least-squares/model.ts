/** The lesson about least squares: its table, how descent goes on it, and where that is looked at. */

import { computed } from "@preact/signals";
import type { Table } from "../../../questions/least-squares.ts";
import type { Engine } from "../../run/engine.ts";
import { inAddress } from "../shared/address.ts";
import { answerTo } from "../shared/answers.ts";
import { kept } from "../shared/kept.ts";
import { createPlayer } from "../shared/player.ts";
import { nextSeed, seeds } from "../shared/seeds.ts";
import { inputs, START, targets } from "./table.ts";

export const UPDATES = 2000;
/** Of the grid that contours are drawn from. */
export const COLUMNS = 64;

export const kinds = ["exact", "rounded"] as const;

/** How many rows each update looks at. */
export const rowsOf = { batch: 8, mini: 2, stochastic: 1 } as const;
export const courseNames = ["batch", "mini", "stochastic"] as const;

export const rates = [0.005, 0.01, 0.02, 0.05, 0.1, 0.15, 0.2];

/** Two of the weights at a time, and the piece of their plane to show. */
export const planes = {
  "w1-w3": { axes: [0, 2], from: [-10, -4], to: [6, 34] },
  "w2-w3": { axes: [1, 2], from: [-12, -4], to: [6, 34] },
  "w1-w2": { axes: [0, 1], from: [-10, -12], to: [6, 4] },
} as const;
export const planeNames = ["w1-w3", "w2-w3", "w1-w2"] as const;

/** Weights agree in four digits behind the point where they are nearer than this. */
const SAME = 5e-5;

export type LeastSquaresModel = ReturnType<typeof createLeastSquares>;

export function createLeastSquares(engine: Engine) {
  const choices = inAddress(
    "least-squares",
    {
      ...{ targets: "exact" as (typeof kinds)[number], rate: 0.05, seed: 1 },
      ...{ plane: "w1-w3" as (typeof planeNames)[number], prediction: "", answer: "" },
      step: 0,
    },
    {
      ...{ targets: kinds, rate: [1e-4, 10], seed: seeds, plane: planeNames },
      ...{ prediction: ["exact", "near", "never"], answer: ["smaller", "larger", "order"] },
      step: [0, UPDATES],
    },
  );
  const table = computed((): Table => ({ inputs, targets: targets[choices.targets.value] }));
  const descent = answerTo(engine, "leastSquares.descend", () => ({
    ...table.value,
    ...{ start: START, learningRate: choices.rate.value, updates: UPDATES, seed: Math.floor(choices.seed.value) },
    rows: courseNames.map((name) => rowsOf[name]),
  }));
  const bowl = answerTo(engine, "leastSquares.bowl", () => ({
    ...{ ...table.value, ...planes[choices.plane.value], columns: COLUMNS },
  }));

  const steps = computed(() =>
    descent.value.value?.courses
      .map(({ losses }) => losses)
      .reduce((most, losses) => (losses.length > most.length ? losses : most)),
  );
  const player = createPlayer({
    // The first updates go far, the last thousand hardly anywhere.
    pace: () => 8 + 0.75 * player.place.value,
    steps: () => steps.value && Array.from(steps.value),
    ...{ kept: choices.step, isWaiting: () => !descent.isCurrent.peek() },
  });

  /** Each as far as it has come where the player is. */
  const courses = computed(() =>
    (descent.value.value?.courses ?? []).map((course, i) => {
      const last = course.losses.length - 1;
      const step = Math.min(player.place.value, last);
      return {
        ...course,
        ...{ name: courseNames[i] as (typeof courseNames)[number], step, last, isOver: player.place.value >= last },
        ...{ weightsNow: course.weights.subarray(3 * step, 3 * step + 3), loss: course.losses[step] as number },
        outcome: course.ended === "diverged" ? "diverged" : course.off < SAME ? "found" : "off",
      } as const;
    }),
  );
  const isOver = computed(() => player.last.value > 0 && player.place.value === player.last.value);

  return {
    ...{ choices, table, descent, bowl, player, courses, isOver },
    /** Another order of the rows, for those that do not look at all of them at once. */
    shuffle(): void {
      choices.seed.value = nextSeed(choices.seed.peek());
    },
    /** Known once all updates have been gone through on the table and at the rate that the question names. */
    truth: kept(() => {
      const isAsked = choices.targets.value === "exact" && choices.rate.value === 0.05;
      if (!isAsked || !isOver.value || !descent.isCurrent.value) return undefined;
      const outcome = courses.value.find(({ name }) => name === "stochastic")?.outcome;
      return outcome && ({ found: "exact", off: "near", diverged: "never" } as const)[outcome];
    }),
  };
}

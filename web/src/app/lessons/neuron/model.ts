/** The lesson about a neuron: which points it learns, what it went through, and where that is looked at. */

import { computed } from "@preact/signals";
import type { LabeledPoints } from "../../../questions/neuron.ts";
import type { Engine } from "../../run/engine.ts";
import { inAddress } from "../shared/address.ts";
import { answerTo } from "../shared/answers.ts";
import { kept } from "../shared/kept.ts";
import { createOwnPoints } from "../shared/own-points.ts";
import { createPlayer } from "../shared/player.ts";
import { nextSeed, seeds } from "../shared/seeds.ts";

/** Of the plane that is shown. */
export const FROM = -0.75;
export const TO = 1.75;
export const rates = [0.1, 0.5, 1, 10];
export const EPOCHS = 100;
const MOST_POINTS = 40;
export const MOST_STEPS = EPOCHS * MOST_POINTS;
export const NETWORK_STEPS = 1000;
export const COLUMNS = 50;

const corners: LabeledPoints["points"] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];

const gates = { and: [0, 0, 0, 1], or: [0, 1, 1, 1], xor: [0, 1, 1, 0] } as const;
export const sets = ["and", "or", "xor", "own"] as const;
export type PointSet = (typeof sets)[number];

export type NeuronModel = ReturnType<typeof createNeuron>;

export function createNeuron(engine: Engine) {
  const choices = inAddress(
    "neuron",
    {
      ...{ points: "and", rate: 1, own: "", prediction: "", answer: "", seed: 1 },
      step: 0,
    },
    {
      ...{ points: sets, rate: [0.01, 10], seed: seeds },
      ...{ prediction: ["few", "many", "never"], answer: ["same", "sooner", "other"] },
      step: [0, MOST_STEPS],
    },
  );
  const own = createOwnPoints(choices.own, { from: FROM, to: TO, most: MOST_POINTS });
  const shown = computed(
    (): LabeledPoints =>
      choices.points.value === "own"
        ? own.all.value
        : { points: corners, labels: gates[choices.points.value as keyof typeof gates] },
  );

  const learned = answerTo(engine, "neuron.learn", () => {
    const { points, labels } = shown.value;
    return points.length > 0 ? { points, labels, learningRate: choices.rate.value, epochs: EPOCHS } : undefined;
  });
  /** With the state that it begins in, before any example. */
  const states = computed(() => learned.value.value && [undefined, ...learned.value.value.run.steps]);
  const player = createPlayer({
    ...{ pace: () => 4, steps: () => states.value, kept: choices.step },
    isWaiting: () => !learned.isCurrent.peek(),
  });
  const at = computed(() => states.value?.[player.place.value]);
  const mistakes = computed(() => {
    const passed = states.value?.slice(0, player.place.value + 1) ?? [];
    return passed.filter((step) => step?.isMistake).length;
  });

  const seed = computed(() => Math.floor(choices.seed.value));
  const network = answerTo(engine, "neuron.network", () => {
    const { points, labels } = shown.value;
    if (choices.points.value !== "xor") return undefined;
    return { points, labels, seed: seed.value, steps: NETWORK_STEPS, from: FROM, to: TO, columns: COLUMNS };
  });

  return {
    ...{ choices, shown, learned, player, at, mistakes, network, seed, own },
    /** The run on XOR, once it has been gone through to its end. */
    seen: kept(() => {
      if (choices.points.value !== "xor" || !learned.isCurrent.value) return undefined;
      const isAtEnd = player.last.value > 0 && player.place.value === player.last.value;
      const run = learned.value.value?.run;
      return isAtEnd && run?.ended === "cycles" ? run : undefined;
    }),
    /** Other first weights of the network. */
    reseed(): void {
      choices.seed.value = nextSeed(choices.seed.peek());
    },
  };
}

/** The lesson about a neuron: which points it learns, what it went through, and where that is looked at. */

import { computed } from "@preact/signals";
import type { LabeledPoints } from "../../../questions/neuron.ts";
import type { Engine } from "../../run/engine.ts";
import { inAddress } from "../shared/address.ts";
import { answerTo } from "../shared/answers.ts";
import { createPlayer } from "../shared/player.ts";

/** Of the plane that is shown. */
export const FROM = -0.75;
export const TO = 1.75;
/** Points that a person may set. */
const MOST_POINTS = 40;
const EPOCHS = 100;
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
    { points: "and", rate: 1, own: "", prediction: "", answer: "", seed: 1 },
    { points: sets, rate: [0.01, 10], prediction: ["few", "many", "never"], answer: ["same", "sooner", "other"] },
  );
  const own = computed(() => pointsIn(choices.own.value));
  const shown = computed(
    (): LabeledPoints =>
      choices.points.value === "own"
        ? own.value
        : { points: corners, labels: gates[choices.points.value as keyof typeof gates] },
  );

  const learned = answerTo(engine, "neuron.learn", () => {
    const { points, labels } = shown.value;
    return points.length > 0 ? { points, labels, learningRate: choices.rate.value, epochs: EPOCHS } : undefined;
  });
  /** With the state that it begins in, before any example. */
  const states = computed(() => learned.value.value && [undefined, ...learned.value.value.run.steps]);
  const player = createPlayer({ pace: () => 4, steps: () => states.value });
  const at = computed(() => states.value?.[player.place.value]);
  const mistakes = computed(() => {
    const passed = states.value?.slice(0, player.place.value + 1) ?? [];
    return passed.filter((step) => step?.isMistake).length;
  });

  const isAsked = computed(() => choices.points.value === "xor" && choices.prediction.value !== "");
  const network = answerTo(engine, "neuron.network", () => {
    const { points, labels } = shown.value;
    if (choices.points.value !== "xor") return undefined;
    return { points, labels, seed: choices.seed.value, steps: NETWORK_STEPS, from: FROM, to: TO, columns: COLUMNS };
  });

  function addOwn(x: number, y: number, label: number): void {
    if (own.value.points.length >= MOST_POINTS) return;
    const point = [x, y, label].map((number) => String(Math.round(number * 100) / 100)).join("_");
    choices.own.value = choices.own.value ? `${choices.own.value}~${point}` : point;
  }

  return {
    ...{ choices, shown, learned, player, at, mistakes, network, isAsked, addOwn },
    /** Known when XOR has been gone through to its end. */
    truth: computed(() => {
      const isSeen =
        choices.points.value === "xor" && player.last.value > 0 && player.place.value === player.last.value;
      return isSeen && learned.value.value?.run.ended === "cycles" ? "never" : undefined;
    }),
    removeLast() {
      choices.own.value = choices.own.value.split("~").slice(0, -1).join("~");
    },
  };
}

/** From "x_y_label~…", as the address has them. What is no point is passed over. */
export function pointsIn(text: string): LabeledPoints {
  const all = text
    .split("~")
    .map((point) => point.split("_").map(Number))
    .filter(([x = Number.NaN, y = Number.NaN, label]) => {
      const isWithin = x >= FROM && x <= TO && y >= FROM && y <= TO;
      return isWithin && (label === 0 || label === 1);
    })
    .slice(0, MOST_POINTS);
  return {
    points: all.map(([x, y]) => [x, y] as [number, number]),
    labels: all.map(([, , label]) => label as number),
  };
}

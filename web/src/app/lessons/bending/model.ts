/** The lesson about activations: one unit at one input, and a network that draws a curve while one looks on. */

import { batch, computed, effect, signal, untracked } from "@preact/signals";
import type { BendingRecipe, BendingState } from "../../../questions/bending.ts";
import type { Engine } from "../../run/engine.ts";
import { inAddress } from "../shared/address.ts";
import { answerTo } from "../shared/answers.ts";
import type { Player } from "../shared/player.ts";
import { nextSeed, seeds } from "../shared/seeds.ts";
import { FROM, given, MOST_POINTS, type Point, pointsIn, TO, textOf, withPoint, withStroke } from "./curve.ts";

export const activations = [
  ...(["identity", "step", "sigmoid", "tanh", "relu", "leaky_relu"] as const),
  ...(["elu", "softplus", "silu", "gelu", "softmax"] as const),
];
export type Activation = (typeof activations)[number];

/** Of one unit: the inputs that are shown. */
export const LEAST = -6;
export const MOST = 6;
const inputs = Array.from({ length: 241 }, (_, i) => LEAST + (i * (MOST - LEAST)) / 240);

export const curves = [...(Object.keys(given) as (keyof typeof given)[]), "own"] as const;
export const unitCounts = ["3", "8"] as const;
export const rates = ["0.02", "0.1", "0.5", "1"] as const;
export const STEPS = 3000;
/** Places at which the network's curve is drawn. */
const PLACES = 121;

/** Steps a second after so many: the first ones move the curve the most. */
const paceAt = (step: number) => Math.min(600, 40 + step);

export type BendingModel = ReturnType<typeof createBending>;

export function createBending(
  engine: Engine,
  frame: typeof requestAnimationFrame = (work) => requestAnimationFrame(work),
) {
  const choices = inAddress(
    "bending",
    {
      ...{ activation: "tanh", x: 1, curve: "waves", own: "", units: "8", rate: "0.02", seed: 1 },
      ...{ prediction: "", answer: "", step: 0 },
    },
    {
      ...{ activation: activations, x: [LEAST, MOST], curve: curves, units: unitCounts, rate: rates },
      ...{ seed: seeds, step: [0, STEPS] },
      ...{ prediction: ["any", "bends", "line"], answer: ["few", "all", "none"] },
    },
  );
  const activation = computed(() => choices.activation.value as Activation);

  // ----- One unit

  const curve = answerTo(engine, "bending.activation", () => ({ activation: activation.value, x: inputs }));
  const unit = answerTo(engine, "bending.activation", () => ({ activation: activation.value, x: [choices.x.value] }));

  // ----- The network

  const own = computed(() => pointsIn(choices.own.value));
  /** What a pen has drawn, until it is let go. */
  const stroke = signal<Point[]>([]);
  const chosen = computed((): readonly Point[] => {
    const name = choices.curve.value as (typeof curves)[number];
    return name === "own" ? own.value : given[name];
  });
  const points = computed((): readonly Point[] => {
    if (stroke.value.length === 0) return chosen.value;
    return withStroke(choices.curve.value === "own" ? own.value : [], stroke.value);
  });
  const recipe = computed((): BendingRecipe | undefined => {
    if (chosen.value.length < 2) return undefined;
    return {
      ...{ activation: activation.value, curve: chosen.value, units: Number(choices.units.value) },
      ...{ learningRate: Number(choices.rate.value), seed: Math.floor(choices.seed.value) },
    };
  });

  /** The step that it is to come to next. */
  const goal = signal(Math.floor(choices.step.peek()));
  /** What the address says of it, by this lesson's own doing. */
  let told = goal.peek();
  const isPlaying = signal(false);
  const turn = signal(0);
  const last = computed(() => (recipe.value && activation.value !== "step" ? STEPS : 0));
  const network = answerTo(engine, "bending.advance", () => {
    turn.value; // asks once more for what one answer did not come to
    const step = Math.min(goal.value, last.value);
    return recipe.value && { recipe: recipe.value, step, places: { from: FROM, to: TO, count: PLACES } };
  });
  /** The newest that is meant to be seen. */
  const state = signal<BendingState | undefined>(undefined);

  effect(() => {
    const answer = network.value.value;
    untracked(() => {
      const isThere = answer !== undefined && answer.step >= Math.min(goal.value, last.value);
      // On its way to a place that was asked for, and for whom moving pictures are not, it is not shown.
      if (!answer || isThere || (isPlaying.value && goal.value < STEPS)) state.value = answer;
      if (answer && !isThere) turn.value++;
      else if (isPlaying.value && goal.value >= STEPS) settle();
    });
  });
  effect(() => {
    if (network.problem.value) untracked(settle);
  });

  let before: number | undefined;
  function advance(now: number): void {
    if (!isPlaying.peek()) return;
    // A window that was not looked at has not missed anything.
    const seconds = Math.min(0.1, (now - (before ?? now)) / 1000);
    before = now;
    // Never ahead of what the worker has come to.
    const reached = (network.value.peek()?.step ?? 0) >= Math.floor(goal.peek());
    if (reached) goal.value = Math.min(STEPS, goal.peek() + Math.max(1, Math.round(seconds * paceAt(goal.peek()))));
    if (goal.peek() < STEPS) frame(advance);
  }

  function settle(): void {
    batch(() => {
      isPlaying.value = false;
      choices.step.value = told = goal.value;
    });
  }

  function go(step: number): void {
    batch(() => {
      goal.value = Math.max(0, Math.min(last.value, Math.round(step)));
      settle();
    });
  }

  function play(): void {
    if (isPlaying.peek() || last.peek() === 0) return;
    batch(() => {
      if (goal.value >= STEPS) goal.value = 0;
      isPlaying.value = true;
      // What moves by itself is not for everybody.
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) goal.value = STEPS;
    });
    before = undefined;
    frame(advance);
  }

  let drawn = recipe.peek();
  effect(() => {
    const [step, meant] = [Math.floor(choices.step.value), recipe.value];
    untracked(() => {
      const isOther = meant !== drawn;
      drawn = meant;
      // An address that was followed, or the way back.
      if (step !== told) go(step);
      else if (isOther) {
        // What is changed is drawn anew, from the first weights on.
        go(0);
        play();
      }
    });
  });

  const player: Player = {
    ...{ last, isPlaying, play, go },
    place: computed(() => Math.min(last.value, isPlaying.value ? (state.value?.step ?? 0) : last.value, goal.value)),
    pause: () => go(network.value.peek()?.step ?? 0),
  };

  /** What happened when a network of eight lines came to its end: it stands from then on. */
  const outcome = signal<{ loss: number; lineLoss: number } | undefined>(undefined);
  effect(() => {
    const { recipe, step, loss, lineLoss } = state.value ?? {};
    if (recipe?.activation !== "identity" || recipe.units !== 8 || step !== STEPS) return;
    if (loss !== undefined && lineLoss !== undefined) outcome.value = { loss, lineLoss };
  });

  const choose = (points: readonly Point[]) =>
    batch(() => {
      choices.own.value = textOf(points);
      choices.curve.value = "own";
    });

  return {
    ...{ choices, activation, inputs, curve, unit, points, own, recipe, network, state, player, outcome },
    isFull: computed(() => own.value.length >= MOST_POINTS),

    draw(x: number, y: number, isBeginning: boolean) {
      stroke.value = isBeginning ? [[x, y]] : [...stroke.value, [x, y]];
    },
    /** Of a stroke that was not meant nothing is kept. */
    drawn(isMeant: boolean) {
      batch(() => {
        if (isMeant && stroke.value.length > 0) choose(points.value);
        stroke.value = [];
      });
    },
    /** Other first weights. */
    reseed() {
      choices.seed.value = nextSeed(choices.seed.peek());
    },
    add: (x: number, y: number) => choose(withPoint(own.value, x, y)),
    clear: () => choose([]),
  };
}

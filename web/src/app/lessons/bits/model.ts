/** The lesson about bits: which rules the other computer has, which numbers are computed with, where the drift is seen. */

import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Engine } from "../../run/engine.ts";
import { inAddress } from "../shared/address.ts";
import { answerTo } from "../shared/answers.ts";
import { createPlayer } from "../shared/player.ts";
import { numbersIn, X } from "./float.ts";

export const orders = ["forward", "backward", "pairwise", "lanes_4", "lanes_8"] as const;
export const exponentials = ["inkling", "taylor", "table", "double"] as const;
export const products = ["rounded", "fused"] as const;
export const rates = [0.1, 1, 2, 3, 4] as const;
/** The rules that need no other computer. */
const inkling = { order: "forward", product: "rounded", exponential: "inkling" } as const;

export const STEPS = 1000;
/** What counts as apart, and the rate at which it is asked for. */
export const BEYOND = 0.01;
export const ASKED_RATE = 4;

const texts = {
  numbers: "0.3 0.6 0.9 1.2 1.5 1.8 2.1 2.4 2.7",
  weights: "0.9 1.6 2.3 3 3.7 4.4 5.1 5.8 6.5",
};

/** What is wrong with what was typed. */
export type Mistake = "numbers" | "weights" | "lengths" | "x";

export type BitsModel = ReturnType<typeof createBits>;

export function createBits(engine: Engine) {
  const choices = inAddress(
    "bits",
    {
      ...{ order: "lanes_8", product: "fused", exponential: "double", rate: ASKED_RATE as number, ...texts, x: 3.14 },
      ...{ prediction: "", answer: "" },
      step: 0,
    },
    {
      ...{ order: orders, product: products, exponential: exponentials, rate: [0.1, 4], x: [X.least, X.most] },
      ...{ prediction: ["dozens", "thousands", "never"], answer: ["later", "tiny", "equal"] },
      step: [0, STEPS],
    },
  );

  const rules = computed(() => ({
    order: choices.order.value as (typeof orders)[number],
    fused: choices.product.value === "fused",
    exponential: choices.exponential.value as (typeof exponentials)[number],
  }));
  const isInkling = computed(() => {
    return choices.order.value === inkling.order && !rules.value.fused && rules.value.exponential === "inkling";
  });

  /** What an address says and is not to be understood is passed over. */
  const lists = computed(() => {
    const { numbers, weights } = choices;
    return listsIn(numbers.value, weights.value) ?? (listsIn(texts.numbers, texts.weights) as Lists);
  });
  const results = answerTo(engine, "bits.results", () => ({ ...rules.value, ...lists.value, x: choices.x.value }));
  const entry = createEntry(lists, choices);

  const drift = answerTo(engine, "bits.drift", () => ({
    ...{ ...rules.value, rate: choices.rate.value, steps: STEPS, beyond: BEYOND },
  }));
  /** The beginning, too, where there is no difference yet. */
  const places = computed(() => drift.value.value && [0, ...drift.value.value.losses]);
  const player = createPlayer({
    ...{ pace: () => 50, steps: () => places.value, kept: choices.step },
    isWaiting: () => !drift.isCurrent.peek(),
  });

  /** What is known once it has been seen; other rules and rates change nothing about that. */
  const seen = signal<{ apart: number } | undefined>(undefined);
  effect(() => {
    const { rate, apart } = drift.value.value ?? {};
    if (choices.prediction.value === "") seen.value = undefined;
    else if (rate === ASKED_RATE && apart !== undefined && player.place.value >= apart) seen.value ??= { apart };
  });

  return {
    ...{ choices, lists, isInkling, results, entry, drift, player, seen },
    asInkling(): void {
      for (const name of ["order", "product", "exponential"] as const) choices[name].value = inkling[name];
    },
  };
}

interface Lists {
  numbers: number[];
  weights: number[];
}

function listsIn(numbersText: string, weightsText: string): Lists | undefined {
  const [numbers, weights] = [numbersIn(numbersText), numbersIn(weightsText)];
  return numbers && weights && numbers.length === weights.length ? { numbers, weights } : undefined;
}

/** What a person types, which counts when it is entered. */
function createEntry(
  lists: ReadonlySignal<Lists>,
  choices: { numbers: Signal<string>; weights: Signal<string>; x: Signal<number> },
) {
  const typed = { numbers: signal(""), weights: signal(""), x: signal("") };
  const mistake = signal<Mistake | undefined>(undefined);
  effect(() => {
    typed.numbers.value = lists.value.numbers.join(" ");
    typed.weights.value = lists.value.weights.join(" ");
  });
  effect(() => {
    typed.x.value = String(choices.x.value);
  });

  function mistakeIn(numbers: number[] | undefined, weights: number[] | undefined, [x, ...more]: number[]) {
    if (!numbers) return "numbers";
    if (!weights) return "weights";
    if (numbers.length !== weights.length) return "lengths";
    return x !== undefined && x >= X.least && x <= X.most && more.length === 0 ? undefined : "x";
  }

  return {
    typed,
    mistake,
    enter(): void {
      const x = numbersIn(typed.x.value.replace(",", "."));
      const [numbers, weights] = [numbersIn(typed.numbers.value), numbersIn(typed.weights.value)];
      mistake.value = mistakeIn(numbers, weights, x ?? []);
      if (mistake.value || !numbers || !weights || !x) return;
      choices.numbers.value = numbers.join(" ");
      choices.weights.value = weights.join(" ");
      choices.x.value = x[0] as number;
    },
  };
}

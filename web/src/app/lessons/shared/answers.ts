/** The worker's answers to what a lesson asks, which are asked for anew whenever what is given changes. */

import { batch, computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
import type { InklingError } from "../../../protocol.ts";
import type { Questions } from "../../../questions.ts";
import type { Engine } from "../../run/engine.ts";

export interface Answer<T> {
  /** The newest that has come; undefined before, and where nothing is given. */
  value: ReadonlySignal<T | undefined>;
  /** Whether that answers what is given now, and not what was given before. */
  isCurrent: ReadonlySignal<boolean>;
  /** What is wrong with what was given last, or why no answer came. */
  problem: ReadonlySignal<InklingError | undefined>;
  /** Resolves when what is given is answered, or refused, or nothing is given. */
  settled(): Promise<void>;
  /** Asks once more, of another worker where the last one has died. */
  again(): void;
}

/** Resolves to the answer to one question. */
export async function ask<Name extends keyof Questions>(
  engine: Engine,
  name: Name,
  given: Questions[Name]["given"],
): Promise<Questions[Name]["answer"]> {
  await engine.opened();
  return engine.client.ask(name, given);
}

/**
 * `given` is followed as signals are; while it is undefined nothing is asked. One question is under way at a time: what
 * changes meanwhile is asked when it has been answered, and only the newest of it.
 */
export function answerTo<Name extends keyof Questions>(
  engine: Engine,
  name: Name,
  given: () => Questions[Name]["given"] | undefined,
): Answer<Questions[Name]["answer"]> {
  /** Another object whenever it changes. */
  const newest = computed(given);
  const answered = signal<Questions[Name]["given"] | undefined>(undefined);
  const value = signal<Questions[Name]["answer"] | undefined>(undefined);
  const problem = signal<InklingError | undefined>(undefined);
  // It holds from the moment that what is given changes, and not only when that has been noticed here.
  const isCurrent = computed(() => newest.value !== undefined && answered.value === newest.value);
  let isAsking = false;
  let isToAskAgain = false;

  async function pursue(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    let asked: Questions[Name]["given"] | undefined;
    for (let next = newest.peek(); next !== undefined && (next !== asked || isToAskAgain); next = newest.peek()) {
      asked = next;
      isToAskAgain = false;
      try {
        const answer = await ask(engine, name, asked);
        if (newest.peek() === undefined) break;
        batch(() => {
          value.value = answer;
          problem.value = undefined;
          answered.value = asked;
        });
      } catch (error) {
        if (newest.peek() === asked) problem.value = error as InklingError;
      }
    }
    isAsking = false;
  }

  effect(() => {
    if (newest.value !== undefined) untracked(pursue);
    else value.value = problem.value = answered.value = undefined;
  });

  return {
    ...{ value, isCurrent, problem },
    settled: () =>
      new Promise((resolve) => {
        effect(function (this: { dispose(): void }) {
          if (newest.value !== undefined && !isCurrent.value && !problem.value) return;
          this.dispose();
          resolve();
        });
      }),
    again() {
      const { name: why } = problem.peek() ?? {};
      if (why === "worker_died" || why === "engine_failed") engine.restart();
      isToAskAgain = true;
      pursue();
    },
  };
}

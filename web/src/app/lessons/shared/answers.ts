/** The worker's answers to what a lesson asks, which are asked for anew whenever what is given changes. */

import { batch, effect, type ReadonlySignal, signal, untracked } from "@preact/signals";
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
  const value = signal<Questions[Name]["answer"] | undefined>(undefined);
  const problem = signal<InklingError | undefined>(undefined);
  const isCurrent = signal(false);
  let newest: Questions[Name]["given"] | undefined;
  let isAsking = false;

  async function pursue(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    for (let asked: typeof newest; newest !== undefined && asked !== newest; ) {
      asked = newest;
      try {
        const answer = await ask(engine, name, asked);
        if (newest === undefined) break;
        batch(() => {
          value.value = answer;
          problem.value = undefined;
          isCurrent.value = asked === newest;
        });
      } catch (error) {
        if (newest === asked) problem.value = error as InklingError;
      }
    }
    isAsking = false;
  }

  effect(() => {
    newest = given();
    isCurrent.value = false;
    if (newest !== undefined) untracked(pursue);
    else value.value = problem.value = undefined;
  });

  return {
    ...{ value, isCurrent, problem },
    settled: () =>
      new Promise((resolve) => {
        effect(function (this: { dispose(): void }) {
          if (given() !== undefined && !isCurrent.value && !problem.value) return;
          this.dispose();
          resolve();
        });
      }),
    again() {
      const { name: why } = problem.peek() ?? {};
      if (why === "worker_died" || why === "engine_failed") engine.restart();
      newest = newest && { ...newest };
      pursue();
    },
  };
}

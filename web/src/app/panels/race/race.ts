/** Two runs at the same time, each in a worker of its own. */

import { batch, computed, effect, signal } from "@preact/signals";
import type { Recipe } from "../../../protocol.ts";
import { type Curves, createCurves } from "../../records/curves.ts";
import { type Engine, startEngine } from "../../run/engine.ts";
import { createRun, type Problem, type Run } from "../../run/run.ts";

/** Whoever can take part. */
export interface Contender {
  id: string;
  name: string;
  /** Throws where it is not to be understood. */
  recipe(): Recipe;
}

export interface Racer {
  /** In the language of the moment. */
  readonly name: string;
  run: Run;
  curves: Curves;
}

export type Race = ReturnType<typeof createRace>;

/** What it stands on, which tests put others in the place of. */
interface Means {
  start(): Engine;
  /** Of this device, as far as its browser tells. */
  cores: number;
}

export function createRace(
  contenders: () => readonly Contender[],
  { start: startWorker = startEngine, cores = navigator.hardwareConcurrency }: Partial<Means> = {},
) {
  const lanes = [signal(""), signal("")] as const;
  const racers = signal<readonly Racer[]>([]);
  const isRunning = signal(false);
  /** What went wrong with each racer. What a closed worker does not answer any more is none of it. */
  const problems = signal<readonly (Problem | undefined)[]>([]);
  /** Why there was no race: a recipe is not to be understood. */
  const refusal = signal<Error | undefined>(undefined);
  let close = () => {};

  const all = computed(contenders);

  /** Those that were chosen, where they are still there; otherwise the newest ones. */
  const chosen = computed(() =>
    lanes.map((lane, i) => {
      const found = all.value.find(({ id }) => id === lane.value);
      return found ?? all.value.at(-1 - i) ?? all.value.at(-1);
    }),
  );

  /** Ends the race, and lets go of both workers; what they have come to is still to be seen. */
  function stop(): void {
    close();
    close = () => {};
  }

  function refuse(error: Error): void {
    batch(() => {
      racers.value = [];
      refusal.value = error;
    });
  }

  function enter(contender: Contender, recipe: Recipe): { racer: Racer; leave(): void } {
    const engine = startWorker();
    const run = createRun({ recipe: () => recipe, start: recipe, sayRefused: () => undefined }, engine);
    run.setPace("fast");
    const curves = createCurves();
    run.listen((event) => event.type === "progress" && curves.append(event.progress));
    const racer = {
      get name() {
        return (all.value.find(({ id }) => id === contender.id) ?? contender).name;
      },
      ...{ run, curves },
    };
    return { racer, leave: () => engine.client.close() };
  }

  return {
    all,
    chosen,
    racers,
    problems,
    refusal: computed(() => refusal.value?.message),
    isRunning,
    /** Whether each worker can have a core of its own, beside the page's. */
    hasOwnCores: cores >= 4,
    cores,

    choose(lane: 0 | 1, id: string): void {
      lanes[lane].value = id;
    },

    stop,

    /** Both begin when both are ready; there is no race where one of them cannot begin. */
    start(): void {
      stop();
      const [first, second] = chosen.peek();
      if (!first || !second) return;
      let recipes: [Recipe, Recipe];
      try {
        recipes = [first.recipe(), second.recipe()];
      } catch (error) {
        refuse(error as Error);
        return;
      }
      const both = [enter(first, recipes[0]), enter(second, recipes[1])];
      batch(() => {
        refusal.value = undefined;
        racers.value = both.map(({ racer }) => racer);
        isRunning.value = true;
      });
      const runs = both.map(({ racer }) => racer.run);
      let hasBegun = false;
      const end = effect(() => {
        problems.value = runs.map(({ problem }) => problem.value);
        const isDone = ({ phase, problem }: Run) =>
          problem.value !== undefined || ["finished", "failed", "paused"].includes(phase.value);
        if (hasBegun ? runs.every(isDone) : runs.some(isDone)) queueMicrotask(stop);
        else if (!hasBegun && runs.every(({ phase }) => phase.value === "ready")) {
          hasBegun = true;
          for (const { train } of runs) queueMicrotask(train);
        }
      });
      close = () => {
        end();
        for (const { leave } of both) leave();
        isRunning.value = false;
      };
    },
  };
}

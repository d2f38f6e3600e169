/** Two runs at the same time, each in a worker of its own. */

import { computed, effect, signal } from "@preact/signals";
import type { Recipe } from "../../../protocol.ts";
import { createCurves } from "../../records/curves.ts";
import { startEngine } from "../../run/engine.ts";
import { createRun, type Run } from "../../run/run.ts";

/** Whoever can take part. */
export interface Contender {
  id: string;
  name: string;
  recipe(): Recipe;
}

export interface Racer {
  name: string;
  run: Run;
  curves: ReturnType<typeof createCurves>;
}

export type Race = ReturnType<typeof createRace>;

/** `cores` of this device, as far as its browser tells. */
export function createRace(contenders: () => readonly Contender[], cores = navigator.hardwareConcurrency) {
  const lanes = [signal(""), signal("")] as const;
  const racers = signal<readonly Racer[]>([]);
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

  function enter(contender: Contender): { racer: Racer; leave(): void } {
    const engine = startEngine();
    const recipe = contender.recipe();
    const run = createRun({ recipe: () => recipe, start: recipe, sayRefused: () => undefined }, engine);
    run.setPace("fast");
    const curves = createCurves();
    run.listen((event) => event.type === "progress" && curves.append(event.progress));
    return { racer: { name: contender.name, run, curves }, leave: () => engine.client.close() };
  }

  return {
    all,
    chosen,
    racers,
    isRunning: computed(() =>
      racers.value.some(({ run }) => ["loading", "ready", "training"].includes(run.phase.value)),
    ),
    /** Whether each worker can have a core of its own, beside the page's. */
    hasOwnCores: cores >= 4,
    cores,

    choose(lane: 0 | 1, id: string): void {
      lanes[lane].value = id;
    },

    stop(): void {
      for (const { run } of racers.peek()) run.pause();
      stop();
    },

    /** Both begin when both are ready. */
    start(): void {
      stop();
      const [first, second] = chosen.peek();
      if (!first || !second) return;
      const both = [enter(first), enter(second)];
      racers.value = both.map(({ racer }) => racer);
      const runs = both.map(({ racer }) => racer.run);
      const end = effect(() => {
        if (!runs.every(({ phase }) => phase.value === "ready")) return;
        for (const { train } of runs) queueMicrotask(train);
      });
      const rest = effect(() => {
        const isOver = ({ phase }: Run) => ["finished", "failed", "paused"].includes(phase.value);
        if (runs.every(isOver)) queueMicrotask(stop);
      });
      close = () => {
        end();
        rest();
        for (const { leave } of both) leave();
      };
    },
  };
}

/** Trains a recipe as the page's worker does, and winds the run to steps all over it: how long each takes. */

import { readFileSync } from "node:fs";
import { load } from "../../engine/js/node.ts";
import { start } from "../../web/src/app/panels/settings/draft.ts";
import type { Progress, Recipe, RunEvent } from "../../web/src/protocol.ts";
import { Engine } from "../../web/src/worker/engine.ts";
import { Run } from "../../web/src/worker/run.ts";

export { start };

export interface Rewound {
  seconds: number;
  steps: number;
  /** In milliseconds, each until the network stood there and was scored on all test digits. */
  rewinds: number[];
  /** Of the engine, in bytes, after the run and after all rewinds. */
  memory: number;
}

/** `folder` holds MNIST's four files. */
export async function measure(folder: string, recipe: Recipe, rewinds: number): Promise<Rewound> {
  const inkling = await load();
  const engine = new Engine(inkling);
  for (const [split, name] of [
    ["training", "train"],
    ["test", "t10k"],
  ] as const) {
    const images = readFileSync(`${folder}/${name}-images-idx3-ubyte`);
    const labels = readFileSync(`${folder}/${name}-labels-idx1-ubyte`);
    engine.addDigits(split, images.length, Buffer.concat([images, labels]));
  }
  let progress: Progress | undefined;
  let hear: (event: RunEvent) => void = () => {};
  const event = (matches: (event: RunEvent) => boolean) =>
    new Promise<void>((resolve) => {
      hear = (heard) => matches(heard) && resolve();
    });
  const run = new Run((heard) => {
    if (heard.type === "progress") progress = heard.progress;
    hear(heard);
  });
  run.begin(engine.begin(engine.plan(recipe)), false, recipe, (other) => engine.plan(other));
  const finished = event((heard) => heard.type === "phase" && heard.phase === "finished");
  run.train();
  await finished;
  const { seconds = 0, head = 0 } = progress ?? {};

  const times: number[] = [];
  for (let i = 1; i <= rewinds; i++) {
    // Multiples of the golden ratio lie all over the run, the next one far from the last.
    const step = Math.floor(head * ((i * 0.618034) % 1));
    const begin = performance.now();
    const scored = event((heard) => heard.type === "progress" && heard.progress.step === step && !!heard.progress.hash);
    await run.rewind(step);
    await scored;
    times.push(performance.now() - begin);
  }
  return { seconds, steps: head, rewinds: times, memory: inkling.memory };
}

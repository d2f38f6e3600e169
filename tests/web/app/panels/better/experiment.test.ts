/** Trials are made in turn by as many workers as there is room for; what is done stays, and what is odd is told apart. */

import { expect, test } from "vitest";
import { createExperiment } from "../../../../../web/src/app/panels/better/experiment.ts";
import { jsonOf, tableOf } from "../../../../../web/src/app/panels/better/exported.ts";
import type { Trials } from "../../../../../web/src/app/panels/better/plan.ts";
import { doneText } from "../../../../../web/src/app/panels/better/results.tsx";
import { formatPoints, verdictText } from "../../../../../web/src/app/panels/better/verdict.ts";
import type { Engine, Tenant } from "../../../../../web/src/app/run/engine.ts";
import { workersFor } from "../../../../../web/src/app/run/workers.ts";
import {
  inklingError,
  type Progress,
  type Recipe,
  type RunEvent,
  type Score,
} from "../../../../../web/src/protocol.ts";
import { waitFor } from "../../../support.ts";

/** Whoever trains by a recipe, and how that is to end. */
interface Asked {
  recipe: Recipe;
  worker: number;
  say(event: RunEvent): void;
  finish(accuracy: number, loss?: number): void;
  die(): void;
}

const progressOf = (more: Partial<Progress>): RunEvent => ({
  type: "progress",
  progress: {
    ...{ epoch: 0, step: 0, digitsSeen: 0, trainingSize: 0, stepInEpoch: 0, stepsPerEpoch: 10 },
    ...{ curve: [], digitsPerSecond: 0, operationsPerSecond: 0, seconds: 2, startEpoch: 0, lastEpoch: 2, head: 0 },
    epochsSeen: (more.epoch ?? 0) + (more.stepInEpoch ?? 0) / 10,
    ...more,
  },
});

function open(cores = 2) {
  const asked: Asked[] = [];
  const closed: number[] = [];
  const disposed: string[] = [];
  let started = 0;
  let refusal: Error | undefined;

  function start(): Engine {
    const worker = started++;
    const tenants = new Map<string, Tenant>();
    const client = {
      async train(name: string, recipe: Recipe) {
        if (refusal) throw refusal;
        const say = (event: RunEvent) => tenants.get(name)?.hear(event);
        asked.push({
          ...{ recipe, worker, say },
          finish(accuracy, loss = 0.1) {
            say(progressOf({ epoch: recipe.epochs, test: { accuracy, loss } as Score }));
            say({ type: "phase", phase: "finished" });
          },
          die: () => tenants.get(name)?.died(inklingError("worker_died", "It ended.")),
        });
      },
      answers: async () => Uint8Array.of(1, 0),
      dispose: async (name: string) => void disposed.push(name),
      close: () => void closed.push(worker),
    };
    return {
      client,
      opened: async () => {},
      take(tenant: Tenant) {
        const name = `run ${worker} ${tenants.size}`;
        tenants.set(name, tenant);
        return name;
      },
      dismiss: () => {},
    } as unknown as Engine;
  }

  const clock = { now: 0 };
  const experiment = createExperiment({ start, cores, now: () => clock.now });
  const next = (count: number) => waitFor(() => expect(asked.length).toBeGreaterThanOrEqual(count));
  /** Ends trials one after another, with these accuracies. */
  async function finishAll(accuracies: number[]): Promise<void> {
    for (const accuracy of accuracies) {
      const done = asked.length;
      const before = experiment.outcomes.value.flat().filter(Boolean).length;
      asked[done - 1]?.finish(accuracy);
      await waitFor(() => expect(experiment.outcomes.value.flat().filter(Boolean).length).toBe(before + 1));
      await waitFor(() => expect(asked.length > done || experiment.state.value !== "running").toBe(true));
    }
  }
  const refuse = (error: Error | undefined) => {
    refusal = error;
  };
  return { experiment, asked, closed, disposed, clock, next, finishAll, refuse, workers: () => started };
}

const two = (seeds: number): Trials => ({
  rows: [
    { name: "A", recipe: { epochs: 2, seed: 7 } },
    { name: "B", recipe: { epochs: 2, seed: 7, learningRate: 0.5 } },
  ],
  seeds,
});

test("there are as many workers as the cores leave beside the page, one at least and four at most", () => {
  expect([1, 2, 3, 5, 16].map(workersFor)).toEqual([1, 1, 2, 4, 4]);
});

test("each recipe is tried with the same seeds in turn, and the verdict is theirs", async () => {
  const { experiment, asked, finishAll, closed, disposed, next } = open();
  experiment.start(two(3));
  expect(experiment.state.value).toBe("running");
  await next(1);
  await finishAll([0.9, 0.95, 0.91, 0.96, 0.92, 0.975]);
  await waitFor(() => expect(experiment.state.value).toBe("ended"));
  expect(asked.map(({ recipe }) => [recipe.seed, recipe.learningRate])).toEqual([
    ...[
      [7, undefined],
      [7, 0.5],
      [8, undefined],
    ],
    ...[
      [8, 0.5],
      [9, undefined],
      [9, 0.5],
    ],
  ]);
  const [a, b] = experiment.results.value;
  expect(a?.accuracies).toEqual([0.9, 0.91, 0.92]);
  expect(a?.difference).toBeUndefined();
  expect(b?.difference).toMatchObject({ pairs: 3, verdict: "better" });
  expect(closed).toEqual([0]);
  expect(disposed).toHaveLength(6);
  expect(experiment.progress.value.share).toBe(1);
});

test("several workers take one trial after another, each as soon as it is free", async () => {
  const { experiment, asked, next, workers } = open(4);
  experiment.start(two(3));
  await next(3);
  expect(asked.map(({ worker }) => worker)).toEqual([0, 1, 2]);
  asked[1]?.finish(0.5);
  await next(4);
  expect(asked[3]?.worker).toBe(1);
  expect(workers()).toBe(3);
  expect(experiment.results.value.map(({ accuracies }) => accuracies[0])).toEqual([undefined, 0.5]);
});

test("stopped, what is done stays, what comes late counts for nothing, and the rest can be made", async () => {
  const { experiment, asked, next, finishAll, closed } = open();
  experiment.start(two(2));
  await next(1);
  await finishAll([0.9]);
  await next(2);
  experiment.stop();
  expect([experiment.state.value, closed]).toEqual(["stopped", [0]]);
  asked[1]?.finish(0.1);
  await Promise.resolve();
  expect(experiment.outcomes.value.flat().filter(Boolean)).toHaveLength(1);

  experiment.goOn();
  await next(3);
  expect(experiment.progress.value.share).toBe(0.25);
  expect(asked[2]?.recipe).toMatchObject({ seed: 7, learningRate: 0.5 });
  await finishAll([0.8, 0.91, 0.81]);
  await waitFor(() => expect(experiment.state.value).toBe("ended"));
  expect(experiment.results.value.map(({ accuracies }) => accuracies)).toEqual([
    [0.9, 0.91],
    [0.8, 0.81],
  ]);
});

test("a run that diverges is an outcome, whenever that is found out, and is said and left out", async () => {
  const { experiment, asked, next } = open();
  experiment.start({ ...two(2), rows: two(2).rows.slice(0, 1) });
  await next(1);
  asked[0]?.say({ type: "problem", code: "diverged", message: "Training diverged." });
  await next(2);
  asked[1]?.finish(0.1, Number.NaN);
  await waitFor(() => expect(experiment.state.value).toBe("ended"));
  const [result] = experiment.results.value;
  expect(result).toMatchObject({ accuracies: [Number.NaN, Number.NaN], diverged: 2 });
  expect(result?.mean.mean).toBeNaN();
  expect(result && verdictText(result, true)).toMatch(/^2 of 2 runs diverged and are left out/);
  expect(tableOf(experiment.trials.value, experiment.outcomes.value)).toContain("A,7,,,yes,");
});

test("a worker that dies ends it with what is done, and another goes on", async () => {
  const { experiment, asked, next, finishAll, workers } = open();
  experiment.start(two(2));
  await next(1);
  await finishAll([0.9]);
  await next(2);
  asked[1]?.die();
  await waitFor(() => expect(experiment.state.value).toBe("failed"));
  expect(experiment.problem.value?.message).toBe("It ended.");
  expect(experiment.outcomes.value.flat().filter(Boolean)).toHaveLength(1);
  experiment.goOn();
  await next(3);
  expect([workers(), experiment.problem.value]).toEqual([2, undefined]);
});

test("what the engine refuses is told in its words", async () => {
  const { experiment, refuse } = open();
  refuse(inklingError("bad_setting", "Dropout: 2 was given; allowed is below 1."));
  experiment.start(two(2));
  await waitFor(() => expect(experiment.state.value).toBe("failed"));
  expect(experiment.problem.value?.message).toMatch(/^Dropout: 2/);
});

test("how long it will take follows from how far the first runs are", async () => {
  const { experiment, asked, next, clock } = open();
  experiment.start(two(2));
  await next(1);
  clock.now = 900;
  asked[0]?.say(progressOf({ epochsSeen: 0.5, lastEpoch: 2 }));
  expect(experiment.progress.value).toEqual({ share: 0.25 / 4, secondsLeft: undefined });
  clock.now = 2000; // half of an epoch of two took 2 s, a quarter of one run of four
  asked[0]?.say(progressOf({ epochsSeen: 0.5, lastEpoch: 2 }));
  expect(experiment.progress.value.secondsLeft).toBeCloseTo((2 * 3.75) / 0.25, 9);
  expect(doneText(experiment)).toBe("0 of 4 runs done, about 30 s left");
  clock.now = 2100; // not at every event
  asked[0]?.say(progressOf({ epochsSeen: 1, lastEpoch: 2 }));
  expect(experiment.progress.value.share).toBe(0.25 / 4);
});

test("starting anew leaves the last one behind", async () => {
  const { experiment, asked, next, closed } = open();
  experiment.start(two(2));
  await next(1);
  experiment.start(two(3));
  await next(2);
  asked[0]?.finish(0.3);
  await Promise.resolve();
  expect(closed).toEqual([0]);
  expect(experiment.outcomes.value.map((row) => row.length)).toEqual([3, 3]);
  expect(experiment.outcomes.value.flat().filter(Boolean)).toEqual([]);
});

test("files hold every run, quoted where need be, and no number that is none", async () => {
  const { experiment, finishAll, next } = open();
  const trials = two(2);
  experiment.start({ ...trials, rows: trials.rows.map((row) => ({ ...row, name: `${row.name}, "x"` })) });
  await next(1);
  await finishAll([0.5, 0.6, 0.5, 0.7]);
  await waitFor(() => expect(experiment.state.value).toBe("ended"));
  const csv = tableOf(experiment.trials.value, experiment.outcomes.value).split("\r\n");
  expect(csv[0]).toBe("recipe,seed,test_accuracy,test_loss,diverged,seconds");
  expect(csv[1]).toBe('"A, ""x""",7,0.5,0.1,no,2');
  expect(csv).toHaveLength(6);
  const json = jsonOf(experiment.trials.value, experiment.outcomes.value, experiment.results.value);
  expect(JSON.parse(json).recipes[1]).toMatchObject({
    ...{ name: 'B, "x"', recipe: { learningRate: 0.5 }, difference: { pairs: 2, verdict: "few" } },
    runs: [
      { seed: 7, test: { accuracy: 0.6 } },
      { seed: 8, diverged: false },
    ],
  });
});

test("points have their sign, but for what is nothing as it is written", () => {
  expect([0.012, -0.012, 0.00004, -0.00004, 0].map(formatPoints)).toEqual(["+1.20", "−1.20", "0.00", "0.00", "0.00"]);
});

/** Two runs race, in engines that do as they are told: the race ends, whenever it is stopped and whatever goes wrong. */

import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { type Contender, createRace } from "../../../../../web/src/app/panels/race/race.ts";
import type { Engine, Tenant } from "../../../../../web/src/app/run/engine.ts";
import { inklingError, type Phase, type Recipe, type RunEvent } from "../../../../../web/src/protocol.ts";
import { waitFor } from "../../../support.ts";

/** A worker that a racer has to itself: its calls are answered when it is closed, as those of one that is gone. */
interface Worker {
  say(event: RunEvent): void;
  enter(phase: Phase): void;
  asked: string[];
  isClosed: boolean;
}

const contenders: Contender[] = [
  { id: "a", name: "slow", recipe: () => ({ seed: 1 }) },
  { id: "b", name: "fast", recipe: () => ({ seed: 2 }) },
];

function open(all = contenders, refuse: (recipe: Recipe) => Error | undefined = () => undefined) {
  const workers: Worker[] = [];

  function start(): Engine {
    let tenant: Tenant;
    let close = () => {};
    const closed = new Promise<never>((_, reject) => {
      close = () => reject(inklingError("worker_died", "The worker was closed."));
    });
    closed.catch(() => {});
    const worker: Worker = {
      ...{ asked: [], isClosed: false },
      say: (event) => tenant.hear(event),
      enter: (phase) => tenant.hear({ type: "phase", phase }),
    };
    workers.push(worker);
    const call = (name: string) => () => {
      worker.asked.push(name);
      return closed;
    };
    return {
      ...{ loading: signal(undefined), description: signal(undefined), opened: async () => {} },
      take(given: Tenant) {
        tenant = given;
        return "run";
      },
      client: {
        ...{ setPace: async () => {}, train: call("train"), pause: call("pause") },
        async create(_: string, recipe: Recipe) {
          worker.asked.push("create");
          const refusal = refuse(recipe);
          if (refusal) throw refusal;
          return closed;
        },
        close() {
          worker.isClosed = true;
          close();
        },
      },
    } as unknown as Engine;
  }

  const race = createRace(() => all, { start, cores: 4 });
  const at = (i: number) => workers[i] as Worker;
  const isAsked = (call: string) =>
    waitFor(() => expect(workers.every(({ asked }) => asked.includes(call))).toBe(true));
  /** All promises that can be settled are. */
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  const messages = () => race.problems.value.map((problem) => problem?.message);
  return { race, workers, at, isAsked, settled, messages };
}

test("both train when both are ready, and it is over when both have finished", async () => {
  const { race, at, isAsked, workers, settled } = open();
  race.start();
  expect(race.isRunning.value).toBe(true);
  await isAsked("create");
  at(0).enter("ready");
  await settled();
  expect(at(0).asked).toEqual(["create"]);
  at(1).enter("ready");
  await isAsked("train");
  at(0).enter("training");
  at(1).enter("training");
  at(0).enter("finished");
  await settled();
  expect(race.isRunning.value).toBe(true);
  at(1).enter("finished");
  await settled();
  expect(race.isRunning.value).toBe(false);
  expect(workers.every(({ isClosed }) => isClosed)).toBe(true);
});

test.each(["loading", "training"] as const)(
  "stopped while %s, it is over at once, and nothing has gone wrong",
  async (phase) => {
    const { race, at, isAsked, workers, settled, messages } = open();
    race.start();
    await isAsked("create");
    if (phase === "training") {
      for (const i of [0, 1]) at(i).enter("ready");
      await isAsked("train");
      for (const i of [0, 1]) at(i).enter("training");
    }
    race.stop();
    expect(race.isRunning.value).toBe(false);
    expect(workers.every(({ isClosed }) => isClosed)).toBe(true);
    await settled();
    expect(messages()).toEqual([undefined, undefined]);
    race.start();
    expect(race.isRunning.value).toBe(true);
    expect(workers).toHaveLength(4);
  },
);

test("where one is refused there is no race, and it says why", async () => {
  const refusal = inklingError("bad_setting", "This cannot be.");
  const { race, workers, settled, messages } = open(contenders, ({ seed }) => (seed === 1 ? refusal : undefined));
  race.choose(0, "a");
  race.choose(1, "b");
  race.start();
  await settled();
  expect(race.isRunning.value).toBe(false);
  expect(messages()).toEqual(["This cannot be.", undefined]);
  expect(workers.every(({ isClosed }) => isClosed)).toBe(true);
});

test("where a recipe is not to be understood no worker is started, and it says why", async () => {
  const unreadable: Contender = {
    ...{ id: "lab", name: "lab" },
    recipe() {
      throw new Error("Learning rate: 'abc' is not a number.");
    },
  };
  const { race, workers } = open([...contenders, unreadable]);
  race.choose(0, "a");
  race.choose(1, "lab");
  race.start();
  expect(race.refusal.value).toBe("Learning rate: 'abc' is not a number.");
  expect(race.isRunning.value).toBe(false);
  expect(workers).toEqual([]);
  race.choose(1, "b");
  race.start();
  expect(race.refusal.value).toBeUndefined();
  expect(race.isRunning.value).toBe(true);
});

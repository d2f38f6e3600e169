/** The points of the curves go forward, whatever a person does to the run, and are the same for the same run. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { CurveScore, Progress, Recipe, WorkerEvent } from "../../../web/src/protocol.ts";
import { Service } from "../../../web/src/worker/service.ts";
import { eventLoopTurn } from "../../../web/src/worker/slices.ts";
import { DataSite, layersOf, loadEngine, recipe, usePackedMnist } from "./support.ts";

usePackedMnist();

const site = new DataSite();
let address: string;
let service: Service;
/** Since the newest network was made. */
let progress: Progress[];
let heard: (event: WorkerEvent) => void;

beforeAll(async () => {
  address = await site.start();
});
afterAll(() => site.stop());
beforeEach(async () => {
  progress = [];
  heard = () => {};
  service = new Service(loadEngine);
  await service.open(address, (event) => {
    if (event.type === "network") progress = [];
    if (event.type === "progress") progress.push(event.progress);
    heard(event);
  });
  await service.create("run", recipe);
});
afterEach(() => service.pause("run"));

/** Resolves at the next event that satisfies `matches`. */
const event = (matches: (event: WorkerEvent) => boolean) =>
  new Promise<void>((resolve) => {
    heard = (event) => {
      if (matches(event)) resolve();
    };
  });

const trainingCurve = () => progress.flatMap(({ curve }) => curve);
const testCurve = () => progress.filter(({ test }) => test).map(({ digitsSeen }) => digitsSeen);
const last = () => progress.at(-1) as Progress;

function expectForward(): void {
  for (const xs of [trainingCurve().map(({ digitsSeen }) => digitsSeen), testCurve()]) {
    for (const [i, x] of xs.slice(1).entries()) expect(x).toBeGreaterThan(xs[i] ?? 0);
    expect(xs.at(-1) ?? 0).toBeLessThanOrEqual(last().digitsSeen);
  }
  for (const axis of ["step", "epoch", "seconds"] as const) {
    const xs = trainingCurve().map((point) => point[axis]);
    for (const [i, x] of xs.slice(1).entries()) expect(x).toBeGreaterThanOrEqual(xs[i] ?? 0);
    expect(xs.at(-1) ?? 0).toBeLessThanOrEqual(last()[axis === "epoch" ? "epochsSeen" : axis]);
  }
  for (const { loss, accuracy } of trainingCurve()) {
    expect(loss).toBeGreaterThan(0);
    expect(accuracy).toBeLessThanOrEqual(1);
  }
}

test("twelve batches of 500 and then batches of 10 lie behind one another", async () => {
  const large = { ...recipe, data: {}, batchSize: 500 };
  for (let step = 0; step < 12; step++) await service.step("run", large);
  expect(trainingCurve().map(({ digitsSeen }) => digitsSeen)).toEqual(
    Array.from({ length: 12 }, (_, i) => 500 * (i + 1)),
  );
  for (let step = 0; step < 20; step++) await service.step("run", { ...large, batchSize: 10 });
  expect(last().digitsSeen).toBe(6200);
  expect(
    trainingCurve()
      .slice(12)
      .map(({ digitsSeen }) => digitsSeen),
  ).toEqual([]); // too few digits for a point
  await service.step("run", large);
  expect(trainingCurve().at(-1)?.digitsSeen).toBe(6700);
  expectForward();
});

test("a digit counts each time that it is seen, and an epoch's last batch for what it holds", async () => {
  await service.train("run", { ...recipe, batchSize: 300, epochs: 3 });
  await event(({ type }) => type === "phase");
  while (last().epoch < 3) await event(({ type }) => type === "progress");
  expect(last()).toMatchObject({ step: 12, digitsSeen: 3000 });
});

test("a step that diverges leaves nothing new to score", async () => {
  const ruinous = { ...recipe, learningRate: 1e30 };
  const steps = async () => {
    for (;;) await service.step("run", ruinous);
  };
  await expect(steps()).rejects.toMatchObject({ name: "diverged" });
  while (testCurve().at(-1) !== last().digitsSeen) await eventLoopTurn();
  const scored = testCurve();
  await expect(service.step("run", ruinous)).rejects.toMatchObject({ name: "diverged" });
  for (let turn = 0; turn < 1000; turn++) await eventLoopTurn(); // a score takes some twenty
  expect(testCurve()).toEqual(scored);
});

describe("the same run", () => {
  const run = { ...recipe, batchSize: 48, epochs: 5 };

  /** To the end of the fifth epoch, however often it is interrupted. */
  async function curveOf(interrupt: () => Promise<void>): Promise<CurveScore[]> {
    await service.create("run", run);
    const finished = event((heard) => heard.type === "phase" && heard.phase === "finished");
    await interrupt();
    await service.train("run", { ...run, epochs: run.epochs - last().epoch });
    await finished;
    return trainingCurve().map((point) => ({ ...point, seconds: 0 })); // each time another
  }

  test("has the same curve, whether it is trained at once or step by step", async () => {
    const whole = await curveOf(async () => {});
    expect(whole.length).toBeGreaterThan(20);
    const stepped = await curveOf(async () => {
      for (let step = 0; step < 30; step++) await service.step("run", run);
    });
    expect(stepped).toEqual(whole);
  });
});

// Numbers in [0, 1), the same at every run of the test: Marsaglia's xorshift.
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

test.each([1, 2, 3])("whatever is done to it, in the random order %i", async (seed) => {
  const random = generator(seed);
  const oneOf = <T>(choices: readonly T[]) => choices[Math.floor(random() * choices.length)] as T;
  let settings: Recipe = { ...recipe, layers: layersOf(8), epochs: 1000 };
  const change = (changed: Recipe) => {
    settings = { ...settings, ...changed };
    return service.configure("run", settings);
  };
  const actions: [name: string, act: () => Promise<void>][] = [
    ["train", () => service.train("run", settings)],
    ["train an epoch", () => service.train("run", { ...settings, epochs: 1 })],
    ["pause", () => service.pause("run")],
    ["step", () => service.step("run", settings)],
    ["steps", () => Promise.all([service.step("run", settings), service.step("run", settings)]).then(() => {})],
    ["batch size", () => change({ batchSize: oneOf([1, 10, 64, 500, 999, 20_000]) })],
    ["training size", () => change({ data: { examples: oneOf([1000, 10_000]) } })],
    ["optimizer", () => change({ optimizer: oneOf(["sgd", "adam", "momentum"] as const) })],
    ["learning rate", () => change({ learningRate: oneOf([0.001, 0.1, 0.1, 1e8]) })],
    ["network", () => change({ layers: oneOf([layersOf(8), layersOf(6, 5)]) })],
    ["reset", () => service.create("run", settings)],
  ];
  const done: string[] = [];
  let points = 0;
  for (let i = 0; i < 40; i++) {
    const [name, act] = oneOf(actions);
    done.push(name);
    // A step may diverge; that is one of the things that are done to a run.
    await act().catch((error) => expect(error.name).toBe("diverged"));
    for (let turns = Math.floor(random() * 30); turns > 0; turns--) await eventLoopTurn();
    expect(expectForward, done.join(", ")).not.toThrow();
    points += trainingCurve().length + testCurve().length;
  }
  expect(points).toBeGreaterThan(100);
});

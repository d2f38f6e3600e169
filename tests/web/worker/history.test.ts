/** A run can be wound to any of its steps, and is there what it was, bit for bit; from there it goes on as another. */

import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { Trainer } from "../../../engine/js/node.ts";
import type { Course, CourseEvent, Phase, Progress, Recipe, RunEvent, WorkerEvent } from "../../../web/src/protocol.ts";
import type { Engine } from "../../../web/src/worker/engine.ts";
import { Epochs } from "../../../web/src/worker/epochs.ts";
import { Service } from "../../../web/src/worker/service.ts";
import { eventLoopTurn } from "../../../web/src/worker/slices.ts";
import { layersOf, loadEngine } from "./support.ts";

/** 120 steps of 4 epochs on points, where whatever a step depends on takes part. */
const moons = {
  ...{ seed: 3, epochs: 4, batchSize: 8, optimizer: "adam", learningRate: 0.01 },
  data: { name: "moons", examples: 300 },
  layers: [{ units: 16, activation: "tanh", dropout: 0.2, batchNormalization: true }, { units: 2 }],
} satisfies Recipe;

let engine: Engine;
beforeAll(async () => {
  engine = await loadEngine();
});

let events: RunEvent[];
let heard: () => void;
let service: Service;

beforeEach(async () => {
  events = [];
  heard = () => {};
  service = new Service(async () => engine);
  await service.open("http://nowhere/", (event: WorkerEvent) => {
    events.push(event as RunEvent);
    heard();
  });
});

/** Resolves once one of the events from `from` on satisfies `matches`. */
function event(matches: (event: RunEvent) => boolean, from = events.length): Promise<void> {
  return new Promise((resolve) => {
    heard = () => events.slice(from).some(matches) && resolve();
    heard();
  });
}
const phase = (wanted: Phase) => event((heard) => heard.type === "phase" && heard.phase === wanted);
const progress = () => events.flatMap((heard) => (heard.type === "progress" ? heard.progress : []));
const last = () => progress().at(-1) as Progress;
const noted = () => events.flatMap((heard) => (heard.type === "noted" ? heard.event : []));

/** Where it stands after winding, with its score and its hash. */
async function standingAt(step: number): Promise<Progress> {
  const scored = event(
    (heard) => heard.type === "progress" && heard.progress.hash !== undefined && heard.progress.step === step,
  );
  await service.rewind("run", step);
  await scored;
  return last();
}

/** Hashes after every step of a run that nobody winds back; `changes` by the steps after which they come. */
async function straight(recipe: Recipe, changes: Record<number, Recipe> = {}): Promise<string[]> {
  const training = engine.begin(engine.plan(recipe));
  const { validation } = training.sizes;
  const hashes = [training.weightHash()];
  const { epochs = 0 } = recipe;
  for (let report = training.report; report.epoch < epochs; ) {
    const epoch = report.epoch;
    report = training.train(1);
    hashes.push(training.weightHash());
    if (report.epoch > epoch) training.observe(training.evaluate(0, validation).lossSum / validation);
    const change = changes[report.step];
    if (change) training.configure(engine.plan(change));
  }
  training.dispose();
  return hashes;
}

async function trainToEnd(recipe: Recipe): Promise<void> {
  const finished = phase("finished");
  await service.train("run", recipe);
  await finished;
}

/** Some steps in an order of chance that is always the same. */
function someSteps(head: number, count: number): number[] {
  let state = 7;
  return Array.from({ length: count }, () => {
    state = (state * 1103515245 + 12345) % 2 ** 31;
    return state % (head + 1);
  });
}

describe("a run that is wound", () => {
  test.each<[string, Recipe]>([
    ["with dropout, batch normalisation and Adam", {}],
    ["with a plateau schedule", { schedule: { rule: "plateau", patience: 0, gamma: 0.3 } }],
    ["with a cosine over the run", { schedule: { rule: "cosine", period: 0 }, optimizer: "momentum" }],
    ["of one batch an epoch", { batchSize: 1000, epochs: 30 }],
  ])("%s, is at every step what it was", async (_, changes) => {
    const recipe = { ...moons, ...changes };
    const hashes = await straight(recipe);
    await trainToEnd(recipe);
    const head = hashes.length - 1;
    expect(last()).toMatchObject({ step: head, head, hash: hashes[head] });
    for (const step of [0, head, 1, head - 1, ...someSteps(head, 20)]) {
      const there = await standingAt(step);
      expect(there, `step ${step}`).toMatchObject({ step, head, hash: hashes[step] });
      expect(there.curve).toEqual([]);
    }
  });

  test("with changes by hand, has each from its step on, in whatever order it is visited", async () => {
    const changes = {
      17: { ...moons, learningRate: 0.05 },
      30: { ...moons, learningRate: 0.05, batchSize: 16 },
      40: { ...moons, optimizer: "sgd", learningRate: 0.1 },
    } satisfies Record<number, Recipe>;
    const hashes = await straight({ ...moons, epochs: 4 }, changes);
    await service.create("run", moons);
    let recipe: Recipe = moons;
    for (const [at, change] of Object.entries(changes)) {
      while ((last()?.step ?? 0) < Number(at)) await service.step("run", recipe);
      recipe = change;
      await service.configure("run", recipe);
    }
    while (last().step < hashes.length - 1) await service.step("run", recipe);
    expect(noted().filter((event) => "recipe" in event)).toMatchObject(
      Object.entries(changes).map(([step, recipe]) => ({ step: Number(step), recipe })),
    );
    for (const step of [16, 40, 17, 18, 45, 30, 31, 2, ...someSteps(hashes.length - 1, 10)]) {
      expect((await standingAt(step)).hash, `step ${step}`).toBe(hashes[step]);
    }
  });

  test("says the same score as then, and reads as then", async () => {
    await trainToEnd(moons);
    const { test: score, step } = progress().findLast(({ epochEnd }) => epochEnd?.epoch === 2) as Progress;
    expect(await standingAt(step)).toMatchObject({ test: score, epoch: 2, stepInEpoch: 0 });
    const told = progress().find(({ epochEnd }) => epochEnd?.epoch === 2)?.seconds ?? 0;
    expect(last().seconds).toBeCloseTo(told, 2);
  });

  test("is refused a step that it does not have, and stands where it stood", async () => {
    await trainToEnd(moons);
    const { step } = last();
    for (const wrong of [-1, step + 1, 0.5, Number.NaN, Number.POSITIVE_INFINITY]) {
      await expect(service.rewind("run", wrong)).rejects.toMatchObject({
        name: "bad_setting",
        message: /no step .* 0 to \d+/,
      });
    }
    expect(last().step).toBe(step);
  });

  test("goes to the newest of several steps that are asked for", async () => {
    const hashes = await straight(moons);
    await trainToEnd(moons);
    const scored = event(
      (heard) => heard.type === "progress" && heard.progress.step === 33 && heard.progress.hash !== undefined,
    );
    await Promise.all([5, 90, 60, 33].map((step) => service.rewind("run", step)));
    await scored;
    expect(last()).toMatchObject({ step: 33, hash: hashes[33] });
  });

  test("while it trains, pauses there", async () => {
    const hashes = await straight({ ...moons, epochs: 400 });
    const training = event((heard) => heard.type === "progress" && heard.progress.step > 200);
    await service.train("run", { ...moons, epochs: 400 });
    await training;
    expect(await standingAt(111)).toMatchObject({ step: 111, hash: hashes[111] });
    expect(events.flatMap((heard) => (heard.type === "phase" ? heard.phase : [])).at(-1)).toBe("paused");
    expect(last().head).toBeGreaterThan(200);
  });
});

describe("a step is the same, whichever way it is reached", () => {
  test("with the part of its epoch, after another batch size", async () => {
    await service.create("run", moons);
    for (let i = 0; i < 10; i++) await service.step("run", moons);
    for (let i = 0; i < 4; i++) await service.step("run", { ...moons, batchSize: 32 });
    const there = (await standingAt(13)).epochsSeen;
    for (const way of [[0], [12], [0, 12], [9, 11], [10]]) {
      for (const step of way) await standingAt(step);
      expect((await standingAt(13)).epochsSeen, `by ${way}`).toBe(there);
    }
  });

  test("with what early stopping knows there", async () => {
    const recipe = {
      ...{ ...moons, epochs: 2000, optimizer: "sgd", learningRate: 0.01, batchSize: 30 },
      earlyStopping: { patience: 20, leastProgress: 0.002 },
    } satisfies Recipe;
    await trainToEnd(recipe);
    const { head, hash } = last();
    const target = head - 15;
    await standingAt(0);
    for (let step = target - 60; step <= target; step += 3) await service.rewind("run", step);
    await trainToEnd(recipe);
    expect(last()).toMatchObject({ head, hash });
  });

  test("and is near, also where every step is an epoch", async () => {
    const recipe = { ...moons, batchSize: 1000, epochs: 1000 };
    await trainToEnd(recipe);
    const { head } = last();
    const training = vi.spyOn(Trainer.prototype, "train");
    for (let i = 1; i < 10; i++) {
      await standingAt(0);
      training.mockClear();
      await standingAt(Math.floor((head * i) / 10) - 1);
      const replayed = training.mock.calls.reduce((sum, [steps]) => sum + steps, 0);
      expect(replayed).toBeLessThan(head / 4);
    }
    training.mockRestore();
  });
});

test.each<[string, Recipe]>([
  ["its last epoch", {}],
  ["early stopping", { epochs: 100, earlyStopping: { patience: 2 } }],
])("back at its end, a run that %s has ended is over, as it was; on the way there it is paused", async (_, changes) => {
  await trainToEnd({ ...moons, ...changes });
  const { head, lastEpoch } = last();
  const phaseAt = async (step: number) => {
    const from = events.length;
    await standingAt(step);
    return events.slice(from).findLast(({ type }) => type === "phase");
  };
  expect(await phaseAt(head - 1)).toMatchObject({ phase: "paused" });
  expect(await phaseAt(head)).toMatchObject({ phase: "finished" });
  expect(last()).toMatchObject({ step: head, lastEpoch });
  await service.step("run", { ...moons, ...changes });
  expect(events.findLast(({ type }) => type === "phase")).toMatchObject({ phase: "paused" });
});

describe("what is asked for on the way", () => {
  /** Some turns, in which what was asked for gets under way. */
  async function turns(count: number): Promise<void> {
    for (let i = 0; i < count; i++) await eventLoopTurn();
  }
  const phases = (from: number) => events.slice(from).flatMap((heard) => (heard.type === "phase" ? heard.phase : []));
  const long = { ...moons, epochs: 300 };

  // By a clock that goes on by being looked at. While the run trains it hardly does, so that no places are kept on the way;
  // then by as much as a slice may take, so that a way through its history takes as many turns as it has steps.
  beforeEach(async () => {
    let [now, tick] = [performance.now(), 0.001];
    vi.spyOn(performance, "now").mockImplementation(() => {
      now += tick;
      return now;
    });
    await trainToEnd(long);
    tick = 30;
  });
  afterEach(() => void vi.restoreAllMocks());

  test("a pause outlives training that still had to wait", async () => {
    const from = events.length;
    const winding = service.rewind("run", 7000);
    await turns(2);
    const training = service.train("run", long);
    await turns(1);
    await service.pause("run");
    await Promise.all([winding, training]);
    await turns(20);
    expect(phases(from)).not.toContain("training");
    expect(events.slice(from).some(({ type }) => type === "branch")).toBe(false);
    expect((await standingAt(last().head)).step).toBe(last().head);
  });

  test("the last of several is what comes of it, and the run is whole", async () => {
    const { head } = last();
    const hash = (await standingAt(5000)).hash;
    await standingAt(head);
    const calls = [service.rewind("run", 8000)];
    await turns(2);
    calls.push(service.train("run", long));
    await turns(1);
    calls.push(service.rewind("run", 5000));
    await Promise.all(calls);
    await turns(20);
    expect(last()).toMatchObject({ step: 5000, head });
    expect((await standingAt(5000)).hash).toBe(hash);
    expect((await standingAt(head)).step).toBe(head);
  });

  test.each<[string, () => Promise<void>]>([
    ["training", () => service.train("run", long)],
    ["a new network", () => service.create("run", long)],
    ["an epoch", () => service.trainEpoch("run", long)],
  ])("%s, while the score at an epoch's end is still made", async (_, ask) => {
    await service.create("run", long);
    const train = Trainer.prototype.train;
    let asked: Promise<unknown> | undefined;
    vi.spyOn(Trainer.prototype, "train").mockImplementation(function (this: Trainer, ...given) {
      const { epochs } = this.progress;
      const score = train.apply(this, given);
      if (!asked && this.progress.epochs > epochs && epochs >= 20) {
        asked = Promise.all([service.rewind("run", 100), ask()]);
      }
      return score;
    });
    await service.train("run", long);
    await event(() => asked !== undefined, 0);
    await asked; // neither is refused
    vi.restoreAllMocks();
    await service.pause("run");
    const { step, head } = last();
    expect(step).toBeLessThanOrEqual(head);
    const hashes = await straight(long);
    for (const some of [0, Math.floor(head / 2), head]) expect((await standingAt(some)).hash).toBe(hashes[some]);
  });

  test("a pause after a reset knows nothing of the run that was wound before", async () => {
    const winding = service.rewind("run", 7000);
    await turns(2);
    expect(last().seconds).toBeGreaterThan(0);
    // From now on nothing takes any time.
    vi.mocked(performance.now).mockReturnValue(performance.now());
    await service.create("run", long);
    await winding;
    await service.train("run", long);
    await event((heard) => heard.type === "progress" && heard.progress.step > 20);
    await service.pause("run");
    await turns(2);
    expect(last().seconds).toBe(0);
    expect(last().startEpoch).toBe(0);
  });
});

describe("a branch", () => {
  test("begins with other settings where the run was wound to, and the same network", async () => {
    const other = { ...moons, learningRate: 0.001 };
    const hashes = await straight(moons, { 50: other });
    await trainToEnd(moons);
    await standingAt(50);
    await service.configure("run", other);
    expect(events.some(({ type }) => type === "branch")).toBe(false); // it may still go back to its end
    const from = events.length;
    const finished = phase("finished");
    await service.train("run", { ...other, epochs: 3 });
    await finished;
    expect(
      events
        .slice(from)
        .filter(({ type }) => type === "branch" || type === "noted")
        .slice(0, 2),
    ).toMatchObject([
      { type: "branch", step: 50 },
      { type: "noted", event: { step: 50, recipe: { learningRate: 0.001 } } },
    ]);
    for (const step of [49, 50, 51, 70]) expect((await standingAt(step)).hash, `step ${step}`).toBe(hashes[step]);
  });

  test("with the same settings goes the same way", async () => {
    const hashes = await straight(moons);
    await trainToEnd(moons);
    await standingAt(61);
    await service.step("run", moons);
    expect(last()).toMatchObject({ step: 62, head: 62 });
    for (const step of [62, 10]) expect((await standingAt(step)).hash).toBe(hashes[step]);
  });

  test("is none where the run stands at its end", async () => {
    await trainToEnd(moons);
    const { head } = last();
    await standingAt(4);
    await standingAt(head);
    await service.step("run", moons);
    expect(events.some(({ type }) => type === "branch")).toBe(false);
    expect(last().step).toBe(head + 1);
  });
});

test("an epoch beyond the end is the first of another run through the epochs, and no figure lies behind", async () => {
  await trainToEnd({ ...moons, epochs: 1 });
  for (let i = 0; i < 2; i++) {
    const from = events.length;
    const finished = event(({ type, ...heard }) => type === "phase" && "phase" in heard && heard.phase !== "training");
    await service.trainEpoch("run", { ...moons, epochs: 1 });
    await finished;
    for (const { epochsSeen, lastEpoch, secondsLeft } of events
      .slice(from)
      .flatMap((heard) => (heard.type === "progress" && heard.progress.digitsPerSecond > 0 ? heard.progress : []))) {
      expect(epochsSeen).toBeLessThanOrEqual(lastEpoch);
      expect(secondsLeft ?? 0).toBeGreaterThanOrEqual(0);
    }
  }
  expect(last()).toMatchObject({ epoch: 3, lastEpoch: 3 });
});

test("an epoch at a time ends where the run would, and stands still after each", async () => {
  const hashes = await straight(moons);
  await service.create("run", moons);
  for (let i = 0; i < 7; i++) await service.step("run", moons);
  for (let epoch = 1; epoch <= 4; epoch++) {
    const stands = event(({ type, ...heard }) => type === "phase" && "phase" in heard && heard.phase !== "training");
    await service.trainEpoch("run", moons);
    await stands;
    expect(last()).toMatchObject({ epoch, stepInEpoch: 0, step: last().head });
    expect((await standingAt(last().step)).hash).toBe(hashes[last().step]);
  }
  expect(last().step).toBe(hashes.length - 1);
});

describe("early stopping", () => {
  const overfitting = { ...moons, epochs: 200, learningRate: 0.05, earlyStopping: { patience: 3 } } satisfies Recipe;

  test("puts back what is also the end of the run when it is wound there", async () => {
    await trainToEnd(overfitting);
    const end = last();
    const kept = noted().find((event) => "kept" in event) as CourseEvent & { kept: number };
    expect(kept).toMatchObject({ step: end.head });
    expect(end.epoch).toBeLessThan(200);
    const best = await standingAt(kept.kept);
    expect(best.hash).toBe(end.hash);
    expect(best.test).toEqual(end.test);
    expect((await standingAt(end.head - 1)).hash).not.toBe(end.hash);
    expect((await standingAt(end.head)).hash).toBe(end.hash);
  });
});

/** What a page would keep of the run. */
const courseNow = (recipe: Recipe): Course => ({ recipe, events: noted(), steps: last().head });

describe("a course", () => {
  test.each<[string, Recipe]>([
    ["of a plain run", moons],
    ["with early stopping", { ...moons, epochs: 200, learningRate: 0.05, earlyStopping: { patience: 3 } }],
    ["with a plateau schedule", { ...moons, schedule: { rule: "plateau", patience: 0, gamma: 0.3 } }],
  ])("%s, makes the run again, with all of its past", async (_, recipe) => {
    await trainToEnd(recipe);
    const { hash, step } = last();
    const inBetween = (await standingAt(40)).hash;
    const course = courseNow(recipe);
    await service.create("run", { ...moons, seed: 9 });
    const scored = event((heard) => heard.type === "progress" && heard.progress.hash !== undefined);
    await service.resume("run", course);
    await scored;
    expect(last()).toMatchObject({ step, head: step, hash });
    expect((await standingAt(40)).hash).toBe(inBetween);
    expect((await standingAt(step)).hash).toBe(hash);
  });

  test("with changes and a divergence makes the run again", async () => {
    const calm = { ...moons, loss: "mean_squared_error", learningRate: 0.1, optimizer: "sgd" } satisfies Recipe;
    await service.create("run", calm);
    for (let i = 0; i < 10; i++) await service.step("run", calm);
    const tooFast = { ...calm, learningRate: 1e30 };
    await expect(
      (async () => {
        for (let i = 0; i < 100; i++) await service.step("run", tooFast);
      })(),
    ).rejects.toMatchObject({ name: "diverged" });
    await expect(service.step("run", calm)).rejects.toMatchObject({ name: "diverged" }); // its weights are ruined
    const { hash } = await standingAt(last().step);
    const course = courseNow(calm);
    expect(course.events.filter((event) => "diverged" in event)).toHaveLength(2);
    const again = event((heard) => heard.type === "progress" && heard.progress.hash !== undefined);
    await service.resume("run", course);
    await again;
    expect(last().hash).toBe(hash);
  });

  test("with a step that diverged, and others after it, draws what was drawn at random", async () => {
    const calm = {
      ...{ ...moons, loss: "mean_squared_error", optimizer: "sgd", learningRate: 0.001, batchSize: 100 },
      data: { name: "linear", examples: 200 },
      layers: [{ units: 8, dropout: 0.5 }, { units: 1 }],
    } satisfies Recipe;
    await service.create("run", calm);
    events = [];
    for (let i = 0; i < 5; i++) await service.step("run", calm);
    // Its weights are no numbers after a single step, so that it is taken back whole.
    await expect(service.step("run", { ...calm, learningRate: 3e38 })).rejects.toMatchObject({ name: "diverged" });
    for (let i = 0; i < 5; i++) await service.step("run", calm);
    const { hash } = await standingAt(10);
    const course = courseNow(calm);
    expect(course.events.filter((event) => "diverged" in event)).toHaveLength(1);
    await service.resume("run", course);
    expect((await standingAt(10)).hash).toBe(hash);
  });

  test("can be broken off, and the run stands where it came to", async () => {
    const steps = 200_000;
    const resuming = service.resume("run", { recipe: { ...moons, epochs: 100_000 }, events: [], steps });
    await event((heard) => heard.type === "progress" && heard.progress.step > 10);
    await service.pause("run");
    await resuming;
    const { step, head } = last();
    expect(step).toBeLessThan(head);
    expect(head).toBe(steps);
  });
});

test("why a run diverged: the layer whose numbers grew first", async () => {
  const recipe = {
    ...{ seed: 1, epochs: 50, batchSize: 8, learningRate: 3, loss: "mean_squared_error" as const },
    data: { name: "linear" as const, examples: 200 },
    layers: [{ units: 8 }, { units: 1 }],
  } satisfies Recipe;
  const paused = phase("paused");
  await service.train("run", recipe);
  await paused;
  const { step, head } = last();
  const from = events.length;
  const growth = await service.explainDivergence("run");
  // The score that was under way is that of the network where the run stands.
  const scored = progress().at(-1);
  expect(events.length).toBeGreaterThan(from);
  expect(scored).toMatchObject({ step, test: (await standingAt(step)).test });
  expect(growth).toMatchObject({ layer: expect.any(Number), step: expect.any(Number) });
  expect(growth?.times).toBeGreaterThanOrEqual(4);
  expect(growth?.step).toBeLessThanOrEqual(head);
  expect(last()).toMatchObject({ step, head });
  expect((await standingAt(head)).step).toBe(head);
  await service.create("run", moons);
  expect(await service.explainDivergence("run")).toBeUndefined();
});

test("memory is bounded: a long run keeps no more places, and winds to any step of it", async () => {
  const recipe = {
    ...moons,
    data: { name: "moons", examples: 2000 },
    layers: layersOf(2000, 1000).slice(0, 2).concat({ units: 2 }),
  } as Recipe;
  const disposed = { kept: 0, most: 0 };
  const training = engine.begin(engine.plan(recipe));
  const { History } = await import("../../../web/src/worker/history.ts");
  const history = new History(training, (recipe) => engine.plan(recipe));
  const standing = { milliseconds: 0, startEpoch: 0, trainingSize: 100, epochs: new Epochs() };
  history.keep(standing);
  const checkpoint = training.checkpoint.bind(training);
  training.checkpoint = () => {
    const made = checkpoint();
    const dispose = made.dispose.bind(made);
    disposed.kept++;
    disposed.most = Math.max(disposed.most, disposed.kept);
    made.dispose = () => {
      disposed.kept--;
      dispose();
    };
    return made;
  };
  const hashes = [training.weightHash()];
  for (let step = 1; step <= 30; step++) {
    training.train(1);
    hashes.push(training.weightHash());
    history.trained(1000, { ...standing, milliseconds: 1000 * step });
  }
  // 2 million parameters, three values for each with Adam: 24 MB a place, of which 136 MB hold 5; at least 8 are kept.
  expect(disposed.most).toBeLessThanOrEqual(9);
  for (const step of [3, 29, 30, 17]) {
    for (const _ of history.goTo(step));
    expect(training.weightHash()).toBe(hashes[step]);
  }
  history.dispose();
  expect(disposed.kept).toBe(0);
  training.dispose();
});

test("where memory runs out, older places make room, and training goes on", async () => {
  const training = engine.begin(engine.plan(moons));
  const { History } = await import("../../../web/src/worker/history.ts");
  const history = new History(training, (recipe) => engine.plan(recipe));
  const standing = { milliseconds: 0, startEpoch: 0, trainingSize: 100, epochs: new Epochs() };
  const checkpoint = training.checkpoint.bind(training);
  let kept = 0;
  training.checkpoint = () => {
    if (kept >= 6) throw Object.assign(new Error("There is not enough memory."), { name: "bad_setting" });
    const made = checkpoint();
    const dispose = made.dispose.bind(made);
    kept++;
    made.dispose = () => {
      kept--;
      dispose();
    };
    return made;
  };
  history.keep(standing);
  const hashes = [training.weightHash()];
  for (let step = 1; step <= 20; step++) {
    training.train(1);
    hashes.push(training.weightHash());
    history.trained(1000, { ...standing, milliseconds: 1000 * step });
  }
  for (const step of [20, 3, 11, 0]) {
    for (const _ of history.goTo(step));
    expect(training.weightHash()).toBe(hashes[step]);
  }
  history.dispose();
  training.dispose();
});

test("made-up pictures count: where each place has pictures of its own, there are fewer", async () => {
  const training = engine.begin(engine.plan(moons));
  const { History } = await import("../../../web/src/worker/history.ts");
  const history = new History(training, (recipe) => engine.plan(recipe));
  const standing = { milliseconds: 0, startEpoch: 0, trainingSize: 100, epochs: new Epochs() };
  const checkpoint = training.checkpoint.bind(training);
  const kept = new Set<object>();
  let pictures = 0;
  training.checkpoint = () => {
    const made = checkpoint();
    const dispose = made.dispose.bind(made);
    pictures += 20_000; // more than a run keeps
    Object.defineProperty(made, "pictures", { value: pictures });
    made.dispose = () => {
      kept.delete(made);
      dispose();
    };
    kept.add(made);
    return made;
  };
  for (let step = 0; step < 30; step++) {
    history.trained(1000, { ...standing, milliseconds: 1000 * step });
    training.train(1);
  }
  expect(kept.size).toBe(9); // of 14.7 MB each
  history.dispose();
  training.dispose();
});

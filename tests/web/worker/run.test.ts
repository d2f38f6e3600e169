/** The training loop on the real engine: slicing, pausing and scoring never change the run, and every stop is heard. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { InklingError, Trainer } from "../../../engine/js/node.ts";
import type { Phase, Progress, Recipe, RunEvent } from "../../../web/src/protocol.ts";
import type { Engine } from "../../../web/src/worker/engine.ts";
import { Run } from "../../../web/src/worker/run.ts";
import { eventLoopTurn } from "../../../web/src/worker/slices.ts";
import type { Training } from "../../../web/src/worker/training.ts";
import { layersOf, openEngine, usePackedMnist } from "./support.ts";

usePackedMnist();

const settings = { layers: layersOf(32), optimizer: "momentum", learningRate: 0.05, batchSize: 64 } satisfies Recipe;
/** An epoch of which is short. */
const few = { data: { examples: 1000 } };

let engine: Engine;
let training: Training;
let run: Run;
let events: RunEvent[];
let heard: () => void;

beforeEach(async () => {
  events = [];
  heard = () => {};
  engine = await openEngine();
  run = new Run((event) => {
    events.push(event);
    heard();
  });
});
afterEach(() => {
  run.dispose(); // or it trains on, and tells the next test of it
  vi.restoreAllMocks();
  run.dispose(); // what it is still doing is not to be heard by the next test
});

function make(changes: Recipe = {}, epochs = 2): void {
  events.length = 0;
  training = engine.begin(engine.plan({ ...settings, ...changes, epochs }));
  run.begin(training, false, settings, (recipe) => engine.plan({ ...settings, ...changes, epochs, ...recipe }));
}

/** New settings for the network that there is. */
function configure(recipe: Recipe): void {
  training.configure(engine.plan(recipe));
  run.adjust();
}

/** Resolves once an event satisfies `matches`; events already heard count only for `from` on. */
function event(matches: (event: RunEvent) => boolean, from = events.length): Promise<RunEvent> {
  return new Promise((resolve) => {
    heard = () => {
      const found = events.slice(from).find(matches);
      if (found) resolve(found);
    };
    heard();
  });
}

const phase = (wanted: Phase) => event((heard) => heard.type === "phase" && heard.phase === wanted);
const testScore = () => event((heard) => heard.type === "progress" && heard.progress.test !== undefined);
/** The score of the weights as they are: it may have come just before training stopped. */
const currentTestScore = () => {
  const { step } = lastProgress();
  const isCurrent = ({ test, step: at }: Progress) => test !== undefined && at === step;
  return event((heard) => heard.type === "progress" && isCurrent(heard.progress), 0);
};
const progressHeard = () => events.flatMap((heard) => (heard.type === "progress" ? [heard.progress] : []));
const lastProgress = () => progressHeard().at(-1) as Progress;

/** The weights after so many epochs of nothing but training. */
function plainHash(epochs: number, changes: Recipe = {}): string {
  const alone = engine.begin(engine.plan({ ...settings, ...changes }));
  for (let epoch = 0; epoch < epochs; ) epoch = alone.train(7).epoch;
  return alone.weightHash();
}

describe("a run trains exactly what the engine alone would", () => {
  test("in slices, with scores", async () => {
    const expected = plainHash(2);
    make();
    run.train();
    await phase("finished");
    expect(training.weightHash()).toBe(expected);
  });

  test("paused, stepped, asked for predictions and trained on", async () => {
    const small = { batchSize: 8 };
    make(small, 1000);
    for (let pauses = 0; pauses < 3; pauses++) {
      run.train();
      await event((heard) => heard.type === "progress" && heard.progress.training !== undefined);
      run.pause();
      await currentTestScore();
      await run.read(engine.testDigit(pauses).pixels);
      await run.step();
    }
    // To the end of the epoch that it is in, however far the machine got.
    const epochs = lastProgress().epoch + 1;
    configure({ ...settings, ...small, epochs: 1 });
    run.train();
    await phase("finished");
    expect(lastProgress().epoch).toBe(epochs);
    expect(training.weightHash()).toBe(plainHash(epochs, small));
  });
});

describe("a reading", () => {
  const pixels = () => engine.testDigit(0).pixels;

  test("of a network that stands still is calibrated first, once for the same weights, and never of an untrained one", async () => {
    make(few, 1);
    const calibrate = vi.spyOn(training, "calibrate");
    const untrained = training.read(pixels());
    expect(await run.read(pixels())).toEqual(untrained);
    await run.step();
    const before = training.read(pixels());
    calibrate.mockClear();
    const calibrated = await run.read(pixels());
    expect(calibrated).not.toEqual(before);
    expect(calibrate).toHaveBeenCalledTimes(25);
    calibrate.mockClear();
    expect(await run.read(pixels())).toEqual(calibrated);
    expect(calibrate).toHaveBeenCalledTimes(1);
  });

  test("lets other calls in between, and training ends its calibration", async () => {
    make({}, 1000);
    await run.step();
    const calibrate = vi.spyOn(training, "calibrate");
    const reading = run.read(pixels());
    run.train();
    expect(await reading).toHaveLength(10);
    expect(calibrate).toHaveBeenCalledTimes(1);
    await run.read(pixels());
    expect(calibrate).toHaveBeenCalledTimes(1);
    run.pause();
  });

  test("outlives the run", async () => {
    make();
    await run.step();
    const reading = run.read(pixels());
    run.dispose();
    expect(await reading).toBeUndefined();
  });
});

test("an epoch counts as completed together with its test score", async () => {
  make(few, 5);
  run.train();
  await phase("finished");
  await eventLoopTurn();
  let completed = 0;
  for (const { epoch, test } of progressHeard()) {
    if (epoch === completed) continue;
    expect(epoch).toBe(completed + 1);
    expect(test).toBeDefined();
    completed = epoch;
  }
  expect(completed).toBe(5);
});

test("the test score is that of all 10,000 test digits with the weights of the moment", async () => {
  make(few, 1);
  run.train();
  await phase("finished");
  const { lossSum, correct } = training.evaluate(0, 10_000);
  expect(lastProgress().test?.accuracy).toBe(correct / 10_000);
  expect(lastProgress().test?.loss).toBeCloseTo(lossSum / 10_000, 6);
});

test("training scores are means over all batches since the last event", async () => {
  const { digits, lossSum, correct } = engine.begin(engine.plan({ ...settings, ...few })).train(1);
  make(few);
  await run.step();
  expect(lastProgress().training).toEqual({ loss: lossSum / digits, accuracy: correct / digits });
});

describe("what training reads right in an epoch", () => {
  const endOf = (epoch: number) => progressHeard().findLast(({ epochEnd }) => epochEnd?.epoch === epoch)?.epochEnd;

  test("is of all of its digits, wherever it was paused and stepped", async () => {
    const alone = engine.begin(engine.plan({ ...settings, ...few }));
    const whole = alone.train(1000);
    alone.dispose();
    make(few, 1);
    await run.step();
    await run.step();
    run.train();
    await phase("finished");
    expect(whole.digits).toBe(1000);
    expect(endOf(1)?.trainingAccuracy).toBe(whole.correct / 1000);
    // So that the same run ends with the same figures, whenever it was posted what training scored on the way.
    const { loss = 0, accuracy } = progressHeard().findLast(({ training }) => training)?.training ?? {};
    expect(accuracy).toBe(whole.correct / 1000);
    expect(loss).toBeCloseTo(whole.lossSum / 1000, 9);
  });

  test("is not known of an epoch into whose middle it was wound, and is of the next", async () => {
    make(few, 2);
    run.train();
    await phase("finished");
    const second = endOf(2);
    const scored = testScore();
    await run.rewind(5);
    await scored;
    run.train();
    await phase("finished");
    expect(endOf(1)?.trainingAccuracy).toBeUndefined();
    expect(endOf(2)).toEqual(second);
    expect(second?.trainingAccuracy).toBeGreaterThan(0);
  });
});

test("training learns, and a further call trains for as many epochs more", async () => {
  make({}, 2);
  run.train();
  await phase("finished");
  expect(lastProgress()).toMatchObject({ epoch: 2, stepInEpoch: 0, digitsPerSecond: 0 });
  expect(lastProgress().test?.accuracy).toBeGreaterThan(0.85);
  run.train();
  await phase("finished");
  expect(lastProgress().epoch).toBe(4);
});

/** A clock that goes on by so many milliseconds for each step of training and each digit scored, and by nothing else. */
function clockOf(work: { step: number; digit: number }): { trained: number; scored: number } {
  const clock = { trained: 0, scored: 0 };
  vi.spyOn(performance, "now").mockImplementation(() => clock.trained + clock.scored);
  const evaluate = training.evaluate.bind(training);
  const train = training.train.bind(training);
  vi.spyOn(training, "evaluate").mockImplementation((first, count) => {
    clock.scored += count * work.digit;
    return evaluate(first, count);
  });
  vi.spyOn(training, "train").mockImplementation((steps) => {
    const before = training.report.step;
    const result = train(steps);
    clock.trained += (result.step - before) * work.step;
    return result;
  });
  return clock;
}

test("progress is posted about 20 times a second, and says how fast training is", async () => {
  make({ batchSize: 100 }, 1000);
  const clock = clockOf({ step: 1, digit: 0 });
  run.train();
  await event((heard) => heard.type === "progress" && heard.progress.seconds > 5);
  run.pause();
  const { seconds, step } = lastProgress();
  expect(seconds).toBeCloseTo(clock.trained / 1000, 9);
  expect(seconds).toBeCloseTo(step / 1000, 9);
  expect(progressHeard().at(-2)?.digitsPerSecond).toBeCloseTo(100 / 0.001, 3);
  const ends = progressHeard().filter(({ test }) => test).length;
  const posts = progressHeard().length;
  expect(posts - ends).toBeLessThanOrEqual(seconds * 20 + 2); // where it begins, and where it stands still
  expect(posts).toBeGreaterThanOrEqual(seconds * 15); // what is posted waits for the end of a slice
});

describe("calls are heard between slices", () => {
  test("a pause stands still at once, and the score of the weights reached follows", async () => {
    make({}, 1000);
    run.train();
    await event((heard) => heard.type === "progress" && heard.progress.step > 0);
    run.pause();
    const { step } = lastProgress();
    const hash = training.weightHash();
    await currentTestScore();
    expect(lastProgress().step).toBe(step);
    expect(training.weightHash()).toBe(hash);
    expect(run.phase).toBe("paused");
  });

  test("a step while training takes one batch more and stands still", async () => {
    make({}, 1000);
    run.train();
    await event((heard) => heard.type === "progress" && heard.progress.step > 0);
    const { step } = training.report;
    await run.step();
    expect(lastProgress().step).toBe(step + 1);
    expect(run.phase).toBe("paused");
  });

  test("of two steps at once the first gives way, and neither hangs", async () => {
    make();
    await Promise.all([run.step(), run.step()]);
    expect(lastProgress().step).toBe(1);
  });

  test("a step that ends an epoch completes it when its score is there", async () => {
    make({ ...few, batchSize: 1000 });
    await run.step();
    expect(lastProgress()).toMatchObject({ epoch: 0, step: 1, stepInEpoch: 1, stepsPerEpoch: 1, test: undefined });
    await currentTestScore();
    expect(lastProgress()).toMatchObject({ epoch: 1, step: 1, stepInEpoch: 0 });
  });

  test("a new network during training goes on training, from the start", async () => {
    make(few, 3);
    run.train();
    await event((heard) => heard.type === "progress" && heard.progress.epoch === 2);
    make({ ...few, seed: 2 }, 3);
    await phase("finished");
    expect(lastProgress().epoch).toBe(3);
  });
});

describe("within a long epoch", () => {
  test.each([
    { digit: 0.005, apart: 1000 },
    { digit: 0.05, apart: 8 * 500 },
  ])("test scores that take $digit ms a digit come $apart ms apart", async ({ digit, apart }) => {
    make({ batchSize: 1 }, 1);
    const clock = clockOf({ step: 1, digit });
    run.train();
    await testScore(); // of the untrained network
    const standings: number[] = [clock.trained];
    for (let i = 0; i < 2; i++) {
      await testScore();
      standings.push(clock.trained);
    }
    run.pause();
    expect(lastProgress().epoch).toBe(0);
    const [none, first, second] = standings as [number, number, number];
    expect(none).toBe(0);
    // Training goes on in slices, after one of which the next score is due.
    for (const between of [first, second - first]) {
      expect(between).toBeGreaterThanOrEqual(apart);
      expect(between).toBeLessThan(apart + 50);
    }
    // All time spent training counts as such, and none that was spent scoring.
    expect(lastProgress().seconds).toBeCloseTo(clock.trained / 1000, 9);
  });
});

describe("at a pace to watch", () => {
  /** Lets time pass where only the run's own rests take any, until `done`. */
  async function passTime(done: () => boolean, most = 1000): Promise<void> {
    for (let turns = 0; !done(); turns++) {
      if (turns === most) throw new Error("What was waited for did not come");
      await vi.advanceTimersByTimeAsync(5);
      await eventLoopTurn();
    }
  }
  const step = () => lastProgress().step;

  beforeEach(() => void vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] }));
  afterEach(() => void vi.useRealTimers());

  test("batches come one by one, eight a second, and the figures say so", async () => {
    make({ batchSize: 16 });
    run.setPace("watch");
    run.train();
    await passTime(() => step() === 1);
    const start = performance.now();
    await passTime(() => step() === 41);
    run.pause();
    const batches = progressHeard().map((heard) => heard.step);
    expect([...new Set(batches)]).toEqual(Array.from({ length: 42 }, (_, i) => i));
    // The clock stands still but for the steps of 5 ms.
    expect(performance.now() - start).toBeGreaterThanOrEqual(40 * 125);
    expect(performance.now() - start).toBeLessThan(40 * 135);
    expect(progressHeard().at(-2)?.digitsPerSecond).toBeCloseTo(8 * 16, 3);
    expect(lastProgress().seconds).toBeCloseTo(41 / 8, 3);
    // Of two epochs of 625 batches.
    expect(progressHeard().at(-2)).toMatchObject({ startEpoch: 0, lastEpoch: 2 });
    expect(progressHeard().at(-2)?.secondsLeft).toBeCloseTo((1250 - 41) / 8, 3);
    expect(progressHeard().at(-2)?.secondsPerEpoch).toBeCloseTo(625 / 8, 3);
    expect(lastProgress().secondsLeft).toBeUndefined();
  });

  test("and changed again and again, paused and stepped, it is the same run bit for bit, with the same curve", async () => {
    const short = { ...few, batchSize: 32 };
    const expected = plainHash(2, short);
    // Each time it takes another time.
    const curve = () => progressHeard().flatMap((heard) => heard.curve.map((point) => ({ ...point, seconds: 0 })));
    make(short);
    run.train();
    await passTime(() => run.phase === "finished");
    const whole = curve();

    make(short);
    run.setPace("watch");
    run.train();
    await passTime(() => step() >= 3);
    run.setPace("fast");
    await passTime(() => step() >= 5);
    run.setPace("watch");
    await passTime(() => step() >= 8);
    run.pause();
    await run.step();
    configure({ ...settings, ...short, epochs: 2 - lastProgress().epoch });
    run.train();
    run.setPace("fast");
    await passTime(() => run.phase === "finished");
    expect(lastProgress().epoch).toBe(2);
    expect(training.weightHash()).toBe(expected);
    expect(curve()).toEqual(whole);
  });

  test("a pause, a step, a score and a new pace are heard while it rests, with no time passing", async () => {
    make({}, 1000);
    run.setPace("watch");
    run.train();
    await passTime(() => step() === 2);
    const now = performance.now();
    run.pause();
    expect(run.phase).toBe("paused");
    await currentTestScore();
    await run.step();
    expect(step()).toBe(3);
    await currentTestScore();
    run.train();
    run.setPace("fast");
    await event((heard) => heard.type === "progress" && heard.progress.step > 3);
    expect(performance.now()).toBe(now);
  });

  test("no batch is taken while it rests, and the first one after a pause comes at once", async () => {
    make({}, 1000);
    run.setPace("watch");
    run.train();
    await passTime(() => step() === 1);
    for (let turn = 0; turn < 100; turn++) await eventLoopTurn();
    expect(training.report.step).toBe(1);
    run.pause();
    await currentTestScore();
    await vi.advanceTimersByTimeAsync(125);
    run.train();
    const now = performance.now();
    await event((heard) => heard.type === "progress" && heard.progress.step === 2);
    expect(performance.now()).toBe(now);
  });
});

describe("divergence", () => {
  test("stops training with the engine's message, and the run still works", async () => {
    make({ learningRate: 1e6 });
    run.train();
    const problem = await event((heard) => heard.type === "problem");
    expect(problem).toMatchObject({ code: "diverged", message: expect.stringContaining("learning rate") });
    expect(run.phase).toBe("paused");
    await currentTestScore();
    expect(lastProgress().test?.loss).toBeLessThan(Number.POSITIVE_INFINITY);
    expect(lastProgress().step).toBe(training.report.step);

    make({}, 1);
    run.train();
    await phase("finished");
    expect(lastProgress().test?.accuracy).toBeGreaterThan(0.8);
  });

  test("is noticed by the test score, too, where weights are finite and what they put out is not", async () => {
    make({ learningRate: 1e20, optimizer: "adam" });
    await run.step();
    const problem = await event((heard) => heard.type === "problem", 0);
    expect(problem).toMatchObject({ code: "diverged", message: expect.stringContaining("learning rate") });
    await currentTestScore();
    expect(lastProgress().step).toBe(1);
    expect(progressHeard().findLast(({ test }) => test)?.test?.loss).not.toBeLessThan(Number.POSITIVE_INFINITY);
    expect(events.filter((heard) => heard.type === "problem")).toHaveLength(1);

    make({}, 1);
    run.train();
    await phase("finished");
    expect(lastProgress().test?.accuracy).toBeGreaterThan(0.8);
  });

  test("rejects the step at which it happens", async () => {
    make({ learningRate: 1e30, optimizer: "sgd" });
    const steps = async () => {
      for (;;) await run.step();
    };
    await expect(steps()).rejects.toMatchObject({ name: "diverged" });
    expect(events.filter((heard) => heard.type === "problem")).toEqual([]);
  });
});

describe("in its past", () => {
  test("a step is of an epoch that learns from as many digits as it did then", async () => {
    const more = { data: { examples: 2000 } };
    make(few, 3);
    await run.step();
    training.configure(engine.plan({ ...settings, ...more, epochs: 3 }));
    run.change(more);
    run.train();
    await phase("finished");
    const sizeAt = async (step: number) => {
      const scored = testScore();
      await run.rewind(step);
      await scored;
      expect(lastProgress().step).toBe(step);
      return lastProgress().trainingSize;
    };
    expect([await sizeAt(40), await sizeAt(10), await sizeAt(0), await sizeAt(17)]).toEqual([2000, 1000, 1000, 2000]);
  });

  test("a reading waits until the run that looks for why it diverged is back", async () => {
    make({ loss: "mean_squared_error", layers: [{ units: 8 }, { units: 10 }], optimizer: "sgd", learningRate: 1 });
    run.train();
    await event((heard) => heard.type === "problem");
    await currentTestScore();
    const { pixels } = engine.testDigit(0);
    const expected = await run.read(pixels);
    const explaining = run.explainDivergence();
    while (training.report.step === lastProgress().step) await eventLoopTurn();
    expect(await run.read(pixels)).toEqual(expected);
    await explaining;
  });
});

test("a crash of the engine is a problem that ends training", async () => {
  make({}, 1000);
  run.train();
  await event((heard) => heard.type === "progress" && heard.progress.step > 0);
  vi.spyOn(Trainer.prototype, "train").mockImplementation(() => {
    throw new InklingError("engine_failed", "The engine crashed: unreachable.");
  });
  const problem = await event((heard) => heard.type === "problem");
  expect(problem).toMatchObject({
    code: "engine_failed",
    message: expect.stringMatching(/^The engine crashed: .+\.$/),
  });
  expect(() => training.train(1)).toThrow(expect.objectContaining({ name: "engine_failed" }));
});

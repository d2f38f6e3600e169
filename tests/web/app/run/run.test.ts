/** Runs stand side by side, each with a worker of its own; what fails is told, with what may help. */

import { beforeEach, describe, expect, test, vi } from "vitest";
import { connect, type EngineClient } from "../../../../web/src/app/run/client.ts";
import { createRun } from "../../../../web/src/app/run/run.ts";
import { type Configuration, type InklingError, inklingError, type WorkerEvent } from "../../../../web/src/protocol.ts";

vi.mock("../../../../web/src/app/run/client.ts", () => ({ connect: vi.fn() }));

const configuration: Configuration = {
  hiddenUnits: [128],
  activation: "relu",
  dropout: 0,
  seed: 1,
  optimizer: "sgd",
  learningRate: 0.2,
  batchSize: 16,
  trainingSize: 10000,
  epochs: 100,
};

/** The other end of a connection: what is asked of the worker, and what it says. */
interface Worker {
  client: { [Call in keyof EngineClient]: ReturnType<typeof vi.fn<EngineClient[Call]>> };
  say(event: WorkerEvent): void;
  die(error: InklingError): void;
}

const workers: Worker[] = [];

beforeEach(() => {
  workers.length = 0;
  vi.mocked(connect).mockImplementation((say, die) => {
    const client = {
      open: vi.fn(async () => {}),
      train: vi.fn(async () => {}),
      step: vi.fn(async () => {}),
      pause: vi.fn(async () => {}),
      reset: vi.fn(async () => {}),
      configure: vi.fn(async () => {}),
      setPace: vi.fn(async () => {}),
      predict: vi.fn(async () => new Float32Array(10)),
      testDigit: vi.fn(async () => ({ pixels: new Uint8Array(784), label: 7 })),
      close: vi.fn(() => {}),
    };
    workers.push({ client, say, die });
    return client;
  });
});

const worker = (index: number) => workers[index] as Worker;

/** A run, the worker that it has started, and a way to change what it is meant to be. */
function open(change: Partial<Configuration> = {}) {
  const meant = { configuration: () => ({ ...configuration, ...change }) };
  const run = createRun(() => meant.configuration(), configuration);
  return { run, meant, worker: worker(workers.length - 1) };
}

const network: WorkerEvent = { type: "network", layers: [784, 128, 10], parameters: 101_770 };

const progress = (step: number): WorkerEvent => ({
  type: "progress",
  progress: {
    ...{ epoch: 0, step, digitsSeen: 16 * step, trainingSize: 10_000, stepInEpoch: step, stepsPerEpoch: 625 },
    ...{ curve: [], digitsPerSecond: 0, seconds: 0 },
  },
});

test("two runs are two workers, and neither hears or changes the other", async () => {
  const [one, other] = [open({ optimizer: "sgd" }), open({ optimizer: "adam" })];
  expect(workers).toHaveLength(2);
  await one.run.train();
  one.worker.say({ type: "phase", phase: "training" });
  one.worker.say(progress(3));
  expect(one.run.progress.value?.step).toBe(3);
  expect(other.run.progress.value).toBeUndefined();
  expect(other.run.phase.value).toBe("loading");
  expect(other.worker.client.train).not.toHaveBeenCalled();

  await other.run.train();
  expect(one.worker.client.train).toHaveBeenCalledExactlyOnceWith({ ...configuration, optimizer: "sgd" });
  expect(other.worker.client.train).toHaveBeenCalledExactlyOnceWith({ ...configuration, optimizer: "adam" });

  one.worker.die(inklingError("worker_died", "It ended."));
  expect(one.run.phase.value).toBe("failed");
  expect(other.run.problem.value).toBeUndefined();
});

test("another network leaves nothing of what was told of the last", () => {
  const { run, worker } = open();
  worker.say(network);
  const before = run.weights.value;
  worker.say(progress(5));
  expect(run.isTrained.value).toBe(true);
  expect(run.weights.value).not.toBe(before);
  worker.say({ ...network });
  expect(run.isTrained.value).toBe(false);
  expect(run.progress.value).toBeUndefined();
});

describe("what it is meant to be cannot be told yet", () => {
  const refusal = Object.assign(inklingError("bad_setting", "Epochs: 'ten' is not a number."), { setting: "epochs" });
  const refuse = () => {
    throw refusal;
  };

  test("at the start it begins with the defaults, and tells of it", async () => {
    const run = createRun(refuse, configuration);
    await vi.waitFor(() => expect(run.problem.value).toBeDefined());
    expect(worker(0).client.open).toHaveBeenCalledExactlyOnceWith(configuration);
    expect(run.problem.value).toEqual({ code: "bad_setting", message: refusal.message, setting: "epochs" });
  });

  test("nothing is asked of the worker, and what had failed is told once that is mended", async () => {
    const { run, meant, worker } = open();
    worker.client.train.mockRejectedValueOnce(inklingError("unavailable", "It could not be fetched."));
    await run.train();
    expect(run.problem.value?.code).toBe("unavailable");
    const { configuration: mended } = meant;
    meant.configuration = refuse;
    await run.configure();
    expect(worker.client.configure).not.toHaveBeenCalled();
    expect(run.problem.value?.code).toBe("bad_setting");
    meant.configuration = mended;
    await run.configure();
    expect(run.problem.value?.code).toBe("unavailable");
  });

  test("while somebody types, that is no problem", async () => {
    const { run, meant } = open();
    meant.configuration = refuse;
    await run.configureTyped();
    expect(run.problem.value).toBeUndefined();
  });
});

describe("what may help", () => {
  test("a call that failed is made again", async () => {
    const { run, worker } = open();
    worker.client.step.mockRejectedValueOnce(inklingError("unavailable", "It could not be fetched."));
    await run.step();
    run.problem.value?.again?.();
    await vi.waitFor(() => expect(worker.client.step).toHaveBeenCalledTimes(2));
    expect(run.problem.value).toBeUndefined();
  });

  test("after training has diverged, a new network", async () => {
    const { run, worker } = open();
    worker.say({ type: "problem", code: "diverged", message: "Training diverged." });
    run.problem.value?.again?.();
    await vi.waitFor(() => expect(worker.client.reset).toHaveBeenCalledTimes(1));
  });

  test("after a worker's death another worker, at the pace chosen; only where the browser has none, nothing", async () => {
    const { run, worker: first } = open();
    run.setPace("fast");
    first.die(inklingError("worker_died", "It ended."));
    run.problem.value?.again?.();
    expect(first.client.close).toHaveBeenCalledTimes(1);
    await vi.waitFor(() => expect(worker(1).client.open).toHaveBeenCalledTimes(1));
    expect(worker(1).client.setPace).toHaveBeenLastCalledWith("fast");
    expect(run.phase.value).toBe("loading");
    worker(1).die(inklingError("unsupported", "This browser makes no workers."));
    expect(run.problem.value).toEqual({ code: "unsupported", message: "This browser makes no workers." });
  });
});

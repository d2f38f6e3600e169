/** Runs stand side by side, in one worker or each in its own; what fails is told, with what may help. */

import { beforeEach, describe, expect, test, vi } from "vitest";
import { connect, type EngineClient } from "../../../../web/src/app/run/client.ts";
import { startEngine } from "../../../../web/src/app/run/engine.ts";
import { createRun } from "../../../../web/src/app/run/run.ts";
import {
  type InklingError,
  inklingError,
  type Recipe,
  type RunEvent,
  type WorkerEvent,
} from "../../../../web/src/protocol.ts";
import { waitFor } from "../../support.ts";

vi.mock("../../../../web/src/app/run/client.ts", () => ({ connect: vi.fn() }));

const start: Recipe = { batchSize: 16, epochs: 100 };

/** The other end of a connection: what is asked of the worker, and what it says. */
interface Worker {
  client: { [Call in keyof EngineClient]: ReturnType<typeof vi.fn<EngineClient[Call]>> };
  /** Of its first run, where nothing else is said. */
  say(event: RunEvent, run?: string): void;
  tell(event: WorkerEvent): void;
  die(error: InklingError): void;
}

const workers: Worker[] = [];

beforeEach(() => {
  workers.length = 0;
  vi.mocked(connect).mockImplementation((tell, die) => {
    const client = {
      open: vi.fn(async () => {}),
      create: vi.fn(async () => {}),
      train: vi.fn(async () => {}),
      trainEpoch: vi.fn(async () => {}),
      step: vi.fn(async () => {}),
      pause: vi.fn(async () => {}),
      configure: vi.fn(async () => {}),
      setPace: vi.fn(async () => {}),
      read: vi.fn(async () => ({ pixels: new Uint8Array(784), outputs: new Float32Array(10) })),
      write: vi.fn(async () => new Uint8Array(784)),
      ask: vi.fn(),
      points: vi.fn(async () => {
        const none = { values: new Float32Array(), inputs: 2 };
        return { training: none, validation: none };
      }),
      rates: vi.fn(async () => new Float32Array(256)),
      testDigit: vi.fn(async () => ({ pixels: new Uint8Array(784), label: 7 })),
      teach: vi.fn(async () => ({ before: 0.5, after: 0.5 })),
      examine: vi.fn(async () => []),
      stopTeaching: vi.fn(async () => {}),
      unteach: vi.fn(async () => {}),
      agrees: vi.fn(async () => true),
      rewind: vi.fn(async () => {}),
      resume: vi.fn(async () => {}),
      expect: vi.fn(async () => {}),
      writeLink: vi.fn(async () => "check=ffff"),
      readLink: vi.fn(async () => ({ course: { recipe: {}, changes: [] }, notes: [] })),
      explainDivergence: vi.fn(async () => undefined),
      answers: vi.fn(async () => new Uint8Array(10_000)),
      dispose: vi.fn(async () => {}),
      close: vi.fn(() => {}),
    };
    const say = (event: RunEvent, run = "run 1") => tell({ run, ...event });
    workers.push({ client, say, tell, die });
    return client;
  });
});

const worker = (index: number) => workers[index] as Worker;

/** A run in an engine, of its own where none is given, and a way to change what it is meant to be. */
function open(change: Recipe = {}, engine = startEngine()) {
  const meant = { recipe: (): Recipe => ({ ...start, ...change }) };
  const run = createRun({ recipe: () => meant.recipe(), start, sayRefused: () => undefined }, engine);
  return { run, meant, engine, worker: worker(workers.length - 1) };
}

const network: RunEvent = {
  type: "network",
  layers: [784, 128, 10],
  parameters: 101_770,
  loss: "cross_entropy",
  recipe: {},
};

const progress = (step: number): RunEvent => ({
  type: "progress",
  progress: {
    ...{
      epoch: 0,
      step,
      digitsSeen: 16 * step,
      trainingSize: 10_000,
      stepInEpoch: step,
      epochsSeen: 0,
      stepsPerEpoch: 625,
    },
    ...{ curve: [], digitsPerSecond: 0, operationsPerSecond: 0, seconds: 0, startEpoch: 0, lastEpoch: 10, head: step },
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
  expect(one.worker.client.train).toHaveBeenCalledExactlyOnceWith("run 1", { ...start, optimizer: "sgd" });
  expect(other.worker.client.train).toHaveBeenCalledExactlyOnceWith("run 1", { ...start, optimizer: "adam" });

  one.worker.die(inklingError("worker_died", "It ended."));
  expect(one.run.phase.value).toBe("failed");
  expect(other.run.problem.value).toBeUndefined();
});

test("a run that comes to a worker that has died already is told of it, and offers nothing that cannot help", async () => {
  const engine = startEngine();
  worker(0).die(inklingError("unsupported", "There is no worker."));
  const { run } = open({}, engine);
  await Promise.resolve();
  expect(run.phase.value).toBe("failed");
  expect(run.problem.value).toEqual({ code: "unsupported", message: "There is no worker.", again: undefined });
});

test("two runs in one worker hear and change only themselves, die together, and start again together", async () => {
  const one = open({ optimizer: "sgd" });
  const other = open({ optimizer: "adam" }, one.engine);
  expect(workers).toHaveLength(1);
  await waitFor(() => expect(one.worker.client.create).toHaveBeenCalledTimes(2));
  expect(one.worker.client.create).toHaveBeenCalledWith("run 1", { ...start, optimizer: "sgd" });
  expect(one.worker.client.create).toHaveBeenCalledWith("run 2", { ...start, optimizer: "adam" });
  one.worker.say(progress(3), "run 2");
  expect(one.run.progress.value).toBeUndefined();
  expect(other.run.progress.value?.step).toBe(3);

  one.worker.die(inklingError("worker_died", "It ended."));
  expect([one.run.phase.value, other.run.phase.value]).toEqual(["failed", "failed"]);
  other.run.problem.value?.again?.();
  expect(workers).toHaveLength(2);
  await waitFor(() => expect(worker(1).client.create).toHaveBeenCalledTimes(2));
  expect([one.run.problem.value, other.run.problem.value]).toEqual([undefined, undefined]);

  await one.run.dispose();
  expect(worker(1).client.dispose).toHaveBeenCalledExactlyOnceWith("run 1");
  worker(1).say(progress(7));
  worker(1).say(progress(8), "run 2");
  expect(one.run.progress.value).toBeUndefined();
  expect(other.run.progress.value?.step).toBe(8);
});

test("the description crosses once, and is every run's", () => {
  const { run, worker, engine } = open();
  const other = open({}, engine);
  const description = { settings: [], ofNetwork: ["layers"] };
  worker.tell({ type: "engine", description });
  expect(run.description.value).toEqual(description);
  expect(other.run.description.value).toBe(run.description.value);
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
    const run = createRun({ recipe: refuse, start, sayRefused: () => undefined });
    await waitFor(() => expect(run.problem.value).toBeDefined());
    expect(worker(0).client.create).toHaveBeenCalledExactlyOnceWith("run 1", start);
    expect(run.problem.value).toEqual({ code: "bad_setting", message: refusal.message, setting: "epochs" });
  });

  test("nothing is asked of the worker, and what had failed is told once that is mended", async () => {
    const { run, meant, worker } = open();
    worker.client.train.mockRejectedValueOnce(inklingError("unavailable", "It could not be fetched."));
    await run.train();
    expect(run.problem.value?.code).toBe("unavailable");
    const { recipe: mended } = meant;
    meant.recipe = refuse;
    await run.configure();
    expect(worker.client.configure).not.toHaveBeenCalled();
    expect(run.problem.value?.code).toBe("bad_setting");
    meant.recipe = mended;
    await run.configure();
    expect(run.problem.value?.code).toBe("unavailable");
  });

  test("while somebody types, that is no problem", async () => {
    const { run, meant } = open();
    meant.recipe = refuse;
    await run.configureTyped();
    expect(run.problem.value).toBeUndefined();
  });
});

test("a refused setting is told in the words of whoever says what the run is to be", async () => {
  const refusal = { setting: "layers[0].units", given: "0", allowed: "a whole number of at least 1" };
  const sayRefused = vi.fn(() => "Units of hidden layer 1: 0 was given.");
  const run = createRun({ recipe: () => start, start, sayRefused });
  worker(0).client.train.mockRejectedValueOnce(
    inklingError("bad_setting", "Units of layers[0]: 0 was given.", refusal),
  );
  await run.train();
  expect(sayRefused).toHaveBeenCalledExactlyOnceWith(refusal);
  expect(run.problem.value).toEqual({
    ...{ code: "bad_setting", message: "Units of hidden layer 1: 0 was given.", setting: "layers[0].units" },
  });
});

describe("what may help", () => {
  test("a call that failed is made again", async () => {
    const { run, worker } = open();
    worker.client.step.mockRejectedValueOnce(inklingError("unavailable", "It could not be fetched."));
    await run.step();
    run.problem.value?.again?.();
    await waitFor(() => expect(worker.client.step).toHaveBeenCalledTimes(2));
    expect(run.problem.value).toBeUndefined();
  });

  test("after training has diverged, a new network", async () => {
    const { run, worker } = open();
    worker.say({ type: "problem", code: "diverged", message: "Training diverged." });
    run.problem.value?.again?.();
    await waitFor(() => expect(worker.client.create).toHaveBeenCalledTimes(2));
  });

  test("after a worker's death another worker, at the pace chosen; only where the browser has none, nothing", async () => {
    const { run, worker: first } = open();
    run.setPace("fast");
    first.die(inklingError("worker_died", "It ended."));
    run.problem.value?.again?.();
    expect(first.client.close).toHaveBeenCalledTimes(1);
    await waitFor(() => expect(worker(1).client.open).toHaveBeenCalledTimes(1));
    expect(worker(1).client.setPace).toHaveBeenLastCalledWith("run 1", "fast");
    expect(run.phase.value).toBe("loading");
    worker(1).die(inklingError("unsupported", "This browser makes no workers."));
    expect(run.problem.value).toEqual({ code: "unsupported", message: "This browser makes no workers." });
  });
});

test("what reads is another thing with every copy that is taught, and with the run's own network again", async () => {
  const { run, worker } = open();
  worker.say(network);
  const weights = [run.weights.value];
  for (const copy of [1, 2, undefined]) {
    worker.say({ type: "taught", copy });
    expect(run.taught.value).toBe(copy);
    weights.push(run.weights.value);
  }
  expect(new Set(weights).size).toBe(4);
  worker.say({ type: "taught", copy: 3 });
  worker.say(network);
  expect(run.taught.value).toBeUndefined();
});

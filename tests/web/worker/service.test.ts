/** The worker's calls against the real engine and a real site: opening, failures and retries, calls that cross. */

import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import {
  type Configuration,
  inklingError,
  type Phase,
  type Progress,
  type WorkerEvent,
} from "../../../web/src/protocol.ts";
import type { Engine } from "../../../web/src/worker/engine.ts";
import { Service } from "../../../web/src/worker/service.ts";
import { configuration, DataSite, loadEngine, mnistFolder, shard, usePackedMnist } from "./support.ts";

vi.setConfig({ testTimeout: 30_000 }); // for a busy machine
usePackedMnist();

const site = new DataSite();
let address: string;
let engine: Engine;
let service: Service;
let events: WorkerEvent[];
let heard: () => void;

beforeAll(async () => {
  address = await site.start();
});
afterAll(() => site.stop());
beforeEach(() => {
  events = [];
  heard = () => {};
  site.faults.clear();
  site.requests.length = 0;
  service = new Service(async () => {
    engine = await loadEngine();
    return engine;
  });
});
afterEach(async () => {
  await service.pause().catch(() => {});
});

function open(settings: Configuration = configuration): Promise<void> {
  return service.open(address, settings, (event) => {
    events.push(event);
    heard();
  });
}

/** Resolves once an event from now on satisfies `matches`. */
function event(matches: (event: WorkerEvent) => boolean): Promise<void> {
  const from = events.length;
  return new Promise((resolve) => {
    heard = () => {
      if (events.slice(from).some(matches)) resolve();
    };
  });
}

const phase = (wanted: Phase) => event((heard) => heard.type === "phase" && heard.phase === wanted);
const trained = () => event((heard) => heard.type === "progress" && heard.progress.training !== undefined);
const networks = () => events.filter((heard) => heard.type === "network");
const phases = () => events.flatMap((heard) => (heard.type === "phase" ? [heard.phase] : []));
const lastProgress = () =>
  events.flatMap((heard) => (heard.type === "progress" ? [heard.progress] : [])).at(-1) as Progress;
const endless = { ...configuration, epochs: 100_000 };
const notFound: Parameters<DataSite["faults"]["set"]>[1] = (response) => response.writeHead(404).end();

describe("open", () => {
  test("loads the first shard and the test digits with progress in bytes, and makes the network", async () => {
    await open();
    expect(site.requests).toEqual(["manifest.json", "train-0.bin", "test.bin"]);
    const total = shard("train-0.bin").bytes + shard("test.bin").bytes;
    const loading = events.flatMap((heard) => (heard.type === "loading" ? [heard] : []));
    expect(loading.every(({ totalBytes }) => totalBytes === total)).toBe(true);
    expect(loading.at(-1)?.receivedBytes).toBe(total);
    expect(networks()).toEqual([{ type: "network", layers: [784, 32, 10], parameters: 25_450 }]);
    expect(phases()).toEqual(["loading", "ready"]);
  });

  test("again after a failure fetches only what is missing", async () => {
    site.faults.set("test.bin", notFound);
    await expect(open()).rejects.toMatchObject({ name: "unavailable", message: expect.stringContaining("test.bin") });
    site.faults.clear();
    site.requests.length = 0;
    await open();
    expect(site.requests).toEqual(["test.bin"]);
    expect(phases().at(-1)).toBe("ready");
    expect((await service.testDigit(0)).label).toBe(7);
  });

  test("with a setting that is not allowed still leaves a worker that works", async () => {
    await expect(open({ ...configuration, learningRate: -1 })).rejects.toMatchObject({ name: "bad_setting" });
    await service.step(configuration);
    expect(lastProgress().step).toBe(1);
  });

  test("without an engine says so, now and at every call", async () => {
    const broken = new Service(() => Promise.reject(inklingError("engine_failed", "No engine.")));
    await expect(broken.open(address, configuration, () => {})).rejects.toMatchObject({ name: "engine_failed" });
    await expect(broken.train(configuration)).rejects.toMatchObject({ name: "engine_failed" });
  });

  test("is waited for by the calls that come meanwhile", async () => {
    const opening = open();
    const step = service.step({ ...configuration, seed: 5 });
    await Promise.all([opening, step]);
    expect(lastProgress().step).toBe(1);
  });

  test("is missed by calls that come before it", async () => {
    await expect(service.train(configuration)).rejects.toMatchObject({ name: "unavailable" });
  });
});

describe("digits of the test set", () => {
  test("are MNIST's", async () => {
    await open();
    const images = readFileSync(`${mnistFolder}t10k-images-idx3-ubyte`);
    const labels = readFileSync(`${mnistFolder}t10k-labels-idx1-ubyte`);
    for (const index of [0, 1234, 9999]) {
      const { pixels, label } = await service.testDigit(index);
      expect(label).toBe(labels[8 + index]);
      expect(images.subarray(16 + index * 784, 16 + (index + 1) * 784).equals(pixels)).toBe(true);
    }
    await expect(service.testDigit(10_000)).rejects.toMatchObject({ name: "bad_setting" });
  });

  test("are predicted while the network trains, and the answer is a copy", async () => {
    await open();
    await service.train(endless);
    await trained();
    const { pixels } = await service.testDigit(0);
    const first = await service.predict(pixels);
    const copy = first.slice();
    await trained();
    expect(await service.predict(pixels)).not.toEqual(copy);
    expect(first).toEqual(copy);
    expect(phases().at(-1)).toBe("training");
  });
});

test("a pace that was set before there is a run holds for it", async () => {
  await service.setPace("watch");
  await open();
  await service.train(endless);
  await event((heard) => heard.type === "progress" && heard.progress.step === 3);
  // Eight batches of 64 a second; a machine that cannot take them is slower.
  expect(lastProgress().digitsPerSecond).toBeLessThanOrEqual(8 * 64 + 1e-6);
  await service.setPace("fast");
  await event((heard) => heard.type === "progress" && heard.progress.digitsPerSecond > 8 * 64 + 1e-6);
});

describe("the other 50,000 digits", () => {
  const all: Configuration = { ...configuration, trainingSize: 60_000, epochs: 1 };
  const others = [1, 2, 3, 4, 5].map((index) => `train-${index}.bin`);

  test("are fetched when training needs them, once", async () => {
    await open(all);
    site.requests.length = 0;
    await service.train(all);
    await phase("finished");
    expect(site.requests).toEqual(others);
    expect(lastProgress().step).toBe(Math.ceil(60_000 / 64));
    expect(phases()).toEqual(["loading", "ready", "loading", "training", "finished"]);
    await service.step({ ...all, trainingSize: 1000 });
    await service.step(all);
    expect(site.requests).toEqual(others);
  });

  test("make the same network whenever they arrive", async () => {
    await open();
    await service.reset(all);
    await service.train(all);
    await phase("finished");
    const hash = engine.weightHash();
    await service.reset(all);
    await service.train(all);
    await phase("finished");
    expect(engine.weightHash()).toBe(hash);
  });

  test("are fetched while training goes on", async () => {
    await open();
    await service.train(endless);
    const configured = service.configure({ ...endless, trainingSize: 60_000 });
    await event((heard) => heard.type === "loading");
    await trained();
    expect(phases()).toEqual(["loading", "ready", "training"]);
    await service.pause(); // Node unpacks in very many turns of the event loop, browsers in few
    await configured;
    await service.train({ ...endless, trainingSize: 60_000 });
    await event((heard) => heard.type === "progress" && heard.progress.stepsPerEpoch === Math.ceil(60_000 / 64));
  });

  test("may fail to come: training that needs them does not begin, and works with fewer or at the next attempt", async () => {
    await open();
    site.faults.set("train-2.bin", notFound);
    await expect(service.train(all)).rejects.toMatchObject({
      name: "unavailable",
      message: expect.stringContaining("train-2.bin"),
    });
    expect(phases().at(-1)).toBe("ready");
    await service.train(configuration);
    await phase("finished");
    expect(lastProgress().epoch).toBe(configuration.epochs);

    site.faults.clear();
    site.requests.length = 0;
    await service.train(all);
    expect(site.requests).toEqual(others.slice(1));
    expect(phases().at(-1)).toBe("training");
  });

  test("may fail to come while training goes on, which then goes on without them", async () => {
    await open();
    await service.train(endless);
    site.faults.set("train-1.bin", (response, content) => response.end(content.subarray(0, 1000)));
    const configured = service.configure({ ...endless, trainingSize: 60_000 });
    await expect(configured).rejects.toMatchObject({ name: "bad_data" });
    await trained();
    expect(phases().at(-1)).toBe("training");
  });

  test("a pause while they load means that training does not begin", async () => {
    await open();
    const training = service.train(all);
    await event((heard) => heard.type === "loading");
    await service.pause();
    await training;
    expect(phases()).toEqual(["loading", "ready", "loading", "ready"]);
    expect(lastProgress().step).toBe(0);
  });

  test("training on fewer while they load begins at once", async () => {
    await open();
    const waiting = service.train(all);
    await event((heard) => heard.type === "loading");
    await service.train(endless);
    await trained();
    expect(phases().at(-1)).toBe("training");
    await service.pause();
    await waiting;
    expect(phases().at(-1)).toBe("paused");
    expect(lastProgress().stepsPerEpoch).toBe(Math.ceil(1000 / 64));
  });
});

describe("calls that cross", () => {
  test("two train calls are one run", async () => {
    await open();
    await Promise.all([service.train(configuration), service.train(configuration)]);
    await phase("finished");
    expect(lastProgress().epoch).toBe(configuration.epochs);
    expect(networks()).toHaveLength(1);
  });

  test("a setting that is not allowed is refused, and the run goes on unharmed", async () => {
    await open();
    await service.train(endless);
    for (const bad of [
      { batchSize: 0 },
      { hiddenUnits: [0] },
      { epochs: 0 },
      { trainingSize: 17 },
      { learningRate: 0 },
    ]) {
      const configured = service.configure({ ...endless, ...bad } as Configuration);
      await expect(configured).rejects.toMatchObject({ name: "bad_setting" });
    }
    await expect(service.reset({ ...endless, seed: -1 })).rejects.toMatchObject({ name: "bad_setting" });
    await trained();
    expect(phases().at(-1)).toBe("training");
    expect(networks()).toHaveLength(1);
  });

  test("settings of the training change without a new network, those of the network with one", async () => {
    await open();
    await service.train(endless);
    await service.configure({ ...endless, learningRate: 0.01, batchSize: 32, optimizer: "adam" });
    expect(networks()).toHaveLength(1);
    await service.configure({ ...endless, hiddenUnits: [20, 10] });
    expect(networks()).toHaveLength(2);
    await trained();
    expect(phases().at(-1)).toBe("training");
  });

  test("a reset while training makes a new network that stands still", async () => {
    await open();
    await service.train(endless);
    await trained();
    await service.reset(endless);
    expect(phases().at(-1)).toBe("ready");
    expect(lastProgress()).toMatchObject({ epoch: 0, step: 0, digitsPerSecond: 0 });
    expect(networks()).toHaveLength(2);
  });

  test("a reset lets the step under way come to its end", async () => {
    await open();
    await Promise.all([service.step(configuration), service.reset(configuration)]);
    expect(lastProgress().step).toBe(0);
  });

  test("a pause that finds nothing to pause changes nothing", async () => {
    await open();
    await service.pause();
    expect(phases().at(-1)).toBe("ready");
  });
});

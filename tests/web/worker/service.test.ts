/** The worker's calls against the real engine and a real site: opening, failures and retries, calls that cross. */

import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { load } from "../../../engine/js/node.ts";
import {
  inklingError,
  type Phase,
  type Progress,
  type Recipe,
  type SentCourse,
  type WorkerEvent,
} from "../../../web/src/protocol.ts";
import type { Engine } from "../../../web/src/worker/engine.ts";
import { references } from "../../../web/src/worker/reference.ts";
import { Service } from "../../../web/src/worker/service.ts";
import type { Training } from "../../../web/src/worker/training.ts";
import recipes from "../../engine/recipes.json" with { type: "json" };
import { DataSite, layersOf, loadEngine, mnistFolder, recipe, shard, usePackedMnist } from "./support.ts";

usePackedMnist();

const site = new DataSite();
let address: string;
let engine: Engine;
/** The newest network. */
let training: Training;
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
    const begin = engine.begin.bind(engine);
    vi.spyOn(engine, "begin").mockImplementation((plan) => {
      training = begin(plan);
      return training;
    });
    return engine;
  });
});
afterEach(async () => {
  for (const run of ["run", "other"]) await service.dispose(run).catch(() => {});
  vi.restoreAllMocks();
});

function listen(event: WorkerEvent): void {
  events.push(event);
  heard();
}

async function open(settings: Recipe = recipe): Promise<void> {
  await service.open(address, listen);
  await service.create("run", settings);
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
const of = (run: string) => events.filter((heard) => "run" in heard && heard.run === run);
const networks = () => events.filter((heard) => heard.type === "network");
const phases = () => events.flatMap((heard) => (heard.type === "phase" ? [heard.phase] : []));
const lastProgress = () =>
  events.flatMap((heard) => (heard.type === "progress" ? [heard.progress] : [])).at(-1) as Progress;
const endless = { ...recipe, epochs: 100_000 };
const notFound: Parameters<DataSite["faults"]["set"]>[1] = (response) => response.writeHead(404).end();

describe("open", () => {
  test("loads the first shard and the test digits with progress in bytes, and makes the network", async () => {
    await open();
    expect(site.requests).toEqual(["manifest.json", "train-0.bin", "test.bin"]);
    const total = shard("train-0.bin").bytes + shard("test.bin").bytes;
    const loading = events.flatMap((heard) => (heard.type === "loading" ? [heard] : []));
    expect(loading.every(({ totalBytes }) => totalBytes === total)).toBe(true);
    expect(loading.at(-1)?.receivedBytes).toBe(total);
    expect(networks()).toEqual([
      { run: "run", type: "network", layers: [784, 32, 10], parameters: 25_450, loss: "cross_entropy", recipe },
    ]);
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
    await expect(open({ ...recipe, learningRate: -1 })).rejects.toMatchObject({ name: "bad_setting" });
    await service.step("run", recipe);
    expect(lastProgress().step).toBe(1);
  });

  test("without an engine says so, now and at every call", async () => {
    const broken = new Service(() => Promise.reject(inklingError("engine_failed", "No engine.")));
    await expect(broken.open(address, () => {})).rejects.toMatchObject({ name: "engine_failed" });
    await expect(broken.train("run", recipe)).rejects.toMatchObject({ name: "engine_failed" });
  });

  test("is waited for by the calls that come meanwhile", async () => {
    const opening = service.open(address, listen);
    const creating = service.create("run", recipe);
    const step = service.step("run", { ...recipe, seed: 5 });
    await Promise.all([opening, creating, step]);
    expect(lastProgress().step).toBe(1);
  });

  test("is missed by calls that come before it", async () => {
    await expect(service.train("run", recipe)).rejects.toMatchObject({ name: "unavailable" });
  });
});

describe("recipes that are expected", () => {
  const settings = { ...recipe, epochs: 2, data: { examples: 1000 } } satisfies Recipe;
  const changes = [
    { step: 0, recipe: { ...settings, learningRate: 0.05 } },
    { step: 7, recipe: { ...settings, optimizer: "adam", learningRate: 0.002 } },
    { step: 20, recipe: { ...settings, optimizer: "adam", learningRate: 0.001, l2: 0.01 } },
  ] satisfies SentCourse["changes"];
  const noted = () => events.flatMap((heard) => (heard.type === "noted" && "recipe" in heard.event ? [heard] : []));
  const hashes = () =>
    events.flatMap((heard) =>
      heard.type === "progress" && heard.progress.epochEnd ? [heard.progress.epochEnd.hash] : [],
    );

  /** What the engine alone would make of it. */
  function alone(course = changes as SentCourse["changes"]): string[] {
    const own = engine.begin(engine.plan(settings));
    const found: string[] = [];
    for (let next = 0; found.length < 2; ) {
      const { step, epoch } = own.report;
      if (course[next]?.step === step) own.configure(engine.plan(course[next++]?.recipe as Recipe));
      if (own.train(1).epoch > epoch) found.push(own.weightHash());
    }
    return found;
  }

  test("come into force at their steps, however training is sliced, and each time that the run begins anew", async () => {
    await open(settings);
    await service.expect("run", { recipe: settings, changes });
    for (const _ of ["first", "again"]) {
      events.length = 0;
      await service.create("run", settings);
      await service.step("run", settings);
      await service.train("run", settings);
      await phase("finished");
      expect(hashes()).toEqual(alone());
      expect(noted().map(({ event, isExpected }) => [event.step, isExpected])).toEqual([
        [0, true],
        [7, true],
        [20, true],
      ]);
    }
  });

  test("come again where the run is wound back, and goes on", async () => {
    await open(settings);
    await service.expect("run", { recipe: settings, changes });
    await service.create("run", settings);
    await service.train("run", settings);
    await phase("finished");
    for (const step of [20, 5]) {
      await service.rewind("run", step);
      events.length = 0;
      await service.train("run", settings);
      await phase("finished");
      expect(hashes()).toContain(alone()[1]);
    }
  });

  test("come no more once a person has changed a setting, and not in another run", async () => {
    await open(settings);
    await service.expect("run", { recipe: settings, changes });
    await service.create("run", settings);
    await service.step("run", settings);
    const own = { ...settings, batchSize: 50 };
    events.length = 0;
    await service.train("run", own);
    await phase("finished");
    expect(noted().map(({ event, isExpected }) => [event.step, isExpected])).toEqual([[1, false]]);
    events.length = 0;
    await service.create("run", { ...settings, seed: 7 });
    await service.step("run", { ...settings, seed: 7 });
    expect(noted()).toEqual([]);
  });

  test("are sent and read as links", async () => {
    await open(settings);
    const link = await service.writeLink({ recipe: settings, changes }, { accuracy: 0.5, hashes: ["0".repeat(16)] });
    expect(await service.readLink(link)).toMatchObject({ claim: { accuracy: 0.5 }, notes: [] });
    await expect(service.readLink("epochs=3")).rejects.toMatchObject({ name: "bad_data" });
  });
});

describe("answers", () => {
  const sum = (answers: Uint8Array) => answers.reduce((right, one) => right + one, 0);

  test.each<[string, Recipe]>([
    ["as they are", recipe],
    ["set upright", { ...recipe, data: { examples: 1000, deslant: true } }],
    ["whose outputs are no numbers", { ...recipe, loss: "mean_squared_error", learningRate: 1e6 }],
  ])("say of digits %s what the score counts", async (_, settings) => {
    await open(settings);
    await service.train("run", { ...settings, epochs: 1 });
    await phase(settings.learningRate === 1e6 ? "paused" : "finished");
    const answers = await service.answers("run");
    expect(answers).toHaveLength(10_000);
    for (const [first, count] of [
      [0, 10_000],
      [1, 99],
      [9999, 1],
    ] as const) {
      expect(sum(answers.subarray(first, first + count))).toBe(training.evaluate(first, count).correct);
    }
  });

  test("of values, which are one output each, are what the score counts, too", async () => {
    await service.open(address, listen);
    const settings: Recipe = {
      ...{ layers: [{ units: 8, activation: "tanh" }, { units: 1 }], loss: "mean_squared_error", epochs: 20 },
      ...{ data: { name: "sine", examples: 300 } },
    };
    await service.train("run", settings);
    await phase("finished");
    const { validation } = training.sizes;
    expect(sum(await service.answers("run"))).toBe(training.evaluate(0, validation).correct);
  });

  test("are of a network that stands still, and of one", async () => {
    await open(endless);
    await service.train("run", endless);
    await expect(service.answers("run")).rejects.toMatchObject({ name: "bad_setting" });
    await service.pause("run");
    const [answers] = await Promise.allSettled([service.answers("run"), service.step("run", endless)]);
    expect(answers).toMatchObject({ reason: { name: "unavailable" } });
    await expect(service.answers("nobody")).rejects.toMatchObject({ name: "bad_setting" });
  });
});

describe("whether this device computes as others do", () => {
  test("is told by runs that are in the engine's own list, and quickly", async () => {
    for (const { recipe, weights } of references) {
      expect(recipes.find((known) => known.weights === weights)?.recipe).toEqual({ inkling: 1, ...recipe });
    }
    await service.open(address, listen);
    await expect(service.agrees()).resolves.toBe(true);
    expect(site.requests).toEqual([]);
  });

  test("is denied where any of them ends in other weights", async () => {
    for (const wrong of references) {
      const known = references.map((one) => (one === wrong ? { ...one, weights: "0123456789abcdef" } : one));
      const other = new Service(loadEngine, known);
      await other.open(address, () => {});
      await expect(other.agrees()).resolves.toBe(false);
    }
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

  test("are read while the network trains, and the answer is a copy", async () => {
    await open();
    await service.train("run", endless);
    await trained();
    const { pixels } = await service.testDigit(0);
    const first = await service.read("run", { pixels });
    const copy = structuredClone(first);
    await trained();
    expect((await service.read("run", { pixels })).outputs).not.toEqual(copy.outputs);
    expect(first).toEqual(copy);
    expect(phases().at(-1)).toBe("training");
  });
});

describe("what is read", () => {
  const strokes = [Float32Array.of(0.3, 0.2, 0.7, 0.2, 0.5, 0.8), Float32Array.of(0.4, 0.5, 0.7, 0.5)];

  test("of a pen's strokes is the engine's picture of them, and ten probabilities", async () => {
    await open();
    const { pixels, outputs } = await service.read("run", { strokes });
    expect(pixels).toEqual((await load()).rasterize(strokes));
    expect(outputs).toHaveLength(10);
    expect(outputs?.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 5);
    expect(await service.read("run", { pixels })).toEqual({ pixels, outputs });
  });

  test("is deslanted, drawn or a test digit, where the run's digits are", async () => {
    const upright = { ...recipe, data: { ...recipe.data, deslant: true } };
    await open();
    await service.create("other", upright);
    const { pixels } = await service.testDigit(1);
    const inkling = await load();
    for (const writing of [{ strokes }, { pixels }]) {
      const plain = await service.read("run", writing);
      const seen = await service.read("other", writing);
      expect(seen.pixels).toEqual(inkling.deslant(plain.pixels));
      expect(seen.pixels).not.toEqual(plain.pixels);
      // The two networks have the same weights as yet.
      expect(await service.read("run", { pixels: seen.pixels })).toEqual(seen);
    }
    await service.configure("run", upright);
    expect(await service.read("run", { strokes })).toEqual(await service.read("other", { strokes }));
    await service.configure("run", recipe);
    expect((await service.read("run", { pixels })).pixels).toEqual(pixels);
    expect(networks()).toHaveLength(4); // each change makes a new one
  });

  test("is a picture alone while there is no network, also before there is a run", async () => {
    const opening = service.open(address, listen);
    const { pixels, outputs } = await service.read("run", { strokes });
    await opening;
    expect(outputs).toBeUndefined();
    await service.create("run", recipe);
    expect(await service.read("run", { strokes })).toMatchObject({ pixels, outputs: expect.any(Float32Array) });
  });

  test("has to be somewhere", async () => {
    await open();
    await expect(service.read("run", { strokes: [Float32Array.of(0.5, Number.NaN)] })).rejects.toMatchObject({
      name: "bad_data",
    });
  });
});

test("digits are written by made-up hands, of each kind in turn, as often as asked for the same", async () => {
  await service.open(address, listen);
  const written = await service.write(20, 7, { slant: 2, variety: 0 });
  expect(written).toHaveLength(20 * 784);
  const pictures = (await load()).generate("handwriting", {
    ...{ examples: 20, seed: 7, writer: { slant: 2, variety: 0 } },
  });
  for (let i = 0; i < 20; i++) {
    const { pixels, label } = pictures.image(i);
    expect(label).toBe(i % 10);
    expect(written.subarray(i * 784, (i + 1) * 784)).toEqual(pixels);
  }
  expect(await service.write(20, 7, { slant: 2, variety: 0 })).toEqual(written);
  expect(await service.write(20, 8, { slant: 2, variety: 0 })).not.toEqual(written);
  await expect(service.write(20, 7, { slant: 9 })).rejects.toMatchObject({
    ...{ name: "bad_setting", message: expect.stringContaining("Slant") },
  });
  expect(site.requests).toEqual([]);
});

test("a pace that was set before there is a run holds for it", async () => {
  await service.setPace("run", "watch");
  await open();
  await service.train("run", endless);
  await event((heard) => heard.type === "progress" && heard.progress.step === 3);
  // Eight batches of 64 a second; a machine that cannot take them is slower.
  expect(lastProgress().digitsPerSecond).toBeLessThanOrEqual(8 * 64 + 1e-6);
  await service.setPace("run", "fast");
  await event((heard) => heard.type === "progress" && heard.progress.digitsPerSecond > 8 * 64 + 1e-6);
});

describe("the other 50,000 digits", () => {
  const all: Recipe = { ...recipe, data: { examples: 60_000 }, epochs: 1 };
  const others = [1, 2, 3, 4, 5].map((index) => `train-${index}.bin`);

  test("are fetched when training needs them, once", async () => {
    await open(all);
    site.requests.length = 0;
    await service.train("run", all);
    await phase("finished");
    expect(site.requests).toEqual(others);
    expect(lastProgress().step).toBe(Math.ceil(60_000 / 64));
    expect(phases()).toEqual(["loading", "ready", "loading", "training", "finished"]);
    await service.step("run", { ...all, data: { examples: 1000 } });
    await service.step("run", all);
    expect(site.requests).toEqual(others);
  });

  test("are deslanted as the first are, by a run that learns from more and more", async () => {
    const upright = (examples: number): Recipe => ({ ...recipe, data: { examples, deslant: true }, epochs: 1 });
    await open(upright(1000));
    await service.train("run", upright(60_000));
    await phase("finished");
    expect(networks()).toHaveLength(1);
    const hash = training.weightHash();
    await service.create("run", upright(60_000));
    await service.train("run", upright(60_000));
    await phase("finished");
    expect(training.weightHash()).toBe(hash);
    const inkling = await load();
    const [first, last] = [0, 59_999].map((index) => training.data.training.subset([index]).examples().inputs);
    const slanted = engine.begin(engine.plan(recipe)).data.training;
    for (const [seen, index] of [
      [first, 0],
      [last, 59_999],
    ] as const) {
      const pixels = slanted.image(index).pixels;
      expect(Uint8Array.from(seen as Float32Array, (input) => Math.round(255 * input))).toEqual(
        inkling.deslant(pixels),
      );
    }
  });

  test("make the same network whenever they arrive", async () => {
    await open();
    await service.create("run", all);
    await service.train("run", all);
    await phase("finished");
    const hash = training.weightHash();
    await service.create("run", all);
    await service.train("run", all);
    await phase("finished");
    expect(training.weightHash()).toBe(hash);
  });

  test("are fetched while training goes on", async () => {
    await open();
    await service.train("run", endless);
    const configured = service.configure("run", { ...endless, data: { examples: 60_000 } });
    await event((heard) => heard.type === "loading");
    await trained();
    expect(phases()).toEqual(["loading", "ready", "training"]);
    await service.pause("run"); // Node unpacks in very many turns of the event loop, browsers in few
    await configured;
    await service.train("run", { ...endless, data: { examples: 60_000 } });
    await event((heard) => heard.type === "progress" && heard.progress.stepsPerEpoch === Math.ceil(60_000 / 64));
  });

  test("may fail to come: training that needs them does not begin, and works with fewer or at the next attempt", async () => {
    await open();
    site.faults.set("train-2.bin", notFound);
    await expect(service.train("run", all)).rejects.toMatchObject({
      name: "unavailable",
      message: expect.stringContaining("train-2.bin"),
    });
    expect(phases().at(-1)).toBe("ready");
    await service.train("run", recipe);
    await phase("finished");
    expect(lastProgress().epoch).toBe(recipe.epochs);

    site.faults.clear();
    site.requests.length = 0;
    await service.train("run", all);
    expect(site.requests).toEqual(others.slice(1));
    expect(phases().at(-1)).toBe("training");
  });

  test("may fail to come while training goes on, which then goes on without them", async () => {
    await open();
    await service.train("run", endless);
    site.faults.set("train-1.bin", (response, content) => response.end(content.subarray(0, 1000)));
    const configured = service.configure("run", { ...endless, data: { examples: 60_000 } });
    await expect(configured).rejects.toMatchObject({ name: "bad_data" });
    await trained();
    expect(phases().at(-1)).toBe("training");
  });

  test("a pause while they load means that training does not begin", async () => {
    await open();
    const training = service.train("run", all);
    await event((heard) => heard.type === "loading");
    await service.pause("run");
    await training;
    expect(phases()).toEqual(["loading", "ready", "loading", "ready"]);
    expect(lastProgress().step).toBe(0);
  });

  test("training on fewer while they load begins at once", async () => {
    await open();
    const waiting = service.train("run", all);
    await event((heard) => heard.type === "loading");
    await service.train("run", endless);
    await trained();
    expect(phases().at(-1)).toBe("training");
    await service.pause("run");
    await waiting;
    expect(phases().at(-1)).toBe("paused");
    expect(lastProgress().stepsPerEpoch).toBe(Math.ceil(1000 / 64));
  });
});

describe("calls that cross", () => {
  test("two train calls are one run", async () => {
    await open();
    await Promise.all([service.train("run", recipe), service.train("run", recipe)]);
    await phase("finished");
    expect(lastProgress().epoch).toBe(recipe.epochs);
    expect(networks()).toHaveLength(1);
  });

  test("a setting that is not allowed is refused, and the run goes on unharmed", async () => {
    await open();
    await service.train("run", endless);
    for (const [setting, bad] of [
      ["batchSize", { batchSize: 0 }],
      ["layers[0].units", { layers: layersOf(0) }],
      ["epochs", { epochs: 0 }],
      ["data.examples", { data: { examples: 60_001 } }],
      ["learningRate", { learningRate: 0 }],
      ["schedule.gamma", { schedule: { rule: "step_decay", gamma: 2 } }],
      ["epoch", { epoch: 3 }],
    ] as const) {
      const configured = service.configure("run", { ...endless, ...bad } as Recipe);
      await expect(configured).rejects.toMatchObject({ name: "bad_setting", refusal: { setting } });
    }
    await expect(service.create("run", { ...endless, seed: -1 })).rejects.toMatchObject({ name: "bad_setting" });
    await trained();
    expect(phases().at(-1)).toBe("training");
    expect(networks()).toHaveLength(1);
  });

  test("settings of the training change without a new network, those of the network with one", async () => {
    await open();
    await service.train("run", endless);
    await service.configure("run", { ...endless, learningRate: 0.01, batchSize: 32, optimizer: "adam" });
    expect(networks()).toHaveLength(1);
    await service.configure("run", { ...endless, layers: layersOf(20, 10) });
    expect(networks()).toHaveLength(2);
    await trained();
    expect(phases().at(-1)).toBe("training");
  });

  test("a reset while training makes a new network that stands still", async () => {
    await open();
    await service.train("run", endless);
    await trained();
    await service.create("run", endless);
    expect(phases().at(-1)).toBe("ready");
    expect(lastProgress()).toMatchObject({ epoch: 0, step: 0, digitsPerSecond: 0 });
    expect(networks()).toHaveLength(2);
  });

  test("a reset lets the step under way come to its end", async () => {
    await open();
    await Promise.all([service.step("run", recipe), service.create("run", recipe)]);
    expect(lastProgress().step).toBe(0);
  });

  test("a pause that finds nothing to pause changes nothing", async () => {
    await open();
    await service.pause("run");
    expect(phases().at(-1)).toBe("ready");
  });
});

describe("a recipe", () => {
  const moons = {
    layers: [{ units: 16, activation: "tanh" }, { units: 2 }],
    optimizer: "adam",
    learningRate: 0.01,
    data: { name: "moons", examples: 500 },
    epochs: 20,
  } satisfies Recipe;

  /** What the library's own loop makes of it. */
  async function hashOfFit(recipe: Recipe): Promise<string> {
    const { trainer, fit } = (await load()).run(recipe);
    fit();
    return trainer.weightHash;
  }

  test("starts a run in one message, without a digit where its data are made up", async () => {
    await service.open(address, listen);
    await service.train("run", moons);
    await phase("finished");
    expect(site.requests).toEqual([]);
    expect(networks()).toMatchObject([
      { run: "run", type: "network", layers: [2, 16, 2], parameters: 82, loss: "cross_entropy" },
    ]);
    expect(lastProgress()).toMatchObject({ epoch: 20, trainingSize: 400, digitsSeen: 20 * 400 });
    expect(lastProgress().test?.accuracy).toBeGreaterThan(0.9);
    expect(training.weightHash()).toBe(await hashOfFit(moons));
  });

  test.each<[string, Recipe]>([
    ["early stopping", { earlyStopping: { patience: 1 }, learningRate: 0.1, epochs: 100 }],
    ["a plateau", { schedule: { rule: "plateau", patience: 0, gamma: 0.5 }, learningRate: 0.1 }],
    [
      "everything else at once",
      { l2: 0.001, clipNorm: 1, labelSmoothing: 0.1, schedule: { rule: "cosine", period: 90 } },
    ],
  ])("with %s ends where the library's fit ends", async (_, more) => {
    const recipe: Recipe = { ...moons, ...more };
    await service.open(address, listen);
    await service.train("run", recipe);
    await phase("finished");
    expect(training.weightHash()).toBe(await hashOfFit(recipe));
  });

  test("with early stopping ends early, at its best network's score, and trains further from there", async () => {
    const recipe: Recipe = { ...moons, earlyStopping: { patience: 1 }, learningRate: 0.1, epochs: 1000 };
    await service.open(address, listen);
    await service.train("run", recipe);
    await phase("finished");
    const { epoch, test } = lastProgress();
    expect(epoch).toBeLessThan(1000);
    const size = training.sizes.validation;
    const { lossSum } = training.evaluate(0, size);
    expect(test?.loss).toBeCloseTo(lossSum / size, 12);
    await service.train("run", { ...moons, epochs: 1 });
    await phase("finished");
    expect(lastProgress().epoch).toBe(epoch + 1);
  });

  test("which no longer names a setting puts its default in force again", async () => {
    await service.open(address, listen);
    await service.create("run", {
      ...moons,
      optimizer: "momentum",
      momentum: 0.5,
      schedule: { rule: "cosine" },
      l2: 0.1,
    });
    await service.train("run", { ...moons, optimizer: "momentum" });
    await phase("finished");
    expect(networks()).toHaveLength(1);
    expect(training.weightHash()).toBe(await hashOfFit({ ...moons, optimizer: "momentum" }));
  });

  test("of which only what may change in training changes keeps the network, and any other change makes one", async () => {
    await service.open(address, listen);
    await service.create("run", moons);
    const changes: [networks: number, change: Recipe][] = [
      [1, { momentum: 0.3, optimizer: "nesterov", learningRate: 0.1, batchSize: 7, l1: 0.1, maxNorm: 3, epochs: 2 }],
      [1, { schedule: { rule: "step_decay", period: 3 }, labelSmoothing: 0.1, earlyStopping: {} }],
      [2, { seed: 2 }],
      [3, { loss: "mean_squared_error", labelSmoothing: 0 }],
      [4, { layers: [{ units: 3 }, { units: 2 }] }],
      [5, { data: { name: "circles", examples: 500 } }],
      [6, { data: { name: "circles", examples: 600 } }],
    ];
    let now: Recipe = moons;
    for (const [count, change] of changes) {
      now = { ...now, ...change };
      await service.configure("run", now);
      expect(networks(), JSON.stringify(change)).toHaveLength(count);
    }
  });
});

describe("two runs in one worker", () => {
  test("train side by side, each told of by its name, and one ends while the other goes on", async () => {
    await open(endless);
    await service.create("other", { ...endless, seed: 2, layers: layersOf(16) });
    await service.setPace("other", "watch");
    await service.train("run", endless);
    await service.train("other", { ...endless, seed: 2, layers: layersOf(16) });
    await event((heard) => heard.type === "progress" && heard.run === "other" && heard.progress.step >= 2);
    expect(of("run").filter(({ type }) => type === "network")).toMatchObject([{ layers: [784, 32, 10] }]);
    expect(of("other").filter(({ type }) => type === "network")).toMatchObject([{ layers: [784, 16, 10] }]);
    expect(of("run").some((heard) => heard.type === "progress" && heard.progress.training)).toBe(true);

    await service.dispose("run");
    const heardOfIt = of("run").length;
    await event((heard) => heard.type === "progress" && heard.run === "other");
    const pixels = new Uint8Array(784);
    expect(await service.read("run", { pixels })).toEqual({ pixels });
    expect((await service.read("other", { pixels })).outputs).toHaveLength(10);
    expect(of("run")).toHaveLength(heardOfIt);
  });

  test("fetch the digits that both need once", async () => {
    await service.open(address, listen);
    await Promise.all([service.create("run", recipe), service.create("other", recipe)]);
    expect(site.requests).toEqual(["manifest.json", "train-0.bin", "test.bin"]);
  });

  test("one that is ended while it waits for its digits does not begin", async () => {
    await open();
    const waiting = service.train("run", { ...recipe, data: { examples: 60_000 } });
    await event((heard) => heard.type === "loading");
    await service.dispose("run");
    await waiting;
    expect(
      of("run")
        .filter((heard) => heard.type === "phase")
        .at(-1),
    ).toMatchObject({ phase: "loading" });
  });
});

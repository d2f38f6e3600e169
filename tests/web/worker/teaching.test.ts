/** A hand is taught to a copy, by the real engine: it reads from then on, is counted honestly, and leaves no trace. */

import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import type { HandDigit, Recipe, RunEvent, WorkerEvent } from "../../../web/src/protocol.ts";
import type { Engine } from "../../../web/src/worker/engine.ts";
import { Service } from "../../../web/src/worker/service.ts";
import type { Training } from "../../../web/src/worker/training.ts";
import { waitFor } from "../support.ts";
import { DataSite, layersOf, loadEngine, recipe, usePackedMnist } from "./support.ts";

usePackedMnist();

const site = new DataSite();
let address: string;
let engine: Engine;
let training: Training;
let service: Service;
let events: WorkerEvent[];

beforeAll(async () => {
  address = await site.start();
});
afterAll(() => site.stop());
afterEach(() => service.dispose("run"));

/** A run that reads most digits, and stands still. */
beforeEach(async () => {
  events = [];
  service = new Service(async () => {
    engine = await loadEngine();
    const begin = engine.begin.bind(engine);
    vi.spyOn(engine, "begin").mockImplementation((plan) => {
      training = begin(plan);
      return training;
    });
    return engine;
  });
  await service.open(address, (event) => void events.push(event));
  await service.create("run", recipe);
  await service.train("run", recipe);
  await waitFor(() => expect(events).toContainEqual({ run: "run", type: "phase", phase: "finished" }));
  events = [];
});

const of = <Type extends RunEvent["type"]>(type: Type) =>
  events.filter((event): event is { run: string } & Extract<RunEvent, { type: Type }> => event.type === type);
/** Some of the steps from now on are taken. */
const begun = () => {
  const before = of("teaching").length;
  return waitFor(() => expect(of("teaching").length).toBeGreaterThan(before), 1);
};
const copies = () => of("taught").map(({ copy }) => copy);

const shaken = (strokes: number[][], i: number) =>
  strokes.map((stroke) => Float32Array.from(stroke, (value, at) => value + 0.02 * Math.sin(7 * i + 3 * at)));
/** Drawn by a hand that is not the steadiest. */
const draw = (label: number, strokes: number[][], count = 5): HandDigit[] =>
  Array.from({ length: count }, (_, i) => ({ label, strokes: shaken(strokes, i) }));

const ring = Array.from({ length: 17 }, (_, i) => [
  0.5 + 0.2 * Math.sin((i * Math.PI) / 8),
  0.5 - 0.3 * Math.cos((i * Math.PI) / 8),
]).flat();
const cross = [
  [0.5, 0.2, 0.5, 0.8],
  [0.2, 0.5, 0.8, 0.5],
];
const plain: [number, number[][]][] = [
  [0, [ring]],
  [1, [[0.5, 0.2, 0.5, 0.8]]],
  [7, [[0.3, 0.2, 0.7, 0.2, 0.45, 0.8]]],
];
const own = plain.flatMap(([label, strokes]) => draw(label, strokes, 3));
/** Somebody whose nine is a cross. */
const odd = [...own, ...draw(9, cross)];

const read = async ({ strokes }: HandDigit) => {
  const { outputs = new Float32Array() } = await service.read("run", { strokes });
  return outputs.indexOf(Math.max(...outputs));
};

describe("taught", () => {
  test("the run reads as it was taught, and its own network is the same to the bit", async () => {
    const hash = training.weightHash();
    const before = await service.read("run", odd.at(-1) as HandDigit);
    expect(await read(odd.at(-1) as HandDigit)).not.toBe(9);
    const accuracies = await service.teach("run", odd);
    expect(await Promise.all(odd.map(read))).toEqual(odd.map(({ label }) => label));
    expect(accuracies?.before).toBeCloseTo(training.evaluate(0, 10_000).correct / 10_000, 9);
    expect(accuracies?.after).toBeGreaterThan((accuracies?.before as number) - 0.02);
    expect([training.weightHash(), copies()]).toEqual([hash, [1]]);

    await service.unteach("run");
    expect(await service.read("run", odd.at(-1) as HandDigit)).toEqual(before);
    expect([training.weightHash(), copies()]).toEqual([hash, [1, undefined]]);
  });

  test("by deslanted pictures where the run's digits are deslanted", async () => {
    const upright = { ...recipe, data: { ...recipe.data, deslant: true } };
    await service.configure("run", upright);
    await service.train("run", upright);
    await waitFor(() => expect(of("phase").at(-1)).toMatchObject({ phase: "finished" }));
    const make = vi.spyOn(engine, "pupil");
    const accuracies = await service.teach("run", odd);
    const { pixels } = await service.read("run", odd.at(-1) as HandDigit);
    const [, taughtFor, pictures] = make.mock.calls[0] as Parameters<Engine["pupil"]>;
    expect(pictures.pixels.subarray(-784)).toEqual(pixels);
    expect(taughtFor.data).toBe(training.data);
    expect(await Promise.all(odd.map(read))).toEqual(odd.map(({ label }) => label));
    expect(accuracies?.before).toBeCloseTo(training.evaluate(0, 10_000).correct / 10_000, 9);
    expect(accuracies?.after).toBeGreaterThan((accuracies?.before as number) - 0.02);
    const crosses = draw(9, cross, 4);
    const [, second] = (await service.examine("run", [[...own, ...crosses.slice(0, 2)], crosses.slice(2)])) ?? [];
    expect(second?.after).toEqual([9, 9]);
  });

  test("a copy begins with all that the network has learned", () => {
    const own = training.copy();
    const pupil = engine.pupil(own, training, engine.pictures(odd, training.plan));
    const untaught = pupil.taught();
    expect(untaught.weightHash()).toBe(training.weightHash());
    pupil.learn(1);
    const taught = pupil.taught();
    expect(taught.weightHash()).not.toBe(training.weightHash());
    for (const made of [own, pupil, untaught, taught]) made.dispose();
  });

  test("the same digits again, the copy reads the same again", async () => {
    await service.teach("run", odd);
    const first = await service.read("run", odd[0] as HandDigit);
    await service.teach("run", odd);
    expect(await service.read("run", odd[0] as HandDigit)).toEqual(first);
    expect(copies()).toEqual([1, 2]);
  });

  test("wrongly on purpose, it shows in what is left of MNIST, and is taken back", async () => {
    const wrong = own.map((digit) => ({ ...digit, label: (digit.label + 3) % 10 }));
    const [digit] = own as [HandDigit];
    const before = await service.read("run", digit);
    const accuracies = await service.teach("run", wrong);
    expect(await read(digit)).toBe(3);
    expect((accuracies?.before as number) - (accuracies?.after as number)).toBeGreaterThan(0.005);
    const [examination] = (await service.examine("run", [wrong, own])) ?? [];
    expect(examination?.before.filter((read, i) => read === wrong[i]?.label)).toEqual([]);
    await service.unteach("run");
    expect(await service.read("run", digit)).toEqual(before);
  });

  test("it says how far it is, and hears what else is asked meanwhile", async () => {
    await service.read("run", odd[0] as HandDigit); // which calibrates it, once
    let isDone = false;
    const teaching = service.teach("run", odd).then(() => {
      isDone = true;
    });
    await begun();
    await service.read("run", odd[0] as HandDigit);
    expect(isDone).toBe(false);
    await teaching;
    const steps = of("teaching").map(({ done }) => done);
    expect(steps).toEqual(steps.toSorted((a, b) => a - b));
    expect(of("teaching").at(-1)).toMatchObject({ done: 400, of: 400 });
    expect(steps.length).toBeGreaterThan(3);
  });
});

test.each<[string, Recipe]>([
  ["no hidden layer", { layers: layersOf() }],
  ["normalised and dropped out", { layers: [{ units: 24, batchNormalization: true, dropout: 0.3 }, { units: 10 }] }],
  ["three layers", { layers: layersOf(16, 16, 16), optimizer: "adam", learningRate: 0.01 }],
  ...(["binary_cross_entropy", "mean_squared_error", "mean_absolute_error", "huber", "hinge"] as const).map(
    (loss): [string, Recipe] => [loss, { loss, learningRate: 0.05 }],
  ),
])("whatever the network is: %s", async (name, more) => {
  const other = { ...recipe, ...more };
  await service.create("run", other);
  for (let i = 0; i < 20; i++) await service.step("run", other);
  const { outputs: before } = await service.read("run", odd[0] as HandDigit);
  const accuracies = await service.teach("run", odd);
  const { outputs: after } = await service.read("run", odd[0] as HandDigit);
  expect(after).not.toEqual(before);
  expect(after?.every(Number.isFinite)).toBe(true);
  // The least absolute error with one target of ten is the answer that no digit is any: better than chance is too much.
  if (name !== "mean_absolute_error") expect(accuracies?.after).toBeGreaterThan(0.1);
});

describe("examined", () => {
  test("each part is read by a network that was taught the others alone", async () => {
    const crosses = draw(9, cross, 4);
    const [first, second] = (await service.examine("run", [[...own, ...crosses.slice(0, 2)], crosses.slice(2)])) ?? [];
    expect(second?.after).toEqual([9, 9]); // the other two were taught
    expect(first?.after.slice(0, own.length)).toEqual(own.map(({ label }) => label)); // no cross of theirs among these
    const [unseen] = (await service.examine("run", [crosses, own])) ?? [];
    expect(unseen?.after).not.toContain(9);
    expect(second?.before).not.toContain(9);
    expect(of("teaching").at(-1)).toMatchObject({ done: 800, of: 800 });
    expect(copies()).toEqual([]);
  });

  test("a part without others is read by the run's own network", async () => {
    const [alone] = (await service.examine("run", [own])) ?? [];
    expect(alone?.after).toEqual(alone?.before);
  });

  test("nothing is read as nothing", async () => {
    expect(await service.examine("run", [])).toEqual([]);
  });
});

describe("stopped", () => {
  test("by whoever asked, nothing has changed", async () => {
    const before = await service.read("run", odd[0] as HandDigit);
    const teaching = service.teach("run", odd);
    await begun();
    await service.stopTeaching("run");
    expect(await teaching).toBeUndefined();
    expect(copies()).toEqual([]);
    expect(await service.read("run", odd[0] as HandDigit)).toEqual(before);
    const examining = service.examine("run", [own, odd]);
    await begun();
    await service.stopTeaching("run");
    expect(await examining).toBeUndefined();
  });

  test("by training, by the next lesson, and by the end of the run", async () => {
    const teaching = service.teach("run", odd);
    await begun();
    const again = service.teach("run", odd);
    expect(await teaching).toBeUndefined();
    await begun();
    await service.step("run", recipe);
    expect(await again).toBeUndefined();
    const last = service.teach("run", odd);
    await begun();
    await service.dispose("run");
    expect(await last).toBeUndefined();
    await service.create("run", recipe);
  });
});

test.each<[string, boolean, () => Promise<void>]>([
  ["a step", false, () => service.step("run", recipe)],
  ["training", false, () => service.train("run", recipe).then(() => service.pause("run"))],
  ["a reset", false, () => service.create("run", recipe)],
  ["other layers", false, () => service.configure("run", { ...recipe, layers: layersOf(16) })],
  ["another rate", true, () => service.configure("run", { ...recipe, learningRate: 0.01 })],
  ["a pause", true, () => service.pause("run")],
])("after %s, whether what was taught still reads: %s", async (_, stays, act) => {
  await service.teach("run", odd);
  await act();
  expect(copies()).toEqual(stays ? [1] : [1, undefined]);
});

describe("it is not taught", () => {
  const refused = (message: RegExp) => ({ name: "bad_setting", message: expect.stringMatching(message) });

  test("before it has learned anything", async () => {
    await service.create("run", recipe);
    await expect(service.teach("run", odd)).rejects.toMatchObject(refused(/learned nothing yet/));
    await expect(service.examine("run", [odd])).rejects.toMatchObject(refused(/learned nothing yet/));
  });

  test("in training", async () => {
    await service.train("run", { ...recipe, epochs: 100_000 });
    await expect(service.teach("run", odd)).rejects.toMatchObject(refused(/in training/));
  });

  test("what is no MNIST", async () => {
    const moons: Recipe = { layers: [{ units: 2 }], data: { name: "moons", examples: 100 } };
    await service.step("run", moons);
    await expect(service.teach("run", odd)).rejects.toMatchObject(refused(/MNIST/));
  });

  test("with nothing", async () => {
    await expect(service.teach("run", [])).rejects.toMatchObject({ name: "bad_data" });
    expect(copies()).toEqual([]);
  });
});

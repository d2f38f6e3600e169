// @vitest-environment happy-dom

/** Programs of lessons are about what the lesson shows: what they print in NumPy is what the worker answers. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { load } from "../../../../engine/js/node.ts";
import type { Lab } from "../../../../web/src/app/lab.ts";
import { subjectOf as subjectOfBackpropagation } from "../../../../web/src/app/lessons/backpropagation/code.ts";
import { createBackpropagation } from "../../../../web/src/app/lessons/backpropagation/model.ts";
import { networkNames } from "../../../../web/src/app/lessons/backpropagation/networks.ts";
import { subjectOf as subjectOfBending } from "../../../../web/src/app/lessons/bending/code.ts";
import { createBending } from "../../../../web/src/app/lessons/bending/model.ts";
import { subjectOf as subjectOfBits } from "../../../../web/src/app/lessons/bits/code.ts";
import { createBits, orders } from "../../../../web/src/app/lessons/bits/model.ts";
import { subjectOf as subjectOfDigits } from "../../../../web/src/app/lessons/digits/code.ts";
import { subjectOf as subjectOfDownhill } from "../../../../web/src/app/lessons/downhill/code.ts";
import { createDownhill, surfaces, ways } from "../../../../web/src/app/lessons/downhill/model.ts";
import { subjectOf as subjectOfLeastSquares } from "../../../../web/src/app/lessons/least-squares/code.ts";
import { createLeastSquares } from "../../../../web/src/app/lessons/least-squares/model.ts";
import { subjectOf as subjectOfMoons } from "../../../../web/src/app/lessons/moons/code.ts";
import { createMoons } from "../../../../web/src/app/lessons/moons/model.ts";
import { subjectOf as subjectOfNeuron } from "../../../../web/src/app/lessons/neuron/code.ts";
import { createNeuron } from "../../../../web/src/app/lessons/neuron/model.ts";
import { codeOf, type LessonSubject } from "../../../../web/src/app/lessons/shared/code.ts";
import { presets } from "../../../../web/src/app/panels/settings/presets.ts";
import { pointsCsv } from "../../../../web/src/app/programs/points.ts";
import { program } from "../../../../web/src/app/programs/program.ts";
import type { Subject } from "../../../../web/src/app/programs/subject.ts";
import { digitsWords } from "../../../../web/src/app/words/lessons/digits.ts";
import { waitFor } from "../../support.ts";
import { pythonWith, Workshop } from "../programs/running.ts";
import { engineOf, openAt } from "./support.ts";

const wasm = join(import.meta.dirname, "../../../../build/wasm/inkling.wasm");
const inkling = await load({ bytes: new Uint8Array(readFileSync(wasm)) });
const settings = inkling.settings.Recipe ?? [];
const workshop = new Workshop();
const numpy = pythonWith("numpy");
let engine: Awaited<ReturnType<typeof engineOf>>;
beforeAll(async () => {
  engine = await engineOf();
});
afterAll(() => workshop.clear());
// Who wants no motion sees the end at once.
beforeEach(() => void vi.stubGlobal("matchMedia", () => ({ matches: true })));

/** What programs in NumPy print, line by line. */
function run(...subjects: readonly (LessonSubject | undefined)[]): string[][] {
  if (numpy === undefined) throw new Error("No python3 can import numpy: install Debian's python3-numpy.");
  const jobs = subjects.map((bare) => {
    expect(bare).toBeDefined();
    const subject = { ...bare, settings } as Subject;
    const made = program("numpy", subject);
    return { program: made, points: made.readsPoints && "recipe" in subject ? pointsCsv(subject.data ?? none) : "" };
  });
  return workshop.python(numpy, jobs).map((text) => text.trim().split("\n"));
}
const none = { inputs: [] };

/** The numbers of a line behind what names it. */
const numbersIn = (line = ""): number[] => (line.match(/(?<= )-?\d[\d.]*(e[+-]?\d+)?/g) ?? []).map(Number);

function expectNear(found: readonly number[], expected: ArrayLike<number>, within: number): void {
  expect(found).toHaveLength(expected.length);
  for (const [i, value] of found.entries()) expect(Math.abs(value - (expected[i] as number))).toBeLessThan(within);
}

/**
 * As of all programs: some dozen steps of numbers about 1, whose roundings of 6e-8 each come to a hundred at the very most.
 * Losses are printed with six digits behind the point.
 */
const tolerance = 1e-5;
const printed = 0.5e-6;

async function neuron(points: string) {
  openAt(`#/learn/neuron?points=${points}`);
  const model = createNeuron(engine);
  await waitFor(() => expect(model.learned.value.value).toBeDefined());
  return model;
}

test("a neuron: the points that are shown, and the weights after as many epochs as it goes through, exactly", async () => {
  for (const points of ["and", "or", "own&own=0_1_1~1.5_-0.5_0&rate=0.1"]) {
    const model = await neuron(points);
    const [lines = []] = run(subjectOfNeuron(model));
    const { epochs, steps } = model.learned.value.value?.run ?? { epochs: 0, steps: [] };
    expect(lines).toHaveLength(epochs);
    const [, , ...weights] = numbersIn(lines.at(-1));
    const last = steps.at(-1);
    expect(weights.map(Math.fround)).toEqual([...(last?.weight ?? []), last?.bias]);
    const mistakes = lines.map((line) => numbersIn(line)[1] ?? 0).reduce((sum, more) => sum + more);
    expect(mistakes).toBe(steps.filter(({ isMistake }) => isMistake).length);
  }
});

// Both end in a minimum, the one of all answers right and the other of half of them: what was rounded otherwise on the way
// is drawn in with all else.
test("a neuron: of XOR, the network that is shown, and not the perceptron", async () => {
  for (const [seed, right] of [
    [1, 0.5],
    [2, 1],
  ] as const) {
    const model = await neuron(`xor&seed=${seed}`);
    await waitFor(() => expect(model.network.value.value).toBeDefined());
    const [lines = []] = run(subjectOfNeuron(model));
    const { step = 0, outputs = [] } = model.network.value.value ?? {};
    expect(lines).toHaveLength(step);
    const [, loss = Number.NaN, accuracy] = numbersIn(lines.at(-1));
    const losses = [...outputs].map((output, i) => -Math.log(model.shown.value.labels[i] === 1 ? output : 1 - output));
    expectNear([loss], [losses.reduce((sum, one) => sum + one) / 4], tolerance + printed);
    expect(accuracy).toBe(right);
  }
});

test("downhill: the path of the first ball that is shown, on every surface", async () => {
  for (const surface of surfaces) {
    openAt(`#/learn/downhill?surface=${surface}&rate=0.03`);
    const model = createDownhill(engine);
    await waitFor(() => expect(model.race.value.value).toBeDefined());
    const subjects = ways.map((way, i) => {
      if (i > 0) model.show(ways[i - 1] as (typeof ways)[number], false);
      const subject = subjectOfDownhill(model);
      expect(subject).toMatchObject({ descent: { optimizer: way } });
      const left = ways.length - i;
      const [first] = program("numpy", { ...subject, settings } as Subject).text.split("\n");
      if (left > 1)
        expect(first).toContain(`, the first of the ${left} balls that are shown, goes down the ${surface}`);
      else expect(first).toMatch(new RegExp(`Adam goes down the ${surface}`));
      return subject;
    });
    for (const [i, lines] of run(...subjects).entries()) {
      const { path, last } = model.runs.value[i] ?? { path: [], last: -1 };
      expect(lines).toHaveLength(last);
      // Later, on a slope that bends away, what is rounded otherwise may lead further apart.
      for (const [step, line] of lines.slice(0, 20).entries()) {
        expectNear(numbersIn(line).slice(1, 3), path.slice(2 * step + 2, 2 * step + 4), tolerance);
      }
    }
  }
});

// Weights of about 1 are rounded by at most 2^-24 in every update, here and there: 1.2e-7. In the direction in which an
// update shrinks what was there before by the least, by the rate times the table's smallest curvature or 0.05 0.315, that
// adds up to 1.2e-7 / 0.0158 or 8e-6.
test("least squares: the weights after the last update on all rows", async () => {
  for (const query of ["", "?targets=rounded"]) {
    openAt(`#/learn/least-squares${query}`);
    const model = createLeastSquares(engine);
    await waitFor(() => expect(model.descent.value.value).toBeDefined());
    const [lines = []] = run(subjectOfLeastSquares(model));
    expect(lines.map((line) => line.split(" ")[0])).toEqual(["W1", "W1", "b1"]);
    const course = model.courses.value.find(({ name }) => name === "batch");
    expect(course?.last).toBe(2000);
    expectNear(lines.flatMap(numbersIn), course?.weights.slice(-3) ?? [], tolerance);
  }
});

test("backpropagation: the weights after one step, with the numbers that were given", async () => {
  for (const name of networkNames) {
    openAt(`#/learn/backpropagation?network=${name}&chain=w2_0.75*r_2&wide=x.2.1_-1`);
    const model = createBackpropagation(engine);
    const { answer, given } = model.run.value;
    await waitFor(() => expect(answer.value.value).toBeDefined());
    const [lines = []] = run(subjectOfBackpropagation(given.value));
    const expected = answer.value.value?.layers.flatMap(({ updatedWeight, updatedBias }) => [
      ...updatedWeight,
      ...updatedBias,
    ]);
    expectNear(lines.flatMap(numbersIn), expected ?? [], tolerance);
    expect(lines.flatMap(numbersIn)).not.toEqual([]);
  }
});

test("two moons: the loss on the points that are shown, with cures and without", async () => {
  for (const query of ["epoch=30", "epoch=30&l2=1&dropout=1&units=8&seed=7", "epoch=20&examples=200&points=circles"]) {
    openAt(`#/learn/moons?${query}`);
    const model = createMoons(engine, async () => {});
    const epochs = Number(query.slice(6, 8));
    await waitFor(() => expect(model.state.value?.epoch).toBe(epochs));
    await waitFor(() => expect(model.shown.value.value).toBeDefined());
    const [lines = []] = run(subjectOfMoons(model));
    expect(lines).toHaveLength(epochs);
    const { loss = Number.NaN } = model.state.value?.training ?? {};
    expectNear([numbersIn(lines.at(-1))[1] ?? Number.NaN], [loss], tolerance + printed);
  }
});

test("bending: the loss on the curve that is shown; a step is not trained", async () => {
  for (const activation of ["tanh", "relu", "softmax"]) {
    openAt(`#/learn/bending?activation=${activation}&curve=hill&step=30`);
    const model = createBending(engine);
    await waitFor(() => expect(model.state.value?.step).toBe(30));
    const [lines = []] = run(await subjectOfBending(engine, model));
    expect(lines).toHaveLength(30);
    expectNear([numbersIn(lines.at(-1))[1] ?? Number.NaN], [model.state.value?.loss ?? 0], tolerance + printed);
  }
  openAt("#/learn/bending?activation=step");
  const model = createBending(engine);
  expect(await subjectOfBending(engine, model)).toBeUndefined();
});

test("bits: the sum in every order that the lesson has, exactly", async () => {
  const numbers = "16777216+1+1+0.5+3.25+1+1+1+7+0.1";
  for (const order of orders) {
    openAt(`#/learn/bits?order=${order}&product=rounded&numbers=${numbers}&weights=${numbers}`);
    const model = createBits(engine);
    await waitFor(() => expect(model.results.value.value).toBeDefined());
    const [lines = []] = run(subjectOfBits(model));
    const sumOf = (name: string) => Number(lines.find((line) => line.startsWith(name))?.slice(10));
    const { inkling: forward, other } = model.results.value.value?.sum ?? {};
    expect(Math.fround(sumOf("forward"))).toBe(forward);
    expect(Math.fround(sumOf(order.replace("_", " ")))).toBe(other);
    expect(forward).toBeGreaterThan(2 ** 24);
  }
});

test("digits: the textbook's recipe, once the lab is there", async () => {
  const textbook = async () => ({ recipe: presets.textbook });
  const subject = await subjectOfDigits(async () => ({ textbook }) as unknown as Lab);
  expect(subject).toEqual({ recipe: presets.textbook });
  const { text, notes } = program("numpy", { ...subject, settings } as Subject);
  expect(text).toContain('digits("train", 60000)');
  expect(notes).toEqual([]);
  await expect(subjectOfDigits(() => Promise.reject(new Error()))).rejects.toThrow(digitsWords.play.notFetched);
});

test("an answer that is under way is waited for, and a refusal is passed on", async () => {
  const described = { ...engine, description: { peek: () => ({ settings }) } } as unknown as typeof engine;
  const answering = (client: object) => Object.assign({}, described, { client }) as typeof engine;
  openAt("#/learn/neuron?points=or");
  const model = createNeuron(answering(engine.client));
  const code = codeOf(described, () => subjectOfNeuron(model), model.learned);
  expect(await code()).toMatchObject({ perceptron: { labels: [0, 1, 1, 1] } });
  model.choices.points.value = "and";
  expect(await code()).toMatchObject({ perceptron: { labels: [0, 0, 0, 1] } });
  model.choices.points.value = "own";
  await expect(code()).rejects.toThrow("Nothing is trained here");
  const refused = createNeuron(answering({ ask: () => Promise.reject(new Error("Refused")) }));
  refused.choices.points.value = "and";
  await expect(codeOf(described, () => subjectOfNeuron(refused), refused.learned)()).rejects.toThrow("Refused");
});

test("where nothing is trained, that is said", async () => {
  const described = { ...engine, description: { peek: () => ({ settings }) } } as unknown as typeof engine;
  await expect(codeOf(described, () => undefined)()).rejects.toThrow("Nothing is trained here");
  const sums = { sums: { numbers: [1] } };
  expect(await codeOf(described, () => sums)()).toEqual({ ...sums, settings });
});

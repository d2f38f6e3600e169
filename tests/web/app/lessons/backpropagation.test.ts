// @vitest-environment happy-dom

/** The lesson about backpropagation: the order of a step, what is known at each place, what a change changes, its address. */

import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { changesIn, createBackpropagation } from "../../../../web/src/app/lessons/backpropagation/model.ts";
import { networks } from "../../../../web/src/app/lessons/backpropagation/networks.ts";
import { type Cell, createStep } from "../../../../web/src/app/lessons/backpropagation/step.ts";
import type { Engine } from "../../../../web/src/app/run/engine.ts";
import { waitFor } from "../../support.ts";
import { openAnswers } from "../../worker/lessons/support.ts";

let engine: Engine;
beforeAll(async () => {
  engine = { opened: async () => {}, client: { ask: await openAnswers() } } as unknown as Engine;
});
// Those of earlier tests are not to follow the address.
beforeEach(() => vi.stubGlobal("addEventListener", () => {}));
afterEach(() => vi.unstubAllGlobals());

async function open(query = "") {
  history.replaceState(null, "", `#/learn/backpropagation${query}`);
  const model = createBackpropagation(engine);
  await answered(model);
  return model;
}

/** Both answers are there, and belong to what is given now. */
const answered = ({ run }: ReturnType<typeof createBackpropagation>) =>
  waitFor(() => {
    const { step, begun, numberOf } = run.value;
    const [x, w, b, z] = ["x", "w1", "b1", "z1"].map((name) => {
      return numberOf((step.find(name) ?? step.find(`${name}.0.0`)) as Cell) ?? Number.NaN;
    }) as [number, number, number, number];
    expect(begun.value).toBeDefined();
    if (run.value.name === "chain") expect(z).toBeCloseTo(x * w + b, 12);
  });

const cellsOf = (model: Awaited<ReturnType<typeof open>>, ...names: string[]) =>
  names.map((name) => model.run.value.step.find(name) as Cell);

describe("the order", () => {
  test("of the chain is the one in which a person would compute", () => {
    expect(createStep(networks.chain).cells.map(({ name }) => name)).toEqual([
      ...["z1", "a1", "z2", "a2", "z3", "a3", "l"],
      ...["da3", "dz3", "dw3", "db3", "da2", "dz2", "dw2", "db2", "da1", "dz1", "dw1", "db1"],
      ...["nw1", "nb1", "nw2", "nb2", "nw3", "nb3"],
    ]);
  });

  test("of 2-5-3-1 goes through its matrices row by row, each number once", () => {
    const { cells, matrices } = createStep(networks.wide);
    const batch = 3 * (5 + 3 + 1);
    const learned = 2 * 5 + 5 + 5 * 3 + 3 + 3 + 1;
    expect(cells).toHaveLength(4 * batch + 3 + 1 + 2 * learned);
    expect(cells.map(({ order }) => order)).toEqual(cells.map((_, i) => i));
    expect(new Set(cells.map(({ name }) => name)).size).toBe(cells.length);
    expect(matrices[0]?.cells.slice(0, 6).map(({ name }) => name)).toEqual([
      ...["z1.0.0", "z1.0.1", "z1.0.2", "z1.0.3", "z1.0.4", "z1.1.0"],
    ]);
  });

  test.each(["chain", "wide"] as const)("of %s begins with a number for every place", (name) => {
    for (const { name: matrix, cells } of createStep(networks[name]).givenMatrices) {
      expect(networks[name].numbers[matrix], matrix).toHaveLength(cells.length);
    }
  });
});

test("at each place what was computed by then is known, and nothing else", async () => {
  const model = await open();
  const { cells } = model.run.value.step;
  for (let place = 0; place <= cells.length; place++) {
    model.player.go(place);
    expect(cells.filter((cell) => model.numberOf(cell) !== undefined).length).toBe(place);
    expect(model.current.value).toEqual(place ? [cells[place - 1]] : []);
  }
  const [x] = cellsOf(model, "x") as [Cell];
  expect(model.numberOf(x)).toBe(10);
});

describe("a change", () => {
  const namesChanged = (model: Awaited<ReturnType<typeof open>>) =>
    [...model.run.value.step.givenMatrices, ...model.run.value.step.matrices]
      .flatMap(({ cells }) => cells)
      .filter(model.isChanged)
      .map(({ name }) => name);

  test("of the target leaves what goes forward, and marks all that follows from it", async () => {
    const model = await open();
    model.player.go(25);
    expect(namesChanged(model)).toEqual([]);
    const [target, loss] = cellsOf(model, "t", "l") as [Cell, Cell];
    const before = model.numberOf(loss);
    model.run.value.change(target, 0);
    await waitFor(() => expect(model.numberOf(loss)).not.toBe(before));
    const { cells } = model.run.value.step;
    expect(namesChanged(model)).toEqual(["t", ...cells.slice(6).map(({ name }) => name)]);
    expect(model.player.place.value).toBe(25);
  });

  test("of one example's input leaves the other examples", async () => {
    const model = await open("?network=wide&wide=x.1.0_0.5");
    model.player.go(15);
    expect(namesChanged(model)).toEqual(["x.1.0", "z1.1.0", "z1.1.1", "z1.1.2", "z1.1.3", "z1.1.4"]);
  });

  test("is not told before it is computed", async () => {
    const model = await open("?chain=w2_0.7");
    model.player.go(2);
    expect(namesChanged(model)).toEqual(["w2"]);
    model.player.go(4);
    expect(namesChanged(model)).toEqual(["w2", "z2", "a2"]);
  });

  test("stands in the address, and back at the first number it does not", async () => {
    const model = await open();
    const [w, rate] = cellsOf(model, "w2", "r") as [Cell, Cell];
    model.run.value.change(w, -0.25);
    model.run.value.change(rate, 2);
    expect(location.hash).toBe("#/learn/backpropagation?chain=w2_-0.25*r_2");
    model.run.value.change(w, 0.5);
    expect(location.hash).toBe("#/learn/backpropagation?chain=r_2");
    model.run.value.restore();
    expect(location.hash).toBe("#/learn/backpropagation");
  });
});

test.each(["w4_1", "z1_1", "w2_", "w2_x", "w2_101", "w2_NaN", "r_0", "w2", "_1", "w2.0.0_1", "constructor_1", "***"])(
  "%s in the address changes nothing",
  (text) => {
    expect([...changesIn(text, createStep(networks.chain))]).toEqual([]);
  },
);

test("what an address says and may be is taken, beside what it may not be", () => {
  expect([...changesIn("w1.1.4_0.5*w9_1*t.2.0_-1", createStep(networks.wide))]).toEqual([
    ["w1.1.4", 0.5],
    ["t.2.0", -1],
  ]);
});

test("by numbers or by matrices, the number that is looked at stays", async () => {
  const model = await open("?network=wide");
  const [z] = cellsOf(model, "z2.1.1") as [Cell];
  model.choose("z2.1.1");
  expect(model.current.value).toEqual([z]);
  expect(model.example.value).toBe(1);
  model.look("matrices");
  expect(model.current.value).toEqual(z.matrix.cells);
  model.look("numbers");
  expect(model.current.value).toEqual([z.matrix.cells.at(-1)]);
});

test("a given number is chosen to be changed, and what is pointed at lights up with all of its matrix", async () => {
  const model = await open("?network=wide");
  model.choose("x.2.1");
  expect([model.chosen.value.name, model.player.place.value]).toEqual(["x.2.1", 0]);
  const [x, y, w] = cellsOf(model, "x.2.1", "x.0.0", "w1.0.0") as [Cell, Cell, Cell];
  model.pointed.value = ["x.2.1"];
  expect([x, y, w].map((cell) => model.isLit([cell]))).toEqual([true, false, false]);
  model.pointed.value = ["x"];
  expect([x, y, w].map((cell) => model.isLit([cell]))).toEqual([true, true, false]);
});

test("the outcome is known when the first weight's gradient has been seen, and then stays what it was", async () => {
  const model = await open();
  const [gradient, weight] = cellsOf(model, "dw1", "w1") as [Cell, Cell];
  model.player.go(gradient.order);
  expect(model.outcome.value).toBeUndefined();
  model.player.go(gradient.order + 1);
  const outcome = model.outcome.value;
  expect(outcome).toMatchObject({ truth: "smaller", first: model.numberOf(gradient) });
  model.run.value.change(weight, -1);
  model.player.go(0);
  expect(model.outcome.value).toEqual(outcome);
});

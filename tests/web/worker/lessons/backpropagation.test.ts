/** What the lesson about backpropagation is answered, held against one step written down once more, in double precision. */

import { beforeAll, describe, expect, test } from "vitest";
import { type Network, networks } from "../../../../web/src/app/lessons/backpropagation/networks.ts";
import { createStep, numberIn, questionOf } from "../../../../web/src/app/lessons/backpropagation/step.ts";
import { openAnswers } from "./support.ts";

let ask: Awaited<ReturnType<typeof openAnswers>>;
beforeAll(async () => {
  ask = await openAnswers();
});

type Rows = number[][];

const rowsOf = (numbers: readonly number[], columns: number): Rows =>
  Array.from({ length: numbers.length / columns }, (_, i) => numbers.slice(i * columns, (i + 1) * columns));
const transposed = (rows: Rows): Rows => (rows[0] ?? []).map((_, j) => rows.map((row) => row[j] as number));
const times = (a: Rows, b: Rows): Rows =>
  a.map((row) => transposed(b).map((column) => row.reduce((sum, x, k) => sum + x * (column[k] as number), 0)));
const each = (a: Rows, b: Rows, f: (a: number, b: number) => number): Rows =>
  a.map((row, i) => row.map((x, j) => f(x, b[i]?.[j] as number)));
const added = (a: Rows, [bias = []]: Rows): Rows => a.map((row) => row.map((x, j) => x + (bias[j] as number)));
const scaled = (a: Rows, by: number): Rows => a.map((row) => row.map((x) => x * by));
const sigmoid = (z: number) => 1 / (1 + Math.exp(-z));

/** Every matrix of the step by its name, `nudge` having had its way with each as soon as it was there. */
function stepOf({ units, examples, numbers }: Network, nudge: (name: string, rows: Rows) => void = () => {}) {
  const found: Record<string, Rows> = {};
  const keep = (name: string, rows: Rows): Rows => {
    nudge(name, rows);
    found[name] = rows;
    return rows;
  };
  const last = units.length - 1;
  const given = (name: string, columns: number) => keep(name, rowsOf(numbers[name] ?? [], columns));
  const [rate = 0] = numbers.r ?? [];
  const inputs = [given("x", units[0] as number)];
  const weights: Rows[] = [[]];
  const biases: Rows[] = [[]];
  for (let l = 1; l <= last; l++) {
    weights[l] = given(`w${l}`, units[l] as number);
    biases[l] = given(`b${l}`, units[l] as number);
    const z = keep(`z${l}`, added(times(inputs[l - 1] as Rows, weights[l] as Rows), biases[l] as Rows));
    inputs[l] = keep(
      `a${l}`,
      z.map((row) => row.map(sigmoid)),
    );
  }
  const [outputs, targets] = [inputs[last] as Rows, given("t", 1)];
  const losses = keep(
    "ls",
    each(outputs, targets, (a, t) => (a - t) ** 2),
  );
  keep("l", [[losses.reduce((sum, [loss = 0]) => sum + loss, 0) / examples]]);
  let back = each(outputs, targets, (a, t) => (2 / examples) * (a - t));
  for (let l = last; l >= 1; l--) {
    keep(`da${l}`, back);
    const z = keep(
      `dz${l}`,
      each(back, inputs[l] as Rows, (da, a) => da * a * (1 - a)),
    );
    const weight = keep(`dw${l}`, times(transposed(inputs[l - 1] as Rows), z));
    const bias = keep(`db${l}`, times([new Array(examples).fill(1)], z));
    keep(
      `nw${l}`,
      each(weights[l] as Rows, scaled(weight, rate), (w, change) => w - change),
    );
    keep(
      `nb${l}`,
      each(biases[l] as Rows, scaled(bias, rate), (b, change) => b - change),
    );
    back = times(z, transposed(weights[l] as Rows));
  }
  return found;
}

/** Less than 100 operations lead to any number, on numbers below 10, and each is off by half a unit in the 53rd place. */
const ROUNDING = 100 * 10 * 2 ** -53;

const changed: Network = {
  ...networks.wide,
  numbers: { ...networks.wide.numbers, x: [0.3, -1.2, 2, 0, 1, 0.7], t: [0.25, 1, -0.5], r: [2] },
};

describe.each([
  ["the chain", networks.chain],
  ["2-5-3-1", networks.wide],
  ["2-5-3-1 with other numbers", changed],
])("%s", (_, network) => {
  test("has every number of the step", async () => {
    const answer = await ask("backpropagation.step", questionOf(network));
    const expected = stepOf(network);
    const { cells, matrices } = createStep(network);
    expect(matrices.map(({ name }) => name).sort()).toEqual(
      Object.keys(expected)
        .filter((name) => !(name in network.numbers) && !(name === "ls" && network.examples === 1))
        .sort(),
    );
    for (const cell of cells) {
      const wanted = expected[cell.matrix.name]?.[cell.row]?.[cell.column] as number;
      expect(Math.abs((numberIn(answer, cell) as number) - wanted), cell.name).toBeLessThan(ROUNDING);
    }
  });

  test("has every gradient by differences, as losses alone tell it", async () => {
    const checks = await ask("backpropagation.check", questionOf(network));
    const h = 2 ** -17;
    const names = {
      ...{ outputGradient: "a", preActivationGradient: "z", weightGradient: "w", biasGradient: "b" },
    } as const;
    // Both losses are off by at most ROUNDING, and so is what they are computed from here.
    const tolerance = (4 * ROUNDING) / (2 * h);
    for (const [l, check] of checks.entries()) {
      for (const [kind, letter] of Object.entries(names)) {
        const numbers = check[kind as keyof typeof names];
        const name = `${letter}${l + 1}`;
        const columns = network.units[l + 1] as number;
        numbers.forEach((number, i) => {
          const lossWith = (by: number) => {
            const nudged = stepOf(network, (at, rows) => {
              const row = rows[Math.floor(i / columns)];
              if (at === name && row) row[i % columns] = (row[i % columns] as number) + by;
            });
            return nudged.l?.[0]?.[0] as number;
          };
          const wanted = (lossWith(h) - lossWith(-h)) / (2 * h);
          expect(Math.abs(number - wanted), `${name}[${i}]`).toBeLessThan(tolerance);
        });
      }
    }
  });

  test("has as many differences as gradients", async () => {
    const checks = await ask("backpropagation.check", questionOf(network));
    const { layers } = await ask("backpropagation.step", questionOf(network));
    const sizes = (all: typeof checks) =>
      all.map(({ outputGradient, preActivationGradient, weightGradient, biasGradient }) =>
        [outputGradient, preActivationGradient, weightGradient, biasGradient].map(({ length }) => length),
      );
    expect(sizes(checks)).toEqual(sizes(layers));
  });
});

test("in the chain the first weight's gradient is the smaller, and an input of 100 makes it vanish", async () => {
  const gradients = async (network: Network) => {
    const { layers } = await ask("backpropagation.step", questionOf(network));
    return layers.map(({ weightGradient: [gradient = 0] }) => Math.abs(gradient));
  };
  const [first = 0, , last = 0] = await gradients(networks.chain);
  expect(first).toBeLessThan(last);
  const [vanished = 0] = await gradients({ ...networks.chain, numbers: { ...networks.chain.numbers, x: [100] } });
  expect(vanished).toBeLessThan(first / 100);
});

test("numbers that are none are refused in words", async () => {
  const question = { ...questionOf(networks.chain), inputs: [Number.NaN] };
  await expect(ask("backpropagation.step", question)).rejects.toMatchObject({ name: "bad_data" });
  await expect(ask("backpropagation.check", question)).rejects.toMatchObject({ name: "bad_data" });
});

/** What the lesson about least squares is answered, held against the formulas in double precision. */

import { beforeAll, describe, expect, test } from "vitest";
import { inputs, MADE_WITH, START, targets } from "../../../../web/src/app/lessons/least-squares/table.ts";
import type { LeastSquaresQuestions } from "../../../../web/src/questions/least-squares.ts";
import { openAnswers } from "./support.ts";

// Thousands of updates, each looked at, on a machine that may be busy.

let ask: Awaited<ReturnType<typeof openAnswers>>;
beforeAll(async () => {
  ask = await openAnswers();
});

type Given = LeastSquaresQuestions["leastSquares.descend"]["given"];
const descend = (given: Partial<Given> = {}) =>
  ask("leastSquares.descend", {
    ...{ inputs, targets: targets.exact, start: START, learningRate: 0.05, updates: 2000, rows: [8, 2, 1], seed: 1 },
    ...given,
  });

const rows = inputs.map(([x1, x2]) => [x1, x2, 1]);
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, i) => sum + value * (b[i] as number), 0);
const errors = (w: readonly number[], goals: readonly number[]) => rows.map((x, i) => dot(x, w) - (goals[i] as number));
const meanSquare = (all: readonly number[]) => all.reduce((sum, error) => sum + error * error, 0) / all.length;

/** Of a float's rounding. */
const unit = 2 ** -24;
/** The largest number that an output's sum of three products goes through. */
const reach = (w: readonly number[]) => Math.max(...rows.map((x) => dot(x, w.map(Math.abs)))) + 5;

const pointsOf = (weights: Float32Array) =>
  Array.from({ length: weights.length / 3 }, (_, i) => [...weights.subarray(3 * i, 3 * i + 3)]);

/** What one update on these rows makes of the weights: less rate times the slope of their mean squared error. */
function updated(w: readonly number[], goals: readonly number[], batch: readonly number[], rate: number): number[] {
  const all = errors(w, goals);
  return w.map((weight, j) => {
    const slope = batch.reduce((sum, i) => sum + 2 * (all[i] as number) * (rows[i]?.[j] as number), 0) / batch.length;
    return weight - Math.fround(rate) * slope;
  });
}

/** Each output is rounded by its size, an input is at most 3, and some roundings more make the slope and the step. */
const isUpdate = (from: readonly number[], to: readonly number[], expected: readonly number[], rate: number) => {
  const tolerance = unit * (Math.max(...from.map(Math.abs)) + 12 * 2 * 3 * rate * reach(from));
  return to.every((weight, j) => Math.abs(weight - (expected[j] as number)) <= tolerance);
};

test("the table's targets are what its weights make of its rows", () => {
  for (const [i, x] of rows.entries()) expect(targets.exact[i]).toBeCloseTo(dot(x, MADE_WITH), 12);
  expect(targets.rounded).toEqual(targets.exact.map(Math.round));
});

describe.each(["exact", "rounded"] as const)("with %s targets", (kind) => {
  const goals = targets[kind];

  test("the answer solves the normal equations, and its error is what is left", async () => {
    const { weights, loss } = await descend({ targets: goals, updates: 1 });
    const left = errors([...weights], goals);
    // Xᵀ(Xw - t) = 0, to a few roundings of numbers below 100.
    for (const j of [0, 1, 2])
      expect(
        Math.abs(
          dot(
            rows.map((x) => x[j] as number),
            left,
          ),
        ),
      ).toBeLessThan(100 * 2 ** -48);
    expect(Math.abs(loss - meanSquare(left))).toBeLessThan(2 ** -48);
  });

  test.each([0.005, 0.05, 0.1])(
    "at rate %s every update is that of its rows, and every error is told",
    async (rate) => {
      const { courses } = await descend({ targets: goals, learningRate: rate });
      expect(courses.map((course) => course.rows)).toEqual([8, 2, 1]);
      for (const { rows: size, weights, losses, ended } of courses) {
        const points = pointsOf(weights);
        expect([points.length, losses.length, ended]).toEqual([2001, 2001, "updates"]);
        expect(points[0]).toEqual(START.map(Math.fround));
        points.forEach((w, i) => {
          const all = errors(w, goals);
          const rounding = 4 * unit * reach(w);
          const most = Math.max(...all.map(Math.abs));
          expect(Math.abs((losses[i] as number) - meanSquare(all))).toBeLessThanOrEqual(
            rounding * (2 * most + rounding),
          );
        });
        // Which rows an update looked at is not told: those that explain it.
        for (let i = 0; i + 1 < points.length; i++) {
          const [from, to] = [points[i] as number[], points[i + 1] as number[]];
          const found = batchesOf(size).filter((batch) => isUpdate(from, to, updated(from, goals, batch, rate), rate));
          expect(found.length, `update ${i + 1} of ${size} rows`).toBeGreaterThan(0);
        }
      }
    },
  );

  test("in every eight updates stochastic descent looks at every row once", async () => {
    const { courses } = await descend({ targets: goals, rows: [1], updates: 80 });
    const points = pointsOf((courses[0] as (typeof courses)[number]).weights);
    const looked = points.slice(1).map((to, i) => {
      const from = points[i] as number[];
      const [only, ...others] = batchesOf(1).filter((batch) =>
        isUpdate(from, to, updated(from, goals, batch, 0.05), 0.05),
      );
      expect(others).toEqual([]);
      return only?.[0];
    });
    for (let i = 0; i < looked.length; i += 8) {
      expect(looked.slice(i, i + 8).sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    }
  });
});

/** All sets of so many rows. */
function batchesOf(size: number): number[][] {
  if (size === 0) return [[]];
  return batchesOf(size - 1).flatMap((batch) =>
    rows
      .map((_, i) => i)
      .filter((i) => i > (batch.at(-1) ?? -1))
      .map((i) => [...batch, i]),
  );
}

test("2,000 updates at a fitting rate find the three weights in four decimals, each way", async () => {
  const { courses } = await descend();
  for (const { weights, off } of courses) {
    const last = pointsOf(weights).at(-1) as number[];
    expect(last.map((weight) => weight.toFixed(4))).toEqual(MADE_WITH.map((weight) => weight.toFixed(4)));
    expect(off).toBeCloseTo(Math.max(...last.map((weight, i) => Math.abs(weight - (MADE_WITH[i] as number)))), 10);
  }
});

test("with rounded targets batch finds the answer, and stochastic stays off by more, the larger the rate, in any order", async () => {
  for (const seed of [1, 2, 3]) {
    const offs = [];
    for (const learningRate of [0.02, 0.05, 0.1]) {
      const { courses } = await descend({ targets: targets.rounded, learningRate, seed, rows: [8, 1] });
      expect(courses[0]?.off).toBeLessThan(1e-4);
      offs.push(courses[1]?.off as number);
    }
    expect(offs).toEqual([...offs].sort((a, b) => a - b));
    expect(offs[0]).toBeLessThan(0.02);
    expect(offs[1]).toBeCloseTo(0.05, 1);
  }
});

test("beyond the bound that the steepest direction sets, batch diverges, and the way ends there", async () => {
  // 2 over the largest eigenvalue of 2XᵀX/8, which is 12.68466 for this table: 0.15767.
  const { courses } = await descend({ learningRate: 0.15, rows: [8] });
  expect(courses[0]?.ended).toBe("updates");
  const { courses: beyond } = await descend({ learningRate: 0.16, rows: [8] });
  const [{ ended, weights, losses }] = beyond as [(typeof beyond)[number]];
  expect(ended).toBe("diverged");
  expect(losses.length).toBeLessThan(2001);
  expect(weights.length).toBe(3 * losses.length);
  expect(weights.every(Number.isFinite)).toBe(true);
});

test("the order is the seed's", async () => {
  const last = async (seed: number) => [
    ...((await descend({ seed, updates: 20, rows: [1] })).courses[0]?.weights ?? []),
  ];
  expect(await last(1)).toEqual(await last(1));
  expect(await last(1)).not.toEqual(await last(2));
});

test("the bowl is the error over two weights, the third at its answer", async () => {
  const [columns, from, to] = [6, [-10, -4], [6, 34]] as const;
  const given = { inputs, targets: targets.rounded, axes: [0, 2], from, to, columns } as const;
  const { losses } = await ask("leastSquares.bowl", given);
  const { weights } = await descend({ targets: targets.rounded, updates: 1 });
  const at = (axis: 0 | 1, i: number) => from[axis] + ((to[axis] - from[axis]) * (i + 0.5)) / columns;
  expect(losses).toHaveLength(36);
  losses.forEach((loss, i) => {
    const w = [at(0, i % columns), weights[1] as number, at(1, Math.floor(i / columns))];
    const expected = meanSquare(errors(w, targets.rounded));
    expect(Math.abs(loss - expected)).toBeLessThanOrEqual(2 ** -46 * Math.max(1, expected));
  });
});

test("what cannot be learned from is refused in words", async () => {
  await expect(descend({ learningRate: -1 })).rejects.toMatchObject({ name: "bad_setting" });
  await expect(descend({ targets: [1, 2] })).rejects.toMatchObject({ name: "bad_data" });
  await expect(descend({ inputs: inputs.map(([x]) => [x, 2 * x]) })).rejects.toMatchObject({
    name: "bad_data",
    message: expect.stringContaining("many weights would do equally well"),
  });
});

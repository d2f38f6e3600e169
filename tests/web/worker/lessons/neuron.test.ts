/** What the lesson about a neuron is answered, held against the rule written down once more, in double precision. */

import { beforeAll, describe, expect, test } from "vitest";
import type { LabeledPoints } from "../../../../web/src/questions/neuron.ts";
import { openAnswers } from "./support.ts";

let ask: Awaited<ReturnType<typeof openAnswers>>;
beforeAll(async () => {
  ask = await openAnswers();
});

const corners: LabeledPoints["points"] = [
  [0, 0],
  [0, 1],
  [1, 0],
  [1, 1],
];
const and = { points: corners, labels: [0, 0, 0, 1] };
const or = { points: corners, labels: [0, 1, 1, 1] };
const xor = { points: corners, labels: [0, 1, 1, 0] };

/** Rosenblatt's rule; with halves and wholes every number of it is exact. */
function rosenblatt({ points, labels }: LabeledPoints, rate: number, epochs: number) {
  let [w1, w2, b] = [0, 0, 0];
  const steps: { example: number; answer: number; target: number; weight: number[]; bias: number }[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const before = steps.filter(({ answer, target }) => answer !== target).length;
    points.forEach(([x, y], example) => {
      const target = labels[example] as number;
      const answer = w1 * x + w2 * y + b > 0 ? 1 : 0;
      const change = rate * (target - answer);
      [w1, w2, b] = [w1 + change * x, w2 + change * y, b + change];
      steps.push({ example, answer, target, weight: [w1, w2], bias: b });
    });
    if (steps.filter(({ answer, target }) => answer !== target).length === before) break;
  }
  return steps;
}

describe.each([
  ["AND", and],
  ["OR", or],
])("%s", (_, given) => {
  test.each([0.5, 1, 8])(
    "each step at rate %s is that of the rule, until a round has no mistake",
    async (learningRate) => {
      const { run } = await ask("neuron.learn", { ...given, learningRate, epochs: 100 });
      const expected = rosenblatt(given, learningRate, 100);
      expect(run.steps.map(({ isMistake: _, weight, ...step }) => ({ ...step, weight: [...weight] }))).toEqual(
        expected,
      );
      expect(run.ended).toBe("learned");
      expect(run.mistakes).toBe(expected.filter(({ answer, target }) => answer !== target).length);
    },
  );

  test("Novikoff's bound is that of the line that is told, and holds", async () => {
    const { run, margin } = await ask("neuron.learn", { ...given, learningRate: 1, epochs: 100 });
    if (!margin) throw new Error("There is a line.");
    const [w1 = 0, w2 = 0] = margin.weight;
    expect(Math.hypot(w1, w2, margin.bias)).toBeCloseTo(1, 12);
    const rooms = given.points.map(([x, y], i) => (given.labels[i] ? 1 : -1) * (w1 * x + w2 * y + margin.bias));
    expect(Math.min(...rooms)).toBeCloseTo(margin.margin, 12);
    expect(margin.radius).toBeCloseTo(Math.hypot(1, 1, 1), 12);
    expect(margin.bound).toBeCloseTo((margin.radius / margin.margin) ** 2, 9);
    expect(run.mistakes).toBeLessThanOrEqual(margin.bound);
  });
});

test("XOR comes back to where it was, and no line is told", async () => {
  const { run, margin } = await ask("neuron.learn", { ...xor, learningRate: 1, epochs: 100 });
  expect(margin).toBeUndefined();
  expect(run.ended).toBe("cycles");
  const endOf = (epoch = 0) => {
    const { weight, bias } = run.steps[4 * epoch - 1] ?? { weight: [0, 0], bias: 0 };
    return [...weight, bias];
  };
  expect(run.returnsTo).toBeLessThan(run.epochs);
  expect(endOf(run.epochs)).toEqual(endOf(run.returnsTo));
});

test("ten times the rate makes ten times the weights, so that every answer is the same", async () => {
  const steps = async (learningRate: number) =>
    (await ask("neuron.learn", { ...and, learningRate, epochs: 100 })).run.steps;
  const [slow, fast] = [await steps(1), await steps(10)];
  expect(fast.map(({ answer }) => answer)).toEqual(slow.map(({ answer }) => answer));
  expect(fast.map(({ weight }) => [...weight])).toEqual(slow.map(({ weight }) => [...weight].map((w) => 10 * w)));
});

describe("a network of 2-2-1 on XOR", () => {
  const look = (seed: number) =>
    ask("neuron.network", { ...xor, seed, steps: 1000, from: -0.75, to: 1.75, columns: 10 });

  test("parts it from most first weights, and the grid is what it says there", async () => {
    const answers = await Promise.all(Array.from({ length: 10 }, (_, i) => look(i + 1)));
    const parts = answers.filter(({ outputs }) => outputs.every((output, i) => output > 0.5 === (xor.labels[i] === 1)));
    expect(parts.length).toBeGreaterThan(5);
    for (const { grid, outputs, step } of answers) {
      expect([grid.length, outputs.length, step]).toEqual([100, 4, 1000]);
      expect(grid.every((value) => value >= 0 && value <= 1)).toBe(true);
    }
  });

  test("has its grid row by row from below, here through the corners themselves", async () => {
    const { grid, outputs } = await ask("neuron.network", {
      ...{ ...xor, seed: 1, steps: 100, from: -0.5, to: 1.5, columns: 2 },
    });
    const [left, above, right, both] = outputs;
    expect([...grid]).toEqual([left, right, above, both]);
    expect(new Set(outputs).size).toBe(4);
  });

  test("is the same again from the same first weights", async () => {
    expect(await look(3)).toEqual(await look(3));
  });
});

test("what no lesson asks, and what cannot be learned, is refused in words", async () => {
  await expect(async () => ask("neuron.fly" as "neuron.learn", { ...and, learningRate: 1, epochs: 1 })).rejects.toThrow(
    'No lesson asks "neuron.fly".',
  );
  await expect(ask("neuron.learn", { ...and, learningRate: Number.NaN, epochs: 1 })).rejects.toMatchObject({
    name: "bad_setting",
  });
});

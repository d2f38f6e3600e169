/** What the lesson about descent is answered, held against functions and rules written down once more, in double precision. */

import { beforeAll, describe, expect, test } from "vitest";
import type { DownhillQuestions, Way } from "../../../../web/src/questions/downhill.ts";
import { openAnswers } from "./support.ts";

let ask: Awaited<ReturnType<typeof openAnswers>>;
beforeAll(async () => {
  ask = await openAnswers();
});

const ways = ["sgd", "momentum", "nesterov", "adagrad", "rmsprop", "adam"] as const satisfies Way[];
type Given = DownhillQuestions["downhill.race"]["given"];
type Pair = readonly [number, number];

const race = (given: Pick<Given, "surface" | "learningRate"> & Partial<Given>) =>
  ask("downhill.race", { ways, steps: 400, columns: 8, ...given });

const functions: Record<Given["surface"], { height(x: number, y: number): number; slope(x: number, y: number): Pair }> =
  {
    hill: {
      height: (x, y) => x * Math.exp(-(x * x + y * y)),
      slope: (x, y) => [(1 - 2 * x * x) * Math.exp(-(x * x + y * y)), -2 * x * y * Math.exp(-(x * x + y * y))],
    },
    bowl: { height: (x, y) => (x * x + y * y) / 2, slope: (x, y) => [x, y] },
    valley: { height: (x, y) => (x * x + 25 * y * y) / 2, slope: (x, y) => [x, 25 * y] },
    saddle: { height: (x, y) => x * x - y * y + y ** 4 / 4, slope: (x, y) => [2 * x, y ** 3 - 2 * y] },
  };
const surfaces = Object.keys(functions) as Given["surface"][];

/** The engine's constants are floats. */
const float = Math.fround;
const [momentum, decay, beta1, beta2, epsilon] = [float(0.9), float(0.99), float(0.9), float(0.999), float(1e-8)];

/**
 * The move of one coordinate at step n, counted from 1, by its slope; and the size of the numbers that it is made of, to
 * which rounding is relative.
 */
const rules: Record<(typeof ways)[number], (rate: number) => (g: number, n: number) => { move: number; size: number }> =
  {
    sgd: (rate) => (g) => ({ move: -rate * g, size: Math.abs(rate * g) }),
    momentum: (rate) => {
      let [v, most] = [0, 0];
      return (g) => {
        v = momentum * v + g;
        most = Math.max(most, Math.abs(v));
        return { move: -rate * v, size: rate * most };
      };
    },
    nesterov: (rate) => {
      let [v, most] = [0, 0];
      return (g) => {
        v = momentum * v + g;
        most = Math.max(most, Math.abs(v) + Math.abs(g));
        return { move: -rate * (g + momentum * v), size: 2 * rate * most };
      };
    },
    adagrad: (rate) => {
      let s = 0;
      return (g) => {
        s += g * g;
        const move = (-rate * g) / (Math.sqrt(s) + epsilon);
        return { move, size: Math.abs(move) };
      };
    },
    rmsprop: (rate) => {
      let s = 0;
      return (g) => {
        s = decay * s + (1 - decay) * g * g;
        const move = (-rate * g) / (Math.sqrt(s) + epsilon);
        return { move, size: Math.abs(move) };
      };
    },
    adam: (rate) => {
      let [m, v, most] = [0, 0, 0];
      return (g, n) => {
        m = beta1 * m + (1 - beta1) * g;
        v = beta2 * v + (1 - beta2) * g * g;
        most = Math.max(most, Math.abs(m));
        const scale = rate / (1 - beta1 ** n) / (Math.sqrt(v / (1 - beta2 ** n)) + epsilon);
        return { move: -scale * m, size: scale * most };
      };
    },
  };

/** Of a float's rounding. */
const unit = 2 ** -24;
/** Below it floats have fewer digits. */
const tiny = 2 ** -126;

describe.each(surfaces)("on the %s", (surface) => {
  test.each([0.003, 0.03, 0.1, 1])("at rate %s every step of all six is that of its rule", async (learningRate) => {
    const { runs, start } = await race({ surface, learningRate });
    expect(runs.map(({ way }) => way)).toEqual(ways);
    for (const { way, path, values } of runs) {
      expect(path).toHaveLength(2 * values.length);
      expect([path[0], path[1]]).toEqual(start.map(float));
      const rule = [0, 1].map(() => rules[way as (typeof ways)[number]](float(learningRate)));
      for (let n = 1; n < values.length; n++) {
        const slope = functions[surface].slope(path[2 * n - 2] as number, path[2 * n - 1] as number);
        for (const axis of [0, 1]) {
          const before = path[2 * n - 2 + axis] as number;
          const { move, size } = (rule[axis] as (typeof rule)[number])(slope[axis] as number, n);
          // A sum over n steps is rounded n times, what momentum keeps about thirty times, and some more on the way.
          const tolerance = unit * (Math.abs(before) + (2 * n + 64) * size) + 8 * tiny;
          const off = Math.abs((path[2 * n + axis] as number) - (before + move));
          expect(off, `${way}, step ${n}`).toBeLessThanOrEqual(tolerance);
        }
      }
    }
  });

  test("heights are those of the function, along each way and over the map", async () => {
    const { runs, heights, surface: map } = await race({ surface, learningRate: 0.03 });
    // Each of the few operations is rounded to 53 bits, and the terms are no larger than this.
    const near = (value: number, expected: number, size: number) =>
      expect(Math.abs(value - expected)).toBeLessThanOrEqual(2 ** -50 * Math.max(1, size));
    for (const { path, values } of runs) {
      values.forEach((value, i) => {
        near(value, functions[surface].height(path[2 * i] as number, path[2 * i + 1] as number), 200);
      });
    }
    const at = ([from, to]: readonly [number, number], i: number) => from + ((to - from) * (i + 0.5)) / 8;
    expect(heights).toHaveLength(64);
    heights.forEach((value, i) => {
      near(value, functions[surface].height(at(map.x, i % 8), at(map.y, Math.floor(i / 8))), 200);
    });
  });
});

test("SGD in the bowl goes by powers, and arrives when slope and step are short", async () => {
  const { runs } = await race({ surface: "bowl", learningRate: 0.5, start: [2, -1] });
  const [{ path, values, outcome }] = runs as [(typeof runs)[number]];
  // Halving is exact in floats.
  const expected = Array.from({ length: values.length }, (_, n) => [2 * 0.5 ** n, -1 * 0.5 ** n]).flat();
  expect([...path]).toEqual(expected);
  expect(outcome).toBe("arrived");
  // The slope is the point, and the last step as long.
  expect(Math.hypot(2, 1) * 0.5 ** (values.length - 1)).toBeLessThanOrEqual(1e-4);
  expect(Math.hypot(2, 1) * 0.5 ** (values.length - 2)).toBeGreaterThan(1e-4);
});

describe("how it ended", () => {
  const outcome = async (way: Way, given: Parameters<typeof race>[0]) =>
    (await race({ ...given, ways: [way] })).runs[0];

  test.each<[string, Way, Parameters<typeof race>[0], string]>([
    ["too small a rate", "sgd", { surface: "bowl", learningRate: 0.001 }, "underway"],
    ["one that leads back and forth", "sgd", { surface: "bowl", learningRate: 2 }, "underway"],
    ["one above that", "sgd", { surface: "bowl", learningRate: 2.5 }, "thrown"],
    ["just below the valley's bound", "sgd", { surface: "valley", learningRate: 0.07 }, "arrived"],
    ["above it", "sgd", { surface: "valley", learningRate: 0.1 }, "thrown"],
    ["down the far side of the hill", "momentum", { surface: "hill", learningRate: 0.1, start: [0.8, 0.4] }, "left"],
    ["into its hollow", "sgd", { surface: "hill", learningRate: 0.1, start: [-0.5, 0.3] }, "arrived"],
    ["on top of it", "sgd", { surface: "hill", learningRate: 0.1, start: [Math.SQRT1_2, 0] }, "stuck"],
    ["on the saddle itself", "sgd", { surface: "saddle", learningRate: 0.1, start: [0, 0] }, "stuck"],
    ["into a minimum of the saddle", "sgd", { surface: "saddle", learningRate: 0.1 }, "arrived"],
    ["a step that is no float", "sgd", { surface: "bowl", learningRate: 3e38 }, "diverged"],
  ])("%s", async (_, way, given, expected) => {
    expect((await outcome(way, given))?.outcome).toBe(expected);
  });

  test.each(ways)("%s never leaves the ridge of the saddle, and a hundredth beside it finds a minimum", async (way) => {
    const ridge = await outcome(way, { surface: "saddle", learningRate: 0.1, start: [1.5, 0], steps: 2000 });
    expect(ridge?.path.every((at, i) => i % 2 === 0 || at === 0)).toBe(true);
    expect(ridge?.outcome).toBe("stuck");
    const beside = await outcome(way, { surface: "saddle", learningRate: 0.1, start: [1.5, 0.01], steps: 2000 });
    expect(beside?.outcome).toBe("arrived");
    expect(Math.abs(beside?.path.at(-1) ?? 0)).toBeCloseTo(Math.SQRT2, 3);
  });
});

test("a start beyond the map and a rate that is none are refused in words", async () => {
  await expect(race({ surface: "bowl", learningRate: 0.1, start: [9, 0] })).rejects.toMatchObject({
    name: "bad_setting",
    message: expect.stringContaining("x from -3 to 3"),
  });
  await expect(race({ surface: "bowl", learningRate: 0 })).rejects.toMatchObject({ name: "bad_setting" });
  await expect(race({ surface: "moon" as "bowl", learningRate: 0.1 })).rejects.toMatchObject({ name: "bad_setting" });
});

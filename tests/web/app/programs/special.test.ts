/** The programs of the perceptron, of descent and of sums, in every language that can be run. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { load } from "../../../../engine/js/node.ts";
import { program } from "../../../../web/src/app/programs/program.ts";
import {
  type DescentSubject,
  type Language,
  type Subject,
  surfaces,
} from "../../../../web/src/app/programs/subject.ts";
import { pythonWith, Workshop } from "./running.ts";

const inkling = await load();
const settings = inkling.settings.Recipe ?? [];
const workshop = new Workshop();
afterAll(() => workshop.clear());

const numpy = pythonWith("numpy");
const torch = pythonWith("torch");
const languages: [Language, isSkipped: boolean][] = [
  ["cpp", false],
  ["javascript", false],
  ["numpy", false],
  ["pytorch", torch === undefined],
];

/** What each of the subjects prints, line by line. */
function said(language: Language, subjects: readonly Subject[]): string[][] {
  const programs = subjects.map((subject) => program(language, subject));
  const lines = (text: string) => text.trim().split("\n");
  if (language === "cpp") {
    const run = workshop.compiledTogether(programs);
    return programs.map((_, i) => lines(run(i)));
  }
  if (language === "javascript") return programs.map((one) => lines(workshop.node(one)));
  const python = language === "numpy" ? numpy : torch;
  if (python === undefined) throw new Error("No python3 can import numpy: install Debian's python3-numpy.");
  return workshop
    .python(
      python,
      programs.map((one) => ({ program: one })),
    )
    .map(lines);
}

/** The numbers of a line. */
const numbersIn = (line: string): number[] => (line.match(/-?\d[\d.]*(e[+-]?\d+)?/g) ?? []).map(Number);

describe.each(languages)("in %s", (language, isSkipped) => {
  const runnable = test.skipIf(isSkipped);

  runnable("a perceptron makes the engine's mistakes, and has its weights, bit for bit", () => {
    const blobs = inkling.generate("blobs", { examples: 30, classes: 2, noise: 0.3, seed: 4 });
    const { inputs } = blobs.examples();
    const cases = [
      {
        points: [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        labels: [0, 1, 1, 1],
        learningRate: 1,
        epochs: 20,
      },
      {
        points: [
          [0, 0],
          [0, 1],
          [1, 0],
          [1, 1],
        ],
        labels: [0, 1, 1, 0],
        learningRate: 0.5,
        epochs: 6,
      },
      {
        points: Array.from({ length: 30 }, (_, i) => [inputs[2 * i] ?? 0, inputs[2 * i + 1] ?? 0]),
        ...{ labels: [...blobs.labels()], learningRate: 0.1, epochs: 12 },
      },
    ];
    const all = said(
      language,
      cases.map((perceptron) => ({ perceptron })),
    );
    for (const [i, { points, labels, learningRate, epochs }] of cases.entries()) {
      const own = inkling.perceptron({ inputs: 2, learningRate });
      const expected: number[][] = [];
      do expected.push([expected.length + 1, own.learn(points, labels), ...own.weight, own.bias]);
      while (expected.at(-1)?.[1] !== 0 && expected.length < epochs);
      expect(all[i]?.map((line) => numbersIn(line).map(Math.fround))).toEqual(expected);
    }
    expect(all[0]?.length).toBeLessThan(20); // a line parts it
    expect(all[1]).toHaveLength(6); // none parts this
  });

  runnable("SGD goes down the bowl by its rate, at each step", () => {
    const descent = { surface: "bowl", learningRate: 0.25, start: [2.5, -2], steps: 12 } as const;
    const [lines = []] = said(language, [{ descent, settings }]);
    expect(lines.map(numbersIn)).toEqual(
      Array.from({ length: 12 }, (_, i) => {
        // Of these numbers every product is exact in a float for so long, and nine digits name it.
        const left = 0.75 ** (i + 1);
        const [x, y] = [2.5 * left, -2 * left];
        return [i + 1, x, y, (x * x + y * y) / 2].map((value) => expect.closeTo(value, 6));
      }),
    );
  });

  runnable("numbers are added up in every order", () => {
    // Beyond 2^24 a float counts by twos, and half of two rounds to even: a 1 alone is lost, and two together are not.
    const big = 2 ** 24;
    const cases = [
      [big, 1, 1, 1, 1, 1, 1, 1, 1],
      [0.1, 0.2, 0.3, 0.4, 0.5],
    ];
    const [lost = [], tenths = []] = said(
      language,
      cases.map((numbers) => ({ sums: { numbers } })),
    );
    const values = (lines: string[]) => lines.map((line) => numbersIn(line.slice(8)).at(-1));
    const names = ["forward", "backward", "pairwise", "lanes 4", "lanes 8", "double"];
    expect(lost.map((line) => line.slice(0, 8).trim())).toEqual(names);
    // Pairwise: ((big + 1) + 1 + (1 + 1)) + 4. Lanes of 4: big alone, and three of 2 each. Lanes of 8: big, and 1 each.
    expect(values(lost)).toEqual([big, big + 8, big + 6, big + 6, big, big + 8]);
    expect(Math.fround(values(tenths)[0] ?? 0)).toBe(1.5);
  });
});

describe("every optimizer, on every surface", () => {
  const rates = { sgd: 0.03, momentum: 0.01, nesterov: 0.01, adagrad: 0.3, rmsprop: 0.02, adam: 0.05, adamw: 0.05 };
  const optimizers = Object.keys(rates) as (keyof typeof rates)[];
  const subjects: DescentSubject[] = optimizers.flatMap((optimizer) =>
    surfaces.map((surface) => ({
      descent: { surface, optimizer, learningRate: rates[optimizer], start: [0.8, 0.4], steps: 20, weightDecay: 0.1 },
      settings,
    })),
  );
  let engine: number[][][] = [];
  beforeAll(() => {
    engine = said("cpp", subjects).map((lines) => lines.map(numbersIn));
  });

  test("they are all that the engine has", () => {
    expect(optimizers).toEqual(inkling.tables.optimizers.map(({ name }) => name));
    expect(engine).toHaveLength(28);
    for (const steps of engine) expect(steps).toHaveLength(20);
  });

  // Twenty steps of numbers about 1, each of a dozen roundings at most, of which none grows: 20 12 2^-24 is 1.4e-5 at the
  // very worst, where all have one sign; two thirds of that would be much.
  const others = languages.filter(([language]) => language !== "cpp");
  describe.each(others)("in %s", (language, isSkipped) => {
    test.skipIf(isSkipped)("the engine's path to 1e-5", () => {
      for (const [i, lines] of said(language, subjects).entries()) {
        const differences = lines.flatMap((line, step) =>
          numbersIn(line).map((value, j) => Math.abs(value - (engine[i]?.[step]?.[j] ?? Number.NaN))),
        );
        expect(Math.max(...differences), JSON.stringify(subjects[i]?.descent)).toBeLessThan(1e-5);
      }
    });
  });
});

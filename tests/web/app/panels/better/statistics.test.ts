/** The statistics against closed forms and published tables, and how often they call different what is the same. */

import { describe, expect, test } from "vitest";
import { load } from "../../../../../engine/js/node.ts";
import {
  agreement,
  mcnemar,
  meanInterval,
  pairedDifference,
  studentQuantile,
  studentWithin,
} from "../../../../../web/src/app/panels/better/statistics.ts";

describe("Student's t", () => {
  // NIST/SEMATECH e-Handbook of Statistical Methods, 1.3.6.7.2: upper tails of 0.05, 0.025, 0.005 and 0.0005 or 0.001.
  test.each([
    [1, 6.314, 12.706, 63.657, 318.313],
    [2, 2.92, 4.303, 9.925, 22.327],
    [3, 2.353, 3.182, 5.841, 10.215],
    [4, 2.132, 2.776, 4.604, 7.173],
    [9, 1.833, 2.262, 3.25, 4.297],
    [19, 1.729, 2.093, 2.861, 3.579],
    [30, 1.697, 2.042, 2.75, 3.385],
    [49, 1.677, 2.01, 2.68, 3.265],
  ])("with %i degrees of freedom is as in the table", (freedom, ...ts) => {
    const tails = [0.05, 0.025, 0.005, 0.001];
    for (const [i, tail] of tails.entries()) {
      expect(studentQuantile(1 - 2 * tail, freedom)).toBeCloseTo(ts[i] as number, 2);
    }
  });

  test("with one and two degrees of freedom is the closed form, from nothing to everything", () => {
    for (const t of [0, 0.1, 1, 3, 50, 1e9, Number.POSITIVE_INFINITY]) {
      expect(studentWithin(t, 1)).toBeCloseTo((2 / Math.PI) * Math.atan(t), 14);
      expect(studentWithin(-t, 2)).toBeCloseTo(t === Number.POSITIVE_INFINITY ? 1 : t / Math.sqrt(2 + t * t), 14);
    }
  });

  test("the quantile is the inverse, and the interval holds as many reaches as it says", () => {
    for (let freedom = 1; freedom < 60; freedom++)
      for (const within of [0.1, 0.5, 0.95, 0.99])
        expect(studentWithin(studentQuantile(within, freedom), freedom)).toBeCloseTo(within, 12);
    // Mean 3, standard error 1/√2 · ... = 0.7071; t of 4 degrees of freedom is 4.6041.
    const { mean, low, high } = meanInterval([1, 2, 3, 4, 5]);
    expect([mean, low, high].map((value) => value.toFixed(4))).toEqual(["3.0000", "-0.2556", "6.2556"]);
  });

  test("the paired difference is that of Student's own sleep data", () => {
    // "The probable error of a mean" (1908): 10 patients, two drugs; t = 4.0621, p = 0.002833.
    const one = [0.7, -1.6, -0.2, -1.2, -0.1, 3.4, 3.7, 0.8, 0, 2];
    const other = [1.9, 0.8, 1.1, 0.1, -0.1, 4.4, 5.5, 1.6, 4.6, 3.4];
    const { mean, p, verdict, pairs } = pairedDifference(one, other);
    expect(mean).toBeCloseTo(1.58, 12);
    expect(p).toBeCloseTo(0.002833, 6);
    expect([verdict, pairs]).toEqual(["better", 10]);
    expect(pairedDifference(other, one)).toMatchObject({ verdict: "worse", p });
  });
});

describe("what is odd gets an honest verdict", () => {
  const verdict = (base: number[], other: number[]) => pairedDifference(base, other).verdict;

  test("one or two seeds are too few, however large the difference", () => {
    expect(verdict([], [])).toBe("few");
    expect(verdict([0.1], [0.9])).toBe("few");
    expect(verdict([0.1, 0.11], [0.9, 0.91])).toBe("few");
  });

  test("no difference at all is said, and so is one that never varies", () => {
    expect(verdict([0.1, 0.2, 0.3], [0.1, 0.2, 0.3])).toBe("same");
    expect(pairedDifference([0.1, 0.2, 0.3], [0.2, 0.3, 0.4])).toMatchObject({ verdict: "constant", p: 0.25 });
    const seven = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7];
    const more = (values: number[]) => values.map((value) => value + 0.01);
    expect(verdict(seven, more(seven))).toBe("constant");
    const eight = [...seven, 0.8];
    expect(pairedDifference(eight, more(eight))).toMatchObject({ verdict: "better", p: 2 ** -7 });
  });

  test("runs that have diverged are left out with their pair", () => {
    const base = [0.5, Number.NaN, 0.51, 0.52, 0.5];
    const other = [0.9, 0.91, Number.NaN, 0.92, 0.905];
    const { pairs, mean } = pairedDifference(base, other);
    expect(pairs).toBe(3);
    expect(mean).toBeCloseTo((0.4 + 0.4 + 0.405) / 3, 12);
    expect(verdict([Number.NaN, Number.NaN], [0.9, 0.9])).toBe("few");
  });

  test("of a single value the mean is known and the interval is not; of none nothing is", () => {
    expect(meanInterval([0.5])).toEqual({ mean: 0.5, low: Number.NaN, high: Number.NaN });
    expect(meanInterval([]).mean).toBeNaN();
    expect(meanInterval([0.1, 0.1, 0.1])).toEqual({ mean: 0.1, low: 0.1, high: 0.1 });
  });
});

describe("McNemar's test", () => {
  test("is a fair coin's", () => {
    expect(mcnemar(0, 0)).toBe(1);
    expect(mcnemar(3, 3)).toBe(1);
    expect(mcnemar(0, 5)).toBeCloseTo(2 / 32, 15);
    expect(mcnemar(1, 5)).toBeCloseTo((2 * (1 + 6)) / 64, 15);
    expect(mcnemar(5, 1)).toBe(mcnemar(1, 5));
    // A. Agresti, Categorical Data Analysis, table 10.1: approval of the prime minister, 150 and 86.
    expect(mcnemar(150, 86)).toBeCloseTo(3.716e-5, 7);
  });

  test("bears all test digits", () => {
    expect(mcnemar(5000, 5000)).toBe(1);
    expect(mcnemar(4900, 5100)).toBeCloseTo(0.0466, 3);
    expect(mcnemar(0, 10_000)).toBe(0);
  });

  test("counts who reads what", () => {
    expect(agreement(Uint8Array.of(1, 1, 0, 0, 1), Uint8Array.of(1, 0, 1, 0, 0))).toEqual({
      ...{ both: 1, neither: 1, onlyBase: [1, 4], onlyOther: [2] },
      p: 1,
    });
  });
});

/** Mulberry32: the same numbers every time. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const normal = (random: () => number) => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** Scores of runs that differ in their seed alone. */
const scores: Record<string, (random: () => number) => number> = {
  normal: (random) => 0.97 + 0.002 * normal(random),
  "even, all about as likely": (random) => 0.97 + 0.01 * random(),
  "skewed: most good, some much worse": (random) => 0.98 - 0.01 * Math.exp(normal(random)),
  "of 10,000 digits": (random) => Math.round(10_000 * (0.97 + 0.001 * normal(random))) / 10_000,
  "of 100 points, with many ties": (random) => Math.round(100 * (0.9 + 0.01 * normal(random))) / 100,
  "of 100 points, nearly all equal": (random) => Math.round(100 * (0.9 + 0.004 * normal(random))) / 100,
  "of two kinds: some learn nothing": (random) => (random() < 0.5 ? 0.5 : 0.99),
  "of two kinds that vary": (random) => (random() < 0.5 ? 0.5 : 0.99) + 0.001 * normal(random),
  "that now and then have learned nothing": (random) => (random() < 0.1 ? 0.1 : 0.97 + 0.002 * normal(random)),
  "with runs that diverge": (random) => (random() < 0.2 ? Number.NaN : 0.97 + 0.002 * normal(random)),
  "all equal": () => 0.97,
};

/** How many of so many tries call two recipes different, each a list of scores. */
function falseAlarms(tries: number, seeds: number, draw: () => number): number {
  let alarms = 0;
  for (let i = 0; i < tries; i++) {
    const [base, other] = [0, 1].map(() => Array.from({ length: seeds }, draw)) as [number[], number[]];
    const { verdict } = pairedDifference(base, other);
    if (verdict === "better" || verdict === "worse") alarms++;
  }
  return alarms;
}

describe("two recipes that are the same but for the seed are called different in at most 1 of 20 tries", () => {
  const tries = 4000;

  test.each(Object.keys(scores))("where scores are %s", (name) => {
    for (const seeds of [2, 3, 4, 5, 7, 10, 20, 50]) {
      const random = generator(1000 * seeds + 7);
      const alarms = falseAlarms(tries, seeds, () => (scores[name] as (typeof scores)[string])(random));
      expect(alarms / tries, `${seeds} seeds`).toBeLessThanOrEqual(1 / 20);
    }
  });

  test("nor in a sweep whose five other values are all the same recipe", () => {
    const random = generator(11);
    const draw = () => (scores.normal as (typeof scores)[string])(random);
    let alarms = 0;
    for (let i = 0; i < tries; i++) {
      const rows = Array.from({ length: 6 }, () => Array.from({ length: 10 }, draw));
      const verdicts = rows.slice(1).map((row) => pairedDifference(rows[0] as number[], row).verdict);
      if (verdicts.some((verdict) => verdict === "better" || verdict === "worse")) alarms++;
    }
    expect(alarms / tries).toBeLessThanOrEqual(1 / 20);
  });

  test("of the engine's own runs, drawn from many seeds", async () => {
    const inkling = await load();
    const run = (seed: number) => {
      const { trainer, validation, fit, training } = inkling.run({
        ...{ layers: [{ units: 8, activation: "tanh" }, { units: 2 }], learningRate: 0.5, batchSize: 16, epochs: 5 },
        ...{ data: { name: "moons", examples: 200, noise: 0.3 }, seed },
      });
      fit();
      const { examples, correct } = trainer.evaluate(validation);
      for (const part of [trainer, validation, training]) part.dispose();
      return correct / examples;
    };
    const pool = Array.from({ length: 400 }, (_, i) => run(1 + i));
    expect(new Set(pool).size).toBeGreaterThan(5);
    for (const seeds of [3, 5, 10, 20]) {
      const random = generator(seeds);
      let left: number[] = [];
      // No run is in both lists: the pool is drawn from anew for each try.
      const draw = () => left.splice(Math.floor(random() * left.length), 1)[0] as number;
      let alarms = 0;
      for (let i = 0; i < 1000; i++) {
        left = [...pool];
        alarms += falseAlarms(1, seeds, draw);
      }
      expect(alarms / 1000, `${seeds} seeds`).toBeLessThanOrEqual(1 / 20);
    }
  });
});

test("a difference of twice what seeds do is found with 10 seeds, and nearly always with 5 where it is five times", () => {
  const found = (seeds: number, shift: number) => {
    const random = generator(3);
    let better = 0;
    for (let i = 0; i < 1000; i++) {
      const base = Array.from({ length: seeds }, () => normal(random));
      const other = base.map(() => shift + normal(random));
      if (pairedDifference(base, other).verdict === "better") better++;
    }
    return better / 1000;
  };
  expect(found(10, 2)).toBeGreaterThan(0.8);
  expect(found(5, 5)).toBeGreaterThan(0.9);
});

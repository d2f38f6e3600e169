/** Numbers as they are written on the page. */

import { describe, expect, test } from "vitest";
import * as figures from "../../../../web/src/app/shared/figures.ts";

const {
  formatAccuracy,
  formatCount,
  formatLoss,
  formatMegabytes,
  formatProbability,
  formatSeconds,
  formatShape,
  formatTimeLeft,
} = figures;

describe("figures", () => {
  test.each([
    [formatAccuracy(0.97311), "97.31 %"],
    [formatAccuracy(1), "100.00 %"],
    [formatAccuracy(undefined), "–"],
    [formatLoss(0.09314), "0.0931"],
    [formatLoss(123456), "1.23e+5"],
    [formatLoss(1e300), "1.00e+300"],
    [formatProbability(0.9996), "100.0 %"],
    [formatProbability(undefined), "–"],
    [formatMegabytes(1_234_567), "1.2"],
    [formatLoss(undefined), "–"],
    [formatCount(84000.4), "84,000"],
    [formatCount(0), "0"],
    [formatCount(undefined), "–"],
    [formatSeconds(0), "0.0 s"],
    [formatSeconds(59.96), "60.0 s"],
    [formatSeconds(754.2), "12 min 34 s"],
    [formatSeconds(3600), "1 h 0 min"],
    [formatSeconds(100_000), "27 h 46 min"],
    [formatTimeLeft(8.2), "9 s"],
    [formatTimeLeft(599.9), "9 min 59 s"],
    [formatTimeLeft(600), "10 min"],
    [formatTimeLeft(3599.9), "59 min"],
    [formatTimeLeft(3600), "1 h 0 min"],
    [formatTimeLeft(undefined), "–"],
    [formatShape([784, 128, 64, 10]), "784 → 128 → 64 → 10"],
    [formatShape([784, ...Array<number>(299).fill(16), 32, 10]), "784 → 16 → 16 → … (300 hidden layers) → 32 → 10"],
  ])("%s is written %s", (written, expected) => {
    expect(written).toBe(expected);
  });

  const { formatShape: _, ...ofNumbers } = figures; // of a list
  test.each(Object.entries(ofNumbers))("%s never shows what is no number", (_, format) => {
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])
      expect(format(value)).toBe("–");
  });
});

/** What the statistics tell, in plain sentences. */

import { formatAccuracy } from "../../shared/figures.ts";
import { betterWords } from "../../words/better.ts";
import { words } from "../../words/words.ts";
import type { RowResult } from "./experiment.ts";
import type { Interval } from "./statistics.ts";

const says = betterWords;
const { formats } = words;

/** Percentage points with their sign; nothing has none. */
export function formatPoints(difference: number): string {
  if (!Number.isFinite(difference)) return words.figures.none;
  const text = formats.decimal(100 * Math.abs(difference), 2);
  const isNothing = Math.round(10_000 * Math.abs(difference)) === 0;
  return isNothing ? text : `${difference > 0 ? "+" : "\u2212"}${text}`;
}

const points = (difference: number) => formats.decimal(100 * difference, 2);

/** Below this, no more is said of a probability. */
const leastP = 0.0001;

export const formatP = (p: number): string =>
  p < leastP
    ? says.probabilityBelow(formats.decimal(leastP, 4))
    : says.probability(formats.decimal(p, p < 0.01 ? 4 : 2));

/** Accuracy is within 0 and 1, and so is what can be said of it. */
export function formatInterval({ mean, low, high }: Interval): string {
  if (!Number.isFinite(low)) return formatAccuracy(mean);
  const [least, most] = [Math.max(0, low), Math.min(1, high)];
  return says.mean(formatAccuracy(mean), formats.decimal(100 * least, 2), formats.decimal(100 * most, 2));
}

/** Of one recipe that stands alone, how much chance does; of another, what it is worth beside the first. */
export function verdictText(result: RowResult, isAlone: boolean): string {
  const { accuracies, diverged } = result;
  const sentences = [isAlone ? aloneText(accuracies) : differenceText(result)];
  if (diverged > 0) sentences.push(says.diverged(diverged, accuracies.length));
  return sentences.join(" ").trim() || "\u00a0";
}

function aloneText(accuracies: RowResult["accuracies"]): string {
  const scores = accuracies.filter((one): one is number => one !== undefined && Number.isFinite(one));
  if (scores.length < 2) return "";
  return says.alike(formatAccuracy(Math.min(...scores)), formatAccuracy(Math.max(...scores)));
}

function differenceText({ difference }: RowResult): string {
  if (!difference) return "";
  const { verdict, mean, low, high, pairs, p } = difference;
  if (verdict === "better") return `${says.verdicts.better(points(mean), points(low), points(high))} ${formatP(p)}`;
  if (verdict === "worse") return `${says.verdicts.worse(points(-mean), points(-high), points(-low))} ${formatP(p)}`;
  const text = says.verdicts[verdict](formatPoints(mean), formatPoints(low), formatPoints(high), pairs);
  return verdict === "within" ? `${text} ${formatP(p)}` : text;
}

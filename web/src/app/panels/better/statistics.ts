/** What a few seeds tell of two recipes: intervals of means, the paired difference, and McNemar's test. */

/** How sure an interval is to hold what it is of. A sweep makes up to five comparisons: together 1 of 20 errs. */
export const confidence = 0.99;

/** Two seeds may agree by chance alone. */
const fewestPairs = 3;

export interface Interval {
  mean: number;
  /** Both are the mean itself where nothing varies, and not known (NaN) of a single value. */
  low: number;
  high: number;
}

/**
 * The probability that |T| is at most |t|, of Student's T with so many degrees of freedom, a whole number: the finite
 * sums of M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964), 26.7.3 and 26.7.4.
 */
export function studentWithin(t: number, freedom: number): number {
  const angle = Math.atan(Math.abs(t) / Math.sqrt(freedom));
  const [sine, cosine] = [Math.sin(angle), Math.cos(angle)];
  const isOdd = freedom % 2 === 1;
  let term = isOdd ? cosine : 1;
  let sum = freedom === 1 ? 0 : term;
  for (let k = isOdd ? 3 : 2; k < freedom; k += 2) {
    term *= ((k - 1) / k) * cosine ** 2;
    sum += term;
  }
  return isOdd ? (2 / Math.PI) * (angle + sine * sum) : sine * sum;
}

/** The t for which |T| is at most t with this probability, by halving the angle whose tangent it is. */
export function studentQuantile(within: number, freedom: number): number {
  const tOf = (angle: number) => Math.tan(angle) * Math.sqrt(freedom);
  let [low, high] = [0, Math.PI / 2];
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (studentWithin(tOf(middle), freedom) < within) low = middle;
    else high = middle;
  }
  return tOf(low);
}

/** Student's interval of the mean of values that vary at random, about normally. NaN where there is no value. */
export function meanInterval(values: readonly number[]): Interval {
  const { mean, error } = meanAndError(values);
  const reach = error === 0 ? 0 : error * studentQuantile(confidence, values.length - 1);
  return { mean, low: mean - reach, high: mean + reach };
}

/** The mean and its standard error. Values that are all equal vary by nothing, and not by how sums are rounded. */
function meanAndError(values: readonly number[]): { mean: number; error: number } {
  const count = values.length;
  const isConstant = count > 1 && values.every((value) => Math.abs(value - (values[0] as number)) < 1e-12);
  if (isConstant) return { mean: values[0] as number, error: 0 };
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, error: Math.sqrt(squares / (count - 1) / count) };
}

/** The paired t-test, Student's ("The probable error of a mean", Biometrika 6, 1908). */
export interface Difference extends Interval {
  /** Pairs of which neither run has diverged. */
  pairs: number;
  /** How often chance alone would make as much of a difference or more. */
  p: number;
  verdict: Verdict;
}

type Verdict =
  | "better"
  | "worse"
  /** Another seed may do as much. */
  | "within"
  /** Not one seed makes a difference. */
  | "same"
  /** All seeds make one and the same difference, and are too few to say more. */
  | "constant"
  /** There are too few pairs to say anything. */
  | "few";

/**
 * What `other` has more than `base`, seed by seed; a run that has diverged is no number (NaN), and its pair is left out.
 * Where nothing varies there is only the sign to go by: as often as a fair coin falls on one side every time.
 */
export function pairedDifference(base: readonly number[], other: readonly number[]): Difference {
  const differences = other.map((value, i) => value - (base[i] ?? Number.NaN)).filter(Number.isFinite);
  const interval = meanInterval(differences);
  const pairs = differences.length;
  const { mean, error } = meanAndError(differences);
  const p = error === 0 ? (mean === 0 ? 1 : 2 ** (1 - pairs)) : 1 - studentWithin(mean / error, pairs - 1);
  return { ...interval, pairs, p, verdict: verdictOf(pairs, mean, error, p) };
}

function verdictOf(pairs: number, mean: number, error: number, p: number): Verdict {
  if (pairs < fewestPairs) return "few";
  if (error === 0 && mean === 0) return "same";
  if (p < 1 - confidence) return mean > 0 ? "better" : "worse";
  return error === 0 ? "constant" : "within";
}

/** How two networks read the same digits. */
interface Agreement {
  both: number;
  neither: number;
  /** The digits that only one reads right, by their indices. */
  onlyBase: number[];
  onlyOther: number[];
  /** How often chance alone would divide what only one reads right so unevenly or more. */
  p: number;
}

/** `base` and `other` hold a 1 for each digit that is read right. */
export function agreement(base: Uint8Array, other: Uint8Array): Agreement {
  const found: Agreement = { both: 0, neither: 0, onlyBase: [], onlyOther: [], p: 1 };
  base.forEach((isRight, digit) => {
    if (isRight !== other[digit]) (isRight ? found.onlyBase : found.onlyOther).push(digit);
    else if (isRight) found.both++;
    else found.neither++;
  });
  return { ...found, p: mcnemar(found.onlyBase.length, found.onlyOther.length) };
}

/**
 * McNemar's test, exact and two-sided: of digits that only one of two networks reads right, each is as likely the one's as
 * the other's. (Q. McNemar, Psychometrika 12, 1947; T. G. Dietterich, Neural Computation 10, 1998, on comparing networks.)
 */
export function mcnemar(onlyOne: number, onlyOther: number): number {
  const [least, all] = [Math.min(onlyOne, onlyOther), onlyOne + onlyOther];
  let logarithm = -all * Math.LN2;
  for (let i = 1; i <= least; i++) logarithm += Math.log((all - i + 1) / i);
  let term = Math.exp(logarithm);
  let sum = 0;
  for (let i = least; i >= 0; i--) {
    sum += term;
    term *= i / (all - i + 1);
  }
  return Math.min(1, 2 * sum);
}

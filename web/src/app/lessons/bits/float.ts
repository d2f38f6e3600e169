/** A float32 as it is stored and as it is written, and in which bits two of them differ. Nothing is computed with them. */

const view = new DataView(new ArrayBuffer(4));

/** What the bits are, and how many of each; the fraction of a number that is not 0 begins behind a 1 that is not stored. */
export const parts = [
  { part: "sign", from: 0, to: 1 },
  { part: "exponent", from: 1, to: 9 },
  { part: "fraction", from: 9, to: 32 },
] as const;

/** 32 zeros and ones, the sign first. */
export function bitsOf(float: number): string {
  view.setFloat32(0, float);
  return view.getUint32(0).toString(2).padStart(32, "0");
}

/** As few decimals as no other float32 is nearer to. */
export function textOf(float: number): string {
  const texts = [6, 7, 8, 9].map((digits) => String(Number(float.toPrecision(digits))));
  const text = texts.find((text) => Math.fround(Number(text)) === float) ?? String(float);
  return text.replace(/^-/, "−");
}

export interface Difference {
  /** How many bits differ, in each part. */
  sign: number;
  exponent: number;
  fraction: number;
  /** How many float32 there are between the two; undefined where their signs differ. */
  between: number | undefined;
}

export function differenceOf(one: number, other: number): Difference {
  const [a, b] = [bitsOf(one), bitsOf(other)];
  const [sign = 0, exponent = 0, fraction = 0] = parts.map(
    ({ from, to }) => [...a.slice(from, to)].filter((bit, i) => bit !== b[from + i]).length,
  );
  // Floats of one sign are in the order of their bits.
  const steps = Math.abs(Number.parseInt(a, 2) - Number.parseInt(b, 2));
  return { sign, exponent, fraction, between: sign === 0 ? Math.max(0, steps - 1) : undefined };
}

/** How large a number may be that is typed: sums and products of as many as there may be are float32 then. */
export const LARGEST = 1e9;
export const MOST_NUMBERS = 32;
export const X = { least: -80, most: 80 };

/** Of a text, the numbers between whatever parts them; undefined where it holds another thing, or too many, or none. */
export function numbersIn(text: string): number[] | undefined {
  const words = text.split(/[\s,;，；、]+/).filter((word) => word !== "");
  const numbers = words.map((word) => Number(word.replace("−", "-")));
  const areAllowed = numbers.every((number) => Math.abs(number) <= LARGEST);
  return areAllowed && numbers.length > 0 && numbers.length <= MOST_NUMBERS ? numbers : undefined;
}

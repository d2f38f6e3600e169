/** What Inkling needs of a browser beyond the language itself, and what to say where it is missing. */

export const browsers = "Inkling runs in Chrome and Edge from version 114, Firefox from 125 and Safari from 17.";

const header = [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0];
/** One function without arguments, of type 0. */
const oneFunction = [3, 2, 1, 0];

/** A function that gives a vector. */
const simdModule = [
  ...header,
  ...[1, 5, 1, 0x60, 0, 1, 0x7b], // () -> v128
  ...oneFunction,
  ...[10, 8, 1, 6, 0, 0x41, 0, 0xfd, 0x0f, 0x0b], // i32.const 0, i8x16.splat
];

/** A function with a `try` and its `catch_all`. */
const exceptionsModule = [
  ...header,
  ...[1, 4, 1, 0x60, 0, 0], // () -> ()
  ...oneFunction,
  ...[10, 8, 1, 6, 0, 0x06, 0x40, 0x19, 0x0b, 0x0b], // try, catch_all, end
];

const isValid = (module: number[]) => WebAssembly.validate(new Uint8Array(module));

/** In the order in which they are worth telling: where there is no WebAssembly at all, nothing else counts. */
const needs: [name: string, isThere: () => boolean][] = [
  ["WebAssembly, which strict security settings switch off", () => typeof WebAssembly === "object"],
  ["WebAssembly's vector instructions (SIMD), with which the network computes", () => isValid(simdModule)],
  ["WebAssembly's exceptions", () => isValid(exceptionsModule)],
  ["DecompressionStream, which unpacks the digits", () => typeof DecompressionStream === "function"],
];

/** A sentence about the first thing that this browser lacks; undefined where nothing is missing. */
export function whatIsMissing(): string | undefined {
  const missing = needs.find(([, isThere]) => !isThere());
  return missing && `This browser lacks ${missing[0]}. ${browsers}`;
}

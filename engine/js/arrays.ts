/** Numbers on their way to the engine: typed arrays as they are, lists turned into one, anything else refused. */

import type { TypedNumbers } from "./crossing.ts";
import { reading, refused, shown } from "./errors.ts";

/** Numbers: a typed array, a list, or a list of rows that all have the same length. */
export type Numbers = TypedNumbers | readonly number[] | readonly (readonly number[] | TypedNumbers)[];

export interface Flat {
  values: TypedNumbers;
  /** Where the numbers came in rows, how many and of which length. */
  rows?: number;
  columns?: number;
}

type Kind = Float32ArrayConstructor | Float64ArrayConstructor;

/** All numbers, row by row. A list becomes an array of that kind; typed arrays stay what they are. */
export function flatten(given: unknown, name: string, kind: Kind = Float32Array): Flat {
  return reading(given, name, () => flat(given, name, kind));
}

function flat(given: unknown, name: string, kind: Kind): Flat {
  // A byte with a sign is a number like others; bytes without one are pictures where a network is given them.
  if (given instanceof Int8Array) return { values: kind.from(usable(given, name)) };
  if (isTyped(given)) return { values: usable(given, name) };
  if (!Array.isArray(given)) throw refused(name, given, "a typed array or a list of numbers", "bad_data");
  if (given.length === 0 || !isRow(given[0])) return { values: kind.from(numbers(given, name)) };
  const rows = given as ArrayLike<number>[];
  const columns = rows[0].length;
  const values = new kind(rows.length * columns);
  for (let i = 0; i < rows.length; i++) {
    const place = `${name}[${i}]`;
    const row = rows[i];
    if (!isRow(row) || row.length !== columns) {
      const wrong = isRow(row) ? `a row of ${row.length}` : shown(row);
      throw refused(place, wrong, `a row of ${columns} numbers, like the first`, "bad_data");
    }
    values.set(isTyped(row) ? usable(row, place) : numbers(row, place), i * columns);
  }
  return { values, rows: rows.length, columns };
}

/** The bytes of a file, or of pictures. */
export function bytes(given: unknown, name: string): Uint8Array {
  return reading(given, name, () => bytesOf(given, name));
}

function bytesOf(given: unknown, name: string): Uint8Array {
  if (given instanceof ArrayBuffer) return new Uint8Array(isDetached(given) ? usable(given, name) : given);
  if (given instanceof Uint8Array || given instanceof Uint8ClampedArray) {
    return new Uint8Array(usable(given, name).buffer as ArrayBuffer, given.byteOffset, given.byteLength);
  }
  throw refused(name, given, "bytes: a Uint8Array or an ArrayBuffer", "bad_data");
}

/** The points of strokes, x and y in turn, one stroke after another; and how many each has. */
export function points(given: unknown, name: string): [Float32Array, Uint32Array] {
  return reading(given, name, () => {
    if (!Array.isArray(given)) throw refused(name, given, "a list of strokes", "bad_data");
    const strokes = Array.from(given, (stroke, i) => coordinates(stroke, `${name}[${i}]`));
    const counts = Uint32Array.from(strokes, ({ length }) => length / 2);
    const all = new Float32Array(2 * counts.reduce((sum, count) => sum + count, 0));
    let at = 0;
    for (const stroke of strokes) {
      all.set(stroke, at);
      at += stroke.length;
    }
    return [all, counts];
  });
}

function coordinates(given: unknown, name: string): TypedNumbers {
  const { values, columns = 2 } = flatten(given, name);
  if (columns === 2 && values.length % 2 === 0) return values;
  const wrong = columns === 2 ? `a length of ${values.length}` : `rows of ${columns}`;
  throw refused(name, wrong, "points of two numbers, x and y", "bad_data");
}

/** Whole numbers from 0 on: labels and indices. */
export function wholes(given: unknown, name: string): Uint32Array {
  const values = flatten(given, name).values;
  for (let i = 0; i < values.length; i++) {
    if (!(Number.isInteger(values[i]) && values[i] >= 0 && values[i] < 2 ** 32)) {
      throw refused(`${name}[${i}]`, values[i], "a whole number from 0 on", "bad_data");
    }
  }
  return values instanceof Uint32Array ? values : Uint32Array.from(values);
}

function isTyped(value: unknown): value is TypedNumbers {
  return ArrayBuffer.isView(value) && !(value instanceof DataView);
}

function isRow(value: unknown): value is ArrayLike<number> {
  return Array.isArray(value) || isTyped(value);
}

function isDetached(buffer: ArrayBufferLike): boolean {
  if ("detached" in buffer) return buffer.detached as boolean;
  if (buffer.byteLength > 0 || !(buffer instanceof ArrayBuffer)) return false;
  try {
    new Uint8Array(buffer);
    return false;
  } catch {
    return true;
  }
}

function usable<T extends TypedNumbers | ArrayBuffer>(array: T, name: string): T {
  if (array instanceof BigInt64Array || array instanceof BigUint64Array) {
    throw refused(name, "BigInts", "numbers", "bad_data");
  }
  if (isDetached(ArrayBuffer.isView(array) ? array.buffer : array)) {
    throw refused(name, "an array whose memory was transferred elsewhere", "an array with its memory", "bad_data");
  }
  return array;
}

function numbers(list: ArrayLike<unknown>, name: string): ArrayLike<number> {
  for (let i = 0; i < list.length; i++) {
    if (typeof list[i] !== "number") throw refused(`${name}[${i}]`, list[i], "a number", "bad_data");
  }
  return list as ArrayLike<number>;
}

/** Points of the plane for networks with two inputs, and what is made for one answer alone. */

/** Value `i` of `count`, amid as many equal parts of what lies from one to the other. */
export const amid = (from: number, to: number, i: number, count: number) => from + ((to - from) * (i + 0.5)) / count;

/** `columns` by as many of them from a corner to the other, row by row from below: [columns², 2]. */
export function gridOf(from: number, to: number, columns: number): Float32Array {
  const grid = new Float32Array(2 * columns * columns);
  for (let i = 0; i < columns * columns; i++) {
    grid[2 * i] = amid(from, to, i % columns, columns);
    grid[2 * i + 1] = amid(from, to, Math.floor(i / columns), columns);
  }
  return grid;
}

type Range = readonly [from: number, to: number];

/** The same over a piece of the plane that is no square, the numbers of each direction by themselves: [columns²]. */
export function gridOver(x: Range, y: Range, columns: number): { x: Float64Array; y: Float64Array } {
  const length = columns * columns;
  return {
    x: Float64Array.from({ length }, (_, i) => amid(...x, i % columns, columns)),
    y: Float64Array.from({ length }, (_, i) => amid(...y, Math.floor(i / columns), columns)),
  };
}

/** Gives what `use` makes of a thing of the library's, which is disposed of then. */
export function using<Thing extends { dispose(): void }, T>(thing: Thing, use: (thing: Thing) => T): T {
  try {
    return use(thing);
  } finally {
    thing.dispose();
  }
}

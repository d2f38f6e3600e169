/** Points of the plane for networks with two inputs, and what is made for one answer alone. */

/** `columns` by as many of them from a corner to the other, row by row from below: [columns², 2]. */
export function gridOf(from: number, to: number, columns: number): Float32Array {
  const at = (i: number) => from + ((to - from) * (i + 0.5)) / columns;
  const grid = new Float32Array(2 * columns * columns);
  for (let i = 0; i < columns * columns; i++) {
    grid[2 * i] = at(i % columns);
    grid[2 * i + 1] = at(Math.floor(i / columns));
  }
  return grid;
}

/** Gives what `use` makes of a thing of the library's, which is disposed of then. */
export function using<Thing extends { dispose(): void }, T>(thing: Thing, use: (thing: Thing) => T): T {
  try {
    return use(thing);
  } finally {
    thing.dispose();
  }
}

/** Where values over a piece of the plane cross a level: a border to draw, by marching squares. */

/** Of a column or row, in the drawing. */
type Place = (index: number) => number;

/**
 * The path, in pieces of straight lines, of values [rows, columns]. Between two neighbors the crossing is where a straight
 * line from one to the other has it. What is no number has no border.
 */
export function contour(values: ArrayLike<number>, columns: number, level: number, x: Place, y: Place): string {
  const rows = Math.floor(values.length / columns);
  const at = (row: number, column: number) => (values[row * columns + column] as number) - level;
  let path = "";
  for (let row = 0; row + 1 < rows; row++) {
    for (let column = 0; column + 1 < columns; column++) {
      const corners = [at(row, column), at(row, column + 1), at(row + 1, column + 1), at(row + 1, column)] as const;
      path += pieces(corners)
        .map(([right, up], i) => `${i % 2 === 0 ? "M" : "L"}${round(x(column + right))} ${round(y(row + up))}`)
        .join("");
    }
  }
  return path;
}

/** Both ends of each piece within a square, whose corners go round from the lower left. */
function pieces([a, b, c, d]: readonly [number, number, number, number]): [right: number, up: number][] {
  if (!Number.isFinite(a + b + c + d)) return [];
  const crosses = (from: number, to: number) => from > 0 !== to > 0;
  const share = (from: number, to: number) => from / (from - to);
  const ends: [number, number][] = [];
  if (crosses(a, b)) ends.push([share(a, b), 0]);
  if (crosses(b, c)) ends.push([1, share(b, c)]);
  if (crosses(c, d)) ends.push([1 - share(c, d), 1]);
  if (crosses(d, a)) ends.push([0, 1 - share(d, a)]);
  // On a saddle the middle says which corners hang together.
  const isTurned = ends.length === 4 && a + b + c + d > 0 === a > 0;
  return isTurned ? ends : ends.length === 4 ? [...ends.slice(1), ends[0] as [number, number]] : ends;
}

const round = (value: number) => Math.round(value * 10) / 10;

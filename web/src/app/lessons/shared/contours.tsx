/** Lines of one height over a piece of the plane, below whatever else is drawn there. */

import "./contours.css";
import { contours } from "d3-contour";
import { useMemo } from "preact/hooks";
import { SIDE } from "./plane.tsx";

interface Props {
  /** Amid as many equal parts of the plane, from the lowest y to the highest: [rows, columns]. */
  values: ArrayLike<number>;
  columns: number;
  /** How many lines there are. They lie the closer in height, the lower the ground: a bowl's are evenly far apart. */
  lines?: number;
}

export function Contours({ values, columns, lines = 14 }: Props) {
  const paths = useMemo(() => pathsOf(values, columns, lines), [values, columns, lines]);
  return (
    <g class="contours">
      {paths.map((path) => (
        <path key={path} d={path} />
      ))}
    </g>
  );
}

/** One for each line, in the plane's own units. */
export function pathsOf(values: ArrayLike<number>, columns: number, lines: number): string[] {
  const all = Array.from(values);
  const low = all.reduce((least, value) => Math.min(least, value), Infinity);
  const high = all.reduce((most, value) => Math.max(most, value), -Infinity);
  const levels = Array.from({ length: lines }, (_, i) => low + (high - low) * ((i + 0.5) / lines) ** 2);
  return pathsAt(all, columns, levels).filter((path) => path !== "");
}

/** A path for each level, empty where the values do not cross it. */
export function pathsAt(values: ArrayLike<number>, columns: number, levels: readonly number[]): string[] {
  const rows = values.length / columns;
  const across = (x: number) => (placed(x, columns) * SIDE) / columns;
  const up = (y: number) => SIDE - (placed(y, rows) * SIDE) / rows;
  const point = ([x = 0, y = 0]: number[]) => `${across(x).toFixed(1)} ${up(y).toFixed(1)}`;
  return contours()
    .size([columns, rows])
    .thresholds([...levels])(Array.from(values))
    .map(({ coordinates }) => coordinates.flatMap((rings) => rings.map((ring) => `M${ring.map(point).join("L")}Z`)))
    .map((rings) => rings.join(""));
}

/** Where a ring closes along the border, it does so out of sight. */
const placed = (at: number, count: number) => (at <= 0 ? -1 : at >= count ? count + 1 : at);

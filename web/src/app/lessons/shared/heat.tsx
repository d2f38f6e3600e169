/** Values over a piece of the plane as colors, below a drawing: one color for what is low, another for what is high. */

import { useLayoutEffect, useRef } from "preact/hooks";
import { useTheme } from "../../shared/theme.ts";

interface Props {
  /** [rows, columns], from the lowest y to the highest. */
  values: ArrayLike<number> | undefined;
  columns: number;
  /** Of 0 and of 1 on the scale of colors. Beyond them it is as at the end. */
  range: readonly [low: number, high: number];
}

export function Heat({ values, columns, range }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = { values, columns, range };
  const newest = useRef(drawn);
  newest.current = drawn;
  const draw = () => canvas.current && paint(canvas.current, newest.current);
  useLayoutEffect(() => void draw(), [values, columns, range[0], range[1]]);
  useTheme(() => void draw());
  return <canvas ref={canvas} />;
}

/** How much of the color there is where the value is at an end. */
const STRENGTH = 0.45;

function paint(canvas: HTMLCanvasElement, { values, columns, range: [low, high] }: Props): void {
  const rows = values ? Math.floor(values.length / columns) : 0;
  if (!values || rows === 0) return;
  canvas.width = columns;
  canvas.height = rows;
  const style = getComputedStyle(canvas);
  const ends = ["--training", "--test"].map((name) => style.getPropertyValue(name).trim());
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const value = values[row * columns + column] as number;
      // From -1 to 1; what is no number has no color.
      const share = Math.max(-1, Math.min(1, (2 * (value - low)) / (high - low) - 1));
      if (!Number.isFinite(share)) continue;
      context.fillStyle = ends[share < 0 ? 0 : 1] as string;
      context.globalAlpha = STRENGTH * Math.abs(share);
      context.fillRect(column, rows - 1 - row, 1, 1);
    }
  }
}

/** Paints strokes on a canvas. */

import { prepare } from "../../shared/canvas.ts";
import { type Stroke, smooth } from "./strokes.ts";

/** In fractions of the pad's side. A digit that fills two thirds of the pad then looks as thick as MNIST's. */
const penWidth = 0.07;

/** Of the points between which the pen's line is straight. */
const spacing = 0.01;

export function paintStrokes(canvas: HTMLCanvasElement, strokes: readonly Stroke[]): void {
  const context = prepare(canvas);
  const side = canvas.width;
  context.lineWidth = penWidth * side;
  context.lineCap = "round";
  context.lineJoin = "round";
  for (const stroke of strokes) {
    context.beginPath();
    const [first, ...rest] = smooth(stroke, spacing);
    if (!first) continue;
    if (rest.length === 0) {
      // A line without length is not painted by all browsers.
      context.arc(first.x * side, first.y * side, context.lineWidth / 2, 0, 2 * Math.PI);
      context.fill();
      continue;
    }
    context.moveTo(first.x * side, first.y * side);
    for (const { x, y } of rest) context.lineTo(x * side, y * side);
    context.stroke();
  }
}

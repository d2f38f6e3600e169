/** Paints strokes and pictures on a canvas, in the color of its text. */

import { pictureSide } from "./rasterize.ts";
import { type Stroke, smooth } from "./strokes.ts";

/** In fractions of the pad's side. A digit that fills two thirds of the pad then looks as thick as MNIST's. */
const penWidth = 0.07;

/** Of the points between which the pen's line is straight. */
const spacing = 0.01;

/** Wipes the canvas and takes on the color of its text. */
function prepare(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext("2d") as CanvasRenderingContext2D;
  context.clearRect(0, 0, canvas.width, canvas.height);
  const { color } = getComputedStyle(canvas);
  context.fillStyle = color;
  context.strokeStyle = color;
  return context;
}

/** Gives a square canvas as many pixels as the screen has in its place. */
export function sharpen(canvas: HTMLCanvasElement): void {
  const side = Math.round(canvas.clientWidth * devicePixelRatio);
  if (canvas.width === side) return;
  canvas.width = side;
  canvas.height = side;
}

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

export function paintPicture(canvas: HTMLCanvasElement, picture: Uint8Array | undefined): void {
  const context = prepare(canvas);
  const edge = (pixel: number) => Math.round((pixel * canvas.width) / pictureSide);
  picture?.forEach((ink, i) => {
    const [left, top] = [i % pictureSide, Math.floor(i / pictureSide)];
    context.globalAlpha = ink / 255;
    context.fillRect(edge(left), edge(top), edge(left + 1) - edge(left), edge(top + 1) - edge(top));
  });
  context.globalAlpha = 1;
}

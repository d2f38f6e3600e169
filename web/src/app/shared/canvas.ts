/** What is painted on any canvas: in the color of its text, with as many pixels as the screen has. */

/** Wipes the canvas and takes on the color of its text. */
export function prepare(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
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

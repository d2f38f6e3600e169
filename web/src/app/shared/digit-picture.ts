/** A digit as the network sees it: 28 x 28 bytes row by row, 0 for paper and 255 for the most ink. */

import { prepare } from "./canvas.ts";

/** What pictures are of. */
export const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** Pixels on a side. */
export const pictureSide = 28;

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

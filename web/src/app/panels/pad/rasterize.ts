/** Turns pen strokes into the 28 x 28 picture that the network reads, by the recipe that MNIST was made with. */

import { pictureSide } from "../../shared/digit-picture.ts";
import { boundsOf, type Point, type Stroke, smooth } from "./strokes.ts";

/** Pixels on a side of the box in the picture that the ink fills. */
export const boxSide = 20;

/** Median width of MNIST's strokes, in pixels of the picture. */
export const penWidth = 2.4;

/** In fractions of the pad's side: what is smaller looks like a dot on the pad, and so it is one. */
const dotSize = 0.03;

/** The strokes are drawn this many times larger than the box, then averaged down to it. */
const oversampling = 4;

interface Box {
  left: number;
  top: number;
  /** Of the square that holds the ink. */
  side: number;
}

/** `pixels[y * side + x]` is the ink, from 0 for paper, of a square image; undefined where there is none. */
function inkBox(pixels: ArrayLike<number>, side: number): Box | undefined {
  let [left, top, right, bottom] = [side, side, -1, -1];
  for (let y = 0; y < side; y++) {
    for (let x = 0; x < side; x++) {
      if (!pixels[y * side + x]) continue;
      left = Math.min(left, x);
      top = Math.min(top, y);
      right = Math.max(right, x);
      bottom = Math.max(bottom, y);
    }
  }
  if (right < 0) return undefined;
  const width = right - left + 1;
  const height = bottom - top + 1;
  const square = Math.max(width, height);
  return { left: left - ((square - width) >> 1), top: top - ((square - height) >> 1), side: square };
}

/** Averages the box, by area, down (or up) to `boxSide` x `boxSide` pixels. What lies outside of the image is paper. */
function fitBox(pixels: ArrayLike<number>, side: number, box: Box): Float32Array {
  const fitted = new Float32Array(boxSide * boxSide);
  const scale = boxSide / box.side;
  for (let y = 0; y < box.side; y++) {
    for (let x = 0; x < box.side; x++) {
      const [sourceX, sourceY] = [box.left + x, box.top + y];
      if (sourceX < 0 || sourceX >= side || sourceY < 0 || sourceY >= side) continue;
      const ink = pixels[sourceY * side + sourceX] as number;
      if (ink) spread(fitted, ink, x * scale, y * scale, scale);
    }
  }
  return fitted;
}

/** Adds a square pixel of width `size` at (`left`, `top`) to the pixels of the box that it covers. */
function spread(fitted: Float32Array, ink: number, left: number, top: number, size: number): void {
  const endX = Math.min(Math.ceil(left + size), boxSide);
  const endY = Math.min(Math.ceil(top + size), boxSide);
  for (let y = Math.floor(top); y < endY; y++) {
    const height = Math.min(top + size, y + 1) - Math.max(top, y);
    for (let x = Math.floor(left); x < endX; x++) {
      const width = Math.min(left + size, x + 1) - Math.max(left, x);
      const i = y * boxSide + x;
      fitted[i] = (fitted[i] as number) + ink * width * height;
    }
  }
}

/** Makes the brightest pixel 255 and moves the center of mass to 14, 14 by whole pixels; what falls outside is cut. */
function center(fitted: Float32Array): Uint8Array<ArrayBuffer> {
  let [mass, massX, massY, brightest] = [0, 0, 0, 0];
  fitted.forEach((ink, i) => {
    mass += ink;
    massX += ink * (i % boxSide);
    massY += ink * Math.floor(i / boxSide);
    brightest = Math.max(brightest, ink);
  });
  const picture = new Uint8Array(pictureSide * pictureSide);
  const shiftX = roundHalfDown(pictureSide / 2 - massX / mass);
  const shiftY = roundHalfDown(pictureSide / 2 - massY / mass);
  fitted.forEach((ink, i) => {
    const x = (i % boxSide) + shiftX;
    const y = Math.floor(i / boxSide) + shiftY;
    if (x < 0 || x >= pictureSide || y < 0 || y >= pictureSide) return;
    picture[y * pictureSide + x] = Math.round((ink / brightest) * 255);
  });
  return picture;
}

const roundHalfDown = (x: number) => Math.ceil(x - 0.5);

/**
 * MNIST's own recipe for an image of a digit: its tight box, padded to a square and averaged down to 20 x 20, brightest
 * pixel 255, center of mass at 14, 14. A digit of MNIST comes out as it went in. `box` is given where it is known.
 */
export function normalize(
  pixels: ArrayLike<number>,
  side: number,
  box: Box | undefined = inkBox(pixels, side),
): Uint8Array<ArrayBuffer> {
  return box ? center(fitBox(pixels, side, box)) : new Uint8Array(pictureSide * pictureSide);
}

/** Squared distance of (`x`, `y`) from the line between `a` and `b`. */
function squaredDistance(x: number, y: number, a: Point, b: Point): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const length = dx * dx + dy * dy;
  const t = length > 0 ? Math.max(0, Math.min(1, ((x - a.x) * dx + (y - a.y) * dy) / length)) : 0;
  return (x - a.x - t * dx) ** 2 + (y - a.y - t * dy) ** 2;
}

/** Coverage, 0 to 1, of the pixels of a square by a round pen of the given radius. */
function paint(strokes: readonly Stroke[], side: number, radius: number): Float32Array {
  const reach = radius + 0.5;
  const nearest = new Float32Array(side * side).fill(reach * reach);
  const line = (a: Point, b: Point) => {
    const [left, right] = [Math.max(0, Math.floor(Math.min(a.x, b.x) - reach)), Math.max(a.x, b.x) + reach];
    const [top, bottom] = [Math.max(0, Math.floor(Math.min(a.y, b.y) - reach)), Math.max(a.y, b.y) + reach];
    for (let y = top; y < side && y <= bottom; y++) {
      for (let x = left; x < side && x <= right; x++) {
        const squared = squaredDistance(x + 0.5, y + 0.5, a, b);
        if (squared < (nearest[y * side + x] as number)) nearest[y * side + x] = squared;
      }
    }
  };
  for (const stroke of strokes) stroke.forEach((point, i) => void line(stroke[i - 1] ?? point, point));
  return nearest.map((squared) => Math.min(1, reach - Math.sqrt(squared)));
}

/**
 * The picture, 28 x 28 bytes row by row, 0 for paper and 255 for the most ink. It depends on the shape of the drawing
 * alone, not on its size or place: the ink, which is the pen's path plus half a pen width on each side, fills 20 pixels.
 * A dot, made by however unsteady a hand, stays a dot of the pen's width.
 */
export function rasterize(strokes: readonly Stroke[]): Uint8Array<ArrayBuffer> {
  if (strokes.length === 0) return new Uint8Array(pictureSide * pictureSide);
  const drawn = boundsOf(strokes);
  const extent = Math.max(drawn.width, drawn.height);
  const curves = strokes.map((stroke) => smooth(stroke, extent / boxSide));
  const bounds = boundsOf(curves);
  const long = Math.max(bounds.width, bounds.height);
  const side = boxSide * oversampling;
  const isDot = long < dotSize;
  const scale = isDot ? 0 : ((boxSide - penWidth) * oversampling) / long;
  const middleX = bounds.left + bounds.width / 2;
  const middleY = bounds.top + bounds.height / 2;
  const placed = curves.map((curve) =>
    curve.map(({ x, y }) => ({ x: (x - middleX) * scale + side / 2, y: (y - middleY) * scale + side / 2 })),
  );
  const ink = paint(placed, side, (penWidth * oversampling) / 2);
  return normalize(ink, side, isDot ? { left: 0, top: 0, side } : undefined);
}

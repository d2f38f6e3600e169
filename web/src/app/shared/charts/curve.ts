/** A curve that grows for hours and stays short: its points lie the further apart, the further it has come. */

export interface CurvePoint {
  x: number;
  y: number;
}

/** Neighbours lie at least this part of their x apart: closer than a line is wide. */
const SPACING = 1 / 256;

export class Curve {
  /** From left to right, each x greater than the one before. The last one is the newest value. */
  readonly points: CurvePoint[] = [];

  /** Adds the newest value, to the right of all others. One that was too close to its neighbour gives way to it. */
  append(x: number, y: number): void {
    const [before, last] = this.points.slice(-2);
    if (before && last && last.x - before.x < SPACING * last.x) this.points.pop();
    this.points.push({ x, y });
  }

  clear(): void {
    this.points.length = 0;
  }
}

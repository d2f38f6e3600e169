/** A curve that grows for hours and stays short: its points lie the further apart, the further it has come. */

import type { CurveScore, Moment } from "../../../protocol.ts";

export type CurvePoint = CurveScore;

/** What a curve can be drawn over. */
export const axes = ["digitsSeen", "step", "epoch", "seconds"] as const satisfies (keyof Moment)[];
export type Axis = (typeof axes)[number];

export const measures = ["accuracy", "loss"] as const;
export type Measure = (typeof measures)[number];

/** A run's curves, by its name. */
export interface Series {
  id: string;
  name: string;
  /** By its number; otherwise by its place among the others. */
  look?: number;
  training: readonly CurvePoint[];
  test: readonly CurvePoint[];
}

/** Something that happened at a moment of a run. */
export interface Mark extends Moment {
  label: string;
}

/** Neighbours lie at least this part of their digits apart: closer than a line is wide. */
const SPACING = 1 / 256;

/** Where there would be more points, they come to lie twice as far apart. */
export const mostPoints = 1500;

export class Curve {
  #points: CurvePoint[] = [];
  #spacing = SPACING;

  /** Each after the one before. The last one is the newest value. */
  get points(): readonly CurvePoint[] {
    return this.#points;
  }

  /** Adds the newest value, after all others. One that was too close to its neighbour gives way to it; what is no number has no place. */
  append(point: CurvePoint): void {
    const { digitsSeen, step, epoch, seconds, loss, accuracy } = point;
    // No number once one of them is none.
    if (!Number.isFinite(digitsSeen + step + epoch + seconds + loss + accuracy)) return;
    while ((this.#points.at(-1)?.digitsSeen ?? -1) >= digitsSeen) this.#points.pop();
    const [before, last] = [this.#points.at(-2), this.#points.at(-1)];
    if (before && last && last.digitsSeen - before.digitsSeen < this.#spacing * last.digitsSeen) this.#points.pop();
    this.#points.push({ digitsSeen, step, epoch, seconds, loss, accuracy });
    if (this.#points.length > mostPoints) this.#thin();
  }

  /** Forgets what came after a step: something else goes on from there. */
  cut(step: number): void {
    while ((this.#points.at(-1)?.step ?? step) > step) this.#points.pop();
  }

  /** Begins with these points, in their order. */
  load(points: readonly CurvePoint[]): void {
    this.clear();
    for (const point of points) this.append(point);
  }

  clear(): void {
    this.#points = [];
    this.#spacing = SPACING;
  }

  #thin(): void {
    const spacing = 2 * this.#spacing;
    const points = this.#points;
    this.clear();
    this.#spacing = spacing;
    for (const point of points) this.append(point);
  }
}

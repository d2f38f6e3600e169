/** A curve that grows for hours and never has more than so many points: when full, neighbors are merged. */

export interface CurvePoint {
  x: number;
  y: number;
}

export class Curve {
  /** In order of x. The last one is still growing until it has the weight of the others. */
  readonly points: CurvePoint[] = [];
  private pointWeight: number;
  private lastWeight = 0;

  constructor(
    private readonly leastWeight: number,
    private readonly capacity = 400,
  ) {
    this.pointWeight = leastWeight;
  }

  /** Adds a value that stands for `weight` others. A point's y is the mean of its values, its x that of the newest. */
  append(x: number, y: number, weight: number): void {
    const last = this.points.at(-1);
    if (last && this.lastWeight < this.pointWeight) {
      this.lastWeight += weight;
      last.x = x;
      last.y += ((y - last.y) * weight) / this.lastWeight;
      return;
    }
    if (this.points.length === this.capacity) this.halve();
    this.points.push({ x, y });
    this.lastWeight = weight;
  }

  clear(): void {
    this.points.length = 0;
    this.pointWeight = this.leastWeight;
  }

  private halve(): void {
    const merged = this.capacity / 2;
    for (let i = 0; i < merged; i++) {
      const [a, b] = [this.points[2 * i] as CurvePoint, this.points[2 * i + 1] as CurvePoint];
      this.points[i] = { x: b.x, y: (a.y + b.y) / 2 };
    }
    this.points.length = merged;
    this.pointWeight *= 2;
  }
}

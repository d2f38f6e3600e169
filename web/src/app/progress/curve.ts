/** A curve that grows for hours and never has more than so many points: when full, neighbors are merged. */

export interface CurvePoint {
  x: number;
  y: number;
}

export class Curve {
  /** In order of x. The last one is still growing until it stands for as many values as the others. */
  readonly points: CurvePoint[] = [];
  private valuesPerPoint = 1;
  private valuesInLast = 0;

  constructor(private readonly capacity = 400) {}

  /** A point's y is the mean of its values, its x that of the newest. */
  append(x: number, y: number): void {
    const last = this.points.at(-1);
    if (last && this.valuesInLast < this.valuesPerPoint) {
      this.valuesInLast++;
      last.x = x;
      last.y += (y - last.y) / this.valuesInLast;
      return;
    }
    if (this.points.length === this.capacity) this.halve();
    this.points.push({ x, y });
    this.valuesInLast = 1;
  }

  clear(): void {
    this.points.length = 0;
    this.valuesPerPoint = 1;
    this.valuesInLast = 0;
  }

  private halve(): void {
    const merged = this.capacity / 2;
    for (let i = 0; i < merged; i++) {
      const [a, b] = [this.points[2 * i] as CurvePoint, this.points[2 * i + 1] as CurvePoint];
      this.points[i] = { x: b.x, y: (a.y + b.y) / 2 };
    }
    this.points.length = merged;
    this.valuesPerPoint *= 2;
  }
}

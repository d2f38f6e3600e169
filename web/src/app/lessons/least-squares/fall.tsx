/** How the errors fall, update by update, on a scale of powers of ten. */

import { words } from "../../words/words.ts";
import type { Look } from "../shared/tracks.tsx";

/** Of the drawing, in its own units. */
const WIDTH = 400;
const HEIGHT = 180;
/** An error of 0 has no power of ten; it lies at the foot. */
const LEAST = 1e-16;

interface Curve {
  look: Look;
  losses: Float64Array;
}

interface Props {
  curves: readonly Curve[];
  /** The update that is looked at, and the last. */
  place: number;
  last: number;
  label: string;
  description: string;
}

export function Fall({ curves, place, last, label, description }: Props) {
  const [low, high] = powersOf(curves);
  const x = (update: number) => (update / Math.max(1, last)) * WIDTH;
  const y = (power: number) => HEIGHT - ((power - low) / (high - low)) * HEIGHT;
  const step = Math.ceil((high - low) / 5);
  const powers = Array.from({ length: high - low - 1 }, (_, i) => low + 1 + i).filter((power) => power % step === 0);
  return (
    <figure class="least-squares-fall">
      {/* Those who do not see it hear it with the picture. */}
      <figcaption class="hint" aria-hidden="true">
        {label}
      </figcaption>
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={`${label}. ${description}`}>
        {powers.map((power) => (
          <g key={power}>
            <line x1={0} x2={WIDTH} y1={y(power)} y2={y(power)} />
            <text x={4} y={y(power) - 3}>
              {words.formats.figure(10 ** power)}
            </text>
          </g>
        ))}
        <line class="least-squares-place" x1={x(place)} x2={x(place)} y1={0} y2={HEIGHT} />
        {curves.map(({ look, losses }) => (
          <path
            key={look.mark}
            class="track"
            stroke={look.color}
            stroke-dasharray={look.dash}
            d={lineOf(losses, place, x, y)}
          />
        ))}
      </svg>
    </figure>
  );
}

const powerOf = (loss: number) => Math.log10(Math.max(LEAST, loss));

function powersOf(curves: readonly Curve[]): [number, number] {
  const all = curves.flatMap(({ losses }) => Array.from(losses, powerOf));
  const low = all.reduce((least, power) => Math.min(least, power), 0);
  const high = all.reduce((most, power) => Math.max(most, power), 1);
  return [Math.floor(low), Math.ceil(high)];
}

/** No two of its points are nearer to each other than can be seen. */
const NEAR = 0.25;

function lineOf(
  losses: Float64Array,
  place: number,
  x: (update: number) => number,
  y: (power: number) => number,
): string {
  const points: string[] = [];
  let [lastX, lastY] = [-1, -1];
  for (let update = 0; update <= Math.min(place, losses.length - 1); update++) {
    const [right, down] = [x(update), y(powerOf(losses[update] as number))];
    if (right - lastX < NEAR && Math.abs(down - lastY) < NEAR) continue;
    points.push(`${right.toFixed(1)} ${down.toFixed(1)}`);
    [lastX, lastY] = [right, down];
  }
  return `M${points.join("L")}`;
}

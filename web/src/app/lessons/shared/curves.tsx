/** Numbers over the steps at which they were found, on a scale of powers of ten. */

import "./curves.css";
import { useId } from "preact/hooks";
import { words } from "../../words/words.ts";

const WIDTH = 400;
const HEIGHT = 190;
/** Of the drawing itself, from the left and from above. */
const LEFT = 44;
const BOTTOM = HEIGHT - 22;
const TOP = 10;

export interface Line {
  name: string;
  /** After the first step, the second, and so on. */
  values: ArrayLike<number>;
}

interface Props {
  label: string;
  /** What is to be seen now. */
  description: string;
  /** Of two lines the second is dashed. */
  lines: readonly Line[];
  /** How many there are. */
  steps: number;
  /** How many of them are drawn. */
  place: number;
  /** The exponents of ten at the foot and at the top: what is beyond lies there. The foot may be called 0. */
  powers: readonly [from: number, to: number];
  isFootZero?: boolean;
}

export function Curves({ label, description, lines, steps, place, powers: [from, to], isFootZero }: Props) {
  const id = useId();
  const x = (step: number) => LEFT + (step / steps) * (WIDTH - LEFT);
  const y = (power: number) => BOTTOM - ((power - from) / (to - from)) * (BOTTOM - TOP);
  const within = (value: number) => Math.min(to, Math.max(from, value > 0 ? Math.log10(value) : from));
  const pathOf = ({ values }: Line) =>
    Array.from({ length: Math.min(place, values.length) }, (_, i) => {
      return `${i === 0 ? "M" : "L"}${x(i + 1).toFixed(1)} ${y(within(values[i] as number)).toFixed(1)}`;
    }).join("");
  const every = to - from > 6 ? 2 : 1;
  return (
    <figure class="curves">
      <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} role="img" aria-label={label} aria-describedby={id}>
        {Array.from({ length: Math.floor((to - from) / every) + 1 }, (_, i) => from + i * every).map((power) => (
          <g key={power}>
            <line x1={LEFT} x2={WIDTH} y1={y(power)} y2={y(power)} />
            <text x={LEFT - 6} y={y(power) + 4} text-anchor="end">
              {isFootZero && power === from ? "0" : <PowerOfTen power={power} />}
            </text>
          </g>
        ))}
        {[0, 0.25, 0.5, 0.75, 1].map((share) => (
          <text
            key={share}
            x={x(share * steps)}
            y={HEIGHT - 6}
            text-anchor={share === 0 ? "start" : share === 1 ? "end" : "middle"}
          >
            {words.formats.count(share * steps)}
          </text>
        ))}
        <line class="curves-place" x1={x(place)} x2={x(place)} y1={TOP} y2={BOTTOM} />
        {lines.map((line, i) => (
          <path key={line.name} class={`curves-line curves-line-${i}`} d={pathOf(line)} />
        ))}
      </svg>
      <figcaption id={id} class="visually-hidden">
        {description}
      </figcaption>
      {lines.length > 1 && (
        <p class="curves-key">
          {lines.map(({ name }, i) => (
            <span key={name}>
              <svg viewBox="0 0 28 8" aria-hidden="true">
                <path class={`curves-line curves-line-${i}`} d="M0 4h28" />
              </svg>
              {name}
            </span>
          ))}
        </p>
      )}
    </figure>
  );
}

/** 0.1 and 100 as they are; others with a power. */
function PowerOfTen({ power }: { power: number }) {
  if (power >= -2 && power <= 3) return <>{String(10 ** power)}</>;
  return (
    <>
      10
      <tspan dy="-0.4em" font-size="75%">
        {power < 0 ? `−${-power}` : power}
      </tspan>
    </>
  );
}

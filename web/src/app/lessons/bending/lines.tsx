/** Lines of a drawing, and what they are called. */

import type { ComponentChildren } from "preact";
import type { Scale } from "../shared/plane.tsx";

interface Props {
  name: string;
  x: ArrayLike<number>;
  y: ArrayLike<number>;
  /** Of many lines that lie in one another: every so manieth value of y, from the first of them on. */
  every?: number;
  first?: number;
  scale: Scale;
}

/** What is no number is left out. */
export function Line({ name, x, y, every = 1, first = 0, scale }: Props) {
  const points = Array.from(x, (at, i) => [scale.x(at), scale.y(y[i * every + first] as number)] as const);
  const text = points.flatMap(([x, y]) => (Number.isFinite(y) ? `${x.toFixed(1)},${y.toFixed(1)}` : [])).join(" ");
  return <polyline class={name} points={text} />;
}

/** Each is shown with a piece of its line. */
export function Legend({ lines }: { lines: readonly (readonly [name: string, text: string])[] }) {
  return (
    <ul class="bending-legend">
      {lines.map(([name, text]) => (
        <Entry key={name} name={name}>
          {text}
        </Entry>
      ))}
    </ul>
  );
}

const Entry = ({ name, children }: { name: string; children: ComponentChildren }) => (
  <li>
    <svg viewBox="0 0 28 12" width={28} height={12} aria-hidden="true">
      <line x1={1} x2={27} y1={6} y2={6} class={name} />
    </svg>
    {children}
  </li>
);

/** A piece of the plane to draw on: axes, a grid, and points that a pointer or typed numbers choose. */

import "./plane.css";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { words } from "../../words/words.ts";

type Range = readonly [from: number, to: number];

/** The side of the drawing in its own units; it is shown as large as there is room. */
export const SIDE = 400;

/** Where values lie in the drawing. */
export interface Scale {
  x(value: number): number;
  y(value: number): number;
}

export const scaleOf = (x: Range, y: Range): Scale => ({
  x: (value) => ((value - x[0]) / (x[1] - x[0])) * SIDE,
  y: (value) => SIDE - ((value - y[0]) / (y[1] - y[0])) * SIDE,
});

interface PlaneProps {
  x: Range;
  y: Range;
  /** What it is, and what is to be seen on it now. */
  label: string;
  description: string;
  /** What lies below all else: a canvas. */
  below?: ComponentChildren;
  xLabel?: string;
  yLabel?: string;
  /** A point of the plane has been pressed. */
  onPoint?(x: number, y: number): void;
  /** The pointer is pressed on it, or moved so, which may lead beyond its borders. */
  onDraw?(x: number, y: number, isBeginning: boolean): void;
  /** It is let go; not meant where a finger went up or down first, which scrolls the page. */
  onDrawn?(isMeant: boolean): void;
  /** The pointer is over it; undefined when it has left. */
  onHover?(point: [x: number, y: number] | undefined): void;
  children: (scale: Scale) => ComponentChildren;
}

export function Plane({
  x,
  y,
  label,
  description,
  below,
  xLabel,
  yLabel,
  onPoint,
  onDraw,
  onDrawn,
  onHover,
  children,
}: PlaneProps) {
  const id = useId();
  const scale = scaleOf(x, y);
  const pointOf = (event: PointerEvent | MouseEvent): [number, number] => {
    const box = (event.currentTarget as Element).getBoundingClientRect();
    const [right, down] = [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    return [x[0] + right * (x[1] - x[0]), y[1] - down * (y[1] - y[0])];
  };
  const drawing = onDraw && {
    onPointerDown(event: PointerEvent) {
      if (!event.isPrimary || event.button !== 0) return;
      (event.currentTarget as Element).setPointerCapture(event.pointerId);
      onDraw(...pointOf(event), true);
    },
    onPointerMove(event: PointerEvent) {
      if ((event.currentTarget as Element).hasPointerCapture(event.pointerId)) onDraw(...pointOf(event), false);
    },
    onPointerUp: (event: PointerEvent) => event.isPrimary && onDrawn?.(true),
    onPointerCancel: (event: PointerEvent) => event.isPrimary && onDrawn?.(false),
  };
  return (
    <figure class="plane">
      <div class="plane-area">
        {below}
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: whatever is pressed here can be typed, too, in a NumberForm. */}
        <svg
          viewBox={`0 0 ${SIDE} ${SIDE}`}
          role="img"
          aria-label={label}
          aria-describedby={id}
          class={onDraw ? "plane-drawn" : onPoint && "plane-pressed"}
          onClick={onPoint && ((event) => onPoint(...pointOf(event)))}
          onPointerMove={onHover && ((event) => onHover(pointOf(event)))}
          onPointerLeave={onHover && (() => onHover(undefined))}
          {...drawing}
        >
          <Axes x={x} y={y} scale={scale} xLabel={xLabel} yLabel={yLabel} />
          {children(scale)}
        </svg>
      </div>
      <figcaption id={id} class="visually-hidden">
        {description}
      </figcaption>
    </figure>
  );
}

/** About so many lines of the grid on a side. */
const LINES = 5;

/** Round numbers within a range, with one digit that is not 0 between them: 1, 2 or 5 times a power of ten. */
export function ticksOf([from, to]: Range): number[] {
  const rough = (to - from) / LINES;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = ([1, 2, 5, 10].find((times) => times * power >= rough) ?? 10) * power;
  const first = Math.ceil(from / step - 1e-9);
  const count = Math.floor(to / step + 1e-9) - first + 1;
  return Array.from({ length: count }, (_, i) => Number(((first + i) * step).toPrecision(12)));
}

/** At the border a number would be cut off, or stand on another. */
const isInside = (place: number) => place > 20 && place < SIDE - 20;

function Axes({ x, y, scale, xLabel, yLabel }: Pick<PlaneProps, "x" | "y" | "xLabel" | "yLabel"> & { scale: Scale }) {
  const { figure } = words.formats;
  return (
    <g class="plane-axes">
      {ticksOf(x).map((tick) => (
        <g key={`x${tick}`}>
          <line x1={scale.x(tick)} x2={scale.x(tick)} y1={0} y2={SIDE} class={tick === 0 ? "plane-zero" : undefined} />
          {isInside(scale.x(tick)) && (
            <text x={scale.x(tick)} y={SIDE - 4} text-anchor="middle">
              {figure(tick)}
            </text>
          )}
        </g>
      ))}
      {ticksOf(y).map((tick) => (
        <g key={`y${tick}`}>
          <line y1={scale.y(tick)} y2={scale.y(tick)} x1={0} x2={SIDE} class={tick === 0 ? "plane-zero" : undefined} />
          {isInside(scale.y(tick)) && (
            <text x={4} y={scale.y(tick) - 3}>
              {figure(tick)}
            </text>
          )}
        </g>
      ))}
      {xLabel !== undefined && (
        <text x={SIDE - 4} y={SIDE - 18} text-anchor="end">
          {xLabel}
        </text>
      )}
      {yLabel !== undefined && (
        <text x={4} y={14}>
          {yLabel}
        </text>
      )}
    </g>
  );
}

/** The classes of points, told apart by shape as well as by color. */
export function Mark({ x, y, kind, isMarked }: { x: number; y: number; kind: 0 | 1; isMarked?: boolean }) {
  const name = `plane-mark plane-mark-${kind}`;
  return (
    <g>
      {isMarked && <circle cx={x} cy={y} r={13} class="plane-ring" />}
      {kind === 0 ? (
        <circle cx={x} cy={y} r={6} class={name} />
      ) : (
        <rect x={x - 6} y={y - 6} width={12} height={12} transform={`rotate(45 ${x} ${y})`} class={name} />
      )}
    </g>
  );
}

export interface LineProps {
  w1: number;
  w2: number;
  b: number;
  scale: Scale;
}

/** Where w1 x + w2 y + b is 0. What can be seen of it within a plane is drawn far beyond the plane's borders. */
export function Line({ w1, w2, b, scale }: LineProps) {
  const length = Math.hypot(w1, w2);
  if (length === 0) return null;
  const [x, y] = [(-b * w1) / length ** 2, (-b * w2) / length ** 2];
  const [dx, dy] = [(-w2 / length) * 10, (w1 / length) * 10];
  return (
    <line class="plane-line" x1={scale.x(x - dx)} y1={scale.y(y - dy)} x2={scale.x(x + dx)} y2={scale.y(y + dy)} />
  );
}

/** Where w1 x + w2 y + b is positive, which is everywhere or nowhere to be seen where the line is far away. */
export function Side({ w1, w2, b, scale }: LineProps) {
  const length = Math.hypot(w1, w2);
  if (Math.abs(b) >= 100 * length) return b > 0 ? <rect class="plane-side" width={SIDE} height={SIDE} /> : null;
  const [x, y] = [(-b * w1) / length ** 2, (-b * w2) / length ** 2];
  const reach = 10 + Math.abs(b) / length;
  const [dx, dy] = [(w1 / length) * reach, (w2 / length) * reach];
  const corners = [
    [x - dy, y + dx],
    [x + dy, y - dx],
    [x + dy + dx, y - dx + dy],
    [x - dy + dx, y + dx + dy],
  ] as const;
  const points = corners.map(([x, y]) => `${scale.x(x).toFixed(1)},${scale.y(y).toFixed(1)}`).join(" ");
  return <polygon class="plane-side" points={points} />;
}

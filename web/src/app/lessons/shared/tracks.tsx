/** The ways of several things over a plane, each with a dash and a mark of its own, as well as a color. */

import "./tracks.css";
import { seriesColors } from "../../shared/charts/looks.ts";
import { type Scale, SIDE } from "./plane.tsx";

export interface Look {
  color: string;
  /** Of its line, in the drawing's units. */
  dash: string;
  /** Around the origin. */
  mark: string;
}

/** Six that no two are taken for each other. */
export const looks: readonly Look[] = (
  [
    ["", "M-6 0A6 6 0 1 0 6 0A6 6 0 1 0 -6 0Z"],
    ["9 4", "M-5.5 -5.5H5.5V5.5H-5.5Z"],
    ["2 3", "M0 -7L7 0L0 7L-7 0Z"],
    ["12 3 2 3", "M0 -7L6.5 5H-6.5Z"],
    ["5 2", "M0 7L6.5 -5H-6.5Z"],
    ["14 5 4 5", "M-2.2 -7H2.2V-2.2H7V2.2H2.2V7H-2.2V2.2H-7V-2.2H-2.2Z"],
  ] as const
).map(([dash, mark], i) => ({ dash, mark, color: `var(${seriesColors[i]})` }));

/** Browsers lose their way among coordinates that are very large. */
const FAR = 1e5;
/** What is nearer to the point before is not drawn. */
const NEAR = 0.25;

interface TrackProps {
  look: Look;
  scale: Scale;
  /** Where it was after so many steps. */
  at(step: number): readonly [x: number, y: number];
  /** How many it has taken. */
  steps: number;
}

export function Track({ look, scale, at, steps }: TrackProps) {
  return <path class="track" d={lineOf(scale, at, steps)} stroke={look.color} stroke-dasharray={look.dash} />;
}

function lineOf(scale: Scale, at: TrackProps["at"], steps: number): string {
  const points: string[] = [];
  let [lastX, lastY] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let step = 0; step <= steps; step++) {
    const [x, y] = at(step);
    const [right, down] = [bounded(scale.x(x), -FAR, FAR), bounded(scale.y(y), -FAR, FAR)];
    if (step < steps && Math.abs(right - lastX) < NEAR && Math.abs(down - lastY) < NEAR) continue;
    points.push(`${right.toFixed(1)} ${down.toFixed(1)}`);
    [lastX, lastY] = [right, down];
  }
  return `M${points.join("L")}`;
}

/** Where it is now; at the border where that is beyond. */
export function TrackMark({ look, scale, at, steps }: TrackProps) {
  const [x, y] = at(steps);
  const place = [scale.x(x), scale.y(y)].map((place) => bounded(place, 4, SIDE - 4).toFixed(1));
  return <path class="track-mark" d={look.mark} fill={look.color} transform={`translate(${place.join(" ")})`} />;
}

/** Where all begin. */
export const TrackStart = ({ scale, x, y }: { scale: Scale; x: number; y: number }) => (
  <circle class="track-start" cx={scale.x(x)} cy={scale.y(y)} r={7} />
);

/** How it looks, beside its name. */
export const Swatch = ({ look: { dash, mark, color } }: { look: Look }) => (
  <svg class="swatch" viewBox="0 0 44 16" aria-hidden="true">
    <path class="track" d="M0 8H44" stroke={color} stroke-dasharray={dash} />
    <path class="track-mark" d={mark} fill={color} transform="translate(22 8)" />
  </svg>
);

const bounded = (at: number, least: number, most: number) => Math.max(least, Math.min(most, at));

/** A dot for each seed of a recipe, and the mean with its interval, on an axis that all recipes share. */

import { formatAccuracy } from "../../shared/figures.ts";
import { betterWords } from "../../words/better.ts";
import { words } from "../../words/words.ts";
import type { Axis } from "./axis.ts";
import type { RowResult } from "./experiment.ts";

const says = betterWords;
const { formats } = words;

/** In pixels. */
const HEIGHT = 40;

/** Dots of the same score lie apart by their seeds: the same seed is as high in every row. */
const heightOf = (seed: number) => HEIGHT / 2 + (((seed * 0.618034 + 0.5) % 1) - 0.5) * (HEIGHT - 16);

interface DotsProps {
  result: RowResult;
  /** Of the first. */
  seed: number;
  axis: Axis;
}

export function Dots({ result, seed, axis }: DotsProps) {
  const { accuracies, mean } = result;
  const at = (value: number) => `${axis.place(value)}%`;
  /** An interval may reach beyond what there is to see, by far where there are few seeds: an arrow says that it does. */
  const within = (value: number) => `${Math.min(100, Math.max(0, axis.place(value)))}%`;
  return (
    <svg class="dots" height={HEIGHT} role="img" aria-label={descriptionOf(result)} data-testid="dots">
      {axis.ticks.map((tick) => (
        <line key={tick} class="grid" x1={at(tick)} x2={at(tick)} y1="0" y2={HEIGHT} />
      ))}
      {accuracies.map(
        (accuracy, i) =>
          accuracy !== undefined &&
          Number.isFinite(accuracy) && (
            <circle key={seed + i} class="dot" cx={at(accuracy)} cy={heightOf(i)} r="4">
              <title>{says.dot(String(seed + i), formatAccuracy(accuracy))}</title>
            </circle>
          ),
      )}
      {Number.isFinite(mean.low) && (
        <line class="interval" x1={within(mean.low)} x2={within(mean.high)} y1={HEIGHT / 2} y2={HEIGHT / 2} />
      )}
      {axis.place(mean.low) < 0 && <Beyond x="0%" inward={1} />}
      {axis.place(mean.high) > 100 && <Beyond x="100%" inward={-1} />}
      {Number.isFinite(mean.mean) && (
        <line class="mean" x1={at(mean.mean)} x2={at(mean.mean)} y1={HEIGHT / 2 - 10} y2={HEIGHT / 2 + 10} />
      )}
    </svg>
  );
}

/** The head of an arrow, at an end of the axis. */
const Beyond = ({ x, inward }: { x: string; inward: 1 | -1 }) => (
  <svg x={x} y={HEIGHT / 2} overflow="visible" aria-hidden="true">
    <path class="interval beyond" d={`M${6 * inward} -5L0 0L${6 * inward} 5`} />
  </svg>
);

function descriptionOf({ name, accuracies, mean }: RowResult): string {
  const scores = accuracies.filter((one) => one !== undefined && Number.isFinite(one)) as number[];
  if (scores.length === 0) return says.describeNone(name);
  const [least, most, average] = [Math.min(...scores), Math.max(...scores), mean.mean].map(formatAccuracy);
  return says.describeRow(name, scores.length, least as string, most as string, average as string);
}

/** What the ticks are. */
export function Ticks({ axis }: { axis: Axis }) {
  return (
    <svg class="ticks" height="20" aria-hidden="true">
      {axis.ticks.map((tick, i) => {
        const anchor = i === 0 ? "start" : i === axis.ticks.length - 1 ? "end" : "middle";
        return (
          <text key={tick} x={`${axis.place(tick)}%`} y="15" text-anchor={anchor}>
            {formats.decimal(100 * tick, Math.min(4, axis.digits))}
          </text>
        );
      })}
    </svg>
  );
}

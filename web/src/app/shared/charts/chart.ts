/** Two curves over the digits seen, drawn with those parts of Chart.js alone that they need. */

import {
  Chart,
  LinearScale,
  type LinearScaleOptions,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
} from "chart.js";
import { words } from "../../words/words.ts";
import { formatCount } from "../figures.ts";
import { accuracyHeight, accuracyTicks, digitsRange, lossRange, lossTicksIn } from "./axes.ts";
import type { Curve } from "./curve.ts";

declare module "chart.js" {
  interface CartesianScaleTypeRegistry {
    accuracy: { options: LinearScaleOptions };
  }
}

/** All of 0 to 100 %, spread as `accuracyHeight` says. */
class AccuracyScale extends LinearScale {
  static override id = "accuracy";

  override getPixelForValue(percent: number): number {
    return this.getPixelForDecimal(accuracyHeight(percent));
  }
}

Chart.register(AccuracyScale, LinearScale, LineController, LineElement, LogarithmicScale, PointElement);

export type Measure = "accuracy" | "loss";

export interface CurvePair {
  training: Curve;
  test: Curve;
}

export type CurveChart = Chart<"line">;

/** More points than this run together. */
const fewPoints = 40;

export function createChart(canvas: HTMLCanvasElement, measure: Measure, curves: CurvePair): CurveChart {
  return new Chart(canvas, {
    type: "line",
    // The arrays are the curves' own: a redraw reads what they hold then.
    data: {
      datasets: [
        { data: curves.training.points, borderWidth: 1.5, pointRadius: 0 },
        { data: curves.test.points, borderWidth: 2, borderDash: [6, 3], pointBorderWidth: 0 },
      ],
    },
    options: {
      parsing: false,
      normalized: true,
      clip: 4, // a line along the edge, or a point on it, is seen whole
      animation: false,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: { top: 6, right: 6 } },
      scales: {
        x: {
          type: "linear",
          ticks: { maxRotation: 0, maxTicksLimit: 8, callback: (value) => formatCount(Number(value)) },
          grid: { display: false },
        },
        y:
          measure === "accuracy"
            ? {
                type: "accuracy",
                min: 0,
                max: 100,
                afterFit: widen,
                afterBuildTicks: (axis) => {
                  axis.ticks = accuracyTicks.map((value) => ({ value }));
                },
                ticks: { autoSkip: false },
              }
            : {
                type: "logarithmic",
                afterFit: widen,
                afterBuildTicks: (axis) => {
                  axis.ticks = lossTicksIn(axis).map((value) => ({ value }));
                },
                ticks: { callback: (value) => writeLoss(Number(value)) },
              },
      },
    },
  });
}

const { rough, scientific } = words.formats;

const writeLoss = (loss: number) => (loss >= 0.001 && loss < 10_000 ? rough(loss) : scientific(loss, 0));

/** All charts begin at the same distance from the left. */
function widen(axis: { width: number }): void {
  axis.width = 48;
}

/** Takes the colors from the custom properties that hold where the chart is. */
export function dressChart(chart: CurveChart): void {
  const style = getComputedStyle(chart.canvas);
  const color = (name: string) => style.getPropertyValue(name).trim();
  for (const [i, name] of ["--training", "--test"].entries()) {
    Object.assign(chart.data.datasets[i] as object, { borderColor: color(name), backgroundColor: color(name) });
  }
  const text = { color: color("--muted"), font: { family: style.fontFamily, size: 12 } };
  const { x, y } = chart.options.scales ?? {};
  Object.assign(x?.ticks ?? {}, text);
  Object.assign(y?.ticks ?? {}, text);
  for (const axis of [x, y]) Object.assign(axis?.border ?? {}, { color: color("--line") });
  Object.assign(y?.grid ?? {}, { color: color("--line") });
}

/** The size of a chart on paper, in pixels of the style sheet; it is printed as wide as there is room. */
export const paper = { width: 450, height: 200, devicePixelRatio: 4 };

/** Gives the chart a size of its own, or without one that of its place on the screen. */
export function sizeChart(chart: CurveChart, size: typeof paper | undefined): void {
  if (size === undefined && chart.options.devicePixelRatio === undefined) return;
  chart.options.devicePixelRatio = size?.devicePixelRatio;
  chart.resize(size?.width, size?.height);
}

/** Draws the curves as they are now. */
export function redrawChart(chart: CurveChart, measure: Measure, { training, test }: CurvePair): void {
  const digitsSeen = Math.max(training.points.at(-1)?.x ?? 0, test.points.at(-1)?.x ?? 0);
  Object.assign(chart.options.scales?.x ?? {}, digitsRange(digitsSeen));
  if (measure === "loss") {
    Object.assign(chart.options.scales?.y ?? {}, lossRange([...training.points, ...test.points]));
  }
  Object.assign(chart.data.datasets[1] ?? {}, { pointRadius: test.points.length <= fewPoints ? 2.5 : 0 });
  // Without animation this draws at once, as "none" would, but that mode never changes the style of points.
  chart.update();
}

/** Curves of one or several runs, drawn with those parts of Chart.js alone that they need. */

import {
  Chart,
  type ChartDataset,
  LinearScale,
  type LinearScaleOptions,
  LineController,
  LineElement,
  LogarithmicScale,
  type Plugin,
  PointElement,
  type ScaleOptionsByType,
} from "chart.js";
import { words } from "../../words/words.ts";
import { formatCount } from "../figures.ts";
import {
  accuracyHeight,
  accuracyTicks,
  linearLossRange,
  logarithmicLossRange,
  lossTicksIn,
  momentsRange,
  type Range,
} from "./axes.ts";
import { reaches, type Scale } from "./choices.ts";
import { type Axis, type CurvePoint, type Mark, type Measure, mostPoints } from "./curve.ts";
import { seriesColors } from "./looks.ts";
import type { Line, Picture } from "./picture.ts";
import { pointUpTo } from "./reading.ts";
import { smoothed } from "./smooth.ts";

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

/** Gives the value of a custom property. */
type Palette = (property: string) => string;

interface Fitting {
  palette: Palette;
  font: { family: string; size: number };
}

/** The size of a chart on paper, in pixels of the style sheet; it is printed as wide as there is room. */
export const paper = { width: 450, height: 180, devicePixelRatio: 4 };

/** More points than this run together. */
const fewPoints = 40;

/** Of many runs at once each is drawn with fewer points: a chart must not keep the page waiting. */
const mostDrawn = 9000;

const faint = 0.35;

export class CurveChart {
  readonly #canvas: HTMLCanvasElement;
  #chart?: Chart<"line">;
  #picture?: Picture;
  #content: unknown[] = [];
  #fitting?: Fitting;
  #size?: typeof paper;

  constructor(canvas: HTMLCanvasElement) {
    this.#canvas = canvas;
  }

  show(picture: Picture): void {
    const { measure, scale } = this.#picture ?? picture;
    this.#picture = picture;
    if (measure !== picture.measure || scale !== picture.scale) this.#discard();
    const content = contentOf(picture);
    const isKnown = content.every((part, i) => part === this.#content[i]) && content.length === this.#content.length;
    this.#content = content;
    // Who only reads along the curves needs none of them anew.
    if (isKnown && this.#chart) this.#chart.draw();
    else this.#draw();
  }

  /** Takes the colors from the custom properties that hold where the chart is. */
  dress(): void {
    this.#fitting = undefined;
    this.#draw();
  }

  /** Gives the chart a size of its own, or without one that of its place on the screen. */
  size(size: typeof paper | undefined): void {
    if (size === this.#size) return;
    this.#size = size;
    this.#fit();
  }

  resize(): void {
    this.#chart?.resize();
  }

  /** Which place on the axis a place on the canvas is, in pixels from the left. */
  placeAt(left: number): number {
    return this.#chart?.scales.x?.getValueForPixel(left) ?? 0;
  }

  destroy(): void {
    this.#discard();
  }

  #discard(): void {
    this.#chart?.destroy();
    this.#chart = undefined;
  }

  #draw(): void {
    if (!this.#picture) return;
    this.#fitting ??= fittingOf(this.#canvas);
    if (!this.#chart) {
      this.#chart = chartOn(this.#canvas, this.#picture, () => this.#drawn());
      if (this.#size) this.#fit();
    }
    redraw(this.#chart, this.#drawn());
  }

  #fit(): void {
    if (!this.#chart) return;
    this.#chart.options.devicePixelRatio = this.#size?.devicePixelRatio;
    this.#chart.resize(this.#size?.width, this.#size?.height);
  }

  #drawn(): Drawn {
    return { picture: this.#picture as Picture, ...(this.#fitting as Fitting) };
  }
}

/** All that is drawn but the place where it is read. The newest point of a curve is another one with each that comes in. */
const contentOf = ({ axis, smoothing, lines, marks, cursor }: Picture): unknown[] => [
  ...[axis, smoothing, cursor, marks],
  ...lines.flatMap(({ name, points, color }) => [name, color, points.length, points.at(-1)]),
];

type Drawn = Fitting & { picture: Picture; isFile?: boolean };

function fittingOf(element: HTMLElement): Fitting {
  const style = getComputedStyle(element);
  return {
    palette: (property) => style.getPropertyValue(property).trim(),
    font: { family: style.fontFamily, size: 12 },
  };
}

/** As on paper: whoever looks at the file may have no dark page around it. */
function paperFitting(element: HTMLElement): Fitting {
  const { classList } = document.documentElement;
  const was = classList.contains("printing");
  classList.add("printing");
  const { palette, font } = fittingOf(element);
  const names = ["--training", "--test", "--muted", "--line", "--text", "--page", "--sheet", ...seriesColors];
  const colors = new Map(names.map((name) => [name, palette(name)]));
  classList.toggle("printing", was);
  return { palette: (property) => colors.get(property) ?? "", font };
}

const file = { width: 900, height: 450, devicePixelRatio: 2 };

/** The picture as a PNG file, with its axes and lines named, in the colors that paper has where `element` is. */
export function pngOf(picture: Picture, element: HTMLElement): Promise<Blob> {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: file.width, height: file.height });
  const drawn: Drawn = { picture: { ...picture, at: undefined }, ...paperFitting(element), isFile: true };
  const chart = chartOn(canvas, picture, () => drawn);
  redraw(chart, drawn);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      chart.destroy();
      if (blob) resolve(blob);
      else reject(new Error("The picture is too large."));
    }, "image/png");
  });
}

function chartOn(canvas: HTMLCanvasElement, { measure, axis, scale }: Picture, drawn: () => Drawn): Chart<"line"> {
  const { isFile = false } = drawn();
  const height: object = {
    ...heightAxis(measure, scale),
    afterFit: isFile ? undefined : widen,
    title: { display: isFile, text: words.charts[measure].name },
  };
  return new Chart(canvas, {
    type: "line",
    data: { datasets: [] },
    options: {
      parsing: false,
      normalized: true,
      clip: 4, // a line along the edge, or a point on it, is seen whole
      animation: false,
      responsive: !isFile,
      devicePixelRatio: isFile ? file.devicePixelRatio : undefined,
      maintainAspectRatio: false,
      events: [],
      layout: { padding: isFile ? { top: 48, right: 24, bottom: 12, left: 12 } : { top: 6, right: 6 } },
      scales: {
        x: {
          type: "linear",
          ticks: {
            maxRotation: 0,
            maxTicksLimit: 8,
            callback: (value, _, ticks) =>
              (isCounted(drawn().picture.axis) ? formatCount : plain(ticks))(Number(value)),
          },
          title: { display: isFile, text: words.charts.axes[axis] },
          grid: { display: false },
        },
        y: height as ScaleOptionsByType<"linear">,
      },
    },
    plugins: [moments(drawn), ...(isFile ? [sheet(drawn)] : [])],
  });
}

const isCounted = (axis: Axis) => axis === "digitsSeen" || axis === "step";

/** What one axis says of loss or accuracy; the range of the loss comes with its curves. */
function heightAxis(measure: Measure, scale: Scale): object {
  if (measure === "accuracy") {
    return {
      type: scale === "linear" ? "linear" : "accuracy",
      min: 0,
      max: 100,
      afterBuildTicks: (axis: { ticks: object[] }) => {
        axis.ticks = accuracyTicks[scale].map((value) => ({ value }));
      },
      ticks: { autoSkip: false },
    };
  }
  if (scale === "linear") {
    return {
      type: "linear",
      ticks: { maxTicksLimit: 6, callback: (value: number, _: number, ticks: Tick[]) => plain(ticks)(value) },
    };
  }
  return {
    type: "logarithmic",
    afterBuildTicks: (axis: Range & { ticks: object[] }) => {
      axis.ticks = lossTicksIn(axis).map((value) => ({ value }));
    },
    ticks: { callback: (value: number) => writeLoss(value) },
  };
}

const { formats } = words;

const writeLoss = (loss: number) =>
  loss >= 0.001 && loss < 10_000 ? formats.rough(loss) : formats.scientific(loss, 0);

type Tick = { value: number };

/** Writes the values of an axis with as many digits as its ticks differ by. */
function plain(ticks: readonly Tick[]): (value: number) => string {
  const step = (ticks[1]?.value ?? 1) - (ticks[0]?.value ?? 0);
  const digits = Math.max(0, Math.ceil(-Math.log10(step) - 1e-9));
  return (value) => {
    if (Math.abs(value) >= 10_000_000) return formats.scientific(value, 1);
    return formats.decimal(value, Math.min(digits, 4));
  };
}

/** All charts begin at the same distance from the left. */
function widen(axis: { width: number }): void {
  axis.width = 48;
}

/** Draws everything as it is now. */
function redraw(chart: Chart<"line">, drawn: Drawn): void {
  const { picture, palette, font } = drawn;
  const { axis, measure, scale, lines } = picture;
  const { x, y } = chart.options.scales ?? {};
  const places = [...lines.map(({ points }) => points.at(-1)), ...picture.marks, picture.cursor];
  Object.assign(x ?? {}, momentsRange(axis, Math.max(0, ...places.map((place) => place?.[axis] ?? 0))));
  if (measure === "loss") Object.assign(y ?? {}, lossRange(scale, lines));

  const text = { color: palette("--muted"), font };
  for (const scale of [x, y]) {
    Object.assign(scale?.ticks ?? {}, text);
    Object.assign((scale as { title?: object })?.title ?? {}, text);
    Object.assign(scale?.border ?? {}, { color: palette("--line") });
  }
  Object.assign(y?.grid ?? {}, { color: palette("--line") });

  const sets = datasets(drawn);
  // Those that stay are changed in place, which keeps what Chart.js knows of them.
  chart.data.datasets = sets.map((set, i) =>
    Object.assign(chart.data.datasets[i] ?? {}, set),
  ) as ChartDataset<"line">[];
  // Without animation this draws at once, as "none" would, but that mode never changes the style of points.
  chart.update();
}

function lossRange(scale: Scale, lines: readonly Line[]): Range {
  let [lowest, highest] = [Number.POSITIVE_INFINITY, 0];
  for (const { points } of lines) {
    for (const { loss } of points) {
      lowest = Math.min(lowest, loss);
      highest = Math.max(highest, loss);
    }
  }
  return scale === "linear" ? linearLossRange(highest) : logarithmicLossRange(lowest, highest);
}

const heightOf: Record<Measure, (point: CurvePoint) => number> = {
  accuracy: ({ accuracy }) => accuracy * 100,
  loss: ({ loss }) => loss,
};

/** A smoothed line is drawn over the one that it was made of, which then is faint. */
function datasets({ picture, palette }: Drawn): object[] {
  const { axis, measure, smoothing, lines } = picture;
  const reach = reaches[smoothing];
  const most = Math.min(mostPoints, Math.ceil(mostDrawn / Math.max(1, lines.length * (reach > 0 ? 2 : 1))));
  return lines.flatMap(({ points, color, dash, width, isFaint = false, hasDots }) => {
    const heights = points.map(heightOf[measure]);
    const line = (heights: readonly number[], isBehind: boolean) => ({
      data: sampled(points, most).map((i) => ({ x: (points[i] as CurvePoint)[axis], y: heights[i] as number })),
      borderColor: withFaintness(palette(color), isBehind),
      backgroundColor: withFaintness(palette(color), isBehind),
      borderWidth: isBehind ? 1 : width,
      borderDash: dash,
      pointBorderWidth: 0,
      pointRadius: hasDots && points.length <= fewPoints ? 2.5 : 0,
    });
    if (reach === 0) return [line(heights, isFaint)];
    return [line(heights, true), { ...line(smoothed(heights, reach), isFaint), pointRadius: 0 }];
  });
}

/** Which points are drawn: all, or evenly so many of them, the last one included. */
function sampled(points: readonly unknown[], most: number): number[] {
  const stride = Math.ceil(points.length / most) || 1;
  const chosen: number[] = [];
  for (let i = (points.length - 1) % stride; i < points.length; i += stride) chosen.push(i);
  return chosen;
}

/** Names of the system's colors stay as they are: who asked for high contrast gets it. */
function withFaintness(color: string, isFaint: boolean): string {
  if (!isFaint || !/^#[0-9a-f]{6}$/i.test(color)) return color;
  return `${color}${Math.round(255 * faint).toString(16)}`;
}

/** What happened, where the run stands, and where a person reads: upright lines over the curves. */
function moments(drawn: () => Drawn): Plugin<"line"> {
  return {
    id: "moments",
    afterDatasetsDraw(chart) {
      const { picture, palette, font } = drawn();
      const { ctx, chartArea, scales } = chart;
      const { x, y } = scales;
      if (!x || !y) return;
      ctx.save();
      ctx.font = `${font.size - 1}px ${font.family}`;
      ctx.lineWidth = 1;

      const upright = (place: number, color: string, dash: number[] = []) => {
        const left = Math.round(x.getPixelForValue(place)) + 0.5;
        ctx.strokeStyle = color;
        ctx.setLineDash(dash);
        ctx.beginPath();
        ctx.moveTo(left, chartArea.top);
        ctx.lineTo(left, chartArea.bottom);
        ctx.stroke();
        return left;
      };

      const written = rowsFor(picture.marks, (label) => ctx.measureText(label).width);
      ctx.fillStyle = palette("--muted");
      for (const mark of picture.marks) {
        const left = upright(mark[picture.axis], palette("--muted"), [1, 2]);
        const place = written(left, mark.label, chartArea);
        if (!place) continue;
        // Where the curves are not: accuracies rise, and losses fall.
        const [first, down] = picture.measure === "loss" ? [chartArea.top + 12, 14] : [chartArea.bottom - 6, -14];
        const top = first + down * place.row;
        // A rim around it keeps it readable over a curve.
        Object.assign(ctx, { strokeStyle: palette("--page"), lineWidth: 3 });
        ctx.setLineDash([]);
        ctx.strokeText(mark.label, place.left, top);
        ctx.lineWidth = 1;
        ctx.fillText(mark.label, place.left, top);
      }
      if (picture.cursor) upright(picture.cursor[picture.axis], palette("--text"));
      if (picture.at !== undefined) {
        upright(picture.at, palette("--muted"));
        ctx.setLineDash([]);
        for (const { points, color, isFaint } of picture.lines) {
          const point = pointUpTo(points, picture.axis, picture.at);
          if (!point || isFaint) continue;
          ctx.fillStyle = palette(color);
          ctx.beginPath();
          const [left, top] = [point[picture.axis], heightOf[picture.measure](point)];
          ctx.arc(x.getPixelForValue(left), y.getPixelForValue(top), 4, 0, 2 * Math.PI);
          ctx.fill();
        }
      }
      ctx.restore();
    },
  };
}

/** As many rows of labels are written over one another; what finds no room is in the table all the same. */
const mostRows = 3;

/** Gives each label its place beside its line, in a row in which nothing else stands there. */
function rowsFor(marks: readonly Mark[], widthOf: (label: string) => number) {
  const ends: number[] = Array(Math.min(mostRows, marks.length)).fill(0);
  return (line: number, label: string, { left: from, right: to }: { left: number; right: number }) => {
    const width = widthOf(label);
    const left = line + 4 + width <= to ? line + 4 : Math.max(from, line - 4 - width);
    const row = ends.findIndex((end) => end < left);
    if (row < 0) return undefined;
    ends[row] = Math.max(line, left + width) + 4;
    return { left, row };
  };
}

/** A white sheet beneath a chart that becomes a file, and above it the names of its lines. */
function sheet(drawn: () => Drawn): Plugin<"line"> {
  return {
    id: "sheet",
    beforeDraw({ ctx, width, height }) {
      ctx.save();
      ctx.fillStyle = drawn().palette("--sheet");
      ctx.fillRect(0, 0, width, height);
      ctx.restore();
    },
    afterDraw({ ctx, chartArea }) {
      const { picture, palette, font } = drawn();
      ctx.save();
      ctx.font = `${font.size + 1}px ${font.family}`;
      ctx.textBaseline = "middle";
      let left = chartArea.left;
      for (const { name, color, dash, width, isFaint = false } of picture.lines) {
        ctx.strokeStyle = withFaintness(palette(color), isFaint);
        ctx.lineWidth = width;
        ctx.setLineDash(dash);
        ctx.beginPath();
        ctx.moveTo(left, 24);
        ctx.lineTo(left + 28, 24);
        ctx.stroke();
        ctx.fillStyle = palette("--text");
        ctx.fillText(name, left + 36, 24);
        left += 36 + ctx.measureText(name).width + 24;
      }
      ctx.restore();
    },
  };
}

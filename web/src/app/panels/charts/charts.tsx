/** How the network does on training digits and on test digits, over the digits that it has seen. */

import "./charts.css";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Run } from "../../run/run.ts";
import {
  type CurveChart,
  createChart,
  dressChart,
  type Measure,
  paper,
  redrawChart,
  sizeChart,
} from "../../shared/charts/chart.ts";
import { density } from "../../shared/density.ts";
import { formatAccuracy, formatCount, formatLoss } from "../../shared/figures.ts";
import { oncePerFrame } from "../../shared/frames.ts";
import { Term } from "../../shared/term.tsx";
import { isPrinting, useTheme } from "../../shared/theme.ts";
import { words } from "../../words/words.ts";
import type { Curves } from "./curves.ts";

const says = words.charts;

interface ChartsProps {
  run: Run;
  curves: Curves;
}

export function Charts({ run, curves }: ChartsProps) {
  return (
    <section class="charts" aria-label={says.title}>
      <LineChart run={run} curves={curves} measure="accuracy" />
      <LineChart run={run} curves={curves} measure="loss" />
      <p class="caption">
        <span>{says.beforeAxis}</span>
        <Term {...says.axis} />
        <span>{says.afterAxis}</span>
      </p>
    </section>
  );
}

function LineChart({ run, curves, measure }: ChartsProps & { measure: Measure }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<CurveChart>(undefined);

  useEffect(() => {
    chart.current = createChart(canvas.current as HTMLCanvasElement, measure, curves[measure]);
    return () => chart.current?.destroy();
  }, []);

  const draw = () => chart.current && redrawChart(chart.current, measure, curves[measure]);
  const redraw = useRef(oncePerFrame(draw));

  useSignalEffect(() => {
    density.value;
    chart.current?.resize();
  });

  useTheme(() => {
    if (!chart.current) return;
    dressChart(chart.current);
    sizeChart(chart.current, isPrinting.value ? paper : undefined);
    draw();
  });

  useSignalEffect(() => {
    curves.version.value;
    redraw.current();
  });

  return (
    <figure class="chart">
      <figcaption>
        <Term {...says[measure]} />
        <span class="key training">{says.training}</span>
        <span class="key test">{says.test}</span>
      </figcaption>
      <div class="plot">
        <canvas ref={canvas} role="img" aria-label={description(run, measure)} />
      </div>
    </figure>
  );
}

/** What the curves have come to, for those who do not see them. */
function description(run: Run, measure: Measure): string {
  const format = (split: "training" | "test") => {
    const score = run[split].value;
    return measure === "accuracy" ? formatAccuracy(score?.accuracy) : formatLoss(score?.loss);
  };
  const describe = measure === "accuracy" ? says.describeAccuracy : says.describeLoss;
  return describe(formatCount(run.progress.value?.digitsSeen ?? 0), format("training"), format("test"));
}

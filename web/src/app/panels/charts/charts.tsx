/** How the network does on training digits and on test digits, over the digits that it has seen. */

import "./charts.css";
import { useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Run } from "../../run/run.ts";
import type { CurveChart, Measure } from "../../shared/charts/chart.ts";
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

/** Drawing charts takes a quarter of all that a visit could fetch: who has not trained yet has nothing to draw. */
const fetchTools = () => import("../../shared/charts/chart.ts");

type Tools = Awaited<ReturnType<typeof fetchTools>>;

/** Its frame stands from the beginning; the chart itself comes with the first point of a curve. */
function LineChart({ run, curves, measure }: ChartsProps & { measure: Measure }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<{ tools: Tools; chart: CurveChart }>(undefined);
  const isDrawn = useSignal(false);

  const draw = () => {
    const { tools, chart } = drawn.current ?? {};
    if (tools && chart) tools.redrawChart(chart, measure, curves[measure]);
  };

  const dress = () => {
    if (!drawn.current) return;
    const { tools, chart } = drawn.current;
    tools.dressChart(chart);
    tools.sizeChart(chart, isPrinting.value ? tools.paper : undefined);
    draw();
  };

  const update = useRef(
    oncePerFrame(async () => {
      if (drawn.current) return draw();
      if (curves.isEmpty()) return;
      const tools = await fetchTools().catch(() => undefined); // the next point asks for them again
      if (!tools || !canvas.current) return;
      drawn.current = { tools, chart: tools.createChart(canvas.current, measure, curves[measure]) };
      isDrawn.value = true;
      dress();
    }),
  );

  useEffect(() => () => drawn.current?.chart.destroy(), []);

  useSignalEffect(() => {
    density.value;
    drawn.current?.chart.resize();
  });

  useTheme(dress);

  useSignalEffect(() => {
    curves.version.value;
    update.current();
  });

  return (
    <figure class="chart">
      <figcaption>
        <Term {...says[measure]} />
        <span class="key training">{says.training}</span>
        <span class="key test">{says.test}</span>
      </figcaption>
      <div class={isDrawn.value ? "plot" : "plot empty"}>
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

/** One chart in its frame, to be read at any of its places by mouse, touch and keyboard. */

import "./charts.css";
import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { density } from "../density.ts";
import { oncePerFrame } from "../frames.ts";
import { isPrinting, useTheme } from "../theme.ts";
import type { CurveChart } from "./chart.ts";
import type { Picture } from "./picture.ts";
import { createPlaces, nearest, placeByKey } from "./reading.ts";

/** Drawing charts takes a quarter of all that a visit could fetch: who has not trained yet has nothing to draw. */
export const fetchTools = () => import("./chart.ts");

type Tools = Awaited<ReturnType<typeof fetchTools>>;

interface PlotProps {
  picture: Picture;
  /** Where a person reads the values, on the axis: of all charts that share it. */
  at: Signal<number | undefined>;
  testId?: string;
  /** What the curves have come to, for those who do not see them. */
  description: string;
  /** What reading the curves is called, and what they say at a place. */
  readingName: string;
  reading: string;
}

/** Its frame stands from the beginning; the chart itself comes with the first point of a curve. */
export function Plot({ picture, at, testId, description, readingName, reading }: PlotProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawn = useRef<{ tools: Tools; chart: CurveChart }>(undefined);
  const isDrawn = useSignal(false);
  const newest = useRef(picture);
  newest.current = picture;

  const dress = () => {
    if (!drawn.current) return;
    const { tools, chart } = drawn.current;
    chart.size(isPrinting.value ? tools.paper : undefined);
    chart.dress();
  };

  const update = useRef(
    oncePerFrame(async () => {
      if (drawn.current) return drawn.current.chart.show(newest.current);
      if (newest.current.lines.every(({ points }) => points.length === 0)) return;
      const tools = await fetchTools().catch(() => undefined); // the next point asks for them again
      if (!tools || !canvas.current) return;
      drawn.current = { tools, chart: new tools.CurveChart(canvas.current) };
      drawn.current.chart.show(newest.current);
      isDrawn.value = true;
      dress();
    }),
  );

  useEffect(
    () => () => {
      drawn.current?.chart.destroy();
      drawn.current = undefined; // a frame that was asked for before finds nothing to draw on
    },
    [],
  );

  useSignalEffect(() => {
    density.value;
    drawn.current?.chart.resize();
  });

  useTheme(dress);

  // Each rendering brings a picture of its own.
  useEffect(update.current);

  const gathered = useRef(createPlaces());
  const places = () => gathered.current(picture.axis, ...picture.lines.map(({ points }) => points), picture.marks);

  function readAt({ clientX, currentTarget }: PointerEvent): void {
    const { left } = (currentTarget as HTMLElement).getBoundingClientRect();
    if (drawn.current) at.value = nearest(places(), drawn.current.chart.placeAt(clientX - left));
  }

  function touch(event: PointerEvent): void {
    (event.currentTarget as HTMLElement).focus({ preventScroll: true });
    readAt(event);
  }

  /** A finger that is lifted leaves what it was to find. */
  function leave({ pointerType }: PointerEvent): void {
    if (pointerType !== "touch") at.value = undefined;
  }

  function press(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key === "Escape") at.value = undefined;
    const all = places();
    const end = all.at(-1);
    if (end === undefined) return;
    // Whoever has not read anything yet begins at the end.
    const place = placeByKey(event.key, all, at.value ?? end);
    if (place === undefined) return;
    at.value = place;
    event.preventDefault();
  }

  const last = Math.max(0, ...picture.lines.map(({ points }) => points.at(-1)?.[picture.axis] ?? 0));
  return (
    <div class={isDrawn.value ? "plot" : "plot empty"}>
      <canvas ref={canvas} role="img" aria-label={description} />
      <div
        class="plot-reader"
        role="slider"
        tabIndex={0}
        data-testid={testId}
        aria-label={readingName}
        aria-orientation="horizontal"
        aria-valuemin={0}
        aria-valuemax={last}
        aria-valuenow={at.value ?? last}
        aria-valuetext={reading}
        onPointerDown={touch}
        onPointerMove={readAt}
        onPointerLeave={leave}
        onBlur={() => {
          at.value = undefined;
        }}
        onKeyDown={press}
      />
    </div>
  );
}

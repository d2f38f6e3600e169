/** The drawing surface, for mouse, finger and pen, and what can be done with the drawing. */

import "./pad.css";
import { useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { State } from "../state.ts";
import { theme } from "../theme.ts";
import { Words } from "../words.tsx";
import type { Drawing } from "./drawing.ts";
import { paintPicture, paintStrokes, sharpen } from "./paint.ts";
import type { Point } from "./strokes.ts";

export function Pad({ state }: { state: State }) {
  const { drawing, network, phase } = state;
  const { picture, testDigit } = drawing;
  return (
    <div class="pad">
      <Surface drawing={drawing} />
      <p class="hint">
        <Words>
          {testDigit.value ? `A real test digit: somebody wrote a ${testDigit.value.label}` : "Draw a digit, large"}
        </Words>
      </p>
      <div class="pad-buttons">
        <button type="button" data-testid="undo" disabled={!picture.value} onClick={drawing.undo}>
          Undo
        </button>
        <button type="button" data-testid="clear" disabled={!picture.value} onClick={drawing.clear}>
          Clear
        </button>
        <button
          type="button"
          data-testid="test-digit"
          disabled={!network.value || phase.value === "failed"}
          title="Show the network a digit that it has never seen"
          onClick={state.showTestDigit}
        >
          Test digit
        </button>
      </div>
    </div>
  );
}

function Surface({ drawing }: { drawing: Drawing }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pen = useRef<number | undefined>(undefined);

  function paint(): void {
    if (!canvas.current) return;
    sharpen(canvas.current);
    const digit = drawing.testDigit.value;
    if (digit) paintPicture(canvas.current, digit.pixels);
    else paintStrokes(canvas.current, drawing.strokes.value);
  }

  useSignalEffect(() => {
    theme.value;
    paint();
  });

  useEffect(() => {
    const resized = new ResizeObserver(paint);
    resized.observe(canvas.current as HTMLCanvasElement);
    return () => resized.disconnect();
  }, []);

  function lower(event: PointerEvent): void {
    if (pen.current !== undefined || !event.isPrimary || event.button !== 0) return;
    const surface = event.currentTarget as HTMLCanvasElement;
    surface.setPointerCapture(event.pointerId);
    pen.current = event.pointerId;
    drawing.beginStroke(locate(surface, [event]));
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== pen.current) return;
    const coalesced = event.getCoalescedEvents?.() ?? [];
    drawing.extendStroke(locate(event.currentTarget as HTMLCanvasElement, coalesced.length > 0 ? coalesced : [event]));
  }

  /** However the stroke ends, the captured pointer is set free. */
  function lift(event: PointerEvent): void {
    if (event.pointerId !== pen.current) return;
    pen.current = undefined;
    drawing.endStroke();
  }

  return (
    <canvas
      ref={canvas}
      class="surface"
      data-testid="pad"
      role="img"
      aria-label="Drawing pad. Without a pointer, use the Test digit button instead."
      onPointerDown={lower}
      onPointerMove={move}
      onLostPointerCapture={lift}
    />
  );
}

/** Where the pen is, in fractions of the pad's side. */
function locate(surface: HTMLCanvasElement, events: PointerEvent[]): Point[] {
  const { left, top, width, height } = surface.getBoundingClientRect();
  return events.map(({ clientX, clientY }) => ({ x: (clientX - left) / width, y: (clientY - top) / height }));
}

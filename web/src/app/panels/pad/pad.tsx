/** The drawing surface, for mouse, finger and pen, and what can be done with the drawing. */

import "./pad.css";
import { type ReadonlySignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Run } from "../../run/run.ts";
import { sharpen } from "../../shared/canvas.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { density } from "../../shared/density.ts";
import { paintPicture } from "../../shared/digit-picture.ts";
import { useTheme } from "../../shared/theme.ts";
import { words } from "../../words/words.ts";
import type { Drawing } from "./drawing.ts";
import { paintStrokes } from "./paint.ts";
import type { Point } from "./strokes.ts";
import type { TestDigits } from "./test-digits.ts";

const says = words.pad;

interface PadProps {
  run: Run;
  drawing: Drawing;
  testDigits: TestDigits;
  /** What a person is to draw; absent where it is what they like. */
  task?: ReadonlySignal<string | undefined>;
}

export function Pad({ run: { network, phase }, drawing, testDigits, task }: PadProps) {
  const { writing, testDigit, canUndo } = drawing;
  return (
    <div class="pad">
      <Surface drawing={drawing} />
      <p class="hint">
        <ChangingText>
          {testDigit.value ? says.isTestDigit(testDigit.value.label) : (task?.value ?? says.hint)}
        </ChangingText>
      </p>
      <div class="pad-buttons">
        <button type="button" data-testid="undo" disabled={!canUndo.value} onClick={drawing.undo}>
          {says.undo}
        </button>
        <button type="button" data-testid="clear" disabled={!writing.value} onClick={drawing.clear}>
          {says.clear}
        </button>
        <button
          type="button"
          data-testid="test-digit"
          disabled={!network.value || phase.value === "failed"}
          title={says.testDigitTitle}
          onClick={testDigits.show}
        >
          {says.testDigit}
        </button>
      </div>
    </div>
  );
}

/** The pointer that draws. The others on the pad do nothing. */
interface Pen {
  pointerId: number;
  pointerType: string;
}

function Surface({ drawing }: { drawing: Drawing }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const pen = useRef<Pen | undefined>(undefined);
  const digit = drawing.testDigit.value;

  function paint(): void {
    if (!canvas.current) return;
    sharpen(canvas.current);
    const digit = drawing.testDigit.value;
    if (digit) paintPicture(canvas.current, digit.pixels);
    else paintStrokes(canvas.current, drawing.ink.value);
  }

  useSignalEffect(() => {
    density.value;
    paint();
  });
  useTheme(paint);

  useEffect(() => {
    const resized = new ResizeObserver(paint);
    resized.observe(canvas.current as HTMLCanvasElement);
    return () => resized.disconnect();
  }, []);

  function lower(event: PointerEvent): void {
    const { pointerId, pointerType, button } = event;
    if (button !== 0 || (pen.current && !isPalm(pen.current, pointerType))) return;
    if (pen.current) drawing.dropStroke();
    pen.current = { pointerId, pointerType };
    const surface = event.currentTarget as HTMLCanvasElement;
    drawing.beginStroke(locate(surface, [event]));
    surface.setPointerCapture(pointerId);
  }

  function move(event: PointerEvent): void {
    if (event.pointerId !== pen.current?.pointerId) return;
    if (event.pointerType === "mouse" && event.buttons === 0) {
      lift(event); // the button was let go of where the browser could not see it
      return;
    }
    const coalesced = event.getCoalescedEvents?.() ?? [];
    drawing.extendStroke(locate(event.currentTarget as HTMLCanvasElement, coalesced.length > 0 ? coalesced : [event]));
  }

  /** However the stroke ends, the captured pointer is set free. */
  function lift(event: PointerEvent): void {
    if (event.pointerId !== pen.current?.pointerId) return;
    pen.current = undefined;
    drawing.endStroke();
  }

  /** The system has found out that this touch was not meant. */
  function cancel(event: PointerEvent): void {
    if (event.pointerId === pen.current?.pointerId && event.pointerType === "touch") drawing.dropStroke();
    lift(event);
  }

  return (
    <canvas
      ref={canvas}
      class="surface"
      data-testid="pad"
      role="img"
      aria-label={digit ? says.surfaceWith(says.isTestDigit(digit.label)) : says.surface}
      onPointerDown={lower}
      onPointerMove={move}
      onPointerUp={lift}
      onPointerCancel={cancel}
      onLostPointerCapture={lift}
      onContextMenu={(event) => pen.current && event.preventDefault()}
    />
  );
}

/** A hand that rests on the pad gives way to the pen in it. */
const isPalm = (drawing: Pen, arriving: string) => drawing.pointerType === "touch" && arriving === "pen";

/** Where the pen is, in fractions of the pad's side. */
function locate(surface: HTMLCanvasElement, events: PointerEvent[]): Point[] {
  const { left, top, width, height } = surface.getBoundingClientRect();
  return events.map(({ clientX, clientY }) => ({ x: (clientX - left) / width, y: (clientY - top) / height }));
}

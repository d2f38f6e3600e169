/** What is on the pad: a person's strokes or a test digit, and what of it there is to read. */

import { batch, computed, signal } from "@preact/signals";
import type { Digit, Writing } from "../../../protocol.ts";
import { type Point, partsOnPad, type Stroke } from "./strokes.ts";

interface Content {
  strokes: readonly Stroke[];
  testDigit?: Digit;
}

const nothing: Content = { strokes: [] };

export type Drawing = ReturnType<typeof createDrawing>;

export function createDrawing() {
  const content = signal(nothing);
  /** What was there before each thing that was done, for Undo. */
  const history = signal<readonly Content[]>([]);
  const penDown = signal(false);
  let deeds = 0;

  const testDigit = computed(() => content.value.testDigit);

  /** What is seen of the strokes, and read: the pen may have left the pad. */
  const ink = computed(() => content.value.strokes.flatMap(partsOnPad));

  /** Another object for each change; undefined while the pad is empty. */
  const writing = computed((): Writing | undefined => {
    if (testDigit.value) return { pixels: testDigit.value.pixels };
    return ink.value.length > 0 ? { strokes: ink.value.map(coordinates) } : undefined;
  });

  function put(next: Content, isPenDown = false): void {
    batch(() => {
      history.value = [...history.value, content.value];
      content.value = next;
      penDown.value = isPenDown;
    });
  }

  /** Takes back whatever was done last: a stroke, a test digit, or that all was cleared. */
  function undo(): void {
    const before = history.value.at(-1);
    if (!before) return;
    deeds++;
    batch(() => {
      history.value = history.value.slice(0, -1);
      content.value = before;
      penDown.value = false;
    });
  }

  return {
    ink,
    testDigit,
    penDown,
    writing,
    canUndo: computed(() => history.value.length > 0),

    /** On an empty pad, or beside the strokes that are there. */
    beginStroke(points: readonly Point[]): void {
      deeds++;
      put({ strokes: [...content.value.strokes, points] }, true);
    },

    /** The stroke that the pen draws; nothing once something else was done with the drawing. */
    extendStroke(points: readonly Point[]): void {
      const growing = content.value.strokes.at(-1);
      if (!penDown.value || !growing) return;
      content.value = { strokes: [...content.value.strokes.slice(0, -1), [...growing, ...points]] };
    },

    endStroke(): void {
      penDown.value = false;
    },

    /** The stroke under way was not meant: it is as if the pen had never come down. */
    dropStroke(): void {
      if (penDown.value) undo();
    },

    undo,

    clear(): void {
      deeds++;
      put(nothing);
    },

    /** Gives what shows a test digit that is on its way, unless a person does something on the pad before it comes. */
    awaitDigit(): (digit: Digit) => void {
      const before = deeds;
      return (digit) => {
        if (deeds === before && !penDown.value) put({ strokes: [], testDigit: digit });
      };
    },
  };
}

/** x, y, x, y, … */
const coordinates = (stroke: Stroke) => Float32Array.from(stroke.flatMap(({ x, y }) => [x, y]));

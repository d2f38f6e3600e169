/** What is on the pad: a person's strokes or a test digit, and the picture of it that the network sees. */

import { batch, computed, signal } from "@preact/signals";
import type { Digit } from "../../protocol.ts";
import { rasterize } from "./rasterize.ts";
import type { Point, Stroke } from "./strokes.ts";

export type Drawing = ReturnType<typeof createDrawing>;

export function createDrawing() {
  const strokes = signal<readonly Stroke[]>([]);
  const testDigit = signal<Digit | undefined>(undefined);
  const penDown = signal(false);

  /** 28 x 28 bytes, or undefined while the pad is empty. */
  const picture = computed(() => {
    if (testDigit.value) return testDigit.value.pixels;
    return strokes.value.length > 0 ? rasterize(strokes.value) : undefined;
  });

  return {
    strokes,
    testDigit,
    penDown,
    picture,

    beginStroke(points: readonly Point[]): void {
      batch(() => {
        testDigit.value = undefined;
        penDown.value = true;
        strokes.value = [...strokes.value, points];
      });
    },

    extendStroke(points: readonly Point[]): void {
      const growing = strokes.value.at(-1) ?? [];
      strokes.value = [...strokes.value.slice(0, -1), [...growing, ...points]];
    },

    endStroke(): void {
      penDown.value = false;
    },

    undo(): void {
      batch(() => {
        if (!testDigit.value) strokes.value = strokes.value.slice(0, -1);
        testDigit.value = undefined;
      });
    },

    clear(): void {
      batch(() => {
        strokes.value = [];
        testDigit.value = undefined;
      });
    },

    show(digit: Digit): void {
      batch(() => {
        strokes.value = [];
        testDigit.value = digit;
      });
    },
  };
}

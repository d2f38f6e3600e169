/** What is done on the pad can be undone, and what comes late does not disturb it. */

import { expect, test } from "vitest";
import { createDrawing } from "../../../../../web/src/app/panels/pad/drawing.ts";
import type { Writing } from "../../../../../web/src/protocol.ts";

const digit = { pixels: new Uint8Array(784).fill(7), label: 7 };
const [start, end] = [
  { x: 0.5, y: 0.2 },
  { x: 0.5, y: 0.8 },
];

function drawLine({ beginStroke, extendStroke, endStroke }: ReturnType<typeof createDrawing>): void {
  beginStroke([start]);
  extendStroke([end]);
  endStroke();
}

test("what the pen does beside the pad is neither painted nor read", () => {
  const [within, beyond] = [createDrawing(), createDrawing()];
  within.beginStroke([{ x: 0.5, y: 0.5 }]);
  within.extendStroke([{ x: 1, y: 0.5 }]);
  beyond.beginStroke([{ x: 0.5, y: 0.5 }]);
  beyond.extendStroke([
    { x: 2.6, y: 0.5 },
    { x: 2.6, y: 0.9 },
  ]);
  expect(beyond.ink.value).toEqual(within.ink.value);
  expect(beyond.writing.value).toEqual(within.writing.value);
});

test("there are strokes to read, point by point, or a test digit's picture, and nothing on an empty pad", () => {
  const drawing = createDrawing();
  expect(drawing.writing.value).toBeUndefined();
  drawLine(drawing);
  drawing.beginStroke([{ x: 0.25, y: 0.75 }]);
  drawing.endStroke();
  const [x, from, to] = [0.5, Math.fround(0.2), Math.fround(0.8)];
  expect(drawing.writing.value).toEqual({
    strokes: [Float32Array.of(x, from, x, to), Float32Array.of(0.25, 0.75)],
  });
  drawing.awaitDigit()(digit);
  expect(drawing.writing.value).toEqual({ pixels: digit.pixels });
  drawing.clear();
  expect(drawing.writing.value).toBeUndefined();
});

test("a pen that stays beside the pad leaves nothing to read", () => {
  const drawing = createDrawing();
  drawing.beginStroke([{ x: 1.5, y: 0.5 }]);
  drawing.extendStroke([{ x: 1.5, y: 0.9 }]);
  expect(drawing.writing.value).toBeUndefined();
});

test("Undo takes back strokes, test digits and clearing, one by one", () => {
  const drawing = createDrawing();
  const seen: (Writing | undefined)[] = [drawing.writing.value];
  for (const act of [
    () => drawLine(drawing),
    () => drawing.awaitDigit()(digit),
    () => drawing.awaitDigit()({ ...digit, pixels: new Uint8Array(784).fill(9) }),
    () => drawLine(drawing),
    () => drawing.clear(),
  ]) {
    act();
    seen.push(drawing.writing.value);
  }
  for (const writing of seen.slice(0, -1).toReversed()) {
    expect(drawing.canUndo.value).toBe(true);
    drawing.undo();
    expect(drawing.writing.value).toEqual(writing);
  }
  expect(drawing.canUndo.value).toBe(false);
  drawing.undo();
  expect(drawing.writing.value).toBeUndefined();
});

test("a stroke on a test digit is a drawing of its own", () => {
  const [drawing, alone] = [createDrawing(), createDrawing()];
  drawLine(alone);
  drawing.awaitDigit()(digit);
  drawLine(drawing);
  expect(drawing.testDigit.value).toBeUndefined();
  expect(drawing.writing.value).toEqual(alone.writing.value);
});

test("a test digit that comes after a stroke has begun, or after clearing, is not shown", () => {
  const drawing = createDrawing();
  const afterStroke = drawing.awaitDigit();
  drawing.beginStroke([start]);
  const whilePenIsDown = drawing.awaitDigit();
  afterStroke(digit);
  whilePenIsDown(digit);
  drawing.extendStroke([end]);
  expect(drawing.testDigit.value).toBeUndefined();
  expect(drawing.ink.value).toEqual([[start, end]]);

  drawing.endStroke();
  const afterClearing = drawing.awaitDigit();
  drawing.clear();
  afterClearing(digit);
  expect(drawing.writing.value).toBeUndefined();
});

test("of two test digits on their way both are shown, in turn", () => {
  const drawing = createDrawing();
  const [first, second] = [drawing.awaitDigit(), drawing.awaitDigit()];
  first(digit);
  expect(drawing.testDigit.value?.label).toBe(7);
  second({ ...digit, label: 2 });
  expect(drawing.testDigit.value?.label).toBe(2);
});

test("a pen that is still down draws nothing more once its stroke is taken back", () => {
  const drawing = createDrawing();
  drawLine(drawing);
  drawing.beginStroke([{ x: 0.1, y: 0.1 }]);
  drawing.undo();
  drawing.extendStroke([{ x: 0.9, y: 0.9 }]);
  expect(drawing.ink.value).toEqual([[start, end]]);
});

test("a stroke that was not meant is dropped, and nothing else", () => {
  const drawing = createDrawing();
  drawLine(drawing);
  drawing.dropStroke();
  expect(drawing.ink.value).toEqual([[start, end]]);
  drawing.beginStroke([{ x: 0.1, y: 0.1 }]);
  drawing.dropStroke();
  expect(drawing.ink.value).toEqual([[start, end]]);
  drawing.beginStroke([{ x: 0.1, y: 0.1 }]);
  drawing.clear();
  drawing.dropStroke();
  expect(drawing.ink.value).toEqual([]);
});

/** The code is the one that a reader reads, and its picture has every dark square once. */

import decodeQR from "qr/decode.js";
import { expect, test } from "vitest";
import { codeOf, pathOf } from "../../../../../web/src/app/panels/send/qr-code.tsx";

const link = "https://example.org/inkling/#/?epochs=5&optimizer=adam&check=11b3";

/** The code as a camera's picture, `scale` pixels for each square. */
function photographed(code: boolean[][], scale = 4) {
  const size = code.length * scale;
  const data = new Uint8ClampedArray(4 * size * size).fill(255);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const isDark = code[Math.floor(y / scale)]?.[Math.floor(x / scale)];
      if (isDark) data.set([0, 0, 0], 4 * (y * size + x));
    }
  }
  return { width: size, height: size, data };
}

test.each([link, link.repeat(8)])("it says the link", (text) => {
  expect(decodeQR(photographed(codeOf(text) as boolean[][]))).toBe(text);
});

test("the zone around it is quiet, four squares wide", () => {
  const code = codeOf(link) as boolean[][];
  const outer = code.filter((row, y) => y < 4 || y >= code.length - 4 || row.slice(0, 4).some(Boolean));
  expect(outer).toHaveLength(8);
  expect(outer.flat().some(Boolean)).toBe(false);
});

test("what no code holds has none", () => {
  expect(codeOf("x".repeat(5000))).toBeUndefined();
});

test("the picture has each dark stretch once", () => {
  expect(
    pathOf([
      [false, true, true],
      [true, false, true],
    ]),
  ).toBe("M1 0h2v1H1zM0 1h1v1H0zM2 1h1v1H2z");
});

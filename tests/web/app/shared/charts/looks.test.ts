/** Runs are told apart by color and by dash, on light pages and on dark ones. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { lookOf, seriesColors } from "../../../../../web/src/app/shared/charts/looks.ts";

const source = (path: string) => readFileSync(new URL(`../../../../../web/src/app/${path}`, import.meta.url), "utf8");
const [charts, site] = [source("shared/charts/charts.css"), source("site.css")];

/** The values of a custom property in a style sheet: on a light page, and on a dark one. */
const colorsOf = (sheet: string, name: string) =>
  [...sheet.matchAll(new RegExp(`${name}: (#[0-9a-f]{6});`, "g"))].map(([, color]) => color ?? "");

/** How light a color is, as WCAG 2 has it. */
function lightness(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((i) => Number.parseInt(color.slice(i, i + 2), 16) / 255);
  const linear = (part = 0) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function contrast(a: string, b: string): number {
  const [low, high] = [lightness(a), lightness(b)].sort((x, y) => x - y);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

test.each(seriesColors)("%s stands out from a light page and from a dark one", (name) => {
  const pages = colorsOf(site, "--page");
  const colors = colorsOf(charts, name);
  expect([pages.length, colors.length]).toEqual([2, 2]);
  for (const [i, color] of colors.entries()) expect(contrast(color, pages[i] ?? "")).toBeGreaterThan(4.5);
});

test("no two of the first twelve look the same, and neighbours differ in both", () => {
  const looks = Array.from({ length: 12 }, (_, i) => lookOf(i));
  expect(new Set(looks.map((look) => JSON.stringify(look))).size).toBe(12);
  for (const [i, look] of looks.slice(1).entries()) {
    expect(look.color).not.toBe(looks[i]?.color);
    expect(look.dash).not.toEqual(looks[i]?.dash);
  }
});

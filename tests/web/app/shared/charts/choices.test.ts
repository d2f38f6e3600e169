// @vitest-environment happy-dom
/** How charts are drawn is remembered, and nothing that is stored can break them. */

import { beforeEach, expect, test, vi } from "vitest";
import { createChoices } from "../../../../../web/src/app/shared/charts/choices.ts";

beforeEach(() => localStorage.clear());

const chosen = ({ axis, scale, smoothing }: ReturnType<typeof createChoices>) => [
  axis.value,
  scale.value,
  smoothing.value,
];
const standard = ["digitsSeen", "logarithmic", "none"];

test("what was chosen holds on the next visit", () => {
  const choices = createChoices();
  expect(chosen(choices)).toEqual(standard);
  choices.axis.value = "seconds";
  choices.smoothing.value = "much";
  expect(chosen(createChoices())).toEqual(["seconds", "logarithmic", "much"]);
});

test.each(["", "{", "null", "3", '"epoch"', '{"axis":"years","scale":7}'])("%s is no choice", (stored) => {
  localStorage.setItem("inkling charts", stored);
  expect(chosen(createChoices())).toEqual(standard);
});

test("where nothing may be stored, it holds for this visit", () => {
  vi.stubGlobal("localStorage", undefined);
  const choices = createChoices();
  choices.scale.value = "linear";
  expect(chosen(choices)).toEqual(["digitsSeen", "linear", "none"]);
  vi.unstubAllGlobals();
});

// @vitest-environment happy-dom
/** What an address asks for, and the element that makes such an address: whole, whatever the link holds. */

import { expect, test } from "vitest";
import { embeddable, frameOf, panelsIn } from "../../../../../web/src/app/panels/embed/embeddable.ts";
import { isEmbedded } from "../../../../../web/src/app/shared/embedded.ts";

test("an address names the panels in their order, each once; all where it names none", () => {
  expect(["", "?panels=pad", "?embed", "?embed&panels=pad", "?x&embed=1"].map(isEmbedded)).toEqual([
    ...[false, false, true, true, true],
  ]);
  expect(panelsIn("?embed&panels=curves,pad,curves, ,numbers").panels).toEqual(["curves", "pad", "numbers"]);
  for (const query of ["?embed", "?embed&panels=", "?embed&panels=,"]) {
    expect(panelsIn(query)).toEqual({ panels: [...embeddable], unknown: [] });
  }
});

test("what there is no panel of is told apart, also what every object has", () => {
  expect(panelsIn("?embed&panels=pad,graph,constructor,<b>")).toEqual({
    panels: ["pad"],
    unknown: ["graph", "constructor", "<b>"],
  });
  expect(panelsIn("?embed&panels=graph")).toEqual({ panels: [...embeddable], unknown: ["graph"] });
});

test("the element's address leads to these panels with this link, and nothing breaks out of it", () => {
  const link = 'layers=256-relu,10&epochs=5&name="><script>';
  const frame = frameOf("https://example.org/inkling/?old#/runs", link, ["pad", "curves"], 'A "title" & <more>');
  // A real one would be loaded.
  const document = new DOMParser().parseFromString(frame.replaceAll("iframe", "x-frame"), "text/html");
  expect(document.querySelectorAll("*")).toHaveLength(4); // html, head, body and the frame
  const element = document.querySelector("x-frame");
  expect(element?.getAttribute("title")).toBe('A "title" & <more>');
  const { origin, pathname, search, hash } = new URL(element?.getAttribute("src") ?? "");
  expect([origin, pathname]).toEqual(["https://example.org", "/inkling/"]);
  expect(panelsIn(search)).toEqual({ panels: ["pad", "curves"], unknown: [] });
  expect(isEmbedded(search)).toBe(true);
  expect(decodeURIComponent(hash)).toBe(`#/?${link}`);
});

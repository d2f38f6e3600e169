/** What is copied is on the clipboard, or it says that it is not. */

import { afterEach, expect, test, vi } from "vitest";
import { copy } from "../../../../web/src/app/shared/copy.ts";

afterEach(() => void vi.unstubAllGlobals());

test("a text is copied where the browser lets it be", async () => {
  const writeText = vi.fn(async () => {});
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  expect(await copy("a text")).toBe(true);
  expect(writeText).toHaveBeenCalledExactlyOnceWith("a text");
});

test.each([
  ["refuses", { clipboard: { writeText: () => Promise.reject(new Error("NotAllowedError")) } }],
  ["has no clipboard", {}],
])("it is not where the browser %s", async (_, navigator) => {
  vi.stubGlobal("navigator", navigator);
  expect(await copy("a text")).toBe(false);
});

/** Tells what is painted on a canvas when to paint again because its colors have changed: to dark, or for paper. */

import { batch, effect, signal, untracked } from "@preact/signals";
import { useEffect } from "preact/hooks";

const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)", "print"].map((query) => matchMedia(query));

/** Has another value after each change. */
const theme = signal(0);
/** Whether what is painted now is for paper. */
export const isPrinting = signal(false);

for (const query of queries) query.addEventListener("change", () => void theme.value++);

// Browsers take what is on the canvases as it stands after this event, and lay out the page for paper only then.
for (const [event, printing] of [
  ["beforeprint", true],
  ["afterprint", false],
] as const) {
  addEventListener(event, () => {
    document.documentElement.classList.toggle("printing", printing);
    batch(() => {
      isPrinting.value = printing;
      theme.value++;
    });
  });
}

/** Calls `paint` after each change of the theme, and at once: paper waits for no frame. */
export function useTheme(paint: () => void): void {
  useEffect(
    () =>
      effect(() => {
        theme.value;
        untracked(paint);
      }),
    [],
  );
}

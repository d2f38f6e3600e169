/** Tells what is painted on a canvas when to paint again because light and dark have changed. */

import { signal } from "@preact/signals";

const queries = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((query) => matchMedia(query));

/** Has another value after each change. */
export const theme = signal(0);
for (const query of queries) query.addEventListener("change", () => void theme.value++);

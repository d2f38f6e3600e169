/** The library for pages and workers. */

import { type Inkling, type LoadOptions, loadFrom, unavailable } from "./inkling.ts";

export * from "./index.ts";

/** Starts an engine. Without options it fetches `inkling.wasm` from beside this file. */
export function load(options: LoadOptions = {}): Promise<Inkling> {
  return loadFrom(options, (url = new URL("../../build/wasm/inkling.wasm", import.meta.url)) =>
    fetchModule(url).catch(unavailable),
  );
}

async function fetchModule(url: URL | string): Promise<ArrayBuffer> {
  // What came damaged may be in the browser's cache.
  for (const cache of ["default", "reload"] as const) {
    const response = await fetch(url, { cache }).catch(() => {
      throw new Error("the server cannot be reached");
    });
    if (!response.ok) throw new Error(`the server answered ${response.status}`);
    const module = await response.arrayBuffer().catch(() => {
      throw new Error("its file broke off");
    });
    if (WebAssembly.validate(module)) return module;
  }
  throw new Error("its file is damaged, truncated, or something else");
}

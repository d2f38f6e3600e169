/** The library for pages and workers. */

import { type Inkling, type LoadOptions, loadFrom, unavailable } from "./inkling.ts";

export * from "./index.ts";

/** Starts an engine. Without options it fetches `inkling.wasm` from beside this file. */
export function load(options: LoadOptions = {}): Promise<Inkling> {
  return loadFrom(options, async (url = new URL("../../build/wasm/inkling.wasm", import.meta.url)) => {
    try {
      const response = await fetch(url);
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      return await response.arrayBuffer();
    } catch (cause) {
      throw unavailable(url, cause);
    }
  });
}

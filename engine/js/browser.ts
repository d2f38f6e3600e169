/** The library for pages and workers. */

import { Inkling } from "./inkling.ts";
import { fetchModule, type LoadOptions, sourceOf } from "./loading.ts";
import { start } from "./native.ts";

export * from "./index.ts";

/** Starts an engine. Without options it fetches `inkling.wasm` from beside this file. */
export async function load(options: LoadOptions = {}): Promise<Inkling> {
  const source = await sourceOf(options, (url = new URL("../../build/wasm/inkling.wasm", import.meta.url)) =>
    fetchModule(url),
  );
  return new Inkling(await start(source));
}

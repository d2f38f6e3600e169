/** The library for Node. */

import { readFile } from "node:fs/promises";
import { type Inkling, type LoadOptions, loadFrom, unavailable } from "./inkling.ts";

export * from "./index.ts";

/** Starts an engine. Without options it reads `inkling.wasm` from beside this file. */
export function load(options: LoadOptions = {}): Promise<Inkling> {
  return loadFrom(options, (url = new URL("../../build/wasm/inkling.wasm", import.meta.url)) =>
    readModule(url).catch(unavailable),
  );
}

/** From a path, the address of a file, or a server. */
async function readModule(url: URL | string): Promise<BufferSource> {
  if (!/^https?:/.test(String(url))) return readFile(/^file:/.test(String(url)) ? new URL(url) : url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.arrayBuffer();
}

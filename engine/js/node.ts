/** The library for Node. */

import { readFile } from "node:fs/promises";
import { Inkling } from "./inkling.ts";
import { type LoadOptions, sourceOf } from "./loading.ts";
import { start } from "./native.ts";

export * from "./index.ts";

/** Starts an engine. Without options it reads `inkling.wasm` from beside this file. */
export async function load(options: LoadOptions = {}): Promise<Inkling> {
  const source = await sourceOf(options, (url = new URL("../../build/wasm/inkling.wasm", import.meta.url)) =>
    readModule(url),
  );
  return new Inkling(await start(source));
}

/** From a path, the address of a file, or a server. */
async function readModule(url: URL | string): Promise<BufferSource> {
  if (!/^https?:/.test(String(url))) return readFile(/^file:/.test(String(url)) ? new URL(url) : url);
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the server answered ${response.status}`);
  return response.arrayBuffer();
}

/** The library for Node. */

import { readFile } from "node:fs/promises";
import { type Inkling, type LoadOptions, loadFrom, unavailable } from "./inkling.ts";

export * from "./index.ts";

/** Starts an engine. Without options it reads `inkling.wasm` from beside this file. */
export function load(options: LoadOptions = {}): Promise<Inkling> {
  return loadFrom(options, async (url = new URL("../../build/wasm/inkling.wasm", import.meta.url)) => {
    try {
      const isFile = !(url instanceof URL) || url.protocol === "file:";
      if (isFile && !/^https?:/.test(String(url))) return await readFile(fileOf(url));
      const response = await fetch(url);
      if (!response.ok) throw new Error(`the server answered ${response.status}`);
      return await response.arrayBuffer();
    } catch (cause) {
      throw unavailable(url, cause);
    }
  });
}

/** A path, or the address of a file. */
function fileOf(url: URL | string): URL | string {
  return typeof url === "string" && url.startsWith("file:") ? new URL(url) : url;
}

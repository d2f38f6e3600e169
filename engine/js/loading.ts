/** Where a module's file comes from, for the library and for whatever else has a module of its own. */

import { bytes } from "./arrays.ts";
import { fieldsOf } from "./document.ts";
import { InklingError, refused } from "./errors.ts";

/** Where the engine's module comes from, where it is not to be found beside the library. One of these. */
export interface LoadOptions {
  /** Compiled already. */
  module?: WebAssembly.Module;
  /** The file `inkling.wasm`. */
  bytes?: Uint8Array<ArrayBuffer> | ArrayBuffer;
  /** Where that file is. */
  url?: URL | string;
}

/** What options name, or else what `fetchFile` finds, given their address if they have one. */
export async function sourceOf(
  options: LoadOptions,
  fetchFile: (url?: URL | string) => Promise<BufferSource>,
): Promise<BufferSource | WebAssembly.Module> {
  const { module, bytes: file, url, ...others } = fieldsOf(options) as LoadOptions;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) throw refused(unknown, "it", "module, bytes or url");
  if (module !== undefined && !(module instanceof WebAssembly.Module)) {
    throw refused("module", module, "a WebAssembly.Module");
  }
  if (module !== undefined) return module;
  return file === undefined ? fetchFile(url).catch(unavailable) : (bytes(file, "bytes") as BufferSource);
}

/** A module from a server, as browsers get it. */
export async function fetchModule(url: URL | string): Promise<ArrayBuffer> {
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

/** What could not be fetched or read. */
function unavailable(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new InklingError("engine_failed", `The engine could not be loaded: ${reason}.`);
}

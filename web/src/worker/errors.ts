/** What the library throws, as errors of the protocol. */

import { InklingError as LibraryError } from "../../../engine/js/browser.ts";
import { inklingError, type Refusal } from "../protocol.ts";

/** Runs `body`, which may be asynchronous, and throws what the library throws as an error of the protocol. */
export function translated<T>(body: () => T): T {
  try {
    const result = body();
    return result instanceof Promise ? (result.catch(fail) as T) : result;
  } catch (error) {
    return fail(error);
  }
}

function fail(error: unknown): never {
  if (!(error instanceof LibraryError)) throw error;
  const { code, message, setting, given, allowed } = error;
  const refusal = setting === undefined ? undefined : ({ setting, given, allowed } as Refusal);
  // What does not fit into memory asks for other settings; what is gone cannot be asked for.
  if (code === "out_of_memory") throw inklingError("bad_setting", message, refusal);
  throw inklingError(code === "disposed" ? "engine_failed" : code, message, refusal);
}

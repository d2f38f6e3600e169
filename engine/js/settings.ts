/** The types of all settings, which the build makes from the engine's own description of them. */

export type * from "../../build/wasm/setting-types.ts";

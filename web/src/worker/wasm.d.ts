/** The module that Emscripten makes; `binding.ts` has the types of what is in it. */

declare module "*/build/wasm/inkling.mjs" {
  export default function createModule(options: { wasmBinary: BufferSource }): Promise<unknown>;
}

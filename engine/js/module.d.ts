/** The module's JavaScript, which Emscripten makes; `native.ts` has the types of what is in it. */

declare module "*/build/wasm/inkling.mjs" {
  export default function createModule(options: {
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
  }): Promise<unknown>;
}

/** The modules' JavaScript, which Emscripten makes; `engine.ts` has the types of what is in it. */

declare module "*/build/wasm/inkling.mjs" {
  export default function createModule(options: {
    instantiateWasm(
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ): object;
  }): Promise<unknown>;
}

declare module "*/build/wasm/inkling-lessons.mjs" {
  export { default } from "*/build/wasm/inkling.mjs";
}

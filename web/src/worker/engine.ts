/** The only file that touches the WASM module: values or thrown errors instead of results, copies instead of views. */

/// <reference path="wasm.d.ts" />

import createModule from "../../../build/wasm/inkling.mjs";
import { whatIsMissing } from "../needs.ts";
import { type Digit, type InklingError, inklingError, type Menus } from "../protocol.ts";
import type {
  EngineModule,
  Evaluation,
  NetworkDescription,
  NetworkSettings,
  Result,
  Session,
  Split,
  TrainingReport,
  TrainingSettings,
} from "./binding.ts";

const WASM_URL = new URL("../../../build/wasm/inkling.wasm", import.meta.url);

/** Throws `unsupported` where the browser cannot run the engine, `engine_failed` where the engine did not arrive. */
export async function loadEngine(): Promise<Engine> {
  const missing = whatIsMissing();
  if (missing !== undefined) throw inklingError("unsupported", missing);
  try {
    const { Session } = (await createModule({ wasmBinary: await fetchModule() })) as EngineModule;
    return new Engine(new Session());
  } catch (cause) {
    throw inklingError("engine_failed", `The engine could not be loaded: ${reason(cause)}.`);
  }
}

/** The module itself, and not by Emscripten, whose errors only a developer understands. */
async function fetchModule(): Promise<ArrayBuffer> {
  // What came damaged may be in the browser's cache.
  for (const cache of ["default", "reload"] as const) {
    const response = await fetch(WASM_URL, { cache }).catch(() => {
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

/**
 * One session of the engine. Its methods throw an `InklingError` with the code that the engine gave. What the engine
 * does not return but throws is a crash, for example for want of memory; every call from then on throws `engine_failed`.
 */
export class Engine {
  readonly #session: Session;
  #failure?: InklingError;

  constructor(session: Session) {
    this.#session = session;
  }

  menus(): Menus {
    return this.#call((session) => session.menus());
  }

  /** Takes an IDX image file of `imageBytes` bytes followed by an IDX label file; gives the split's number of digits. */
  addDigits(split: Split, imageBytes: number, files: Uint8Array): number {
    return this.#call((session) => {
      session.buffer(files.length).set(files);
      return session.addDigits(split, imageBytes);
    });
  }

  build(network: NetworkSettings, training: TrainingSettings): NetworkDescription {
    return this.#call((session) => session.build(network, training));
  }

  configure(training: TrainingSettings): TrainingReport {
    return this.#call((session) => session.configure(training));
  }

  train(steps: number): TrainingReport {
    return this.#call((session) => session.train(steps));
  }

  evaluate(first: number, count: number): Evaluation {
    return this.#call((session) => session.evaluate(first, count));
  }

  predict(pixels: Uint8Array): Float32Array {
    const view = this.#call((session) => {
      session.buffer(pixels.length).set(pixels);
      return session.predict();
    });
    return view.slice();
  }

  testDigit(index: number): Digit {
    const { pixels, label } = this.#call((session) => session.digit("test", index));
    return { pixels: pixels.slice(), label };
  }

  #call<T>(call: (session: Session) => Result<T>): T {
    if (this.#failure) throw this.#failure;
    const result = this.#attempt(call);
    if (!result.ok) throw inklingError(result.code, result.message);
    return result.value;
  }

  #attempt<T>(call: (session: Session) => Result<T>): Result<T> {
    try {
      return call(this.#session);
    } catch (cause) {
      this.#failure = inklingError("engine_failed", `The engine crashed: ${reason(cause)}.`);
      throw this.#failure;
    }
  }
}

/** A C++ exception that reaches JavaScript is not an `Error`. */
function reason(cause: unknown): string {
  return cause instanceof Error ? cause.message : "an unknown error";
}

/** Objects whose other half lives in the engine's memory: how calls reach it, and how it is freed. */

/// <reference lib="esnext.disposable" preserve="true" />

import { type ErrorCode, InklingError, reading, refused } from "./errors.ts";
import type { NativeHandle, NativeModule, Result } from "./native.ts";

// For `using` where the runtime has no such symbol yet: code compiled for it looks there.
if (!Symbol.dispose) Object.defineProperty(Symbol, "dispose", { value: Symbol("Symbol.dispose") });

/** One started module. What is thrown inside and not returned is a crash, after which nothing can be relied on. */
export class Engine {
  readonly #module: NativeModule;
  #crash?: InklingError;

  constructor(module: NativeModule) {
    this.#module = module;
  }

  /** Calls the engine; throws an InklingError for what it refuses. */
  call<T>(call: (module: NativeModule) => Result<T>): T {
    const result = this.ask(call);
    if (result.ok) return result.value;
    throw new InklingError(result.code as ErrorCode, result.message, result);
  }

  /** The same for what cannot fail. */
  ask<T>(call: (module: NativeModule) => T): T {
    if (this.#crash) throw this.#crash;
    try {
      return call(this.#module);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : "an unknown error";
      // JavaScript's own arrays did not fit: the engine is as it was.
      if (cause instanceof RangeError && /alloc|length/i.test(reason)) {
        throw new InklingError("out_of_memory", `There is not enough memory for this: ${reason}.`);
      }
      this.#crash = new InklingError("engine_failed", `The engine crashed: ${reason}.`);
      throw this.#crash;
    }
  }
}

/** Frees what nobody disposed of. */
const net = new FinalizationRegistry((native: NativeHandle) => native.delete());

/** The other half of a handle, kept from everybody else. */
let halves: <Native extends NativeHandle>(handle: Handle<Native>, engine?: Engine) => Native;
/** Whether a value is one of ours, and not only looks like it. */
let isHandle: (value: object) => boolean;

export abstract class Handle<Native extends NativeHandle> implements Disposable {
  readonly #engine: Engine;
  #native?: Native;
  /** Calls under way that would not survive a disposal. */
  #holds = 0;

  static {
    isHandle = (value) => #native in value;
    halves = (handle, engine) => {
      if (engine && handle.#engine !== engine) {
        throw new InklingError(
          "bad_data",
          `This ${handle.kind} belongs to another engine: it was made by another load().`,
        );
      }
      if (handle.#native) return handle.#native;
      throw new InklingError("disposed", `This ${handle.kind} was disposed of and cannot be used any more.`);
    };
  }

  /** @internal */
  constructor(engine: Engine, native: Native) {
    this.#engine = engine;
    this.#native = native;
    net.register(this, native, this);
  }

  /** What messages call it. */
  protected abstract readonly kind: string;

  get isDisposed(): boolean {
    return this.#native === undefined;
  }

  /** Frees its memory in the engine. Using it from then on throws an InklingError; disposing of it again does nothing. */
  dispose(): void {
    if (!this.#native) return;
    if (this.#holds > 0)
      throw new InklingError("bad_setting", `This ${this.kind} is at work and cannot be disposed of.`);
    net.unregister(this);
    this.#native.delete();
    this.#native = undefined;
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** @internal */
  protected get engine(): Engine {
    return this.#engine;
  }

  /** @internal */
  protected call<T>(call: (native: Native) => Result<T>): T {
    const native = halves(this);
    return this.#engine.call(() => call(native));
  }

  /** @internal */
  protected ask<T>(call: (native: Native) => T): T {
    const native = halves(this);
    return this.#engine.ask(() => call(native));
  }

  /** Runs `body`, which calls back into the caller's code, and lets nobody dispose of this meanwhile. @internal */
  protected hold<T>(body: () => T): T {
    this.#holds++;
    try {
      return body();
    } finally {
      this.#holds--;
    }
  }
}

/** The engine's half of an argument that must be a `kind`, made by the same `load()`. */
export function half<Native extends NativeHandle>(
  engine: Engine,
  value: unknown,
  kind: abstract new (...given: never[]) => Handle<Native>,
  name: string,
  kindName = "dataset",
): Native {
  return reading(value, name, () => {
    if (value instanceof kind && isHandle(value)) return halves(value, engine);
    throw refused(name, value, `a ${kindName} made by this library`, "bad_data");
  });
}

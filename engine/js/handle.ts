/** Objects whose other half lives in the engine's memory: how calls reach it, and how it is freed. */

/// <reference lib="esnext.disposable" preserve="true" />

import type { Given, Native } from "./engine.ts";
import { InklingError, reading, refused } from "./errors.ts";
import type { Engine, Operations } from "./native.ts";

// For `using` where the runtime has no such symbol yet: code compiled for it looks there.
if (!Symbol.dispose) Object.defineProperty(Symbol, "dispose", { value: Symbol("Symbol.dispose") });

/** Frees what nobody disposed of. */
const net = new FinalizationRegistry(({ engine, native }: { engine: Engine; native: Native }) =>
  engine.release(native),
);

/** The other half of a handle, kept from everybody else. */
let halves: <Half extends Native>(handle: Handle<Half>, engine?: Engine) => Half;
/** Whether a value is one of ours, and not only looks like it. */
let isHandle: (value: object) => boolean;

export abstract class Handle<Half extends Native> implements Disposable {
  readonly #engine: Engine;
  #native?: Half;
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
  constructor(engine: Engine, native: Half) {
    this.#engine = engine;
    this.#native = native;
    net.register(this, { engine, native }, this);
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
    const native = this.#native;
    this.#native = undefined;
    this.#engine.release(native);
  }

  [Symbol.dispose](): void {
    this.dispose();
  }

  /** @internal */
  protected get engine(): Engine {
    return this.#engine;
  }

  /** Asks something of the engine's half. @internal */
  protected call<Name extends keyof Operations>(name: Name, given?: Omit<Given, "self">): Operations[Name] {
    return this.#engine.call(name, { ...given, self: halves(this) });
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
export function half<Half extends Native>(
  engine: Engine,
  value: unknown,
  kind: abstract new (...given: never[]) => Handle<Half>,
  name: string,
  kindName = "dataset",
): Half {
  return reading(value, name, () => {
    if (value instanceof kind && isHandle(value)) return halves(value, engine);
    throw refused(name, value, `a ${kindName} made by this library`, "bad_data");
  });
}

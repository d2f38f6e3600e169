/** A module of the engine, the other side of `engine/bindings/embind.cpp`: how it is started, and how it is asked. */

import { type Document, decode, encode, hasSucceeded, type TypedNumbers } from "./crossing.ts";
import { type ErrorCode, InklingError } from "./errors.ts";

declare const kindOfHandle: unique symbol;
/** Where a C++ object is, which lives until it is released. */
export type Native<Kind extends string = string> = number & { readonly [kindOfHandle]: Kind };

/** What Emscripten's JavaScript of a module exports. */
type CreateModule = (options: {
  instantiateWasm(
    imports: WebAssembly.Imports,
    receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
  ): object;
}) => Promise<unknown>;

/** What an operation is given. */
export interface Given {
  /** What it is asked of. */
  self?: Native;
  /** A second thing that it is about. */
  other?: Native;
  document?: Document;
  arrays?: readonly (TypedNumbers | Listener)[];
}

/** Is sent what happens during a call; whether to go on. */
type Listener = (sent: unknown[]) => boolean;

/** The functions of the compiled module. Both send typed arrays, and behind these the bytes that tell of them. */
interface NativeModule {
  names(): unknown[];
  run(
    operation: number,
    self: number,
    other: number,
    document: Uint8Array,
    arrays: readonly (TypedNumbers | Listener)[],
  ): unknown[];
}

const NO_DOCUMENT = new Uint8Array(0);

/** One started module. What is thrown inside and not returned is a crash, after which nothing can be relied on. */
export class Module<Operations extends object> {
  readonly #module: NativeModule;
  readonly #places: ReadonlyMap<string, number>;
  #crash?: InklingError;

  constructor(module: NativeModule) {
    this.#module = module;
    this.#places = new Map((received(module.names()) as string[]).map((name, place) => [name, place]));
  }

  /** Every operation that the module has. */
  get operations(): string[] {
    return [...this.#places.keys()];
  }

  /** Throws an InklingError for what the engine refuses. */
  call<Name extends keyof Operations & string>(name: Name, given: Given = {}): Operations[Name] {
    if (this.#crash) throw this.#crash;
    const { self = 0, other = 0, document, arrays = [] } = given;
    const bytes = document === undefined ? NO_DOCUMENT : encode(document);
    let sent: unknown[];
    try {
      sent = this.#module.run(this.#places.get(name) as number, self, other, bytes, arrays);
    } catch (cause) {
      throw this.#failed(cause);
    }
    const succeeded = hasSucceeded(sent[sent.length - 1] as Uint8Array);
    const value = received(sent);
    if (succeeded) return value as Operations[Name];
    const [code, message, setting, ...rest] = value as [ErrorCode, string, string, string, string];
    throw new InklingError(code, message, { setting, given: rest[0], allowed: rest[1] });
  }

  /** Lets go of what nobody needs any more. After a crash all is lost anyway. */
  release(native: Native): void {
    if (!this.#crash) this.call("release" as keyof Operations & string, { self: native });
  }

  #failed(cause: unknown): InklingError {
    const reason = cause instanceof Error ? cause.message : "an unknown error";
    // JavaScript's own arrays did not fit: the engine is as it was.
    if (cause instanceof RangeError && /alloc|length/i.test(reason)) {
      return new InklingError("out_of_memory", `There is not enough memory for this: ${reason}.`);
    }
    this.#crash = new InklingError("engine_failed", `The engine crashed: ${reason}.`);
    return this.#crash;
  }
}

/** What was sent, which is to be read before the next call. */
export function received(sent: unknown[]): unknown {
  return decode(sent[sent.length - 1] as Uint8Array, sent);
}

/** Compiles and starts the module. Not left to Emscripten, which never tells its caller of a file that is none. */
export async function startModule<Operations extends object>(
  createModule: CreateModule,
  source: BufferSource | WebAssembly.Module,
): Promise<Module<Operations>> {
  const module =
    source instanceof WebAssembly.Module ? source : await WebAssembly.compile(source as ArrayBuffer).catch(fail);
  return new Promise((resolve, reject) => {
    const instantiateWasm = (
      imports: WebAssembly.Imports,
      receive: (instance: WebAssembly.Instance, module: WebAssembly.Module) => void,
    ) => {
      WebAssembly.instantiate(module, imports).then((instance) => receive(instance, module), reject);
      return {};
    };
    createModule({ instantiateWasm }).then(
      (native: unknown) => resolve(new Module<Operations>(native as NativeModule)),
      reject,
    );
  }).catch(fail) as Promise<Module<Operations>>;
}

function fail(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new InklingError("engine_failed", `The engine could not be loaded: ${reason}.`);
}

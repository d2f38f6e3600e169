/** The types of the engine's WASM module, the other side of `engine/bindings/embind.cpp`, and how it is started. */

/// <reference path="module.d.ts" />

import createModule from "../../build/wasm/inkling.mjs";
import { InklingError } from "./errors.ts";
import type * as Info from "./info.ts";

/** Errors cross as values: the module never throws, unless it crashes. */
export type Result<T> =
  | { ok: true; value: T }
  | { ok: false; code: string; message: string; setting: string; given: string; allowed: string };

/** A document as JSON has it: what `clean` in document.ts makes of whatever a caller gives. */
export type Document = null | boolean | number | string | Document[] | { [name: string]: Document };

/** Any typed array of numbers, but for those of BigInts. */
export type TypedNumbers =
  | Float32Array
  | Float64Array
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array;

/** What every C++ object has: it lives until this is called. */
export interface NativeHandle {
  delete(): void;
}

export interface NativeData extends NativeHandle {
  info(): Info.DataInfo;
  examples(settings: Document): Result<Info.Examples>;
  labels(): Result<Uint32Array>;
  image(settings: Document): Result<Info.Picture>;
  append(images: Uint8Array, labels: Uint8Array, settings: Document): Result<number>;
  subset(indices: Uint32Array): Result<NativeData>;
  split(settings: Document): Result<[NativeData, NativeData]>;
  binary(): Result<NativeData>;
}

export interface NativeScaler extends NativeHandle {
  columns(): Info.ColumnScale[];
  scale(data: NativeData): Result<NativeData>;
  apply(inputs: TypedNumbers): Result<Float32Array>;
  invert(inputs: TypedNumbers): Result<Float32Array>;
}

/** What networks have with a trainer and without. */
interface NativeLayers extends NativeHandle {
  shape(): Info.Shape;
  parameters(): Result<Info.LayerParameters[]>;
  setParameters(layers: Record<string, TypedNumbers>[]): Result<undefined>;
  predict(inputs: TypedNumbers): Result<Float32Array>;
  activations(inputs: TypedNumbers): Result<Float32Array[]>;
  saliency(inputs: TypedNumbers, settings: Document): Result<Float32Array>;
  weightHash(): string;
}

export interface NativeNetwork extends NativeLayers {}

export interface NativeTrainer extends NativeLayers {
  progress(): Info.Progress;
  settings(): Record<string, unknown>;
  configure(settings: Document): Result<Info.Progress>;
  train(settings: Document): Result<Info.Score>;
  fit(validation: NativeData, settings: Document, listener: (epoch: Info.EpochRecord) => boolean): Result<undefined>;
  observe(settings: Document): Result<Info.Progress>;
  evaluate(data: NativeData, settings: Document): Result<Info.Score>;
  metrics(data: NativeData, settings: Document): Result<Info.Metrics>;
  inspect(): Result<Info.Inspection>;
  network(): Result<NativeNetwork>;
  restore(network: NativeNetwork): Result<undefined>;
}

export interface NativePerceptron extends NativeHandle {
  predict(inputs: TypedNumbers): Result<Float32Array>;
  learn(inputs: TypedNumbers, targets: TypedNumbers): Result<number>;
  weight(): Result<Float32Array>;
  bias(): number;
}

export interface NativeModule {
  tables(): Info.Tables;
  settings(): Record<string, Info.SettingInfo[]>;
  memory(): number;
  generate(settings: Document): Result<NativeData>;
  csv(text: Uint8Array, settings: Document): Result<NativeData>;
  images(images: Uint8Array, labels: Uint8Array, settings: Document): Result<NativeData>;
  tableOfLabels(inputs: TypedNumbers, labels: Uint32Array, settings: Document): Result<NativeData>;
  tableOfValues(inputs: TypedNumbers, targets: TypedNumbers, settings: Document): Result<NativeData>;
  scaler(settings: Document, data: NativeData): Result<NativeScaler>;
  network(settings: Document): Result<NativeNetwork>;
  trainer(settings: Document, data: NativeData): Result<NativeTrainer>;
  perceptron(settings: Document): Result<NativePerceptron>;
  recipe(recipe: Document): Result<Record<string, unknown>>;
  recipeData(recipe: Document): Result<[NativeData, NativeData]>;
  recipeTrainer(recipe: Document, training: NativeData): Result<NativeTrainer>;
  classesOf(outputs: TypedNumbers, columns: number, threshold: number): Result<Uint32Array>;
  score(outputs: TypedNumbers, targets: TypedNumbers, settings: Document): Result<Info.ArrayMetrics>;
}

/** Compiles and starts the module. Not left to Emscripten, which never tells its caller of a file that is none. */
export async function start(source: BufferSource | WebAssembly.Module): Promise<NativeModule> {
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
    createModule({ instantiateWasm }).then((native: unknown) => resolve(native as NativeModule), reject);
  }).catch(fail) as Promise<NativeModule>;
}

function fail(cause: unknown): never {
  const reason = cause instanceof Error ? cause.message : String(cause);
  throw new InklingError("engine_failed", `The engine could not be loaded: ${reason}.`);
}

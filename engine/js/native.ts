/** What the library's module can do: the other side of `engine/bindings/library.cpp`. */

/// <reference path="module.d.ts" />

import createModule from "../../build/wasm/inkling.mjs";
import { type Module, type Native, startModule } from "./engine.ts";
import type * as Info from "./info.ts";

export type NativeData = Native<"data">;
export type NativeScaler = Native<"scaler">;
export type NativePerceptron = Native<"perceptron">;
export type NativeNetwork = Native<"network">;
export type NativeTrainer = Native<"trainer">;
export type NativeCheckpoint = Native<"checkpoint">;

/** A link as it was read. */
export interface SentLink {
  recipe: Record<string, unknown>;
  changes: { step: number; recipe: Record<string, unknown> }[];
  notes: string[];
  /** Of a claim, like the next. */
  accuracy?: number;
  hashes?: string[];
}

/** What each operation gives. The part of its name before a point says what it is asked of. */
export interface Operations {
  tables: Info.Tables;
  settings: Record<string, Info.SettingInfo[]>;
  memory: number;
  release: undefined;

  generate: NativeData;
  rasterize: Uint8Array;
  deslant: Uint8Array;
  csv: NativeData;
  images: NativeData;
  tableOfLabels: NativeData;
  tableOfValues: NativeData;
  recipeData: [NativeData, NativeData];
  scaler: NativeScaler;
  network: NativeNetwork;
  perceptron: NativePerceptron;
  trainer: NativeTrainer;
  recipeTrainer: NativeTrainer;
  recipe: Record<string, unknown>;
  rates: Float32Array;
  writeLink: string;
  readLink: SentLink;
  classesOf: Uint32Array;
  score: Info.ArrayMetrics;
  temperature: number;

  "data.info": Info.DataInfo;
  "data.examples": Info.Examples;
  "data.labels": Uint32Array;
  "data.image": Info.Picture;
  "data.append": number;
  "data.lesson": NativeData;
  "data.subset": NativeData;
  "data.deslanted": NativeData;
  "data.split": [NativeData, NativeData];
  "data.binary": NativeData;

  "scaler.columns": Info.ColumnScale[];
  "scaler.scale": NativeData;
  "scaler.apply": Float32Array;
  "scaler.invert": Float32Array;

  "layers.shape": Info.Shape;
  "layers.weightHash": string;
  "layers.magnitudes": Float32Array;
  "layers.parameters": Info.LayerParameters[];
  "layers.setParameters": undefined;
  "layers.predict": Float32Array;
  "layers.read": Float32Array;
  "layers.activations": Float32Array[];
  "layers.saliency": Float32Array;

  "perceptron.predict": Float32Array;
  "perceptron.learn": number;
  "perceptron.weight": Float32Array;
  "perceptron.bias": number;

  "trainer.progress": Info.Progress;
  "trainer.settings": Record<string, unknown>;
  "trainer.configure": Info.Progress;
  "trainer.train": Info.Score;
  "trainer.fit": undefined;
  "trainer.observe": Info.Progress;
  "trainer.evaluate": Info.Score;
  "trainer.metrics": Info.Metrics;
  "trainer.inspect": Info.Inspection;
  "trainer.network": NativeNetwork;
  "trainer.restore": undefined;
  "trainer.checkpoint": NativeCheckpoint;
  "trainer.rewind": Info.Progress;
  "checkpoint.bytes": number;
  "checkpoint.pictures": number;
}

export type Engine = Module<Operations>;

/** Compiles and starts the library's module. */
export function start(source: BufferSource | WebAssembly.Module): Promise<Engine> {
  return startModule<Operations>(createModule, source);
}

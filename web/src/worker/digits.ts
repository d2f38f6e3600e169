/** Brings MNIST into the engine, shard by shard; what is there already is not fetched again. */

import { type EngineEvent, inklingError } from "../protocol.ts";
import type { Engine } from "./engine.ts";
import type { Shard, ShardFolder } from "./shards.ts";

export class Digits {
  readonly #engine: Engine;
  readonly #folder: ShardFolder;
  readonly #emit: (event: EngineEvent) => void;
  readonly #held = { training: 0, test: 0 };
  #loading: Promise<void> = Promise.resolve();

  constructor(engine: Engine, folder: ShardFolder, emit: (event: EngineEvent) => void) {
    this.#engine = engine;
    this.#folder = folder;
    this.#emit = emit;
  }

  /** Training digits that the engine holds. */
  get training(): number {
    return this.#held.training;
  }

  /** Makes sure that the engine holds the first `training` training digits and all test digits. */
  async load(training: number): Promise<void> {
    if (training <= this.#held.training && this.#held.test > 0) return;
    // One load at a time: the engine takes the shards of a split in their order.
    this.#loading = this.#loading.catch(() => {}).then(() => this.#loadMissing(training));
    await this.#loading;
  }

  async #loadMissing(training: number): Promise<void> {
    const shards = (await this.#folder.list()).filter((shard) => this.#isMissing(shard, training));
    const totalBytes = shards.reduce((sum, shard) => sum + shard.bytes, 0);
    let doneBytes = 0;
    for (const shard of shards) {
      const files = await this.#folder.read(shard, (bytes) => {
        this.#emit({ type: "loading", what: describe(shards), receivedBytes: doneBytes + bytes, totalBytes });
      });
      this.#held[shard.split] = this.#engine.addDigits(shard.split, shard.imageBytes, files);
      doneBytes += shard.bytes;
    }
    if (this.#held.training < training || this.#held.test === 0) {
      throw inklingError("bad_data", "manifest.json is damaged: it does not list all digits.");
    }
  }

  #isMissing({ split, first }: Shard, training: number): boolean {
    return first >= this.#held[split] && (split === "test" || first < training);
  }
}

function describe(shards: Shard[]): string {
  const count = shards.reduce((sum, shard) => sum + shard.digits, 0);
  return `${count.toLocaleString("en")} digits`;
}

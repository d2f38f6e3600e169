/** Fetches MNIST's shards from the site's `data/` folder, as `web/tools/pack-mnist.mjs` packed them. */

import { inklingError } from "../protocol.ts";
import type { Split } from "./engine.ts";

/** An IDX image file followed by an IDX label file, gzipped together into `bytes` bytes. */
export interface Shard {
  file: string;
  split: Split;
  /** The shard holds the split's digits `first` to `first + digits - 1`. */
  first: number;
  digits: number;
  imageBytes: number;
  labelBytes: number;
  bytes: number;
}

export class ShardFolder {
  readonly #url: URL;
  #manifest?: Shard[];
  /** Files that came damaged, which the browser's cache may hold. */
  readonly #damaged = new Set<string>();

  constructor(url: URL) {
    this.#url = url;
  }

  async list(): Promise<Shard[]> {
    this.#manifest ??= await this.#read("manifest.json", parseManifest);
    return this.#manifest;
  }

  /** The two files of a shard, one after the other; `onReceived` hears how many of its `bytes` have arrived. */
  read(shard: Shard, onReceived: (bytes: number) => void): Promise<Uint8Array> {
    return this.#read(shard.file, async (response) => unpack(shard, await receive(shard, response, onReceived)));
  }

  async #read<T>(file: string, parse: (response: Response) => Promise<T>): Promise<T> {
    const response = await this.#fetch(file);
    try {
      return await parse(response);
    } catch (error) {
      this.#damaged.add(file);
      throw error;
    }
  }

  async #fetch(file: string): Promise<Response> {
    const cache = this.#damaged.has(file) ? "reload" : "default";
    const response = await fetch(new URL(file, this.#url), { cache }).catch(() => {
      throw inklingError("unavailable", `${file} could not be fetched: the server cannot be reached.`);
    });
    if (!response.ok) {
      throw inklingError("unavailable", `${file} could not be fetched: the server answered ${response.status}.`);
    }
    return response;
  }
}

async function parseManifest(response: Response): Promise<Shard[]> {
  try {
    const { shards } = await response.json();
    if (shards.length > 0 && shards.every(isShard)) return shards;
  } catch {}
  throw inklingError("bad_data", "manifest.json is damaged: it does not list the digits' files.");
}

function isShard({ file, split, ...numbers }: Record<keyof Shard, unknown>): boolean {
  const { first, digits, imageBytes, labelBytes, bytes } = numbers;
  const isCount = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  return (
    typeof file === "string" &&
    (split === "training" || split === "test") &&
    [first, digits, imageBytes, labelBytes, bytes].every(isCount)
  );
}

/**
 * The body as it comes, never more of it than the shard can have. Hosts may serve a file compressed or, declaring the
 * compression as an encoding, let the browser undo it; either way progress counts up to `shard.bytes`.
 */
async function receive(
  shard: Shard,
  response: Response,
  onReceived: (bytes: number) => void,
): Promise<Uint8Array<ArrayBuffer>> {
  const plainBytes = shard.imageBytes + shard.labelBytes;
  const received = new Uint8Array(plainBytes);
  let length = 0;
  try {
    for (const reader = (response.body as ReadableStream<Uint8Array>).getReader(); ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      if (length + value.length > plainBytes) {
        await reader.cancel();
        throw inklingError("bad_data", `${shard.file} is damaged: it has more than ${plainBytes} bytes.`);
      }
      received.set(value, length);
      length += value.length;
      const share = length / (isGzip(received) ? shard.bytes : plainBytes);
      onReceived(Math.min(shard.bytes, Math.round(share * shard.bytes)));
    }
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    throw inklingError("unavailable", `${shard.file} broke off after ${length} bytes.`);
  }
  return received.subarray(0, length);
}

async function unpack(shard: Shard, received: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const expected = isGzip(received) ? shard.bytes : shard.imageBytes + shard.labelBytes;
  if (received.length < expected) {
    const sizes = `${received.length} bytes of ${expected}`;
    throw inklingError("bad_data", `${shard.file} is truncated: only ${sizes} arrived.`);
  }
  if (!isGzip(received)) return received;
  const plain = await gunzip(received).catch(() => {
    throw inklingError("bad_data", `${shard.file} is damaged: it cannot be unpacked.`);
  });
  if (plain.length !== shard.imageBytes + shard.labelBytes) {
    throw inklingError("bad_data", `${shard.file} is damaged: it unpacks to ${plain.length} bytes.`);
  }
  return plain;
}

function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

async function gunzip(bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(plain).arrayBuffer());
}

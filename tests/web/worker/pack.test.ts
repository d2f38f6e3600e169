/** The packed shards hold the original digits, and only the original files are packed. */

import { mkdtemp, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { packMnist } from "../../../web/tools/pack-mnist.mjs";
import { mnistFolder, packedFile, shard, usePackedMnist } from "./support.ts";

usePackedMnist();

describe("every shard is an IDX image file and an IDX label file with its part of the originals", () => {
  test.each([
    ["train-0.bin", "train"],
    ["train-1.bin", "train"],
    ["train-2.bin", "train"],
    ["train-3.bin", "train"],
    ["train-4.bin", "train"],
    ["train-5.bin", "train"],
    ["test.bin", "t10k"],
  ])("%s", async (file, original) => {
    const { first, digits, imageBytes, labelBytes, bytes } = shard(file);
    const packed = packedFile(file);
    const plain = gunzipSync(packed);
    const images = plain.subarray(0, imageBytes);
    const labels = plain.subarray(imageBytes);
    const originalImages = await readFile(join(mnistFolder, `${original}-images-idx3-ubyte`));
    const originalLabels = await readFile(join(mnistFolder, `${original}-labels-idx1-ubyte`));

    expect(packed).toHaveLength(bytes);
    expect(labels).toHaveLength(labelBytes);
    expect([0, 4, 8, 12].map((offset) => images.readUInt32BE(offset))).toEqual([0x803, digits, 28, 28]);
    expect([0, 4].map((offset) => labels.readUInt32BE(offset))).toEqual([0x801, digits]);
    const from = 16 + first * 784;
    expect(images.subarray(16).equals(originalImages.subarray(from, from + digits * 784))).toBe(true);
    expect(labels.subarray(8).equals(originalLabels.subarray(8 + first, 8 + first + digits))).toBe(true);
  });
});

describe("packMnist", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "inkling-pack-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test("refuses a file that is not the original, naming it with both checksums", async () => {
    const damaged = "t10k-labels-idx1-ubyte";
    for (const name of ["train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte"]) {
      await symlink(join(mnistFolder, name), join(folder, name));
    }
    const labels = await readFile(join(mnistFolder, damaged));
    labels[100] ^= 1;
    await writeFile(join(folder, damaged), labels);

    const error = await packMnist(folder, join(folder, "packed")).catch((reason: Error) => reason);
    expect(error).toBeInstanceOf(Error);
    expect((error as Error).message).toContain(damaged);
    expect((error as Error).message).toMatch(
      /expected SHA-256 ff7bcfd4[0-9a-f]{56}\n +found +(?!ff7bcfd4)[0-9a-f]{64}/,
    );
  });

  test("has nothing to do where everything is packed", async () => {
    const packed = new URL("../../../build/data", import.meta.url).pathname;
    expect(await packMnist(mnistFolder, packed)).toBe(false);
  });
});

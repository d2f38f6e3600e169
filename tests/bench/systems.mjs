/** Inkling as the benchmarks drive it, in Chromium and natively; and what it starts from, for others to start from. */

import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { mnist, root } from "./measure.mjs";
import { openProcess } from "./process.mjs";

/** Holds initial weights, and orders of the digits. */
export const startFolder = join(root, "build/bench/start");

/** How to open a worker that is told a workload's settings, and `more`. */
export function workerOpener(browser, script, more = {}) {
  return async (workload) => {
    const system = await browser.open(script);
    await system.call("open", { ...workload, ...more });
    return system;
  };
}

/** The same for a worker under Node, which finds in `folders` what a browser's server would give it. */
export function nodeOpener(script, folders, more = {}) {
  return async (workload) => {
    const host = join(root, "tests/bench/node-worker.mjs");
    const system = openProcess([process.execPath, "--disable-warning=ExperimentalWarning", host, script], folders);
    await system.call("open", JSON.stringify({ ...workload, ...more }));
    return system;
  };
}

/** The same for a program, which reads no lists but texts: [512, 256] is "512,256" to it. */
export function programOpener(program, variables = {}) {
  return ({ name, ...settings }) => openProcess(program, { ...settings, data: mnist, start: startFolder }, variables);
}

const openNatively = programOpener([join(root, "build/bench/inkling_workloads")]);

const describeInkling = (name) => ({ version: "Inkling", kernels: [{ library: "Inkling", name }], claimedThreads: 1 });

/** Inkling in Chromium, then natively: by that order the tables know them. */
export function inklingSystems(browser) {
  return [
    {
      name: "Inkling, Chromium",
      open: workerOpener(browser, "/bench/worker.js"),
      description: describeInkling("WebAssembly SIMD"),
    },
    { name: "Inkling, native", open: openNatively, description: describeInkling("-march=native") },
  ];
}

/** Writes what Inkling starts from with each of the seeds. */
export async function saveStart(workload, seeds) {
  const epochs = 12; // the peers then begin again with the first
  mkdirSync(startFolder, { recursive: true });
  const system = openNatively(workload);
  for (const seed of seeds) {
    await system.call("reset", seed);
    await system.call("save", epochs);
  }
  await system.close();
}

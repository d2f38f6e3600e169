/**
 * Inkling beside TensorFlow.js, ConvNetJS and, where Python has it, PyTorch: the same workloads, taking turns on the
 * same machine, with the accuracy of each, so that nobody is fast by being wrong. It only reports.
 *
 *   npm run bench:peers -- [--json FILE] [--workloads ABCDE] [--rounds 5] [--seconds 0.7] [--patience 60]
 *
 * Each system first trains one epoch, or as much of it as `patience` seconds allow, and reads the test digits. Then come
 * `rounds` rounds in which each trains for about `seconds`. All share data, initial weights, order, batch size, rule and
 * rate; only what dropout leaves out is each one's own.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../../web/tools/setup.mjs";
import { openBrowser } from "../browser.mjs";
import {
  buildAll,
  describeMachine,
  layersOf,
  median,
  mnist,
  printMachine,
  printTable,
  readWorkloads,
  root,
  rounded,
  speed,
  writeJson,
} from "../measure.mjs";
import { inklingSystems, programOpener, saveStart, startFolder, workerOpener } from "../systems.mjs";

const here = join(root, "tests/bench/peers");

function installPeers() {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const isInstalled = ([name, version]) => {
    const path = join(here, "node_modules", name, "package.json");
    return existsSync(path) && JSON.parse(readFileSync(path, "utf8")).version === version;
  };
  if (!Object.entries(dependencies).every(isInstalled)) {
    run("npm", ["ci", "--prefix", here, "--no-audit", "--no-fund", "--ignore-scripts"]);
  }
}

/** The Python that knows PyTorch; a machine may have several. */
function findPyTorch() {
  const knowsTorch = (python) => spawnSync(python, ["-c", "import torch"], { stdio: "ignore" }).status === 0;
  return ["python3", "/usr/bin/python3"].find(knowsTorch);
}

/** Every system: its name, how to start it on a workload, and which workloads it cannot do. */
function listSystems(browser, python) {
  const tensorflow = (backend) => workerOpener(browser, "/bench/peers/tensorflow.js", { backend });
  const systems = [
    ...inklingSystems(browser),
    { name: "TensorFlow.js WASM", open: tensorflow("wasm") },
    { name: "TensorFlow.js CPU", open: tensorflow("cpu") },
    {
      name: "ConvNetJS",
      open: workerOpener(browser, "/bench/peers/convnet.js"),
      cannot: ({ optimizer }) => optimizer === "adam", // which its released version does not have
    },
  ];
  if (python) {
    const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    systems.push({ name: "PyTorch, native", open: programOpener([python, join(here, "pytorch.py")], oneThread) });
  }
  return systems;
}

/** Trains for an epoch or until `patience` is over; returns the digits seen, and how many steps take `seconds`. */
async function trainEpoch(system, workload, { seconds, patience }) {
  const stepsInEpoch = Math.ceil(60_000 / workload.batchSize);
  let digits = 0;
  let steps = 0;
  let chunk = 1;
  let taken = 0;
  let last;
  while (steps < stepsInEpoch && taken < patience) {
    chunk = Math.min(chunk, stepsInEpoch - steps);
    last = await system.call("run", chunk);
    steps += chunk;
    digits += last.digits;
    taken += last.seconds;
    if (last.seconds < seconds) chunk *= 2;
  }
  const stepsPerRun = Math.max(1, Math.round((seconds * steps) / taken));
  return { digits, stepsPerRun };
}

async function prepare({ name, open }, workload, options) {
  const system = await open(workload);
  const version = name.startsWith("Inkling") ? undefined : await system.call("describe");
  const { digits, stepsPerRun } = await trainEpoch(system, workload, options);
  const { correct } = await system.call("evaluate");
  return {
    name,
    version,
    workload: workload.name,
    system,
    stepsPerRun,
    digits,
    accuracy: correct / 10_000,
    digitsPerSecond: [],
  };
}

/** All systems on one workload, taking turns: what disturbs the machine for a while then disturbs all of them. */
async function compare(systems, workload, options) {
  const entrants = [];
  for (const system of systems.filter(({ cannot }) => !cannot?.(workload))) {
    entrants.push(await prepare(system, workload, options));
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const { system, stepsPerRun, digitsPerSecond } of entrants) {
      digitsPerSecond.push(await speed(system, stepsPerRun));
    }
  }
  for (const { system } of entrants) await system.close();
  return entrants.map(({ system, ...result }) => result);
}

/** How many times faster the first is, round by round. */
function ratio(result, other) {
  return median(result.digitsPerSecond.map((value, round) => value / other.digitsPerSecond[round]));
}

function printComparison({ batchSize, optimizer, dropout, paper, ...workload }, results) {
  const [browser, native] = results;
  printTable(
    [
      `${workload.name}  ${layersOf(workload).join("-")}, batch ${batchSize}, ${optimizer}` +
        (dropout > 0 ? `, dropout ${dropout}` : "") +
        (paper > 0 ? ", no zeros" : ""),
      "digits/s",
      "Inkling in Chromium is",
      "Inkling natively is",
      "right after digits",
    ],
    results.map((result) => [
      result.name,
      rounded(median(result.digitsPerSecond)),
      `${ratio(browser, result).toFixed(2)} x as fast`,
      `${ratio(native, result).toFixed(2)} x as fast`,
      `${(100 * result.accuracy).toFixed(2)} % ${result.digits.toLocaleString("en").padStart(7)}`,
    ]),
  );
}

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    workloads: { type: "string", default: "ABCDE" },
    rounds: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.7" },
    patience: { type: "string", default: "60" },
  },
});
const options = {
  rounds: Number(values.rounds),
  seconds: Number(values.seconds),
  patience: Number(values.patience),
};
const workloads = readWorkloads(values.workloads);

buildAll();
installPeers();
const python = findPyTorch();
const browser = await openBrowser({
  bench: join(root, "tests/bench"),
  wasm: join(root, "build/wasm"),
  peers: join(here, "node_modules"),
  start: startFolder,
  mnist,
});
const report = { ...describeMachine(browser.version), options, results: [] };
printMachine(report);
if (!python)
  console.log("PyTorch is left out: no python3 can import torch (Debian: python3-torch, libopenblas0-pthread).");
for (const workload of workloads) {
  await saveStart(workload, [workload.seed]);
  const results = await compare(listSystems(browser, python), workload, options);
  printComparison(workload, results);
  report.results.push(...results);
}
await browser.close();
console.log(`\nThe peers: ${[...new Set(report.results.flatMap(({ version }) => version ?? []))].join("; ")}`);
writeJson(values.json, report);

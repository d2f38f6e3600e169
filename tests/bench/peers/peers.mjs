/**
 * Inkling beside TensorFlow.js, ConvNetJS and, where Python has it, PyTorch: the same workloads, taking turns on the
 * same machine, with the accuracy of each, so that nobody is fast by being wrong. It only reports.
 *
 *   npm run bench:peers -- [--json FILE] [--markdown] [--workloads ABCDE] [--rounds 5] [--seconds 0.7] [--patience 60]
 *
 * Each system first trains one epoch, or as much of it as `patience` seconds allow, and reads the test digits. Then come
 * `rounds` rounds in which each trains for about `seconds`. All share data, initial weights, order, batch size, rule and
 * rate; only what dropout leaves out is each one's own. F, the time to 97 % (race.mjs), takes a quarter of an hour, and is
 * not run unless asked for.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../../web/tools/setup.mjs";
import { openBrowser } from "../browser.mjs";
import { buildAll, describeWorkload, median, mnist, race, readWorkloads, root, speed } from "../measure.mjs";
import { printRace, runRace, secondsOfBest } from "../race.mjs";
import { openReport, percent, rounded } from "../report.mjs";
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

/** Every system: its name, how to start it on a workload, which workloads it cannot do, and whether it is slow. */
function listSystems(browser, python) {
  const tensorflow = (backend) => workerOpener(browser, "/bench/peers/tensorflow.js", { backend });
  const systems = [
    ...inklingSystems(browser),
    { name: "TensorFlow.js WASM", open: tensorflow("wasm"), isSlow: true },
    { name: "TensorFlow.js CPU", open: tensorflow("cpu"), isSlow: true },
    {
      name: "ConvNetJS",
      open: workerOpener(browser, "/bench/peers/convnet.js"),
      cannot: ({ optimizer }) => optimizer === "adam", // which its released version does not have
      isSlow: true,
    },
  ];
  if (python) {
    const oneThread = { OMP_NUM_THREADS: "1", OPENBLAS_NUM_THREADS: "1", MKL_NUM_THREADS: "1" };
    systems.push({ name: "PyTorch, native", open: programOpener([python, join(here, "pytorch.py")], oneThread) });
  }
  return systems;
}

/** What each of them is, where that is not known already. */
async function describePeers(systems, workload) {
  const versions = [];
  for (const { name, open } of systems.filter(({ name }) => !name.startsWith("Inkling"))) {
    const system = await open(workload);
    versions.push(`${name}: ${await system.call("describe")}`);
    await system.close();
  }
  return versions.join("; ");
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
  const { digits, stepsPerRun } = await trainEpoch(system, workload, options);
  const { correct } = await system.call("evaluate");
  return {
    name,
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

function printComparison(report, workload, results) {
  const [browser, native] = results;
  report.table(
    [
      `${workload.name}  ${describeWorkload(workload)}`,
      "digits/s",
      "Inkling in Chromium is",
      "Inkling natively is",
      "right",
      "after digits",
    ],
    results.map((result) => [
      result.name,
      rounded(median(result.digitsPerSecond)),
      `${ratio(browser, result).toFixed(2)} x as fast`,
      `${ratio(native, result).toFixed(2)} x as fast`,
      percent(result.accuracy, 2),
      result.digits.toLocaleString("en"),
    ]),
  );
}

/** What a system makes of a workload, and in brackets how many times better Inkling in Chromium is. */
function summaryCell(value, times) {
  return `${value} (${times.toFixed(1)} x)`;
}

function summaryRow(workload, results, names) {
  const [browser] = results;
  return [
    `${workload.name}  ${describeWorkload(workload)}`,
    ...names.map((name) => {
      const result = results.find((result) => result.name === name);
      return result ? summaryCell(rounded(median(result.digitsPerSecond)), ratio(browser, result)) : "–";
    }),
  ];
}

function summaryRowOfRace(races, names) {
  const ours = secondsOfBest(races, names[0]);
  return [
    `${race.name}  seconds to ${percent(race.accuracy)}`,
    ...names.map((name) => {
      const seconds = secondsOfBest(races, name);
      return seconds && ours ? summaryCell(seconds.toFixed(2), seconds / ours) : "–";
    }),
  ];
}

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    markdown: { type: "boolean" },
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
const workloads = readWorkloads(values.workloads, "F");

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
const systems = listSystems(browser, python);
const report = openReport({ chromium: browser.version, options, ...values });
const [simplest] = readWorkloads("A");
await saveStart(simplest, [simplest.seed]);
report.note(`The peers: ${await describePeers(systems, simplest)}`);
if (!python) {
  report.note("PyTorch is left out: no python3 can import torch (Debian: python3-torch, libopenblas0-pthread).");
}
const names = systems.map(({ name }) => name);
const summary = [];
for (const workload of workloads) {
  await saveStart(workload, [workload.seed]);
  const results = await compare(systems, workload, options);
  printComparison(report, workload, results);
  summary.push(summaryRow(workload, results, names));
  report.keep(...results);
}
if (values.workloads.includes("F")) {
  const races = await runRace(systems, options);
  printRace(report, races);
  summary.push(summaryRowOfRace(races, names));
  report.keep(...races);
}
report.table(["In short", ...names], summary);
report.note("Digits per second, and in F seconds; in brackets, how many times better Inkling in Chromium is.");
await browser.close();
report.close();

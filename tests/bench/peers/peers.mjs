/**
 * Inkling beside jax-js, TensorFlow.js, ConvNetJS and, where Python has it, PyTorch: the same workloads, taking turns on
 * the same core, with the accuracy of each, so that nobody is fast by being wrong, and with its kernel and threads, so
 * that nobody is slow by being hindered: there is no ratio to a handicapped one (handicap.mjs). It only reports.
 *
 *   npm run bench:peers -- [--json FILE] [--markdown] [--workloads ABCDE] [--rounds 5] [--seconds 0.7] [--patience 60]
 *
 * Each system first trains one epoch, or as much of it as `patience` seconds allow, and reads the test digits. Then come
 * `rounds` rounds in which each trains for about `seconds`. All share data, initial weights, order, batch size, rule and
 * rate; only what dropout leaves out is each one's own. F, the time to 97 % (race.mjs), takes a quarter of an hour, and is
 * not run unless asked for. PyTorch is taken from the Python of the environment variable PYTHON, else from the first
 * that has it.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { run } from "../../../web/tools/setup.mjs";
import { openBrowser } from "../browser.mjs";
import { cleanEnvironment, pinToOneCore } from "../environment.mjs";
import { buildAll, describeWorkload, median, mnist, race, readWorkloads, repeat, root, speed } from "../measure.mjs";
import { bestOf, medianSeconds, printRace, runRace } from "../race.mjs";
import { openReport, percent, ratioOr, rounded } from "../report.mjs";
import { inklingSystems, nodeOpener, programOpener, saveStart, startFolder, workerOpener } from "../systems.mjs";
import { watchThreads } from "../threads.mjs";
import { handicapsOf, levelOfProcessor, readProcessorFlags } from "./handicap.mjs";

const here = join(root, "tests/bench/peers");
const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));

/** Where the workers find what they ask for. */
const folders = {
  bench: join(root, "tests/bench"),
  wasm: join(root, "build/wasm"),
  package: join(root, "build/package/inkling"),
  peers: join(here, "node_modules"),
  start: startFolder,
  mnist,
};

function installPeers() {
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
  const options = { stdio: "ignore", env: cleanEnvironment() };
  const knowsTorch = (python) => spawnSync(python, ["-c", "import torch"], options).status === 0;
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"];
  return candidates.find(knowsTorch);
}

/** Every system: its name, how to start it on a workload, which workloads it cannot do, and whether it is slow. */
function listSystems(browser, python) {
  const tensorflow = (backend) => workerOpener(browser, "/bench/peers/tensorflow.js", { backend });
  const version = dependencies["@jax-js/jax"];
  const library = "/peers/@jax-js/jax/dist/index.js"; // whose file Node finds by its own path
  const systems = [
    ...inklingSystems(browser),
    {
      name: "jax-js, Chromium",
      open: workerOpener(browser, "/bench/peers/jax.js", { library, version }),
      isSlow: true,
    },
    {
      name: "jax-js, Node",
      open: nodeOpener("/bench/peers/jax.js", folders, { library: join(folders.peers, library.slice(7)), version }),
      isSlow: true,
    },
    { name: "TensorFlow.js WASM", open: tensorflow("wasm"), isSlow: true },
    { name: "TensorFlow.js CPU", open: tensorflow("cpu"), isSlow: true },
    {
      name: "ConvNetJS",
      open: workerOpener(browser, "/bench/peers/convnet.js", { version: dependencies.convnetjs }),
      cannot: ({ optimizer }) => optimizer === "adam", // which its released version does not have
      isSlow: true,
    },
  ];
  if (python) {
    const oneThread = {
      OMP_NUM_THREADS: "1",
      OPENBLAS_NUM_THREADS: "1",
      MKL_NUM_THREADS: "1",
      BLIS_NUM_THREADS: "1",
    };
    systems.push({ name: "PyTorch, native", open: programOpener([python, join(here, "pytorch.py")], oneThread) });
  }
  return systems;
}

function kernelText({ kernels }) {
  return kernels.map((kernel) => [kernel.library, kernel.version, kernel.name].filter(Boolean).join(" ")).join(", ");
}

function describePeer({ name, description, threads = "unknown", handicaps }) {
  const ending = handicaps.length > 0 ? `; handicapped: ${handicaps.join("; ")}` : "";
  return `${name}: ${description.version}; kernels: ${kernelText(description)}; threads: ${threads}${ending}`;
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

/** Each with what it is, and with what hinders it, as the runs after the first epoch show it. */
async function inspect(systems, workload, machine, options) {
  const inspected = [];
  for (const entry of systems) {
    const system = await entry.open(workload);
    const description = entry.description ?? (await system.call("describe"));
    const { stepsPerRun } = await trainEpoch(system, workload, options);
    const work = await repeat(options.rounds, () => watchThreads(() => speed(system, stepsPerRun)));
    await system.close();
    inspected.push(judge({ ...entry, description }, work, machine));
  }
  return inspected;
}

async function prepare({ name, open, description }, workload, options) {
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
    description,
    digitsPerSecond: [],
    work: [],
  };
}

/** All systems on one workload, taking turns: what disturbs the machine for a while then disturbs all of them. */
async function compare(systems, workload, machine, options) {
  const entrants = [];
  for (const system of systems.filter(({ cannot }) => !cannot?.(workload))) {
    entrants.push(await prepare(system, workload, options));
  }
  for (let round = 0; round < options.rounds; round++) {
    for (const { system, stepsPerRun, digitsPerSecond, work } of entrants) {
      const { value, ...threadsAndCores } = await watchThreads(() => speed(system, stepsPerRun));
      digitsPerSecond.push(value);
      work.push(threadsAndCores);
    }
  }
  for (const { system } of entrants) await system.close();
  return entrants.map(({ system, work, ...result }) => judge(result, work, machine));
}

/** A result with how many threads did its work, of its runs the median, and what hindered it. */
function judge(result, work, machine) {
  const counts = work.map(({ threads }) => threads);
  const threads = counts.includes(undefined) ? undefined : median(counts);
  const cores = [...new Set(work.map(({ cores }) => cores))].filter(Boolean).join(",");
  return { ...result, threads, handicaps: handicapsOf({ ...result.description, threads, cores }, machine) };
}

/** How many times faster the first is, round by round. */
function ratio(result, other) {
  return median(result.digitsPerSecond.map((value, round) => value / other.digitsPerSecond[round]));
}

function timesAsFast(result, other) {
  return ratioOr([result, other], () => `${ratio(result, other).toFixed(2)} x as fast`);
}

function printComparison(report, workload, results) {
  const [browser, native] = results;
  report.table(
    [
      `${workload.name}  ${describeWorkload(workload)}`,
      "digits/s",
      "kernel",
      "threads",
      "right",
      "after digits",
      "Inkling in Chromium is",
      "Inkling natively is",
    ],
    results.map((result) => [
      result.name,
      rounded(median(result.digitsPerSecond)),
      kernelText(result.description),
      String(result.threads ?? "unknown"),
      percent(result.accuracy, 2),
      result.digits.toLocaleString("en"),
      timesAsFast(browser, result),
      timesAsFast(native, result),
    ]),
  );
}

/** What a system makes of a workload, and in brackets how many times better Inkling in Chromium is. */
function summaryCell(value, results, times) {
  const isFair = results.every(({ handicaps }) => handicaps.length === 0);
  return `${value} (${isFair ? `${times().toFixed(1)} x` : "handicapped"})`;
}

function summaryRow(workload, results, names) {
  const [browser] = results;
  return [
    `${workload.name}  ${describeWorkload(workload)}`,
    ...names.map((name) => {
      const result = results.find((result) => result.name === name);
      if (!result) return "–";
      const digitsPerSecond = rounded(median(result.digitsPerSecond));
      return summaryCell(digitsPerSecond, [browser, result], () => ratio(browser, result));
    }),
  ];
}

function summaryRowOfRace(races, names) {
  const ours = bestOf(races, names[0]);
  return [
    `${race.name}  seconds to ${percent(race.accuracy)}`,
    ...names.map((name) => {
      const best = bestOf(races, name);
      if (!best || !ours) return "–";
      const times = () => medianSeconds(best) / medianSeconds(ours);
      return summaryCell(medianSeconds(best).toFixed(2), [ours, best], times);
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
const machine = { level: levelOfProcessor(readProcessorFlags()), core: pinToOneCore() };
const browser = await openBrowser(folders);
const report = openReport({ chromium: browser.version, options, ...values });
const [simplest] = readWorkloads("A");
await saveStart(simplest, [simplest.seed]);
const systems = await inspect(listSystems(browser, python), simplest, machine, options);
report.note(
  `The processor offers ${machine.level ?? "unknown vectors"}; all share ` +
    `${machine.core === undefined ? "all cores, since taskset cannot pin them" : `core ${machine.core}`}.`,
);
report.note(systems.map(describePeer).join("\n"));
if (!python) {
  const where = process.env.PYTHON ?? "python3";
  report.note(`PyTorch is left out: no ${where} can import torch (Debian: python3-torch, libopenblas0-pthread).`);
}
const names = systems.map(({ name }) => name);
const summary = [];
for (const workload of workloads) {
  await saveStart(workload, [workload.seed]);
  const results = await compare(systems, workload, machine, options);
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

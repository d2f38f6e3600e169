/**
 * How fast Inkling trains, in Chromium and natively: builds both, measures the workloads of workloads.json, and prints
 * a table. It only reports: no figure makes it fail.
 *
 *   npm run bench -- [--json FILE] [--workloads ABCDE] [--runs 5] [--seconds 0.7]
 *
 * Each figure is the median of `runs` runs of about `seconds` each, after a warm-up, over all of MNIST's 60,000 digits.
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "./browser.mjs";
import {
  buildAll,
  describeMachine,
  layersOf,
  median,
  mnist,
  operationsPerDigit,
  printMachine,
  printTable,
  readWorkloads,
  repeat,
  root,
  rounded,
  speed,
  warmUp,
  writeJson,
} from "./measure.mjs";
import { openProcess } from "./process.mjs";

/** After so many steps from the beginning, the networks in Chromium and natively must be equal bit for bit. */
const stepsBeforeHash = 100;
const predictionsPerRun = 2000;

async function measure(system, workload, { runs, seconds }) {
  await system.call("run", stepsBeforeHash);
  const hash = await system.call("hash");
  const steps = await warmUp(system, seconds);
  const digitsPerSecond = await repeat(runs, () => speed(system, steps));
  return { hash, digitsPerSecond, peak: await system.call("peak"), ...(await measureReading(system, workload, runs)) };
}

/** Evaluation and prediction, of the network that the page begins with. */
async function measureReading(system, workload, runs) {
  if (workload.name !== "A") return {};
  await system.call("predict", predictionsPerRun);
  return {
    evaluation: await repeat(runs + 1, () => system.call("evaluate")).then((results) => results.slice(1)),
    predictionSeconds: await repeat(
      runs,
      async () => (await system.call("predict", predictionsPerRun)).seconds / predictionsPerRun,
    ),
  };
}

async function measureInBrowser(browser, workload, options) {
  const system = await browser.open("/bench/worker.js");
  await system.call("open", workload);
  const result = await measure(system, workload, options);
  const heapMB = (await system.call("heapBytes")) / 2 ** 20;
  await system.close();
  return { where: "Chromium", workload: workload.name, ...result, heapMB };
}

async function measureNatively(workload, options) {
  const { name, ...settings } = workload;
  const system = openProcess([join(root, "build/bench/inkling_workloads")], { ...settings, data: mnist });
  const result = await measure(system, workload, options);
  await system.close();
  return { where: "native", workload: name, ...result };
}

/** The core's own: the highest that either side measured, since whatever disturbs a measurement only lowers it. */
function peakOf(results) {
  return Math.max(...results.map(({ peak }) => peak));
}

function trainingRow(results, result) {
  const [workload] = readWorkloads(result.workload);
  const digitsPerSecond = median(result.digitsPerSecond);
  const operations = digitsPerSecond * operationsPerDigit(workload);
  const dropout = workload.dropout > 0 ? `, dropout ${workload.dropout}` : "";
  const input = workload.paper > 0 ? ", no zeros" : "";
  return [
    `${workload.name}  ${layersOf(workload).join("-")}, batch ${workload.batchSize}, ${workload.optimizer}${dropout}${input}`,
    result.where,
    rounded(digitsPerSecond),
    (operations / 1e9).toFixed(1),
    `${((100 * operations) / peakOf(results)).toFixed(0)} %`,
    result.heapMB?.toFixed(0) ?? "",
    result.hash,
  ];
}

function readingRow({ where, evaluation, predictionSeconds }) {
  const milliseconds = 1000 * median(evaluation.map(({ seconds }) => seconds));
  return [
    where,
    `${milliseconds.toFixed(1)} ms`,
    `${(1e6 * median(predictionSeconds)).toFixed(1)} µs`,
    `${(evaluation[0].correct / 100).toFixed(2)} %`,
  ];
}

function print(report) {
  const { results } = report;
  printMachine(report);
  printTable(
    ["Training", "where", "digits/s", "GFLOP/s", "of peak", "heap MB", `hash after ${stepsBeforeHash} steps`],
    results.map((result) => trainingRow(results, result)),
  );
  const readers = results.filter(({ evaluation }) => evaluation);
  if (readers.length > 0) {
    printTable(["784-128-10", "10,000 test digits", "one digit", "right"], readers.map(readingRow));
  }
  console.log(`
GFLOP/s are effective: two operations for each weight and pass, zeros included. The peak is ${(peakOf(results) / 1e9).toFixed(1)} GFLOP/s: this
core's 128-bit multiplications and additions in registers alone, measured in the same run. Skipped zeros and, natively,
wider vectors can carry a share above 100 %.`);
}

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    workloads: { type: "string", default: "ABCDE" },
    runs: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.7" },
  },
});
const options = { runs: Number(values.runs), seconds: Number(values.seconds) };
const workloads = readWorkloads(values.workloads);

buildAll();
const browser = await openBrowser({
  bench: join(root, "tests/bench"),
  wasm: join(root, "build/wasm"),
  mnist,
});
const report = { ...describeMachine(browser.version), options, results: [] };
for (const workload of workloads) {
  report.results.push(await measureInBrowser(browser, workload, options));
  report.results.push(await measureNatively(workload, options));
  console.log(`${workload.name} is measured`);
}
await browser.close();
print(report);
writeJson(values.json, report);

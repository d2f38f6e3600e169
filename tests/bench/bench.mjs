/**
 * How fast Inkling trains, in Chromium and natively: builds both, measures the workloads of workloads.json and the matrix
 * products, and prints tables. It only reports: no figure makes it fail.
 *
 *   npm run bench -- [--json FILE] [--markdown] [--workloads ABCDEK] [--runs 5] [--seconds 0.7]
 *
 * Each figure is the median of `runs` runs of about `seconds` each, after a warm-up, over all of MNIST's 60,000 digits. K
 * stands for the products (kernels), a fifth of `seconds` each; F, which is not measured unless asked for, for the time
 * to 97 % (race.mjs).
 */

import { join } from "node:path";
import { parseArgs } from "node:util";
import { openBrowser } from "./browser.mjs";
import { measureKernels, printKernels } from "./kernels.mjs";
import {
  buildAll,
  describeWorkload,
  median,
  mnist,
  nonzeroShare,
  operationsPerDigit,
  readWorkloads,
  repeat,
  root,
  speed,
  warmUp,
} from "./measure.mjs";
import { printRace, runRace } from "./race.mjs";
import { gigaflops, openReport, percent, rounded } from "./report.mjs";
import { inklingSystems } from "./systems.mjs";

/** After so many steps from the beginning, the networks in Chromium and natively must be equal bit for bit. */
const stepsBeforeHash = 100;
const predictionsPerRun = 2000;

async function measure({ name, open }, workload, { runs, seconds }) {
  const system = await open(workload);
  await system.call("run", stepsBeforeHash);
  const hash = await system.call("hash");
  const steps = await warmUp(system, seconds);
  const digitsPerSecond = await repeat(runs, () => speed(system, steps));
  const peak = await system.call("peak");
  const reading = await measureReading(system, workload, runs);
  const memory = await system.call("memory");
  await system.close();
  return { name, workload: workload.name, hash, digitsPerSecond, peak, memory, ...reading };
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

/** The core's own: the highest that either side measured, since whatever disturbs a measurement only lowers it. */
function peakOf(results) {
  return Math.max(...results.map(({ peak }) => peak));
}

function trainingRow(results, result) {
  const [workload] = readWorkloads(result.workload);
  const digitsPerSecond = median(result.digitsPerSecond);
  const effective = digitsPerSecond * operationsPerDigit(workload);
  const executed = digitsPerSecond * operationsPerDigit(workload, nonzeroShare(workload));
  return [
    `${workload.name}  ${describeWorkload(workload)}`,
    result.name,
    rounded(digitsPerSecond),
    gigaflops(effective),
    percent(effective / peakOf(results)),
    gigaflops(executed),
    percent(executed / peakOf(results)),
    (result.memory / 2 ** 20).toFixed(0),
    result.hash,
  ];
}

function readingRow({ name, evaluation, predictionSeconds }) {
  const milliseconds = 1000 * median(evaluation.map(({ seconds }) => seconds));
  return [
    name,
    `${milliseconds.toFixed(1)} ms`,
    `${(1e6 * median(predictionSeconds)).toFixed(1)} µs`,
    percent(evaluation[0].correct / 10_000, 2),
  ];
}

function printWorkloads(report, results) {
  report.table(
    [
      "Training",
      "where",
      "digits/s",
      "GFLOP/s effective",
      "of peak",
      "GFLOP/s executed",
      "of peak",
      "MB",
      `hash after ${stepsBeforeHash} steps`,
    ],
    results.map((result) => trainingRow(results, result)),
  );
  const readers = results.filter(({ evaluation }) => evaluation);
  if (readers.length > 0) {
    report.table(["784-128-10", "10,000 test digits", "one digit", "right"], readers.map(readingRow));
  }
  report.note(
    "Effective GFLOP/s count two operations for each weight in each pass (forward, weight gradient, and input " +
      "gradient behind the first layer), zeros included. Executed ones count of the first layer only the inputs that " +
      `are not zero, ${percent(nonzeroShare({ paper: 0 }), 1)} of MNIST's, and of later layers all. The peak is ` +
      `${gigaflops(peakOf(results))} GFLOP/s: this core's 128-bit multiplications and additions in registers alone, ` +
      "measured in the same run; natively, wider vectors can carry a share above 100 %. MB are the module's memory in " +
      "Chromium, and natively the most that the program held.",
  );
}

const { values } = parseArgs({
  options: {
    json: { type: "string" },
    markdown: { type: "boolean" },
    workloads: { type: "string", default: "ABCDEK" },
    runs: { type: "string", default: "5" },
    seconds: { type: "string", default: "0.7" },
  },
});
const options = { runs: Number(values.runs), seconds: Number(values.seconds) };
const workloads = readWorkloads(values.workloads, "FK");

buildAll();
const browser = await openBrowser({
  bench: join(root, "tests/bench"),
  wasm: join(root, "build/wasm"),
  package: join(root, "build/package/inkling"),
  mnist,
});
const systems = inklingSystems(browser);
const report = openReport({ chromium: browser.version, options, ...values });
const results = [];
for (const workload of workloads) {
  for (const system of systems) results.push(await measure(system, workload, options));
  console.log(`${workload.name} is measured`);
}
if (results.length > 0) printWorkloads(report, results);
report.keep(...results);
if (values.workloads.includes("K")) {
  const products = await measureKernels(browser, options);
  printKernels(report, products);
  report.keep(...products);
}
if (values.workloads.includes("F")) {
  const races = await runRace(systems, options);
  printRace(report, races);
  report.keep(...races);
}
await browser.close();
report.close();

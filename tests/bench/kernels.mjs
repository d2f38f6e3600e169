/**
 * The matrix products one by one in Chromium, by shape, each beside two peaks of the same moments: the core's, which a
 * native program measures, and what is left of it when V8 compiles the same loop.
 */

import { median, readWorkloads, repeat, warmUp } from "./measure.mjs";
import { gigaflops, percent } from "./report.mjs";
import { inklingSystems } from "./systems.mjs";

/** In the order of kernels.h. */
const products = ["affine", "weight gradient", "input gradient", "sparse affine", "sparse weight gradient"];
const isSparse = (product) => products[product].startsWith("sparse");

/** The kernel's turn, after which it is the peak's. */
const secondsOfSlice = 0.01;

async function measureProduct(system, native, product, { runs, seconds }) {
  const steps = { call: (command, times) => system.call(command, { product, times }) };
  const times = await warmUp(steps, 20 * secondsOfSlice);
  const slice = { product, times: Math.ceil(times / 20), slices: Math.ceil(seconds / 5 / secondsOfSlice) };
  await system.call("compare", slice);
  const measured = await repeat(runs, async () => ({
    ...(await system.call("compare", slice)),
    corePeak: await native.call("peak"),
  }));
  return { product: products[product], ...(await system.call("operations", product)), runs: measured };
}

/** Every product of every shape; of those with zeros in their inputs also the sparse ones. */
export async function measureKernels(browser, options) {
  const system = await browser.open("/bench/kernels.js");
  const native = inklingSystems(browser)[1].open(readWorkloads("A")[0]); // for the peak alone
  const shapes = await system.call("open");
  const results = [];
  for (const [number, { readsPixels, ...shape }] of shapes.entries()) {
    await system.call("openLayer", number);
    for (let product = 0; product < products.length; product++) {
      if (isSparse(product) && !readsPixels) continue;
      results.push({ ...shape, ...(await measureProduct(system, native, product, options)) });
    }
  }
  await native.close();
  await system.close();
  return results;
}

function speedOf({ runs }, operations) {
  return gigaflops(median(runs.map(({ timesPerSecond }) => timesPerSecond * operations)));
}

/** Of the core's peak, and of V8's. */
function sharesOf({ runs, executed }) {
  const share = (peakOf) => median(runs.map((run) => (run.timesPerSecond * executed) / peakOf(run)));
  const ofCore = share(({ peak, corePeak }) => Math.max(peak, corePeak));
  return `${(100 * ofCore).toFixed(0)} / ${percent(share(({ peak }) => peak))}`;
}

function print(report, title, results, names, columns) {
  const nameOf = ({ batch, inputs, outputs }) => `${batch} x ${inputs} x ${outputs}`;
  const shapes = [...new Set(results.filter(({ product }) => names.includes(product)).map(nameOf))];
  const find = (shape, name) => results.find((result) => nameOf(result) === shape && result.product === name);
  report.table(
    [title, ...names.flatMap((name) => columns.map(([headline]) => headline(name)))],
    shapes.map((shape) => [shape, ...names.flatMap((name) => columns.map(([, value]) => value(find(shape, name))))]),
  );
}

export function printKernels(report, results) {
  const ofPeaks = [() => "of core / V8", sharesOf];
  print(
    report,
    "Dense, batch x in x out",
    results,
    products.filter((_, i) => !isSparse(i)),
    [[(name) => name, (result) => speedOf(result, result.effective)], ofPeaks],
  );
  print(
    report,
    "Sparse, batch x in x out",
    results,
    products.filter((_, i) => isSparse(i)),
    [
      [(name) => name.replace("sparse ", ""), (result) => speedOf(result, result.effective)],
      [() => "executed", (result) => speedOf(result, result.executed)],
      ofPeaks,
    ],
  );
  const peakOf = (name) => median(results.flatMap(({ runs }) => runs.map((run) => run[name])));
  report.note(
    "Products alone in Chromium, in GFLOP/s, and the shares that they have of two peaks: the core's, of 128-bit " +
      "multiplications and additions in registers alone, measured natively after each run " +
      `(${gigaflops(peakOf("corePeak"))} GFLOP/s in the median), and that of the same loop as WASM in V8 ` +
      `(${gigaflops(peakOf("peak"))}), with which each run took turns, a hundredth of a second at a time. Sparse ` +
      "products are of random inputs as dense as MNIST's, with the compression (affine) and the transposition " +
      "(gradient) of the batch; executed is what the nonzero inputs alone take, and the shares are of that.",
  );
}

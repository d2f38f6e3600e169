/** The matrix products one by one in Chromium, by shape, each beside the peak of the same moments. */

import { median, repeat, warmUp } from "./measure.mjs";
import { gigaflops, percent } from "./report.mjs";

/** In the order of kernels.h. */
const products = ["affine", "weight gradient", "input gradient", "sparse affine", "sparse weight gradient"];
const isSparse = (product) => products[product].startsWith("sparse");

/** The kernel's turn, after which it is the peak's. */
const secondsOfSlice = 0.01;

async function measureProduct(system, product, { runs, seconds }) {
  const steps = { call: (command, times) => system.call(command, { product, times }) };
  const times = await warmUp(steps, 20 * secondsOfSlice);
  const slice = { product, times: Math.ceil(times / 20), slices: Math.ceil(seconds / 5 / secondsOfSlice) };
  await system.call("compare", slice);
  const measured = await repeat(runs, () => system.call("compare", slice));
  return { product: products[product], ...(await system.call("operations", product)), runs: measured };
}

/** Every product of every shape; of those with zeros in their inputs also the sparse ones. */
export async function measureKernels(browser, options) {
  const system = await browser.open("/bench/kernels.js");
  const shapes = await system.call("open");
  const results = [];
  for (const [number, { readsPixels, ...shape }] of shapes.entries()) {
    await system.call("openLayer", number);
    for (let product = 0; product < products.length; product++) {
      if (isSparse(product) && !readsPixels) continue;
      results.push({ ...shape, ...(await measureProduct(system, product, options)) });
    }
  }
  await system.close();
  return results;
}

function speedOf({ runs }, operations) {
  return gigaflops(median(runs.map(({ timesPerSecond }) => timesPerSecond * operations)));
}

/** Of the peak, run by run. */
function shareOf({ runs, executed }) {
  return percent(median(runs.map(({ timesPerSecond, peak }) => (timesPerSecond * executed) / peak)));
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
  const ofPeak = [() => "of peak", shareOf];
  print(
    report,
    "Dense, batch x in x out",
    results,
    products.filter((_, i) => !isSparse(i)),
    [[(name) => name, (result) => speedOf(result, result.effective)], ofPeak],
  );
  print(
    report,
    "Sparse, batch x in x out",
    results,
    products.filter((_, i) => isSparse(i)),
    [
      [(name) => name.replace("sparse ", ""), (result) => speedOf(result, result.effective)],
      [() => "executed", (result) => speedOf(result, result.executed)],
      ofPeak,
    ],
  );
  const peaks = results.flatMap(({ runs }) => runs.map(({ peak }) => peak));
  report.note(
    "Products alone in Chromium, in GFLOP/s. Each run took turns with the peak, a hundredth of a second at a time, and " +
      `is divided by what the peak was in it: ${gigaflops(median(peaks))} GFLOP/s in the median. Sparse products are ` +
      "of random inputs as dense as MNIST's, with the compression (affine) and the transposition (gradient) of the " +
      "batch; executed is what the nonzero inputs alone take, and the share of the peak is of that.",
  );
}

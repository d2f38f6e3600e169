/** What the workers of the benchmarks share: how they answer commands, and where they find the digits. */

/** Answers each message {id, command, argument} with what `commands[command](argument)` returns. */
// biome-ignore lint/correctness/noUnusedVariables: classic scripts share their global names
function answer(commands) {
  self.addEventListener("message", async ({ data: { id, command, argument } }) => {
    try {
      self.postMessage({ id, value: await commands[command](argument) });
    } catch (error) {
      self.postMessage({ id, error: String(error?.stack ?? error) });
    }
  });
}

/** Two IDX files without their headers; bytes under `paper` are raised to it: with 1 no pixel is zero. */
// biome-ignore lint/correctness/noUnusedVariables: classic scripts share their global names
async function readDigits(prefix, paper) {
  const read = async (name) => new Uint8Array(await (await fetch(`/mnist/${prefix}-${name}-ubyte`)).arrayBuffer());
  const images = (await read("images-idx3")).subarray(16);
  const labels = (await read("labels-idx1")).subarray(8);
  if (paper > 0) for (let i = 0; i < images.length; i++) images[i] = Math.max(images[i], paper);
  return { images, labels };
}

/**
 * Where training starts from, the same for all: the initial weights and biases of each layer, in whose weights the
 * units of one input are neighbours, and the order in which the digits come, epoch after epoch.
 */
// biome-ignore lint/correctness/noUnusedVariables: classic scripts share their global names
async function readStart({ hiddenUnits }, seed) {
  const read = async (name) => (await fetch(`/start/${name}-${seed}.bin`)).arrayBuffer();
  const parameters = new Float32Array(await read(`parameters-${hiddenUnits}`));
  const units = [784, ...hiddenUnits, 10];
  let position = 0;
  const take = (count) => {
    position += count;
    return parameters.subarray(position - count, position);
  };
  const layers = units
    .slice(1)
    .map((count, i) => ({ inputs: units[i], units: count, weights: take(units[i] * count), biases: take(count) }));
  return { layers, order: new Uint32Array(await read("order")) };
}

/** The next batch of an order of epochs; an epoch's last batch holds what is left of it. */
// biome-ignore lint/correctness/noUnusedVariables: classic scripts share their global names
function makeBatches(order, batchSize) {
  const digits = 60_000;
  let position = 0;
  return () => {
    const endOfEpoch = position - (position % digits) + digits;
    const batch = order.subarray(position, Math.min(position + batchSize, endOfEpoch));
    position = (position + batch.length) % order.length;
    return batch;
  };
}

function secondsOf(body) {
  const begin = performance.now();
  body();
  return (performance.now() - begin) / 1000;
}

/** What the module of the kernels and the peak exports. */
// biome-ignore lint/correctness/noUnusedVariables: classic scripts share their global names
async function loadKernels() {
  const module = await WebAssembly.compileStreaming(fetch("/wasm/inkling_kernels.wasm"));
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = () => 0;
  }
  const { exports } = await WebAssembly.instantiate(module, imports);
  exports._initialize();
  return exports;
}

/** The seconds and the operations of about five milliseconds of 128-bit multiplications and additions. */
// biome-ignore lint/correctness/noUnusedVariables: classic scripts share their global names
function runPeak({ inkling_peak, inkling_peak_operations }) {
  const rounds = 100_000;
  const calls = 25; // so that it is much longer than the clock's steps, and each call is short
  const seconds = secondsOf(() => {
    for (let call = 0; call < calls; call++) inkling_peak(rounds, 0.5, call);
  });
  return { seconds, operations: calls * rounds * inkling_peak_operations() };
}

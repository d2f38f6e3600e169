/** The kernels in the browser, one product of one layer at a time. */

/* global answer, loadKernels, runPeak, secondsOf */
importScripts("/bench/worker-support.js");

let kernels;

/** A row of the list of shapes. */
function readShape(shape) {
  const [batch, inputs, outputs, readsPixels] = [0, 1, 2, 3].map((side) => kernels.inkling_shape(shape, side));
  return { batch, inputs, outputs, readsPixels: readsPixels === 1 };
}

answer({
  async open() {
    kernels = await loadKernels();
    return Array.from({ length: kernels.inkling_shape_count() }, (_, shape) => readShape(shape));
  },
  openLayer: (shape) => kernels.inkling_open_layer(shape),
  operations: (product) => ({
    effective: kernels.inkling_effective_operations(),
    executed: kernels.inkling_executed_operations(product),
  }),
  run: ({ product, times }) => ({ seconds: secondsOf(() => kernels.inkling_multiply(product, times)) }),
  /** The product and the peak by turns, a slice of each, so that whatever slows the machine slows both. */
  compare: ({ product, times, slices }) => {
    let seconds = 0;
    const peak = { seconds: 0, operations: 0 };
    for (let slice = 0; slice < slices; slice++) {
      seconds += secondsOf(() => kernels.inkling_multiply(product, times));
      const slicePeak = runPeak(kernels);
      peak.seconds += slicePeak.seconds;
      peak.operations += slicePeak.operations;
    }
    return { timesPerSecond: (slices * times) / seconds, peak: peak.operations / peak.seconds };
  },
});

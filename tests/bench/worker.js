/** Inkling in the browser, as the benchmarks drive it: the production module in a worker, one command at a time. */

/* global answer, loadKernels, readDigits, runPeak, secondsOf */
importScripts("/bench/worker-support.js");

let inkling;
let settings;
let training;
let test;
let trainer;

/** In shards of 10,000, as the page does it, so that no copy is large. */
function addDigits({ images, labels }) {
  const size = 10_000;
  let digits;
  for (let first = 0; first < labels.length; first += size) {
    const shard = [images.subarray(784 * first, 784 * (first + size)), labels.subarray(first, first + size)];
    if (digits) digits.append(...shard, { pixels: 784 });
    else digits = inkling.images(...shard, { pixels: 784 });
  }
  return digits;
}

function build(seed) {
  const { hiddenUnits, activation, dropout, optimizer, learningRate, batchSize } = settings;
  const layers = [...hiddenUnits.map((units) => ({ units, activation, dropout })), { units: 10 }];
  const made = inkling.trainer({ layers, seed, optimizer, learningRate, batchSize }, training);
  trainer?.dispose();
  trainer = made;
}

function timed(body) {
  let result;
  const seconds = secondsOf(() => {
    result = body();
  });
  return { ...result, seconds };
}

/** Operations per second of 128-bit multiplications and additions; the best of many short runs. */
async function peak() {
  const kernels = await loadKernels();
  let best = 0;
  for (let repeat = 0; repeat < 40; repeat++) {
    const { seconds, operations } = runPeak(kernels);
    best = Math.max(best, operations / seconds);
  }
  return best;
}

answer({
  async open({ paper, ...given }) {
    settings = given;
    const { load } = await import("/package/browser.js");
    inkling = await load();
    training = addDigits(await readDigits("train", paper));
    test = addDigits(await readDigits("t10k", paper));
    build(settings.seed);
  },
  reset: build,
  run: (steps) => timed(() => ({ digits: trainer.train(steps, { keep: false }).examples })),
  evaluate: () =>
    timed(() => {
      const { examples, correct } = trainer.evaluate(test);
      return { digits: examples, correct };
    }),
  predict: (times) => {
    const pictures = Array.from({ length: 100 }, (_, i) => training.image(i).pixels);
    return timed(() => {
      for (let i = 0; i < times; i++) trainer.predict(pictures[i % pictures.length]);
    });
  },
  hash: () => trainer.weightHash,
  memory: () => inkling.memory,
  peak,
});

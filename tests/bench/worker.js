/** Inkling in the browser, as the benchmarks drive it: the production module in a worker, one command at a time. */

/* global answer, loadKernels, readDigits, runPeak, secondsOf */
importScripts("/bench/worker-support.js");

let session;
let settings;

function unwrap(result) {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
}

/** An IDX file of `count` bytes or pictures of 28 by 28, as the engine wants it. */
function idxFile(bytes, count, ...sides) {
  const header = new DataView(new ArrayBuffer(8 + 4 * sides.length));
  [0x801 + sides.length, count, ...sides].forEach((number, i) => {
    header.setUint32(4 * i, number);
  });
  return [new Uint8Array(header.buffer), bytes];
}

/** In shards of 10,000, as the page does it, so that the engine's buffer stays small. */
function addDigits(split, { images, labels }) {
  const size = 10_000;
  for (let first = 0; first < labels.length; first += size) {
    const parts = [
      ...idxFile(images.subarray(784 * first, 784 * (first + size)), size, 28, 28),
      ...idxFile(labels.subarray(first, first + size), size),
    ];
    const buffer = session.buffer(parts.reduce((sum, part) => sum + part.length, 0));
    let offset = 0;
    for (const part of parts) {
      buffer.set(part, offset);
      offset += part.length;
    }
    unwrap(session.addDigits(split, 16 + 784 * size));
  }
  session.buffer(784);
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
    settings = { ...given, trainingSize: 60_000 };
    const { default: create } = await import("/wasm/inkling.mjs");
    const wasmBinary = await (await fetch("/wasm/inkling.wasm")).arrayBuffer();
    session = new (await create({ wasmBinary })).Session();
    addDigits("training", await readDigits("train", paper));
    addDigits("test", await readDigits("t10k", paper));
    unwrap(session.build(settings, settings));
  },
  reset: (seed) => {
    unwrap(session.build({ ...settings, seed }, settings));
  },
  run: (steps) =>
    timed(() => {
      let digits = 0;
      let { step } = unwrap(session.train(0));
      // A call returns where an epoch ends.
      for (const end = step + steps; step < end; ) {
        const report = unwrap(session.train(end - step));
        digits += report.digits;
        step = report.step;
      }
      return { digits };
    }),
  evaluate: () =>
    timed(() => {
      const { digits, correct } = unwrap(session.evaluate(0, 10_000));
      return { digits, correct };
    }),
  predict: (times) => {
    const pictures = Array.from({ length: 100 }, (_, i) => unwrap(session.digit("training", i)).pixels.slice());
    return timed(() => {
      for (let i = 0; i < times; i++) {
        session.buffer(784).set(pictures[i % pictures.length]);
        unwrap(session.predict());
      }
    });
  },
  hash: () => unwrap(session.weightHash()),
  memory: () => session.buffer(784).buffer.byteLength,
  peak,
});

/** TensorFlow.js in a worker, as the benchmarks drive it: tensors and gradients, without the cost of its layers. */

/* global answer, makeBatches, readDigits, readStart, tf */
importScripts(
  "/bench/worker-support.js",
  "/peers/@tensorflow/tfjs/dist/tf.min.js",
  "/peers/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js",
);

let settings;
let training;
let test;
let nextBatch;
let layers = [];
let optimizer;

/** The network and the order of the seed, in the place of those before. */
async function reset(seed) {
  const start = await readStart(settings, seed);
  for (const { weight, bias } of layers) tf.dispose([weight, bias]);
  optimizer?.dispose();
  layers = start.layers.map(({ inputs, units, weights, biases }) => ({
    weight: tf.variable(tf.tensor2d(weights, [inputs, units])),
    bias: tf.variable(tf.tensor1d(biases)),
  }));
  optimizer = tf.train[settings.optimizer](settings.learningRate);
  nextBatch = makeBatches(start.order, settings.batchSize);
}

function logits(inputs, isTraining) {
  return layers.reduce((x, { weight, bias }, i) => {
    const z = tf.add(tf.matMul(x, weight), bias);
    if (i === layers.length - 1) return z;
    const a = tf.relu(z);
    return isTraining && settings.dropout > 0 ? tf.dropout(a, settings.dropout) : a;
  }, inputs);
}

function gather({ images, labels }, indices) {
  const inputs = new Float32Array(784 * indices.length);
  const targets = new Float32Array(10 * indices.length);
  indices.forEach((index, row) => {
    for (let i = 0; i < 784; i++) inputs[784 * row + i] = images[784 * index + i] / 255;
    targets[10 * row + labels[index]] = 1;
  });
  return { inputs: tf.tensor2d(inputs, [indices.length, 784]), targets: tf.tensor2d(targets, [indices.length, 10]) };
}

/** Trains on the next batch, and returns its size. */
function step() {
  const indices = nextBatch();
  tf.tidy(() => {
    const { inputs, targets } = gather(training, indices);
    optimizer.minimize(() => tf.losses.softmaxCrossEntropy(targets, logits(inputs, true)));
  });
  return indices.length;
}

function countCorrect(first, count) {
  return tf.tidy(() => {
    const indices = Uint32Array.from({ length: count }, (_, i) => first + i);
    const classes = tf.argMax(logits(gather(test, indices).inputs, false), 1).dataSync();
    return indices.filter((index, i) => classes[i] === test.labels[index]).length;
  });
}

answer({
  async open({ backend, ...given }) {
    settings = given;
    tf.enableProdMode();
    tf.wasm.setWasmPaths("/peers/@tensorflow/tfjs-backend-wasm/dist/");
    if (!(await tf.setBackend(backend))) throw new Error(`TensorFlow.js has no backend "${backend}" here`);
    training = await readDigits("train", settings.paper);
    test = await readDigits("t10k", settings.paper);
    await reset(settings.seed);
  },
  reset,
  run: (steps) => {
    const begin = performance.now();
    let digits = 0;
    for (let i = 0; i < steps; i++) digits += step();
    layers[0].bias.dataSync(); // nothing may be left to compute
    return { digits, seconds: (performance.now() - begin) / 1000 };
  },
  evaluate: () => {
    let correct = 0;
    for (let first = 0; first < 10_000; first += 1000) correct += countCorrect(first, 1000);
    return { digits: 10_000, correct };
  },
  async describe() {
    const version = `TensorFlow.js ${tf.version_core}, ${tf.getBackend()}`;
    if (tf.getBackend() === "cpu") return { version, kernels: [{ library: "JavaScript" }], claimedThreads: 1 };
    const hasVectors = await tf.env().getAsync("WASM_HAS_SIMD_SUPPORT");
    const kernels = [{ library: "WebAssembly", name: hasVectors ? "SIMD" : "scalar" }];
    const hasThreads = await tf.env().getAsync("WASM_HAS_MULTITHREAD_SUPPORT");
    return { version, kernels, claimedThreads: hasThreads ? tf.wasm.getThreadsCount() : 1 };
  },
});

/**
 * jax-js in a worker, as the benchmarks drive it: a whole step, gradients and rule, is one function of arrays, which
 * `jit` compiles to kernels in WebAssembly. Runs in Chromium, and under Node by node-worker.mjs.
 */

/* global answer, makeBatches, readDigits, readStart */
importScripts("/bench/worker-support.js");

let jax;
let settings;
let training;
let test;
let nextBatch;
let step;
let readClasses;
/** What a step takes and gives back: the layers, and what the rule remembers of them. */
let state;
let steps;

function logits(layers, inputs, masks) {
  const { nn, numpy } = jax;
  return layers.reduce((x, { weight, bias }, i) => {
    const z = numpy.matmul(x, weight).add(bias);
    if (i === layers.length - 1) return z;
    const a = nn.relu(z);
    return masks.length > 0 ? a.mul(masks[i]) : a;
  }, inputs);
}

function loss(layers, inputs, targets, masks) {
  const digits = targets.shape[0];
  return jax.nn
    .logSoftmax(logits(layers, inputs, masks))
    .mul(targets)
    .sum()
    .mul(-1 / digits);
}

/** Each unit of the hidden layers that stays, for each digit, by what makes up for those that do not. */
function dropoutMasks(key, digits) {
  if (settings.dropout === 0) return [];
  const stays = 1 - settings.dropout;
  const { numpy, random, tree } = jax;
  const keys = random.split(key, settings.hiddenUnits.length);
  const masks = settings.hiddenUnits.map((units, i) =>
    random
      .bernoulli(keys.ref.slice(i), stays, [digits, units])
      .astype(numpy.float32)
      .mul(1 / stays),
  );
  tree.dispose(keys);
  return masks;
}

function gradients(layers, { inputs, targets, key }) {
  const masks = dropoutMasks(key, inputs.shape[0]);
  return jax.grad(loss)(jax.tree.ref(layers), inputs, targets, masks);
}

const rules = {
  sgd: {
    memory: () => ({}),
    step({ layers }, batch) {
      const slopes = gradients(layers, batch);
      return { layers: jax.tree.map((p, slope) => p.sub(slope.mul(settings.learningRate)), layers, slopes) };
    },
    ratesAt: () => ({}),
  },
  adam: {
    memory(layers) {
      const zeros = () => jax.tree.map(({ shape }) => jax.numpy.zeros(shape), layers);
      return { mean: zeros(), square: zeros() };
    },
    step({ layers, mean, square }, { meanRate, squareRate, ...batch }) {
      const { numpy, tree } = jax;
      const slopes = gradients(layers, batch);
      const newMean = tree.map((m, slope) => m.mul(0.9).add(slope.mul(0.1)), mean, tree.ref(slopes));
      const newSquare = tree.map((s, slope) => s.mul(0.999).add(slope.ref.mul(slope).mul(0.001)), square, slopes);
      const moved = tree.map(
        (p, m, s) => p.sub(m.mul(meanRate.ref).div(numpy.sqrt(s.mul(squareRate.ref)).add(1e-8))),
        layers,
        tree.ref(newMean),
        tree.ref(newSquare),
      );
      tree.dispose([meanRate, squareRate]);
      return { layers: moved, mean: newMean, square: newSquare };
    },
    /** Both moments' corrections for their beginning at zero, and the rate. */
    ratesAt: (step) => ({
      meanRate: jax.numpy.array(settings.learningRate / (1 - 0.9 ** step)),
      squareRate: jax.numpy.array(1 / (1 - 0.999 ** step)),
    }),
  },
};

/** The network and the order of the seed, in the place of those before. */
async function reset(seed) {
  const start = await readStart(settings, seed);
  if (state) jax.tree.dispose(state);
  const layers = start.layers.map(({ inputs, units, weights, biases }) => ({
    weight: jax.numpy.array(weights.slice()).reshape([inputs, units]),
    bias: jax.numpy.array(biases.slice()),
  }));
  state = { layers, ...rules[settings.optimizer].memory(layers) };
  steps = 0;
  nextBatch = makeBatches(start.order, settings.batchSize);
}

/** Inputs from 0 to 1, kept as floats: gathering them is then all that a batch costs. */
async function readInputs(prefix) {
  const { images, labels } = await readDigits(prefix, settings.paper);
  return { images: Float32Array.from(images, (byte) => byte / 255), labels };
}

function gather({ images, labels }, indices) {
  const inputs = new Float32Array(784 * indices.length);
  const targets = new Float32Array(10 * indices.length);
  indices.forEach((index, row) => {
    inputs.set(images.subarray(784 * index, 784 * (index + 1)), 784 * row);
    targets[10 * row + labels[index]] = 1;
  });
  return {
    inputs: jax.numpy.array(inputs).reshape([indices.length, 784]),
    targets: jax.numpy.array(targets).reshape([indices.length, 10]),
  };
}

/** Trains on the next batch, and returns its size. */
function train() {
  const indices = nextBatch();
  steps++;
  const batch = { ...gather(training, indices), ...rules[settings.optimizer].ratesAt(steps) };
  if (settings.dropout > 0) batch.key = jax.random.key(steps);
  state = step(state, batch);
  return indices.length;
}

function countCorrect(first, count) {
  const indices = Uint32Array.from({ length: count }, (_, i) => first + i);
  const { inputs, targets } = gather(test, indices);
  targets.dispose();
  const classes = readClasses(jax.tree.ref(state.layers), inputs).dataSync();
  return indices.filter((index, i) => classes[i] === test.labels[index]).length;
}

/** Whether fused multiplications and additions can be had here, with which jax-js then sums: f32x4.relaxed_madd. */
function hasRelaxedVectors() {
  const takesThreeVectors = [0x60, 3, 0x7b, 0x7b, 0x7b, 1, 0x7b];
  const multipliesAndAdds = [0, 0x20, 0, 0x20, 1, 0x20, 2, 0xfd, 0x85, 2, 0x0b];
  const module = [
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...[1, takesThreeVectors.length + 1, 1, ...takesThreeVectors],
    ...[3, 2, 1, 0],
    ...[10, multipliesAndAdds.length + 2, 1, multipliesAndAdds.length, ...multipliesAndAdds],
  ];
  return WebAssembly.validate(new Uint8Array(module));
}

answer({
  async open({ library, ...given }) {
    settings = given;
    jax = await import(library);
    const devices = await jax.init("wasm");
    if (!devices.includes("wasm")) throw new Error("jax-js has no WebAssembly here");
    jax.defaultDevice("wasm");
    step = jax.jit(rules[settings.optimizer].step);
    readClasses = jax.jit((layers, inputs) => jax.numpy.argmax(logits(layers, inputs, []), 1));
    training = await readInputs("train");
    test = await readInputs("t10k");
    await reset(settings.seed);
  },
  reset,
  run: (count) => {
    const begin = performance.now();
    let digits = 0;
    for (let i = 0; i < count; i++) digits += train();
    state.layers[0].bias.ref.dataSync(); // nothing may be left to compute
    return { digits, seconds: (performance.now() - begin) / 1000 };
  },
  evaluate: () => {
    let correct = 0;
    for (let first = 0; first < 10_000; first += 1000) correct += countCorrect(first, 1000);
    return { digits: 10_000, correct };
  },
  describe: () => ({
    version: `jax-js ${settings.version}, ${jax.defaultDevice()}`,
    kernels: [{ library: "WebAssembly", name: hasRelaxedVectors() ? "SIMD, relaxed" : "SIMD" }],
    // It shares its kernels among workers where it can have memory to share with them.
    claimedThreads: typeof SharedArrayBuffer !== "undefined" && typeof Worker !== "undefined" ? undefined : 1,
  }),
});

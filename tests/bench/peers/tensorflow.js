/** TensorFlow.js in a worker, as the benchmarks drive it: tensors and gradients, without the cost of its layers. */

/* global answer, readDigits, readOrder, tf */
importScripts(
  "/bench/worker-support.js",
  "/peers/@tensorflow/tfjs/dist/tf.min.js",
  "/peers/@tensorflow/tfjs-backend-wasm/dist/tf-backend-wasm.min.js",
);

let settings;
let training;
let test;
let order;
let layers;
let optimizer;
let position = 0;

/** The distributions that Inkling draws from: He's for what a ReLU follows, Glorot's for the outputs. */
function makeLayer(inputs, units, hasRelu, seed) {
  const limit = Math.sqrt(6 / (hasRelu ? inputs : inputs + units));
  return {
    weight: tf.variable(tf.randomUniform([inputs, units], -limit, limit, "float32", seed)),
    bias: tf.variable(tf.zeros([units])),
  };
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

/** Trains on the next batch, and returns its size; an epoch's last batch holds what is left. */
function step() {
  const indices = order.subarray(position, position + settings.batchSize);
  position = position + indices.length < order.length ? position + indices.length : 0;
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
    order = await readOrder();
    const units = [784, ...settings.hiddenUnits, 10];
    layers = units
      .slice(1)
      .map((count, i) => makeLayer(units[i], count, i < settings.hiddenUnits.length, settings.seed + i));
    optimizer = tf.train[settings.optimizer](settings.learningRate);
  },
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
  describe: () => `TensorFlow.js ${tf.version_core}, ${tf.getBackend()}`,
});

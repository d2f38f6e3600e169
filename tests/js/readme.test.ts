/** The example that the README shows runs, from the README's own text. */

import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import * as library from "../../engine/js/node.ts";

/** The first example that a README begins with an import. */
function exampleOf(readme: string): string {
  const text = readFileSync(new URL(`../../${readme}`, import.meta.url), "utf8");
  return text.match(/```ts\nimport [^\n]+\n([^`]+)```/)?.[1] ?? "";
}

test.each(["README.md", "engine/js/README.md"])("the example of %s", async (readme) => {
  const example = exampleOf(readme);
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

/** The engine in a browser ends runs in the same bits as natively and under Node. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { Inkling, Recipe } from "../../engine/js/browser.ts";
import { serveLibrary } from "./support.ts";

const root = join(import.meta.dirname, "../..");
const recipes: { recipe: Recipe; weights: string }[] = JSON.parse(
  readFileSync(join(root, "tests/engine/recipes.json"), "utf8"),
);

test.beforeEach(async ({ page }) => {
  await serveLibrary(page, "exactness");
  await page.goto("./");
});

// The same run and the same hash as in tests/engine/mnist_test.cpp.
test("200 steps with Adam and dropout end in the same bits", async ({ page }) => {
  const hash = await page.evaluate(async () => {
    const response = await fetch(new URL("data/train-0.bin", location.href));
    const plain = response.body?.pipeThrough(new DecompressionStream("gzip"));
    const digits = new Uint8Array(await new Response(plain).arrayBuffer());
    const { load } = await import(new URL("exactness/inkling.js", location.href).href);
    const inkling: Inkling = await load({ url: new URL("exactness/inkling.wasm", location.href) });
    const imageBytes = 16 + 10_000 * 784;
    const data = inkling.images(digits.subarray(0, imageBytes), digits.subarray(imageBytes));
    const hidden = { activation: "relu", dropout: 0.2 } as const;
    const layers = [{ units: 64, ...hidden }, { units: 32, ...hidden }, { units: 10 }];
    const trainer = inkling.trainer({ layers, optimizer: "adam", learningRate: 0.001, batchSize: 32, seed: 1 }, data);
    trainer.train(200);
    return trainer.weightHash;
  });
  expect(hash).toBe("e01fb8c1b1d0d14a");
});

test("every recipe of tests/engine/recipes.json ends in its weights", async ({ page }) => {
  const hashes = await page.evaluate(
    async (recipes) => {
      const { load } = await import(new URL("exactness/inkling.js", location.href).href);
      const inkling: Inkling = await load({ url: new URL("exactness/inkling.wasm", location.href) });
      return recipes.map((recipe) => {
        const { trainer, fit } = inkling.run(recipe);
        fit();
        return trainer.weightHash;
      });
    },
    recipes.map(({ recipe }) => recipe),
  );
  expect(hashes).toEqual(recipes.map(({ weights }) => weights));
});

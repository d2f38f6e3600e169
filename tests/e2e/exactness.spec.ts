/** The engine in a browser ends a run in the same bits as natively and under Node. */

import { join } from "node:path";
import { expect, test } from "@playwright/test";
import type { EngineModule } from "../../web/src/worker/binding.ts";

const build = join(import.meta.dirname, "../../build/wasm");

// The same run and the same hash as in tests/engine/mnist_test.cpp.
test("200 steps with Adam and dropout end in the same bits", async ({ page }) => {
  await page.route("**/exactness/inkling.mjs", (route) =>
    route.fulfill({ path: join(build, "inkling.mjs"), contentType: "text/javascript" }),
  );
  await page.route("**/exactness/inkling.wasm", (route) =>
    route.fulfill({ path: join(build, "inkling.wasm"), contentType: "application/wasm" }),
  );
  await page.goto("./");
  const hash = await page.evaluate(async () => {
    const fetched = async (path: string) => {
      const response = await fetch(new URL(path, location.href));
      if (!response.ok || !response.body) throw new Error(`${path}: ${response.status}`);
      return response.body;
    };
    const bytes = (stream: ReadableStream) => new Response(stream).arrayBuffer();
    const digits = new Uint8Array(
      await bytes((await fetched("data/train-0.bin")).pipeThrough(new DecompressionStream("gzip"))),
    );
    const { default: create } = await import(new URL("exactness/inkling.mjs", location.href).href);
    const { Session } = (await create({
      wasmBinary: await bytes(await fetched("exactness/inkling.wasm")),
    })) as EngineModule;

    const session = new Session();
    session.buffer(digits.length).set(digits);
    const results = [
      session.addDigits("training", 16 + 10_000 * 784),
      session.build(
        { hiddenUnits: [64, 32], activation: "relu", dropout: 0.2, seed: 1 },
        { optimizer: "adam", learningRate: 0.001, batchSize: 32, trainingSize: 10_000 },
      ),
      session.train(200),
    ];
    const failed = results.find((result) => !result.ok);
    const end = session.weightHash();
    session.delete();
    return failed ?? end;
  });
  expect(hash).toEqual({ ok: true, value: "e01fb8c1b1d0d14a" });
});

/** The engine's memory: what a tab on a small phone can spare, and no more of it with every epoch. */

import { expect, test } from "vitest";
import { load } from "../../../engine/js/node.ts";
import { Teaching } from "../../../web/src/worker/teaching.ts";
import { layersOf, openEngine, usePackedMnist } from "./support.ts";

usePackedMnist();

const megabyte = 2 ** 20;
test.each(["sgd", "adam"] as const)(
  "10,000 digits, their test and training by %s stay within 32 MB and stop growing",
  async (optimizer) => {
    const inkling = await load();
    const engine = await openEngine(inkling);
    const memory = () => inkling.memory / megabyte;
    const training = engine.begin(
      engine.plan({ layers: layersOf(128), optimizer, learningRate: 0.001, batchSize: 64 }),
    );
    const epoch = () => {
      training.train(Number.MAX_SAFE_INTEGER);
      training.evaluate(0, 10_000);
      return memory();
    };
    const afterFirst = epoch();
    expect(afterFirst).toBeLessThanOrEqual(32);
    expect([epoch(), epoch()]).toEqual([afterFirst, afterFirst]);
  },
);

test("a network made in the place of another, again and again, takes no more", async () => {
  const inkling = await load();
  const engine = await openEngine(inkling);
  const makeAndDrop = () => {
    for (let i = 0; i < 20; i++) {
      const training = engine.begin(engine.plan({ layers: layersOf(300), optimizer: "adam" }));
      training.train(1);
      training.dispose();
      const deslanted = engine.begin(engine.plan({ data: { deslant: true } }));
      deslanted.train(1);
      deslanted.dispose();
      const madeUp = engine.begin(engine.plan({ data: { name: "moons", examples: 5000 }, layers: [{ units: 2 }] }));
      madeUp.train(1);
      madeUp.dispose();
    }
    return inkling.memory;
  };
  const before = makeAndDrop();
  expect(makeAndDrop()).toBe(before);
});

test("a hand that is taught, again and again, takes no more", async () => {
  const inkling = await load();
  const engine = await openEngine(inkling);
  const training = engine.begin(engine.plan({ layers: layersOf(64) }));
  training.train(1);
  const teaching = new Teaching(() => {});
  const strokes = [Float32Array.of(0.5, 0.2, 0.5, 0.8)];
  const teach = async () => {
    for (let i = 0; i < 3; i++) {
      await teaching.teach(engine, training, [{ label: 1, strokes }]);
      await teaching.read(engine.picture({ strokes }));
      teaching.setAside();
    }
    return inkling.memory;
  };
  const before = await teach();
  expect(await teach()).toBe(before);
});

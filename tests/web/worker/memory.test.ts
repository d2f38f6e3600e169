/** The engine's memory: what a tab on a small phone can spare, and no more of it with every epoch. */

import { expect, test } from "vitest";
import { load } from "../../../engine/js/node.ts";
import { openEngine, usePackedMnist } from "./support.ts";

usePackedMnist();

const megabyte = 2 ** 20;
const network = { hiddenUnits: [128], activation: "relu", dropout: 0, seed: 1 };

test.each(["sgd", "adam"])(
  "10,000 digits, their test and training by %s stay within 32 MB and stop growing",
  async (optimizer) => {
    const inkling = await load();
    const engine = await openEngine(inkling);
    const memory = () => inkling.memory / megabyte;
    engine.build(network, { optimizer, learningRate: 0.001, batchSize: 64, trainingSize: 10_000 });
    const epoch = () => {
      engine.train(Number.MAX_SAFE_INTEGER);
      engine.evaluate(0, 10_000);
      return memory();
    };
    const afterFirst = epoch();
    expect(afterFirst).toBeLessThanOrEqual(32);
    expect([epoch(), epoch()]).toEqual([afterFirst, afterFirst]);
  },
);

/** The engine's memory: what a tab on a small phone can spare, and no more of it with every epoch. */

import { expect, test } from "vitest";
import { openSession, unwrap, usePackedMnist } from "./support.ts";

usePackedMnist();

const megabyte = 2 ** 20;
const network = { hiddenUnits: [128], activation: "relu", dropout: 0, seed: 1 };

test.each(["sgd", "adam"])(
  "10,000 digits, their test and training by %s stay within 32 MB and stop growing",
  async (optimizer) => {
    const session = await openSession();
    // The view's buffer is the module's whole memory.
    const memory = () => session.buffer(784).buffer.byteLength / megabyte;
    unwrap(session.build(network, { optimizer, learningRate: 0.001, batchSize: 64, trainingSize: 10_000 }));
    const epoch = () => {
      unwrap(session.train(Number.MAX_SAFE_INTEGER));
      unwrap(session.evaluate(0, 10_000));
      return memory();
    };
    const afterFirst = epoch();
    expect(afterFirst).toBeLessThanOrEqual(32);
    expect([epoch(), epoch()]).toEqual([afterFirst, afterFirst]);
    session.delete();
  },
);

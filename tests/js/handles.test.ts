/** What lives in the engine's memory is freed, and nothing that is gone, foreign or at work can be misused. */

import { expect, test } from "vitest";
import { InklingError, load } from "../../engine/js/node.ts";

const inkling = await load();
const moons = inkling.generate("moons", { examples: 200, seed: 1 });
const layers = [{ units: 16, activation: "tanh" }, { units: 2 }] as const;
const disposed = expect.objectContaining({ code: "disposed" });

test("10,000 networks made and dropped leave memory where it was", () => {
  const drop = (count: number) => {
    for (let i = 0; i < count; i++) {
      using trainer = inkling.trainer({ layers, seed: i }, moons);
      if (i % 10 === 0) trainer.step();
    }
  };
  drop(100);
  const memory = inkling.memory;
  drop(10_000);
  expect(inkling.memory).toBe(memory);
});

test("use after disposal is an error, and disposing twice is none", () => {
  const data = inkling.generate("moons", { examples: 10 });
  const trainer = inkling.trainer({ layers }, data);
  const network = trainer.network();
  const scaler = inkling.scaler("standard", data);
  const perceptron = inkling.perceptron({ inputs: 2 });
  const checkpoint = trainer.checkpoint();
  for (const handle of [data, trainer, network, scaler, perceptron, checkpoint]) {
    handle.dispose();
    handle.dispose();
    expect(handle.isDisposed).toBe(true);
  }
  for (const use of [
    () => data.info,
    () => data.split(),
    () => trainer.step(),
    () => trainer.weightHash,
    () => network.predict([1, 2]),
    () => scaler.columns,
    () => perceptron.bias,
    () => inkling.trainer({ layers }, data),
    () => inkling.trainer({ layers }, moons).restore(network),
    () => inkling.trainer({ layers }, moons).rewind(checkpoint),
    () => checkpoint.bytes,
    () => checkpoint.pictures,
  ]) {
    expect(use).toThrow(disposed);
  }
});

test("a trainer goes back to where it stood, settings and all, and takes the same steps again", () => {
  const trainer = inkling.trainer({ layers, seed: 1, optimizer: "adam" }, moons);
  trainer.train(5);
  using checkpoint = trainer.checkpoint();
  const [settings, progress] = [trainer.settings, trainer.progress];
  // Adam has two values for each parameter beside itself; an order has one for each example.
  expect(checkpoint.bytes).toBe(4 * (3 * trainer.parameterCount + moons.size));
  expect(checkpoint.pictures).toBe(0);
  const hashes = () =>
    Array.from({ length: 10 }, () => {
      trainer.train(1);
      return trainer.weightHash;
    });
  const straight = hashes();
  trainer.configure({ optimizer: "sgd", learningRate: 0.5, batchSize: 7 });
  trainer.train(20);
  expect(trainer.rewind(checkpoint)).toEqual(progress);
  expect(trainer.settings).toEqual(settings);
  expect(hashes()).toEqual(straight);
  expect(() => inkling.trainer({ layers: [{ units: 2 }] }, moons).rewind(checkpoint)).toThrow(
    /can only be wound back to where it stood itself/,
  );
  expect(trainer.magnitudes).toEqual(
    Float32Array.from(trainer.parameters(), ({ weight, bias }) => Math.max(...[...weight, ...bias].map(Math.abs))),
  );
});

test("another run's checkpoint is judged by the trainer's own loss, or refused in words", () => {
  const values = inkling.trainer({ layers, loss: "mean_squared_error" }, moons);
  using smooth = inkling.trainer({ layers, labelSmoothing: 0.1 }, moons).checkpoint();
  expect(() => values.rewind(smooth)).toThrow(/Label smoothing: 0.1 was given/);
  values.train(1);
  using plain = inkling.trainer({ layers }, moons).checkpoint();
  values.rewind(plain);
  expect(values.settings.loss).toBe("mean_squared_error");
});

test("what a trainer or a part needs lives on", () => {
  const data = inkling.generate("moons", { examples: 100, seed: 5 });
  const [training, validation] = inkling.split(data, { seed: 1 });
  const trainer = inkling.trainer({ layers, seed: 1 }, training);
  const copy = inkling.trainer({ layers, seed: 1 }, training);
  data.dispose();
  training.dispose();
  for (let i = 0; i < 100; i++) inkling.generate("moons", { examples: 100, seed: i }).dispose();
  trainer.fit(validation, { epochs: 2 });
  copy.fit(validation, { epochs: 2 });
  expect(trainer.weightHash).toBe(copy.weightHash);
});

test("nothing of another engine is taken", async () => {
  const other = await load();
  expect(() => other.trainer({ layers }, moons)).toThrow(/another engine/);
  expect(() => inkling.trainer({ layers }, moons).evaluate(other.generate("moons"))).toThrow(InklingError);
});

test("a trainer at work cannot be disposed of, and an error of the listener's comes through", () => {
  const trainer = inkling.trainer({ layers }, moons);
  const fault = new Error("the listener's own");
  expect(() => trainer.fit(moons, { epochs: 3, onEpoch: () => trainer.dispose() })).toThrow(/at work/);
  const fail = () => {
    throw fault;
  };
  expect(() => trainer.fit(moons, { epochs: 3, onEpoch: fail })).toThrow(fault);
  expect(trainer.progress.epochs).toBe(2);
  expect(trainer.fit(moons, { epochs: 3, onEpoch: ({ epoch }) => epoch < 4 })).toHaveLength(2);
  // Nothing stands in the way of a look, and what it judges by may go.
  const validation = inkling.generate("moons", { examples: 20 });
  const seen = trainer.fit(validation, {
    epochs: 2,
    onEpoch: () => {
      validation.dispose();
      expect(trainer.predict([0, 0])).toHaveLength(2);
    },
  });
  expect(seen).toHaveLength(2);
  trainer.dispose();
});

test("results are copies: they stay as they are while the engine goes on and its memory grows", () => {
  const trainer = inkling.trainer({ layers, seed: 2 }, moons);
  trainer.step();
  const results = [
    trainer.predict([0, 1]),
    trainer.parameters()[0].weight,
    trainer.inspect().inputs,
    moons.examples().inputs,
  ];
  const copies = results.map((result) => result.slice());
  const memory = inkling.memory;
  const large = [];
  while (inkling.memory === memory) large.push(inkling.generate("moons", { examples: 1_000_000 }));
  trainer.train(10);
  expect(results).toEqual(copies);
  for (const { buffer, byteLength } of results) expect(buffer.byteLength).toBe(byteLength);
  results[1].fill(0);
  expect(trainer.parameters()[0].weight).not.toEqual(results[1]);
  for (const data of large) data.dispose();
});

test("what does not fit into memory is an error, and the engine goes on", () => {
  const held: { dispose(): void }[] = [];
  const fill = () => {
    const settings = { inputs: 1_000_000, layers: [{ units: 25, weights: "zeros" }] } as const;
    for (let i = 0; i < 40; i++) held.push(inkling.network(settings));
  };
  expect(fill).toThrow(expect.objectContaining({ code: "out_of_memory" }));
  for (const data of held) data.dispose();
  expect(inkling.trainer({ layers }, moons).step().examples).toBe(32);
});

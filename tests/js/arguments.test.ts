/** Whatever a caller passes: either it works, or it is an InklingError, and then nothing has changed. Nothing crashes. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Dataset, InklingError, load, Perceptron, Scaler, Trainer } from "../../engine/js/node.ts";

const inkling = await load();
const moons = inkling.generate("moons", { examples: 60, seed: 1 });
const trainer = inkling.trainer(
  { layers: [{ units: 3, activation: "tanh", batchNormalization: true }, { units: 2 }] },
  moons,
);
trainer.step();
const network = trainer.network();
const scaler = inkling.scaler("standard", moons);
const perceptron = inkling.perceptron({ inputs: 2 });
const digits = inkling.generate("handwriting", { examples: 3, seed: 1 });
const images = inkling.images(new Uint8Array(8), new Uint8Array(2), { pixels: 4 });

function detached<T extends ArrayBuffer | ArrayBufferView>(value: T): T {
  structuredClone(value, { transfer: [ArrayBuffer.isView(value) ? (value.buffer as ArrayBuffer) : value] });
  return value;
}

const oddities = fc.constantFrom<unknown>(
  undefined,
  null,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  -0,
  0.5,
  2 ** 31,
  2 ** 53,
  1e300,
  5e-324,
  "",
  "relu",
  "\ud800",
  "x".repeat(100_000),
  10n,
  Symbol("s"),
  () => 1,
  [],
  [[]],
  [[1, 2], [3]],
  [1, "2"],
  new Array(5),
  new Float32Array([1, Number.NaN]),
  new Float64Array([1e300, 1]),
  new BigInt64Array(2),
  new Uint8Array(3),
  new DataView(new ArrayBuffer(8)),
  detached(new Float32Array(4)),
  detached(new ArrayBuffer(8)),
  new Float32Array(new SharedArrayBuffer(16)),
  new Date(Number.NaN),
  new Map([["units", 1]]),
  { length: 1e9 },
  new Proxy(
    {},
    {
      get: () => {
        throw new Error("a trap");
      },
      ownKeys: () => {
        throw new Error("a trap");
      },
    },
  ),
  Object.create(null),
  { __proto__: null, toString: 1 },
  moons,
  trainer,
  network,
  globalThis,
);

/** Objects that have settings' names, with anything behind them. */
const names = [
  ...new Set(
    Object.values(inkling.settings)
      .flat()
      .map(({ name }) => name),
  ),
  "examples",
  "rows",
  "lerningRate",
];
const anything: fc.Arbitrary<unknown> = fc.letrec<{ any: unknown }>((tie) => ({
  any: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    oddities,
    fc.double(),
    fc.integer(),
    fc.string(),
    fc.boolean(),
    fc.array(tie("any"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom(...names), tie("any"), { maxKeys: 4 }),
    fc.float32Array({ maxLength: 8 }),
    fc.uint8Array({ maxLength: 12 }),
  ),
})).any;

type Call = (...given: never[]) => unknown;
const calls: [string, Call, object?][] = [
  ["generate", inkling.generate],
  ["rasterize", inkling.rasterize],
  ["deslant", inkling.deslant],
  ["csv", inkling.csv],
  ["images", inkling.images],
  ["table", inkling.table],
  ["split", inkling.split],
  ["scaler", inkling.scaler],
  ["trainer", inkling.trainer],
  ["network", inkling.network],
  ["perceptron", inkling.perceptron],
  ["recipe", inkling.recipe],
  ["metrics", inkling.metrics],
  ["classesOf", inkling.classesOf],
  ["temperature", inkling.temperature],
  ["lesson", inkling.lesson],
  ["run", inkling.run],
  ["examples", moons.examples, moons],
  ["subset", moons.subset, moons],
  ["deslanted", digits.deslanted, digits],
  ["dataset's split", moons.split, moons],
  ["append", images.append, images],
  ["image", images.image, images],
  ["scale", scaler.scale, scaler],
  ["apply", scaler.apply, scaler],
  ["invert", scaler.invert, scaler],
  ["predict", trainer.predict, trainer],
  ["read", trainer.read, trainer],
  ["activations", network.activations, network],
  ["saliency", network.saliency, network],
  ["setParameters", network.setParameters, network],
  ["trainer's setParameters", trainer.setParameters, trainer],
  ["configure", trainer.configure, trainer],
  ["evaluate", trainer.evaluate, trainer],
  ["trainer's metrics", trainer.metrics, trainer],
  ["restore", trainer.restore, trainer],
  ["rewind", trainer.rewind, trainer],
  ["perceptron's predict", perceptron.predict, perceptron],
  ["learn", perceptron.learn, perceptron],
].map(([name, call, self]) => [name, call, self ?? inkling] as [string, Call, object]);

/** What could have changed. */
const state = () => [
  trainer.weightHash,
  trainer.settings,
  network.weightHash,
  [...perceptron.weight],
  perceptron.bias,
  images.size,
  moons.info,
];

describe("anything at all", () => {
  test.each(calls)(
    "%s",
    (_, call, self) => {
      fc.assert(
        fc.property(fc.array(anything, { maxLength: 3 }), fc.boolean(), (given, withData) => {
          const before = state();
          const all = (withData ? [moons, ...given] : given) as never[];
          try {
            const result = call.apply(self, all);
            if (typeof result === "object" && result !== null && "dispose" in result)
              (result as { dispose(): void }).dispose();
          } catch (error) {
            if (!(error instanceof InklingError)) throw error;
            expect(error.code).not.toBe("engine_failed");
            expect(error.message).toMatch(/\.$/);
            expect(state()).toEqual(before);
          }
        }),
        { numRuns: 60 },
      );
    },
    60_000,
  );
});

test("steps, epochs and losses are checked before anything is done", () => {
  // What may be left out is 1, and 2^31 steps would be taken.
  const bad = fc
    .oneof(oddities, fc.double({ max: -1 }), fc.constantFrom("1", [1]))
    .filter((value) => value !== undefined && !(Number.isInteger(value) && (value as number) >= 0));
  fc.assert(
    fc.property(bad, (value) => {
      const before = [trainer.weightHash, trainer.progress];
      expect(() => trainer.train(value as never)).toThrow(InklingError);
      expect(() => trainer.fit(moons, { epochs: value } as never)).toThrow(InklingError);
      if (!Number.isFinite(value)) expect(() => trainer.observe(value as never)).toThrow(InklingError);
      expect([trainer.weightHash, trainer.progress]).toEqual(before);
    }),
    { numRuns: 200 },
  );
});

test("a refusal names the setting, what was given and what is allowed", () => {
  const cases: [() => unknown, object][] = [
    [
      () => inkling.trainer({ batchSize: 0 } as never, moons),
      { code: "bad_setting", setting: "batchSize", given: "0", allowed: "a whole number of at least 1" },
    ],
    [
      () => inkling.trainer({ layers: [{ units: 2, activatoin: "relu" }] } as never, moons),
      { setting: "layers[0].activatoin", message: expect.stringContaining('Did you mean "activation"?') },
    ],
    [() => inkling.generate("mons" as never), { setting: "name", message: expect.stringContaining('"moons"') }],
    [() => trainer.predict([1, 2, 3]), { code: "bad_data", setting: "inputs" }],
    [
      () => trainer.predict(detached(new Float32Array(2))),
      { code: "bad_data", setting: "inputs", message: expect.stringContaining("transferred") },
    ],
    [() => trainer.evaluate(moons, { first: 59, count: 2 }), { code: "bad_setting", setting: "count" }],
    [
      () => trainer.setParameters([{ weight: [1] }, {}]),
      { code: "bad_data", setting: "layers[0].weight", given: "a length of 1", allowed: "a length of 6" },
    ],
    [
      () => inkling.trainer({ layers: [{ units: 9 }, { units: 1e12 }] }, moons),
      { code: "bad_setting", setting: "layers[1].units", given: "1000000000000", allowed: "what fits into 512 MB" },
    ],
    [
      () => inkling.trainer({ layers: [{ units: 2, dropout: 0.5 }] }, moons),
      { setting: "layers[0].dropout", given: "0.5", allowed: "0, as outputs are never dropped" },
    ],
    [
      () => inkling.trainer({ layers: [{ units: 3, activation: "step" }, { units: 2 }] }, moons),
      { setting: "layers[0].activation", given: "step" },
    ],
    [
      () => inkling.trainer({ layers: [{ units: 2, activation: "relu" }] }, moons),
      { setting: "layers[0].activation", given: "relu", allowed: expect.stringContaining("identity") },
    ],
    [
      () => inkling.trainer({ layers: [{ units: 2, weights: "normal", weightsScale: 1e38 }] }, moons),
      { setting: "layers[0].weightsScale", given: "1e+38", allowed: "a finite number from -4.25e+37 to 4.25e+37" },
    ],
    [() => inkling.trainer({ layers: [] }, moons), { setting: "layers" }],
    [
      () => inkling.trainer({ layers: [{ units: 2 }], loss: "hinge", labelSmoothing: 0.1 }, moons),
      { setting: "labelSmoothing", given: "0.1" },
    ],
    [
      () => inkling.trainer({ layers: [{ units: 2 }], trainingSize: 61 }, moons),
      { setting: "trainingSize", given: "61", allowed: "a number from 1 to 60, the examples there are" },
    ],
    [() => inkling.trainer(null as never, moons), { setting: "settings", given: "nothing", allowed: "an object" }],
    [() => inkling.recipe([] as never), { setting: "recipe", given: "a list", allowed: "an object" }],
    [() => inkling.recipe({ inkling: 7 } as never), { setting: "inkling", given: "7", allowed: "at most 1" }],
    [() => inkling.run({}), { setting: "data.name", given: "mnist" }],
    [() => inkling.split(moons, { validation: 0.001 }), { setting: "validation", given: "0.001" }],
    [
      () => inkling.generate("blobs", { classes: 101 }),
      { setting: "classes", given: "101", allowed: "a whole number from 2 to 100" },
    ],
    [
      () => inkling.images(new Uint8Array(4), new Uint8Array(1), { pixels: 4, classes: 257 }),
      { setting: "classes", given: "257", allowed: "a whole number from 2 to 256" },
    ],
    [() => inkling.generate("moons", { classes: 3 }), { setting: "classes", given: "moons", allowed: "spirals blobs" }],
    [
      () => inkling.generate("moons", { writer: { slant: 2 } }),
      { setting: "writer", given: "moons", allowed: "handwriting" },
    ],
    [
      () => inkling.generate("handwriting", { noise: 0.1 }),
      { setting: "noise", given: "handwriting", allowed: "not mnist handwriting" },
    ],
    [
      () => inkling.generate("handwriting", { writer: { slant: 4 } }),
      { setting: "writer.slant", given: "4", allowed: "a finite number from 0 to 3" },
    ],
    [
      () => inkling.rasterize([[0, 0, 1]]),
      { code: "bad_data", setting: "strokes[0]", given: '"a length of 3"', allowed: "points of two numbers, x and y" },
    ],
    [() => inkling.rasterize([[], [[0, 0, 1]]]), { code: "bad_data", setting: "strokes[1]", given: '"rows of 3"' }],
    [() => inkling.rasterize("M 0 0" as never), { code: "bad_data", setting: "strokes", allowed: "a list of strokes" }],
    [
      () =>
        inkling.rasterize([
          [0, 0],
          [1, Number.NaN],
        ]),
      { code: "bad_data", message: "Stroke 2 has a point at (1, nan), which is nowhere." },
    ],
    [
      () => inkling.rasterize([], { width: 11 }),
      { setting: "width", given: "11", allowed: "a finite number from 0.5 to 10" },
    ],
    [
      () => inkling.deslant(new Uint8Array(785)),
      { code: "bad_data", message: expect.stringContaining("28 x 28 bytes can be deslanted; here are 785 bytes") },
    ],
    [() => inkling.deslant([1] as never), { code: "bad_data", setting: "pictures" }],
    [
      () => moons.deslanted(),
      { code: "bad_data", message: "Only pictures of 28 x 28 pixels can be deslanted; these have 2." },
    ],
    [
      () => inkling.run({ data: { deslant: true } }, { training: digits, validation: images }),
      { code: "bad_data", message: expect.stringContaining("these have 4") },
    ],
    [
      () => inkling.run({ data: { deslant: true } }, { training: digits, validation: trainer as never }),
      { code: "bad_data", setting: "validation" },
    ],
    [() => inkling.recipe({ data: { deslant: 1 as never } }), { setting: "data.deslant", given: "1" }],
    [
      () => trainer.read([0, 0]),
      { code: "bad_data", message: "Only pictures of 28 x 28 pixels can be read; these have 2." },
    ],
    [
      () => trainer.read([0, 0], { temperature: 0 }),
      { setting: "temperature", given: "0", allowed: "a finite number from 0.05 to 20" },
    ],
    [
      () => inkling.temperature([[0.5, 0.5]], [0, 1]),
      { code: "bad_data", message: "Probabilities and labels differ in number: 1 and 2 examples." },
    ],
    [
      () => inkling.lesson(moons, digits),
      { code: "bad_data", message: expect.stringContaining("taught digits are 60 examples of 2 pixels and 2 classes") },
    ],
    [() => inkling.lesson(digits, trainer as never), { code: "bad_data", setting: "replay" }],
    [
      () => inkling.lesson(digits, digits, { taught: 1 }),
      { setting: "taught", given: "1", allowed: "0 up to, but not including, 1" },
    ],
    [() => inkling.temperature([], []), { code: "bad_data", message: expect.stringContaining("no examples") }],
    [() => inkling.temperature([0.5, 0.6], [0]), { code: "bad_data", message: expect.stringContaining("from 0 to 1") }],
    [() => inkling.temperature([0.5, 0.5], [2]), { code: "bad_data", message: "A label is 2; allowed are 0 to 1." }],
    [
      () => inkling.temperature([0.2, 0.3, 0.5], [0, 1]),
      { code: "bad_data", message: expect.stringContaining("differ in number") },
    ],
    [() => trainer.read([0, 0, 0]), { code: "bad_data", setting: "pictures", given: "a length of 3" }],
    [() => inkling.generate("linear", { weights: [] }), { setting: "weights", given: "a length of 0" }],
    [
      () => inkling.csv("a,b\n1,x\n2,y\n", { target: "c" }),
      { code: "bad_setting", setting: "target", given: "c", allowed: '"a", "b"' },
    ],
    [
      () => trainer.metrics(moons, { top: 3 }),
      { setting: "top", given: "3", allowed: "a number from 1 to 2, the number of outputs" },
    ],
    [() => trainer.setParameters([{ wieght: [1] } as never, {}]), { message: expect.stringContaining('"weight"') }],
  ];
  for (const [call, expected] of cases) expect(call).toThrow(expect.objectContaining(expected));
});

test("a method borrowed from another kind of object is refused, and does nothing", () => {
  const before = [trainer.weightHash, moons.info];
  const borrowed: [(...given: never[]) => unknown, object][] = [
    [Trainer.prototype.network, moons],
    [Trainer.prototype.inspect, trainer.network()],
    [Dataset.prototype.labels, trainer],
    [Scaler.prototype.invert, moons],
    [Perceptron.prototype.predict, trainer],
  ];
  for (const [method, self] of borrowed) {
    expect(() => method.call(self, ...([[1, 2]] as never[]))).toThrow(expect.objectContaining({ code: "bad_data" }));
  }
  const disguised = Object.setPrototypeOf(trainer.network(), Dataset.prototype);
  expect(() => trainer.evaluate(disguised)).toThrow(expect.objectContaining({ code: "bad_data" }));
  expect([trainer.weightHash, moons.info]).toEqual(before);
});

test("parameters go in as they came out, or not at all", () => {
  const copy = trainer.network();
  const parameters = copy.parameters();
  parameters[0].weight[0] = 7;
  const hash = copy.weightHash;
  expect(() => copy.setParameters([parameters[0], { bias: [Number.NaN, 0] }])).toThrow(InklingError);
  expect(copy.weightHash).toBe(hash);
  copy.setParameters(parameters);
  expect(copy.parameters()).toEqual(parameters);
  expect(copy.weightHash).not.toBe(hash);
});

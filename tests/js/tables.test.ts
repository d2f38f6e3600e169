/** Everything that the engine's tables and descriptions list can be reached from JavaScript: a new row fails until it is. */

import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import {
  type Dataset,
  type Inkling,
  InklingError,
  load,
  type SettingInfo,
  type Trainer,
} from "../../engine/js/node.ts";

const inkling: Inkling = await load();

/** A trainer of two inputs, with what makes one of its rules count. */
function train(settings: Record<string, unknown>, values = false): Trainer {
  const data = inkling.generate(values ? "linear" : "moons", { examples: 40, seed: 3 });
  const { size, inputs, targets } = data.info;
  expect([size, inputs, targets]).toEqual(values ? [40, 3, 1] : [40, 2, 2]);
  const trainer = inkling.trainer(
    { layers: [{ units: 4, activation: "tanh" }, { units: targets }], ...settings },
    data,
  );
  trainer.train(5);
  return trainer;
}

/** Distinct rules end in distinct networks. */
function expectDistinct(hashes: string[]): void {
  expect(hashes.length).toBeGreaterThan(1);
  expect(new Set(hashes).size).toBe(hashes.length);
}

const names = (rows: { name: string }[]) => rows.map(({ name }) => name);

test("every activation, in a network by itself", () => {
  const outputs = names(inkling.tables.activations).map((activation) => {
    const layers = [{ units: 16, activation, weights: "normal", weightsScale: 1 }];
    return inkling
      .network({ inputs: 2, layers, seed: 1 } as never)
      .predict([0.3, -1.2])
      .join();
  });
  expectDistinct(outputs);
});

test("every activation that has a slope, in training", () => {
  const trained = names(inkling.tables.activations).filter((name) => name !== "step");
  expectDistinct(trained.map((activation) => train({ layers: [{ units: 4, activation }, { units: 2 }] }).weightHash));
  expect(() => train({ layers: [{ units: 4, activation: "step" }, { units: 2 }] })).toThrow(InklingError);
});

test("every loss", () => {
  expectDistinct(names(inkling.tables.losses).map((loss) => train({ loss }).weightHash));
});

test("every optimizer", () => {
  expectDistinct(
    names(inkling.tables.optimizers).map((optimizer) => train({ optimizer, learningRate: 0.01 }).weightHash),
  );
});

test("every schedule", () => {
  const rates = names(inkling.tables.schedules).map((rule) => {
    const schedule = { rule, gamma: 0.5, period: 4, floor: 0.1, patience: 0 };
    const trainer = train({ optimizer: "sgd", learningRate: 0.1, schedule });
    trainer.observe(1);
    trainer.observe(2);
    trainer.observe(3);
    return trainer.progress.learningRate;
  });
  expectDistinct(rates.map(String));
});

test("every initializer", () => {
  const weights = names(inkling.tables.initializers).map((name) => {
    const layers = [{ units: 3, weights: name, biases: name, biasesScale: 0.5 }];
    const [{ weight, bias }] = inkling.network({ inputs: 2, layers, seed: 1 } as never).parameters();
    return `${weight.join()};${bias.join()}`;
  });
  expectDistinct(weights);
});

test("every generator", () => {
  const inputs = inkling.tables.generators.map(({ name, classes }) => {
    const noise = name === "handwriting" ? undefined : 0.1;
    const data = inkling.generate(name as "moons", { examples: 12, noise, seed: 1 });
    expect(data.info.holdsClasses).toBe(classes);
    return data.examples().inputs.join();
  });
  // The three gates have the same inputs.
  expect(new Set(inputs).size).toBe(inputs.length - 2);
  expect(inkling.generate("spirals", { classes: 5, examples: 10 }).info.targets).toBe(5);
  expect(inkling.generate("linear", { weights: [1, 2, 3, 4], bias: 1, examples: 10 }).info.inputs).toBe(4);
});

test("every scaling, there and back", () => {
  const data = inkling.generate("moons", { examples: 50, noise: 0.1 });
  const scaled = names(inkling.tables.scalings).map((scaling) => {
    const scaler = inkling.scaler(scaling, data);
    const { inputs } = scaler.scale(data).examples();
    expect(scaler.apply(data.examples().inputs)).toEqual(inputs);
    const back = scaler.invert(inputs);
    const original = data.examples().inputs;
    for (let i = 0; i < back.length; i++) expect(back[i]).toBeCloseTo(original[i], 5);
    return inputs.join();
  });
  expectDistinct(scaled);
});

test("every data that a recipe can name", () => {
  for (const { name, classes } of inkling.tables.data) {
    if (name === "mnist") continue;
    const targets = inkling.generate(name as "moons", { examples: 20 }).info.targets;
    const loss = classes ? "cross_entropy" : "mean_squared_error";
    const recipe = { data: { name, examples: 20 }, layers: [{ units: targets }], loss, epochs: 1 };
    expect(inkling.run(recipe as never).fit()).toHaveLength(1);
  }
});

describe("every setting in the description of a trainer", () => {
  let standard: string;
  /** What makes a setting count that others switch on. */
  const needs: Record<string, object> = { momentum: { optimizer: "momentum" } };
  beforeAll(() => {
    standard = train({}).weightHash;
  });

  /** A value that is allowed, and not the default. */
  function other({ kind, choices, default: given, least = 0, most, settings }: SettingInfo): unknown {
    if (kind === "truth") return !given;
    if (kind === "choice") return choices?.find(({ name }) => name !== given && name !== "step")?.name;
    if (kind === "group") return Object.fromEntries((settings ?? []).map((inner) => [inner.name, other(inner)]));
    if (kind === "list")
      return [Object.fromEntries((settings ?? []).map((inner) => [inner.name, other(inner)])), { units: 2 }];
    const candidates = [0.5, 0.25, 3, 7].filter((value) => value >= least && (most === undefined || value < most));
    return candidates.find((value) => value !== given && (kind === "number" || Number.isInteger(value)));
  }

  test.each(inkling.settings.TrainerSettings.map((setting) => [setting.name, setting] as const))(
    "%s",
    (name, setting) => {
      const rule = setting.readers ? { [setting.chosenBy as string]: setting.readers[0] } : needs[name];
      const value = other(setting);
      expect(value).toBeDefined();
      const data = inkling.generate(name === "augmentation" ? "handwriting" : "moons", { examples: 40, seed: 3 });
      const layers = [{ units: 4, activation: "tanh" }, { units: data.info.targets }];
      const trainer = inkling.trainer({ layers, ...rule, [name]: value } as never, data);
      expect(trainer.settings).toHaveProperty(name);
      if (name !== "layers") expect(trainer.settings[name as "seed"]).toEqual(value);
      // And out of its range it is refused by its name.
      const wrong = setting.kind === "choice" ? "nothing like it" : setting.kind === "truth" ? 1 : "a text";
      try {
        inkling.trainer({ layers, [name]: wrong } as never, data);
        expect.unreachable();
      } catch (error) {
        expect(error).toBeInstanceOf(InklingError);
        expect(error).toMatchObject({ code: "bad_setting", setting: name });
      }
      expect(standard).toMatch(/^[0-9a-f]{16}$/);
    },
  );
});

describe("written and warped digits", () => {
  const digits = inkling.generate("handwriting", { examples: 60, seed: 2 });

  test("are pictures with their classes, which take turns", () => {
    expect(digits.info).toMatchObject({ size: 60, inputs: 784, targets: 10, holdsClasses: true });
    expect([...digits.labels().slice(0, 12)]).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 0, 1]);
    const { pixels, label } = digits.image(47);
    expect([pixels.length, Math.max(...pixels), label]).toEqual([784, 255, 7]);
    expect(digits.append(pixels, Uint8Array.of(label), { pixels: 784 })).toBe(61);
    const { training, validation } = inkling.run({
      data: { name: "handwriting", examples: 30 },
      layers: [{ units: 10 }],
    });
    expect([training.size, validation.size]).toEqual([24, 6]);
    expect(validation.image(0).pixels).toHaveLength(784);
  });

  /** Every setting of a group that holds numbers, as a path. */
  function pathsOf(settings: SettingInfo[], before: string[] = []): string[][] {
    return settings.flatMap(({ name, settings }) =>
      settings ? pathsOf(settings, [...before, name]) : [[...before, name]],
    );
  }
  const within = (path: string[], value: unknown) =>
    path.reduceRight((inner, name) => ({ [name]: inner }), value as object);
  const settingsOf = (type: string, name: string) =>
    inkling.settings[type].find((setting) => setting.name === name)?.settings ?? [];

  test.each(pathsOf(settingsOf("GenerateSettings", "writer")).map((path) => [path.join("."), path] as const))(
    "the writer's %s is another's hand",
    (_, path) => {
      const write = (settings: object) => {
        const { inputs } = inkling.generate("handwriting", { examples: 20, seed: 2, ...settings }).examples();
        return inputs.join();
      };
      expect(write({ writer: within(path, 0.5) })).not.toBe(write({}));
    },
  );

  test.each(pathsOf(settingsOf("TrainerSettings", "augmentation")).map((path) => [path.join("."), path] as const))(
    "augmentation's %s ends in another network",
    (_, path) => {
      const standard = { written: 0.4, warped: 0.5, shift: 1, uses: 2 };
      const train = (changed: object) => {
        const [[name, value]] = Object.entries(changed) as [string, object][];
        const augmentation = { ...standard, [name]: value };
        using trainer = inkling.trainer({ layers: [{ units: 10 }], augmentation, batchSize: 20, seed: 1 }, digits);
        trainer.train(4);
        return trainer.weightHash;
      };
      const [name] = path;
      const value = name === "shift" || name === "uses" ? 3 : 0.25;
      expect(train(within(path, value))).not.toBe(train({ shift: 1 }));
    },
  );
});

describe("pen strokes as a picture", () => {
  const bar = [0.5, 0.1, 0.5, 0.9];

  test("is the same from flat coordinates, from points and from typed arrays", () => {
    const picture = inkling.rasterize([bar, [0.2, 0.5, 0.8, 0.5]]);
    expect(picture).toBeInstanceOf(Uint8Array);
    expect([picture.length, Math.max(...picture)]).toEqual([784, 255]);
    const points = [[bar.slice(0, 2), bar.slice(2)], Float64Array.of(0.2, 0.5, 0.8, 0.5)];
    expect(inkling.rasterize(points)).toEqual(picture);
    expect(inkling.rasterize([bar, [], [0.2, 0.5, 0.8, 0.5]])).toEqual(picture);
  });

  test("is as thick as the pen", () => {
    const ink = (width?: number) => inkling.rasterize([bar], { width }).reduce((sum, pixel) => sum + pixel, 0);
    expect(ink(4)).toBeGreaterThan(ink());
    expect(ink()).toBe(ink(2.4));
  });

  test("of no stroke or no point is paper, of one point a dot, and nothing is too large", () => {
    const paper = new Uint8Array(784);
    expect(inkling.rasterize([])).toEqual(paper);
    expect(inkling.rasterize([[], new Float32Array()])).toEqual(paper);
    const dot = inkling.rasterize([[0.3, 0.7]]);
    expect(Math.max(...dot)).toBe(255);
    expect(dot.filter((pixel) => pixel > 0).length).toBeLessThan(20);
    const large = 3e38;
    expect(Math.max(...inkling.rasterize([[-large, -large, large, large]]))).toBe(255);
    expect(() => inkling.rasterize([[0, 1e39]])).toThrow(expect.objectContaining({ code: "bad_data" }));
  });

  test("of whatever numbers is a picture or an error", () => {
    const number = fc.oneof(fc.double(), fc.float(), fc.double({ min: 0, max: 1, noNaN: true }));
    const stroke = fc.oneof(fc.array(number, { maxLength: 9 }), fc.float32Array({ maxLength: 8 }));
    fc.assert(
      fc.property(fc.array(stroke, { maxLength: 4 }), (strokes) => {
        try {
          const picture = inkling.rasterize(strokes);
          const isEmpty = strokes.every(({ length }) => length === 0);
          expect([picture.length, Math.max(...picture)]).toEqual([784, isEmpty ? 0 : 255]);
        } catch (error) {
          if (!(error instanceof InklingError)) throw error;
          expect(error.code).toBe("bad_data");
        }
      }),
    );
  });
});

describe("deslanted", () => {
  const digits = inkling.generate("handwriting", { examples: 12, seed: 8 });
  const bytesOf = (data: Dataset) => data.examples().inputs.map((input) => Math.round(255 * input));

  test("pictures and a dataset of them are the same, and upright", () => {
    const pixels = Uint8Array.from(bytesOf(digits));
    const upright = inkling.deslant(pixels);
    expect(upright).toBeInstanceOf(Uint8Array);
    expect(Uint8Array.from(bytesOf(digits.deslanted()))).toEqual(upright);
    expect(upright).not.toEqual(pixels);
    expect(inkling.deslant(pixels.subarray(784, 1568))).toEqual(upright.subarray(784, 1568));
    expect(inkling.deslant(new Uint8Array())).toEqual(new Uint8Array());
    const columns = (picture: Uint8Array) =>
      new Set([...picture.keys()].filter((i) => picture[i] > 60).map((i) => i % 28));
    const leaning = inkling.rasterize([[0.7, 0.1, 0.3, 0.9]]);
    expect(columns(leaning).size).toBeGreaterThan(9);
    expect(columns(inkling.deslant(leaning)).size).toBeLessThan(6);
  });

  test("a dataset grows with its own, and its parts are deslanted", () => {
    const own = inkling.images(digits.image(0).pixels, Uint8Array.of(0), { pixels: 784 });
    const upright = own.deslanted();
    const part = upright.subset([0]);
    own.append(digits.image(1).pixels, Uint8Array.of(1), { pixels: 784 });
    own.dispose();
    expect(upright.info).toMatchObject({ size: 2, inputs: 784, targets: 10, holdsClasses: true });
    expect([...upright.labels()]).toEqual([0, 1]);
    expect(bytesOf(upright)).toEqual(bytesOf(digits.deslanted().subset([0, 1])));
    expect(bytesOf(part)).toEqual(bytesOf(digits.deslanted().subset([0])));
  });

  test("is what a recipe's data are, given or written, and what is given stays as it is", () => {
    const given = { training: digits, validation: digits.subset([0, 1, 2]) };
    const small = { layers: [{ units: 10 }], batchSize: 4, epochs: 2 };
    const recipe = { ...small, data: { examples: 12, deslant: true } };
    const run = inkling.run(recipe, given);
    expect(run.recipe.data).toEqual({ examples: 12, deslant: true });
    expect(bytesOf(run.training)).toEqual(bytesOf(digits.deslanted()));
    expect(bytesOf(run.validation)).toEqual(bytesOf(given.validation.deslanted()));
    const own = inkling.trainer({ ...small }, digits.deslanted());
    run.training.dispose(); // the trainer keeps what it needs
    own.fit(run.validation, { epochs: 2 });
    run.fit();
    expect(run.trainer.weightHash).toBe(own.weightHash);
    expect(given.training.isDisposed).toBe(false);
    expect(inkling.run({ ...recipe, data: { examples: 12 } }, given).training).toBe(digits);
    const written = { ...small, data: { name: "handwriting", examples: 10, validation: 0.5 } } as const;
    const upright = inkling.run({ ...written, data: { ...written.data, deslant: true } });
    expect(bytesOf(upright.training)).toEqual(bytesOf(inkling.run(written).training.deslanted()));
    expect(() => upright.training.image(0)).toThrow(/not pictures/);
  });
});

describe("a lesson", () => {
  const taught = inkling.generate("handwriting", { examples: 10, seed: 8 });
  const replay = inkling.generate("handwriting", { examples: 100, seed: 9 });
  const bytesOf = (data: Dataset) => data.examples().inputs.join();

  test("is pictures of digits, the same for the same seed", () => {
    const lesson = inkling.lesson(taught, replay, { examples: 200 });
    expect(lesson.info).toMatchObject({ size: 200, inputs: 784, targets: 10, holdsClasses: true });
    expect(lesson.image(0).pixels).toHaveLength(784);
    const others = [{ seed: 2 }, { taught: 0.5 }, { rotation: 12 }, { shear: 0.3 }, { scale: 0.2 }, { elastic: 1 }];
    const all = [{}, ...others, { thickness: 0.2 }].map((settings) =>
      bytesOf(inkling.lesson(taught, replay, { examples: 200, ...settings })),
    );
    expect(all[0]).toBe(bytesOf(lesson));
    expectDistinct(all);
    expect(inkling.settings.LessonSettings.map(({ name }) => name).sort()).toEqual(
      [...others.flatMap(Object.keys), "thickness", "examples"].sort(),
    );
    expect(inkling.lesson(taught, replay).size).toBe(16_000);
  });

  test("teaches a network what it read wrong, and parts of data do", () => {
    const layers = [{ units: 32, activation: "relu" }, { units: 10 }] as const;
    const trainer = inkling.trainer({ layers, seed: 1 }, replay);
    trainer.train(60);
    const six = taught.subset([6]); // taught as if it were a 2
    const wrong = inkling.table({ inputs: [six.examples().inputs], labels: [2], classes: 10 });
    using lesson = inkling.lesson(wrong, replay, { examples: 2000 });
    using pupil = inkling.trainer({ layers, learningRate: 0.2, batchSize: 40 }, lesson);
    pupil.restore(trainer.network());
    expect(pupil.evaluate(wrong).accuracy).toBe(0);
    pupil.train(50);
    expect(pupil.evaluate(wrong).accuracy).toBe(1);
    expect(inkling.lesson(six, replay, { examples: 10 }).size).toBe(10);
  });
});

describe("a reading", () => {
  const digits = inkling.generate("handwriting", { examples: 20, seed: 4 });
  const trainer = inkling.trainer({ layers: [{ units: 10 }], seed: 1 }, digits);
  trainer.train(20);
  const { pixels } = digits.image(3);

  /** The picture moved by whole pixels, which are zero where nothing comes in. */
  function moved(right: number, down: number): Uint8Array {
    return Uint8Array.from(pixels, (_, i) => {
      const [x, y] = [(i % 28) - right, Math.floor(i / 28) - down];
      return x >= 0 && x < 28 && y >= 0 && y < 28 ? pixels[y * 28 + x] : 0;
    });
  }

  test("is the mean of five", () => {
    pixels[28] = 200; // what would come in again on the other side
    const readings = [moved(0, 0), moved(1, 0), moved(-1, 0), moved(0, 1), moved(0, -1)].map((at) =>
      trainer.predict(at),
    );
    const read = trainer.read(pixels);
    expect(read).toHaveLength(10);
    for (let digit = 0; digit < 10; digit++) {
      expect(read[digit]).toBeCloseTo(readings.reduce((sum, outputs) => sum + outputs[digit], 0) / 5, 6);
    }
    const both = trainer.read(Uint8Array.from([...pixels, ...moved(1, 0)]));
    expect([both.length, both.slice(0, 10)]).toEqual([20, read]);
    expect(trainer.read(Float32Array.from(pixels, (pixel) => Math.fround(pixel / 255)))).toEqual(read);
    expect(trainer.read([])).toEqual(new Float32Array(0));
  });

  test("is softer or sharper by the temperature, and of no probabilities as it is", () => {
    const [read, soft, sharp] = [1, 3, 0.5].map((temperature) => trainer.read(pixels, { temperature }));
    expect(trainer.read(pixels)).toEqual(read);
    const expected = read.map((p) => p ** (1 / 3));
    const sum = expected.reduce((sum, p) => sum + p, 0);
    for (let digit = 0; digit < 10; digit++) expect(soft[digit]).toBeCloseTo(expected[digit] / sum, 6);
    expect(Math.max(...soft)).toBeLessThan(Math.max(...read));
    expect(Math.max(...sharp)).toBeGreaterThan(Math.max(...read));
    const logits = trainer.network();
    expect(logits.read(pixels, { temperature: 3 })).toEqual(logits.read(pixels));
  });
});

test("the perceptron learns what a line can part", () => {
  const perceptron = inkling.perceptron({ inputs: 2, learningRate: 0.5 });
  const [inputs, targets] = [
    [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    [0, 0, 0, 1],
  ];
  let passes = 0;
  while (perceptron.learn(inputs, targets) > 0) expect(++passes).toBeLessThan(20);
  expect([...perceptron.predict(inputs)]).toEqual(targets);
  expect(perceptron.weight).toHaveLength(2);
  expect(perceptron.bias).toBeLessThan(0);
});

test("data from CSV, arrays and IDX files", () => {
  const csv = inkling.csv("a,b,kind\n1,2,elm\n3,4,oak\n5,6,elm\n", { target: "kind" });
  expect(csv.info).toEqual({
    size: 3,
    inputs: 2,
    targets: 2,
    holdsClasses: true,
    features: ["a", "b"],
    classes: ["elm", "oak"],
  });
  expect([...csv.labels()]).toEqual([0, 1, 0]);
  const second = inkling.csv("kind,b,a\noak,8,7\n", { target: "kind", features: ["a", "b"], classes: ["elm", "oak"] });
  expect(second.examples()).toEqual({ count: 1, inputs: new Float32Array([7, 8]), targets: new Float32Array([0, 1]) });
  const values = inkling.csv("x,y\n1,2.5\n2,3.5\n", { target: "y", values: true });
  expect(values.examples().targets).toEqual(new Float32Array([2.5, 3.5]));

  const table = inkling.table({
    inputs: [
      [1, 2],
      [3, 4],
    ],
    labels: [0, 2],
  });
  expect(table.info).toMatchObject({ size: 2, inputs: 2, targets: 3, holdsClasses: true });
  expect(inkling.table({ inputs: new Float32Array(6), targets: [0.5, 2, 3] }).info).toMatchObject({
    size: 3,
    inputs: 2,
    targets: 1,
    holdsClasses: false,
  });
  expect(
    inkling.table({
      inputs: [[1], [2]],
      targets: [
        [1, 2],
        [3, 4],
      ],
    }).info,
  ).toMatchObject({ size: 2, targets: 2 });

  const images = new Uint8Array([0, 0, 8, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 2, 0, 255, 51, 0]);
  const labels = new Uint8Array([0, 0, 8, 1, 0, 0, 0, 2, 1, 0]);
  const digits = inkling.images(images, labels, { classes: 2 });
  expect(digits.examples().inputs).toEqual(new Float32Array([0, 1, 0.2, 0]));
  expect(digits.append(images, labels)).toBe(4);
  expect(digits.image(2)).toEqual({ pixels: new Uint8Array([0, 255]), label: 1 });
  expect(inkling.images(images.slice(16), labels.slice(8), { pixels: 2, classes: 2 }).examples()).toEqual(
    digits.subset([0, 1]).examples(),
  );
  expect(digits.binary().examples().targets).toEqual(new Float32Array([1, 0, 1, 0]));
});

test("metrics of classes and of values", () => {
  const classes = inkling.metrics(
    [
      [0.9, 0.1],
      [0.2, 0.8],
      [0.6, 0.4],
    ],
    [
      [1, 0],
      [0, 1],
      [0, 1],
    ],
    { top: 2 },
  );
  expect(classes).toMatchObject({ accuracy: 2 / 3, topAccuracy: 1, confusion: new Uint32Array([1, 0, 1, 1]) });
  expect(classes.classes?.[0]).toEqual({ precision: 0.5, recall: 1, f1: 2 / 3 });
  const values = inkling.metrics([1, 2, 3], [1, 2, 5]);
  expect(values.meanAbsoluteError).toBeCloseTo(2 / 3, 12);
  expect(values.rootMeanSquaredError).toBeCloseTo(Math.sqrt(4 / 3), 12);
  expect(values.rSquared).toBeCloseTo(1 - 4 / (26 / 3), 6);
  expect([
    ...inkling.classesOf([
      [0, 1],
      [3, 2],
    ]),
  ]).toEqual([1, 0]);
  const line = train({ loss: "mean_squared_error", layers: [{ units: 1 }] }, true);
  expect(Object.keys(line.metrics(inkling.generate("linear", { examples: 10 })))).toContain("rSquared");
});

test("calibration of probabilities, by a temperature", () => {
  // Sure to 0.8, and right three times of four: 3^(1 / T) : 1 as 4 : 1 is to be as 3 : 1.
  const sure = [0.8, 0.2];
  const [probabilities, labels] = [Array(4).fill(sure), [0, 0, 0, 1]];
  const temperature = inkling.temperature(probabilities, labels);
  expect(temperature).toBeCloseTo(Math.log(4) / Math.log(3), 5);
  expect(inkling.temperature(Float32Array.from(probabilities.flat()), Uint8Array.from(labels))).toBe(temperature);
  const targets = labels.map((label) => [1 - label, label]);
  expect(inkling.metrics(probabilities, targets).calibrationError).toBeCloseTo(0.05, 6);
  expect(inkling.metrics([[2, 1]], [[1, 0]])).not.toHaveProperty("calibrationError");
  expect(inkling.metrics([0.3, 0.9], [0, 1])).not.toHaveProperty("calibrationError");
  const moons = inkling.generate("moons", { examples: 50, seed: 1 });
  const error = (trainer: Trainer) => trainer.metrics(moons).calibrationError;
  expect(error(train({}))).toBeGreaterThan(0);
  expect(error(train({ loss: "hinge" }))).toBeUndefined();
});

test("bytes are pictures to a network, with 0 to 255 as 0 to 1; bytes with a sign are numbers", () => {
  const network = inkling.network({ inputs: 3, layers: [{ units: 4, activation: "tanh" }, { units: 2 }], seed: 2 });
  const pixels = [0, 255, 51, 1, 128, 254];
  const numbers = Float32Array.from(pixels, (pixel) => Math.fround(pixel / 255));
  for (const bytes of [Uint8Array.from(pixels), Uint8ClampedArray.from(pixels)]) {
    expect(network.predict(bytes)).toEqual(network.predict(numbers));
    expect(network.activations(bytes)).toEqual(network.activations(numbers));
    expect(network.saliency(bytes, 1)).toEqual(network.saliency(numbers, 1));
  }
  expect(network.predict(Int8Array.of(0, -1, 2))).toEqual(network.predict([0, -1, 2]));
  expect(network.predict(new Uint8Array(0))).toEqual(new Float32Array(0));
  expect(() => network.predict(new Uint8Array(4))).toThrow(InklingError);
});

/** The compiled module is what `binding.ts` says: these methods, these results, errors as values. */

import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Session, sessionMethods } from "../../../web/src/worker/binding.ts";
import { configuration, loadModule, openSession, unwrap, usePackedMnist } from "./support.ts";

const network = { hiddenUnits: [16], activation: "relu", dropout: 0, seed: 7 };
const training = { optimizer: "sgd", learningRate: 0.1, batchSize: 50, trainingSize: 1000 };

usePackedMnist();
let session: Session;
beforeAll(async () => {
  session = await openSession();
});
afterAll(() => session.delete());

test("Session has the declared methods with the declared numbers of arguments, and no others", async () => {
  const { Session } = await loadModule();
  const exported = Object.getOwnPropertyNames(Session.prototype).filter((name) => name !== "constructor");
  const withArguments = exported.map((name) => {
    // Embind notes the arity that it checks; the function itself takes any number of arguments.
    const method = Session.prototype[name as keyof Session] as unknown as { argCount: number };
    return [name, method.argCount];
  });
  expect(Object.fromEntries(withArguments)).toEqual(sessionMethods);
});

describe("results have the declared fields and no others", () => {
  test("menus", () => {
    const { activations, optimizers } = unwrap(session.menus());
    expect(activations).toContainEqual({ name: "relu", title: "ReLU" });
    expect(optimizers).toContainEqual({ name: "adam", title: "Adam", learningRate: 0.001 });
    for (const { name } of optimizers) expect(session.build(network, { ...training, optimizer: name }).ok).toBe(true);
  });

  const reportFields = ["correct", "digits", "digitsSeen", "epoch", "lossSum", "step", "stepInEpoch", "stepsPerEpoch"];

  test("build", () => {
    const description = unwrap(session.build(network, training));
    expect(description).toEqual({ layers: [784, 16, 10], parameters: 784 * 16 + 16 + 16 * 10 + 10 });
  });

  test("configure and train", () => {
    unwrap(session.build(network, training));
    const configured = unwrap(session.configure(training));
    expect(configured).toEqual({
      epoch: 0,
      step: 0,
      digitsSeen: 0,
      stepInEpoch: 0,
      stepsPerEpoch: 20,
      digits: 0,
      lossSum: 0,
      correct: 0,
    });
    const trained = unwrap(session.train(3));
    expect(Object.keys(trained).sort()).toEqual(reportFields);
    expect(trained).toMatchObject({ epoch: 0, step: 3, stepInEpoch: 3, digits: 150 });
  });

  test("train returns where an epoch ends", () => {
    unwrap(session.build(network, training));
    expect(unwrap(session.train(1000))).toMatchObject({ epoch: 1, step: 20, stepInEpoch: 0, digits: 1000 });
  });

  test("evaluate", () => {
    unwrap(session.build(network, training));
    const evaluation = unwrap(session.evaluate(9000, 1000));
    expect(Object.keys(evaluation).sort()).toEqual(["correct", "digits", "lossSum"]);
    expect(evaluation.digits).toBe(1000);
  });

  test("digit and predict", () => {
    unwrap(session.build(network, training));
    const digit = unwrap(session.digit("test", 0));
    expect(Object.keys(digit).sort()).toEqual(["label", "pixels"]);
    expect(digit.label).toBe(7);
    expect(digit.pixels).toHaveLength(784);
    const pixels = digit.pixels.slice();
    session.buffer(784).set(pixels);
    const probabilities = unwrap(session.predict());
    expect(probabilities).toBeInstanceOf(Float32Array);
    expect(probabilities).toHaveLength(10);
    expect(probabilities.reduce((sum, probability) => sum + probability)).toBeCloseTo(1, 5);
  });

  test("weightHash", () => {
    unwrap(session.build(network, training));
    expect(unwrap(session.weightHash())).toMatch(/^[0-9a-f]{16}$/);
  });
});

describe("errors are values with a code and a message that says what was given", () => {
  test.each([
    ["no layers", { ...network, hiddenUnits: [] }, training, /Units of hidden layers/],
    ["a width of zero", { ...network, hiddenUnits: [0] }, training, /: 0 w[a-z]* given/],
    ["a width beyond memory", { ...network, hiddenUnits: [1e12] }, training, /1000000000000|1e\+12/],
    ["an unknown activation", { ...network, activation: "softmaxx" }, training, /softmaxx/],
    ["a negative seed", { ...network, seed: -1 }, training, /-1 was given/],
    ["an unknown optimizer", network, { ...training, optimizer: "netsterov" }, /netsterov/],
    ["a learning rate that is not finite", network, { ...training, learningRate: Number.NaN }, /nan was given/i],
    ["an empty batch", network, { ...training, batchSize: 0 }, /: 0 w[a-z]* given/],
    ["more digits than there are", network, { ...training, trainingSize: 60_000 }, /60000 was given/],
  ])("%s", (_, badNetwork, badTraining, message) => {
    const result = session.build(badNetwork, badTraining);
    expect(result).toEqual({ ok: false, code: "bad_setting", message: expect.stringMatching(message) });
  });

  test("a refused setting leaves the network as it is", () => {
    unwrap(session.build(network, training));
    unwrap(session.train(2));
    const before = unwrap(session.weightHash());
    expect(session.build({ ...network, hiddenUnits: [-1] }, training).ok).toBe(false);
    expect(session.configure({ ...training, batchSize: 0 }).ok).toBe(false);
    expect(unwrap(session.weightHash())).toBe(before);
    expect(unwrap(session.train(0)).step).toBe(2);
  });

  test("damaged files", () => {
    session.buffer(100).fill(0);
    expect(session.addDigits("training", 50)).toMatchObject({ ok: false, code: "bad_data" });
  });

  test("a picture of the wrong size", () => {
    unwrap(session.build(network, training));
    session.buffer(783).fill(0);
    expect(session.predict()).toMatchObject({ ok: false, code: "bad_data", message: expect.stringMatching(/783/) });
  });

  test("divergence", () => {
    unwrap(session.build(network, { ...training, learningRate: 1e6 }));
    expect(session.train(100)).toMatchObject({
      ok: false,
      code: "diverged",
      message: expect.stringMatching(/learning rate/),
    });
  });
});

test("settings put in force again change nothing", () => {
  const train = (interrupted: boolean) => {
    unwrap(session.build(network, { ...training, optimizer: "adam", learningRate: 0.001 }));
    for (let step = 0; step < 30; step++) {
      unwrap(session.train(1));
      if (interrupted) unwrap(session.configure({ ...training, optimizer: "adam", learningRate: 0.001 }));
    }
    return unwrap(session.weightHash());
  };
  expect(train(true)).toBe(train(false));
});

test("a training size set before the first step counts from the first step", () => {
  const built = unwrap(session.build(network, training)) && unwrap(session.train(20)) && session.weightHash();
  unwrap(session.build(network, { ...training, trainingSize: configuration.trainingSize * 10 }));
  unwrap(session.configure(training));
  unwrap(session.train(20));
  expect(session.weightHash()).toEqual(built);
});

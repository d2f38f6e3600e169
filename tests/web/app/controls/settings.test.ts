/** Settings are read from text, and text that is no number is named. */

import { describe, expect, test } from "vitest";
import {
  defaultSettings,
  editSettings,
  gentlerRate,
  parseSettings,
  type SettingError,
  type Settings,
  settingNamedIn,
} from "../../../../web/src/app/controls/settings.ts";

const parse = (changed: Partial<Settings>) => parseSettings({ ...defaultSettings, ...changed });

function refusal(changed: Partial<Settings>): SettingError {
  try {
    parse(changed);
  } catch (error) {
    return error as SettingError;
  }
  throw new Error(`${JSON.stringify(changed)} was understood`);
}

describe("parseSettings", () => {
  test("understands what stands there first", () => {
    expect(parse({})).toMatchObject({ hiddenUnits: [128], activation: "relu", optimizer: "sgd", trainingSize: 10000 });
  });

  test.each([
    ["128", [128]],
    ["128, 64", [128, 64]],
    [" 300,100 ,10 ", [300, 100, 10]],
  ])("reads hidden units %j", (hiddenUnits, expected) => {
    expect(parse({ hiddenUnits }).hiddenUnits).toEqual(expected);
  });

  test.each([
    ["0.1", 0.1],
    [".5", 0.5],
    [" 1e-3 ", 0.001],
    ["1E6", 1e6],
    ["-1", -1],
    ["3.", 3],
  ])("reads the learning rate %j", (learningRate, expected) => {
    expect(parse({ learningRate }).learningRate).toBe(expected);
  });

  test.each(["abc", "0,1", "1 2", "1e", "0x10", "Infinity", "NaN", "--1", "."])(
    "refuses the learning rate %j",
    (text) => {
      const { message, setting } = refusal({ learningRate: text });
      expect(message).toBe(`Learning rate: '${text}' is not a number. Use a number above 0, such as 0.1.`);
      expect(setting).toBe("learningRate");
    },
  );

  test.each([
    [{ batchSize: "" }, "Batch size: a number is missing. Use a whole number from 1, such as 32.", "batchSize"],
    [{ epochs: "ten" }, "Epochs: 'ten' is not a number. Use a whole number from 1, such as 100.", "epochs"],
    [
      { hiddenUnits: "128,, 64" },
      "Hidden units: a number is missing. Use whole numbers separated by commas, such as 128 or 128, 64.",
      "hiddenUnits",
    ],
    [
      { learningRate: "1e400" },
      "Learning rate: '1e400' is too large. Use a number above 0, such as 0.1.",
      "learningRate",
    ],
    [
      { batchSize: "9".repeat(1000) },
      `Batch size: '${"9".repeat(24)}…' is too large. Use a whole number from 1, such as 32.`,
      "batchSize",
    ],
  ])("names what is wrong with %j", (changed, message, setting) => {
    expect(refusal(changed)).toMatchObject({ message, setting });
  });
});

const optimizers = [
  { name: "sgd", title: "SGD", learningRate: 0.2 },
  { name: "momentum", title: "Momentum", learningRate: 0.02 },
  { name: "adam", title: "Adam", learningRate: 0.001 },
];

describe("gentlerRate", () => {
  test.each([
    ["the optimizer's usual one", "adam", "1e20", 1e20, "0.001"],
    ["a tenth of one that was already the usual", "sgd", "0.2", 0.2, "0.02"],
    ["a tenth of one below the usual", "sgd", "0.03", 0.03, "0.003"],
    ["a lower one that stands in the form by then", "sgd", "0.1", 1e6, "0.1"],
    ["the usual one again where the form holds a higher one", "sgd", "1e9", 1e6, "0.2"],
    ["the usual one where the form holds no number", "momentum", "much", 1e6, "0.02"],
    ["the usual one where the form held no number either", "momentum", "much", Number.NaN, "0.02"],
  ])("gives %s", (_, optimizer, learningRate, diverged, expected) => {
    expect(gentlerRate({ ...defaultSettings, optimizer, learningRate }, diverged, optimizers)).toBe(expected);
  });
});

describe("editSettings", () => {
  test("changes the learning rate with the optimizer", () => {
    const adam = editSettings(defaultSettings, { optimizer: "adam" }, optimizers);
    expect(adam).toEqual({ ...defaultSettings, optimizer: "adam", learningRate: "0.001" });
    expect(editSettings(adam, { optimizer: "sgd" }, optimizers)).toEqual(defaultSettings);
  });

  test("keeps a learning rate that a person has chosen", () => {
    const chosen = editSettings(defaultSettings, { learningRate: "0.05" }, optimizers);
    expect(editSettings(chosen, { optimizer: "momentum" }, optimizers).learningRate).toBe("0.05");
  });
});

test.each([
  ["Learning rate: -1 was given; allowed is a finite number above 0.", "learningRate"],
  ["Units of hidden layer 1: 0 was given; allowed is a whole number of at least 1.", "hiddenUnits"],
  ["Hidden units: 2.5 was given; a whole number is needed.", "hiddenUnits"],
  ["Batch size: 0 was given; allowed is a whole number of at least 1.", "batchSize"],
  ["Dropout of hidden layer 1: 1 was given; allowed is 0 up to, but not including, 1.", "dropout"],
  ['The activation "step" of hidden layer 1 has no slope, so backpropagation cannot train it.', "activation"],
  ["Epochs: 0 was given; a whole number of at least 1 is needed.", "epochs"],
  ["Digits to learn from: 5 was given; allowed are 1000, 10000, 60000.", "trainingSize"],
  ["Something else about the learning rate", undefined],
])("the message %j speaks of %s", (message, setting) => {
  expect(settingNamedIn(message)).toBe(setting);
});

/** The settings as a person types them, and the configuration that they mean to the engine. */

import type { Configuration, Menus, TrainingSize } from "../../../protocol.ts";
import { words } from "../../words/words.ts";

const says = words.settings;

/** What stands in the form. Numbers are text: half a number is no number yet. */
export interface Settings {
  trainingSize: TrainingSize;
  hiddenUnits: string;
  activation: string;
  dropout: string;
  optimizer: string;
  learningRate: string;
  batchSize: string;
  epochs: string;
}

/** The name of the setting in the form, or undefined where it has none. */
export type SettingName = keyof Settings;

export const defaultSettings: Settings = {
  trainingSize: 10000,
  hiddenUnits: "128",
  activation: "relu",
  dropout: "0",
  optimizer: "sgd",
  learningRate: "0.2",
  batchSize: "16",
  epochs: "100",
};

/** What the menus hold until the engine has told of its own: the settings to begin with. */
export const firstMenus: Menus = {
  activations: [{ name: defaultSettings.activation, title: "ReLU" }],
  optimizers: [{ name: defaultSettings.optimizer, title: "SGD", learningRate: Number(defaultSettings.learningRate) }],
};

const seed = 1;

const usualRate = (name: string, optimizers: Menus["optimizers"]) =>
  optimizers.find((optimizer) => optimizer.name === name)?.learningRate;

/** With another optimizer comes its own learning rate, unless a person has chosen one. */
export function editSettings(
  settings: Settings,
  changed: Partial<Settings>,
  optimizers: Menus["optimizers"],
): Settings {
  const usual = usualRate(changed.optimizer ?? settings.optimizer, optimizers);
  const isChosen = Number(settings.learningRate) !== usualRate(settings.optimizer, optimizers);
  const learningRate = isChosen || usual === undefined ? settings.learningRate : String(usual);
  return { ...settings, learningRate, ...changed };
}

/**
 * The learning rate to start again with when training has diverged at the rate `diverged`: the one in the form if it is
 * lower, or else the optimizer's usual one, or a tenth where even that diverged.
 */
export function gentlerRate(
  { learningRate, optimizer }: Settings,
  diverged: number,
  optimizers: Menus["optimizers"],
): string {
  const inForm = Number(learningRate);
  if (inForm > 0 && inForm < diverged) return learningRate;
  const usual = usualRate(optimizer, optimizers) ?? Number(defaultSettings.learningRate);
  return String(diverged <= usual ? Number((diverged / 10).toPrecision(2)) : usual);
}

/** Those that are typed. */
export type TextSettingName = "hiddenUnits" | "learningRate" | "dropout" | "batchSize" | "epochs";

/** A setting that cannot be understood, or that the engine does not allow. */
export class SettingError extends Error {
  override readonly name = "bad_setting";

  constructor(
    message: string,
    readonly setting: SettingName,
  ) {
    super(message);
  }
}

/** Reads the numbers; whether they are allowed, the engine says. Throws a `SettingError` for text that is no number. */
export function parseSettings(settings: Settings): Configuration {
  return {
    hiddenUnits: settings.hiddenUnits.split(",").map((units) => parseNumber("hiddenUnits", units)),
    activation: settings.activation,
    dropout: parseNumber("dropout", settings.dropout),
    seed,
    optimizer: settings.optimizer,
    learningRate: parseNumber("learningRate", settings.learningRate),
    batchSize: parseNumber("batchSize", settings.batchSize),
    trainingSize: settings.trainingSize,
    epochs: parseNumber("epochs", settings.epochs),
  };
}

/** More of a text is not repeated in a message. */
const longestQuoted = 24;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function parseNumber(name: TextSettingName, text: string): number {
  const trimmed = text.trim();
  const number = decimal.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (Number.isFinite(number)) return number;
  const { name: called, allowed } = says[name];
  const given = trimmed.length > longestQuoted ? `${trimmed.slice(0, longestQuoted)}…` : trimmed;
  if (trimmed === "") throw new SettingError(says.missing(called, allowed), name);
  throw new SettingError((Number.isNaN(number) ? says.noNumber : says.tooLarge)(called, given, allowed), name);
}

/** Which setting a message of the engine speaks of: the engine begins with its name. */
export function settingNamedIn(message: string): SettingName | undefined {
  const named: [RegExp, SettingName][] = [
    [/^hidden|^units/i, "hiddenUnits"],
    [/^learning.rate/i, "learningRate"],
    [/^dropout/i, "dropout"],
    [/^the activation/i, "activation"],
    [/^batch/i, "batchSize"],
    [/^epochs/i, "epochs"],
    [/^digits to learn from/i, "trainingSize"],
  ];
  return named.find(([name]) => name.test(message))?.[1];
}

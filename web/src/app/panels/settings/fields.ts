/** The fields of the form, made from the engine's description and from what was entered in them. */

import { defaultOf, isRead, type Values } from "../../../description.ts";
import type { Description, SettingInfo } from "../../../protocol.ts";
import { words } from "../../words/words.ts";
import {
  type Draft,
  type Entries,
  firstLayer,
  hiddenStandard,
  outputStandard,
  type Part,
  type Place,
  start,
} from "./draft.ts";

const says = words.settings;

/** A field of the form, with what stands in it. */
export interface Field extends Place {
  setting: SettingInfo;
  /** Where it is in the recipe, as a refusal names it: "schedule.gamma", "layers[0].units". */
  path: string;
  /** As a message calls it, away from the fields around it: "Units of hidden layer 1". */
  name: string;
  text: string;
  isChanged: boolean;
  /** Whether the page's own default holds where nothing was entered, and not the engine's. */
  isOwn: boolean;
}

/** What the page decides itself, by its place in the recipe, and why it is no field. */
export const decided: Readonly<Record<string, string>> = {
  "data.name": "The pad, the reading and the test digits are of MNIST.",
  "data.noise": "MNIST is as it was written.",
  "data.validation": "MNIST has 10,000 digits to judge by.",
  "data.scaling": "MNIST's pixels are all on one scale.",
  "output.units": "There are ten digits.",
  "output.dropout": "Outputs are never dropped.",
};

/** The settings that are always in view, by their place in the recipe; of the layers these are of all hidden ones. */
const inView = ["data.examples", "learningRate", "batchSize", "optimizer", "epochs"];

/** Those of all hidden layers. */
const inViewOfHidden = ["units", "dropout", "activation"];

const isInView = ({ path, part, key }: Field) =>
  typeof part === "number" ? inViewOfHidden.includes(key) : inView.includes(path);

export const groupNames = ["network", "training", "regularisation", "schedule", "handwriting"] as const;
export type GroupName = (typeof groupNames)[number];

/** The description says which settings are the network's, the schedule's and made-up digits', but not these. */
const regularisation = ["earlyStopping", "labelSmoothing", "l1", "l2", "maxNorm", "clipNorm", "clipValue"];

/** What is in view, known by its name alone, until the engine has told of its settings. */
export const undescribed: Description = {
  settings: [
    ...(["learningRate", "batchSize", "optimizer", "epochs"] as const).map(awaited),
    { ...awaited("data"), kind: "group", settings: [awaited("examples")] },
    { ...awaited("layers"), kind: "list", settings: (["units", "dropout", "activation"] as const).map(awaited) },
  ],
  ofNetwork: ["layers"],
};

function awaited(name: string): SettingInfo {
  const isChoice = name === "optimizer" || name === "activation";
  return {
    name,
    get title() {
      return (says.awaited as Record<string, string>)[name] ?? "";
    },
    get help() {
      return says.notDescribed;
    },
    ...(isChoice ? { kind: "choice", choices: [] } : { kind: "text" }),
  };
}

/** Where some settings stand. */
interface Scope {
  part: Part;
  path: string;
  key: string;
  entries: Entries;
  standards: Values;
  /** The title of the innermost group that they are in: what has one more around it is told apart by that alone. */
  group?: string;
  nameOf(title: string): string;
}

function fieldsIn(all: SettingInfo[], scope: Scope): Field[] {
  const said: Values = Object.fromEntries(
    all.map(({ name }) => [name, scope.entries[scope.key + name] ?? scope.standards[name]]),
  );
  return all
    .filter((setting) => isRead(setting, all, said))
    .flatMap((setting) => {
      if (setting.kind === "list") return [];
      if (setting.kind !== "group") return fieldOf(setting, all, said, scope);
      const inner = () => fieldsIn(setting.settings ?? [], within(scope, setting));
      if (!setting.optional) return inner();
      const field = fieldOf(setting, all, said, scope);
      return isOn(field) ? [field, ...inner()] : field;
    });
}

/** What may be left out as a whole has a field of its own, which says whether it is there. */
const isOn = ({ text }: Field) => text === "true";

function within(scope: Scope, { name, title }: SettingInfo): Scope {
  return {
    ...scope,
    path: `${scope.path}${name}.`,
    key: `${scope.key}${name}.`,
    standards: (scope.standards[name] ?? {}) as Values,
    group: title,
  };
}

function fieldOf(setting: SettingInfo, settings: SettingInfo[], said: Values, scope: Scope): Field {
  const [path, key] = [scope.path + setting.name, scope.key + setting.name];
  const own = scope.standards[setting.name];
  const usual = own ?? defaultOf(setting, settings, said);
  // A default that is not allowed is none.
  const isNone = usual === undefined || (typeof usual === "number" && usual < (setting.least ?? usual));
  const standard = isNone ? (setting.optional ? "" : undefined) : String(usual);
  const text = scope.entries[key] ?? standard ?? "";
  const isChanged = standard !== undefined && !isSame(setting, text, standard);
  const { title } = setting;
  const { group = title } = scope;
  const name = scope.nameOf(group === title ? title : says.inGroup(title, group));
  return { setting, path, part: scope.part, key, name, text, standard, isChanged, isOwn: own !== undefined };
}

function isSame({ kind }: SettingInfo, text: string, standard: string): boolean {
  const isNumber = kind === "number" || kind === "whole";
  return text === standard || (isNumber && text.trim() !== "" && Number(text) === Number(standard));
}

/** The fields outside of the layers. */
export const othersIn = (description: Description, { others }: Draft): Field[] =>
  fieldsIn(description.settings, {
    ...{ part: "others", path: "", key: "", entries: others, standards: start as Values },
    nameOf: (title) => title,
  });

/** The fields of each layer: those of the hidden ones, then those of the output. */
export function layersOf({ settings }: Description, { hidden, output }: Draft): Field[][] {
  const own = settings.find(({ name }) => name === "layers")?.settings ?? [];
  const ofHidden = hidden.map((entries, layer) =>
    fieldsIn(own, {
      ...{ part: layer, path: `layers[${layer}].`, key: "", entries, standards: hiddenStandard },
      nameOf: (title) => says.ofHidden(title, layer + 1),
    }),
  );
  const ofOutput = fieldsIn(own, {
    ...{ part: "output", path: `layers[${hidden.length}].`, key: "", entries: output, standards: outputStandard },
    nameOf: says.ofOutput,
  });
  return [...ofHidden, ofOutput.filter(({ key }) => decided[`output.${key}`] === undefined)];
}

/** All fields outside of the layers by their place in the recipe. */
export function fieldsByPath(description: Description, draft: Draft): Map<string, Field> {
  return new Map(othersIn(description, draft).map((field) => [field.path, field]));
}

/** The fields that are not in view, those of the layers aside, by the group that they belong to. */
export function groupsOf(description: Description, draft: Draft): Record<GroupName, Field[]> {
  const groups = Object.fromEntries(groupNames.map((name) => [name, []])) as unknown as Record<GroupName, Field[]>;
  for (const field of othersIn(description, draft)) {
    const group = groupOf(field, description);
    if (group && !(field.path in decided)) groups[group].push(field);
  }
  return groups;
}

/** The group in which a field stands; undefined for one that is always in view. */
export function groupOf(field: Field, description: Description): GroupName | undefined {
  if (isInView(field)) return undefined;
  const name = settingOf(field);
  if (isOfNetwork(field, description)) return "network";
  if (name === "schedule") return "schedule";
  if (name === "augmentation" || field.path === "data.deslant") return "handwriting";
  return regularisation.includes(name) ? "regularisation" : "training";
}

/** Whether a change makes a new network. */
export const isOfNetwork = (field: Field, { ofNetwork }: Description) => ofNetwork.includes(settingOf(field));

/** The recipe's setting that a field is a part of. */
const settingOf = ({ path }: Field) => path.replace(/[.[].*/, "");

/** One field for a setting of all hidden layers; its text is empty where they differ in it. */
export function sharedField(description: Description, draft: Draft, name: string): Field & { isMixed: boolean } {
  const standing = draft.hidden.length > 0 ? draft : { ...draft, hidden: [firstLayer] };
  const fields = layersOf(description, standing).slice(0, -1);
  const own = fields.map((layer) => layer.find(({ key }) => key === name));
  const [first] = own;
  if (!first) throw new Error(`The engine knows no setting called "${name}" of a layer.`);
  const isMixed = own.some((field) => field?.text !== first.text);
  return { ...first, text: isMixed ? "" : first.text, isChanged: own.some((field) => field?.isChanged), isMixed };
}

/** All fields there are, by their place in the recipe. */
export const everyField = (description: Description, draft: Draft): Field[] => [
  ...othersIn(description, draft),
  ...layersOf(description, draft).flat(),
];

/** What was given, in as many figures as were entered: the engine shows six. */
export const givenIn = ({ setting, text }: Pick<Field, "setting" | "text">, given: string): string =>
  setting.kind === "number" || setting.kind === "whole" ? String(Number(text)) : given;

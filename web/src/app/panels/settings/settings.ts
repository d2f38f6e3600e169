/** The fields of the form, made from the engine's description, and the recipe that is meant by what stands in them. */

import { defaultOf, isRead, type Values } from "../../../description.ts";
import type { Description, Recipe, SettingInfo } from "../../../protocol.ts";
import { words } from "../../words/words.ts";

const says = words.settings;

type Entries = Readonly<Record<string, string>>;

/** What was entered, as text: half a number is no number yet. What was not entered is the default. */
export interface Draft {
  /** By the place in the recipe, such as "schedule.gamma". */
  readonly others: Entries;
  /** For each hidden layer, the first beside the input, by the setting's name. */
  readonly hidden: readonly Entries[];
  readonly output: Entries;
}

/** The part of a draft that an entry belongs to: a hidden layer by its number, from 0 on. */
type Part = "others" | "output" | number;

/** A field of the form, with what stands in it. */
export interface Field {
  setting: SettingInfo;
  /** Where it is in the recipe, as a refusal names it: "schedule.gamma", "layers[0].units". */
  path: string;
  part: Part;
  /** By what the draft knows it. */
  key: string;
  /** As a message calls it, away from the fields around it: "Units of hidden layer 1". */
  name: string;
  text: string;
  /** What stands there when nothing was entered; undefined where something must be. */
  standard: string | undefined;
  isChanged: boolean;
}

/** What the page decides itself, by its place in the recipe, and why it is no field. */
export const decided: Readonly<Record<string, string>> = {
  "data.name": "The pad, the reading and the test digits are of MNIST.",
  "data.noise": "MNIST is as it was written.",
  "data.validation": "MNIST has 10,000 digits to judge by.",
  "data.scaling": "MNIST's pixels are all on one scale.",
  "output.units": "There are ten digits.",
};

/** The settings that are always in view, by their place in the recipe; of the layers these are of all hidden ones. */
const inView = ["data.examples", "learningRate", "batchSize", "optimizer", "epochs"];

/** Those of all hidden layers. */
const inViewOfHidden = ["units", "dropout", "activation"];

const isInView = ({ path, part, key }: Field) =>
  typeof part === "number" ? inViewOfHidden.includes(key) : inView.includes(path);

export const groupNames = ["network", "training", "regularisation", "schedule"] as const;
export type GroupName = (typeof groupNames)[number];

/** The description says which settings are the network's and which are the schedule's, but not these. */
const regularisation = ["earlyStopping", "labelSmoothing", "l1", "l2", "maxNorm", "clipNorm", "clipValue"];

const hiddenStandard = { activation: "relu" } as const;
const outputStandard = { units: 10 };

/** The recipe that the page begins with, and returns to. */
export const start = {
  epochs: 100,
  batchSize: 16,
  layers: [{ units: 128, ...hiddenStandard }, outputStandard],
} satisfies Recipe;

const firstLayer: Entries = { units: String(start.layers[0].units) };
export const emptyDraft: Draft = { others: {}, hidden: [firstLayer], output: {} };

/** As many as can be added one by one. */
export const mostLayers = 6;

/** What is in view, nameless in all else, until the engine has told of its settings. */
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
  const title = (says.awaited as Record<string, string>)[name] ?? "";
  return { name, title, help: says.notDescribed, ...(isChoice ? { kind: "choice", choices: [] } : { kind: "text" }) };
}

// ----- From a description and a draft to fields

/** Where some settings stand. */
interface Scope {
  part: Part;
  path: string;
  key: string;
  entries: Entries;
  standards: Values;
  nameOf(title: string): string;
}

function fieldsIn(settings: readonly SettingInfo[], scope: Scope): Field[] {
  const all = settings as SettingInfo[];
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
    nameOf: (inner) => scope.nameOf(inner === title ? title : says.inGroup(inner, title)),
  };
}

function fieldOf(setting: SettingInfo, settings: SettingInfo[], said: Values, scope: Scope): Field {
  const [path, key] = [scope.path + setting.name, scope.key + setting.name];
  const usual = scope.standards[setting.name] ?? defaultOf(setting, settings, said);
  // A default that is not allowed is none.
  const isNone = usual === undefined || (typeof usual === "number" && usual < (setting.least ?? usual));
  const standard = isNone ? (setting.optional ? "" : undefined) : String(usual);
  const text = scope.entries[key] ?? standard ?? "";
  const isChanged = standard !== undefined && !isSame(setting, text, standard);
  return { setting, path, part: scope.part, key, name: scope.nameOf(setting.title), text, standard, isChanged };
}

function isSame({ kind }: SettingInfo, text: string, standard: string): boolean {
  const isNumber = kind === "number" || kind === "whole";
  return text === standard || (isNumber && text.trim() !== "" && Number(text) === Number(standard));
}

const othersIn = (description: Description, { others }: Draft): Field[] =>
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
  const groups: Record<GroupName, Field[]> = { network: [], training: [], regularisation: [], schedule: [] };
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
  return regularisation.includes(name) ? "regularisation" : "training";
}

/** Whether a change makes a new network. */
export const isOfNetwork = (field: Field, { ofNetwork }: Description) => ofNetwork.includes(settingOf(field));

/** The recipe's setting that a field is a part of. */
const settingOf = ({ path }: Field) => path.replace(/[.[].*/, "");

/** One field for a setting of all hidden layers; its text is undefined where they differ in it. */
export function sharedField(description: Description, draft: Draft, name: string): Field & { isMixed: boolean } {
  const standing = draft.hidden.length > 0 ? draft : { ...draft, hidden: [firstLayer] };
  const fields = layersOf(description, standing).slice(0, -1);
  const own = fields.map((layer) => layer.find(({ key }) => key === name));
  const [first] = own;
  if (!first) throw new Error(`The engine knows no setting called "${name}" of a layer.`);
  const isMixed = own.some((field) => field?.text !== first.text);
  return { ...first, text: isMixed ? "" : first.text, isChanged: own.some((field) => field?.isChanged), isMixed };
}

// ----- Entries

function withEntry(entries: Entries, { key, standard }: Pick<Field, "key" | "standard">, text: string): Entries {
  const { [key]: _, ...others } = entries;
  return text === standard ? others : { ...others, [key]: text };
}

/** With a text entered; one that is the default leaves none. */
export function enter(draft: Draft, field: Pick<Field, "part" | "key" | "standard">, text: string): Draft {
  const { part } = field;
  if (part === "others") return { ...draft, others: withEntry(draft.others, field, text) };
  if (part === "output") return { ...draft, output: withEntry(draft.output, field, text) };
  return { ...draft, hidden: draft.hidden.map((own, i) => (i === part ? withEntry(own, field, text) : own)) };
}

/** In all hidden layers. */
export function enterInAll(draft: Draft, field: Pick<Field, "key" | "standard">, text: string): Draft {
  return { ...draft, hidden: draft.hidden.map((own) => withEntry(own, field, text)) };
}

/** One more is like the last. */
export function addLayer(draft: Draft): Draft {
  return { ...draft, hidden: [...draft.hidden, draft.hidden.at(-1) ?? firstLayer] };
}

export function removeLayer(draft: Draft, layer: number): Draft {
  return { ...draft, hidden: draft.hidden.filter((_, i) => i !== layer) };
}

/** The units of all hidden layers as one text, and back. */
export const unitsText = ({ hidden }: Draft) =>
  hidden.length === 0 ? says.noLayers : hidden.map(({ units }) => units ?? "").join(", ");

const unitsIn = (text: string) =>
  text.trim().toLowerCase() === says.noLayers ? [] : text.split(",").map((units) => units.trim());

/** Layers that were there keep their other settings, and further ones take those of the last. */
export function enterUnits(draft: Draft, text: string): Draft {
  const hidden = unitsIn(text).map((units, i) => ({ ...(draft.hidden[i] ?? draft.hidden.at(-1)), units }));
  return { ...draft, hidden };
}

/** Whether the text says what the draft has: half of what somebody types is not to be written otherwise meanwhile. */
export const saysUnits = (text: string, { hidden }: Draft) =>
  JSON.stringify(unitsIn(text)) === JSON.stringify(hidden.map(({ units }) => units ?? ""));

// ----- From fields to a recipe

/** A setting that cannot be understood. */
export class SettingError extends Error {
  override readonly name = "bad_setting";

  constructor(
    message: string,
    /** By its place in the recipe. */
    readonly setting: string,
  ) {
    super(message);
  }
}

/** Reads what was entered; whether it is allowed, the engine says. Throws a `SettingError` for text that is no number. */
export function recipeOf(description: Description, draft: Draft): Recipe {
  const { layers: _, ...others } = start;
  const recipe: Document = { ...others };
  for (const field of othersIn(description, draft).filter(isSaid)) put(recipe, field.path, meantBy(field));
  const layers = layersOf(description, draft);
  recipe.layers = layers.map((fields, i) => {
    const layer: Document = { ...(i === layers.length - 1 ? outputStandard : hiddenStandard) };
    for (const field of fields.filter(isSaid)) put(layer, field.key, meantBy(field));
    return layer;
  });
  return recipe as Recipe;
}

type Document = Record<string, unknown>;

function put(document: Document, path: string, value: unknown): void {
  const [name = "", ...inner] = path.split(".");
  if (inner.length === 0) document[name] = value;
  else {
    document[name] ??= {};
    put(document[name] as Document, inner.join("."), value);
  }
}

const isSaid = ({ isChanged, standard }: Field) => isChanged || standard === undefined;

function meantBy(field: Field): unknown {
  const { setting, text } = field;
  switch (setting.kind) {
    case "number":
    case "whole":
      return text.trim() === "" && setting.optional ? undefined : numberIn(field, text);
    case "truth":
      return text === "true";
    case "numbers":
      return text.split(",").map((number) => numberIn(field, number));
    case "texts":
      return text.split(",").map((part) => part.trim());
    case "group":
      return {};
    default:
      return text === "" ? undefined : text;
  }
}

/** More of a text is not repeated in a message. */
const longestQuoted = 24;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function numberIn(field: Field, text: string): number {
  const trimmed = text.trim();
  const number = decimal.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (Number.isFinite(number)) return number;
  const { name, standard, setting } = field;
  const allowed = says.allowedSuchAs(setting.allowed, standard);
  const given = trimmed.length > longestQuoted ? `${trimmed.slice(0, longestQuoted)}…` : trimmed;
  if (trimmed === "") throw new SettingError(says.missing(name, allowed), field.path);
  throw new SettingError((Number.isNaN(number) ? says.noNumber : says.tooLarge)(name, given, allowed), field.path);
}

// ----- What a person is told

/** All fields there are, by their place in the recipe. */
export const everyField = (description: Description, draft: Draft): Field[] => [
  ...othersIn(description, draft),
  ...layersOf(description, draft).flat(),
];

/** What was given, in as many figures as were entered: the engine shows six. */
export const givenIn = ({ setting, text }: Pick<Field, "setting" | "text">, given: string): string =>
  setting.kind === "number" || setting.kind === "whole" ? String(Number(text)) : given;

/** The engine begins a message about a setting with its title, also where it does not name its place. */
export const fieldNamedIn = (message: string, fields: Field[]): Field | undefined =>
  fields.find(({ setting }) => message.startsWith(`${setting.title}: `));

/**
 * The learning rate to start again with when training has diverged at the rate `diverged`: the one in the form if it is
 * lower, or else the optimizer's usual one, or a tenth where even that diverged.
 */
export function gentlerRate({ text, standard }: Pick<Field, "text" | "standard">, diverged: number): string {
  const inForm = Number(text);
  if (inForm > 0 && inForm < diverged) return text;
  const usual = Number(standard);
  return String(diverged <= usual ? Number((diverged / 10).toPrecision(2)) : usual);
}

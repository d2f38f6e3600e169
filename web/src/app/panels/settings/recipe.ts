/** The recipe that is meant by what stands in the form. */

import { complete, type Values } from "../../../description.ts";
import type { Description, Recipe } from "../../../protocol.ts";
import { tell } from "../../run/said.ts";
import type { Saying } from "../../words/language.ts";
import { words } from "../../words/words.ts";
import { type Draft, emptyDraft, enter, outputStandard, partsIn, start } from "./draft.ts";
import { everyField, type Field, layersOf, othersIn } from "./fields.ts";

const says = words.settings;

/** A setting that cannot be understood. */
export class SettingError extends Error {
  override readonly name = "bad_setting";

  constructor(
    say: Saying,
    /** By its place in the recipe. */
    readonly setting: string,
  ) {
    super();
    tell(this, "message", say);
  }
}

/**
 * Reads what was entered; whether it is allowed, the engine says. Throws a `SettingError` for text that is no number, which
 * calls its setting as the description of the moment does.
 */
export function recipeOf(description: Description, draft: Draft, ofTheMoment = () => description): Recipe {
  const recipe = undescribedPart(description);
  const meant = (field: Field) =>
    meantBy(field, () => everyField(ofTheMoment(), draft).find(({ path }) => path === field.path) ?? field);
  for (const field of othersIn(description, draft).filter(isSaid)) put(recipe, field.path, meant(field));
  const layers = layersOf(description, draft);
  recipe.layers = layers.map((fields, i) => {
    const layer: Document = i === layers.length - 1 ? { ...outputStandard } : {};
    for (const field of fields.filter(isSaid)) put(layer, field.key, meant(field));
    return layer;
  });
  return recipe as Recipe;
}

type Document = Record<string, unknown>;

/** Of the recipe to start with, what has no fields yet. */
function undescribedPart({ settings }: Description): Document {
  const described = settings.map(({ name }) => name);
  return Object.fromEntries(Object.entries(start).filter(([name]) => !described.includes(name)));
}

function put(document: Document, path: string, value: unknown): void {
  const [name = "", ...inner] = path.split(".");
  if (inner.length === 0) document[name] = value;
  else {
    document[name] ??= {};
    put(document[name] as Document, inner.join("."), value);
  }
}

const isSaid = ({ isChanged, isOwn, standard }: Field) => isChanged || isOwn || standard === undefined;

/** `asCalled` is the same field in the language of the moment. */
function meantBy(field: Field, asCalled: () => Field): unknown {
  const { setting, text } = field;
  switch (setting.kind) {
    case "number":
    case "whole":
      return text.trim() === "" && setting.optional ? undefined : numberIn(field, text, asCalled);
    case "truth":
      return text === "true";
    case "numbers":
      return partsIn(text).map((number) => numberIn(field, number, asCalled));
    case "texts":
      return partsIn(text);
    case "group":
      return {};
    default:
      return text === "" ? undefined : text;
  }
}

/** More of a text is not repeated in a message. */
const longestQuoted = 24;

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

function numberIn({ path }: Field, text: string, asCalled: () => Field): number {
  const trimmed = text.trim();
  const number = decimal.test(trimmed) ? Number(trimmed) : Number.NaN;
  if (Number.isFinite(number)) return number;
  const given = trimmed.length > longestQuoted ? `${trimmed.slice(0, longestQuoted)}…` : trimmed;
  throw new SettingError(() => {
    const { name, standard, setting } = asCalled();
    const allowed = says.allowedSuchAs(setting.allowed, standard);
    if (trimmed === "") return says.missing(name, allowed);
    return (Number.isNaN(number) ? says.noNumber : says.tooLarge)(name, given, allowed);
  }, path);
}

/** The draft that means a recipe: `recipeOf` gives the recipe again, but for what nothing reads. */
export function draftOf(description: Description, recipe: Recipe): Draft {
  const said = complete(description.settings, recipe as Values);
  const list = description.settings.find(({ name }) => name === "layers");
  const saidLayers = (recipe.layers ?? list?.elements ?? []) as Values[];
  const layers = saidLayers.map((layer) => complete(list?.settings ?? [], layer));
  const hidden = layers.slice(0, -1).map(() => ({}));
  return settled({ ...emptyDraft, hidden }, (draft) => {
    const others = othersIn(description, draft).map((field) => [field, valueAt(said, field.path)] as const);
    const own = layersOf(description, draft).flatMap((fields, i) =>
      fields.map((field) => [field, layers[i]?.[field.key]] as const),
    );
    return [...others, ...own].reduce((entered, [field, value]) => enter(entered, field, textOf(field, value)), draft);
  });
}

/** What one entry chooses decides which others there are: enters until nothing changes any more. */
function settled(draft: Draft, enterAll: (draft: Draft) => Draft): Draft {
  const next = enterAll(draft);
  return JSON.stringify(next) === JSON.stringify(draft) ? draft : settled(next, enterAll);
}

const valueAt = (document: Values, path: string): unknown =>
  path.split(".").reduce<unknown>((inner, name) => (inner as Values | undefined)?.[name], document);

function textOf({ setting }: Field, value: unknown): string {
  if (setting.kind === "group") return value === undefined ? "" : "true";
  return Array.isArray(value) ? value.join(", ") : String(value ?? "");
}

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

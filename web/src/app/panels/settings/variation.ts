/** What stands in the form with another text in one of its fields: the settings of which that can be, and the recipe. */

import { defaultOf } from "../../../description.ts";
import type { Description, Recipe, SettingInfo } from "../../../protocol.ts";
import { words } from "../../words/words.ts";
import { type Draft, enter, enterInAll } from "./draft.ts";
import { decided, fieldsByPath, groupOf, layersOf, othersIn, sharedField } from "./fields.ts";
import { recipeOf } from "./recipe.ts";

const says = words.settings;

/** A setting that can be varied; one of the layers is of all hidden ones. */
interface Variable {
  /** Where it is in the recipe; "layers.units" is of all hidden layers. */
  path: string;
  name: string;
  /** What it belongs to. */
  group: string;
  setting: SettingInfo;
  /** What stands in the form; empty where there is no one text. */
  text: string;
}

const layersPath = "layers.";

/** Of these one text is one value. */
const kinds: readonly SettingInfo["kind"][] = ["number", "whole", "choice", "truth", "group"];

export function variablesOf(description: Description, draft: Draft): Variable[] {
  const others = othersIn(description, draft).map((field): Variable => {
    const { path, name, setting, text } = field;
    const group = groupOf(field, description);
    return { path, name, setting, text, group: group === undefined ? says.title : says.groups[group] };
  });
  const [ofFirst = []] = draft.hidden.length > 0 ? layersOf(description, draft) : [];
  const ofHidden = ofFirst.map(({ key, setting }): Variable => {
    const { text } = sharedField(description, draft, key);
    const [path, name] = [layersPath + key, says.ofAllHidden(setting.title)];
    return { path, name, setting, text, group: says.groups.network };
  });
  return [...others, ...ofHidden].filter(({ path, setting }) => !(path in decided) && kinds.includes(setting.kind));
}

/** The recipe with its seed and its epochs, which it may leave to the engine. */
export function explicit({ settings }: Description, recipe: Recipe): Recipe & { seed: number; epochs: number } {
  const usual = (name: string) => {
    const setting = settings.find((one) => one.name === name);
    return Number(setting && defaultOf(setting, settings, {}));
  };
  return { seed: usual("seed"), epochs: usual("epochs"), ...recipe };
}

/** The recipe that is meant then. Throws a `SettingError` for text that is no number. */
export function varied(
  description: Description,
  draft: Draft,
  path: string,
  text: string,
  ofTheMoment = () => description,
): Recipe {
  if (path.startsWith(layersPath)) {
    const shared = sharedField(description, draft, path.slice(layersPath.length));
    return recipeOf(description, enterInAll(draft, shared, text), ofTheMoment);
  }
  const field = fieldsByPath(description, draft).get(path);
  if (!field) throw new Error(`There is no field at "${path}".`);
  return recipeOf(description, enter(draft, field, text), ofTheMoment);
}

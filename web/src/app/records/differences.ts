/** In what two recipes differ, setting by setting, as the engine describes them. */

import { complete, isRead, type Values } from "../../description.ts";
import type { Description, Recipe, SettingInfo } from "../../protocol.ts";
import { optionsOf } from "../shared/options.ts";
import { words } from "../words/words.ts";

const says = words.settings;

export interface Setting {
  /** By its place in the recipe, such as "schedule.gamma" or "layers[0].units". */
  path: string;
  /** With the group that it belongs to, where another setting has the same. */
  title: string;
  /** As a person reads it in the form; empty for what is not there. */
  text: string;
  /** Whether the recipe says so itself. */
  isSaid: boolean;
}

/** How settings are called where they stand. */
type Naming = (title: string) => string;

/** Every setting that counts, in the engine's order, with what holds where the recipe says nothing. */
export function settingsIn({ settings }: Description, recipe: Recipe): Setting[] {
  const titles = titlesIn(settings);
  const isRepeated = (title: string) => titles.indexOf(title) !== titles.lastIndexOf(title);
  const within =
    (group: string): Naming =>
    (title) =>
      isRepeated(title) ? says.inGroup(title, group) : title;
  return read(settings, recipe as Values, "", (title) => title, within);
}

/** Of all settings outside of the layers. */
const titlesIn = (settings: SettingInfo[]): string[] =>
  settings.flatMap(({ kind, title, optional, settings: inner = [] }) =>
    kind === "group" ? [...(optional ? [title] : []), ...titlesIn(inner)] : [title],
  );

function read(
  settings: SettingInfo[],
  said: Values,
  path: string,
  nameOf: Naming,
  within: (group: string) => Naming,
): Setting[] {
  const values = complete(settings, said);
  return settings
    .filter((setting) => isRead(setting, settings, values))
    .flatMap((setting): Setting[] => {
      const { name, title, kind, settings: inner = [] } = setting;
      const place = path + name;
      if (kind === "list") return readLayers(setting, (said[name] ?? setting.elements ?? []) as Values[]);
      const isSaid = said[name] !== undefined;
      const told = (value: unknown) => ({ path: place, title: nameOf(title), text: textOf(setting, value), isSaid });
      if (kind !== "group") return [told(values[name])];
      const isThere = values[name] !== undefined;
      const own = setting.optional ? [told(isThere || undefined)] : [];
      return isThere ? [...own, ...read(inner, (said[name] ?? {}) as Values, `${place}.`, within(title), within)] : own;
    });
}

/** The layers themselves are one setting, and what each has beside its units are others. */
function readLayers({ name, title, settings = [] }: SettingInfo, layers: Values[]): Setting[] {
  const units = layers.map((layer) => String(complete(settings, layer).units ?? "")).join("-");
  const others = layers.flatMap((layer, i) => {
    const ofLayer: Naming = (own) => `${own} ${i + 1}`;
    return read(settings, layer, `${name}[${i}].`, ofLayer, () => ofLayer).filter(
      ({ path }) => !path.endsWith(".units"),
    );
  });
  return [{ path: name, title, text: units, isSaid: true }, ...others];
}

function textOf(setting: SettingInfo, value: unknown): string {
  const text = Array.isArray(value) ? value.join(", ") : String(value ?? "");
  return optionsOf(setting)?.find(([option]) => option === text)?.[1] ?? text;
}

/** The settings of `recipe` that are others in `before`; what counts in one of them alone, where the recipe says it. */
export function differences(description: Description, before: Recipe, recipe: Recipe): Setting[] {
  const known = new Map(settingsIn(description, before).map(({ path, text }) => [path, text]));
  return settingsIn(description, recipe).filter(({ path, text, isSaid }) =>
    known.has(path) ? known.get(path) !== text : isSaid,
  );
}

/** Whether each setting that counts is the same in both, whichever of them says so itself. */
export function isSame(description: Description, one: Recipe, other: Recipe): boolean {
  const told = (recipe: Recipe) =>
    JSON.stringify(settingsIn(description, recipe).map(({ path, text }) => [path, text]));
  return told(one) === told(other);
}

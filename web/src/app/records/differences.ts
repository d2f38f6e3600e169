/** In what two recipes differ, setting by setting, as the engine describes them. */

import { complete, isRead, type Values } from "../../description.ts";
import type { Description, Recipe, SettingInfo } from "../../protocol.ts";

export interface Setting {
  /** By its place in the recipe, such as "schedule.gamma" or "layers[0].units". */
  path: string;
  title: string;
  /** As a person would enter it; empty for what is not there. */
  text: string;
  /** Whether the recipe says so itself. */
  isSaid: boolean;
}

/** Every setting that counts, in the engine's order, with what holds where the recipe says nothing. */
export function settingsIn({ settings }: Description, recipe: Recipe): Setting[] {
  return read(settings, recipe as Values, "", (title) => title);
}

function read(settings: SettingInfo[], said: Values, path: string, nameOf: (title: string) => string): Setting[] {
  const values = complete(settings, said);
  return settings
    .filter((setting) => isRead(setting, settings, values))
    .flatMap((setting): Setting[] => {
      const { name, title, kind, settings: inner = [] } = setting;
      const place = path + name;
      if (kind === "list") return readLayers(setting, (said[name] ?? setting.elements ?? []) as Values[]);
      const isSaid = said[name] !== undefined;
      if (kind !== "group") return [{ path: place, title: nameOf(title), text: textOf(values[name]), isSaid }];
      const isThere = values[name] !== undefined;
      const own = setting.optional ? [{ path: place, title: nameOf(title), text: isThere ? "on" : "", isSaid }] : [];
      return isThere ? [...own, ...read(inner, (said[name] ?? {}) as Values, `${place}.`, nameOf)] : own;
    });
}

/** The layers themselves are one setting, and what each has beside its units are others. */
function readLayers({ name, title, settings = [] }: SettingInfo, layers: Values[]): Setting[] {
  const units = layers.map((layer) => textOf(complete(settings, layer).units)).join("-");
  const others = layers.flatMap((layer, i) =>
    read(settings, layer, `${name}[${i}].`, (own) => `${own} ${i + 1}`).filter(({ path }) => !path.endsWith(".units")),
  );
  return [{ path: name, title, text: units, isSaid: true }, ...others];
}

const textOf = (value: unknown): string => (Array.isArray(value) ? value.join(", ") : String(value ?? ""));

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

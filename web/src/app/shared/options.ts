/** What there is to choose from of a setting, as a person reads it. */

import type { SettingInfo } from "../../protocol.ts";
import { words } from "../words/words.ts";

const says = words.settings;

/** Undefined of what is typed. */
export function optionsOf({ kind, choices = [], optional }: SettingInfo): [value: string, text: string][] | undefined {
  const offValue = kind === "group" ? "" : "false";
  if (kind === "truth" || kind === "group")
    return [offValue, "true"].map((value) => [value, value === "true" ? says.on : says.off]);
  if (kind !== "choice") return undefined;
  const rules = choices.map(({ name, title }): [string, string] => [name, title ?? titled(name)]);
  return optional ? [["", says.automatic], ...rules] : rules;
}

/** A rule that has no title of its own: "step_decay" is "Step decay". */
const titled = (name: string) => name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");

/** How the engine's description of settings is read: which of them count, and what holds where nothing was said. */

import type { SettingInfo } from "./protocol.ts";

/** What was said of the settings of one document, by their names. */
export type Values = Readonly<Record<string, unknown>>;

/** Whether a setting counts: some are read by some of the rules only that another setting chooses from. */
export function isRead({ chosenBy, readers = [] }: SettingInfo, settings: SettingInfo[], values: Values): boolean {
  if (chosenBy === undefined) return true;
  const chooser = settings.find(({ name }) => name === chosenBy);
  return readers.includes(String(values[chosenBy] ?? chooser?.default));
}

/** What a setting is where nothing was said of it: what a rule chosen beside it brings along, or its own default. */
export function defaultOf(
  setting: SettingInfo,
  settings: SettingInfo[],
  values: Values,
): boolean | number | string | undefined {
  for (const { name, default: usual, choices } of settings) {
    const chosen = choices?.find((choice) => choice.name === (values[name] ?? usual));
    const brought = (chosen as Values | undefined)?.[setting.name];
    if (typeof brought === "number") return brought;
  }
  return setting.default;
}

/** The values with what holds where nothing was said; only what may be left out is still absent. */
export function complete(settings: SettingInfo[], values: Values): Record<string, unknown> {
  const all: Record<string, unknown> = {};
  for (const setting of settings) {
    const { name, kind, optional, settings: own = [] } = setting;
    const said = values[name];
    if (kind !== "group") all[name] = said ?? defaultOf(setting, settings, values);
    else if (said !== undefined || !optional) all[name] = complete(own, (said ?? {}) as Values);
  }
  return all;
}

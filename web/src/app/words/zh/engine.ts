/** How what the engine says becomes Chinese. */

import type { engine as english, SaidOfSetting } from "../en/engine.ts";
import { messages } from "./messages.ts";
import { choices, helps, titles } from "./settings.ts";

export const engine: typeof english = {
  described: (description) => ({ ...description, settings: description.settings.map(settingInChinese) }),
  inWords: inChinese,
};

function settingInChinese<Setting extends SaidOfSetting>(setting: Setting): Setting {
  return {
    ...setting,
    title: titles[setting.title] ?? setting.title,
    help: helps[setting.help] ?? setting.help,
    ...(setting.allowed !== undefined && { allowed: inChinese(setting.allowed) }),
    ...(setting.choices && {
      choices: setting.choices.map((row) => ({ ...row, title: choices[row.name] ?? row.title })),
    }),
    ...(setting.settings && { settings: setting.settings.map(settingInChinese) }),
  };
}

/** A sentence of the table, and what finds it. */
interface Pattern {
  chinese: string;
  /** What stands between the braces, which a message has in this order. */
  fixed: string[];
  expression: RegExp;
}

/** What a sentence may begin with that somebody else has put there: a part that follows on a colon has another before it. */
const opening = '"[^"]*"|(?:(?!: ).)*?';

const brace = /\{(\w+)\}/;

function patternOf(english: string, chinese: string): Pattern {
  const parts = english.split(brace);
  const sources = parts.map((part, i) =>
    i % 2 === 0 ? part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&") : `(?<${part}>${i === 1 && !parts[0] ? opening : ".*?"})`,
  );
  return {
    chinese,
    fixed: parts.filter((_, i) => i % 2 === 0),
    expression: new RegExp(`^${sources.join("")}$`, "s"),
  };
}

const sizeOf = ({ fixed }: Pattern) => fixed.join("").length;

/** What says most by itself comes first, so that no more general sentence takes its place. */
const patterns = Object.entries(messages)
  .filter(([english]) => brace.test(english))
  .map(([english, chinese]) => patternOf(english, chinese))
  .sort((one, other) => sizeOf(other) - sizeOf(one));

/** What stands between quotation marks is somebody's own. */
const quoted = /^"([^"]*)"$/s;

function inChinese(text: string): string {
  const known = [messages, titles, choices].find((table) => Object.hasOwn(table, text))?.[text];
  if (known !== undefined) return known;
  if (quoted.test(text)) return text.replace(quoted, "“$1”");
  for (const { chinese, fixed, expression } of patterns) {
    const found = fixed.every((part) => text.includes(part)) ? expression.exec(text) : null;
    if (found) return chinese.replace(/\{(\w+)\}/g, (_, name) => inChinese(found.groups?.[name] ?? ""));
  }
  return text;
}

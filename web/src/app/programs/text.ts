/** How programs are put together: lines, blocks and literals. */

/** A part that is not there leaves no line. */
export type Part = string | false | undefined | readonly Part[];

/** Each part on lines of its own. */
export const lines = (...parts: readonly Part[]): string => flat(parts).join("\n");

/** Parts with so many empty lines between them. */
export const apart = (empty: number, ...parts: readonly Part[]): string => flat(parts).join("\n".repeat(empty + 1));

const flat = (parts: readonly Part[]): string[] =>
  parts.flatMap((part) => (typeof part === "string" ? [part] : part ? flat(part) : []));

export const indented = (text: string, by = 4): string => text.replace(/^(?=.)/gm, " ".repeat(by));

/** The widest line that a program has, but for what cannot be broken. */
export const width = 100;

/** What stays together: a word, or a Chinese character, with its punctuation and the blanks behind it. */
const unbroken = /[（“《]*(?:\p{Script=Han}|[^\s\p{Script=Han}（“《，。：；、）”》]+)[，。：；、）”》]*\s*/gu;
const wide = /[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/gu;

/** In columns, of which Chinese takes two for each character. */
const columnsOf = (text: string) => text.length + (text.match(wide)?.length ?? 0);

/** A text, wrapped between words. */
export function wrapped(text: string, before = "", later = before): string {
  const all: string[] = [];
  let line = before;
  for (const word of text.match(unbroken) ?? []) {
    if (columnsOf(line) + columnsOf(word.trimEnd()) >= width && line !== before) {
      all.push(line.trimEnd());
      line = later;
    }
    line += word;
  }
  return [...all, line.trimEnd()].join("\n");
}

/** As little as names the same float32: what the engine would make of the number. */
export function single(value: number): string {
  const rounded = Math.fround(value);
  for (let digits = 1; digits < 9; digits++) {
    const short = Number(value.toPrecision(digits));
    if (Math.fround(short) === rounded) return String(short);
  }
  return String(Number(rounded.toPrecision(9)));
}

/** Brackets around what fits on a line, and else a line for each, with a comma behind the last where that is usual. */
export function enclosed(open: string, parts: readonly string[], close: string, more = { by: 4, comma: true }): string {
  const inOne = `${open}${parts.join(", ")}${close}`;
  if (inOne.length <= width && !parts.some((part) => part.includes("\n"))) return inOne;
  const body = parts.map((part) => indented(part, more.by)).join(",\n");
  return `${open.trimEnd()}\n${body}${more.comma ? "," : ""}\n${close.trimStart()}`;
}

export const row = (values: readonly number[], [open, close] = ["[", "]"]): string =>
  `${open}${values.map(single).join(", ")}${close}`;

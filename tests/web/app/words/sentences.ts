/** The sentences in sources of C++ and TypeScript, as they are said: with a 7 for all that is put into them. */

/** A text, a mark or name, or what stands between brackets. */
type Token = { text: string } | { mark: string } | { open: string; inside: Token[] };

/** What a text in a program stands for, with `7` where the program puts something in. */
const filler = "7";

const closing: Record<string, string> = { "(": ")", "{": "}", "[": "]" };
const escapes: Record<string, string> = { n: "\n", t: "\t", r: "\r", "0": "\0" };

/** What of a source is no comment, as tokens; `isScript` of TypeScript, else of C++. */
function tokensOf(source: string, isScript: boolean): Token[] {
  let at = 0;

  function skipBlank(): void {
    for (;;) {
      const rest = source.slice(at, at + 2);
      if (rest === "//") at = endOf("\n");
      else if (rest === "/*") at = endOf("*/");
      else if (!isScript && source[at] === "#" && /(^|\n)[ \t]*$/.test(source.slice(0, at))) at = endOf("\n");
      else if (/\s/.test(source[at] ?? "")) at++;
      else return;
    }
  }

  function endOf(end: string): number {
    const found = source.indexOf(end, at);
    return found < 0 ? source.length : found + end.length;
  }

  /** From behind its opening mark to behind its closing one; what a template holds is read for texts of its own. */
  function quoted(mark: string, held: Token[]): string {
    let text = "";
    while (at < source.length && source[at] !== mark) {
      if (source[at] === "\\") {
        const escaped = source[at + 1] as string;
        text += escapes[escaped] ?? escaped;
        at += 2;
      } else if (mark === "`" && source.startsWith("${", at)) {
        at += 2;
        held.push({ open: "${", inside: read("}") });
        text += filler;
      } else text += source[at++];
    }
    at++;
    return text;
  }

  const isRegex = (before: Token | undefined) =>
    isScript && (before === undefined || ("mark" in before && /^([(,=:[!&|?{};<>+]|=>|return)$/.test(before.mark)));

  function read(end?: string): Token[] {
    const tokens: Token[] = [];
    for (skipBlank(); at < source.length; skipBlank()) {
      const character = source[at] as string;
      if (character === end) {
        at++;
        return tokens;
      }
      if (character === '"' || (isScript && (character === "'" || character === "`"))) {
        at++;
        const held: Token[] = [];
        tokens.push({ text: quoted(character, held) }, ...held);
      } else if (character === "'") {
        at++;
        quoted("'", []);
        tokens.push({ mark: "'" });
      } else if (character === "/" && isRegex(tokens.at(-1))) {
        at += /^\/(\\.|\[(\\.|[^\]\\])*\]|[^/\\\n])+\//.exec(source.slice(at))?.[0].length ?? 1;
        tokens.push({ mark: "regex" });
      } else if (character in closing) {
        at++;
        tokens.push({ open: character, inside: read(closing[character]) });
      } else {
        const mark = /^(\w[\w']*|::|=>|\?\.|\?\?|.)/s.exec(source.slice(at))?.[0] as string;
        at += mark.length;
        tokens.push({ mark });
      }
    }
    return tokens;
  }

  return read();
}

const isMark = (token: Token | undefined, mark: string) =>
  token !== undefined && "mark" in token && token.mark === mark;

function split(tokens: Token[], mark: string): Token[][] {
  const parts: Token[][] = [[]];
  for (const token of tokens) isMark(token, mark) ? parts.push([]) : parts.at(-1)?.push(token);
  return parts;
}

/** Texts that stand beside one another, with or without a plus, are one. */
function joined(tokens: Token[]): Token[] {
  const all: Token[] = [];
  for (const [i, token] of tokens.entries()) {
    if (isMark(token, "+") && "text" in (tokens[i - 1] ?? {}) && "text" in (tokens[i + 1] ?? {})) continue;
    const last = all.at(-1);
    if ("text" in token && last && "text" in last) last.text += token.text;
    else all.push("text" in token ? { ...token } : token);
  }
  return all;
}

/** What an element of a list of pieces may say: where it chooses, by `a ? b : c`, one of its ends. */
function alternatives(tokens: Token[]): string[] {
  const ends: Token[][] = [[]];
  for (const token of tokens) {
    if (isMark(token, "?"))
      ends[ends.length - 1] = []; // that was the condition
    else if (isMark(token, ":")) ends.push([]);
    else ends.at(-1)?.push(token);
  }
  return ends.map(([only, ...more]) => (only && "text" in only && more.length === 0 ? only.text : filler));
}

const products = (lists: string[][]): string[] =>
  lists.reduce((all, list) => all.flatMap((begun) => list.map((more) => begun + more)), [""]);

/** All that is said in some code: texts alone, and lists of pieces as wholes. */
function saidIn(code: Token[], open: string, isScript: boolean): string[] {
  const tokens = joined(code);
  const isBlock = tokens.some((token) => isMark(token, ";"));
  const elements = split(tokens, ",");
  const isNamed = elements.some(([first, , third]) => isMark(first, ".") && isMark(third, "="));
  const isList = !isScript && open === "{" && !isBlock && !isNamed && elements.length > 1;
  const own = isList
    ? products(elements.map(alternatives))
    : tokens.flatMap((token) => ("text" in token ? [token.text] : []));
  return [...own, ...tokens.flatMap((token) => ("inside" in token ? saidIn(token.inside, token.open, isScript) : []))];
}

/** Two words of which the second is no name. */
const isSentence = (text: string) => /[A-Za-z]+,? [a-z]+/.test(text);

/** All texts, also those that are none by themselves: put together, and each as it stands. */
export function textsIn(source: string, language: "C++" | "TypeScript"): string[] {
  const isScript = language === "TypeScript";
  const tokens = tokensOf(source, isScript);
  const alone = (token: Token): string[] =>
    "text" in token ? [token.text] : "inside" in token ? joined(token.inside).flatMap(alone) : [];
  return [...saidIn(tokens, "", isScript), ...joined(tokens).flatMap(alone)];
}

export function sentencesIn(source: string, language: "C++" | "TypeScript"): string[] {
  const isScript = language === "TypeScript";
  return [...new Set(saidIn(tokensOf(source, isScript), "", isScript).filter(isSentence))];
}

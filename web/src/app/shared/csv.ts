/** Tables as text, as RFC 4180 has it. */

export type Cell = string | number | undefined;

/** Lines of cells, the header first; what is undefined is empty. */
export const csvOf = (lines: readonly (readonly Cell[])[]): string =>
  lines.map((line) => `${line.map(written).join(",")}\r\n`).join("");

function written(cell: Cell): string {
  const text = typeof cell === "string" ? harmless(cell) : String(cell ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A spreadsheet would run a text that begins like a formula. */
const harmless = (text: string) => (/^[=+\-@\t\r]/.test(text) ? `'${text}` : text);

/** Hands a person a file. */

/** Long enough that every browser has begun to save the file. */
const KEPT_MS = 60_000;

export function download(content: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

export const downloadJson = (text: string, name: string): void =>
  download(new Blob([text], { type: "application/json" }), `${name}.json`);

export const downloadCsv = (text: string, name: string): void =>
  download(new Blob([text], { type: "text/csv" }), `${name}.csv`);

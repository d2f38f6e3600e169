/** Files that the page makes for a person to keep. */

/** Long enough that every browser has begun to save the file. */
const KEPT_MS = 60_000;

/** `type` is its MIME type. */
export function download(content: BlobPart, type: string, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([content], { type }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

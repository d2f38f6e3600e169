/** A text as a QR code, dark on light whatever the page's colours, with the quiet zone that a camera needs. */

import encodeQR from "qr";

/** On each side, as the standard asks for. */
const QUIET = 4;

/** Undefined where the text is longer than any code holds. */
export function codeOf(text: string): boolean[][] | undefined {
  try {
    return encodeQR(text, "raw", { ecc: text.length < 400 ? "medium" : "low", border: QUIET });
  } catch {
    return undefined;
  }
}

/** Dark stretches of each row as one path. */
export const pathOf = (code: readonly (readonly boolean[])[]): string =>
  code
    .flatMap((row, y) =>
      row.flatMap((dark, x) => {
        if (!dark || row[x - 1]) return [];
        const end = row.indexOf(false, x);
        return [`M${x} ${y}h${(end < 0 ? row.length : end) - x}v1H${x}z`];
      }),
    )
    .join("");

export function QrCode({ code, label }: { code: boolean[][]; label: string }) {
  return (
    <svg class="qr" viewBox={`0 0 ${code.length} ${code.length}`} role="img" aria-label={label} data-testid="qr">
      <rect width="100%" height="100%" fill="#ffffff" />
      <path d={pathOf(code)} fill="#000000" shape-rendering="crispEdges" />
    </svg>
  );
}

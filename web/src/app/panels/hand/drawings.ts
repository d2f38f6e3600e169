/** Hands and what they have drawn, and every change of them as something that can be taken back. */

/** Coordinates are whole numbers, so many to the pad's side: a file that goes out and comes back is the same to the bit. */
export const padSide = 10_000;

/** What a device keeps, and what a file may bring. */
export const mostDrawings = 20_000;
export const longestName = 40;

/** Somebody who writes. Names differ. */
export interface Hand {
  readonly id: string;
  readonly name: string;
}

export interface Drawing {
  readonly id: string;
  /** Whose it is. */
  readonly hand: string;
  /** The digit that it is, 0 to 9. */
  readonly label: number;
  /** Each x, y, x, y, …, from 0 to `padSide`; x grows right, y grows down. */
  readonly strokes: readonly (readonly number[])[];
  /** When it was drawn, in ms since 1970. */
  readonly time: number;
}

/** In the order in which they came. */
export interface Contents {
  readonly hands: ReadonlyMap<string, Hand>;
  readonly drawings: ReadonlyMap<string, Drawing>;
}

export const nothing: Contents = { hands: new Map(), drawings: new Map() };

/** One thing that is another one now: new where there is no `before`, gone where there is no `after`. */
export type Edit =
  | { readonly table: "hands"; readonly before?: Hand; readonly after?: Hand }
  | { readonly table: "drawings"; readonly before?: Drawing; readonly after?: Drawing };

export function apply({ hands, drawings }: Contents, edits: readonly Edit[]): Contents {
  const next = { hands: new Map(hands), drawings: new Map(drawings) };
  for (const { table, before, after } of edits) {
    const entries = next[table] as Map<string, Hand | Drawing>;
    if (after) entries.set(after.id, after);
    else if (before) entries.delete(before.id);
  }
  return next;
}

/** What takes edits back. */
export const inverse = (edits: readonly Edit[]): Edit[] =>
  edits.map(({ table, before, after }) => ({ table, before: after, after: before }) as Edit).reverse();

/** Of this visit, unlike any other. `randomUUID` is missing in insecure contexts. */
const visit = crypto.getRandomValues(new Uint32Array(4)).join("-");
let made = 0;

/** Unlike any other, also where several tabs make them. */
export const newId = (): string => `${visit}-${++made}`;

/** Strokes that are equal were drawn once. */
export const sameStrokes = (strokes: Drawing["strokes"]): string => strokes.join("|");

/** As names are compared and kept: no two look the same. */
export const tidyName = (name: string): string =>
  name
    .normalize("NFC")
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, " ")
    .trim();

export function drawingsOf({ drawings }: Contents, hand: string | undefined): Drawing[] {
  return [...drawings.values()].filter((drawing) => drawing.hand === hand);
}

/**
 * Parts of which each holds out a share of the drawings: one each of few, ten of many, with as many of each digit as can
 * be in every part.
 */
export function foldsOf<Of extends { label: number }>(drawings: readonly Of[]): Of[][] {
  const count = Math.min(10, drawings.length);
  const folds: Of[][] = Array.from({ length: count }, () => []);
  drawings.toSorted((a, b) => a.label - b.label).forEach((drawing, i) => void folds[i % count]?.push(drawing));
  return folds;
}

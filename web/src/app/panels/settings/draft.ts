/** What was entered in the form, and what an entry does to it. */

import type { Recipe } from "../../../protocol.ts";
import { words } from "../../words/words.ts";

const says = words.settings;

export type Entries = Readonly<Record<string, string>>;

/** What was entered, as text: half a number is no number yet. What was not entered is the default. */
export interface Draft {
  /** By the place in the recipe, such as "schedule.gamma". */
  readonly others: Entries;
  /** For each hidden layer, the first beside the input, by the setting's name. */
  readonly hidden: readonly Entries[];
  readonly output: Entries;
}

/** The part of a draft that an entry belongs to: a hidden layer by its number, from 0 on. */
export type Part = "others" | "output" | number;

/** Where an entry stands. */
export interface Place {
  part: Part;
  /** By what the draft knows it. */
  key: string;
  /** What stands there when nothing was entered; undefined where something must be. */
  standard: string | undefined;
}

/** What the page's own layers are, where nothing was entered. */
export const hiddenStandard = { activation: "relu" } as const;
export const outputStandard = { units: 10 };

/**
 * The recipe that the page begins with, and returns to: what reads people's own digits best of all that a tab learns in
 * ten seconds, which `npm run bench:handwriting` measures.
 */
export const start = {
  epochs: 28,
  batchSize: 16,
  labelSmoothing: 0.1,
  schedule: { rule: "cosine", period: 0, floor: 0.02 },
  augmentation: { written: 0.4, warped: 0.8, shift: 1 },
  layers: [{ units: 256, ...hiddenStandard }, outputStandard],
} satisfies Recipe;

export const firstLayer: Entries = { units: String(start.layers[0].units) };
export const emptyDraft: Draft = { others: {}, hidden: [firstLayer], output: {} };

/** As many as can be added one by one. */
export const mostLayers = 6;

function withEntry(entries: Entries, { key, standard }: Pick<Place, "key" | "standard">, text: string): Entries {
  const { [key]: _, ...others } = entries;
  return text === standard ? others : { ...others, [key]: text };
}

/** With a text entered; one that is the default leaves none. */
export function enter(draft: Draft, field: Place, text: string): Draft {
  const { part } = field;
  if (part === "others") return { ...draft, others: withEntry(draft.others, field, text) };
  if (part === "output") return { ...draft, output: withEntry(draft.output, field, text) };
  return { ...draft, hidden: draft.hidden.map((own, i) => (i === part ? withEntry(own, field, text) : own)) };
}

/** In all hidden layers. */
export function enterInAll(draft: Draft, field: Pick<Place, "key" | "standard">, text: string): Draft {
  return { ...draft, hidden: draft.hidden.map((own) => withEntry(own, field, text)) };
}

/** One more is like the last. */
export function addLayer(draft: Draft): Draft {
  return { ...draft, hidden: [...draft.hidden, draft.hidden.at(-1) ?? firstLayer] };
}

export function removeLayer(draft: Draft, layer: number): Draft {
  return { ...draft, hidden: draft.hidden.filter((_, i) => i !== layer) };
}

/** The units of all hidden layers as one text, and back. */
export const unitsText = ({ hidden }: Draft) =>
  hidden.length === 0 ? says.noLayers : hidden.map(({ units }) => units ?? "").join(", ");

const unitsIn = (text: string) => (text.trim().toLowerCase() === says.noLayers ? [] : partsIn(text));

/** Of a list as a person writes it, with the commas of any keyboard. */
export const partsIn = (text: string): string[] => text.split(/[,，、]/).map((part) => part.trim());

/** Layers that were there keep their other settings, and further ones take those of the last. */
export function enterUnits(draft: Draft, text: string): Draft {
  const hidden = unitsIn(text).map((units, i) => ({ ...(draft.hidden[i] ?? draft.hidden.at(-1)), units }));
  return { ...draft, hidden };
}

/** Whether the text says what the draft has: half of what somebody types is not to be written otherwise meanwhile. */
export const saysUnits = (text: string, { hidden }: Draft) =>
  JSON.stringify(unitsIn(text)) === JSON.stringify(hidden.map(({ units }) => units ?? ""));

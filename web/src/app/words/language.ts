/** The language that the page speaks: the one that was chosen here, or else the browser's first that there is. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";

/** By their BCP 47 tags. */
export const languages = ["en", "zh-CN"] as const;
export type Language = (typeof languages)[number];

const spoken = signal<Language>("en");
export const language: ReadonlySignal<Language> = spoken;

/** Says a text in the language of the moment. What outlives a change of language keeps this in place of the text. */
export type Saying = () => string;

/** Of each table there is in Chinese: resolves when it is there. */
const fetches = new Set<() => Promise<void>>();

/**
 * A table in the language of the moment. What is read of it in a view, or in whatever else follows signals, changes with
 * the language; so may its parts be kept, but not the texts in them. Until the Chinese one is there it speaks English.
 */
export function inLanguage<T extends object>(english: T, fetchChinese: () => Promise<T>): T {
  const chinese = signal<T | undefined>(undefined);
  let fetching: Promise<void> | undefined;
  const fetch = (): Promise<void> => {
    fetching ??= fetchChinese().then((table) => {
      chinese.value = table;
    });
    fetching.catch(() => {
      fetching = undefined; // another attempt fetches it again
    });
    return fetching;
  };
  fetches.add(fetch);
  if (spoken.peek() === "zh-CN") fetch().catch(() => {}); // whoever waits for it hears of it
  const table = computed(() => (spoken.value === "zh-CN" ? (chinese.value ?? english) : english));
  return speaking(english, () => table.value);
}

/** The same place of every table, whose keys are those of the English one. */
function speaking<T extends object>(english: T, now: () => T): T {
  const parts = new Map<PropertyKey, object>();
  return new Proxy(english, {
    get(_, key) {
      const value: unknown = Reflect.get(now(), key);
      if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
      const part = parts.get(key) ?? speaking(value, () => Reflect.get(now(), key) as object);
      parts.set(key, part);
      return part;
    },
  });
}

/** Resolves when all texts of the language are there; rejects where some cannot be fetched. */
export async function textsArrive(tongue: Language = spoken.peek()): Promise<void> {
  if (tongue === "zh-CN") await Promise.all([...fetches].map((fetch) => fetch()));
}

/** Resolves when the page speaks it; rejects, and changes nothing, where its texts cannot be fetched. */
export async function speak(tongue: Language): Promise<void> {
  await textsArrive(tongue);
  change(tongue);
  try {
    localStorage.setItem(storageKey, tongue);
  } catch {
    // then it is forgotten with the visit
  }
}

/** From the beginning of a visit. */
export function speakAsBefore(): void {
  change(remembered() ?? navigator.languages.map(ours).find((known) => known !== undefined) ?? "en");
}

/** start.js reads it, too. */
const storageKey = "inkling-language";

function remembered(): Language | undefined {
  try {
    return languages.find((known) => known === localStorage.getItem(storageKey));
  } catch {
    return undefined; // storage is refused
  }
}

/** Chinese of any kind is nearer to its reader than English. */
const ours = (tag: string): Language | undefined =>
  languages.find((known) => known.slice(0, 2) === tag.slice(0, 2).toLowerCase());

function change(tongue: Language): void {
  spoken.value = tongue;
  document.documentElement.lang = tongue;
}

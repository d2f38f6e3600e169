/** The language that programs were last looked at in, on this device. */

import { type Language, languages } from "./subject.ts";

const storageKey = "inkling programs";

export function remembered(): Language {
  try {
    const stored = localStorage.getItem(storageKey);
    return languages.find((known) => known === stored) ?? languages[0];
  } catch {
    return languages[0];
  }
}

export function remember(language: Language): void {
  try {
    localStorage.setItem(storageKey, language);
  } catch {} // then it holds while the dialog is open
}

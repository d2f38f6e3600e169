/** What the worker has said, read in the language of the page: of the moment, and not of when it was said. */

import { type InklingError, inklingError, type SentLink, type WorkerEvent } from "../../protocol.ts";
import { engineWords } from "../words/engine.ts";
import type { Saying } from "../words/language.ts";

/** Has a text of an object read anew each time. */
export function tell<T extends object, Name extends string, Said>(told: T, name: Name, say: () => Said) {
  return Object.defineProperty(told, name, { get: say, configurable: true }) as T & Record<Name, Said>;
}

/** The object, whose text of this name was said by the worker. */
function translate<Name extends string>(told: { [Key in Name]: string }, name: Name): void {
  const english = told[name];
  tell(told, name, () => engineWords.inWords(english));
}

/** Whatever was thrown, with the texts of an `InklingError` in the page's language. */
export function saidError<T>(thrown: T): T {
  if (!(thrown instanceof Error)) return thrown;
  translate(thrown, "message");
  const { refusal } = thrown as Partial<InklingError>;
  if (refusal) for (const part of ["given", "allowed"] as const) translate(refusal, part);
  return thrown;
}

export function saidEvent(event: WorkerEvent): WorkerEvent {
  if (event.type === "problem") translate(event, "message");
  if (event.type === "loading") translate(event, "what");
  return event;
}

export function saidLink(link: SentLink): SentLink {
  const { notes } = link;
  return tell(link, "notes", () => notes.map(engineWords.inWords));
}

/** An error of the page's own. */
export const failure = (code: InklingError["name"], say: Saying): InklingError =>
  tell(inklingError(code, ""), "message", say);

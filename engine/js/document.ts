/** Settings on their way to the engine: a plain copy of whatever a caller gives, so that the engine reads only values. */

import type { Document } from "./crossing.ts";
import { reading, refused } from "./errors.ts";

/** A bound on what is read, for objects that go in circles or never end. */
const DEEPEST = 20;
const MOST = 100_000;
/** No name or text that the engine knows is as long, except the names of a table's columns. */
const LONGEST = 10_000;

/**
 * A copy of `value` in what JSON has: truths, numbers, texts, lists and objects; typed arrays become lists. Fields that
 * are undefined are left out, as JSON does. The engine decides what each is good for.
 */
export function clean(value: unknown, place = "settings"): Document {
  let count = 0;
  const copy = (value: unknown, place: string, depth: number): Document => {
    if (++count > MOST || depth > DEEPEST) {
      throw refused(place, value, `at most ${MOST} values, ${DEEPEST} deep`);
    }
    if (value === null || typeof value === "boolean" || typeof value === "number") return value;
    if (typeof value === "string") return value.length > LONGEST ? value.slice(0, LONGEST) : value;
    if (typeof value !== "object") throw refused(place, value, "a number, a text, true or false, a list or an object");
    if (Array.isArray(value) || ArrayBuffer.isView(value)) {
      const { length } = value as ArrayLike<unknown>;
      if (!(length <= MOST)) throw refused(place, value, `a list of at most ${MOST}`);
      return Array.from({ length }, (_, i) =>
        copy((value as ArrayLike<unknown>)[i] ?? null, `${place}[${i}]`, depth + 1),
      );
    }
    const fields: { [name: string]: Document } = Object.create(null);
    for (const [name, field] of Object.entries(value)) {
      if (field !== undefined) fields[name] = copy(field, depth === 0 ? name : `${place}.${name}`, depth + 1);
    }
    return fields;
  };
  if (value === undefined) return {};
  const document = reading(value, place, () => copy(value, place, 0));
  if (typeof document !== "object" || document === null || Array.isArray(document)) {
    throw refused(place, value, "an object");
  }
  return document;
}

/** The fields of an object of settings, of which some are not the engine's; of nothing none. */
export function fieldsOf(settings: unknown, place = "settings"): Record<string, unknown> {
  if (settings === undefined) return {};
  return reading(settings, place, () => {
    if (typeof settings === "object" && settings !== null && !Array.isArray(settings)) return { ...settings };
    throw refused(place, settings, "an object");
  });
}

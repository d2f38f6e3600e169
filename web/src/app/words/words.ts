/**
 * What the page says, in the language that it speaks. Two say the rest themselves: the worker, whose messages come from
 * the engine, and index.html with start.js and needs.ts, which speak where nothing else can.
 */

import { en } from "./en.ts";
import { inLanguage } from "./language.ts";

/** Every language has every text: one that lacks any does not compile. */
export type Words = typeof en;

export const words: Words = inLanguage(en, async () => (await import("./zh/all.ts")).zh);

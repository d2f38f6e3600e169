/** What all lessons say, in the language that the page speaks. It is fetched with the first of them. */

import { lessons } from "./en/lessons.ts";
import { inLanguage } from "./language.ts";

export const lessonsWords: typeof lessons = inLanguage(lessons, async () => (await import("./zh/lessons.ts")).lessons);

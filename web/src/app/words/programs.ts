/** What is said in programs and of them, in the language that the page speaks. It is fetched with what says it. */

import { programs } from "./en/programs.ts";
import { inLanguage } from "./language.ts";

export const programsWords: typeof programs = inLanguage(programs, async () => (await import("./zh/all.ts")).programs);

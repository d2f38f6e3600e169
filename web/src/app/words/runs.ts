/** What is said of runs and races, in the language that the page speaks. It is fetched with what says it. */

import { race, runs } from "./en/runs.ts";
import { inLanguage } from "./language.ts";

export const runsWords: typeof runs = inLanguage(runs, async () => (await import("./zh/all.ts")).runs);
export const raceWords: typeof race = inLanguage(race, async () => (await import("./zh/all.ts")).race);

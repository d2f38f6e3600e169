/** What is said of runs and races, in the language that the page speaks. It is fetched with what says it. */

import { race, runs } from "./en/runs.ts";

export const runsWords: typeof runs = runs;
export const raceWords: typeof race = race;

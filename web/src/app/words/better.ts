/** What is said of seeds and sweeps, in the language that the page speaks. It is fetched with what says it. */

import { better } from "./en/better.ts";
import { inLanguage } from "./language.ts";

export const betterWords: typeof better = inLanguage(better, async () => (await import("./zh/all.ts")).better);

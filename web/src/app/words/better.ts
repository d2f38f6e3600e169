/** What is said of seeds and sweeps, in the language that the page speaks. It is fetched with what says it. */

import { better } from "./en/better.ts";

export const betterWords: typeof better = better;

/** What the engine and the worker say, in the language that the page speaks. */

import { engine } from "./en/engine.ts";
import { inLanguage } from "./language.ts";

export const engineWords: typeof engine = inLanguage(engine, async () => (await import("./zh/all.ts")).engine);

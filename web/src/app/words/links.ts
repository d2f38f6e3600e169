/** What is said of links to verify, in the language that the page speaks. It is fetched with what says it. */

import { links } from "./en/links.ts";
import { inLanguage } from "./language.ts";

export const linksWords: typeof links = inLanguage(links, async () => (await import("./zh/all.ts")).links);

/** What is said of many links, in the language that the page speaks. It is fetched with what says it. */

import { links } from "./en/links.ts";

export const linksWords: typeof links = links;

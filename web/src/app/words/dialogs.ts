/** What dialogs say, in the language that the page speaks. It is fetched with the first of them. */

import { embed, send, table } from "./en/dialogs.ts";
import { inLanguage } from "./language.ts";

export const sendWords: typeof send = inLanguage(send, async () => (await import("./zh/all.ts")).send);
export const embedWords: typeof embed = inLanguage(embed, async () => (await import("./zh/all.ts")).embed);
export const tableWords: typeof table = inLanguage(table, async () => (await import("./zh/all.ts")).table);

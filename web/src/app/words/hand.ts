/** What is said in the room of hands, in the language that the page speaks. It is fetched with what says it. */

import { hand } from "./en/hand.ts";
import { en } from "./en.ts";
import { inLanguage } from "./language.ts";

/** With what is said of hands beside the pad. */
const english = { ...en.hand, ...hand };

export const handWords = inLanguage(english, async () => {
  const { zh, hand } = await import("./zh/all.ts");
  return { ...zh.hand, ...hand };
});

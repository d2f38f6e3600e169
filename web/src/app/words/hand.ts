/** What is said in the room of hands, in the language that the page speaks. It is fetched with what says it. */

import { hand } from "./en/hand.ts";
import { words } from "./words.ts";

/** With what is said of hands beside the pad. */
export const handWords = { ...words.hand, ...hand };

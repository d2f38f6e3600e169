/** What the lesson about digits says, in the language that the page speaks. */

import { digits } from "../en/lessons/digits.ts";
import { inLanguage } from "../language.ts";

export const digitsWords: typeof digits = inLanguage(
  digits,
  async () => (await import("../zh/lessons/digits.ts")).digits,
);

/** What the lesson about activations says, in the language that the page speaks. */

import { bending } from "../en/lessons/bending.ts";
import { inLanguage } from "../language.ts";

export const bendingWords: typeof bending = inLanguage(
  bending,
  async () => (await import("../zh/lessons/bending.ts")).bending,
);

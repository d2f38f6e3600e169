/** What the lesson about backpropagation says, in the language that the page speaks. */

import { backpropagation } from "../en/lessons/backpropagation.ts";
import { inLanguage } from "../language.ts";

export const backpropagationWords: typeof backpropagation = inLanguage(
  backpropagation,
  async () => (await import("../zh/lessons/backpropagation.ts")).backpropagation,
);

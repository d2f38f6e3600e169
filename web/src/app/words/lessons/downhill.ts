/** What the lesson about descent on surfaces says, in the language that the page speaks. */

import { downhill } from "../en/lessons/downhill.ts";
import { inLanguage } from "../language.ts";

export const downhillWords: typeof downhill = inLanguage(
  downhill,
  async () => (await import("../zh/lessons/downhill.ts")).downhill,
);

/** What the lesson about bits says, in the language that the page speaks. */

import { bits } from "../en/lessons/bits.ts";
import { inLanguage } from "../language.ts";

export const bitsWords: typeof bits = inLanguage(bits, async () => (await import("../zh/lessons/bits.ts")).bits);

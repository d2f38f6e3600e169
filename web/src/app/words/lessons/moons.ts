/** What the lesson about two moons says, in the language that the page speaks. */

import { moons } from "../en/lessons/moons.ts";
import { inLanguage } from "../language.ts";

export const moonsWords: typeof moons = inLanguage(moons, async () => (await import("../zh/lessons/moons.ts")).moons);

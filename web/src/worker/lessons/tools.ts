/** What answers the lessons' questions: the engine's library, and the module that is the lessons' own. */

import type { Inkling } from "../../../../engine/js/browser.ts";
import type { Lessons } from "../../../../engine/js/lessons.ts";

export interface Tools {
  inkling: Inkling;
  lessons: Lessons;
}

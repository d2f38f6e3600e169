/** What a lesson is given, and what it makes. */

import type { FunctionComponent } from "preact";
import type { Lab } from "../../lab.ts";
import type { Engine } from "../../run/engine.ts";

export interface Place {
  engine: Engine;
  /** Made with the first that needs it. */
  lab(): Promise<Lab>;
}

/** Makes what the lesson holds, which outlives its view. */
export type MakeLesson = (place: Place) => FunctionComponent | Promise<FunctionComponent>;

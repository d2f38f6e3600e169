/** What a lesson is, and which there are, in their order. Each is fetched when it is opened. */

import type { FunctionComponent } from "preact";
import type { Lab } from "../lab.ts";
import type { Engine } from "../run/engine.ts";

/** What a lesson is given. */
export interface Place {
  engine: Engine;
  /** Made with the first lesson that needs it. */
  lab(): Promise<Lab>;
}

/** Makes what the lesson holds, which outlives its view. */
export type MakeLesson = (place: Place) => FunctionComponent | Promise<FunctionComponent>;

export const lessons = {
  neuron: async () => (await import("./neuron/neuron.tsx")).createLesson,
} satisfies Record<string, () => Promise<MakeLesson>>;

export type LessonName = keyof typeof lessons;
export const lessonNames = Object.keys(lessons) as LessonName[];

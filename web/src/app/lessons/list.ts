/** The lessons in their order, by their names in the address. Each is fetched when it is opened. */

import type { MakeLesson } from "./shared/place.ts";

export const lessons = {
  neuron: async () => (await import("./neuron/lesson.tsx")).createLesson,
  bending: async () => (await import("./bending/lesson.tsx")).createLesson,
  downhill: async () => (await import("./downhill/lesson.tsx")).createLesson,
  "least-squares": async () => (await import("./least-squares/lesson.tsx")).createLesson,
  backpropagation: async () => (await import("./backpropagation/lesson.tsx")).createLesson,
  moons: async () => (await import("./moons/lesson.tsx")).createLesson,
  digits: async () => (await import("./digits/lesson.tsx")).createLesson,
  bits: async () => (await import("./bits/lesson.tsx")).createLesson,
} satisfies Record<string, () => Promise<MakeLesson>>;

export type LessonName = keyof typeof lessons;
export const lessonNames = Object.keys(lessons) as LessonName[];

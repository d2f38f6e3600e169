/** What the program of the lesson about descent is about. */

import type { LessonSubject } from "../shared/code.ts";
import type { DownhillModel } from "./model.ts";

/** The way of the first ball that is shown, as far as it goes; undefined before that is known. */
export function subjectOf({ race, runs, choices }: DownhillModel): LessonSubject | undefined {
  const answer = race.value.value;
  const shown = runs.value.filter(({ isShown }) => isShown);
  const run = shown[0] ?? runs.value[0];
  if (!answer || !run) return undefined;
  const { surface, start } = answer;
  const learningRate = choices.rate.value;
  return {
    descent: { surface: surface.name, optimizer: run.way, learningRate, start, steps: run.last, among: shown.length },
  };
}

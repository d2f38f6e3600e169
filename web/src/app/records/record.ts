/** What is kept of a run, when it is long over: all that it takes to show it, to compare it, and to make it again. */

import type { Course, EpochEnd, Moment, Recipe, Score } from "../../protocol.ts";
import type { CurvePoints } from "./curves.ts";

export interface RunRecord {
  id: string;
  /** When it began, in milliseconds since 1970. */
  began: number;
  /** What a person calls it. */
  title?: string;
  /** Out of which it came: at a step, or at 0 where it is the next one with a network of its own. */
  parent?: { id: string; step: number };
  course: Course;
  /** Units of every layer, the input first. */
  layers: number[];
  ends: EpochEnd[];
  /** Changes by hand. */
  changes: Change[];
  curves: CurvePoints;
  last?: Standing;
}

interface Change extends Moment {
  recipe: Recipe;
}

/** Where it stood when it was last heard of. */
interface Standing extends Moment {
  test?: Score;
  /** Of the network there. */
  hash?: string;
}

/** The recipe of a run's last step: one that was put in force after it has taught the run nothing. */
export const recipeAtEnd = ({ course: { recipe, events, steps } }: Pick<RunRecord, "course">): Recipe =>
  events.reduce((last, event) => ("recipe" in event && event.step < steps ? event.recipe : last), recipe);

/** The best score on test digits of all that were taken, by accuracy. */
export const bestOf = ({ ends, last }: RunRecord): Score | undefined =>
  [...ends.map(({ test }) => test), last?.test].reduce(
    (best, score) => (score && !(score.accuracy <= (best?.accuracy ?? -1)) ? score : best),
    undefined,
  );

/** What it has in common with the run that goes on from one of its steps. */
export function upTo(record: RunRecord, step: number): Pick<RunRecord, "course" | "ends" | "changes"> {
  const isBefore = (event: { step: number }) => event.step <= step;
  return {
    course: { ...record.course, events: record.course.events.filter(isBefore), steps: step },
    ends: record.ends.filter(isBefore),
    changes: record.changes.filter(isBefore),
  };
}

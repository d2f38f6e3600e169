/** A run as a link can say it: by its recipe, the changes at their steps, and what it reached. */

import type { Claim, SentCourse } from "../../protocol.ts";
import type { RunRecord } from "./record.ts";

export interface Sent {
  course: SentCourse;
  /** Of its completed epochs, where there are any. */
  claim?: Claim;
  /**
   * Whether whoever trains the course arrives at the same network. Not where the run went on after early stopping had put
   * an earlier network back, or after it had diverged: no link says that.
   */
  isWhole: boolean;
}

export function sentOf({ course, ends }: Pick<RunRecord, "course" | "ends">): Sent {
  const { recipe, events, steps } = course;
  const changes = events.flatMap((event) => ("recipe" in event ? [{ step: event.step, recipe: event.recipe }] : []));
  const isWhole = events.every((event) => !("kept" in event || "diverged" in event) || event.step >= steps);
  const last = ends.at(-1);
  const claim = last && isWhole ? { accuracy: last.test.accuracy, hashes: ends.map(({ hash }) => hash) } : undefined;
  return { course: { recipe, changes }, claim, isWhole };
}

/** What the program of the lesson about digits is about. */

import type { Lab } from "../../lab.ts";
import { failure } from "../../run/said.ts";
import { digitsWords } from "../../words/lessons/digits.ts";
import type { LessonSubject } from "../shared/code.ts";

/** The textbook's recipe. */
export async function subjectOf(openLab: () => Promise<Pick<Lab, "textbook">>): Promise<LessonSubject> {
  try {
    const lab = await openLab();
    const { recipe } = await lab.textbook();
    return { recipe };
  } catch {
    throw failure("unavailable", () => digitsWords.play.notFetched);
  }
}

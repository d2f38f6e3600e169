/** What the program of the lesson about bits is about. */

import type { LessonSubject } from "../shared/code.ts";
import type { BitsModel } from "./model.ts";

/** The numbers whose sum the lesson shows. */
export const subjectOf = ({ lists }: BitsModel): LessonSubject => ({ sums: { numbers: lists.value.numbers } });

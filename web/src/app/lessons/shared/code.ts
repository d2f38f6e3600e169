/** What a lesson's program is about, asked for when it is to be shown. */

import type { SettingInfo } from "../../../protocol.ts";
import type { Subject } from "../../programs/subject.ts";
import type { Engine } from "../../run/engine.ts";
import { failure } from "../../run/said.ts";
import { lessonsWords } from "../../words/lessons.ts";
import type { Answer } from "./answers.ts";

type Bare<Any> = Any extends { settings: readonly SettingInfo[] } ? Omit<Any, "settings"> : Any;

/** A subject without the engine's description of settings. */
export type LessonSubject = Bare<Subject>;

/** `subject` gives undefined where nothing is trained; that is said, then. It may need an answer, which is waited for. */
export const codeOf =
  (
    engine: Engine,
    subject: () => LessonSubject | undefined | Promise<LessonSubject | undefined>,
    answer?: Pick<Answer<unknown>, "problem" | "settled">,
  ) =>
  async (): Promise<Subject> => {
    await engine.opened();
    await answer?.settled();
    if (answer?.problem.peek()) throw answer.problem.peek();
    const settings = engine.description.peek()?.settings ?? [];
    const given = await subject();
    if (!given) throw failure("bad_data", () => lessonsWords.parts.noCode);
    return { ...given, settings };
  };

/** Answers the questions of all lessons. It is fetched with the first of them. */

import type { Inkling } from "../../../../engine/js/browser.ts";
import { loadLessons } from "../../../../engine/js/lessons.ts";
import { inklingError } from "../../protocol.ts";
import type { Answers, Questions } from "../../questions.ts";
import { translated } from "../errors.ts";
import { downhill } from "./downhill.ts";
import { neuron } from "./neuron.ts";
import type { Tools } from "./tools.ts";

export type Lessons = ReturnType<typeof answering>;

/** Fetches the lessons' own module. */
export async function openLessons(inkling: Inkling) {
  return answering(answersOf({ inkling, lessons: await translated(() => loadLessons()) }));
}

const answersOf = (tools: Tools): Answers<Questions> => ({
  ...neuron(tools),
  ...downhill(tools),
});

/** Throws the protocol's errors. */
export function answering(answers: Answers<Questions>) {
  return <Name extends keyof Questions>(
    name: Name,
    given: Questions[Name]["given"],
  ): Promise<Questions[Name]["answer"]> => {
    if (!Object.hasOwn(answers, name)) throw inklingError("bad_setting", `No lesson asks "${name}".`);
    const answer = answers[name] as (given: Questions[Name]["given"]) => Questions[Name]["answer"];
    return translated(async () => answer(given));
  };
}

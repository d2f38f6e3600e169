/** Answers the questions of all lessons. It is fetched with the first of them. */

import type { Inkling, InklingError, LoadOptions } from "../../../../engine/js/browser.ts";
import { loadLessons } from "../../../../engine/js/lessons.ts";
import { inklingError } from "../../protocol.ts";
import type { Answers, Questions } from "../../questions.ts";
import { translated } from "../errors.ts";
import { backpropagation } from "./backpropagation.ts";
import { bending } from "./bending.ts";
import { bits } from "./bits.ts";
import { downhill } from "./downhill.ts";
import { leastSquares } from "./least-squares.ts";
import { moons } from "./moons.ts";
import { neuron } from "./neuron.ts";
import type { Tools } from "./tools.ts";

export type Lessons = ReturnType<typeof answering>;

/** Fetches the lessons' own module, or takes it from elsewhere. */
export async function openLessons(inkling: Inkling, options?: LoadOptions) {
  // What did not arrive may come with another attempt; the engine itself has not failed.
  const lessons = await loadLessons(options).catch((error: InklingError) => {
    throw inklingError("unavailable", error.message);
  });
  return answering(answersOf({ inkling, lessons }));
}

const answersOf = (tools: Tools): Answers<Questions> => ({
  ...neuron(tools),
  ...bending(tools),
  ...downhill(tools),
  ...leastSquares(tools),
  ...backpropagation(tools),
  ...moons(tools),
  ...bits(tools),
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

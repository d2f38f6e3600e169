/** The program that does what a subject says, in each language: whole, and with notes on what it does otherwise. */

import { programsWords as says } from "../words/programs.ts";
import { cpp } from "./cpp.ts";
import { constantsOf, descent } from "./descent.ts";
import { javascript } from "./javascript.ts";
import { keras } from "./keras.ts";
import { notesOf } from "./notes.ts";
import { numpy } from "./numpy.ts";
import { perceptron } from "./perceptron.ts";
import { isWritten, type Plan, planOf } from "./plan.ts";
import { pytorch } from "./pytorch.ts";
import type { Language, Program, Subject } from "./subject.ts";
import { sums } from "./sums.ts";

const { heading, notes } = says;

/** What each is saved as, and what runs it. */
const files: Record<Language, { file: string; command: string }> = {
  cpp: { file: "program.cpp", command: "./program" },
  javascript: { file: "program.mjs", command: "node program.mjs" },
  pytorch: { file: "pytorch_program.py", command: "python3 pytorch_program.py" },
  keras: { file: "keras_program.py", command: "python3 keras_program.py" },
  numpy: { file: "numpy_program.py", command: "python3 numpy_program.py" },
};

const ofRecipe: Record<Language, (plan: Plan) => string> = { cpp, javascript, pytorch, keras, numpy };

export function program(language: Language, subject: Subject): Program {
  const { file, command } = files[language];
  if ("recipe" in subject) {
    const plan = planOf(subject);
    const knowsRules = language === "cpp" || language === "javascript";
    const readsPoints = plan.source === "file" || (plan.source === "rule" && !knowsRules && !isWritten(plan));
    return { text: ofRecipe[language](plan), file, notes: notesOf(plan, language), readsPoints };
  }
  const { title, said } = specialOf(language, subject);
  const isPlain = "sums" in subject || ("descent" in subject && language !== "cpp");
  const by = title + (isPlain ? heading.in : heading.by)[language];
  const run = says.run.alone(command);
  const text =
    "perceptron" in subject
      ? perceptron[language](subject.perceptron, by, run, said)
      : "descent" in subject
        ? descent[language](subject, by, run, said)
        : sums[language](subject.sums, by, run, said);
  return { text: `${text}\n`, file, notes: said, readsPoints: false };
}

function specialOf(
  language: Language,
  subject: Exclude<Subject, { recipe: unknown }>,
): { title: string; said: string[] } {
  if ("perceptron" in subject) return { title: heading.perceptron, said: [] };
  if ("sums" in subject) return { title: heading.sums, said: language === "javascript" ? [notes.sumsDouble] : [] };
  const { optimizer } = constantsOf(subject);
  const rules = subject.settings.find(({ name }) => name === "optimizer")?.choices;
  const rule = rules?.find(({ name }) => name === optimizer)?.title ?? optimizer;
  const title = heading.descent(rule, subject.descent.surface, subject.descent.among ?? 1);
  if (language === "javascript") return { title, said: [notes.descentLibrary] };
  if (language !== "keras") return { title, said: [] };
  const isOther = {
    adagrad: notes.kerasEpsilon,
    rmsprop: notes.kerasEpsilon,
    adam: notes.kerasEpsilonAdam,
    adamw: notes.kerasEpsilonAdam,
  }[optimizer];
  return { title, said: isOther ? [isOther] : [] };
}

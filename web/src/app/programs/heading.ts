/** What a program says of itself in its first lines. */

import { programsWords as says } from "../words/programs.ts";
import { isWritten, type Plan, shapeOf } from "./plan.ts";
import type { Language } from "./subject.ts";

const { heading, run } = says;

/** `command` is what runs it. */
export function headingOf(plan: Plan, language: Language, command: string): { title: string; run: string } {
  const knowsAll = language === "cpp" || language === "javascript";
  const named = { mnist: heading.digits, given: heading.given, file: heading.given }[plan.source as string];
  const data =
    named ?? (isWritten(plan) ? (knowsAll ? heading.written : heading.digits) : heading.rule(plan.data.name));
  const readsDigits = plan.source === "mnist" || (isWritten(plan) && !knowsAll);
  const readsPoints = plan.source === "file" || (plan.source === "rule" && !knowsAll && !readsDigits);
  const fetchesDigits = readsDigits && language === "keras";
  const how = fetchesDigits ? run.alone : readsDigits ? run.digits : readsPoints ? run.points : run.alone;
  return { title: heading.learns(shapeOf(plan), data) + heading.by[language], run: how(command) };
}

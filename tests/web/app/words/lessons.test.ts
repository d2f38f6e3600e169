/** Each lesson is short, and stands in the contents. */

import { expect, test } from "vitest";
import { lessonNames } from "../../../../web/src/app/lessons/list.ts";
import { lessons as english } from "../../../../web/src/app/words/en/lessons.ts";
import { lessons as chinese } from "../../../../web/src/app/words/zh/lessons.ts";

const tables = import.meta.glob<Record<string, Table>>("../../../../web/src/app/words/en/lessons/*.ts", {
  eager: true,
});

interface Table {
  told: unknown;
  prediction: unknown;
  question: unknown;
}

/** Of a text, of one that is yet to be filled in, or of all that are in a table. */
function wordsIn(said: unknown): number {
  if (typeof said === "string") return said.split(/\s+/).filter((word) => /[a-z0-9]/i.test(word)).length;
  if (typeof said === "function") return wordsIn((String(said).match(/(["`]).*?\1/gs) ?? []).join(" "));
  return Object.values(said as object).reduce((sum: number, part) => sum + wordsIn(part), 0);
}

const nameOf = (file: string) => file.replace(/^.*\/|\.ts$/g, "");

test("the contents name all lessons, in their order", () => {
  expect(Object.keys(english.list)).toEqual(lessonNames);
  expect(Object.keys(chinese.list)).toEqual(lessonNames);
  expect(Object.keys(tables).map(nameOf).sort()).toEqual([...lessonNames].sort());
});

test.each(lessonNames)("what %s says, and asks, is at most 350 words", (name) => {
  const [table] = Object.values(tables[`../../../../web/src/app/words/en/lessons/${name}.ts`] ?? {});
  if (!table) throw new Error("There is no table.");
  const { told, prediction, question } = table;
  const words = wordsIn(told) + wordsIn(prediction) + wordsIn(question);
  expect(words).toBeGreaterThan(100);
  expect(words).toBeLessThanOrEqual(350);
});

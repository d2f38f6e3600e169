/** Numbers, lists and plurals are those of the language, not of whoever wrote the page. */

import { expect, test } from "vitest";
import { formatsFor } from "../../../../web/src/app/words/formats.ts";

const english = formatsFor("en-GB");
const german = formatsFor("de");
const polish = formatsFor("pl");

test.each([
  [english.count(60_000), "60,000"],
  [german.count(60_000), "60.000"],
  [english.count(1234.5), "1,235"],
  [english.decimal(0.093144, 4), "0.0931"],
  [german.decimal(97.3, 2), "97,30"],
  [english.decimal(5, 0), "5"],
  [english.rough(0.0031), "0.003"],
  [english.rough(3000), "3000"],
  [german.rough(0.3), "0,3"],
  [english.scientific(123_456, 2), "1.23e+5"],
  [german.scientific(0.000_123, 1), "1,2e-4"],
  [english.figure(-0), "0"],
  [english.figure(-0.42891), "-0.4289"],
  [english.figure(-1e-9), "-1e-9"],
  [english.list(["a", "b", "c"]), "a, b and c"],
  [german.list(["a", "b", "c"]), "a, b und c"],
])("%s is written %s", (written, expected) => {
  expect(written).toBe(expected);
});

test("a noun takes the form that goes with its number", () => {
  const steps = { one: "step", other: "steps" };
  expect([0, 1, 2, 1000].map((number) => english.counted(number, steps))).toEqual([
    "0 steps",
    "1 step",
    "2 steps",
    "1,000 steps",
  ]);
  const kroki = { one: "krok", few: "kroki", many: "kroków", other: "kroku" };
  expect([1, 3, 5, 22].map((number) => polish.counted(number, kroki))).toEqual([
    "1 krok",
    "3 kroki",
    "5 kroków",
    "22 kroki",
  ]);
});

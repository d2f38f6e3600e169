/** Tables as text: quoted where they must be, and harmless to a spreadsheet. */

import { expect, test } from "vitest";
import { csvOf } from "../../../../web/src/app/shared/csv.ts";

test("lines end as RFC 4180 says, and what is undefined is empty", () => {
  expect(
    csvOf([
      ["a", "b", "c"],
      [1, undefined, 0.5],
    ]),
  ).toBe("a,b,c\r\n1,,0.5\r\n");
  expect(csvOf([])).toBe("");
});

test("commas, quotes and line breaks are quoted", () => {
  expect(csvOf([["a,b", 'say "x"', "two\r\nlines", "plain"]])).toBe('"a,b","say ""x""","two\r\nlines",plain\r\n');
});

test("a text that begins like a formula is none, and a number below 0 is one", () => {
  expect(csvOf([["=1+1", "+1", "-x", "@a", -1]])).toBe("'=1+1,'+1,'-x,'@a,-1\r\n");
});

/** What is found in a text that somebody pastes. */

import { expect, test } from "vitest";
import { otherAddresses, pastedLinks } from "../../../../../web/src/app/panels/links/pasted.ts";

const link = "https://example.org/inkling/#/?epochs=2&layers=16-relu,10&check=1a2b";

test.each<[string, string, [name: string, link: string][]]>([
  [
    "one a line",
    `${link}\n\n${link}\r\n`,
    [
      ["", link],
      ["", link],
    ],
  ],
  [
    "a name before it",
    `Ada: ${link}\nBob Smith, ${link}\n- Carl – ${link}`,
    [
      ["Ada", link],
      ["Bob Smith", link],
      ["Carl", link],
    ],
  ],
  [
    "a name above it",
    `Ada\n${link}\n${link}`,
    [
      ["Ada", link],
      ["", link],
    ],
  ],
  [
    "a table's columns",
    `Ada\t${link}\t3\n"Bob","${link}"`,
    [
      ["Ada", link],
      ["Bob", link],
    ],
  ],
  [
    "within text",
    `see <${link}>, and Bob (${link}) too`,
    [
      ["see", link],
      ["and Bob", `(${link})`],
    ],
  ],
  [
    "escaped",
    "Ada https://example.org/%23/%3Fepochs%3D2%26check%3D1a2b",
    [["Ada", "https://example.org/%23/%3Fepochs%3D2%26check%3D1a2b"]],
  ],
  ["bare", "Ada epochs=2&check=1a2b", [["Ada", "epochs=2&check=1a2b"]]],
  ["cut", "Ada https://example.org/#/?epo", [["Ada", "https://example.org/#/?epo"]]],
  ["no link at all", "https://example.org/ and check this", []],
])("%s", (_, text, expected) => {
  expect(pastedLinks(text).map(({ name, link }) => [name, link])).toEqual(expected);
});

test("addresses that are no links are told, each with what is whole in it, and nothing else is", () => {
  const other = "https://example.org/inkling/?epochs=2";
  expect(
    otherAddresses(
      `Ada: ${link}\nBob <${other}>, "http://example.org/#/runs" ${other}\nepochs=2&check=1a2b, and no more`,
    ),
  ).toEqual([other, "http://example.org/#/runs"]);
  expect(otherAddresses("Ada https://example.org/%23/%3Fepochs%3D2%26check%3D1a2b")).toEqual([]);
});

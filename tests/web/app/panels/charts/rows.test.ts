/** A table of curves has a row for each moment, and its file is one that any program reads. */

import { expect, test } from "vitest";
import { fewer, rowsOf, tableOf } from "../../../../../web/src/app/panels/charts/rows.ts";

const moment = (digitsSeen: number) => ({
  ...{ digitsSeen, step: digitsSeen / 16, epoch: digitsSeen / 1000, seconds: digitsSeen / 64 },
});
const point = (digitsSeen: number, loss: number) => ({ ...moment(digitsSeen), loss, accuracy: 1 - loss / 4 });

const training = [point(16, 2), point(32, 1), point(64, 0.5)];
const kept = {
  training,
  test: [point(0, 2.5), point(32, 1.5)],
  marks: [
    { ...moment(32), label: "rate 0.05" },
    { ...moment(32), label: 'called "new", once' },
    { ...moment(48), label: "batch 8" },
  ],
};

test("what belongs to one moment stands in one row, in order", () => {
  const rows = rowsOf(kept);
  expect(rows.map(({ moment }) => moment)).toEqual([0, 16, 32, 48, 64].map(moment));
  expect(rows[2]).toMatchObject({ training: { loss: 1 }, test: { loss: 1.5 } });
  expect(rows[2]?.changes).toEqual(["rate 0.05", 'called "new", once']);
  expect(rows[3]).toEqual({ moment: moment(48), changes: ["batch 8"] });
});

test("the file has all of it, quoted where that is needed, and nothing where there is no number", () => {
  expect(tableOf(rowsOf(kept)).split("\r\n")).toEqual([
    "digits_seen,step,epoch,seconds,training_loss,training_accuracy,test_loss,test_accuracy,change",
    "0,0,0,0,,,2.5,0.375,",
    "16,1,0.016,0.25,2,0.5,,,",
    '32,2,0.032,0.5,1,0.75,1.5,0.625,"rate 0.05; called ""new"", once"',
    "48,3,0.048,0.75,,,,,batch 8",
    "64,4,0.064,1,0.5,0.875,,,",
    "",
  ]);
});

test("of many rows a table shows some: what was tested and changed, the last, and the others evenly", () => {
  const many = rowsOf({ ...kept, training: Array.from({ length: 1000 }, (_, i) => point(16 * (i + 1), 1)) });
  const shown = fewer(many, 300);
  expect(shown).toHaveLength(300);
  expect(shown.at(-1)).toBe(many.at(-1));
  for (const row of many.slice(0, 4)) if (row.test || row.changes.length > 0) expect(shown).toContain(row);
  const digits = shown.map(({ moment }) => moment.digitsSeen);
  expect(digits).toEqual([...digits].sort((a, b) => a - b));
  expect(Math.max(...digits.slice(1).map((digit, i) => digit - (digits[i] ?? 0)))).toBeLessThanOrEqual(16 * 5);
  expect(fewer(many.slice(0, 5), 300)).toEqual(many.slice(0, 5));

  const tested = rowsOf({ ...kept, test: Array.from({ length: 1000 }, (_, i) => point(10 * (i + 1), 1)) });
  expect(fewer(tested, 300)).toHaveLength(300);
  expect(fewer(tested, 300).at(-1)).toBe(tested.at(-1));
});

/** A file that goes out comes back the same; one that is damaged, foreign or huge is refused, with what is wrong and where. */

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Contents, longestName, mostDrawings, padSide } from "../../../../../web/src/app/panels/hand/drawings.ts";
import { mostBytes, parseFile, readFile, writeFile } from "../../../../../web/src/app/panels/hand/exchange.ts";

const coordinate = fc.integer({ min: 0, max: padSide });
const stroke = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 1, maxLength: 5 })
  .map((points) => points.flat());
const strokes = fc.array(stroke, { minLength: 1, maxLength: 3 });
const name = fc.constantFrom("Ada", "Zoë", "李", "__proto__", '"<b>', "7");

const contents = fc
  .array(fc.record({ name, label: fc.integer({ min: 0, max: 9 }), strokes }), { maxLength: 8 })
  .map((samples): Contents => {
    const hands = new Map(samples.map(({ name }) => [`id of ${name}`, { id: `id of ${name}`, name }]));
    const drawings = samples.map(({ name, label, strokes }, i) => {
      return { id: String(i), hand: `id of ${name}`, label, strokes, time: i };
    });
    return { hands, drawings: new Map(drawings.map((drawing) => [drawing.id, drawing])) };
  });

test("what goes out comes back the same, in its order", async () => {
  await fc.assert(
    fc.asyncProperty(contents, async (contents) => {
      const expected = [...contents.drawings.values()].map(({ hand, label, strokes }) => {
        return { writer: contents.hands.get(hand)?.name, label, strokes };
      });
      expect(await parseFile(writeFile(contents), "hands.json")).toEqual(expected);
    }),
  );
});

const sample = { label: 4, writer: "Ada", strokes: [[0, 0, 250, 500]] };
const file = (samples: unknown, more: object = {}) => JSON.stringify({ width: 500, height: 500, samples, ...more });

test("a file of another pad is scaled to ours, whoever its writers are", async () => {
  expect(await parseFile(file([{ ...sample, writer: 3 }]), "pen.json")).toEqual([
    { writer: "Writer 3", label: 4, strokes: [[0, 0, padSide / 2, padSide]] },
  ]);
  expect((await parseFile(file([sample], { width: 1000 }), "wide.json"))[0]?.strokes).toEqual([[0, 0, 2500, 5000]]);
});

test("a long file is read in its order, too", async () => {
  const samples = Array.from({ length: 2500 }, (_, i) => ({ ...sample, label: i % 10 }));
  const read = await parseFile(file(samples), "class.json");
  expect(read.map(({ label }) => label)).toEqual(samples.map(({ label }) => label));
});

describe("refused is", () => {
  const many = Array.from({ length: mostDrawings + 1 }, () => sample);
  const long = Array.from({ length: 20_002 }, () => 1);
  test.each([
    ["no JSON", "{", /^hands\.json is damaged, or no JSON: /],
    ["an empty file", "", /^hands\.json is damaged, or no JSON: /],
    ["nothing", "null", "hands.json holds no hands: it has no list called “samples”."],
    ["another file", '{"recipe": 1}', "hands.json holds no hands: it has no list called “samples”."],
    ["a list", "[1]", "hands.json holds no hands: it has no list called “samples”."],
    ["samples that are none", file({}), "hands.json holds no hands: it has no list called “samples”."],
    ["a pad without a side", file([], { width: 0 }), "hands.json is damaged: width is 0; allowed is a number above 0."],
    ["a pad without a height", file([], { height: null }), /: height is null; allowed is a number above 0\.$/],
    ["too many samples", file(many), /: samples is 20001; allowed is at most 20,000 samples\.$/],
    ["a sample that is none", file([sample, 7]), /: samples\[1\] is 7; allowed is an object\.$/],
    [
      "no label",
      file([{ ...sample, label: undefined }]),
      /: samples\[0\]\.label is missing; allowed is a whole number /,
    ],
    ["a label of ten", file([{ ...sample, label: 10 }]), /: samples\[0\]\.label is 10; allowed is .* from 0 to 9\.$/],
    ["half a label", file([{ ...sample, label: 1.5 }]), /: samples\[0\]\.label is 1\.5;/],
    ["a label in words", file([{ ...sample, label: "4" }]), /: samples\[0\]\.label is "4";/],
    ["no writer", file([{ ...sample, writer: undefined }]), /: samples\[0\]\.writer is missing; allowed is a name of /],
    ["a writer without a name", file([{ ...sample, writer: " " }]), /: samples\[0\]\.writer is " ";/],
    [
      "too long a name",
      file([{ ...sample, writer: "n".repeat(longestName + 1) }]),
      /: samples\[0\]\.writer is "nnn.*…;/,
    ],
    [
      "no strokes",
      file([{ ...sample, strokes: [] }]),
      /: samples\[0\]\.strokes is \[\]; allowed is a list of at least/,
    ],
    ["strokes that are none", file([{ ...sample, strokes: [{}] }]), /: samples\[0\]\.strokes\[0\] is {};/],
    ["half a point", file([{ ...sample, strokes: [[1, 2, 3]] }]), /: samples\[0\]\.strokes\[0\] is \[1,2,3\];/],
    ["no point", file([{ ...sample, strokes: [[1, 2], []] }]), /: samples\[0\]\.strokes\[1\] is \[\];/],
    ["no number", file([{ ...sample, strokes: [[1, null]] }]), /\.strokes\[0\]\[1\] is null; allowed is a number\.$/],
    ["a point beside the pad", file([{ ...sample, strokes: [[1, 501]] }]), /\[0\]\[1\] is 501; allowed is 0 to 500\.$/],
    [
      "too many points",
      file([{ ...sample, strokes: [long] }]),
      /\.strokes is 10001; allowed is at most 10,000 points\.$/,
    ],
  ])("%s", async (_, text, message) => {
    await expect(parseFile(text, "hands.json")).rejects.toThrow(message);
  });

  test("a file that is too large, unread", async () => {
    const huge = { name: "film.json", size: mostBytes + 1, text: () => Promise.reject(new Error("read")) };
    await expect(readFile(huge)).rejects.toThrow("film.json is too large: it has 32.0 MB; allowed are at most 32.");
  });

  test("a file that is gone", async () => {
    const gone = { name: "gone.json", size: 1, text: () => Promise.reject(new Error("NotFoundError")) };
    await expect(readFile(gone)).rejects.toThrow("gone.json could not be read.");
  });

  test("whatever else is damaged, with an error and no other end", async () => {
    const text = writeFile({
      hands: new Map([["h", { id: "h", name: "Ada" }]]),
      drawings: new Map([["d", { id: "d", hand: "h", label: 3, strokes: [[1, 2, 3, 4]], time: 0 }]]),
    });
    await fc.assert(
      fc.asyncProperty(
        fc.nat(text.length - 1),
        fc.constantFrom("", "x", "9", "[", "}", '"', "-", "null"),
        async (at, put) => {
          try {
            for (const { label, strokes } of await parseFile(text.slice(0, at) + put + text.slice(at + 1), "f")) {
              expect(label >= 0 && label <= 9 && strokes.flat().every((value) => value >= 0 && value <= padSide)).toBe(
                true,
              );
            }
          } catch (error) {
            expect((error as Error).message).toMatch(/^f (is damaged|holds no hands)/);
          }
        },
      ),
    );
  });
});

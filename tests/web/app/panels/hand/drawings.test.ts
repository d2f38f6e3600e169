/** Edits and what takes them back, names that are the same, and parts that hold out each drawing once. */

import fc from "fast-check";
import { describe, expect, test, vi } from "vitest";
import {
  apply,
  type Contents,
  type Drawing,
  type Edit,
  foldsOf,
  inverse,
  newId,
  nothing,
  tidyName,
} from "../../../../../web/src/app/panels/hand/drawings.ts";

const drawing = (id: string, label: number): Drawing => ({ id, hand: "h", label, strokes: [[1, 2]], time: 0 });
const entries = ({ hands, drawings }: Contents) => ({
  hands: new Set(hands.values()),
  drawings: new Set(drawings.values()),
});

test("edits make, change and delete, and their inverse puts everything back", () => {
  const ids = fc.constantFrom("a", "b", "c");
  const steps = fc.array(fc.record({ id: ids, label: fc.option(fc.integer({ min: 0, max: 9 }), { nil: undefined }) }));
  fc.assert(
    fc.property(steps, steps, (first, then) => {
      /** Edits that fit what is there. */
      const edit = (contents: Contents, steps: { id: string; label?: number | undefined }[]): [Contents, Edit[]] => {
        const edits: Edit[] = [];
        let now = contents;
        for (const { id, label } of steps) {
          const before = now.drawings.get(id);
          const made: Edit = { table: "drawings", before, after: label === undefined ? undefined : drawing(id, label) };
          edits.push(made);
          now = apply(now, [made]);
        }
        return [now, edits];
      };
      const [start] = edit(nothing, first);
      const [end, edits] = edit(start, then);
      expect(entries(apply(start, edits))).toEqual(entries(end));
      expect(entries(apply(end, inverse(edits)))).toEqual(entries(start));
    }),
  );
});

test("contents that were there before do not change", () => {
  apply(nothing, [{ table: "hands", after: { id: "h", name: "Ada" } }]);
  expect(nothing.hands.size).toBe(0);
});

test.each([
  ["  Ada \t Lovelace\n", "Ada Lovelace"],
  ["A\u0301da", "Áda"],
  ["A\u200Bda\u0000", "A da"],
  [" \u00A0", ""],
])("the name %j is kept as %j", (given, kept) => {
  expect(tidyName(given)).toBe(kept);
});

test("identities are unlike one another, also in another tab", async () => {
  vi.resetModules();
  const other = await import("../../../../../web/src/app/panels/hand/drawings.ts");
  const ids = Array.from({ length: 100 }, (_, i) => (i % 2 === 0 ? newId() : other.newId()));
  expect(new Set(ids).size).toBe(100);
});

describe("folds", () => {
  test("hold out each drawing once, one at a time where there are ten or fewer, else in ten parts", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 60 }), (labels) => {
        const drawings = labels.map((label, i) => drawing(String(i), label));
        const folds = foldsOf(drawings);
        expect(folds).toHaveLength(Math.min(10, drawings.length));
        expect(
          folds
            .flat()
            .map(({ id }) => id)
            .sort(),
        ).toEqual(drawings.map(({ id }) => id).sort());
        const sizes = folds.map(({ length }) => length);
        if (sizes.length > 0) expect(Math.max(...sizes) - Math.min(...sizes)).toBeLessThanOrEqual(1);
      }),
    );
  });

  test("have as many of each digit as can be", () => {
    const drawings = Array.from({ length: 50 }, (_, i) => drawing(String(i), i % 10));
    for (const fold of foldsOf(drawings)) {
      for (const label of Array(10).keys()) {
        expect(fold.filter((each) => each.label === label).length).toBeLessThanOrEqual(1);
      }
    }
  });
});

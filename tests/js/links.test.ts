/** Links: that they cross to JavaScript and back whole, and that nothing a caller passes breaks anything. */

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Claim, type Course, InklingError, load, type Recipe } from "../../engine/js/node.ts";

const inkling = await load();
const recipes: { recipe: Recipe }[] = JSON.parse(
  readFileSync(new URL("../engine/recipes.json", import.meta.url), "utf8"),
);
const claim: Claim = { accuracy: 0.9816, hashes: ["0123456789abcdef", "fedcba9876543210"] };

test("a link is the one that is written natively", () => {
  expect(inkling.writeLink({ recipe: { optimizer: "adam", epochs: 5 } })).toBe("epochs=5&optimizer=adam&check=11b3");
  expect(inkling.writeLink({ recipe: { epochs: 2 } }, claim)).toBe(
    "epochs=2&accuracy=0.9816&weights=01234567.fedcba9876543210&check=1901",
  );
});

test("every golden recipe comes back, with changes and a claim", () => {
  for (const { recipe } of recipes) {
    const changes = [
      { step: 0, recipe: { ...recipe, batchSize: 5 } },
      { step: 12, recipe: { ...recipe, optimizer: "sgd", learningRate: 0.3, earlyStopping: {} } },
    ] satisfies Course["changes"];
    const read = inkling.readLink(`https://example.org/#/?${inkling.writeLink({ recipe, changes }, claim)}`);
    expect(read).toEqual({
      course: {
        recipe: inkling.recipe(recipe),
        changes: changes.map(({ step, recipe }) => ({ step, recipe: inkling.recipe(recipe) })),
      },
      claim: { accuracy: 0.9816, hashes: ["01234567", "fedcba9876543210"] },
      notes: [],
    });
  }
});

test("without changes and claim there are none", () => {
  const read = inkling.readLink(inkling.writeLink({ recipe: {} }));
  expect(read).toEqual({ course: { recipe: { inkling: 1 }, changes: [] }, notes: [] });
});

test("what is put right is said, and the claim of another run is left out", () => {
  expect(inkling.readLink("epochs=5&optimiser=adam&check=11b3").notes).toEqual([
    '"optimiser" was read as "optimizer".',
  ]);
});

describe("refused in words", () => {
  test.each<[string, () => unknown, RegExp]>([
    ["no text", () => inkling.readLink(3 as never), /text: 3 was given/],
    ["half a link", () => inkling.readLink("epochs=5&optimizer=adam"), /not whole/],
    ["a changed link", () => inkling.readLink("epochs=6&optimizer=adam&check=11b3"), /changed or mistyped/],
    ["a link from the future", () => inkling.readLink("#/?inkling=2&check=0000"), /newer Inkling/],
    ["a book", () => inkling.readLink("x".repeat(1_000_000)), /longer than any link/],
    ["no recipe", () => inkling.writeLink({ recipe: 3 as never }), /recipe: 3 was given/],
    [
      "a change of the layers",
      () => inkling.writeLink({ recipe: {}, changes: [{ step: 1, recipe: { layers: [{ units: 10 }] } }] }),
      /step 1 is of what cannot change/,
    ],
    [
      "half a step",
      () => inkling.writeLink({ recipe: {}, changes: [{ step: 0.5, recipe: {} }] }),
      /step: 0.5 was given/,
    ],
    ["no accuracy", () => inkling.writeLink({ recipe: {} }, { hashes: [] } as never), /accuracy: nothing was given/],
    ["no hashes", () => inkling.writeLink({ recipe: {} }, { accuracy: 1 } as never), /hashes: nothing was given/],
    ["a hash of three letters", () => inkling.writeLink({ recipe: {} }, { accuracy: 1, hashes: ["abc"] }), /"abc"/],
  ])("%s", (_, attempt, message) => {
    expect(attempt).toThrow(InklingError);
    expect(attempt).toThrow(message);
  });

  test("whatever is passed, and the engine goes on", () => {
    const attempt = (body: () => unknown) => {
      try {
        body();
      } catch (error) {
        if (!(error instanceof InklingError) || error.code === "engine_failed") throw error;
      }
    };
    fc.assert(
      fc.property(fc.anything(), fc.anything(), fc.string({ unit: "binary" }), (one, other, text) => {
        attempt(() => inkling.writeLink(one as never, other as never));
        attempt(() => inkling.writeLink({ recipe: {}, changes: one as never }));
        attempt(() => inkling.writeLink({ recipe: {}, changes: [{ step: one as never, recipe: other as never }] }));
        attempt(() => inkling.writeLink({ recipe: {} }, { accuracy: one as never, hashes: other as never }));
        attempt(() => inkling.readLink(text));
      }),
      { numRuns: 300 },
    );
    expect(inkling.writeLink({ recipe: {} })).toBe("check=ffff");
  });
});

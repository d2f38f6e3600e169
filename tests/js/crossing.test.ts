/** Documents cross as bytes and come out as they went in; the module and its types name the same operations. */

import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { type Document, decode, encode, hasSucceeded } from "../../engine/js/crossing.ts";
import { start } from "../../engine/js/native.ts";
import { load } from "../../engine/js/node.ts";

const [YES] = new TextEncoder().encode("T");
const [NO] = new TextEncoder().encode("F");

test("any document comes back as it was", () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (document) => {
      const bytes = Uint8Array.from([...encode(document as Document), YES]);
      expect(JSON.stringify(decode(bytes, []))).toBe(JSON.stringify(document));
    }),
    { examples: [[JSON.parse('{ "__proto__": { "a": 1 } }')]] },
  );
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -0, 5e-324, Number.MAX_VALUE])(
  "the number %d too",
  (number) => expect(decode(Uint8Array.from([...encode(number), YES]), [])).toBe(number),
);

test("typed arrays come in their order, from beside the bytes", () => {
  const arrays = [new Float32Array([1]), new Uint8Array([2])];
  const bytes = new TextEncoder().encode("LANAET");
  expect(decode(bytes, arrays)).toEqual([arrays[0], null, arrays[1]]);
});

test("the last byte says how a call went, and may be all there is", () => {
  expect(hasSucceeded(Uint8Array.of(YES))).toBe(true);
  expect(hasSucceeded(Uint8Array.from([...encode("no"), NO]))).toBe(false);
  expect(decode(Uint8Array.of(YES), [])).toBeUndefined();
});

test("texts of every script reach the engine and come back", async () => {
  const inkling = await load();
  const name = "Ünïcödé \u{1F58B} 手写 \u0000";
  expect(() => inkling.recipe({ [name]: 1 } as never)).toThrow(expect.objectContaining({ given: name }));
});

test("the module has the operations that its types name, and no others", async () => {
  const { operations } = await start(readFileSync(new URL("../../build/wasm/inkling.wasm", import.meta.url)));
  const types = readFileSync(new URL("../../engine/js/native.ts", import.meta.url), "utf8");
  const [, body] = types.match(/export interface Operations \{([^}]*)\}/) ?? [];
  const named = [...(body ?? "").matchAll(/^ {2}"?([\w.]+)"?:/gm)].map(([, name]) => name);
  expect(operations.sort()).toEqual(named.sort());
});

/** The worker's answers to the lessons' questions, from the real modules under Node. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../../../engine/js/node.ts";
import { openLessons } from "../../../../web/src/worker/lessons/lessons.ts";

/** By its path: where there is a DOM, addresses are those of a page. */
export const moduleOf = (name: string) => ({
  bytes: new Uint8Array(readFileSync(join(import.meta.dirname, "../../../../build/wasm", name))),
});

export async function openAnswers() {
  return openLessons(await load(moduleOf("inkling.wasm")), moduleOf("inkling-lessons.wasm"));
}

/** The worker's answers to the lessons' questions, from the real modules under Node, also where a test has a DOM. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { load } from "../../../../engine/js/node.ts";
import { openLessons } from "../../../../web/src/worker/lessons/lessons.ts";

const moduleOf = (name: string) => ({
  bytes: new Uint8Array(readFileSync(join(import.meta.dirname, "../../../../build/wasm", `${name}.wasm`))),
});

export async function openAnswers() {
  return openLessons(await load(moduleOf("inkling")), moduleOf("inkling-lessons"));
}

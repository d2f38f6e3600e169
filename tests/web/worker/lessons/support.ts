/** The worker's answers to the lessons' questions, from the real modules under Node. */

import { readFileSync } from "node:fs";
import { load } from "../../../../engine/js/node.ts";
import { openLessons } from "../../../../web/src/worker/lessons/lessons.ts";

export async function openAnswers() {
  const file = new URL("../../../../build/wasm/inkling-lessons.wasm", import.meta.url);
  return openLessons(await load(), { bytes: new Uint8Array(readFileSync(file)) });
}

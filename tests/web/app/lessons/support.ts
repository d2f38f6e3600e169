/** Lessons on a page, whose questions the real worker's answers are for. */

import { vi } from "vitest";
import type { Engine } from "../../../../web/src/app/run/engine.ts";
import type { Questions } from "../../../../web/src/questions.ts";
import { openAnswers } from "../../worker/lessons/support.ts";

/** An engine that answers lessons and nothing else. */
export async function engineOf(): Promise<Engine> {
  const ask = await openAnswers();
  return {
    ...{ opened: async () => {}, restart() {} },
    client: { ask: <Name extends keyof Questions>(name: Name, given: Questions[Name]["given"]) => ask(name, given) },
  } as unknown as Engine;
}

const listening = vi.spyOn(globalThis, "addEventListener");

/** As a link leads there. What a lesson holds lives for the visit; here, until the next one is opened. */
export function openAt(address: string): void {
  for (const [type, listener] of listening.mock.calls) removeEventListener(type, listener);
  listening.mockClear();
  history.replaceState(null, "", address);
}

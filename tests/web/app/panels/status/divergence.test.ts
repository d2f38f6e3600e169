/** Why training diverged: told in the language of the moment, with a step from which it may go on. */

import { signal } from "@preact/signals";
import { afterEach, expect, test, vi } from "vitest";
import { createDivergence } from "../../../../../web/src/app/panels/status/divergence.ts";
import type { Run } from "../../../../../web/src/app/run/run.ts";
import { language, speak } from "../../../../../web/src/app/words/language.ts";
import { waitFor } from "../../../support.ts";

vi.stubGlobal("document", { documentElement: {} });

afterEach(() => speak("en"));

/** A run of two hidden layers that diverged after a step. */
function divergedAfter(step: number, growth: Awaited<ReturnType<Run["explainDivergence"]>>) {
  return createDivergence({
    failure: signal({ code: "diverged" as const, message: "" }),
    divergedAt: signal<number | undefined>(step),
    explainDivergence: async () => growth,
    network: signal({ layers: [784, 20, 20, 10] } as Run["network"]["value"]),
  });
}

test("it names the layer whose numbers grew first, ten steps before which it may go on", async () => {
  const divergence = divergedAfter(40, { layer: 1, step: 37, times: 1911 });
  expect(divergence.value).toEqual({ goodStep: 30 });
  await waitFor(() => expect(divergence.value.why).toMatch(/^Hidden layer 2 grew first: by step 37 to 1,911 times/));
  expect(divergence.value.goodStep).toBe(27);
});

test("where nothing is left of the run but its first ten steps, there is none to go back to", async () => {
  const divergence = divergedAfter(9, { layer: 2, step: 8, times: 100 });
  await waitFor(() => expect(divergence.value.why).toMatch(/^The output layer/));
  expect(divergence.value.goodStep).toBeUndefined();
});

test("it is told in the other language as soon as that is chosen", async () => {
  const divergence = divergedAfter(40, { layer: 0, step: 37, times: 50 });
  await waitFor(() => expect(divergence.value.why).toMatch(/^Hidden layer 1/));
  await speak("zh-CN");
  expect(language.value).toBe("zh-CN");
  expect(divergence.value.why).toMatch(/37.*50/);
  expect(divergence.value.why).not.toMatch(/[a-z]/i);
});

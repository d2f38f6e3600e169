/** What is sent is what was asked for last, or nothing, with the reason. */

import { signal } from "@preact/signals";
import { beforeEach, expect, test, vi } from "vitest";
import { createOutbox } from "../../../../../web/src/app/panels/send/outbox.ts";
import type { RunRecord } from "../../../../../web/src/app/records/record.ts";
import { type Claim, inklingError, type SentCourse } from "../../../../../web/src/protocol.ts";
import { waitFor } from "../../../support.ts";

beforeEach(() => void vi.stubGlobal("location", { href: "http://example.org/#/" }));

const record = {
  course: { recipe: {}, events: [], steps: 1 },
  ends: [{ epoch: 1, step: 1, hash: "ab", test: { loss: 1, accuracy: 0.5 } }],
} as unknown as RunRecord;

function open(writeLink: (course: SentCourse, claim?: Claim) => Promise<string>) {
  return createOutbox({ description: signal(undefined), live: signal(record), recipe: () => ({}), writeLink });
}

const written = (outbox: ReturnType<typeof open>) =>
  waitFor(() => expect(outbox.link.value || outbox.problem.value).toBeTruthy());

test("a link holds what was reached where that is asked for", async () => {
  const outbox = open(async (_, claim) => (claim ? "with" : "without"));
  outbox.pack();
  await written(outbox);
  expect(outbox.link.value).toBe("http://example.org/#/?without");
  outbox.choose(true);
  await waitFor(() => expect(outbox.link.value).toBe("http://example.org/#/?with"));
});

test("where it cannot be written there is no link, and why, until there is one again", async () => {
  const outbox = open(async (_, claim) => {
    if (claim) throw inklingError("worker_died", "It ended.");
    return "without";
  });
  outbox.pack();
  await written(outbox);
  outbox.choose(true);
  await waitFor(() => expect(outbox.problem.value).toBe("It ended."));
  expect(outbox.link.value).toBe("");
  outbox.choose(false);
  expect(outbox.problem.value).toBeUndefined();
  await written(outbox);
  expect(outbox.link.value).toBe("http://example.org/#/?without");
});

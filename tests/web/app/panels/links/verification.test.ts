/** The table of links, with engines that do as they are told. */

import { signal } from "@preact/signals";
import { expect, test, vi } from "vitest";
import { tableOf } from "../../../../../web/src/app/panels/links/links.tsx";
import { createVerification } from "../../../../../web/src/app/panels/links/verification.ts";
import type { Engine, Tenant } from "../../../../../web/src/app/run/engine.ts";
import { inklingError, type Progress, type RunEvent, type SentLink } from "../../../../../web/src/protocol.ts";
import { waitFor } from "../../../support.ts";

vi.mock("../../../../../web/src/app/records/in-words.ts", () => ({ recipeInWords: () => "in words" }));

const claim = { accuracy: 0.5, hashes: ["11111111", "2222222222222222"] };
const link: SentLink = { course: { recipe: { epochs: 2 }, changes: [] }, claim, notes: [] };
const ended = (epoch: number, hash: string, accuracy = 0.5): RunEvent => ({
  type: "progress",
  progress: { epochEnd: { epoch, step: epoch, hash, test: { loss: 1, accuracy } } } as unknown as Progress,
});
const [first, second] = [ended(1, "1".repeat(16)), ended(2, "2".repeat(16))];
const finished: RunEvent = { type: "phase", phase: "finished" };

/** What training tells each time that it is asked for, by the text of the link. */
const runs: Record<string, RunEvent[][]> = {
  good: [[first, second, finished]],
  further: [
    [first, finished],
    [second, finished],
  ],
  lie: [[first, ended(2, "3".repeat(16)), finished]],
  later: [[first, finished], [ended(2, "3".repeat(16))]],
  score: [[first, ended(2, "2".repeat(16), 0.6), finished]],
  short: [[first, finished], [finished]],
  wild: [[first, { type: "problem", code: "diverged", message: "Training diverged." }]],
  sick: [[{ type: "problem", code: "bad_setting", message: "This cannot be." }]],
  slow: [],
};

const closed: string[] = [];
let started = 0;

function start(): Engine {
  const own = `engine ${++started}`;
  let tenant: Tenant;
  let text = "";
  let asked = 0;
  return {
    description: signal({ settings: [], ofNetwork: [] }),
    opened: async () => {},
    take: (given: Tenant) => {
      tenant = given;
      return own;
    },
    dismiss() {},
    client: {
      readLink: async (given: string) => {
        text = given;
        asked = 0;
        if (given === "broken") throw inklingError("bad_data", "It is broken.");
        return given === "plain" ? { ...link, claim: undefined } : link;
      },
      expect: async () => {},
      train: async () => {
        for (const event of runs[text]?.[asked++] ?? []) tenant.hear(event);
      },
      dispose: async () => {},
      close: () => void closed.push(own),
    },
  } as unknown as Engine;
}

const pasted = (...links: string[]) => links.map((link) => ({ name: link, link }));

test("each link gets the verdict that it deserves, and every worker ends", async () => {
  const { rows, verify, isRunning } = createVerification({ start, cores: 3 });
  await verify(pasted("good", "lie", "score", "short", "wild", "broken", "plain", "sick", "good"));
  expect(rows.value.map(({ verdict }) => verdict)).toEqual([
    { kind: "confirmed" },
    { kind: "refused", epoch: 2 },
    { kind: "refused", epoch: 2, accuracy: 0.6 },
    { kind: "ended", epoch: 2 },
    { kind: "ended", epoch: 2 },
    { kind: "broken", message: "It is broken." },
    { kind: "nothing" },
    { kind: "broken", message: "This cannot be." },
    { kind: "confirmed" },
  ]);
  expect(isRunning.value).toBe(false);
  expect(new Set(closed).size).toBe(started);
  const lines = tableOf(rows.value).split("\r\n");
  expect(lines[0]).toBe("name,run,claimed_accuracy,claimed_epochs,verdict,detail,link");
  expect(lines[1]).toBe('good,in words,0.5,2,confirmed,"confirmed, bit for bit",good');
});

test("who trained on beyond the recipe's epochs is believed where training on gives the same", async () => {
  const { rows, verify } = createVerification({ start, cores: 2 });
  await verify(pasted("further", "later"));
  expect(rows.value.map(({ verdict }) => verdict)).toEqual([{ kind: "confirmed" }, { kind: "refused", epoch: 2 }]);
});

test("stopped, what is under way is not looked at, and the rest keeps its verdict", async () => {
  const { rows, verify, stop, isRunning } = createVerification({ start, cores: 2 });
  verify(pasted("good", "slow", "good"));
  await waitFor(() =>
    expect(rows.value.map(({ verdict }) => verdict.kind)).toEqual(["confirmed", "running", "waiting"]),
  );
  stop();
  expect(rows.value.map(({ verdict }) => verdict.kind)).toEqual(["confirmed", "stopped", "stopped"]);
  expect(isRunning.value).toBe(false);
});

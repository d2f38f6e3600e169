// @vitest-environment happy-dom

/** The lab makes a kept run again as itself. */

import { signal } from "@preact/signals";
import { beforeAll, expect, test, vi } from "vitest";
import { load } from "../../../engine/js/node.ts";
import { createLab } from "../../../web/src/app/lab.ts";
import type { RunRecord } from "../../../web/src/app/records/record.ts";
import type { Engine, Tenant } from "../../../web/src/app/run/engine.ts";
import { type Description, inklingError, type RunEvent } from "../../../web/src/protocol.ts";
import { moduleOf } from "../worker/lessons/support.ts";

let described: Description;
beforeAll(async () => {
  const { settings } = await load(moduleOf("inkling.wasm"));
  described = { settings: settings.Recipe ?? [], ofNetwork: ["layers", "loss", "seed"] };
});

/** A lab with its first network, whose worker answers and does nothing. */
function open() {
  let tenant: Tenant | undefined;
  const client = { setPace: async () => {}, create: async () => {}, resume: vi.fn(async () => {}) };
  const lab = createLab({
    ...{ description: signal(described), loading: signal(undefined), client, restart() {}, opened: async () => {} },
    take(given: Tenant) {
      tenant = given;
      return "run 1";
    },
  } as unknown as Engine);
  const say = (...events: RunEvent[]) => {
    for (const event of events) tenant?.hear(event);
  };
  say(network);
  const kept: RunRecord = {
    ...{ id: "kept", began: 1, parent: undefined, layers: [784, 10], ends: [], changes: [] },
    ...{ curves: lab.records.curves.points(), course: { recipe: {}, events: [], steps: 5 } },
  };
  return { lab, client, say, kept };
}

const network: RunEvent = {
  type: "network",
  ...{ layers: [784, 10], parameters: 7850, loss: "cross_entropy", recipe: {} },
};

test("a kept run that is made again is itself, also where what it tells comes after the worker's answer", async () => {
  const { lab, say, kept } = open();
  await lab.open(kept);
  say({ type: "resuming" }, network);
  expect(lab.records.live.value?.id).toBe("kept");
});

test("one that could not be made is not taken for the next", async () => {
  const { lab, client, say, kept } = open();
  client.resume.mockRejectedValueOnce(inklingError("unavailable", "It could not be fetched."));
  await lab.open(kept);
  expect(lab.run.failure.value?.code).toBe("unavailable");
  say({ type: "resuming" }, network);
  expect(lab.records.live.value?.id).not.toBe("kept");
});

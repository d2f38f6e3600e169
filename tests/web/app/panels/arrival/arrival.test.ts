/** A link in the address: taken over, compared as it trains, and the person's own as soon as a setting changes. */

import { signal } from "@preact/signals";
import { beforeEach, expect, test, vi } from "vitest";
import { createArrival, linkIn } from "../../../../../web/src/app/panels/arrival/arrival.ts";
import type { EpochEnd, Progress, Recipe, RunEvent, SentLink } from "../../../../../web/src/protocol.ts";
import { inklingError } from "../../../../../web/src/protocol.ts";
import { waitFor } from "../../../support.ts";

const end = (epoch: number, hash: string, accuracy = 0.5): EpochEnd => ({
  ...{ epoch, step: 10 * epoch, hash, test: { loss: 1, accuracy } },
});
const claim = { accuracy: 0.5, hashes: ["11111111", "2222222222222222"] };
const link: SentLink = { course: { recipe: { epochs: 2 }, changes: [] }, claim, notes: [] };

let listener: (event: RunEvent) => void;
let hash: string;
const form = signal<Recipe>({});
const calls: string[] = [];

/** With a link in the address, which is read as `read` says. */
async function arrive(read: () => Promise<SentLink> = async () => link) {
  const arrival = createArrival({
    run: {
      listen: (hear) => {
        listener = hear;
      },
      expect: async () => void calls.push("expect"),
      reset: async () => void calls.push("reset"),
    },
    description: signal({ settings: [], ofNetwork: [] }),
    opened: async () => {},
    readLink: read,
    load: (recipe) => {
      calls.push("load");
      form.value = recipe;
    },
    recipe: () => form.value,
  });
  await waitFor(() => expect(arrival.state.value?.kind).not.toBe("opening"));
  return arrival;
}

const ended = (epochEnd: EpochEnd) => listener({ type: "progress", progress: { epochEnd } as unknown as Progress });

beforeEach(() => {
  calls.length = 0;
  form.value = {};
  hash = "#/?epochs=2&check=1a2b";
  vi.stubGlobal("location", {
    get hash() {
      return hash;
    },
  });
  vi.stubGlobal("addEventListener", vi.fn());
});

vi.mock("../../../../../web/src/app/records/in-words.ts", () => ({ recipeInWords: () => "in words" }));

test("only what follows the lab's question mark is a link", () => {
  expect(linkIn("#/?check=ffff")).toBe("#/?check=ffff");
  for (const other of ["", "#/", "#/runs", "#/links?check=ffff"]) expect(linkIn(other)).toBeUndefined();
});

test("it stands in the form, in a network of its own, and nothing trains", async () => {
  const arrival = await arrive();
  expect(calls).toEqual(["load", "expect", "reset"]);
  expect(arrival.state.value).toMatchObject({ kind: "there", inWords: "in words" });
  expect(arrival.isOwn.value).toBe(false);
});

test("once it has differed it stays another, until it begins anew", async () => {
  const arrival = await arrive();
  ended(end(1, "0".repeat(16)));
  ended(end(2, "2222222222222222"));
  expect(arrival.comparison.value).toEqual({ epoch: 1, isSame: false });
  listener({ type: "network", layers: [], parameters: 0, loss: "", recipe: {} });
  expect(arrival.comparison.value).toBeUndefined();
  ended(end(1, "1".repeat(16)));
  expect(arrival.comparison.value).toEqual({ epoch: 1, isSame: true });
});

test("it is one's own with another setting in the form, and after one in the run even when that is put back", async () => {
  const arrival = await arrive();
  form.value = { epochs: 3 };
  expect(arrival.isOwn.value).toBe(true);
  form.value = { epochs: 2 };
  expect(arrival.isOwn.value).toBe(false);
  const at = { digitsSeen: 1, step: 5, epoch: 0, seconds: 0 };
  listener({ type: "noted", event: { step: 5, recipe: {} }, at, isExpected: true });
  expect(arrival.isOwn.value).toBe(false);
  listener({ type: "noted", event: { step: 5, recipe: {} }, at });
  expect(arrival.isOwn.value).toBe(true);
  ended(end(1, "1".repeat(16)));
  expect(arrival.comparison.value).toBeUndefined();
});

test("a broken link changes nothing, and says why", async () => {
  const arrival = await arrive(() => Promise.reject(inklingError("bad_data", "It is broken.")));
  expect(arrival.state.value).toEqual({ kind: "refused", message: "It is broken." });
  expect(calls).toEqual([]);
});

test("a run that the form cannot hold is refused", async () => {
  const moons: SentLink = { ...link, course: { recipe: { data: { name: "moons" } }, changes: [] } };
  expect((await arrive(async () => moons)).state.value).toMatchObject({ kind: "refused" });
  expect(calls).toEqual([]);
});

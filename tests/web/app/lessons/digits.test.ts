// @vitest-environment happy-dom

/** The lesson about digits: what its table has of the lab's run, which guess was the nearest, and what can be done. */

import { signal } from "@preact/signals";
import { expect, test, vi } from "vitest";
import type { Lab } from "../../../../web/src/app/lab.ts";
import { createDigits } from "../../../../web/src/app/lessons/digits/model.ts";
import { presets } from "../../../../web/src/app/panels/settings/presets.ts";
import { waitFor } from "../../support.ts";
import { openAt } from "./support.ts";

/** A lab that is where the test says, with a recipe of three epochs. */
async function open(...ends: { epoch: number; training?: number; test: number }[]) {
  openAt("#/learn/digits");
  const run = { phase: signal("ready"), isTrained: signal(false), progress: signal<{ epoch: number } | undefined>() };
  const textbook = {
    recipe: { epochs: 3 },
    record: signal({
      ends: ends.map(({ epoch, training, test: accuracy }) => ({
        ...{ epoch, trainingAccuracy: training, test: { accuracy } },
      })),
    }),
    ...{ isBeginning: signal(false), isGoingOn: signal(false), isLive: signal(false) },
  };
  const records = { load: vi.fn() };
  const lab = { run, records, textbook: async () => textbook } as unknown as Lab;
  const model = createDigits(async () => lab);
  await waitFor(() => expect(model.lab.value).toBeDefined());
  expect(records.load).toHaveBeenCalledOnce();
  return { ...model, run, textbook };
}

test("each epoch has what was found at its end", async () => {
  const { rows } = await open({ epoch: 1, training: 0.9, test: 0.8 }, { epoch: 3, test: 0.97 });
  expect(rows.value).toEqual([
    { epoch: 1, training: 0.9, test: 0.8 },
    { epoch: 2, training: undefined, test: undefined },
    { epoch: 3, training: undefined, test: 0.97 },
  ]);
});

test("before the lab is there, the table has as many rows as the recipe has epochs", () => {
  openAt("#/learn/digits");
  const { rows } = createDigits(() => new Promise<Lab>(() => {}));
  const expected = Array.from({ length: presets.textbook.epochs }, (_, i) => i + 1);
  expect(rows.value).toEqual(expected.map((epoch) => ({ epoch, training: undefined, test: undefined })));
});

test.each([
  [0.1, "third"],
  [0.44, "third"],
  [0.46, "half"],
  [0.77, "half"],
  [0.78, "most"],
  [1, "most"],
])("of the first epoch's %s the nearest guess is: %s", async (accuracy, guess) => {
  const { truth } = await open({ epoch: 1, test: accuracy }, { epoch: 2, test: 0.3 });
  expect(truth.value).toBe(guess);
});

test("before the first epoch's end there is no nearest guess", async () => {
  expect((await open()).truth.value).toBeUndefined();
});

test("what can be done is known at every turn", async () => {
  const { state, run, textbook } = await open();
  expect(state.value).toBe("other");
  run.phase.value = "loading";
  expect(state.value).toBe("loading");
  textbook.isBeginning.value = true;
  expect(state.value).toBe("fetching");
  textbook.isBeginning.value = false;
  [textbook.isLive.value, run.isTrained.value, run.phase.value] = [true, true, "training"];
  expect(state.value).toBe("training");
  [run.phase.value, run.progress.value] = ["ready", { epoch: 2 }];
  expect(state.value).toBe("paused");
  textbook.isGoingOn.value = true;
  expect(state.value).toBe("training");
  [textbook.isGoingOn.value, run.progress.value] = [false, { epoch: 3 }];
  expect(state.value).toBe("done");
  run.phase.value = "failed";
  expect(state.value).toBe("failed");
});

test("a lab that has not been fetched may be asked for again", async () => {
  openAt("#/learn/digits");
  const openLab = vi.fn(async (): Promise<Lab> => {
    throw new Error("Offline.");
  });
  const { isNotFetched, open: again, state } = createDigits(openLab);
  await waitFor(() => expect(isNotFetched.value).toBe(true));
  expect(state.value).toBe("opening");
  await again();
  expect([openLab.mock.calls.length, isNotFetched.value]).toEqual([2, true]);
});

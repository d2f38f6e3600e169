/** What all pages share, and what outlives their views: the engine, the run in it, what it is to be, and the runs before. */

import { createArrival } from "./panels/arrival/arrival.ts";
import { createForm, createSheet } from "./panels/settings/form.ts";
import { type RunRecord, recipeAtEnd } from "./records/record.ts";
import { createRecords } from "./records/records.ts";
import type { Engine } from "./run/engine.ts";
import { createRun } from "./run/run.ts";

export type Lab = ReturnType<typeof createLab>;

/** Starts the run. */
export function createLab(engine: Engine) {
  const sheet = createSheet(engine.description);
  const run = createRun(sheet.intent, engine);
  const form = createForm(run, sheet);
  const openStore = async () => (await import("./records/store.ts")).openStore();
  const arrival = createArrival({
    ...{ run, description: engine.description, recipe: sheet.meant, load: form.load, opened: engine.opened },
    readLink: (text) => engine.client.readLink(text),
  });
  const records = createRecords(run, openStore);
  const begun = new Promise<void>((resolve) => run.listen(({ type }) => type === "network" && resolve()));

  return {
    engine,
    sheet,
    /** As it is shown: what training scored is told of its past, too. */
    run: { ...run, training: records.training },
    form,
    records,
    arrival,

    /** What a lesson has to do with it. */
    async textbook() {
      const { createTextbook } = await import("./textbook.ts");
      return createTextbook({ run, form, records, description: engine.description, begun });
    },

    /** Makes a kept run again, up to its end, with its settings in the form. */
    async open(record: RunRecord): Promise<void> {
      await begun; // the first network would come in place of the one that is asked for
      form.load(recipeAtEnd(record));
      await run.attempt(async () => {
        records.expect(record);
        // What the run tells comes by another way than this answer, and may come after it.
        await run.resume(record.course).catch((error) => {
          records.forgetExpected(record);
          throw error;
        });
      });
    },
  };
}

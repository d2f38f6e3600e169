/** What all pages share, and what outlives their views: the engine, the run in it, and the form that says what it is to be. */

import { createForm, createSheet } from "./panels/settings/form.ts";
import { startEngine } from "./run/engine.ts";
import { createRun } from "./run/run.ts";

export type Lab = ReturnType<typeof createLab>;

/** Starts the engine and the run. */
export function createLab() {
  const engine = startEngine();
  const sheet = createSheet(engine.description);
  const run = createRun(sheet.intent, engine);
  return { engine, sheet, run, form: createForm(run, sheet) };
}

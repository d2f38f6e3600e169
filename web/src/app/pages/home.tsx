/** The lab at `#/`: what stands where. */

import "./home.css";
import { useEffect } from "preact/hooks";
import type { Lab } from "../lab.ts";
import { ArrivalNotice } from "../panels/arrival/arrival-notice.tsx";
import { Charts } from "../panels/charts/charts.tsx";
import { RunControls } from "../panels/controls/run-controls.tsx";
import { createDevice } from "../panels/device/device.ts";
import { DeviceLine } from "../panels/device/device-line.tsx";
import { Embed } from "../panels/embed/embed.tsx";
import { Ask } from "../panels/hand/ask.tsx";
import { createHand } from "../panels/hand/hand.ts";
import { HandPanel } from "../panels/hand/hand-panel.tsx";
import { Numbers } from "../panels/numbers/numbers.tsx";
import { PaceControl } from "../panels/pace/pace-control.tsx";
import { createDrawing } from "../panels/pad/drawing.ts";
import { Pad } from "../panels/pad/pad.tsx";
import { createTestDigits } from "../panels/pad/test-digits.ts";
import { createReader } from "../panels/reading/reader.ts";
import { ReadingPanel } from "../panels/reading/reading-panel.tsx";
import { createOutbox } from "../panels/send/outbox.ts";
import { Send } from "../panels/send/send.tsx";
import { MoreSettings } from "../panels/settings/more-settings.tsx";
import { SettingsForm } from "../panels/settings/settings-form.tsx";
import { createDivergence } from "../panels/status/divergence.ts";
import { Status } from "../panels/status/status.tsx";
import { Timeline } from "../panels/timeline/timeline.tsx";
import { createWinding } from "../panels/timeline/winding.ts";
import { Writer } from "../panels/writer/writer.tsx";
import { ShowCode } from "../programs/show-code.tsx";
import type { RecipeSubject } from "../programs/subject.ts";
import { words } from "../words/words.ts";
import { marksOf } from "./marks.ts";

/** Enter presses a button as long as it is held, dozens of times a second, Space once: once is meant. */
function pressOnce(event: KeyboardEvent): void {
  if (event.repeat && event.key === "Enter" && event.target instanceof HTMLButtonElement) event.preventDefault();
}

/** On a phone all stands below one another: each part is one tap away. */
function Jumps() {
  const jump = (part: string) => document.querySelector(`.home > ${part}`)?.scrollIntoView();
  return (
    <nav class="jumps" aria-label={words.jumps.name}>
      {(Object.keys(jumps) as (keyof typeof jumps)[]).map((part) => (
        <button key={part} type="button" data-testid={`jump-${part}`} onClick={() => jump(jumps[part])}>
          {words.jumps[part]}
        </button>
      ))}
    </nav>
  );
}

const jumps = { train: ".run", draw: ".drawing", curves: ".timeline", settings: ".settings" };

/** Makes what the panels hold: it outlives the view. */
export function createPage({ engine, sheet, run, form, records, arrival }: Lab) {
  const device = createDevice(run, () => engine.client.agrees());
  const drawing = createDrawing();
  const testDigits = createTestDigits(run, drawing);
  const reader = createReader(run, drawing);
  const hand = createHand(run, drawing);
  const winding = createWinding(run);
  const outbox = createOutbox({
    ...{ description: engine.description, live: records.live, recipe: sheet.meant },
    writeLink: (course, claim) => engine.client.writeLink(course, claim),
  });
  const divergence = createDivergence(run);
  const marks = marksOf(records);

  /** What stands in the form, where the engine allows it; or the run under way, where that is by it and was changed. */
  async function shown(): Promise<RecipeSubject> {
    await engine.opened();
    const recipe = sheet.meant();
    await engine.client.writeLink({ recipe, changes: [] });
    return { recipe, ...records.changedFrom(recipe), settings: engine.description.peek()?.settings ?? [] };
  }

  return function Page() {
    useEffect(() => {
      addEventListener("keydown", pressOnce);
      return () => removeEventListener("keydown", pressOnce);
    }, []);
    return (
      <>
        <Jumps />
        <ArrivalNotice arrival={arrival} />
        <main class="home">
          <section class="run" aria-label={words.training}>
            <RunControls run={run} />
            <Send outbox={outbox} />
            <PaceControl run={run} />
            <Status run={run} chosen={form.digits} gentler={form.gentler} divergence={divergence} />
          </section>
          <Numbers run={run} />
          <section class="drawing" aria-label={words.drawing}>
            <Pad run={run} drawing={drawing} testDigits={testDigits} task={hand.task} />
            <ReadingPanel reader={reader} />
            <Ask hand={hand} />
          </section>
          <HandPanel hand={hand} />
          <Timeline run={run} winding={winding} />
          <Charts run={run} curves={records.curves} marks={marks} cursor={records.cursor} />
          <SettingsForm run={run} form={form} />
          <MoreSettings form={form} views={{ "augmentation.writer": <Writer run={run} form={form} /> }} />
        </main>
        <footer>
          <p>
            {words.credits(
              (name) => (
                <a href="https://yann.lecun.com/exdb/mnist/">{name}</a>
              ),
              (name) => (
                <a href="https://creativecommons.org/licenses/by-sa/3.0/">{name}</a>
              ),
            )}
          </p>
          <ShowCode isInline subject={shown} points={(recipe) => engine.client.points(recipe)} />
          <DeviceLine device={device} />
          <Embed link={() => engine.client.writeLink({ recipe: sheet.meant(), changes: [] })} />
        </footer>
      </>
    );
  };
}

/** Some panels alone, within another page: those that the address names. */

import "./home.css";
import "./embedded.css";
import type { ComponentChildren } from "preact";
import type { Lab } from "../lab.ts";
import { ArrivalNotice } from "../panels/arrival/arrival-notice.tsx";
import { Charts } from "../panels/charts/charts.tsx";
import { RunControls } from "../panels/controls/run-controls.tsx";
import { type Embeddable, embeddable, panelsIn } from "../panels/embed/embeddable.ts";
import { Numbers } from "../panels/numbers/numbers.tsx";
import { PaceControl } from "../panels/pace/pace-control.tsx";
import { createDrawing } from "../panels/pad/drawing.ts";
import { Pad } from "../panels/pad/pad.tsx";
import { createTestDigits } from "../panels/pad/test-digits.ts";
import { createReader } from "../panels/reading/reader.ts";
import { ReadingPanel } from "../panels/reading/reading-panel.tsx";
import { SettingsForm } from "../panels/settings/settings-form.tsx";
import { createDivergence } from "../panels/status/divergence.ts";
import { Status } from "../panels/status/status.tsx";
import { Timeline } from "../panels/timeline/timeline.tsx";
import { createWinding } from "../panels/timeline/winding.ts";
import { embedWords } from "../words/dialogs.ts";
import { words } from "../words/words.ts";
import { marksOf } from "./marks.ts";

const says = embedWords;

/** `query` is the address's. */
export function createPage({ run, form, records, arrival }: Lab, query: string) {
  const { panels, unknown } = panelsIn(query);
  const drawing = createDrawing();
  const testDigits = createTestDigits(run, drawing);
  const reader = createReader(run, drawing);
  const winding = createWinding(run);
  const divergence = createDivergence(run);
  const marks = marksOf(records);

  const views: Record<Embeddable, () => ComponentChildren> = {
    controls: () => (
      <section class="run" aria-label={words.training}>
        <RunControls run={run} />
        <PaceControl run={run} />
        <Status run={run} chosen={form.digits} gentler={form.gentler} divergence={divergence} />
      </section>
    ),
    numbers: () => <Numbers run={run} />,
    pad: () => (
      <section class="drawing" aria-label={words.drawing}>
        <Pad run={run} drawing={drawing} testDigits={testDigits} />
        <ReadingPanel reader={reader} />
      </section>
    ),
    curves: () => <Charts run={run} curves={records.curves} marks={marks} cursor={records.cursor} />,
    timeline: () => <Timeline run={run} winding={winding} />,
    settings: () => <SettingsForm run={run} form={form} />,
  };

  return function Page() {
    return (
      <main class="embedded">
        <h1 class="visually-hidden">{words.title}</h1>
        <ArrivalNotice arrival={arrival} />
        {unknown.length > 0 && (
          <p class="embedded-note" role="alert" data-testid="unknown-panels">
            {says.unknown(unknown, embeddable)}
          </p>
        )}
        {!panels.includes("controls") && run.problem.value && (
          <Status run={run} chosen={form.digits} gentler={form.gentler} divergence={divergence} />
        )}
        {panels.map((panel) => (
          <div key={panel} class="embedded-panel" data-panel={panel}>
            {views[panel]()}
          </div>
        ))}
      </main>
    );
  };
}

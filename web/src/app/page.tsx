/** The page: what stands where. */

import "./page.css";
import { PaceControl } from "./controls/pace-control.tsx";
import { RunControls } from "./controls/run-controls.tsx";
import { SettingsForm } from "./controls/settings-form.tsx";
import { Pad } from "./pad/pad.tsx";
import { Charts } from "./progress/charts.tsx";
import { Numbers } from "./progress/numbers.tsx";
import { ReadingPanel } from "./reading/reading-panel.tsx";
import type { State } from "./state.ts";
import { Status } from "./status/status.tsx";

export function Page({ state }: { state: State }) {
  return (
    <>
      <header>
        <h1>Inkling</h1>
        <p>A neural network that learns to read handwriting in your browser, while you watch.</p>
      </header>
      <main>
        <section class="run" aria-label="Training">
          <RunControls state={state} />
          <PaceControl state={state} />
          <Status state={state} />
        </section>
        <Numbers state={state} />
        <section class="drawing" aria-label="Drawing">
          <Pad state={state} />
          <ReadingPanel state={state} />
        </section>
        <Charts state={state} />
        <SettingsForm state={state} />
      </main>
      <footer>
        <p>
          Digits: <a href="https://yann.lecun.com/exdb/mnist/">MNIST</a> by Yann LeCun, Corinna Cortes and Christopher
          Burges, <a href="https://creativecommons.org/licenses/by-sa/3.0/">CC BY-SA 3.0</a>. Nothing that you draw
          leaves this page.
        </p>
      </footer>
    </>
  );
}

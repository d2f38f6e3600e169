/** The page: what stands where. */

import "./page.css";
import { useEffect } from "preact/hooks";
import { PaceControl } from "./controls/pace-control.tsx";
import { RunControls } from "./controls/run-controls.tsx";
import { SettingsForm } from "./controls/settings-form.tsx";
import { Pad } from "./pad/pad.tsx";
import { Charts } from "./progress/charts.tsx";
import { Numbers } from "./progress/numbers.tsx";
import { ReadingPanel } from "./reading/reading-panel.tsx";
import type { State } from "./state.ts";
import { Status } from "./status/status.tsx";

/** Enter presses a button as long as it is held, dozens of times a second, Space once: once is meant. */
function pressOnce(event: KeyboardEvent): void {
  if (event.repeat && event.key === "Enter" && event.target instanceof HTMLButtonElement) event.preventDefault();
}

export function Page({ state }: { state: State }) {
  useEffect(() => {
    addEventListener("keydown", pressOnce);
    return () => removeEventListener("keydown", pressOnce);
  }, []);
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

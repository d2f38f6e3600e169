/** Train, pause, step, reset. */

import "./controls.css";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { State } from "../state.ts";
import { remedyId, trainId } from "../status/status.tsx";
import { Words } from "../words.tsx";

export function RunControls({ state }: { state: State }) {
  const phase = state.phase.value;
  // A run may have to wait for its digits first; that, too, can be called off.
  const isBusy = phase === "training" || (phase === "loading" && state.network.value !== undefined);
  const stands = phase === "ready" || phase === "paused" || phase === "finished";
  const train = useRef<HTMLButtonElement>(null);
  const pause = useRef<HTMLButtonElement>(null);

  // A button that becomes disabled loses the keyboard's focus, in some browsers at once: look who has it before the
  // change, and hand it to the one that takes its place.
  const focused = document.activeElement;
  useLayoutEffect(() => {
    const start = document.getElementById(remedyId) ?? train.current;
    const [left, next] = isBusy ? [train.current, pause.current] : [pause.current, start];
    if (left?.disabled && focused === left) next?.focus();
  });

  return (
    <div class="run-controls">
      <button
        ref={train}
        id={trainId}
        type="button"
        class={state.problem.value?.remedy ? undefined : "primary"}
        data-testid="train"
        disabled={!stands}
        onClick={state.train}
      >
        <Words>{trainLabel(state)}</Words>
      </button>
      <button ref={pause} type="button" data-testid="pause" disabled={!isBusy} onClick={state.pause}>
        Pause
      </button>
      <button type="button" data-testid="step" disabled={!stands} title="Train on one batch" onClick={state.step}>
        Step
      </button>
      <button
        type="button"
        data-testid="reset"
        disabled={!stands && !isBusy}
        title="Start over with an untrained network"
        onClick={state.reset}
      >
        Reset
      </button>
    </div>
  );
}

function trainLabel({ phase, progress }: State): string {
  if (phase.value === "finished") return "Train further";
  return phase.value === "paused" && progress.value?.step ? "Resume" : "Train";
}

/** Train, pause, step, reset. */

import "./controls.css";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { remedyId, trainId } from "../../shared/focus.ts";
import { words } from "../../words/words.ts";

const says = words.controls;

export function RunControls({ run }: { run: Run }) {
  const phase = run.phase.value;
  // A run may have to wait for its digits first; that, too, can be called off.
  const isBusy = phase === "training" || (phase === "loading" && run.network.value !== undefined);
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
        class={run.problem.value?.again ? undefined : "primary"}
        data-testid="train"
        disabled={!stands}
        onClick={run.train}
      >
        <ChangingText>{trainLabel(run)}</ChangingText>
      </button>
      <button ref={pause} type="button" data-testid="pause" disabled={!isBusy} onClick={run.pause}>
        {says.pause}
      </button>
      <button type="button" data-testid="step" disabled={!stands} title={says.stepTitle} onClick={run.step}>
        {says.step}
      </button>
      <button
        type="button"
        data-testid="train-epoch"
        disabled={!stands}
        title={says.epochTitle}
        onClick={run.trainEpoch}
      >
        {says.epoch}
      </button>
      <button
        type="button"
        data-testid="reset"
        disabled={!stands && !isBusy}
        title={says.resetTitle}
        onClick={run.reset}
      >
        {says.reset}
      </button>
    </div>
  );
}

/** What is resumed is where it was left: from its past, training makes another run. */
function trainLabel({ phase, progress, isPast }: Run): string {
  if (phase.value === "finished") return says.trainFurther;
  return phase.value === "paused" && progress.value?.step && !isPast.value ? says.resume : says.train;
}

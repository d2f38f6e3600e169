/** What is going on, or what went wrong and how to go on. */

import "./status.css";
import { formatCount, formatMegabytes } from "../progress/figures.ts";
import type { State } from "../state.ts";
import { Words } from "../words.tsx";

/** For fields that the message speaks of. */
export const statusId = "status";

export function Status({ state }: { state: State }) {
  const problem = state.problem.value;
  return (
    <div class="status" data-testid="status">
      <p id={statusId} role="status" class={problem && "problem"}>
        <Words>{problem?.message ?? describePhase(state)}</Words>
      </p>
      {problem?.remedy && (
        <button type="button" data-testid="restart" onClick={problem.remedy.act}>
          <Words>{problem.remedy.label}</Words>
        </button>
      )}
      {!problem && isLoading(state) && <Loading state={state} />}
    </div>
  );
}

/** Training may go on while more digits are on their way. */
function isLoading({ phase, loading }: State): boolean {
  const { receivedBytes = 0, totalBytes = 0 } = loading.value ?? {};
  return phase.value === "loading" || receivedBytes < totalBytes;
}

/** Bytes as they arrive; outside of the live region, which would read each of them out. */
function Loading({ state }: { state: State }) {
  const loading = state.loading.value;
  return (
    <p class="loading">
      <progress aria-label="Loading" value={loading?.receivedBytes ?? 0} max={loading?.totalBytes || 1} />
      {loading && (
        <Words>{`${formatMegabytes(loading.receivedBytes)} of ${formatMegabytes(loading.totalBytes)} MB`}</Words>
      )}
    </p>
  );
}

/** Changes seldom, because it is read out. */
function describePhase({ phase, loading, progress, settings }: State): string {
  switch (phase.value) {
    case "loading":
      return loading.value ? `Loading ${loading.value.what} …` : "Loading …";
    case "ready":
      return "Ready. Press Train and watch.";
    case "training":
      return `Learning from ${formatCount(settings.value.trainingSize)} digits. Draw one at any time.`;
    case "paused":
      return `Paused after ${countSteps(progress.value?.step)}.`;
    case "finished":
      return `Finished after ${progress.value?.epoch} epochs.`;
    case "failed":
      return "The network has stopped.";
  }
}

const countSteps = (steps = 0) => (steps === 1 ? "1 step" : `${formatCount(steps)} steps`);

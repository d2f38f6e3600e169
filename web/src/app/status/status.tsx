/** What is going on, or what went wrong and how to go on. */

import "./status.css";
import { formatCount, formatMegabytes } from "../progress/figures.ts";
import type { Remedy, State } from "../state.ts";
import { Words } from "../words.tsx";

/** For fields that the message speaks of. */
export const statusId = "status";

/** Buttons that come and go hand the keyboard's focus to one that stays. */
export const trainId = "train";
export const remedyId = "remedy";

export function Status({ state }: { state: State }) {
  const problem = state.problem.value;
  return (
    <div class="status" data-testid="status">
      <div class={problem ? "notice problem" : "notice"}>
        <p id={statusId} role="status" tabIndex={-1}>
          <Words>{problem?.message ?? describePhase(state)}</Words>
        </p>
        {problem?.remedy && <RemedyButton remedy={problem.remedy} />}
      </div>
      {!problem && isLoading(state) && <Loading state={state} />}
    </div>
  );
}

/** The obvious thing to do then. It goes away when it is done. */
function RemedyButton({ remedy }: { remedy: Remedy }) {
  function act(): void {
    (document.querySelector<HTMLElement>(`#${trainId}:enabled`) ?? document.getElementById(statusId))?.focus();
    remedy.act();
  }

  return (
    <button id={remedyId} type="button" class="primary" data-testid="restart" onClick={act}>
      <Words>{remedy.label.value}</Words>
    </button>
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
      return describeTraining(progress.value?.trainingSize, settings.value.trainingSize);
    case "paused":
      return `Paused after ${count(progress.value?.step, "step")}.`;
    case "finished":
      return `Finished after ${count(progress.value?.epoch, "epoch")}.`;
    case "failed":
      return "The network has stopped.";
  }
}

/** Other digits than those of the epoch under way are learned from as soon as they are here, in the next epoch. */
function describeTraining(size: number | undefined, chosen: number): string {
  if (size === undefined || size === chosen)
    return `Learning from ${formatCount(chosen)} digits. Draw one at any time.`;
  return `Learning from ${formatCount(size)} digits, soon from ${formatCount(chosen)}.`;
}

const count = (number = 0, thing: string) => `${formatCount(number)} ${thing}${number === 1 ? "" : "s"}`;

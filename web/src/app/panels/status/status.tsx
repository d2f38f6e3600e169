/** What is going on, or what went wrong and how to go on. */

import "./status.css";
import type { ReadonlySignal } from "@preact/signals";
import type { Pace } from "../../../protocol.ts";
import type { Problem, Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { formatMegabytes } from "../../shared/figures.ts";
import { remedyId, statusId, trainId } from "../../shared/focus.ts";
import { words } from "../../words/words.ts";
import type { Divergence } from "./divergence.ts";

const says = words.status;

interface StatusProps {
  run: Run;
  /** How many digits are chosen for the epochs to come. */
  chosen: ReadonlySignal<number>;
  /** The new start after training has diverged. */
  gentler: { rate: ReadonlySignal<string>; start(): void; goOn(step: number): void };
  divergence: ReadonlySignal<Divergence>;
}

export function Status({ run, chosen, gentler, divergence }: StatusProps) {
  const problem = run.problem.value;
  const { why, goodStep } = divergence.value;
  const remedies = problem ? remediesFor(problem, gentler, goodStep) : [];
  return (
    <div class="status" data-testid="status">
      <div class={problem ? "notice problem" : "notice"}>
        <p id={statusId} role="status" tabIndex={-1}>
          <ChangingText>{problem ? messageOf(problem, why) : describePhase(run, chosen.value)}</ChangingText>
        </p>
        {remedies.map((remedy, i) => (
          <RemedyButton key={remedy.testId} remedy={remedy} isFirst={i === 0} />
        ))}
      </div>
      {!problem && isLoading(run) && <Loading run={run} />}
    </div>
  );
}

const messageOf = ({ code, message }: Problem, why: string | undefined): string =>
  code === "diverged" && why !== undefined ? `${message} ${why}` : message;

/** A button that helps; what stands on it may change with the settings. */
interface Remedy {
  testId: string;
  label: string;
  act(): void;
}

/** The most helpful first. */
function remediesFor(
  { code, again }: Problem,
  gentler: StatusProps["gentler"],
  goodStep: number | undefined,
): Remedy[] {
  const restart = (label: string, act: () => void): Remedy => ({ testId: "restart", label, act });
  if (code === "diverged") {
    const rate = gentler.rate.value;
    const startAgain = restart(says.startAgainAtRate(rate), gentler.start);
    if (goodStep === undefined) return [startAgain];
    const act = () => gentler.goOn(goodStep);
    return [{ testId: "go-back", label: says.goBackAtRate(goodStep, rate), act }, startAgain];
  }
  const isDead = code === "worker_died" || code === "engine_failed";
  return again ? [restart(isDead ? says.startAgain : says.tryAgain, again)] : [];
}

/** The first is the obvious thing to do then. All go away when one is done. */
function RemedyButton({ remedy, isFirst }: { remedy: Remedy; isFirst: boolean }) {
  function act(): void {
    (document.querySelector<HTMLElement>(`#${trainId}:enabled`) ?? document.getElementById(statusId))?.focus();
    remedy.act();
  }

  return (
    <button
      id={isFirst ? remedyId : undefined}
      type="button"
      class={isFirst ? "primary" : undefined}
      data-testid={remedy.testId}
      onClick={act}
    >
      <ChangingText>{remedy.label}</ChangingText>
    </button>
  );
}

/** Training may go on while more digits are on their way. */
function isLoading({ phase, loading }: Run): boolean {
  const { receivedBytes = 0, totalBytes = 0 } = loading.value ?? {};
  return phase.value === "loading" || receivedBytes < totalBytes;
}

/** Bytes as they arrive; outside of the live region, which would read each of them out. */
function Loading({ run }: { run: Run }) {
  const loading = run.loading.value;
  return (
    <p class="loading">
      <progress aria-label={says.loadingName} value={loading?.receivedBytes ?? 0} max={loading?.totalBytes || 1} />
      {loading && (
        <ChangingText>
          {says.loaded(formatMegabytes(loading.receivedBytes), formatMegabytes(loading.totalBytes))}
        </ChangingText>
      )}
    </p>
  );
}

/** Changes seldom, because it is read out. */
function describePhase({ phase, loading, progress, pace, isPast }: Run, chosen: number): string {
  if (isPast.value && phase.value === "paused") return says.past(progress.value?.step ?? 0, progress.value?.head ?? 0);
  switch (phase.value) {
    case "loading":
      return says.loading(loading.value?.what);
    case "ready":
      return says.ready;
    case "training":
      return describeTraining(progress.value?.trainingSize, chosen, pace.value);
    case "paused":
      return says.paused(progress.value?.step ?? 0);
    case "finished":
      return says.finished(progress.value?.epoch ?? 0);
    case "failed":
      return says.failed;
  }
}

/** Other digits than those of the epoch under way are learned from as soon as they are here, in the next epoch. */
function describeTraining(size: number | undefined, chosen: number, pace: Pace): string {
  if (size !== undefined && size !== chosen) return says.learningSoon(size, chosen);
  return pace === "watch" ? says.watching(chosen) : says.learning(chosen);
}

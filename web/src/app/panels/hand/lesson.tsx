/** What can be done with a hand: draw, let it be learned, take that back; and the report of what it was good for. */

import { useEffect, useRef } from "preact/hooks";
import { ChangingText } from "../../shared/changing-text.tsx";
import { formatAccuracy } from "../../shared/figures.ts";
import { handWords } from "../../words/hand.ts";
import { words } from "../../words/words.ts";
import type { Hands } from "./hands.ts";
import type { Learning, Report } from "./learning.ts";

const says = handWords;

interface Props {
  hands: Hands;
  learning: Learning;
}

export function Lesson({ hands, learning }: Props) {
  const { work, taught, report } = learning;
  const guide = useRef<HTMLButtonElement>(null);
  const learn = useRef<HTMLButtonElement>(null);
  const cannotLearn = learning.obstacle.value !== undefined || hands.drawings.value.length === 0 || !!work.value;
  const wanted = hands.wanted.value;
  const wantedBefore = useRef(wanted);

  // Whoever is through with drawing goes on from here.
  useEffect(() => {
    if (wanted === undefined && wantedBefore.current !== undefined) {
      (wantedBefore.current === 9 ? learn : guide).current?.focus();
    }
    wantedBefore.current = wanted;
  }, [wanted]);

  return (
    <div class="lesson">
      <div class="hand-buttons">
        <button
          ref={guide}
          type="button"
          data-testid="guide"
          aria-disabled={wanted !== undefined}
          onClick={() => wanted === undefined && hands.guide()}
        >
          {says.guide}
        </button>
        <button
          ref={learn}
          type="button"
          class="primary"
          data-testid="learn"
          aria-disabled={cannotLearn}
          onClick={learning.learn}
        >
          <ChangingText>{learning.setAside.value === undefined ? says.learn : says.learnAgain}</ChangingText>
        </button>
        <button
          type="button"
          data-testid="unlearn"
          aria-disabled={taught.value === undefined}
          onClick={() => taught.value !== undefined && learning.undo()}
        >
          {says.unlearn}
        </button>
      </div>
      <p class={learning.problem.value ? "hand-state problem" : "hand-state"} role="status" data-testid="hand-state">
        <ChangingText>{state(hands, learning)}</ChangingText>
      </p>
      <Work learning={learning} />
      <ReportTable report={report.value} />
      <Verdict learning={learning} />
    </div>
  );
}

/** How far it is, outside of the live region; its place is kept. */
function Work({ learning }: { learning: Learning }) {
  const { work, progress } = learning;
  const { done = 0, of = 1 } = progress.value ?? {};
  return (
    <div class={work.value ? "hand-work" : "hand-work idle"}>
      <progress aria-label={work.value === "learning" ? says.learning : says.examining} value={done} max={of} />
      <button type="button" data-testid="stop-teaching" disabled={!work.value} onClick={learning.stop}>
        {says.stop}
      </button>
    </div>
  );
}

function state(hands: Hands, learning: Learning): string {
  const { work, problem, setAside, obstacle, taught, report } = learning;
  if (work.value === "learning") return says.learning;
  if (work.value === "examining") return says.examining;
  if (work.value === "writers") return says.writers.working;
  if (problem.value !== undefined) return problem.value;
  if (setAside.value !== undefined) return says.setAside(setAside.value);
  if (obstacle.value !== undefined) return obstacle.value;
  if (taught.value !== undefined && report.value) return says.reads(report.value.hand);
  return hands.drawings.value.length === 0 ? says.noDrawings : says.canLearn(hands.drawings.value.length);
}

/** How the report is to be understood; and where MNIST has suffered, the way back. */
function Verdict({ learning: { report, hasHarmed, undo } }: { learning: Learning }) {
  const { before, after } = report.value?.test ?? { before: 0, after: 0 };
  const text = hasHarmed.value ? says.harmed(words.formats.decimal((before - after) * 100, 1)) : says.honest;
  return (
    <div class="hand-verdict">
      <p class={hasHarmed.value ? "problem" : "caption"} role="status" data-testid="hand-verdict">
        <ChangingText>{text}</ChangingText>
      </p>
      {hasHarmed.value && (
        <button type="button" class="back" data-testid="verdict-undo" onClick={undo}>
          {says.unlearn}
        </button>
      )}
    </div>
  );
}

function ReportTable({ report }: { report: Report | undefined }) {
  const marks = (right: number | undefined) =>
    report?.own && right !== undefined ? says.marks(right, report.own.of) : words.figures.none;
  return (
    <table class="hand-table" data-testid="hand-report">
      <caption>{says.report}</caption>
      <thead>
        <tr>
          <td />
          <th scope="col">{says.before}</th>
          <th scope="col">{says.after}</th>
        </tr>
      </thead>
      <tbody>
        <tr>
          <th scope="row">{says.ownDigits}</th>
          <Figure testId="own-before">{marks(report?.own?.before)}</Figure>
          <Figure testId="own-after">{marks(report?.own?.after)}</Figure>
        </tr>
        <tr>
          <th scope="row">{says.testDigits}</th>
          <Figure testId="mnist-before">{formatAccuracy(report?.test.before)}</Figure>
          <Figure testId="mnist-after">{formatAccuracy(report?.test.after)}</Figure>
        </tr>
      </tbody>
    </table>
  );
}

function Figure({ testId, children }: { testId: string; children: string }) {
  return (
    <td data-testid={testId}>
      <ChangingText>{children}</ChangingText>
    </td>
  );
}

/** A slider over every step of the run. */

import "./timeline.css";
import type { Run } from "../../run/run.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { formatCount } from "../../shared/figures.ts";
import { Term } from "../../shared/term.tsx";
import { words } from "../../words/words.ts";
import type { Winding } from "./winding.ts";

const says = words.timeline;

/** A page up or down is so many parts of the run. */
const PAGES = 20;

export function Timeline({ run, winding }: { run: Run; winding: Winding }) {
  const head = winding.head.value;
  const step = winding.step.value;
  const isAlive = run.phase.value !== "failed" && run.phase.value !== "loading";
  const isEmpty = !isAlive || head === 0;
  const isThere = step === head;

  /** Browsers turn pages of a tenth of the range, or of one step. */
  function turnPage(event: KeyboardEvent): void {
    const pages = { PageUp: 1, PageDown: -1 }[event.key];
    if (pages === undefined) return;
    event.preventDefault();
    const page = Math.max(1, Math.round(head / PAGES));
    winding.goTo(Math.min(head, Math.max(0, step + pages * page)));
  }

  return (
    <section class="timeline" aria-label={says.title}>
      <Term {...says.step} />
      <input
        type="range"
        data-testid="timeline"
        aria-label={says.slider}
        aria-valuetext={says.at(step, head)}
        min={0}
        max={Math.max(1, head)}
        value={step}
        disabled={isEmpty}
        onInput={({ currentTarget }) => winding.goTo(Number(currentTarget.value))}
        onKeyDown={turnPage}
      />
      <output class="timeline-step" data-testid="timeline-step" translate={false}>
        <ChangingText>{says.short(formatCount(step), formatCount(head))}</ChangingText>
      </output>
      <button
        type="button"
        class="to-end"
        data-testid="to-end"
        disabled={isEmpty}
        aria-disabled={isThere}
        title={says.toEndTitle}
        onClick={() => isThere || winding.goTo(head)}
      >
        {says.toEnd}
      </button>
    </section>
  );
}

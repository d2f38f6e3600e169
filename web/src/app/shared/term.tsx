/** A word that explains itself: pressed, it says in a sentence or two what it means. */

import "./term.css";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { ChangingText } from "./changing-text.tsx";

/** Kept free around an explanation, in pixels. */
const MARGIN = 8;

/** A word, and what it means. */
export interface Explained {
  name: string;
  explanation: string;
}

interface TermProps extends Explained {
  /** For a field that is called by this term. */
  id?: string;
  /** What stands below the explanation. */
  children?: ComponentChildren;
}

/**
 * A button, so that mouse, touch and keyboard all reach it, described by its explanation, so that a screen reader reads
 * it with the word. The explanation lies above the page and moves nothing; Escape, a press elsewhere or on the next word
 * closes it, and the focus stays where it was.
 */
export function Term({ id, name, explanation, children }: TermProps) {
  const [popoverId, explanationId] = [useId(), useId()];
  return (
    <>
      <button type="button" class="term" id={id} popovertarget={popoverId} aria-describedby={explanationId}>
        {name}
      </button>
      <span class="explanation" id={popoverId} popover="auto" onBeforeToggle={place}>
        <span id={explanationId}>
          <ChangingText>{explanation}</ChangingText>
        </span>
        {children}
      </span>
    </>
  );
}

/** Below its word in the upper half of the window, above it in the lower half, and within the window's width. */
function place({ currentTarget, newState }: Pick<ToggleEvent, "currentTarget" | "newState">): void {
  const explanation = currentTarget as HTMLElement;
  if (newState !== "open") return;
  const { clientWidth, clientHeight } = document.documentElement;
  const { left, top, bottom } = (explanation.previousElementSibling as HTMLElement).getBoundingClientRect();
  const width = Math.min(20 * Number.parseFloat(getComputedStyle(explanation).fontSize), clientWidth - 2 * MARGIN);
  const isBelow = (top + bottom) / 2 < clientHeight / 2;
  Object.assign(explanation.style, {
    width: `${width}px`,
    left: `${Math.max(MARGIN, Math.min(left, clientWidth - MARGIN - width)) + scrollX}px`,
    top: `${(isBelow ? bottom + MARGIN / 2 : top - MARGIN / 2) + scrollY}px`,
    transform: isBelow ? "none" : "translateY(-100%)",
  });
  addEventListener("resize", () => explanation.hidePopover(), { once: true });
}

/** Below the reading: what was it? A tap or a key says so; or what to draw next, in the guided start. */

import "./ask.css";
import { useEffect, useRef } from "preact/hooks";
import { ChangingText } from "../../shared/changing-text.tsx";
import { digits } from "../../shared/digit-picture.ts";
import { words } from "../../words/words.ts";
import type { HandModel } from "./hand.ts";

const says = words.hand;

const questionId = "what-was-it";

/** Keys that belong to a field are none of ours. */
const isField = (target: EventTarget | null) =>
  target instanceof Element && target.closest("input, select, textarea, [contenteditable]") !== null;

export function Ask({ hand }: { hand: HandModel }) {
  const { isAsking, isOpen, isMissing, wanted } = hand;
  const hands = hand.room.value?.hands;
  const kept = isAsking.value ? undefined : hands?.last.value?.kept;
  const undo = useRef<HTMLButtonElement>(null);
  const next = useRef<HTMLButtonElement>(null);
  const asks = wanted.value;
  const isGuiding = asks !== undefined;

  // Whoever is asked to draw has the pad before them, and what goes on with it in reach.
  useEffect(() => {
    if (!isGuiding) return;
    next.current?.focus({ preventScroll: true });
    next.current?.closest("section")?.scrollIntoView();
  }, [isGuiding]);

  useEffect(() => {
    function press({ key, target, repeat, ctrlKey, altKey, metaKey }: KeyboardEvent): void {
      if (repeat || ctrlKey || altKey || metaKey || isField(target)) return;
      const isPressing = target instanceof Element && target.closest("button, a, summary") !== null;
      if (wanted.peek() === undefined && /^\d$/.test(key)) hand.tell(Number(key));
      else if (wanted.peek() !== undefined && key === "Enter" && !isPressing) hand.tell(wanted.peek() as number);
    }
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [hand]);

  /** The button that was pressed can be pressed no more. */
  async function tell(digit: number): Promise<void> {
    await hand.tell(digit);
    undo.current?.focus();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields.
    <div class="ask" role="group" aria-labelledby={questionId}>
      <p class="ask-line">
        <span class="caption" id={questionId} role="status" data-testid="asked">
          <ChangingText>{question(asks, kept, isMissing.value)}</ChangingText>
        </span>
        {kept !== undefined && !isGuiding && (
          <button ref={undo} type="button" class="back" data-testid="keep-undo" onClick={hands?.undo}>
            {says.undo}
          </button>
        )}
        <button
          type="button"
          class="back ask-open"
          aria-expanded={isOpen.value}
          aria-controls="hand"
          data-testid="hand-open"
          onClick={hand.toggle}
        >
          <ChangingText>{hand.isTaught.value ? says.learned : says.title}</ChangingText>
        </button>
      </p>
      {!isGuiding ? (
        <div class="ask-digits" translate={false}>
          {digits.map((digit) => (
            <button
              key={digit}
              type="button"
              data-testid={`is-${digit}`}
              aria-label={says.isDigit(digit)}
              disabled={!isAsking.value}
              onClick={() => tell(digit)}
            >
              {digit}
            </button>
          ))}
        </div>
      ) : (
        <div class="ask-guide">
          <button
            ref={next}
            type="button"
            class="primary"
            data-testid="guide-next"
            aria-disabled={!isAsking.value}
            onClick={() => hand.tell(asks)}
          >
            <ChangingText>{asks < 9 ? says.next : says.done}</ChangingText>
          </button>
          <button
            type="button"
            data-testid="guide-undo"
            aria-disabled={kept === undefined}
            onClick={() => kept !== undefined && hands?.undo()}
          >
            {says.guideUndo}
          </button>
          <button type="button" data-testid="guide-leave" onClick={hands?.leaveGuide}>
            {says.leave}
          </button>
        </div>
      )}
    </div>
  );
}

function question(wanted: number | undefined, kept: number | undefined, isMissing: boolean): string {
  if (wanted !== undefined) return says.drawOf(wanted, wanted + 1);
  if (isMissing) return words.notFetched;
  return kept === undefined ? says.whatWasIt : says.kept(kept);
}

/** The hands on this device: who writes, what it has learned of them, and all that they have drawn. */

import "./hand.css";
import { useEffect, useRef } from "preact/hooks";
import { ChangingText } from "../../shared/changing-text.tsx";
import { handWords } from "../../words/hand.ts";
import { Files } from "./files.tsx";
import type { Hands } from "./hands.ts";
import type { Learning } from "./learning.ts";
import { Lesson } from "./lesson.tsx";
import { Sheet } from "./sheet.tsx";
import { Whose } from "./whose.tsx";
import { Writers } from "./writers.tsx";

const says = handWords;
const titleId = "hand-title";

interface Props {
  hands: Hands;
  learning: Learning;
}

export function HandView({ hands, learning }: Props) {
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <section class="hand" id="hand" aria-labelledby={titleId} data-testid="hand">
      <h2 ref={title} id={titleId} tabIndex={-1}>
        {says.title}
      </h2>
      <Keeping hands={hands} />
      <Said hands={hands} />
      <div class="hand-columns">
        <div>
          <Whose hands={hands} />
          <Lesson hands={hands} learning={learning} />
        </div>
        <div>
          <Sheet hands={hands} misread={learning.misread} />
          <Files hands={hands} />
        </div>
      </div>
      <Writers hands={hands} learning={learning} />
    </section>
  );
}

/** What was done last, with the way back; and what could not be done. */
function Said({ hands }: { hands: Hands }) {
  return (
    <div class="hand-said">
      <p role="status" data-testid="hand-said">
        <ChangingText>{hands.said.value}</ChangingText>
      </p>
      {hands.last.value && (
        <button type="button" class="back" data-testid="hand-undo" onClick={hands.undo}>
          {says.undo}
        </button>
      )}
      {hands.problems.value.length > 0 && (
        <ul class="hand-problems" role="alert" data-testid="hand-problems">
          {hands.problems.value.map((problem) => (
            <li key={problem}>{problem}</li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** Where the drawings are, and whether they stay there. */
function Keeping({ hands }: { hands: Hands }) {
  const refusal = hands.refusal.value;
  return (
    <p class={refusal ? "hand-promise problem" : "hand-promise caption"} role="status" data-testid="hand-promise">
      <ChangingText>{promise(refusal)}</ChangingText>
    </p>
  );
}

function promise(refusal: Hands["refusal"]["value"]): string {
  if (!refusal) return says.promise;
  return refusal.reason === "other" ? says.notKept.other(refusal.message) : says.notKept[refusal.reason];
}

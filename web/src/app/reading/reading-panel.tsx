/** What the network makes of the drawing: one digit, and how probable it finds each of the ten. */

import "./reading.css";
import { formatProbability, none } from "../progress/figures.ts";
import { Term } from "../shared/term.tsx";
import type { State } from "../state.ts";
import { Words } from "../words.tsx";
import { Picture } from "./picture.tsx";
import { unreadable } from "./reader.ts";

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export function ReadingPanel({ state }: { state: State }) {
  const reading = state.reader.reading.value;
  const isTrained = state.isTrained.value;
  return (
    <div class="reading">
      <div class="verdict">
        <p>
          <span class="caption">
            <Verb isTrained={isTrained} />
          </span>
          <output
            class={reading && isTrained ? "prediction" : "prediction uncertain"}
            data-testid="prediction"
            aria-labelledby={verbId}
            aria-live="off"
            translate={false}
          >
            <Words>{reading?.digit ?? none}</Words>
          </output>
        </p>
        <Picture state={state} />
      </div>
      <ul class="probabilities" aria-label="Probability of each digit" translate={false}>
        {digits.map((digit) => (
          <Probability
            key={digit}
            digit={digit}
            value={reading?.probabilities[digit]}
            best={reading?.digit === digit}
          />
        ))}
      </ul>
      <p class="caption note">
        <Words>{isTrained ? "How probable it finds each digit" : "Not trained yet: only a guess"}</Words>
      </p>
      {state.reader.isUnreadable.value && <p class="unreadable">{unreadable}</p>}
      <p class="visually-hidden" role="status">
        <Words>{state.reader.announcement.value}</Words>
      </p>
    </div>
  );
}

const verbId = "prediction-verb";

/** A network that has learned nothing does not read. Its text is not to change, so each is an element of its own. */
function Verb({ isTrained }: { isTrained: boolean }) {
  return isTrained ? (
    <Term
      key="reads"
      id={verbId}
      name="It reads"
      explanation="The digit that it finds most probable; the bars show how probable it finds each of the ten."
    />
  ) : (
    <Term
      key="guesses"
      id={verbId}
      name="It guesses"
      explanation="It has not learned anything yet: its weights are random, so this is a guess and no verdict. Train it first."
    />
  );
}

function Probability({ digit, value, best }: { digit: number; value: number | undefined; best: boolean }) {
  return (
    <li class={best ? "best" : undefined}>
      <span>{digit}</span>
      <span class="bar" style={{ "--probability": value ?? 0 }} />
      <span class="percentage" data-testid={`probability-${digit}`}>
        <Words>{formatProbability(value)}</Words>
      </span>
    </li>
  );
}

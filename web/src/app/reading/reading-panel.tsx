/** What the network makes of the drawing: one digit, and how probable it finds each of the ten. */

import "./reading.css";
import { formatProbability, none } from "../progress/figures.ts";
import type { State } from "../state.ts";
import { Words } from "../words.tsx";
import { Picture } from "./picture.tsx";
import { unreadable } from "./reader.ts";

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export function ReadingPanel({ state }: { state: State }) {
  const reading = state.reader.reading.value;
  return (
    <div class="reading">
      <div class="verdict">
        <p>
          <span class="caption" id="prediction-caption">
            It reads
          </span>
          <output
            class={reading ? "prediction" : "prediction none"}
            data-testid="prediction"
            aria-labelledby="prediction-caption"
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
      {state.reader.isUnreadable.value && <p class="unreadable">{unreadable}</p>}
      <p class="visually-hidden" role="status">
        <Words>{state.reader.announcement.value}</Words>
      </p>
    </div>
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

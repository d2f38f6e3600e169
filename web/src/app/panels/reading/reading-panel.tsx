/** What the network makes of the drawing: one digit, and how probable it finds each of the ten. */

import "./reading.css";
import { ChangingText } from "../../shared/changing-text.tsx";
import { formatOutput, formatProbability } from "../../shared/figures.ts";
import { Term } from "../../shared/term.tsx";
import { words } from "../../words/words.ts";
import { Picture } from "./picture.tsx";
import type { Reader } from "./reader.ts";

const says = words.reading;

const digits = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

export function ReadingPanel({ reader }: { reader: Reader }) {
  const reading = reader.reading.value;
  const isTrained = reader.isTrained.value;
  const isProbable = reader.isProbable.value;
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
            <ChangingText>{reading?.digit ?? words.figures.none}</ChangingText>
          </output>
        </p>
        <Picture picture={reader.picture} />
      </div>
      <ul class="probabilities" aria-label={isProbable ? says.probabilities : says.outputs} translate={false}>
        {digits.map((digit) => (
          <Probability
            key={digit}
            digit={digit}
            value={reading?.outputs[digit]}
            isProbable={isProbable}
            best={reading?.digit === digit}
          />
        ))}
      </ul>
      <p class="caption note">
        <ChangingText>{isTrained ? (isProbable ? says.note : says.outputsNote) : says.untrainedNote}</ChangingText>
      </p>
      {reader.isUnreadable.value && <p class="unreadable">{says.unreadable}</p>}
      <p class="visually-hidden" role="status">
        <ChangingText>{reader.announcement.value}</ChangingText>
      </p>
    </div>
  );
}

const verbId = "prediction-verb";

/** A network that has learned nothing does not read. Its text is not to change, so each is an element of its own. */
function Verb({ isTrained }: { isTrained: boolean }) {
  return isTrained ? (
    <Term key="reads" id={verbId} {...says.reads} />
  ) : (
    <Term key="guesses" id={verbId} {...says.guesses} />
  );
}

interface ProbabilityProps {
  digit: number;
  value: number | undefined;
  isProbable: boolean;
  best: boolean;
}

function Probability({ digit, value, isProbable, best }: ProbabilityProps) {
  return (
    <li class={best ? "best" : undefined}>
      <span>{digit}</span>
      <span class="bar" style={{ "--probability": Math.min(1, Math.max(0, value ?? 0)) }} />
      <span class="percentage" data-testid={`probability-${digit}`}>
        <ChangingText>{(isProbable ? formatProbability : formatOutput)(value)}</ChangingText>
      </span>
    </li>
  );
}

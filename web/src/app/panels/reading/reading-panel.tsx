/** What the network makes of the drawing: one digit, and how probable it finds each of the ten. */

import "./reading.css";
import { ChangingText } from "../../shared/changing-text.tsx";
import { digits } from "../../shared/digit-picture.ts";
import { formatOutput, formatProbability } from "../../shared/figures.ts";
import { Term } from "../../shared/term.tsx";
import { words } from "../../words/words.ts";
import { Picture } from "./picture.tsx";
import type { Reader } from "./reader.ts";

const says = words.reading;

export function ReadingPanel({ reader }: { reader: Reader }) {
  const verdict = reader.verdict.value;
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
            class={verdict && isTrained ? "prediction" : "prediction uncertain"}
            data-testid="prediction"
            aria-labelledby={verbId}
            aria-live="off"
            translate={false}
          >
            <Candidates digits={verdict?.candidates ?? []} />
          </output>
        </p>
        <Picture picture={reader.picture} isBehind={reader.isBehind} />
      </div>
      <ul class="probabilities" aria-label={isProbable ? says.probabilities : says.outputs} translate={false}>
        {digits.map((digit) => (
          <Probability
            key={digit}
            digit={digit}
            value={verdict?.outputs[digit]}
            isProbable={isProbable}
            isCandidate={verdict?.candidates.includes(digit) ?? false}
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

/** One digit, or those that it may be with words between them; what changes is an element, as of any changing text. */
function Candidates({ digits }: { digits: number[] }) {
  const [first, ...others] = digits.map(String);
  if (others.length === 0) return <ChangingText>{first ?? words.figures.none}</ChangingText>;
  return (
    <span key={digits.join()} class="candidates">
      {says.candidates(digits.map(String)).map(({ type, value }) => (
        <span class={type} translate={type === "literal"}>
          {value}
        </span>
      ))}
    </span>
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
  isCandidate: boolean;
}

function Probability({ digit, value, isProbable, isCandidate }: ProbabilityProps) {
  return (
    <li class={isCandidate ? "candidate" : undefined}>
      <span>{digit}</span>
      <span class="bar" style={{ "--probability": Math.min(1, Math.max(0, value ?? 0)) }} />
      <span class="percentage" data-testid={`probability-${digit}`}>
        <ChangingText>{(isProbable ? formatProbability : formatOutput)(value)}</ChangingText>
      </span>
    </li>
  );
}

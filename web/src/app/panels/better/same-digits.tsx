/** Which test digits two networks of the same seed read differently, and what that tells of the two. */

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Digit } from "../../../protocol.ts";
import { ChangingText } from "../../shared/changing-text.tsx";
import { paintPicture, pictureSide } from "../../shared/digit-picture.ts";
import { formatCount } from "../../shared/figures.ts";
import { Term } from "../../shared/term.tsx";
import { useTheme } from "../../shared/theme.ts";
import { betterWords } from "../../words/better.ts";
import type { Experiment } from "./experiment.ts";
import { agreement, confidence } from "./statistics.ts";
import { formatP } from "./verdict.ts";

const says = betterWords.digits;

/** Digits that are shown of each side. */
const SHOWN = 12;

interface SameDigitsProps {
  experiment: Experiment;
  testDigit(index: number): Promise<Digit>;
}

export function SameDigits({ experiment, testDigit }: SameDigitsProps) {
  const chosen = useSignal({ row: 1, seed: 0 });
  const { rows } = experiment.trials.value;
  if (rows.length < 2) return null;
  const row = Math.min(chosen.value.row, rows.length - 1);
  const [base, other] = [0, row].map((row) => experiment.outcomes.value[row] ?? []);
  const seeds = (base ?? []).flatMap((one, i) => (one?.test && other?.[i]?.test ? [i] : []));
  const seed = seeds.includes(chosen.value.seed) ? chosen.value.seed : seeds[0];
  if (seed === undefined) return null;
  const [own, others] = [base?.[seed]?.answers, other?.[seed]?.answers];
  if (!own || !others) return null;
  const { both, neither, onlyBase, onlyOther, p } = agreement(own, others);
  return (
    <section class="same-digits" aria-label={says.title} data-testid="same-digits">
      <h2>
        <Term name={says.title} explanation={says.explanation} />
      </h2>
      <p class="same-choices">
        {rows.length > 2 && (
          <label>
            <span>{says.other}</span>
            <select
              value={row}
              onChange={(event) => {
                chosen.value = { ...chosen.value, row: Number(event.currentTarget.value) };
              }}
            >
              {rows.slice(1).map(({ name }, i) => (
                <option key={name} value={i + 1}>
                  {name}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          <span>{says.seed}</span>
          <select
            value={seed}
            data-testid="same-digits-seed"
            onChange={(event) => {
              chosen.value = { ...chosen.value, seed: Number(event.currentTarget.value) };
            }}
          >
            {seeds.map((i) => (
              <option key={i} value={i}>
                {(rows[0]?.recipe.seed ?? 0) + i}
              </option>
            ))}
          </select>
        </label>
      </p>
      <dl>
        <Count name={says.both} digits={both} />
        <Count name={says.neither} digits={neither} />
        {[onlyBase, onlyOther].map((digits, i) => (
          <Count key={i} name={says.only(rows[i === 0 ? 0 : row]?.name ?? "")} digits={digits.length}>
            <Pictures digits={digits} testDigit={testDigit} />
          </Count>
        ))}
      </dl>
      <p data-testid="mcnemar">
        <ChangingText>{(p < 1 - confidence ? says.differ : says.alike)(formatP(p))}</ChangingText>
      </p>
    </section>
  );
}

function Count({ name, digits, children }: { name: string; digits: number; children?: preact.ComponentChildren }) {
  return (
    <div>
      <dt>
        <ChangingText>{name}</ChangingText>
      </dt>
      <dd>
        <b translate={false}>
          <ChangingText>{formatCount(digits)}</ChangingText>
        </b>
        {children}
      </dd>
    </div>
  );
}

function Pictures({ digits, testDigit }: { digits: readonly number[] } & Pick<SameDigitsProps, "testDigit">) {
  const shown = digits.slice(0, SHOWN);
  const others = digits.length - shown.length;
  return (
    <span class="same-pictures">
      {shown.map((index) => (
        <Picture key={index} index={index} testDigit={testDigit} />
      ))}
      {others > 0 && (
        <span class="caption">
          <ChangingText>{says.more(others)}</ChangingText>
        </span>
      )}
    </span>
  );
}

function Picture({ index, testDigit }: { index: number } & Pick<SameDigitsProps, "testDigit">) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const digit = useSignal<Digit | undefined>(undefined);

  function paint(): void {
    if (canvas.current) paintPicture(canvas.current, digit.value?.pixels);
  }

  useEffect(() => {
    // What cannot be had stays a number: whoever died says so in the lab.
    testDigit(index).then(
      (found) => {
        digit.value = found;
        paint();
      },
      () => {},
    );
  }, [index]);
  useTheme(paint);

  return (
    <canvas
      ref={canvas}
      width={pictureSide}
      height={pictureSide}
      role="img"
      aria-label={says.digit(index, digit.value?.label)}
      title={says.digit(index, digit.value?.label)}
    />
  );
}

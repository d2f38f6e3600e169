/** Why two computers disagree: three results bit by bit, and a training run that drifts apart. */

import "./lesson.css";
import type { Signal } from "@preact/signals";
import type { FunctionComponent } from "preact";
import { useId } from "preact/hooks";
import type { BitsQuestions, Pair } from "../../../questions/bits.ts";
import { bitsWords } from "../../words/lessons/bits.ts";
import { codeOf } from "../shared/code.ts";
import { Curves } from "../shared/curves.tsx";
import { Lesson, Play, Prediction, Problem, Question, Told } from "../shared/parts.tsx";
import type { Place } from "../shared/place.ts";
import { PlayerControls } from "../shared/player-controls.tsx";
import { Reserved } from "../shared/reserved.tsx";
import { subjectOf } from "./code.ts";
import { bitsOf, differenceOf, LARGEST, MOST_NUMBERS, parts, textOf, X } from "./float.ts";
import {
  ASKED_RATE,
  BEYOND,
  type BitsModel,
  createBits,
  exponentials,
  orders,
  products,
  rates,
  STEPS,
} from "./model.ts";

const says = bitsWords;

/** At which a question is asked that playing answers. */
const LOW_RATE = 0.1;

/** What takes up the room of two results and of two hashes until they come. */
const noPair: Pair = { inkling: 0, other: 0 };
const noHash = "–".repeat(16);

export function createLesson({ engine }: Place): FunctionComponent {
  const model = createBits(engine);
  const code = codeOf(engine, () => subjectOf(model));
  const { choices, seen } = model;

  return function Bits() {
    const { options } = says.prediction;
    const answers = says.question.options;
    return (
      <Lesson name="bits">
        <Told>{says.told}</Told>
        <Prediction
          question={says.prediction.question(ASKED_RATE, BEYOND)}
          options={options}
          choice={choices.prediction}
          truth={seen.value && "dozens"}
        >
          {seen.value && <p>{says.prediction.happened(seen.value.apart)}</p>}
        </Prediction>
        <Play title={says.rules.title} code={code}>
          <div class="bits">
            <Rules model={model} />
            <Results model={model} />
            <Training model={model} />
          </div>
        </Play>
        <Question
          question={says.question.question(LOW_RATE, STEPS)}
          options={answers}
          right="tiny"
          choice={choices.answer}
          because={says.question.because}
          hint={says.question.hint}
        />
      </Lesson>
    );
  };
}

interface ChoiceProps {
  label: string;
  choice: Signal<string>;
  names: readonly string[];
  texts: Record<string, string>;
}

function Choice({ label, choice, names, texts }: ChoiceProps) {
  return (
    <label>
      {label}
      <select
        value={choice.value}
        onChange={(event) => {
          choice.value = event.currentTarget.value;
        }}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {texts[name]}
          </option>
        ))}
      </select>
    </label>
  );
}

function Rules({ model: { choices, isInkling, asInkling } }: { model: BitsModel }) {
  const { rules } = says;
  return (
    <div class="bits-rules">
      <Choice label={rules.order} choice={choices.order} names={orders} texts={rules.orders} />
      <Choice label={rules.product} choice={choices.product} names={products} texts={rules.products} />
      <Choice label={rules.exponential} choice={choices.exponential} names={exponentials} texts={rules.exponentials} />
      <button type="button" aria-disabled={isInkling.value} onClick={asInkling}>
        {rules.asInkling}
      </button>
    </div>
  );
}

function Results({ model: { results, entry } }: { model: BitsModel }) {
  const id = useId();
  const mistakes = says.results.mistakes(LARGEST, MOST_NUMBERS, X.least, X.most);
  const enter = (event: SubmitEvent) => {
    event.preventDefault();
    entry.enter();
  };
  const found = results.value.value;
  return (
    <section>
      <h3>{says.results.title}</h3>
      <form class="bits-entry" onSubmit={enter} noValidate>
        {(["numbers", "weights", "x"] as const).map((name) => (
          <label key={name} class={`bits-${name}`}>
            {says.results[name]}
            <input
              value={entry.typed[name].value}
              autocomplete="off"
              aria-describedby={id}
              onInput={(event) => {
                entry.typed[name].value = event.currentTarget.value;
              }}
            />
          </label>
        ))}
        <button type="submit">{says.results.compute}</button>
        <p id={id} role="alert">
          {entry.mistake.value && mistakes[entry.mistake.value]}
        </p>
      </form>
      <Problem answer={results} />
      <div class="bits-results">
        {(["sum", "dot", "exponential"] as const).map((name) => (
          <Result key={name} title={says.results.of[name]} pair={found?.[name]} />
        ))}
      </div>
      <p class="hint">{says.results.legend}</p>
    </section>
  );
}

function Result({ title, pair }: { title: string; pair: Pair | undefined }) {
  const shown = pair ?? noPair;
  const { sign, exponent, fraction, between } = differenceOf(shown.inkling, shown.other);
  const isSame = sign + exponent + fraction === 0;
  return (
    <div class="bits-result">
      <h4>{title}</h4>
      <dl>
        {(["inkling", "other"] as const).map((whose) => (
          <div key={whose}>
            <dt>{says.results[whose]}</dt>
            <dd class={pair ? undefined : "bits-to-come"}>
              <span class="bits-number">{textOf(shown[whose])}</span>{" "}
              <Bits float={shown[whose]} beside={shown[whose === "other" ? "inkling" : "other"]} />
            </dd>
          </div>
        ))}
      </dl>
      <Reserved text={says.results.differ(0, 0, 20, 0)}>
        <p role="status">
          {pair && (isSame ? says.results.same : says.results.differ(sign, exponent, fraction, between))}
        </p>
      </Reserved>
    </div>
  );
}

/** The bits of a float, of which those are marked that another has not. */
function Bits({ float, beside }: { float: number; beside: number }) {
  const [bits, others] = [bitsOf(float), bitsOf(beside)];
  const [sign = "", exponent = "", fraction = ""] = parts.map(({ from, to }) => bits.slice(from, to));
  return (
    <span class="bits-pattern" role="img" aria-label={says.results.bits(sign, exponent, fraction)} translate={false}>
      {parts.map(({ part, from, to }) => (
        <span key={part} class={`bits-${part}`}>
          {[...bits.slice(from, to)].map((bit, i) =>
            bit === others[from + i] ? <span key={i}>{bit}</span> : <b key={i}>{bit}</b>,
          )}
        </span>
      ))}
    </span>
  );
}

function Training({ model }: { model: BitsModel }) {
  const { choices, drift, player } = model;
  const rate = choices.rate.value;
  const found = drift.value.value;
  const { place } = player;
  const texts = textsOf(model);
  return (
    <section>
      <h3>{says.drift.title}</h3>
      <p>{says.drift.about(STEPS)}</p>
      <label class="bits-rate">
        {says.drift.rate}
        <select
          value={rate}
          onChange={(event) => {
            choices.rate.value = Number(event.currentTarget.value);
          }}
        >
          {[...new Set([...rates, rate])].map((rate) => (
            <option key={rate} value={rate}>
              {rate}
            </option>
          ))}
        </select>
      </label>
      <PlayerControls player={player} name={says.drift.steps} most={STEPS} />
      <Problem answer={drift} />
      <p class="bits-said">
        {texts.difference} {texts.first} {texts.losses}
      </p>
      <h4>{says.drift.difference}</h4>
      <Curves
        label={says.drift.difference}
        description={texts.difference}
        lines={[{ name: says.drift.difference, values: found?.differences ?? [] }]}
        steps={STEPS}
        place={place.value}
        powers={[-8, 2]}
        isFootZero
      />
      <h4>{says.drift.loss}</h4>
      <Curves
        label={says.drift.loss}
        description={texts.losses}
        lines={[
          { name: says.results.inkling, values: found?.inklingLosses ?? [] },
          { name: says.results.other, values: found?.losses ?? [] },
        ]}
        steps={STEPS}
        place={place.value}
        powers={[-5, 1]}
      />
      <Hashes found={found} />
    </section>
  );
}

function Hashes({ found }: { found: BitsQuestions["bits.drift"]["answer"] | undefined }) {
  const { inklingHash: inkling = noHash, weightHash: other = noHash } = found ?? {};
  return (
    <div class={found ? "bits-hashes" : "bits-hashes bits-to-come"}>
      <h4>{says.drift.hashes(STEPS)}</h4>
      <dl>
        {Object.entries({ inkling, other }).map(([whose, hash]) => (
          <div key={whose}>
            <dt>{says.results[whose as keyof Pair]}</dt>
            <dd>
              <code>{hash}</code>
            </dd>
          </div>
        ))}
      </dl>
      <Reserved text={says.drift.otherHash}>
        <p role="status">{found && (inkling === other ? says.drift.sameHash : says.drift.otherHash)}</p>
      </Reserved>
    </div>
  );
}

/** What is to be seen at the place that is looked at. */
function textsOf({ drift, player }: BitsModel): { difference: string; first: string; losses: string } {
  const step = player.place.value;
  const found = drift.value.value;
  const difference = found?.differences[step - 1];
  if (!found || difference === undefined) return { difference: says.drift.begin, first: "", losses: "" };
  const { firstDifference = Number.POSITIVE_INFINITY, losses, inklingLosses } = found;
  return {
    difference: step < firstDifference ? says.drift.equal(step) : says.drift.differ(step, difference),
    first: step < firstDifference ? "" : says.drift.first(firstDifference),
    losses: says.drift.losses(inklingLosses[step - 1] as number, losses[step - 1] as number),
  };
}

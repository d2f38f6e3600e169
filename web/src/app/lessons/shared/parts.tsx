/** The parts of which every lesson is made: what it says, a prediction, the thing itself, what happened, a question. */

import "./parts.css";
import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import type { ErrorCode } from "../../../protocol.ts";
import { ShowCode } from "../../programs/show-code.tsx";
import type { Subject } from "../../programs/subject.ts";
import { lessonsWords } from "../../words/lessons.ts";
import type { Answer } from "./answers.ts";

const says = lessonsWords.parts;

export function Lesson({ name, children }: { name: string; children: ComponentChildren }) {
  return <article class={`lesson lesson-${name}`}>{children}</article>;
}

/** A few sentences. */
export function Told({ children }: { children: readonly string[] }) {
  return (
    <div class="lesson-told">
      {children.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
    </div>
  );
}

interface PredictionProps {
  question: string;
  /** What may be predicted, by the word that the address has for it, in its order. */
  options: Readonly<Record<string, string>>;
  /** Empty until there is one. */
  choice: Signal<string>;
  /** The value that came true; undefined until that is known. */
  truth: string | undefined;
  /** What happened, beside what was predicted. */
  children?: ComponentChildren;
}

/** It can be wrong, and stands once the thing has happened. */
export function Prediction({ question, options, choice, truth, children }: PredictionProps) {
  const id = useId();
  const isKnown = truth !== undefined && choice.value !== "";
  const section = useRef<HTMLElement>(null);
  const isAgain = useRef(false);
  useLayoutEffect(() => {
    // The button that was pressed is gone, and the focus would be with it.
    if (isAgain.current) section.current?.querySelector("input")?.focus();
    isAgain.current = false;
  }, [isKnown]);
  return (
    <section ref={section} class="lesson-prediction" aria-labelledby={id}>
      <h2 id={id}>{says.prediction}</h2>
      <Options id={id} question={question} options={options} choice={choice} isDisabled={isKnown} />
      <div class="lesson-outcome" role="status">
        {choice.value === "" && <p class="hint">{says.predictFirst}</p>}
        {choice.value !== "" && !isKnown && <p class="hint">{says.nowTry}</p>}
        {isKnown && (
          <>
            <p>
              <strong>{truth === choice.value ? says.asPredicted : says.otherwise}</strong>
            </p>
            {children}
            <button
              type="button"
              class="inline"
              onClick={() => {
                isAgain.current = true;
                choice.value = "";
              }}
            >
              {says.predictAgain}
            </button>
          </>
        )}
      </div>
    </section>
  );
}

interface PlayProps {
  title: string;
  /** What a program that does the same is about. */
  code?(): Subject | Promise<Subject>;
  children: ComponentChildren;
}

interface OptionsProps extends Pick<QuestionProps, "question" | "options" | "choice"> {
  /** Of the heading above, which no other group has. */
  id: string;
  isDisabled?: boolean;
}

function Options({ id, question, options, choice, isDisabled }: OptionsProps) {
  return (
    <fieldset>
      <legend>{question}</legend>
      {Object.entries(options).map(([value, text]) => (
        <label key={value}>
          <input
            type="radio"
            name={id}
            value={value}
            checked={choice.value === value}
            disabled={isDisabled}
            onChange={() => {
              choice.value = value;
            }}
          />
          {text}
        </label>
      ))}
    </fieldset>
  );
}

/** The thing itself, to run and play with. */
export function Play({ title, code, children }: PlayProps) {
  const id = useId();
  return (
    <section class="lesson-play" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      {children}
      {code && (
        <p class="lesson-code">
          <ShowCode isInline subject={code} />
        </p>
      )}
    </section>
  );
}

interface QuestionProps {
  question: string;
  /** As of a prediction. */
  options: Readonly<Record<string, string>>;
  /** The value that is right. */
  right: string;
  choice: Signal<string>;
  /** Why it is right. */
  because: string;
  /** What to try, where the answer was another. */
  hint: string;
}

/** One that only playing answers. */
export function Question({ question, options, right, choice, because, hint }: QuestionProps) {
  const id = useId();
  return (
    <section class="lesson-question" aria-labelledby={id}>
      <h2 id={id}>{says.question}</h2>
      <Options id={id} question={question} options={options} choice={choice} />
      <p role="status">
        {choice.value === right && (
          <>
            <strong>{says.right}</strong> {because}
          </>
        )}
        {choice.value !== "" && choice.value !== right && (
          <>
            <strong>{says.notYet}</strong> {hint}
          </>
        )}
      </p>
    </section>
  );
}

/** Another attempt would end the same way. */
const isFinal: ReadonlySet<ErrorCode> = new Set(["bad_setting", "bad_data", "unsupported"]);

/** Why there is no answer, and another attempt. */
export function Problem({ answer }: { answer: Pick<Answer<unknown>, "problem" | "again"> }) {
  const problem = answer.problem.value;
  if (!problem) return null;
  return (
    <p class="lesson-problem" role="alert">
      {problem.message}{" "}
      {!isFinal.has(problem.name) && (
        <button type="button" onClick={answer.again}>
          {says.tryAgain}
        </button>
      )}
    </p>
  );
}

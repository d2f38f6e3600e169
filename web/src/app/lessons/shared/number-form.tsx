/** Numbers to type, for what a pointer chooses by pressing: points, starts, values. */

import "./number-form.css";
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { lessonsWords } from "../../words/lessons.ts";

const says = lessonsWords.numbers;

export interface NumberField {
  name: string;
  label: string;
  /**
   * What it begins with, and what it shows again when this changes: a pointer may choose the same. While it is undefined
   * the field is empty, and nothing can be entered.
   */
  value: number | undefined;
  least: number;
  most: number;
}

interface Props {
  fields: readonly NumberField[];
  /** Of the button that enters them. */
  action: string;
  onEnter(numbers: number[]): void;
}

export function NumberForm({ fields, action, onEnter }: Props) {
  const id = useId();
  /** By its name. */
  const wrong = useSignal<string | undefined>(undefined);
  const refused = fields.find(({ name }) => name === wrong.value);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    wrong.value = undefined;
    form.current?.reset();
  }, [fields.map(({ value }) => value).join()]);
  const enter = (event: SubmitEvent) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget as HTMLFormElement);
    const numbers = fields.map(({ name }) => numberIn(String(data.get(name))));
    wrong.value = fields.find(
      ({ least, most }, i) => !((numbers[i] as number) >= least && (numbers[i] as number) <= most),
    )?.name;
    if (wrong.value === undefined) onEnter(numbers);
  };
  return (
    <form class="number-form" ref={form} onSubmit={enter} noValidate>
      {fields.map(({ name, label, value }) => (
        <label key={name}>
          {label}
          <input
            name={name}
            inputMode="decimal"
            autocomplete="off"
            defaultValue={value === undefined ? "" : String(value)}
            disabled={value === undefined}
            aria-describedby={id}
          />
        </label>
      ))}
      <button type="submit" disabled={fields.some(({ value }) => value === undefined)}>
        {action}
      </button>
      <p id={id} role="alert">
        {refused && says.outOfRange(refused.label, refused.least, refused.most)}
      </p>
    </form>
  );
}

/** With a point or a comma before its fraction, the minus of any keyboard, and digits as wide as Chinese ones. */
function numberIn(typed: string): number {
  const text = typed.normalize("NFKC").trim();
  return text === "" ? Number.NaN : Number(text.replace(",", ".").replace("−", "-"));
}

/** Fields of a form, each called by a term that explains it. */

import "./field.css";
import type { ComponentChildren } from "preact";
import { statusId } from "./focus.ts";
import { type Explained, Term } from "./term.tsx";

export interface FieldProps {
  /** Of its own on the page. */
  name: string;
  testId: string;
  term: Explained;
  /** What else there is to say of it: below it or, where room is scarce, below its explanation. */
  note?: ComponentChildren;
  isCompact?: boolean;
  /** What is wrong with it is told in the status, once; the field points there. */
  isRefused: boolean;
  isChanged?: boolean;
  isDisabled?: boolean;
}

interface TextFieldProps extends FieldProps {
  inputMode: "text" | "decimal" | "numeric";
  value: string;
  placeholder?: string;
  /** Some to choose from, with what they are. */
  suggestions?: [value: string, text: string][];
  /** With each key. */
  onType(text: string): void;
  /** When it is entered: by Enter, or by leaving. */
  onEnter(): void;
}

export function TextField({ inputMode, value, placeholder, suggestions, onType, onEnter, ...field }: TextFieldProps) {
  return (
    <Field {...field}>
      <input
        type="text"
        inputMode={inputMode}
        autocomplete="off"
        spellcheck={false}
        value={value}
        placeholder={placeholder}
        list={suggestions && `suggestions-${field.name}`}
        onInput={(event) => onType(event.currentTarget.value)}
        onChange={onEnter}
        {...attributes(field)}
      />
      {suggestions && (
        <datalist id={`suggestions-${field.name}`}>
          {suggestions.map(([value, text]) => (
            <option key={value} value={value} label={text || undefined} />
          ))}
        </datalist>
      )}
    </Field>
  );
}

interface SelectFieldProps extends FieldProps {
  value: string;
  options: Option[];
  /** Further options, each group with its name. */
  groups?: [name: string, options: Option[]][];
  onChoose(value: string): void;
}

type Option = [value: string, text: string];

export function SelectField({ value, options, groups = [], onChoose, ...field }: SelectFieldProps) {
  return (
    <Field {...field}>
      <select value={value} onChange={(event) => onChoose(event.currentTarget.value)} {...attributes(field)}>
        {options.map(optionOf)}
        {groups.map(([name, options]) => (
          <optgroup key={name} label={name}>
            {options.map(optionOf)}
          </optgroup>
        ))}
      </select>
    </Field>
  );
}

const optionOf = ([value, text]: Option) => (
  <option key={`${value} ${text}`} value={value}>
    {text}
  </option>
);

export const termId = (name: string) => `term-${name}`;
export const noteId = (name: string) => `note-${name}`;

export function Field({
  name,
  term,
  note,
  isCompact,
  isChanged,
  children,
}: FieldProps & { children: ComponentChildren }) {
  return (
    <div class={isChanged ? "field changed" : "field"}>
      <Term id={termId(name)} {...term}>
        {isCompact && note}
      </Term>
      {children}
      {!isCompact && note}
    </div>
  );
}

export function attributes({ name, testId, note, isRefused, isDisabled }: FieldProps) {
  return {
    "aria-labelledby": termId(name),
    "data-testid": testId,
    "aria-invalid": isRefused,
    "aria-describedby": isRefused ? statusId : note ? noteId(name) : undefined,
    disabled: isDisabled,
  };
}

/** Fields of a form, each called by a term that explains it. */

import "./field.css";
import { statusId } from "./focus.ts";
import { type Explained, Term } from "./term.tsx";

interface FieldProps {
  /** Of its own on the page. */
  name: string;
  testId: string;
  term: Explained;
  /** What is wrong with it is told in the status, once; the field points there. */
  isRefused: boolean;
}

interface TextFieldProps extends FieldProps {
  inputMode: "text" | "decimal" | "numeric";
  value: string;
  /** With each key. */
  onType(text: string): void;
  /** When it is entered: by Enter, or by leaving. */
  onEnter(): void;
}

export function TextField({ inputMode, value, onType, onEnter, ...field }: TextFieldProps) {
  return (
    <div class="field">
      <FieldTerm {...field} />
      <input
        type="text"
        inputMode={inputMode}
        autocomplete="off"
        spellcheck={false}
        value={value}
        onInput={(event) => onType(event.currentTarget.value)}
        onChange={onEnter}
        {...attributes(field)}
      />
    </div>
  );
}

interface SelectFieldProps<Value> extends FieldProps {
  value: Value;
  options: [value: Value, text: string][];
  onChoose(value: Value): void;
}

export function SelectField<Value extends string | number>({
  value,
  options,
  onChoose,
  ...field
}: SelectFieldProps<Value>) {
  function choose(chosen: string): void {
    const option = options.find(([value]) => String(value) === chosen);
    if (option) onChoose(option[0]);
  }

  return (
    <div class="field">
      <FieldTerm {...field} />
      <select value={String(value)} onChange={(event) => choose(event.currentTarget.value)} {...attributes(field)}>
        {options.map(([value, text]) => (
          <option key={text} value={String(value)}>
            {text}
          </option>
        ))}
      </select>
    </div>
  );
}

const termId = (name: string) => `term-${name}`;

function FieldTerm({ name, term }: FieldProps) {
  return <Term id={termId(name)} {...term} />;
}

function attributes({ name, testId, isRefused }: FieldProps) {
  return {
    "aria-labelledby": termId(name),
    "data-testid": testId,
    "aria-invalid": isRefused,
    "aria-describedby": isRefused ? statusId : undefined,
  };
}

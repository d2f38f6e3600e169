/** One of several, by the words that the address has for them. */

import type { Signal } from "@preact/signals";

interface Props {
  name: string;
  choice: Signal<string>;
  options: readonly (readonly [value: string, text: string])[];
}

export function Choice({ name, choice, options }: Props) {
  return (
    <label>
      {name}
      <select
        value={choice.value}
        onChange={(event) => {
          choice.value = event.currentTarget.value;
        }}
      >
        {options.map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </select>
    </label>
  );
}

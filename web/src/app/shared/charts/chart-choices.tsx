/** How the charts are drawn: a quiet line beneath them. */

import type { Signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";
import { words } from "../../words/words.ts";
import { type Explained, Term } from "../term.tsx";
import { choices, scales, smoothings } from "./choices.ts";
import { axes } from "./curve.ts";

const says = words.charts;

export function ChartChoices({ children }: { children?: ComponentChildren }) {
  return (
    <div class="chart-choices">
      <Choice term={says.over} testId="chart-axis" names={axes} texts={says.axes} chosen={choices.axis} />
      <Choice term={says.scale} testId="chart-scale" names={scales} texts={says.scales} chosen={choices.scale} />
      <Choice
        term={says.smoothing}
        testId="chart-smoothing"
        names={smoothings}
        texts={says.smoothings}
        chosen={choices.smoothing}
      />
      {children}
    </div>
  );
}

interface ChoiceProps<Name extends string> {
  term: Explained;
  testId: string;
  names: readonly Name[];
  texts: Record<Name, string>;
  chosen: Signal<Name>;
}

function Choice<Name extends string>({ term, testId, names, texts, chosen }: ChoiceProps<Name>) {
  const id = useId();
  return (
    <div class="chart-choice">
      <Term id={id} {...term} />
      <select
        data-testid={testId}
        aria-labelledby={id}
        value={chosen.value}
        onChange={({ currentTarget }) => {
          chosen.value = currentTarget.value as Name;
        }}
      >
        {names.map((name) => (
          <option key={name} value={name}>
            {texts[name]}
          </option>
        ))}
      </select>
    </div>
  );
}

/** The learning rate over the run, as the schedule in the form has it: a small picture. */

import "./schedule-curve.css";
import { useSignal, useSignalEffect } from "@preact/signals";
import { ChangingText } from "../../shared/changing-text.tsx";
import { words } from "../../words/words.ts";
import type { Form } from "./form.ts";

const says = words.settings.scheduleCurve;

const [width, height, edge] = [256, 64, 2];

export function ScheduleCurve({ form }: { form: Form }) {
  const rates = useSignal<Float32Array | undefined>(undefined);

  useSignalEffect(() => {
    let isCurrent = true;
    const take = (found: Float32Array | undefined) => {
      if (isCurrent) rates.value = found;
    };
    // What is refused, the field says; there is no picture of it.
    form.rates().then(take, () => take(undefined));
    return () => {
      isCurrent = false;
    };
  });

  const said = rates.value ? describe(rates.value) : says.none;
  return (
    <figure class="schedule-curve" data-testid="schedule-curve">
      <svg viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" role="img" aria-label={said}>
        <title>{said}</title>
        {rates.value && <path d={path(rates.value)} />}
      </svg>
      <figcaption>
        <ChangingText>{said}</ChangingText>
      </figcaption>
    </figure>
  );
}

function describe(rates: Float32Array): string {
  const highest = rates.reduce((most, rate) => Math.max(most, rate), 0);
  return says.rates(rates[0] as number, highest, rates.at(-1) as number);
}

/** From 0 at the foot to the highest rate at the top. */
function path(rates: Float32Array): string {
  const highest = rates.reduce((most, rate) => Math.max(most, rate), 0) || 1;
  const points = Array.from(rates, (rate, i) => {
    const across = (i * width) / (rates.length - 1);
    const down = height - edge - ((height - 2 * edge) * rate) / highest;
    return `${across.toFixed(1)} ${down.toFixed(1)}`;
  });
  return `M${points.join("L")}`;
}

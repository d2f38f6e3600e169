/** Is it really better? One or more recipes, each tried with several seeds. */

import "./better.css";
import type { Digit } from "../../../protocol.ts";
import type { Experiment } from "./experiment.ts";
import type { Plan } from "./plan.ts";
import { PlanForm } from "./plan-form.tsx";
import { Results } from "./results.tsx";
import { SameDigits } from "./same-digits.tsx";

interface BetterProps {
  plan: Plan;
  experiment: Experiment;
  testDigit(index: number): Promise<Digit>;
}

export function Better({ plan, experiment, testDigit }: BetterProps) {
  return (
    <div class="better">
      <PlanForm plan={plan} experiment={experiment} />
      <div class="better-found">
        <Results experiment={experiment} />
        <SameDigits experiment={experiment} testDigit={testDigit} />
      </div>
    </div>
  );
}

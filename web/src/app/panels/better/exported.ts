/** The trials as files: every recipe, every seed, and what came of them. */

import type { Outcome } from "../../run/trial.ts";
import type { RowResult } from "./experiment.ts";
import type { Trials } from "./plan.ts";

/** One line for each trial that has been made. A run that has diverged has no accuracy and no loss. */
export function csvOf({ rows }: Trials, outcomes: readonly (readonly (Outcome | undefined)[])[]): string {
  const lines = rows.flatMap(({ name, recipe }, row) =>
    (outcomes[row] ?? []).flatMap((outcome, i) => {
      if (!outcome) return [];
      const { accuracy = "", loss = "" } = outcome.test ?? {};
      return [
        [name, recipe.seed + i, accuracy, loss, outcome.test ? "no" : "yes", outcome.seconds].map(cell).join(","),
      ];
    }),
  );
  return ["recipe,seed,test_accuracy,test_loss,diverged,seconds", ...lines, ""].join("\r\n");
}

/** As RFC 4180 quotes. */
const cell = (value: string | number) =>
  /[",\r\n]/.test(String(value)) ? `"${String(value).replaceAll('"', '""')}"` : value;

export function jsonOf(
  { rows }: Trials,
  outcomes: readonly (readonly (Outcome | undefined)[])[],
  results: readonly RowResult[],
): string {
  const recipes = rows.map(({ name, recipe }, row) => ({
    ...{ name, recipe, mean: results[row]?.mean, difference: results[row]?.difference },
    runs: (outcomes[row] ?? []).flatMap((outcome, i) =>
      outcome ? [{ seed: recipe.seed + i, test: outcome.test, diverged: !outcome.test, seconds: outcome.seconds }] : [],
    ),
  }));
  return JSON.stringify({ recipes }, undefined, 2);
}

/** The trials as files: every recipe, every seed, and what came of them. */

import type { Outcome } from "../../run/trial.ts";
import { type Cell, csvOf } from "../../shared/csv.ts";
import type { RowResult } from "./experiment.ts";
import type { Trials } from "./plan.ts";

const columns = ["recipe", "seed", "test_accuracy", "test_loss", "diverged", "seconds"];

/** One line for each trial that has been made. A run that has diverged has no accuracy and no loss. */
export function tableOf({ rows }: Trials, outcomes: readonly (readonly (Outcome | undefined)[])[]): string {
  const lines = rows.flatMap(({ name, recipe }, row) =>
    (outcomes[row] ?? []).flatMap((outcome, i): Cell[][] => {
      if (!outcome) return [];
      const { test, seconds } = outcome;
      return [[name, recipe.seed + i, test?.accuracy, test?.loss, test ? "no" : "yes", seconds]];
    }),
  );
  return csvOf([columns, ...lines]);
}

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

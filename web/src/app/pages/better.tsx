/** The page at `#/better`: whether a difference is more than what another seed does. */

import { computed } from "@preact/signals";
import type { Lab } from "../lab.ts";
import { Better } from "../panels/better/better.tsx";
import { createExperiment } from "../panels/better/experiment.ts";
import { createPlan } from "../panels/better/plan.ts";
import { nameOf } from "../panels/runs/runs.ts";
import { explicit, variablesOf, varied } from "../panels/settings/variation.ts";
import { isSame } from "../records/differences.ts";
import { recipeAtEnd } from "../records/record.ts";

/** Makes what the panel holds: trials go on while another page is looked at. */
export function createPage({ run, records, sheet: { description, draft, isDescribed, meant } }: Lab) {
  records.load();
  const plan = createPlan({
    isDescribed,
    variables: computed(() => variablesOf(description.value, draft.value)),
    kept: computed(() =>
      records.kept.value.map((record) => ({
        ...{ id: record.id, name: nameOf(records, record) },
        recipe: () => explicit(description.value, recipeAtEnd(record)),
      })),
    ),
    recipe: () => explicit(description.value, meant()),
    varied: (path, text) =>
      explicit(
        description.value,
        varied(description.value, draft.value, path, text, () => description.value),
      ),
    isSame: (one, other) => isSame(description.value, one, other),
  });
  const experiment = createExperiment();

  return function Page() {
    return (
      <main>
        <Better plan={plan} experiment={experiment} testDigit={run.testDigit} />
      </main>
    );
  };
}

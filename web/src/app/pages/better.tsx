/** The page at `#/better`: whether a difference is more than what another seed does. */

import { computed } from "@preact/signals";
import { defaultOf } from "../../description.ts";
import type { Recipe } from "../../protocol.ts";
import type { Lab } from "../lab.ts";
import { Better } from "../panels/better/better.tsx";
import { createExperiment } from "../panels/better/experiment.ts";
import { type CompleteRecipe, createPlan } from "../panels/better/plan.ts";
import { recipeOf } from "../panels/settings/recipe.ts";
import { variablesOf, varied } from "../panels/settings/variation.ts";

/** Makes what the panel holds: trials go on while another page is looked at. */
export function createPage({ run, sheet: { description, draft, isDescribed } }: Lab) {
  /** With what its trials count by. */
  function complete(recipe: Recipe): CompleteRecipe {
    const { settings } = description.value;
    const usual = (name: string) => {
      const setting = settings.find((one) => one.name === name);
      return Number(setting && defaultOf(setting, settings, {}));
    };
    return { seed: usual("seed"), epochs: usual("epochs"), ...recipe };
  }

  const plan = createPlan({
    isDescribed,
    variables: computed(() => variablesOf(description.value, draft.value)),
    recipe: () => complete(recipeOf(description.value, draft.value)),
    varied: (path, text) => complete(varied(description.value, draft.value, path, text)),
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

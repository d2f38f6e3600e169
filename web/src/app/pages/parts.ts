/** What the lab's page and its panels within another page both make of the lab. */

import { computed } from "@preact/signals";
import type { Recipe } from "../../protocol.ts";
import type { Lab } from "../lab.ts";
import { createArrival } from "../panels/arrival/arrival.ts";
import { recipeOf } from "../panels/settings/recipe.ts";
import { words } from "../words/words.ts";

/** As it stands in the form. Throws where that is not to be understood. */
export const recipeIn = ({ sheet: { description, draft } }: Lab): Recipe => recipeOf(description.value, draft.value);

/** What was changed by hand while the run trained, as marks on its curves. */
export const marksOf = ({ records: { changes } }: Lab) =>
  computed(() => changes.value.map(({ settings, ...at }) => ({ ...at, label: words.runs.changed(settings) })));

/** Takes over the runs that links bring. */
export const createArrivalIn = (lab: Lab) =>
  createArrival({
    ...{ run: lab.run, description: lab.engine.description, load: lab.form.load, opened: lab.engine.opened },
    recipe: () => recipeIn(lab),
    readLink: (text) => lab.engine.client.readLink(text),
  });

/** What was changed by hand while a run trained, as marks on its curves. */

import { computed } from "@preact/signals";
import type { Lab } from "../lab.ts";
import { words } from "../words/words.ts";

export const marksOf = ({ changes }: Lab["records"]) =>
  computed(() => changes.value.map(({ settings, ...at }) => ({ ...at, label: words.changes.changed(settings) })));

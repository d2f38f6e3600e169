/** A run that somebody has sent, by the page's address: taken over into the form, and compared while it trains. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Description, EpochEnd, InklingError, Recipe, RunEvent, SentLink } from "../../../protocol.ts";
import { type Comparison, compare } from "../../records/claim.ts";
import { recipeInWords } from "../../records/in-words.ts";
import type { Run } from "../../run/run.ts";
import { failure } from "../../run/said.ts";
import { words } from "../../words/words.ts";

const says = words.arrival;

export type Arrival = ReturnType<typeof createArrival>;

/** Its texts are those of the language of the moment. */
export type State =
  | { kind: "opening" }
  | { kind: "refused"; message: string }
  | { kind: "there"; link: SentLink; inWords: string };

interface Receiver {
  run: Pick<Run, "listen" | "expect" | "reset">;
  description: ReadonlySignal<Description | undefined>;
  /** Resolves when the engine is there. */
  opened(): Promise<void>;
  readLink(text: string): Promise<SentLink>;
  /** Enters a recipe in the form. */
  load(recipe: Recipe): void;
  /** What stands in the form, as a signal has it. Throws where that is not to be understood. */
  recipe(): Recipe;
}

/** What a link says in an address; undefined where there is none. */
export const linkIn = (hash: string): string | undefined => (hash.startsWith("#/?") ? hash : undefined);

export function createArrival({ run, description, opened, readLink, load, recipe }: Receiver) {
  const state = signal<State | undefined>(undefined);
  const comparison = signal<Comparison | undefined>(undefined);
  /** The form's recipe when the link had been entered, as text. */
  const entered = signal<string | undefined>(undefined);
  /** Somebody has changed a setting of the run under way. */
  const isChanged = signal(false);
  let last: string | undefined;
  let order = 0;

  const inForm = computed(() => {
    try {
      return JSON.stringify(recipe());
    } catch {
      return undefined;
    }
  });

  const isOwn = computed(() => isChanged.value || (entered.value !== undefined && inForm.value !== entered.value));

  function hear(event: RunEvent): void {
    if (event.type === "network") {
      isChanged.value = false;
      comparison.value = undefined;
    } else if (event.type === "noted" && "recipe" in event.event && event.event.step > 0 && !event.isExpected) {
      isChanged.value = true;
    } else if (event.type === "progress" && event.progress.epochEnd) compareNow(event.progress.epochEnd);
  }

  function compareNow(end: EpochEnd): void {
    const arrived = state.peek();
    if (arrived?.kind !== "there" || !arrived.link.claim || isOwn.peek()) return;
    const found = compare(arrived.link.claim, end);
    const before = comparison.peek();
    const hasDiffered = before && !before.isSame && before.epoch <= end.epoch;
    if (found && !hasDiffered) comparison.value = found;
  }

  async function open(text: string): Promise<void> {
    const own = ++order;
    entered.value = undefined;
    state.value = { kind: "opening" };
    try {
      await opened();
      const link = await readLink(text);
      if (own !== order) return;
      const { course } = link;
      if ((course.recipe.data?.name ?? "mnist") !== "mnist") throw failure("bad_data", () => says.otherData);
      load(course.recipe);
      const asEntered = recipe();
      await run.expect({ ...course, recipe: asEntered });
      await run.reset();
      if (own !== order) return;
      entered.value = JSON.stringify(asEntered);
      comparison.value = undefined;
      state.value = {
        kind: "there",
        link,
        get inWords() {
          return recipeInWords(description.value as Description, course.recipe);
        },
      };
    } catch (error) {
      if (own !== order) return;
      last = undefined; // it may be tried again
      state.value = {
        kind: "refused",
        get message() {
          return (error as InklingError).message;
        },
      };
    }
  }

  /** Opens what the address says, where that is news. */
  function follow(): void {
    const text = linkIn(location.hash);
    if (text === undefined || text === last) return;
    last = text;
    open(text);
  }

  run.listen(hear);
  follow();
  addEventListener("hashchange", follow);

  return { state, comparison, isOwn };
}

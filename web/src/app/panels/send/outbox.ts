/** What is to be sent: the run under way or, where there is none yet, the recipe in the form; and the link to it. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Claim, Description, Recipe, SentCourse } from "../../../protocol.ts";
import { recipeInWords } from "../../records/in-words.ts";
import type { RunRecord } from "../../records/record.ts";
import { type Sent, sentOf } from "../../records/sent.ts";

export type Outbox = ReturnType<typeof createOutbox>;

interface Source {
  description: ReadonlySignal<Description | undefined>;
  /** The run under way. */
  live: ReadonlySignal<RunRecord | undefined>;
  /** As it stands in the form. Throws where that is not to be understood. */
  recipe(): Recipe;
  writeLink(course: SentCourse, claim?: Claim): Promise<string>;
}

export function createOutbox({ description, live, recipe, writeLink }: Source) {
  const sent = signal<Sent | undefined>(undefined);
  const withClaim = signal(false);
  const link = signal("");
  const problem = signal<Error | undefined>(undefined);
  let order = 0;

  async function write(): Promise<void> {
    const own = ++order;
    const { course, claim } = sent.peek() as Sent;
    try {
      const text = await writeLink(course, withClaim.peek() ? claim : undefined);
      if (own === order) link.value = `${location.href.replace(/[?#].*$/s, "")}#/?${text}`;
    } catch (error) {
      if (own !== order) return;
      link.value = ""; // the one before is not what is asked for now
      problem.value = error as Error;
    }
  }

  return {
    /** Whether there is anybody to write a link. */
    isReady: computed(() => description.value !== undefined),
    sent,
    withClaim,
    /** The whole address; empty until it is written. */
    link,
    problem: computed(() => problem.value?.message),
    inWords: computed(() =>
      description.value && sent.value ? recipeInWords(description.value, sent.value.course.recipe) : "",
    ),

    /** Takes what there is now. */
    pack(): void {
      problem.value = undefined;
      link.value = "";
      const record = live.peek();
      try {
        const isRun = record && record.course.steps > 0;
        sent.value = isRun ? sentOf(record) : { course: { recipe: recipe(), changes: [] }, isWhole: true };
      } catch (error) {
        sent.value = undefined;
        problem.value = error as Error;
        return;
      }
      withClaim.value &&= sent.value.claim !== undefined;
      write();
    },

    /** With what the run has reached, or without. */
    choose(chosen: boolean): void {
      withClaim.value = chosen;
      problem.value = undefined;
      write();
    },
  };
}

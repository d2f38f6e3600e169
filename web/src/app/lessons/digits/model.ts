/** The lesson about digits: the textbook's run in the lab, as far as it is, and what was predicted of it. */

import { computed, signal } from "@preact/signals";
import type { Lab } from "../../lab.ts";
import { inAddress } from "../shared/address.ts";

/** What articles about this network report of its last epoch, about. */
export const articles = { training: 0.99, test: 0.98 };

/** As many as the recipe has: the table has a row for each before the lab, and the recipe with it, is there. */
export const EPOCHS = 10;

/** What may be predicted of the test accuracy after the first epoch. */
export const guesses = { third: 0.3, half: 0.6, most: 0.95 };
type Guess = keyof typeof guesses;

type Textbook = Awaited<ReturnType<Lab["textbook"]>>;

/** The lab, as far as this lesson has to do with it. */
export type DigitsLab = Pick<Lab, "run"> & { textbook: Textbook };

export interface Row {
  epoch: number;
  training: number | undefined;
  test: number | undefined;
}

export type DigitsModel = ReturnType<typeof createDigits>;

/** `openLab` is asked again where it has failed. */
export function createDigits(openLab: () => Promise<Lab>) {
  const choices = inAddress(
    "digits",
    { prediction: "", answer: "" },
    { prediction: Object.keys(guesses), answer: ["first", "third", "never"] },
  );
  const lab = signal<DigitsLab | undefined>(undefined);
  const isNotFetched = signal(false);

  async function open(): Promise<void> {
    isNotFetched.value = false;
    try {
      const opened = await openLab();
      const textbook = await opened.textbook();
      opened.records.load(); // a run of an earlier visit counts
      lab.value = { run: opened.run, textbook };
    } catch {
      isNotFetched.value = true;
    }
  }
  open();

  const ends = computed(() => lab.value?.textbook.record.value?.ends ?? []);
  const first = computed(() => ends.value.find(({ epoch }) => epoch === 1)?.test.accuracy);
  const epochs = computed(() => lab.value?.textbook.recipe.epochs ?? EPOCHS);

  return {
    ...{ choices, lab, isNotFetched, open, first, epochs },

    /** One for each epoch of the recipe. */
    rows: computed(() =>
      Array.from({ length: epochs.value }, (_, i): Row => {
        const end = ends.value.find(({ epoch }) => epoch === i + 1);
        return { epoch: i + 1, training: end?.trainingAccuracy, test: end?.test.accuracy };
      }),
    ),

    /** The guess that is nearest to what the first epoch has come to. */
    truth: computed((): Guess | undefined => {
      const reached = first.value;
      if (reached === undefined) return undefined;
      const names = Object.keys(guesses) as Guess[];
      const distance = (name: Guess) => Math.abs(guesses[name] - reached);
      return names.reduce((best, name) => (distance(name) < distance(best) ? name : best));
    }),

    /** Whether there was a run by the recipe, and the lab has another by now. */
    isReplaced: computed(() => {
      const { record, isLive } = lab.value?.textbook ?? {};
      return record?.value !== undefined && !isLive?.value;
    }),

    /** What can be done now. */
    state: computed(() => {
      if (!lab.value) return "opening";
      const { run, textbook } = lab.value;
      const { isBeginning, isGoingOn, isLive } = textbook;
      if (run.phase.value === "failed") return "failed";
      if (isBeginning.value) return "fetching";
      const isTrained = isLive.value && run.isTrained.value;
      if (isLive.value && (run.phase.value === "training" || isGoingOn.value)) return "training";
      if (!isTrained) return run.phase.value === "loading" ? "loading" : "other";
      return (run.progress.value?.epoch ?? 0) >= epochs.value ? "done" : "paused";
    }),
  };
}

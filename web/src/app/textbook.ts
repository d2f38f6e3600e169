/** The textbook's run in the lab: its recipe, the newest run by it that there is, and how one begins and goes on. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Description } from "../protocol.ts";
import type { Form } from "./panels/settings/form.ts";
import { presets } from "./panels/settings/presets.ts";
import { isSame } from "./records/differences.ts";
import { recipeInWords } from "./records/in-words.ts";
import type { RunRecord } from "./records/record.ts";
import type { Records } from "./records/records.ts";
import type { Run } from "./run/run.ts";

export type Textbook = ReturnType<typeof createTextbook>;

interface Given {
  run: Run;
  form: Form;
  records: Records;
  description: ReadonlySignal<Description | undefined>;
  /** Resolves when the lab has its first network. */
  begun: Promise<void>;
}

export function createTextbook({ run, form, records, description, begun }: Given) {
  const recipe = presets.textbook;
  const isBeginning = signal(false);
  /** Counts what was asked for, so that one knows whether something else has been since. */
  let order = 0;
  /** Whether it trains epoch by epoch until it has had as many as the recipe says. */
  const isGoingOn = signal(false);

  const isBy = ({ course, changes }: Pick<RunRecord, "course" | "changes">): boolean =>
    description.value !== undefined && changes.length === 0 && isSame(description.value, recipe, course.recipe);

  // Neither changes as the run goes on.
  const liveRecipe = computed(() => records.live.value?.course.recipe);
  const liveChanges = computed(() => records.live.value?.changes);
  /** Whether the lab's run is one by this recipe, from its beginning on. */
  const isLive = computed(() => {
    const [first, changes] = [liveRecipe.value, liveChanges.value];
    return (
      first !== undefined && changes !== undefined && isBy({ course: { recipe: first, events: [], steps: 0 }, changes })
    );
  });

  const stop = () => {
    isGoingOn.value = false;
  };

  // At the end of an epoch it stands still; whoever pauses it does so elsewhere.
  run.listen((event) => {
    if (event.type === "network" || event.type === "problem") stop();
    if (!isGoingOn.peek() || event.type !== "phase" || event.phase === "training" || event.phase === "loading") return;
    const { epoch = 0, stepInEpoch = 0 } = run.progress.peek() ?? {};
    if (event.phase === "paused" && stepInEpoch === 0 && epoch < recipe.epochs) run.trainEpoch();
    else stop();
  });

  return {
    recipe,
    isBeginning,
    isGoingOn,
    isLive,

    /** In a line, once the engine has told of its settings. */
    inWords: computed(() => description.value && recipeInWords(description.value, recipe)),

    /** The lab's own, or else the last one that is kept. */
    record: computed(() => (isLive.value ? records.live.value : records.kept.value.findLast(isBy))),

    /** Until the recipe's last epoch is over, also where it trains epoch by epoch; undefined where that is not known. */
    secondsLeft: computed(() => {
      const { secondsLeft, secondsPerEpoch = 0, epoch = 0 } = run.progress.value ?? {};
      if (secondsLeft === undefined || !isGoingOn.value) return secondsLeft;
      return secondsLeft + (recipe.epochs - epoch - 1) * secondsPerEpoch;
    }),

    /** Makes it the lab's run, and trains it. What the lab had learned before is kept. */
    async begin(): Promise<void> {
      const own = ++order;
      isBeginning.value = true;
      await begun;
      if (own !== order) return;
      form.load(recipe);
      run.setPace("fast");
      await run.reset();
      if (own === order && !run.failure.peek()) await run.train();
      if (own === order) isBeginning.value = false;
    },

    /** Trains the lab's run, which is one by this recipe, on to the recipe's last epoch. */
    goOn(): Promise<void> {
      isGoingOn.value = true;
      form.load(recipe);
      run.setPace("fast");
      return run.trainEpoch();
    },

    /** Also before it has begun. */
    pause(): Promise<void> {
      order++;
      isBeginning.value = false;
      stop();
      return run.pause();
    },
  };
}

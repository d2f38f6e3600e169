/** Learning a hand, and the honest report of it: what was read right before and after, by networks that had not seen it. */

import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Examination, HandDigit, Phase, TestAccuracies } from "../../../protocol.ts";
import { handWords } from "../../words/hand.ts";
import { type Drawing, drawingsOf, foldsOf, padSide } from "./drawings.ts";
import type { Hands } from "./hands.ts";

const says = handWords;

/** What is taught. */
export interface Tutor {
  phase: ReadonlySignal<Phase>;
  isTrained: ReadonlySignal<boolean>;
  taught: ReadonlySignal<number | undefined>;
  teaching: ReadonlySignal<{ done: number; of: number } | undefined>;
  teach(digits: HandDigit[]): Promise<TestAccuracies | undefined>;
  examine(parts: HandDigit[][]): Promise<Examination[] | undefined>;
  stopTeaching(): Promise<void>;
  unteach(): Promise<void>;
}

/** Drawings read right, of all. */
export interface Marks {
  before: number;
  after: number;
  of: number;
}

export interface Report {
  hand: string;
  test: TestAccuracies;
  /** Absent until they are counted, or where somebody did not wait for it. */
  own?: Marks;
}

export interface WriterReport extends Marks {
  hand: string;
}

export type Learning = ReturnType<typeof createLearning>;

/** MNIST may lose so much, as a fraction, before it is called a loss. */
const tolerated = 0.005;

export function createLearning(tutor: Tutor, hands: Hands) {
  const work = signal<"learning" | "examining" | "writers" | undefined>(undefined);
  const problem = signal<Error | undefined>(undefined);
  const report = signal<Report | undefined>(undefined);
  const writers = signal<WriterReport[] | undefined>(undefined);
  /** Of each drawing that was read as something else by a network taught with others: as what. */
  const misread = signal<ReadonlyMap<string, number>>(new Map());
  /** Whose hand is set aside, because the network is another one now. */
  const setAside = signal<string | undefined>(undefined);

  /** Why nothing can be taught now; undefined where it can. */
  const obstacle = computed(() => {
    if (tutor.phase.value === "loading" || tutor.phase.value === "failed") return says.notReady;
    if (tutor.phase.value === "training") return says.inTraining;
    return tutor.isTrained.value ? undefined : says.untrained;
  });

  const forget = () => {
    report.value = undefined;
    writers.value = undefined;
    misread.value = new Map();
  };

  effect(() => {
    if (tutor.taught.value !== undefined || !report.peek()) return;
    setAside.value = report.peek()?.hand;
    forget();
  });

  /** Does one such thing at a time, and says why it could not be done. */
  async function doing(what: "learning" | "writers", body: () => Promise<void>): Promise<void> {
    if (work.value || obstacle.value) return;
    batch(() => {
      work.value = what;
      problem.value = undefined;
      setAside.value = undefined;
    });
    try {
      await body();
    } catch (error) {
      problem.value = error as Error;
    } finally {
      work.value = undefined;
    }
  }

  const learn = () =>
    doing("learning", async () => {
      const hand = hands.chosen.value;
      const drawings = hands.drawings.value;
      if (!hand || drawings.length === 0) return;
      const test = await tutor.teach(drawings.map(toDigit));
      if (!test) return;
      batch(() => {
        forget();
        report.value = { hand: hand.name, test };
        work.value = "examining";
      });
      const folds = foldsOf(drawings);
      const read = await tutor.examine(folds.map((fold) => fold.map(toDigit)));
      if (!read || !report.value) return;
      const results = folds.flatMap((fold, i) => resultsOf(fold, read[i] as Examination));
      batch(() => {
        report.value = { hand: hand.name, test, own: marksOf(results) };
        misread.value = new Map(
          results.flatMap(({ id, label, after }) => (after === undefined || after === label ? [] : [[id, after]])),
        );
      });
    });

  const scoreWriters = () =>
    doing("writers", async () => {
      writers.value = undefined;
      const groups = hands.all.value
        .map(({ id, name }) => ({ hand: name, drawings: drawingsOf(hands.contents.value, id) }))
        .filter(({ drawings }) => drawings.length > 0);
      const read = await tutor.examine(groups.map(({ drawings }) => drawings.map(toDigit)));
      writers.value = read?.map((examination, i) => {
        const { hand, drawings } = groups[i] as (typeof groups)[number];
        return { hand, ...marksOf(resultsOf(drawings, examination)) };
      });
    });

  return {
    work,
    progress: tutor.teaching,
    problem: computed(() => problem.value?.message),
    obstacle,
    report,
    writers,
    misread,
    setAside,
    taught: tutor.taught,
    hasHarmed: computed(() => {
      const { before, after } = report.value?.test ?? { before: 0, after: 0 };
      return before - after > tolerated;
    }),
    learn,
    scoreWriters,
    stop: (): void => void tutor.stopTeaching().catch(() => {}),

    /** The run's own network reads again, as it did before. */
    undo(): void {
      forget();
      setAside.value = undefined;
      tutor.unteach().catch(() => {});
    },
  };
}

/** As the worker takes it. */
function toDigit({ label, strokes }: Drawing): HandDigit {
  return { label, strokes: strokes.map((stroke) => Float32Array.from(stroke, (value) => value / padSide)) };
}

interface Result {
  id: string;
  label: number;
  before: number | undefined;
  after: number | undefined;
}

const resultsOf = (drawings: readonly Drawing[], { before, after }: Examination): Result[] =>
  drawings.map(({ id, label }, i) => ({ id, label, before: before[i], after: after[i] }));

function marksOf(results: readonly Result[]): Marks {
  const right = (of: "before" | "after") => results.filter((result) => result[of] === result.label).length;
  return { before: right("before"), after: right("after"), of: results.length };
}

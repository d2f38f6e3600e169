/** The hands on this device: whose turn it is, what is kept, and how the last thing done is taken back. */

import { batch, computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Refusal } from "../../shared/refusal.ts";
import { handWords } from "../../words/hand.ts";
import type { Saying } from "../../words/language.ts";
import {
  apply,
  type Contents,
  type Drawing,
  drawingsOf,
  type Edit,
  type Hand,
  inverse,
  longestName,
  mostDrawings,
  newId,
  nothing,
  padSide,
  sameStrokes,
  tidyName,
} from "./drawings.ts";
import { merge, readFile, writeFile } from "./exchange.ts";
import type { Store } from "./store.ts";

const says = handWords;

/** A stroke as the pad has it, in fractions of its side. */
export type PadStroke = readonly { readonly x: number; readonly y: number }[];

/** The pad, as far as hands go. */
export interface Pad {
  /** What a person has drawn; empty where there is nothing, or a digit of somebody else. */
  ink: ReadonlySignal<readonly PadStroke[]>;
  penDown: ReadonlySignal<boolean>;
  clear(): void;
  /** Takes back what was done there last. */
  undo(): void;
}

/** Something that was done, as what takes it back. */
export interface Deed {
  edits: readonly Edit[];
  /** The digit of a drawing that was taken from the pad, which is empty since. */
  kept?: number;
}

export type Hands = Awaited<ReturnType<typeof openHands>>;

/** Begins with what the store holds. Where it keeps nothing, everything works until the page is left. */
export async function openHands(store: Store, pad: Pad) {
  const contents = signal<Contents>(nothing);
  const chosenId = signal<string | undefined>(undefined);
  const last = signal<Deed | undefined>(undefined);
  /** What was said last, of a deed or of what could not be done. */
  const said = signal<Saying>(nothingToSay);
  const problems = signal<readonly Saying[]>([]);
  const refusal = signal<Refusal | undefined>(undefined);
  /** The digit to draw in the guided start. */
  const wanted = signal<number | undefined>(undefined);

  const chosen = computed<Hand | undefined>(() => {
    const { hands, drawings } = contents.value;
    const newest = [...drawings.values()].at(-1)?.hand;
    return hands.get(chosenId.value ?? "") ?? hands.get(newest ?? "") ?? [...hands.values()][0];
  });
  const drawings = computed(() => drawingsOf(contents.value, chosen.value?.id));
  /** How many each has drawn, by its id. */
  const counts = computed(() => {
    const counts = new Map<string, number>();
    for (const { hand } of contents.value.drawings.values()) counts.set(hand, (counts.get(hand) ?? 0) + 1);
    return counts;
  });
  const all = computed(() => [...contents.value.hands.values()].sort((a, b) => a.name.localeCompare(b.name)));

  await store.read().then(
    (stored) => {
      contents.value = stored;
    },
    (reason: Refusal) => {
      refusal.value = reason;
    },
  );
  let writing = Promise.resolve();

  function change(edits: readonly Edit[]): void {
    contents.value = apply(contents.value, edits);
    writing = writing
      .then(() => store.write(edits))
      .then(
        () => {
          refusal.value = undefined;
        },
        (reason: Refusal) => {
          refusal.value = reason;
        },
      );
  }

  function perform(say: Saying, edits: readonly Edit[], kept?: number): void {
    batch(() => {
      problems.value = [];
      said.value = say;
      last.value = edits.length > 0 ? { edits, kept } : undefined;
      change(edits);
    });
  }

  /** What else is said: there is nothing to take back then. */
  function tell(say: Saying): void {
    perform(say, []);
  }

  const named = (name: string) => all.value.find((hand) => hand.name.toLowerCase() === name.toLowerCase());

  /** Why a hand cannot be called so; undefined where it can. */
  function whyNot(name: string, except?: Hand): Saying | undefined {
    if (name === "") return () => says.nameMissing;
    if (name.length > longestName) return () => says.nameTooLong(name.length, longestName);
    const taken = named(name);
    return taken && taken.id !== except?.id ? () => says.nameTaken(taken.name) : undefined;
  }

  /** Whoever draws; the first one need not say a name. */
  function writer(): { hand: Hand; edits: Edit[] } {
    if (chosen.value) return { hand: chosen.value, edits: [] };
    const hand = { id: newId(), name: says.firstName };
    return { hand, edits: [{ table: "hands", after: hand }] };
  }

  /** Keeps a drawing that was taken from the pad. One that is there already is what it is now said to be. */
  function keep(strokes: readonly PadStroke[], label: number): void {
    const { hand, edits } = writer();
    const drawn = strokes.map((stroke) => stroke.flatMap(({ x, y }) => [onPad(x), onPad(y)]));
    const same = sameStrokes(drawn);
    const before = drawings.value.find((drawing) => sameStrokes(drawing.strokes) === same);
    if (!before && contents.value.drawings.size >= mostDrawings) {
      tell(() => says.tooMany(mostDrawings));
      return;
    }
    const after = before
      ? { ...before, label }
      : { id: newId(), hand: hand.id, label, strokes: drawn, time: Date.now() };
    chosenId.value = hand.id;
    perform(() => says.keptOf(label, hand.name), [...edits, { table: "drawings", before, after }], label);
    if (wanted.value === undefined) return;
    if (wanted.value < 9) wanted.value++;
    else {
      wanted.value = undefined;
      said.value = () => says.guideDone(hand.name);
    }
  }

  function undo(): void {
    const deed = last.value;
    if (!deed) return;
    batch(() => {
      perform(() => says.undone, []);
      change(inverse(deed.edits));
      if (deed.kept === undefined) return;
      if (pad.ink.value.length === 0) pad.undo();
      if (wanted.value !== undefined) wanted.value = deed.kept;
    });
  }

  function correct(drawing: Drawing, label: number): void {
    if (drawing.label === label) return;
    perform(
      () => says.corrected(drawing.label, label),
      [{ table: "drawings", before: drawing, after: { ...drawing, label } }],
    );
  }

  const without = (gone: readonly Drawing[]): Edit[] => gone.map((before) => ({ table: "drawings", before }));

  function add(given: string): Saying | undefined {
    const name = tidyName(given);
    const reason = whyNot(name);
    if (reason) return reason;
    const hand = { id: newId(), name };
    chosenId.value = hand.id;
    perform(() => says.added(name), [{ table: "hands", after: hand }]);
    return undefined;
  }

  function rename(given: string): Saying | undefined {
    const before = chosen.value;
    const name = tidyName(given);
    const reason = whyNot(name, before);
    if (reason || !before) return reason;
    chosenId.value = before.id;
    if (name !== before.name)
      perform(() => says.renamed(before.name, name), [{ table: "hands", before, after: { ...before, name } }]);
    return undefined;
  }

  function removeHand(): void {
    const before = chosen.value;
    if (!before) return;
    const gone = drawings.value;
    perform(() => says.handRemoved(before.name, gone.length), [...without(gone), { table: "hands", before }]);
  }

  function removeAll(): void {
    const gone = [...contents.value.drawings.values()];
    const hands = [...contents.value.hands.values()].map((before): Edit => ({ table: "hands", before }));
    perform(() => says.allRemoved(gone.length), [...without(gone), ...hands]);
  }

  /** Takes in what files hold that is not there yet. A file that cannot be read leaves everything as it was. */
  async function importFiles(files: readonly Pick<File, "name" | "size" | "text">[]): Promise<void> {
    const read = await Promise.allSettled(files.map(readFile));
    const samples = read.flatMap((file) => (file.status === "fulfilled" ? file.value : []));
    const refused = read.flatMap((file): Saying[] =>
      file.status === "rejected" ? [() => (file.reason as Error).message] : [],
    );
    const { edits, drawn } = merge(contents.value, samples);
    batch(() => {
      if (contents.value.drawings.size + drawn > mostDrawings) refused.push(() => says.tooMany(mostDrawings));
      else if (refused.length < files.length) perform(() => says.imported(drawn, samples.length - drawn), edits);
      problems.value = refused;
    });
  }

  return {
    contents,
    chosen,
    all,
    drawings,
    counts,
    last,
    said: computed(() => said.value()),
    problems: computed(() => problems.value.map((say) => say())),
    refusal,
    wanted,

    choose(id: string): void {
      chosenId.value = id;
    },
    keep,
    undo,
    correct,
    remove: (drawing: Drawing) => perform(() => says.removed(drawing.label), without([drawing])),
    add,
    rename,
    removeHand,
    removeAll,
    importFiles,

    /** All hands in one file, or one. */
    exported: (hand?: Hand): string => writeFile(hand ? of(contents.value, hand) : contents.value),

    /** Asks for 0, 1, … 9 in turn. */
    guide(): void {
      batch(() => {
        tell(nothingToSay);
        wanted.value = 0;
      });
    },
    leaveGuide(): void {
      wanted.value = undefined;
    },

    /** When all that was done so far is kept, or refused. */
    settled: (): Promise<void> => writing,
  };
}

const nothingToSay: Saying = () => "";

const onPad = (fraction: number) => Math.round(Math.min(1, Math.max(0, fraction)) * padSide);

const of = (contents: Contents, hand: Hand): Contents => ({
  hands: new Map([[hand.id, hand]]),
  drawings: new Map(drawingsOf(contents, hand.id).map((drawing) => [drawing.id, drawing])),
});

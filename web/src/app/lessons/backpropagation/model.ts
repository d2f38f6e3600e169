/** The lesson about backpropagation: which numbers a step begins with, how far it has come, and what is pointed at. */

import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Engine } from "../../run/engine.ts";
import { inAddress } from "../shared/address.ts";
import { answerTo } from "../shared/answers.ts";
import { createPlayer } from "../shared/player.ts";
import { type NetworkName, networkNames, networks } from "./networks.ts";
import { type Cell, checkIn, createStep, isByExample, numberIn, questionOf, type Step } from "./step.ts";

/** What a number may be changed to. */
export const limits = (cell: Cell) =>
  cell.matrix.kind === "rate" ? { least: 0.001, most: 100 } : { least: -100, most: 100 };

export type BackpropagationModel = ReturnType<typeof createBackpropagation>;

export function createBackpropagation(engine: Engine) {
  const choices = inAddress(
    "backpropagation",
    {
      ...{ network: "chain", view: "numbers", shapes: "rows", check: "no" },
      ...{ chain: "", wide: "", prediction: "", answer: "" },
      step: 0,
    },
    {
      network: networkNames,
      view: ["numbers", "matrices"],
      shapes: ["rows", "columns"],
      check: ["no", "yes"],
      prediction: ["larger", "same", "smaller"],
      answer: ["ten", "same", "vanishes"],
      step: [0, 1000],
    },
  );
  const shownNetwork = computed(() => choices.network.value as NetworkName);
  const isChecking = computed(() => choices.check.value === "yes");
  const make = (name: NetworkName) => {
    const isShown = computed(() => shownNetwork.value === name);
    return createRun(engine, name, { changes: choices[name], isShown, isChecking });
  };
  const runs = { chain: make("chain"), wide: make("wide") };
  const run = computed(() => runs[shownNetwork.value]);

  const isByMatrix = computed(() => choices.view.value === "matrices");
  const player = createPlayer({
    pace: () => (isByMatrix.value || run.value.step.examples === 1 ? 1 : 4),
    steps: () => run.value.places[isByMatrix.value ? "matrices" : "numbers"],
    kept: choices.step,
  });
  /** What is computed at the place that is looked at: a number, or all of a matrix. */
  const current = computed((): readonly Cell[] => {
    const { matrices, cells } = run.value.step;
    const i = player.place.value - 1;
    const cell = cells[i];
    return isByMatrix.value ? (matrices[i]?.cells ?? []) : cell ? [cell] : [];
  });
  const reached = computed(() => (current.value.at(-1)?.order ?? -1) + 1);
  const isKnown = (cell: Cell) => cell.order < reached.value;
  const numberOf = (cell: Cell) => (isKnown(cell) ? run.value.numberOf(cell) : undefined);

  /** Goes to where a number is computed. */
  function goTo(order: number): void {
    const { matrices } = run.value.step;
    player.go((isByMatrix.value ? matrices.findIndex(({ cells }) => (cells.at(-1)?.order ?? 0) >= order) : order) + 1);
  }

  /** The example whose numbers the picture carries. */
  const example = signal(0);
  effect(() => {
    const [cell] = current.value;
    if (cell && !isByMatrix.value && isByExample(cell.matrix.kind)) example.value = cell.row;
  });

  const chosen = signal("w1");
  const chosenCell = computed(() => {
    const { step } = run.value;
    const cell = step.find(chosen.value);
    return cell && cell.order < 0 ? cell : (step.at("weight", 1).cells[0] as Cell);
  });

  /** The names of numbers and matrices that the pointer or the focus is on. */
  const pointed = signal<readonly string[]>([]);
  const litCells = computed(() => {
    const { step } = run.value;
    const all = [...step.givenMatrices, ...step.matrices];
    const whole = all.filter(({ name }) => pointed.value.includes(name)).flatMap(({ cells }) => cells);
    return new Set([...pointed.value, ...whole.map(({ name }) => name)]);
  });

  // Once it has been seen it stays known.
  const hasSeen = signal(false);
  effect(() => {
    const isThere = shownNetwork.value === "chain" && reached.value > runs.chain.first.order;
    if (isThere && runs.chain.begun.value) hasSeen.value = true;
  });

  return {
    ...{ choices, run, player, current, isByMatrix, isChecking, isKnown, numberOf, example, pointed },
    isTransposed: computed(() => choices.shapes.value === "columns"),
    /** The given number that can be changed now. */
    chosen: chosenCell,
    isLit: (cells: readonly Cell[]) => cells.some(({ name }) => litCells.value.has(name)),
    /** Whether it is another than with the numbers that the network began with. */
    isChanged: (cell: Cell) => isKnown(cell) && run.value.isChanged(cell),

    /** Of a given number, to change it; of another, to see how it is computed. */
    choose(name: string): void {
      const { step } = run.value;
      const cell = step.find(name) ?? step.matrices.find((matrix) => matrix.name === name)?.cells.at(-1);
      if (!cell) return;
      if (cell.order < 0) chosen.value = cell.name;
      else goTo(cell.order);
    },

    /** Keeps to the number that is looked at. */
    look(view: "numbers" | "matrices"): void {
      const order = reached.peek() - 1;
      choices.view.value = view;
      if (order >= 0) goTo(order);
    },

    /** The first and the last weight's gradient in the chain as it is given, and how the one is to the other. */
    outcome: computed(() => {
      const { begun, first, last } = runs.chain;
      const [ofFirst, ofLast] = [begun.value?.(first), begun.value?.(last)];
      if (!hasSeen.value || ofFirst === undefined || ofLast === undefined) return undefined;
      const [near, far] = [Math.abs(ofFirst), Math.abs(ofLast)];
      return { first: ofFirst, last: ofLast, truth: near < far ? "smaller" : near > far ? "larger" : "same" };
    }),
  };
}

interface RunSettings {
  /** As the address has them. */
  changes: Signal<string>;
  isShown: ReadonlySignal<boolean>;
  isChecking: ReadonlySignal<boolean>;
}

/** One network's step. */
function createRun(engine: Engine, name: NetworkName, { changes, isShown, isChecking }: RunSettings) {
  const network = networks[name];
  const step = createStep(network);
  const changed = computed(() => changesIn(changes.value, step));
  const givenAtFirst = (cell: Cell): number =>
    network.numbers[cell.matrix.name]?.[cell.row * cell.matrix.columns + cell.column] ?? 0;
  const givenNumber = (cell: Cell): number => changed.value.get(cell.name) ?? givenAtFirst(cell);
  const given = computed(() => {
    const numbers = step.givenMatrices.map((matrix) => [matrix.name, matrix.cells.map(givenNumber)] as const);
    return questionOf({ ...network, numbers: Object.fromEntries(numbers) });
  });
  const answer = answerTo(engine, "backpropagation.step", () => (isShown.value ? given.value : undefined));
  const first = answerTo(engine, "backpropagation.step", () => (isShown.value ? questionOf(network) : undefined));
  const check = answerTo(engine, "backpropagation.check", () =>
    isShown.value && isChecking.value ? given.value : undefined,
  );

  const numberOf = (cell: Cell): number | undefined =>
    cell.order < 0 ? givenNumber(cell) : answer.value.value && numberIn(answer.value.value, cell);
  const numberAtFirst = (cell: Cell): number | undefined =>
    cell.order < 0 ? givenAtFirst(cell) : first.value.value && numberIn(first.value.value, cell);

  return {
    ...{ name, step, given, answer, check, numberOf, numberAtFirst },
    places: { numbers: [undefined, ...step.cells], matrices: [undefined, ...step.matrices] },
    /** Gives each number as it is with what was given at first; undefined before it is known. */
    begun: computed(() => first.value.value && numberAtFirst),
    checkOf: (cell: Cell) => check.value.value && checkIn(check.value.value, cell),
    isChanged: (cell: Cell): boolean => {
      const [now, before] = [numberOf(cell), numberAtFirst(cell)];
      return now !== undefined && before !== undefined && now !== before;
    },
    hasChanges: computed(() => changed.value.size > 0),
    ...{ first: step.at("weightGradient", 1).cells[0] as Cell },
    ...{ last: step.at("weightGradient", step.last).cells[0] as Cell },
    change(cell: Cell, number: number): void {
      const next = new Map(changed.value).set(cell.name, number);
      if (number === givenAtFirst(cell)) next.delete(cell.name);
      changes.value = [...next].map((change) => change.join("_")).join("*");
    },
    restore(): void {
      changes.value = "";
    },
  };
}

/** From "w2_0.5*x.0.1_3", as the address has them. What is no number of the step's, or not allowed, is passed over. */
export function changesIn(text: string, step: Step): Map<string, number> {
  const changes = text.split("*").map((change) => change.split("_"));
  return new Map(
    changes.flatMap(([name = "", figure = ""]) => {
      const cell = step.find(name);
      const number = figure.trim() === "" ? Number.NaN : Number(figure);
      if (!cell || cell.order >= 0) return [];
      const { least, most } = limits(cell);
      return number >= least && number <= most ? [[name, number] as const] : [];
    }),
  );
}

/** What is to be tried, as a person says it: the lab's recipe, alone or beside others in which one setting differs. */

import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { Recipe, SettingInfo } from "../../../protocol.ts";
import { tell } from "../../run/said.ts";
import { optionsOf } from "../../shared/options.ts";
import { betterWords } from "../../words/better.ts";
import type { Saying } from "../../words/language.ts";

const says = betterWords;

/** Seeds that one may ask for. */
export const fewestSeeds = 2;
export const mostSeeds = 50;

/** Each is compared with the lab's: see `confidence`. */
export const mostValues = 5;

/** A setting that can be varied. */
export interface Variable {
  path: string;
  name: string;
  group: string;
  setting: SettingInfo;
  /** What it is in the lab. */
  text: string;
}

/** A run that was made before. */
interface KeptRun {
  id: string;
  name: string;
  recipe(): CompleteRecipe;
}

/** The recipe as it stands in the lab and with another value of one setting, and those of runs before. */
interface Source {
  /** Whether the engine has told what settings there are. */
  isDescribed: ReadonlySignal<boolean>;
  variables: ReadonlySignal<Variable[]>;
  kept: ReadonlySignal<KeptRun[]>;
  /** Both say at least the epochs and the seed. Both throw where what stands there is not to be understood. */
  recipe(): CompleteRecipe;
  varied(path: string, text: string): CompleteRecipe;
  /** Whether two recipes mean the same: one may say what the other leaves to the engine. */
  isSame(one: Recipe, other: Recipe): boolean;
}

type CompleteRecipe = Recipe & Required<Pick<Recipe, "epochs" | "seed">>;

/** A recipe to be tried. */
interface Row {
  /** In the language of the moment. */
  readonly name: string;
  recipe: CompleteRecipe;
}

export interface Trials {
  /** The lab's first. */
  rows: Row[];
  /** Each row is tried with so many seeds: its recipe's, the one after that, and so on. */
  seeds: number;
}

/** The fields of the form. */
export type PlanField = "setting" | "values" | "seeds" | "epochs";

/** Something in the form that cannot be. */
export class PlanError extends Error {
  constructor(
    say: Saying,
    /** Absent where it is not about a field of this form, but of the lab's. */
    readonly field?: PlanField,
  ) {
    super();
    tell(this, "message", say);
  }
}

export type Plan = ReturnType<typeof createPlan>;

export function createPlan(source: Source) {
  /** What is compared: a setting by its path, a run by its id, or nothing. */
  const path = signal("");
  const typed = signal("");
  const chosen = signal<ReadonlySet<string>>(new Set());
  const seeds = signal("10");
  /** Empty for as many as the recipe says. */
  const epochs = signal("");

  const keptRun = computed(() => source.kept.value.find(({ id }) => keptPath(id) === path.value));
  const variable = computed(() => source.variables.value.find((one) => one.path === path.value));
  const options = computed(() => variable.value && optionsOf(variable.value.setting));
  const values = computed(() => {
    if (!variable.value) return [];
    if (options.value) return options.value.map(([value]) => value).filter((value) => chosen.value.has(value));
    return [...new Set(typed.value.split(/[\s,;]+/).filter(Boolean))];
  });

  function rows(): Row[] {
    const base = inLab(() => source.recipe());
    const lab = rowOf(() => says.labRecipe, base);
    if (keptRun.value) {
      const chosen = keptRun.value;
      const name = () => (source.kept.value.find(({ id }) => id === chosen.id) ?? chosen).name;
      const other = rowOf(name, chosen.recipe());
      if (source.isSame(other.recipe, base)) throw new PlanError(() => says.noOtherRun(name()), "setting");
      return [lab, other];
    }
    if (!variable.value) return [lab];
    const asked = variable.value;
    const asCalled = () => source.variables.value.find(({ path }) => path === asked.path) ?? asked;
    const name = () => asCalled().name;
    const titleOf = (value: string) => optionsOf(asCalled().setting)?.find(([one]) => one === value)?.[1] ?? value;
    const others = values.value
      .map((value) =>
        rowOf(
          () => says.withValue(name(), titleOf(value)),
          inField(() => source.varied(asked.path, value)),
        ),
      )
      .filter(({ recipe }) => !source.isSame(recipe, base));
    if (values.value.length === 0) throw new PlanError(() => says.valueMissing(name()), "values");
    if (others.length === 0) throw new PlanError(() => says.noOther(name(), titleOf(asked.text)), "values");
    if (others.length > mostValues) throw new PlanError(() => says.tooManyValues(others.length, mostValues), "values");
    return [rowOf(() => says.withLabValue(name(), titleOf(asked.text)), base), ...others];
  }

  return {
    isDescribed: source.isDescribed,
    variables: source.variables,
    kept: source.kept,
    path,
    variable,
    options,
    typed,
    chosen,
    seeds,
    epochs,
    /** How many recipes that makes, the lab's among them, as far as they are to be understood. */
    recipes: computed(() => {
      try {
        return rows().length;
      } catch {
        return 1 + values.value.length;
      }
    }),

    /** What was entered for another is no value of this one. */
    choose(wanted: string): void {
      path.value = wanted;
      typed.value = "";
      chosen.value = new Set();
    },

    toggle(value: string): void {
      const next = new Set(chosen.value);
      if (!next.delete(value)) next.add(value);
      chosen.value = next;
    },

    /** Throws a `PlanError` for what cannot be. */
    trials(): Trials {
      const count = wholeIn(seeds.value, fewestSeeds, mostSeeds);
      if (count === undefined) throw new PlanError(() => says.seedsAllowed(fewestSeeds, mostSeeds), "seeds");
      const all = rows();
      if (epochs.value.trim() === "" || path.value === "epochs") return { rows: all, seeds: count };
      const length = wholeIn(epochs.value, 1);
      if (length === undefined) throw new PlanError(() => says.epochsAllowed, "epochs");
      for (const row of all) row.recipe = { ...row.recipe, epochs: length };
      return { rows: all, seeds: count };
    },
  };
}

const rowOf = (say: Saying, recipe: CompleteRecipe): Row => ({
  get name() {
    return say();
  },
  recipe,
});

/** By what a kept run is chosen: no setting's path has a colon. */
export const keptPath = (id: string): string => `run:${id}`;

function wholeIn(text: string, least: number, most = Number.MAX_SAFE_INTEGER): number | undefined {
  const number = /^\s*\d+\s*$/.test(text) ? Number(text) : Number.NaN;
  return number >= least && number <= most ? number : undefined;
}

/** What is wrong there is said as it is said in the lab. */
const inLab = <T>(read: () => T): T => attributed(read, undefined);
const inField = <T>(read: () => T): T => attributed(read, "values");

function attributed<T>(read: () => T, field: PlanField | undefined): T {
  try {
    return read();
  } catch (error) {
    throw new PlanError(() => (error as Error).message, field);
  }
}

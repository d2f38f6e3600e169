/** The form at work: what a person enters in it, and when that is put in force. */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Description, Recipe, Refusal } from "../../../protocol.ts";
import type { Intent, Run } from "../../run/run.ts";
import { words } from "../../words/words.ts";
import {
  addLayer,
  type Draft,
  emptyDraft,
  enter,
  enterInAll,
  enterUnits,
  removeLayer,
  saysUnits,
  start,
  unitsText,
} from "./draft.ts";
import {
  everyField,
  type Field,
  fieldsByPath,
  type GroupName,
  givenIn,
  groupOf,
  groupsOf,
  isOfNetwork,
  layersOf,
  sharedField,
  undescribed,
} from "./fields.ts";
import { draftOf, gentlerRate, recipeOf } from "./recipe.ts";

/** After so long without a key, what has been typed is meant: "1" no more on the way to "16". */
const TYPED_MS = 500;

type Sheet = ReturnType<typeof createSheet>;

/** What stands in the form, of settings that are described when the engine comes, and the intent that it makes. */
export function createSheet(described: ReadonlySignal<Description | undefined>) {
  const draft = signal<Draft>(emptyDraft);
  const description = computed(() => described.value ?? undescribed);

  const ofTheMoment = () => description.value;

  const intent: Intent = {
    // Nothing can be entered before it is described.
    recipe: () => (described.peek() ? recipeOf(description.peek(), draft.peek(), ofTheMoment) : start),
    start,
    sayRefused({ setting, given, allowed }: Refusal): string | undefined {
      const field = everyField(description.peek(), draft.peek()).find(({ path }) => path === setting);
      return field && words.settings.refused(field.name, givenIn(field, given), allowed);
    },
  };

  /** The recipe as it stands in the form now, for whoever is to follow it. Throws where that is not to be understood. */
  const meant = (): Recipe => recipeOf(description.value, draft.value, ofTheMoment);

  /** Whether the engine has told of its settings: before, there is nothing to be set. */
  const isDescribed = computed(() => described.value !== undefined);
  return { draft, description, isDescribed, meant, intent };
}

export type Form = ReturnType<typeof createForm>;

/** `run` is one that takes its recipe from the sheet. */
export function createForm(run: Run, { draft, description, isDescribed }: Sheet) {
  const fields = computed(() => fieldsByPath(description.value, draft.value));
  /** The units of hidden layers as somebody types them. */
  const typedUnits = signal("");
  const opened = signal<ReadonlySet<GroupName>>(new Set());
  /** The rate at which training has diverged, as the form had it then. */
  const diverged = signal(Number.NaN);
  let typing: ReturnType<typeof setTimeout> | undefined;

  effect(() => {
    if (run.failure.value?.code === "diverged") diverged.value = Number(fields.peek().get("learningRate")?.text);
  });

  /** A field outside of the layers; those in view are always there. */
  function fieldAt(path: string): Field {
    return fields.value.get(path) as Field;
  }

  /** The fields of a group of settings, by its place in the recipe. */
  function fieldsIn(group: string): Field[] {
    return [...fields.value.values()].filter(({ path }) => path.startsWith(`${group}.`));
  }

  function takeOver(): Promise<void> {
    clearTimeout(typing);
    return run.configure();
  }

  /** What is typed for the training is in force once the keys rest; a new network waits until it is entered. */
  function change(changed: Draft, field?: Field): void {
    draft.value = changed;
    clearTimeout(typing);
    if (field && !isOfNetwork(field, description.value)) typing = setTimeout(run.configureTyped, TYPED_MS);
  }

  /** At the same rate it would end the same way. */
  const rate = computed(() => gentlerRate(fieldAt("learningRate"), diverged.value));

  /** The field to be mended. */
  const refused = computed((): Field | undefined => {
    const refusal = run.refusal.value;
    const all = refusal ? everyField(description.value, draft.value) : [];
    return all.find(({ path }) => path === refusal?.setting);
  });

  return {
    isDescribed,

    /** Enters a recipe in place of all that stands in the form, which is to be described. It is not put in force yet. */
    load(recipe: Recipe): void {
      change(draftOf(description.value, recipe));
    },

    /** Puts in force what stands in the form. */
    takeOver,

    fieldAt,
    fieldsIn,
    groups: computed(() => groupsOf(description.value, draft.value)),
    layers: computed(() => layersOf(description.value, draft.value)),
    hiddenLayers: computed(() => draft.value.hidden.length),
    refused,

    /** Whether what stands in the field is refused; of one for all hidden layers, whether it is in any. */
    isRefused(field: Field, ofAll = false): boolean {
      const found = refused.value;
      if (!found) return false;
      return ofAll ? typeof found.part === "number" && found.key === field.key : found.path === field.path;
    },

    /** Changes what stands in a field. */
    type: (field: Field, text: string): void => change(enter(draft.value, field, text), field),

    /** Changes what stands in a field, and puts it in force. */
    choose(field: Field, text: string): void {
      change(enter(draft.value, field, text));
      takeOver();
    },

    /** A setting that all hidden layers have, in one field. */
    shared: {
      field: (name: string) => sharedField(description.value, draft.value, name),
      type: (field: Field, text: string): void => change(enterInAll(draft.value, field, text), field),
      choose(field: Field, text: string): void {
        change(enterInAll(draft.value, field, text));
        takeOver();
      },
    },

    units: {
      text: computed(() => (saysUnits(typedUnits.value, draft.value) ? typedUnits.value : unitsText(draft.value))),
      standard: unitsText(emptyDraft),
      type(text: string): void {
        typedUnits.value = text;
        change(enterUnits(draft.value, text));
      },
      putBack(): void {
        change(enterUnits(draft.value, unitsText(emptyDraft)));
        takeOver();
      },
    },

    addLayer(): void {
      change(addLayer(draft.value));
      takeOver();
    },

    removeLayer(layer: number): void {
      change(removeLayer(draft.value, layer));
      takeOver();
    },

    /** One whose field is refused is open, come what may. */
    isOpen(group: GroupName): boolean {
      const field = refused.value;
      return opened.value.has(group) || (field !== undefined && groupOf(field, description.value) === group);
    },

    toggle(group: GroupName): void {
      const next = new Set(opened.value);
      if (!next.delete(group)) next.add(group);
      opened.value = next;
    },

    /** How many digits are chosen for the epochs to come. */
    digits: computed(() => Number(fieldAt("data.examples").text)),

    /** What gradient descent is called by how many digits each step takes, and how many all of them are. */
    batch: computed(() => {
      const size = Number(fieldAt("batchSize").text);
      // Written digits stand in each batch beside those to learn from.
      const share = 1 - Number(fields.value.get("augmentation.written")?.text ?? 0);
      const all = Math.ceil(Number(fieldAt("data.examples").text) / share);
      const kind = size >= all ? "batch" : size > 1 ? "miniBatch" : size === 1 ? "stochastic" : undefined;
      return { kind, all } as const;
    }),

    /** Puts a recipe in the form, and begins with a new network made by it. */
    startFrom(recipe: Recipe): void {
      change(draftOf(description.value, recipe));
      run.reset();
    },

    /** The learning rate over the run that stands in the form; rejects where that is refused. */
    rates: async (): Promise<Float32Array> => run.rates(recipeOf(description.value, draft.value)),

    /** The ways on after training has diverged. */
    gentler: {
      rate,
      start(): void {
        change(enter(draft.value, fieldAt("learningRate"), rate.value));
        run.reset();
      },
      /** From a step at which the weights are not ruined yet. */
      async goOn(step: number): Promise<void> {
        change(enter(draft.value, fieldAt("learningRate"), rate.value));
        clearTimeout(typing); // it is put in force there
        await run.rewind(step);
        await run.train();
      },
    },
  };
}

/** A recipe with all that it does not say, and what follows from it for a program. */

import { complete, type Values } from "../../description.ts";
import type { Recipe, SettingInfo } from "../../protocol.ts";
import type { ChangeByHand, LayerWeights, Points, RecipeSubject } from "./subject.ts";

export interface PlannedLayer {
  units: number;
  activation: string;
  /** The rule that its weights are drawn by, the activation's own where nothing else was said. */
  weights: string;
  weightsScale: number;
  biases: string;
  biasesScale: number;
  batchNormalization: boolean;
  dropout: number;
}

type Numbers<Name extends string> = Record<Name, number>;

export interface Plan
  extends Numbers<
    | ("seed" | "epochs" | "batchSize" | "labelSmoothing")
    | ("learningRate" | "momentum" | "decay" | "beta1" | "beta2" | "epsilon" | "weightDecay")
    | ("l1" | "l2" | "maxNorm" | "clipNorm" | "clipValue")
  > {
  recipe: Recipe;
  loss: string;
  optimizer: string;
  earlyStopping?: Numbers<"patience" | "leastProgress">;
  schedule: { rule: string } & Numbers<"gamma" | "period" | "floor" | "patience" | "warmupSteps">;
  augmentation: Numbers<"written" | "warped" | "shift">;
  data: { name: string; examples: number; validation: number; deslant: boolean };
  layers: readonly PlannedLayer[];

  /** Where examples come from: MNIST's files, rows in the program, points.csv, or the engine's own rule. */
  source: "mnist" | "given" | "file" | "rule";
  points?: Points;
  parameters?: readonly LayerWeights[];
  /** Whether targets are classes: it can be right. */
  classes: boolean;
  /** Of each example; undefined where the data's rule decides. */
  inputs?: number;
  /** How many there are to learn from. */
  examples: number;
  prints: "scores" | "parameters";
  /** What was changed by hand in the run on the page, and is not in the program. */
  changes: readonly ChangeByHand[];
}

/** More points than these are read from a file. */
const mostGiven = 50;

export function planOf({ recipe, settings, data, parameters, prints = "scores", changes = [] }: RecipeSubject): Plan {
  const all = complete([...settings], recipe as Values);
  const list = settings.find(({ name }) => name === "layers");
  const layers = (recipe.layers ?? list?.elements ?? []) as Values[];
  const planned = { ...all, layers: layers.map((layer) => layerOf(layer, list?.settings ?? [])) } as unknown as Plan;
  const source = data ? sourceOf(data) : sourceOfName(planned.data.name);
  return {
    ...{ ...planned, recipe, source, parameters, prints, changes },
    points: data,
    classes: data ? areClasses(data) : choiceOf(settings, "data", "name", planned.data.name)?.classes === true,
    inputs: data ? data.inputs[0]?.length : source === "mnist" || isWritten(planned) ? 784 : undefined,
    examples: data ? data.inputs.length : source === "mnist" ? planned.data.examples : learnedFrom(planned.data),
  };
}

/** Pictures that only the engine can make. */
export const isWritten = ({ data, points }: Pick<Plan, "data" | "points">) =>
  data.name === "handwriting" && points === undefined;

const sourceOfName = (name: string) => (name === "mnist" ? "mnist" : "rule");

function sourceOf({ inputs, targets }: Points): "given" | "file" {
  return inputs.length <= mostGiven || (targets?.[0]?.length ?? 1) > 1 ? "given" : "file";
}

/** As the engine rounds the share that validation receives. */
const learnedFrom = ({ examples, validation }: Plan["data"]) => examples - Math.floor(examples * validation + 0.5);

/** One-hot rows, or a single 0 or 1 for each example. */
function areClasses({ labels, targets = [] }: Points): boolean {
  if (labels) return true;
  return targets.every((row) => {
    const isOfZerosAndOnes = row.every((value) => value === 0 || value === 1);
    return isOfZerosAndOnes && (row.length === 1 || row.filter((value) => value === 1).length === 1);
  });
}

function layerOf(layer: Values, settings: readonly SettingInfo[]): PlannedLayer {
  const all = complete([...settings], layer) as unknown as PlannedLayer;
  const activation = settings.find(({ name }) => name === "activation")?.choices?.find(isNamed(all.activation));
  return { ...all, weights: all.weights ?? String((activation as Values | undefined)?.initializer) };
}

const isNamed =
  (name: string) =>
  (row: { name: string }): boolean =>
    row.name === name;

function choiceOf(settings: readonly SettingInfo[], group: string, setting: string, name: string): Values | undefined {
  const inner = settings.find(isNamed(group))?.settings?.find(isNamed(setting));
  return inner?.choices?.find(isNamed(name)) as Values | undefined;
}

/** The sizes of its layers, from the input on, as "784-256-10". */
export const shapeOf = ({ inputs, layers }: Plan): string =>
  [...(inputs === undefined ? [] : [inputs]), ...layers.map(({ units }) => units)].join("-");

/** The classes of points, as many as there are outputs, or two of one output. */
export const classCount = ({ layers }: Plan): number => Math.max(2, layers.at(-1)?.units ?? 0);

/** What each example's outputs should be: rows. */
export function targetsOf({ labels, targets }: Points, outputs: number): readonly (readonly number[])[] {
  if (targets) return targets;
  const target = (label: number) =>
    outputs === 1 ? [label] : Array.from({ length: outputs }, (_, output) => (output === label ? 1 : 0));
  return (labels ?? []).map(target);
}

/** Whether a batch of a single example is left at the end of an epoch. */
export const leavesOne = ({ examples, batchSize }: Plan): boolean => batchSize === 1 || examples % batchSize === 1;

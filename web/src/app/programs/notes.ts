/** In which ways a program is not what the recipe says. Nothing differs silently. */

import { programsWords as says } from "../words/programs.ts";
import { isWritten, leavesOne, type Plan } from "./plan.ts";
import type { Language } from "./subject.ts";

const { notes } = says;

type Note = [when: boolean, note: string];

/** Of what only the engine can make. */
function ofPictures(plan: Plan): Note[] {
  const { augmentation, data, layers } = plan;
  return [
    [isWritten(plan), notes.handwriting],
    [augmentation.written > 0, notes.written],
    [augmentation.warped > 0, notes.warped],
    [augmentation.shift > 0, notes.shift],
    [data.deslant, notes.deslant],
    [layers.some(({ activation }) => activation === "step"), notes.step],
  ];
}

const normalizes = ({ layers }: Plan) => layers.some(({ batchNormalization }) => batchNormalization);

/** Rules that move a parameter as far however small its gradient is. */
const ofAnySize = ["adagrad", "rmsprop", "adam", "adamw"];

const ofRounding = (plan: Plan): Note[] => [
  [normalizes(plan) && ofAnySize.includes(plan.optimizer), notes.normBias(plan.optimizer)],
];

const ofPyTorch = (plan: Plan): Note[] => [
  ...ofRounding(plan),
  [normalizes(plan) && leavesOne(plan), notes.loneExample],
];

function ofKeras(plan: Plan): Note[] {
  const { optimizer, schedule, clipNorm, clipValue, labelSmoothing, l1, l2, earlyStopping } = plan;
  const has = (...names: string[]) => names.includes(optimizer);
  const changesRate = schedule.rule !== "constant" || schedule.warmupSteps > 0;
  return [
    [true, plan.parameters ? notes.kerasRandomOrder : notes.kerasRandom],
    [has("adagrad", "rmsprop"), notes.kerasEpsilon],
    [has("adam", "adamw"), notes.kerasEpsilonAdam],
    [has("momentum", "nesterov") && changesRate, notes.kerasMomentum],
    [clipNorm > 0 && clipValue > 0, notes.kerasClip],
    [labelSmoothing > 0 || l1 > 0 || l2 > 0, notes.kerasLoss],
    [normalizes(plan), notes.kerasNorm],
    [schedule.warmupSteps > 0, schedule.rule === "cosine" ? notes.kerasWarmupCosine : notes.kerasWarmup],
    [(earlyStopping?.leastProgress ?? 0) > 0, notes.kerasBest],
  ];
}

/** Which steps settings were changed after is no part of a recipe, and would hide in a program what is to be read there. */
const ofRun = ({ changes }: Plan): Note[] => [[changes.length > 0, notes.changes(changes)]];

const ownOf: Record<Language, (plan: Plan) => Note[]> = {
  cpp: () => [],
  javascript: () => [],
  pytorch: (plan) => [...ofPictures(plan), ...ofPyTorch(plan)],
  keras: (plan) => [...ofPictures(plan), ...ofKeras(plan)],
  numpy: (plan) => [...ofPictures(plan), ...ofRounding(plan)],
};

export function notesOf(plan: Plan, language: Language): string[] {
  return [...ofRun(plan), ...ownOf[language](plan)].filter(([when]) => when).map(([, note]) => note);
}

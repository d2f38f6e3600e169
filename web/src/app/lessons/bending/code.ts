/** What the program of the lesson about activations is about. */

import type { Engine } from "../../run/engine.ts";
import { ask } from "../shared/answers.ts";
import type { LessonSubject } from "../shared/code.ts";
import { type BendingModel, STEPS } from "./model.ts";

/**
 * Trains the network to the step that is looked at, or, where that is the first, to the end. Undefined where there is no
 * curve, and of a step, which cannot be trained.
 */
export async function subjectOf(engine: Engine, { recipe, player }: BendingModel): Promise<LessonSubject | undefined> {
  const step = player.place.peek() || STEPS;
  const network = recipe.peek();
  if (!network || network.activation === "step") return undefined;
  const { activation, units, learningRate, seed, curve } = network;
  const { inputs, targets } = await ask(engine, "bending.examples", { curve });
  return {
    recipe: {
      ...{ seed, epochs: step, loss: "mean_squared_error", optimizer: "adam", learningRate, batchSize: inputs.length },
      layers: [{ units, activation, biases: "normal", biasesScale: 1 }, { units: 1 }],
    },
    data: { inputs: inputs.map((x) => [x]), targets: targets.map((y) => [y]) },
  };
}

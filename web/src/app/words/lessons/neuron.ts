/** What the lesson about a neuron says, in the language that the page speaks. */

import { neuron } from "../en/lessons/neuron.ts";
import { inLanguage } from "../language.ts";

export const neuronWords: typeof neuron = inLanguage(
  neuron,
  async () => (await import("../zh/lessons/neuron.ts")).neuron,
);

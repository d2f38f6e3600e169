/** What a recipe is, in a line. */

import { complete, type Values } from "../../description.ts";
import type { Description, Recipe } from "../../protocol.ts";
import { words } from "../words/words.ts";

/** Pictures of digits have so many pixels; what else there is to learn from is told by its name. */
const pictures: Readonly<Record<string, number>> = { mnist: 784, handwriting: 784 };

export function recipeInWords({ settings }: Description, recipe: Recipe): string {
  const { layers, optimizer, epochs, data } = complete(settings, recipe as Values) as {
    layers?: { units: number }[];
    optimizer: string;
    epochs: number;
    data: { name: string; examples: number };
  };
  const standard = settings.find(({ name }) => name === "layers")?.elements as { units: number }[] | undefined;
  const units = (layers ?? standard ?? []).map((layer) => layer.units);
  const inputs = pictures[data.name];
  const titles = settings.find(({ name }) => name === "optimizer")?.choices;
  return words.send.recipe({
    layers: (inputs === undefined ? units : [inputs, ...units]).join("-"),
    optimizer: titles?.find(({ name }) => name === optimizer)?.title ?? optimizer,
    epochs,
    examples: data.examples,
    data: data.name === "mnist" ? undefined : data.name,
  });
}

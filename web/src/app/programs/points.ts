/** Points as a file that programs read: inputs, then what is to be learned, then a 1 for those to judge by. */

import type { DrawnPoints } from "../../protocol.ts";
import type { Points } from "./subject.ts";
import { single } from "./text.ts";

/** Points to judge by where they are others than those to learn from. */
export function pointsCsv(training: Points, validation?: Points): string {
  const inputs = (training.inputs[0] ?? []).map((_, i) => `x${i + 1}`);
  const header = [...inputs, training.labels ? "label" : "target", "judged"].join(",");
  const rows = ({ inputs, labels, targets }: Points, isJudged: number) =>
    inputs.map((values, i) => [...values.map(single), labels?.[i] ?? single(targets?.[i]?.[0] ?? 0), isJudged].join());
  return `${[header, ...rows(training, 0), ...(validation ? rows(validation, 1) : [])].join("\n")}\n`;
}

/** As the engine gives them, each in a row of its own. */
export function pointsFrom({ values, inputs, labels, targets }: DrawnPoints): Points {
  const rows = Array.from({ length: values.length / inputs }, (_, i) => [
    ...values.subarray(i * inputs, (i + 1) * inputs),
  ]);
  return {
    inputs: rows,
    ...(labels ? { labels: [...labels] } : { targets: Array.from(targets ?? [], (one) => [one]) }),
  };
}

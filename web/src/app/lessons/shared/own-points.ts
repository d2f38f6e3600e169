/** Points of two classes that a person sets, as a lesson's address has them: "x_y_label~…", in hundredths. */

import { computed, type Signal } from "@preact/signals";
import type { LabeledPoints } from "../../../questions/neuron.ts";

/** Of both coordinates, and how many points there may be. */
export interface Room {
  from: number;
  to: number;
  most: number;
}

export type OwnPoints = ReturnType<typeof createOwnPoints>;

/** `text` is what the address says. What is no point in it, and what there is no room for, is passed over. */
export function createOwnPoints(text: Signal<string>, room: Room) {
  const all = computed(() => pointsIn(text.value, room));
  const isFull = computed(() => all.value.points.length >= room.most);
  return {
    ...{ room, all, isFull },
    /** Where there is room. */
    add(x: number, y: number, label: number): void {
      const { points, labels } = all.peek();
      if (!isFull.peek()) text.value = textOf({ points: [...points, [x, y]], labels: [...labels, label] });
    },
    removeLast(): void {
      const { points, labels } = all.peek();
      text.value = textOf({ points: points.slice(0, -1), labels: labels.slice(0, -1) });
    },
  };
}

const hundredth = (number: number) => Math.round(number * 100) / 100;

const textOf = ({ points, labels }: LabeledPoints): string =>
  points.map(([x, y], i) => `${hundredth(x)}_${hundredth(y)}_${labels[i]}`).join("~");

function pointsIn(text: string, { from, to, most }: Room): LabeledPoints {
  const all = text
    .split("~")
    .map((point) => point.split("_").map((number) => (number.trim() === "" ? Number.NaN : Number(number))))
    .filter(([x = Number.NaN, y = Number.NaN, label]) => {
      return x >= from && x <= to && y >= from && y <= to && (label === 0 || label === 1);
    })
    .slice(0, most);
  return {
    points: all.map(([x, y]) => [hundredth(x as number), hundredth(y as number)]),
    labels: all.map(([, , label]) => label as number),
  };
}

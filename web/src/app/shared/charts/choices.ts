/** How all charts are drawn, as a person has chosen it; remembered across visits. */

import { effect, type Signal, signal } from "@preact/signals";
import { axes } from "./curve.ts";

export const scales = ["logarithmic", "linear"] as const;
export type Scale = (typeof scales)[number];

/** How many neighbours on either side a smoothed value is the mean of. */
export const reaches = { none: 0, some: 4, much: 16 };
export const smoothings = ["none", "some", "much"] as const satisfies (keyof typeof reaches)[];
export type Smoothing = (typeof smoothings)[number];

const storageKey = "inkling charts";

/** What is stored by others, or by another version, is no choice. */
function remembered(): Record<string, unknown> {
  try {
    return Object(JSON.parse(localStorage.getItem(storageKey) ?? "{}"));
  } catch {
    return {};
  }
}

export function createChoices() {
  const stored = remembered();
  const choice = <Name extends string>(name: string, names: readonly [Name, ...Name[]]): Signal<Name> =>
    signal(names.find((known) => known === stored[name]) ?? names[0]);
  const choices = {
    axis: choice("axis", axes),
    scale: choice("scale", scales),
    smoothing: choice("smoothing", smoothings),
  };
  effect(() => {
    const chosen = { axis: choices.axis.value, scale: choices.scale.value, smoothing: choices.smoothing.value };
    try {
      localStorage.setItem(storageKey, JSON.stringify(chosen));
    } catch {} // then it holds for this visit
  });
  return choices;
}

/** Those of the page. */
export const choices = createChoices();

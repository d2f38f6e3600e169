/** The form at work: what a person types in it, and when that is put in force. */

import { computed, effect, type Signal, signal } from "@preact/signals";
import type { Run } from "../../run/run.ts";
import { editSettings, firstMenus, gentlerRate, type SettingName, type Settings, settingNamedIn } from "./settings.ts";

/** After so long without a key, what has been typed is meant: "1" no more on the way to "16". */
const TYPED_MS = 500;

export type Form = ReturnType<typeof createForm>;

/** `settings` is what `run` takes its configuration from. */
export function createForm(run: Run, settings: Signal<Settings>) {
  const menus = computed(() => run.menus.value ?? firstMenus);
  /** The rate at which training has diverged, as the form had it then. */
  const diverged = signal(Number.NaN);
  let typing: ReturnType<typeof setTimeout> | undefined;

  effect(() => {
    if (run.failure.value?.code === "diverged") diverged.value = Number(settings.peek().learningRate);
  });

  /** Changes what stands in the form; `takeOver` puts it in force. */
  function edit(changed: Partial<Settings>): void {
    settings.value = editSettings(settings.value, changed, menus.value.optimizers);
  }

  /** At the same rate it would end the same way. */
  const rate = computed(() => gentlerRate(settings.value, diverged.value, menus.value.optimizers));

  return {
    settings,
    menus,

    /** The field to be mended. */
    refused: computed((): SettingName | undefined => {
      const refusal = run.refusal.value;
      return refusal && ((refusal.setting as SettingName | undefined) ?? settingNamedIn(refusal.message));
    }),

    edit,

    takeOver(): Promise<void> {
      clearTimeout(typing);
      return run.configure();
    },

    /** Changes what stands in the form, and puts it in force once the keys rest. */
    typeIn(changed: Partial<Settings>): void {
      edit(changed);
      clearTimeout(typing);
      typing = setTimeout(run.configureTyped, TYPED_MS);
    },

    /** The new start after training has diverged. */
    gentler: {
      rate,
      start(): void {
        edit({ learningRate: rate.value });
        run.reset();
      },
    },
  };
}

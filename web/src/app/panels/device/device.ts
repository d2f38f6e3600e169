/** Whether this device computes as all others do, found out once, when nobody needs the machine. */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Phase } from "../../../protocol.ts";

export type Device = ReturnType<typeof createDevice>;

/** Where a browser does not know when it is idle, it is likely to be so after so long. */
const LIKELY_IDLE_MS = 2000;

const whenIdle: (work: () => void) => void =
  typeof requestIdleCallback === "function"
    ? (work) => void requestIdleCallback(work)
    : (work) => void setTimeout(work, LIKELY_IDLE_MS);

/** Nothing is loaded, and nothing trains. */
const restful: readonly Phase[] = ["ready", "paused", "finished"];

/** `agrees` asks the worker. */
export function createDevice(
  { phase }: { phase: ReadonlySignal<Phase> },
  agrees: () => Promise<boolean>,
  idle: (work: () => void) => void = whenIdle,
) {
  /** Undefined until it is known. */
  const agreement = signal<boolean | undefined>(undefined);
  const isNoticed = signal(false);
  const isAtRest = computed(() => restful.includes(phase.value));
  let isAsked = false;

  async function ask(): Promise<void> {
    if (isAsked || !isAtRest.peek()) return;
    isAsked = true;
    try {
      agreement.value = await agrees();
    } catch {
      isAsked = false; // a worker that has died tells nothing of the device: the next one is asked
    }
  }

  effect(() => {
    if (isAtRest.value && !isAsked) idle(ask);
  });

  return {
    agreement,
    /** Whether a person is to be warned. */
    isAlarming: computed(() => agreement.value === false && !isNoticed.value),
    notice(): void {
      isNoticed.value = true;
    },
  };
}

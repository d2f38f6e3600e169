/** What has happened before somebody's eyes stands from then on, whatever is chosen next. */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";

/** `value`, or, where that is undefined, what it was last. */
export function kept<T>(value: () => T | undefined): ReadonlySignal<T | undefined> {
  const now = computed(value);
  const last = signal<T | undefined>(undefined);
  effect(() => {
    if (now.value === undefined) return;
    // It counts when all that hangs on the same change has followed it: an answer to other settings is no longer current.
    queueMicrotask(() => {
      last.value = now.peek() ?? last.peek();
    });
  });
  return computed(() => now.value ?? last.value);
}

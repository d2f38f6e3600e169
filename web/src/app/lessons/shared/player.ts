/** Goes through the steps of something that is there already, as a person looks at it: on, back, and by itself. */

import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";

export interface Player {
  /** How many steps there are. */
  last: ReadonlySignal<number>;
  /** The one that is looked at, from 0 to `last`. */
  place: ReadonlySignal<number>;
  isPlaying: ReadonlySignal<boolean>;
  /** From the beginning where it stands at the end. */
  play(): void;
  pause(): void;
  go(place: number): void;
}

interface Settings {
  /** Steps a second. */
  pace: () => number;
  /** The steps there are; where they become others it goes back to the beginning. */
  steps: () => readonly unknown[] | undefined;
  frame?: typeof requestAnimationFrame;
}

export function createPlayer({ pace, steps, frame = requestAnimationFrame.bind(globalThis) }: Settings): Player {
  const last = computed(() => Math.max(0, (steps()?.length ?? 0) - 1));
  const at = signal(0);
  const isPlaying = signal(false);
  const place = computed(() => Math.min(Math.floor(at.value), last.value));
  let before: number | undefined;

  effect(() => {
    steps();
    at.value = 0;
  });

  function advance(now: number): void {
    if (!isPlaying.peek()) return;
    // A window that was not looked at has not missed anything.
    const seconds = Math.min(0.1, (now - (before ?? now)) / 1000);
    before = now;
    at.value = Math.min(last.peek(), at.peek() + seconds * pace());
    if (at.peek() >= last.peek()) isPlaying.value = false;
    else frame(advance);
  }

  return {
    ...{ last, place, isPlaying },
    play() {
      if (isPlaying.peek()) return;
      if (place.peek() >= last.peek()) at.value = 0;
      // What moves by itself is not for everybody.
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
        at.value = last.peek();
        return;
      }
      isPlaying.value = true;
      before = undefined;
      frame(advance);
    },
    pause() {
      isPlaying.value = false;
    },
    go(next) {
      isPlaying.value = false;
      at.value = Math.max(0, Math.min(last.peek(), Math.round(next)));
    },
  };
}

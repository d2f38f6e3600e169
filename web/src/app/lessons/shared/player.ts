/** Goes through the steps of something that is there already, as a person looks at it: on, back, and by itself. */

import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";

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
  /** Where it stands while it does not play, as the address has it; where that leads elsewhere it follows. */
  kept?: Signal<number>;
  /** Whether other steps are on their way, for which a place that it is led to is meant. */
  isWaiting?: () => boolean;
  frame?: typeof requestAnimationFrame;
}

export function createPlayer(settings: Settings): Player {
  const { pace, steps, kept, isWaiting, frame = requestAnimationFrame.bind(globalThis) } = settings;
  const all = computed(steps);
  const last = computed(() => Math.max(0, (all.value?.length ?? 0) - 1));
  const at = signal(0);
  const isPlaying = signal(false);
  const place = computed(() => Math.min(Math.floor(at.value), last.value));
  let before: number | undefined;
  /** What is kept by its own doing. */
  let told = kept?.peek() ?? 0;
  /** Where the steps to come begin. */
  let beginning = told;

  function keep(): void {
    if (kept) kept.value = told = place.peek();
  }

  function stand(next: number): void {
    at.value = Math.max(0, Math.min(last.peek(), Math.round(next)));
    keep();
  }

  /** Among which it stands. */
  let among: readonly unknown[] | undefined;
  // Both at once, for an address that leads to a place may bring other steps, too.
  effect(() => {
    const [now, led] = [all.value, kept?.value ?? told];
    untracked(() => {
      const [areOthers, isLed, isAhead] = [now !== among, led !== told, isWaiting?.() ?? false];
      among = now;
      if (isLed) {
        beginning = told = led;
        isPlaying.value = false;
      }
      const isThere = isLed && !isAhead;
      if (!isThere && !(areOthers && now)) return;
      stand(beginning);
      // Steps that were on their way before it was led here come first, and are not the ones that are meant.
      if (!isAhead) beginning = 0;
    });
  });

  function advance(now: number): void {
    if (!isPlaying.peek()) return;
    // A window that was not looked at has not missed anything.
    const seconds = Math.min(0.1, (now - (before ?? now)) / 1000);
    before = now;
    at.value = Math.min(last.peek(), at.peek() + seconds * pace());
    if (at.peek() < last.peek()) frame(advance);
    else pause();
  }

  function pause(): void {
    isPlaying.value = false;
    keep();
  }

  return {
    ...{ last, place, isPlaying, pause },
    play() {
      if (isPlaying.peek()) return;
      if (place.peek() >= last.peek()) at.value = 0;
      // What moves by itself is not for everybody.
      if (matchMedia("(prefers-reduced-motion: reduce)").matches) {
        stand(last.peek());
        return;
      }
      isPlaying.value = true;
      before = undefined;
      frame(advance);
    },
    go(next) {
      isPlaying.value = false;
      stand(next);
    },
  };
}

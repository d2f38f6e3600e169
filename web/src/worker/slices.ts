/** Cuts long work into slices, so that the worker hears its messages in between. */

/** Long enough that the pauses between slices cost nothing, short enough that a pen does not feel them. */
const SLICE_MS = 30;

/** How fast a slice may grow: what was measured on a few items, with a coarse clock, does not hold for many. */
const GROWTH = 4;

/** How many items of one kind of work fit a slice, learned from how long they took. */
export class SliceSize {
  #items: number;

  constructor(items: number) {
    this.#items = items;
  }

  get items(): number {
    return this.#items;
  }

  /** Learns from a slice that did `items` items in `elapsed` ms. One cut short tells too little, unless it was slow. */
  measured(items: number, elapsed: number): void {
    if (items < this.#items && elapsed < SLICE_MS) return;
    const fitting = Math.floor((items * SLICE_MS) / elapsed); // infinite where the clock is too coarse
    this.#items = Math.max(1, Math.min(fitting, items * GROWTH));
  }
}

/** Lets waiting messages be heard. A timer would cost at least 4 ms, a message channel costs next to nothing. */
export function eventLoopTurn(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(undefined);
  });
}

/** A rest that can be broken off. */
export class Rest {
  #end = () => {};

  /** Resolves after so many milliseconds, or when it is broken off. */
  take(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  breakOff(): void {
    this.#end();
  }
}

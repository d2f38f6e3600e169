/** How fast a run goes. */

/** It is averaged over about so much training. */
const RATE_MS = 1000;

interface Work {
  digits: number;
  steps: number;
  operations: number;
  /** As the run counts them: at a pace to watch, waiting included. */
  milliseconds: number;
  /** In which the engine computed. */
  computing: number;
}

export class Rate {
  #sums: Work = { digits: 0, steps: 0, operations: 0, milliseconds: 0, computing: 0 };

  add(work: Work): void {
    const kept = Math.exp(-work.milliseconds / RATE_MS);
    for (const part of Object.keys(work) as (keyof Work)[]) this.#sums[part] = this.#sums[part] * kept + work[part];
  }

  get digitsPerSecond(): number {
    return perSecond(this.#sums.digits, this.#sums.milliseconds);
  }

  /** While the engine computes. */
  get operationsPerSecond(): number {
    return perSecond(this.#sums.operations, this.#sums.computing);
  }

  get stepsPerSecond(): number {
    return perSecond(this.#sums.steps, this.#sums.milliseconds);
  }
}

/** 0 where no time was measured: the clock is coarse. */
const perSecond = (count: number, milliseconds: number) => (milliseconds > 0 ? (1000 * count) / milliseconds : 0);

/** Early stopping as the engine's `fit` has it (Prechelt 1998), for training that goes on in slices. */

import type { Score } from "../protocol.ts";
import type { Plan, Training } from "./training.ts";

type Network = ReturnType<Training["copy"]>;

/** Keeps the network with the lowest loss on the examples to judge by. */
export class BestNetwork {
  #best?: { network: Network; score: Score };
  /** The loss of the last progress. */
  #mark = Number.POSITIVE_INFINITY;
  #epochsWithout = 0;

  /** Takes the score at an epoch's end; gives whether training goes on. */
  observe(training: Training, score: Score, { patience, leastProgress }: NonNullable<Plan["earlyStopping"]>): boolean {
    if (score.loss < (this.#best?.score.loss ?? Number.POSITIVE_INFINITY)) {
      const network = training.copy();
      this.#best?.network.dispose();
      this.#best = { network, score };
    }
    if (score.loss < this.#mark - leastProgress) {
      this.#mark = score.loss;
      this.#epochsWithout = 0;
      return true;
    }
    this.#epochsWithout++;
    return this.#epochsWithout <= patience;
  }

  /** Puts it back, and gives its score; undefined where there is none. */
  restore(training: Training): Score | undefined {
    if (!this.#best) return undefined;
    training.restore(this.#best.network);
    return this.#best.score;
  }

  dispose(): void {
    this.#best?.network.dispose();
  }
}

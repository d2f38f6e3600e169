/** How many epochs a run has been through, with the part of the one under way. */

/** Where a run stands, by the engine's counters. */
interface Position {
  /** Epochs completed. */
  epoch: number;
  stepInEpoch: number;
  /** With the batch size that there is now. */
  stepsPerEpoch: number;
}

/**
 * The part of an epoch goes forward evenly with its steps. Another batch size makes what is left of it more steps or
 * fewer; what is behind stays as large as it was.
 */
export class Epochs {
  /** The last change within an epoch. */
  readonly #change: { epoch: number; step: number; part: number };

  constructor(change = { epoch: 0, step: 0, part: 0 }) {
    this.#change = change;
  }

  /** As 1.25. */
  at({ epoch, stepInEpoch, stepsPerEpoch }: Position): number {
    const isSince = epoch === this.#change.epoch && stepInEpoch >= this.#change.step;
    const { step, part } = isSince ? this.#change : { step: 0, part: 0 };
    const left = stepsPerEpoch - step;
    return epoch + part + (left > 0 ? ((1 - part) * (stepInEpoch - step)) / left : 0);
  }

  /** Where an epoch has as many steps as `now` says from now on; `before` stands where the run stood. */
  changed(before: Position, { epoch, stepInEpoch: step, stepsPerEpoch }: Position): Epochs {
    // As long as nothing changes, nothing is rounded anew: the same run makes the same curve.
    if (epoch === before.epoch && step === before.stepInEpoch && stepsPerEpoch === before.stepsPerEpoch) return this;
    return new Epochs({ epoch, step, part: step === 0 ? 0 : this.at(before) - before.epoch });
  }
}

/** Training: steps, epochs, scores, and every value of a step. */

import { Dataset } from "./dataset.ts";
import { clean, fieldsOf } from "./document.ts";
import { received } from "./engine.ts";
import { refused } from "./errors.ts";
import { Handle, half } from "./handle.ts";
import type { EpochRecord, Inspection, Metrics, Progress, Score } from "./info.ts";
import type { NativeCheckpoint, NativeTrainer } from "./native.ts";
import { Layers, Network } from "./network.ts";
import type { FitSettings, MetricsSettings, RangeSettings, TrainerSettings, TrainSettings } from "./settings.ts";

/** Is told of every epoch as it ends; `false` ends training. */
export type EpochListener = (epoch: EpochRecord) => unknown;

/** Where a run of a trainer stood, settings and all. */
export class Checkpoint extends Handle<NativeCheckpoint> {
  protected readonly kind = "checkpoint";

  /** Of memory: the network, the optimizer's state and the order of the examples. Made-up pictures are shared. */
  get bytes(): number {
    return this.call("checkpoint.bytes");
  }

  /** How many pictures augmentation had made up by then. The latest 16,384 at most are kept, less than a kilobyte each. */
  get pictures(): number {
    return this.call("checkpoint.pictures");
  }
}

/** Trains one network on one dataset. The same settings and the same calls give the same network, bit for bit. */
export class Trainer extends Layers<NativeTrainer> {
  protected readonly kind = "trainer";

  /** The settings in force that differ from the defaults. */
  get settings(): TrainerSettings {
    return this.call("trainer.settings") as TrainerSettings;
  }

  /** Where training stands. */
  get progress(): Progress {
    return this.call("trainer.progress");
  }

  /** Trains on one batch, and keeps every value of it for `inspect`. Scores are those from before the update. */
  step(): Score {
    return this.train(1);
  }

  /**
   * Trains on so many batches. The last of them is kept for `inspect`, unless `keep` is false, which is faster. Where
   * training diverges it throws, the steps before are taken and the one that failed is not.
   */
  train(steps: number, settings?: Pick<TrainSettings, "keep">): Score {
    return this.call("trainer.train", { document: clean({ ...fieldsOf(settings), steps }) });
  }

  /**
   * Trains for some epochs, scores `validation` after each, and tells the schedule. With early stopping the network is
   * the one with the lowest validation loss, however training ends. Gives the record of every epoch.
   */
  fit(validation: Dataset, settings?: FitSettings & { onEpoch?: EpochListener }): EpochRecord[] {
    const other = half(this.engine, validation, Dataset, "validation");
    const { onEpoch, ...others } = fieldsOf(settings);
    if (onEpoch !== undefined && typeof onEpoch !== "function") throw refused("onEpoch", onEpoch, "a function");
    const document = clean(others);
    const history: EpochRecord[] = [];
    let failure: { cause: unknown } | undefined;
    const listen = (sent: unknown[]): boolean => {
      const epoch = received(sent) as EpochRecord;
      history.push(epoch);
      try {
        return onEpoch?.(epoch) !== false;
      } catch (cause) {
        failure = { cause };
        return false;
      }
    };
    this.hold(() => this.call("trainer.fit", { other, document, arrays: [listen] }));
    if (failure) throw failure.cause;
    return history;
  }

  /** New settings from the next step on, those of the network aside. What is not named stays as it is. */
  configure(settings: Omit<TrainerSettings, "layers" | "loss" | "seed">): Progress {
    return this.call("trainer.configure", { document: clean(settings) });
  }

  /** Tells the schedule of a loss on data that training does not see, as `fit` does after every epoch. */
  observe(loss: number): Progress {
    return this.call("trainer.observe", { document: clean({ loss }) });
  }

  /** The score of some examples, or of all. */
  evaluate(data: Dataset, range?: RangeSettings): Score {
    const other = half(this.engine, data, Dataset, "data");
    return this.call("trainer.evaluate", { other, document: clean(range) });
  }

  /** The score of all examples, and what is said of classes (confusion, precision, recall, F1) or of values (errors, R²). */
  metrics(data: Dataset, settings?: MetricsSettings): Metrics {
    const other = half(this.engine, data, Dataset, "data");
    return this.call("trainer.metrics", { other, document: clean(settings) });
  }

  /** Every value of the last step, layer by layer: after `step`, `train` and `fit`. */
  inspect(): Inspection {
    return this.call("trainer.inspect");
  }

  /** A copy of the network as it is. */
  network(): Network {
    return new Network(this.engine, this.call("trainer.network"));
  }

  /** Goes on from the parameters of another network with the same layers. */
  restore(network: Network): void {
    this.call("trainer.restore", { other: half(this.engine, network, Network, "network", "network") });
  }

  /** Keeps where training stands, to be gone back to. */
  checkpoint(): Checkpoint {
    return new Checkpoint(this.engine, this.call("trainer.checkpoint"));
  }

  /**
   * Goes back, or forth, to where it stood: the same steps from there on give the same network again, bit for bit. The
   * settings are those of then.
   */
  rewind(checkpoint: Checkpoint): Progress {
    return this.call("trainer.rewind", {
      other: half(this.engine, checkpoint, Checkpoint, "checkpoint", "checkpoint"),
    });
  }
}

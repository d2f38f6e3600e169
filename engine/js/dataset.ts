/** Examples to learn from and to judge by. */

import { bytes, flatten, type Numbers, wholes } from "./arrays.ts";
import { clean } from "./document.ts";
import { type Engine, Handle, half } from "./handle.ts";
import type { ColumnScale, DataInfo, Examples, Picture } from "./info.ts";
import type { NativeData, NativeScaler } from "./native.ts";
import type { ImageSettings, RangeSettings, SplitSettings } from "./settings.ts";

/** Made by `Inkling.generate`, `table`, `csv`, `images` and `split`. Trainers and parts keep what they need of it alive. */
export class Dataset extends Handle<NativeData> {
  protected readonly kind = "dataset";

  /** What it is: how many examples of what. */
  get info(): DataInfo {
    return this.ask((native) => native.info());
  }

  /** Examples. */
  get size(): number {
    return this.info.size;
  }

  /** Some examples, or all, as they are given to a network. */
  examples(range?: RangeSettings): Examples {
    const settings = clean(range);
    return this.call((native) => native.examples(settings));
  }

  /** The class of each example. */
  labels(): Uint32Array {
    return this.call((native) => native.labels());
  }

  /** Picture `index` of images. */
  image(index: number): Picture {
    const settings = clean({ index });
    return this.call((native) => native.image(settings));
  }

  /** Adds images, as `Inkling.images` takes them, and gives the new size. Trainers see them when told to. */
  append(images: Uint8Array | ArrayBuffer, labels: Uint8Array | ArrayBuffer, settings?: ImageSettings): number {
    const given = [bytes(images, "images"), bytes(labels, "labels"), clean(settings)] as const;
    return this.call((native) => native.append(...given));
  }

  /** The examples of these indices, as a dataset. Nothing is copied. */
  subset(indices: Numbers): Dataset {
    const given = wholes(indices, "indices");
    return new Dataset(
      this.engine,
      this.call((native) => native.subset(given)),
    );
  }

  /** Two datasets: to train on, and to judge by. Nothing is copied. */
  split(settings?: SplitSettings): [Dataset, Dataset] {
    const given = clean(settings);
    const [training, validation] = this.call((native) => native.split(given));
    return [new Dataset(this.engine, training), new Dataset(this.engine, validation)];
  }

  /** A copy of two classes with one target, 0 or 1, for a single output. */
  binary(): Dataset {
    return new Dataset(
      this.engine,
      this.call((native) => native.binary()),
    );
  }
}

/** Shift and divisor of every column, learned from training data by `Inkling.scaler`, to do the same to any other. */
export class Scaler extends Handle<NativeScaler> {
  protected readonly kind = "scaler";

  get columns(): ColumnScale[] {
    return this.ask((native) => native.columns());
  }

  /** A copy of the data with its inputs scaled. */
  scale(data: Dataset): Dataset {
    const given = half(this.engine, data, Dataset, "data");
    return new Dataset(
      this.engine,
      this.call((native) => native.scale(given)),
    );
  }

  /** Inputs [examples, columns], scaled. */
  apply(inputs: Numbers): Float32Array {
    const { values } = flatten(inputs, "inputs");
    return this.call((native) => native.apply(values));
  }

  /** Back to the units of the data. */
  invert(inputs: Numbers): Float32Array {
    const { values } = flatten(inputs, "inputs");
    return this.call((native) => native.invert(values));
  }
}

export function datasetOf(engine: Engine, data: NativeData): Dataset {
  return new Dataset(engine, data);
}

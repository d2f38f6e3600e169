/** Examples to learn from and to judge by. */

import { bytes, flatten, type Numbers, wholes } from "./arrays.ts";
import { clean } from "./document.ts";
import { Handle, half } from "./handle.ts";
import type { ColumnScale, DataInfo, Examples, Picture } from "./info.ts";
import type { NativeData, NativeScaler } from "./native.ts";
import type { ImageSettings, RangeSettings, SplitSettings } from "./settings.ts";

/** Made by `Inkling.generate`, `table`, `csv`, `images` and `split`. Trainers and parts keep what they need of it alive. */
export class Dataset extends Handle<NativeData> {
  protected readonly kind = "dataset";

  /** What it is: how many examples of what. */
  get info(): DataInfo {
    return this.call("data.info");
  }

  /** Examples. */
  get size(): number {
    return this.info.size;
  }

  /** Some examples, or all, as they are given to a network. */
  examples(range?: RangeSettings): Examples {
    return this.call("data.examples", { document: clean(range) });
  }

  /** The class of each example. */
  labels(): Uint32Array {
    return this.call("data.labels");
  }

  /** Picture `index` of images. */
  image(index: number): Picture {
    return this.call("data.image", { document: clean({ index }) });
  }

  /** Adds images, as `Inkling.images` takes them, and gives the new size. Trainers see them when told to. */
  append(images: Uint8Array | ArrayBuffer, labels: Uint8Array | ArrayBuffer, settings?: ImageSettings): number {
    const arrays = [bytes(images, "images"), bytes(labels, "labels")];
    return this.call("data.append", { document: clean(settings), arrays });
  }

  /** Its pictures, each set upright as it is used, and so are those that training makes up beside them. Nothing is copied. */
  deslanted(): Dataset {
    return new Dataset(this.engine, this.call("data.deslanted"));
  }

  /** The examples of these indices, as a dataset. Nothing is copied. */
  subset(indices: Numbers): Dataset {
    return new Dataset(this.engine, this.call("data.subset", { arrays: [wholes(indices, "indices")] }));
  }

  /** Two datasets: to train on, and to judge by. Nothing is copied. */
  split(settings?: SplitSettings): [Dataset, Dataset] {
    const [training, validation] = this.call("data.split", { document: clean(settings) });
    return [new Dataset(this.engine, training), new Dataset(this.engine, validation)];
  }

  /** A copy of two classes with one target, 0 or 1, for a single output. */
  binary(): Dataset {
    return new Dataset(this.engine, this.call("data.binary"));
  }
}

/** Shift and divisor of every column, learned from training data by `Inkling.scaler`, to do the same to any other. */
export class Scaler extends Handle<NativeScaler> {
  protected readonly kind = "scaler";

  get columns(): ColumnScale[] {
    return this.call("scaler.columns");
  }

  /** A copy of the data with its inputs scaled. */
  scale(data: Dataset): Dataset {
    const other = half(this.engine, data, Dataset, "data");
    return new Dataset(this.engine, this.call("scaler.scale", { other }));
  }

  /** Inputs [examples, columns], scaled. */
  apply(inputs: Numbers): Float32Array {
    return this.call("scaler.apply", { arrays: [flatten(inputs, "inputs").values] });
  }

  /** Back to the units of the data. */
  invert(inputs: Numbers): Float32Array {
    return this.call("scaler.invert", { arrays: [flatten(inputs, "inputs").values] });
  }
}

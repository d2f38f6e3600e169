/** The library: everything starts from an `Inkling`, which `load` gives. */

import { bytes, flatten, type Numbers, points, wholes } from "./arrays.ts";
import type { Document } from "./crossing.ts";
import { Dataset, Scaler } from "./dataset.ts";
import { clean, fieldsOf } from "./document.ts";
import type { Given } from "./engine.ts";
import { InklingError, reading, refused } from "./errors.ts";
import { half } from "./handle.ts";
import type { ArrayMetrics, EpochRecord, SettingInfo, Tables } from "./info.ts";
import type { Engine } from "./native.ts";
import { Network, Perceptron } from "./network.ts";
import type {
  CsvSettings,
  GenerateSettings,
  ImageSettings,
  LessonSettings,
  MetricsSettings,
  NetworkSettings,
  PerceptronSettings,
  RasterizeSettings,
  Recipe,
  SplitSettings,
  TrainerSettings,
} from "./settings.ts";
import { type EpochListener, Trainer } from "./trainer.ts";

/** A table from arrays: rows of inputs, and for each a label or values to predict. */
export interface TableContent {
  /** [examples, inputs]. One row after another, or a list of rows. */
  inputs: Numbers;
  /** The class of each example, from 0 on. */
  labels?: Numbers;
  /** How many classes there are; as many as the largest label says where left out. */
  classes?: number;
  /** In place of labels: [examples, targets]. A list of numbers is one for each example. */
  targets?: Numbers;
}

/** To learn from, and to judge by. */
export interface Digits {
  training: Dataset;
  validation: Dataset;
}

/** What a recipe makes. Data are of its own where they are made up or deslanted, and those that were given else. */
export interface Run extends Digits {
  recipe: Recipe;
  trainer: Trainer;
  /** Trains for as long as the recipe says. */
  fit(onEpoch?: EpochListener): EpochRecord[];
}

/** All that a run is made of: its recipe, and those that come into force at later steps, counted from 0. */
export interface Course {
  recipe: Recipe;
  /** In the order of their steps. They differ in settings of training alone, and in the number of examples. */
  changes?: readonly { step: number; recipe: Recipe }[];
}

/** What a run is said to have reached. */
export interface Claim {
  /** On the validation data at the end of the last epoch, from 0 to 1. */
  accuracy: number;
  /**
   * `weightHash` at the end of each epoch, before early stopping puts an earlier network back. A link that is read has
   * the first eight digits of each, and of the last all sixteen.
   */
  hashes: readonly string[];
}

/** A link as it was read. */
export interface Link {
  course: Course & { changes: readonly { step: number; recipe: Recipe }[] };
  claim?: Claim;
  /** A sentence for each thing that was put right. */
  notes: string[];
}

/** One engine with a memory of its own. What it makes works together, and not with what another made. */
export class Inkling {
  readonly #engine: Engine;
  /** Everything that there is to choose from. */
  readonly tables: Tables;
  /** What each of the documents that these functions take may hold, by the name of its type, such as "TrainerSettings". */
  readonly settings: Record<string, SettingInfo[]>;

  /** @internal */
  constructor(engine: Engine) {
    this.#engine = engine;
    this.tables = engine.call("tables");
    this.settings = engine.call("settings");
  }

  /** Bytes of memory that the engine has taken. It grows when it must and never shrinks. */
  get memory(): number {
    return this.#engine.call("memory");
  }

  /** Made-up examples; `name` is one of `tables.generators`. */
  generate(name: NonNullable<GenerateSettings["name"]>, settings?: Omit<GenerateSettings, "name">): Dataset {
    return this.#dataset("generate", { document: clean({ ...fieldsOf(settings), name }) });
  }

  /**
   * The picture of a drawing as MNIST's were made, 28 x 28 bytes: each stroke x, y, x, y, … or [points, 2], in fractions
   * of the pad's side. Of no point it is paper all over.
   */
  rasterize(strokes: readonly Numbers[], settings?: RasterizeSettings): Uint8Array {
    return this.#engine.call("rasterize", { document: clean(settings), arrays: points(strokes, "strokes") });
  }

  /** Pictures set upright, as `Dataset.deslanted` does it: 28 x 28 bytes each, one after another. */
  deslant(pictures: Uint8Array | ArrayBuffer): Uint8Array {
    return this.#engine.call("deslant", { arrays: [bytes(pictures, "pictures")] });
  }

  /** A table of numbers with a header line, as text or as the bytes of a file. */
  csv(text: string | Uint8Array | ArrayBuffer, settings: CsvSettings): Dataset {
    const file = typeof text === "string" ? new TextEncoder().encode(text) : bytes(text, "text");
    return this.#dataset("csv", { document: clean(settings), arrays: [file] });
  }

  /** Pictures of bytes: an IDX file of images and one of their labels, or both bare where `pixels` says how many each has. */
  images(images: Uint8Array | ArrayBuffer, labels: Uint8Array | ArrayBuffer, settings?: ImageSettings): Dataset {
    const arrays = [bytes(images, "images"), bytes(labels, "labels")];
    return this.#dataset("images", { document: clean(settings), arrays });
  }

  /** A table from arrays. */
  table(content: TableContent): Dataset {
    const { inputs, labels, classes, targets, ...others } = fieldsOf(content) as Partial<TableContent>;
    const [unknown] = Object.keys(others);
    if (unknown !== undefined) throw refused(unknown, "it", "inputs, labels, classes and targets");
    if ((labels === undefined) === (targets === undefined)) {
      throw refused(
        "labels",
        labels === undefined ? "neither labels nor targets" : "labels and targets",
        "one of them",
      );
    }
    const rows = flatten(inputs, "inputs");
    if (labels !== undefined) {
      const given = wholes(labels, "labels");
      const document = clean({ rows: agreed(rows.rows, given.length), classes: classes ?? classCount(given) });
      return this.#dataset("tableOfLabels", { document, arrays: [rows.values, given] });
    }
    const expected = flatten(targets, "targets");
    const document = clean({
      rows: agreed(rows.rows ?? expected.rows, expected.rows ?? rows.rows ?? expected.values.length),
    });
    return this.#dataset("tableOfValues", { document, arrays: [rows.values, expected.values] });
  }

  /** Two datasets: to train on, and to judge by. */
  split(data: Dataset, settings?: SplitSettings): [Dataset, Dataset] {
    half(this.#engine, data, Dataset, "data");
    return data.split(settings);
  }

  /**
   * Pictures that teach a network the hand of the `taught` digits: warped copies of these, pictures of `replay` lest it
   * forgets the others, and some freshly written. For a short training that begins from `Trainer.restore`. Where `replay`
   * is deslanted, so is what is warped or written; the taught digits are taken as they are.
   */
  lesson(taught: Dataset, replay: Dataset, settings?: LessonSettings): Dataset {
    const self = half(this.#engine, taught, Dataset, "taught");
    const other = half(this.#engine, replay, Dataset, "replay");
    return this.#dataset("data.lesson", { self, other, document: clean(settings) });
  }

  /** Learns from training data how to bring every column to one size; `scaling` is one of `tables.scalings`. */
  scaler(scaling: string, training: Dataset): Scaler {
    const other = half(this.#engine, training, Dataset, "training");
    return new Scaler(this.#engine, this.#engine.call("scaler", { other, document: clean({ scaling }) }));
  }

  /** A new network in training on `data`. */
  trainer(settings: TrainerSettings, data: Dataset): Trainer {
    const other = half(this.#engine, data, Dataset, "data");
    return new Trainer(this.#engine, this.#engine.call("trainer", { other, document: clean(settings) }));
  }

  /** A new network by itself. */
  network(settings: NetworkSettings): Network {
    return new Network(this.#engine, this.#engine.call("network", { document: clean(settings) }));
  }

  /** A new perceptron, all zeros. */
  perceptron(settings: PerceptronSettings): Perceptron {
    return new Perceptron(this.#engine, this.#engine.call("perceptron", { document: clean(settings) }));
  }

  /** A recipe, from an object or from JSON, checked, and without what is the default. */
  recipe(recipe: Recipe | string): Recipe {
    return this.#engine.call("recipe", { document: clean(parsed(recipe), "recipe") }) as Recipe;
  }

  /** A run as a line of text to send, such as "optimizer=adam&epochs=5&check=1a2b": what an address has behind "#/?". */
  writeLink(course: Course, claim?: Claim): string {
    const { recipe, changes = [] } = fieldsOf(course) as Partial<Course>;
    const later = reading(changes, "changes", () => Array.from(changes, ({ step, recipe }) => ({ step, recipe })));
    const { accuracy = 0, hashes = [] } = claim === undefined ? {} : checkedClaim(claim);
    const document = {
      recipes: [recipe, ...later.map((change) => change.recipe)].map((one) => clean(one, "recipe")),
      steps: later.map(({ step }) => checkedStep(step)),
      ...{ accuracy, hashes },
    };
    return this.#engine.call("writeLink", { document: clean(document) });
  }

  /**
   * From a link, with or without the address before it. What is mistyped or out of range is put right where that is
   * unambiguous, with a note, and else refused with a sentence. It is only read: `run` is what makes it.
   */
  readLink(text: string): Link {
    if (typeof text !== "string") throw refused("text", text, "a text");
    const { recipe, changes, notes, accuracy, hashes } = this.#engine.call("readLink", {
      arrays: [new TextEncoder().encode(text)],
    });
    const claim = accuracy === undefined || hashes === undefined ? undefined : { accuracy, hashes };
    const course = { recipe, changes } as Link["course"];
    return claim ? { course, claim, notes } : { course, notes };
  }

  /**
   * The learning rate over the run of a recipe: at 256 steps, evenly from the first to the last. A schedule that goes by
   * what it observes has observed nothing. All examples count as ones to learn from, as those of MNIST are.
   */
  rates(recipe: Recipe | string): Float32Array {
    return this.#engine.call("rates", { document: clean(parsed(recipe), "recipe") });
  }

  /** What a recipe makes. Of the data "mnist", which is no part of the library, the caller gives both parts. */
  run(recipe: Recipe | string, digits?: Digits): Run {
    const tidy = this.recipe(recipe);
    const document = clean(tidy);
    const { training, validation } = digits ? this.#prepared(tidy, digits) : this.#madeUp(document);
    const other = half(this.#engine, training, Dataset, "training");
    const trainer = new Trainer(this.#engine, this.#engine.call("recipeTrainer", { other, document }));
    const { epochs, earlyStopping } = tidy;
    const fit = (onEpoch?: EpochListener) => trainer.fit(validation, { epochs, earlyStopping, onEpoch });
    return { recipe: tidy, training, validation, trainer, fit };
  }

  /**
   * What is said of outputs beside their targets, both [examples, columns]: of classes where all targets are (or
   * `classes` says so), else of values.
   */
  metrics(
    outputs: Numbers,
    targets: Numbers,
    settings?: MetricsSettings & { classes?: boolean; columns?: number },
  ): ArrayMetrics {
    const { columns, classes, ...others } = fieldsOf(settings);
    if (classes !== undefined && typeof classes !== "boolean") throw refused("classes", classes, "true or false");
    const given = flatten(outputs, "outputs");
    const expected = flatten(targets, "targets");
    const width = columns ?? given.columns ?? expected.columns ?? 1;
    const document = clean({ ...others, holdsClasses: classes, columns: width });
    return this.#engine.call("score", { document, arrays: [given.values, expected.values] });
  }

  /** The class of each row of outputs: its largest, or, of a single output, whether it is above `threshold`. */
  classesOf(outputs: Numbers, columns?: number, threshold?: number): Uint32Array {
    const given = flatten(outputs, "outputs");
    const document = clean({ columns: columns ?? given.columns ?? 1, threshold });
    return this.#engine.call("classesOf", { document, arrays: [given.values] });
  }

  /**
   * The temperature, from 0.05 to 20, that makes probabilities [examples, classes] as sure as they are right on these
   * examples, whose classes are `labels`: for `read`, fitted on what the network has not learned from.
   */
  temperature(probabilities: Numbers, labels: Numbers): number {
    const given = flatten(probabilities, "probabilities");
    const classes = wholes(labels, "labels");
    const columns = given.columns ?? Math.floor(given.values.length / (classes.length || 1));
    const document = clean({ columns: columns || 1 });
    return this.#engine.call("temperature", { document, arrays: [given.values, classes] });
  }

  #dataset(
    name: "generate" | "csv" | "images" | "tableOfLabels" | "tableOfValues" | "data.lesson",
    given: Given,
  ): Dataset {
    return new Dataset(this.#engine, this.#engine.call(name, given));
  }

  /** Digits as a recipe wants them. */
  #prepared({ data }: Recipe, digits: Digits): Digits {
    const { training, validation } = reading(digits, "digits", () => ({ ...digits }));
    half(this.#engine, training, Dataset, "training");
    half(this.#engine, validation, Dataset, "validation");
    if (!data?.deslant) return { training, validation };
    return { training: training.deslanted(), validation: validation.deslanted() };
  }

  #madeUp(document: Document): Digits {
    const [training, validation] = this.#engine.call("recipeData", { document });
    return { training: new Dataset(this.#engine, training), validation: new Dataset(this.#engine, validation) };
  }
}

function checkedStep(step: unknown): number {
  if (Number.isSafeInteger(step) && (step as number) >= 0) return step as number;
  throw refused("step", step, "a whole number of at least 0");
}

function checkedClaim(claim: unknown): Claim {
  const { accuracy, hashes } = fieldsOf(claim);
  const said = reading(hashes, "hashes", () => (Array.isArray(hashes) ? Array.from(hashes) : undefined));
  if (typeof accuracy !== "number" || !(accuracy >= 0 && accuracy <= 1)) {
    throw refused("accuracy", accuracy, "a number from 0 to 1");
  }
  if (!said?.length || said.some((hash) => typeof hash !== "string")) {
    throw refused("hashes", hashes, "a list of one text for each epoch");
  }
  return { accuracy, hashes: said };
}

function parsed(recipe: unknown): unknown {
  if (typeof recipe !== "string") return recipe;
  try {
    return JSON.parse(recipe);
  } catch (cause) {
    throw new InklingError("bad_data", `This is not JSON: ${(cause as Error).message}.`);
  }
}

function agreed(rows: number | undefined, examples: number): number {
  if (rows !== undefined && rows !== examples) {
    throw refused("inputs", `${rows} rows`, `as many as there are labels or targets, ${examples}`, "bad_data");
  }
  return examples;
}

function classCount(labels: Uint32Array): number {
  return labels.reduce((most, label) => Math.max(most, label + 1), 2);
}

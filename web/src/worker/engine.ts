/** The engine as the worker needs it: MNIST's two parts, and networks in training on what their recipes name. */

import {
  type Dataset,
  type Inkling,
  load,
  type Network,
  type SettingInfo,
  type Trainer,
  type TrainerSettings,
} from "../../../engine/js/browser.ts";
import { complete } from "../description.ts";
import { whatIsMissing } from "../needs.ts";
import {
  type Claim,
  type Description,
  type Digit,
  type DrawnPoints,
  type HandDigit,
  inklingError,
  mostDigits,
  type Recipe,
  type SentCourse,
  type SentLink,
  type WriterSettings,
  type Writing,
} from "../protocol.ts";
import { Calibration } from "./calibration.ts";
import { translated } from "./errors.ts";
import { joined, type Pictures, Pupil, pictureBytes } from "./pupil.ts";
import { isMadeUp, type Plan, Training } from "./training.ts";

export type Split = "training" | "test";

/** What the library's `configure` does not take: a change of it makes a new network. */
const networkSettings: Record<Exclude<keyof TrainerSettings, keyof Parameters<Trainer["configure"]>[0]>, true> = {
  layers: true,
  loss: true,
  seed: true,
};
const ofNetwork = Object.keys(networkSettings);

/** Throws `unsupported` where the browser cannot run the engine, `engine_failed` where the engine did not arrive. */
export async function loadEngine(): Promise<Engine> {
  const missing = whatIsMissing();
  if (missing !== undefined) throw inklingError("unsupported", missing);
  return new Engine(await translated(() => load()));
}

/** Its methods throw the protocol's errors, with the code that the library gave. */
export class Engine {
  readonly #inkling: Inkling;
  readonly #digits: Partial<Record<Split, Dataset>> = {};

  constructor(inkling: Inkling) {
    this.#inkling = inkling;
  }

  /** To whoever asks the library itself. */
  lend<T>(use: (inkling: Inkling) => T): T {
    return translated(() => use(this.#inkling));
  }

  describe(): Description {
    return { settings: this.#settingsOf("Recipe"), ofNetwork };
  }

  /** Takes an IDX image file of `imageBytes` bytes followed by an IDX label file; gives the split's number of digits. */
  addDigits(split: Split, imageBytes: number, files: Uint8Array): number {
    return translated(() => {
      const [images, labels] = [files.subarray(0, imageBytes), files.subarray(imageBytes)];
      const digits = this.#digits[split];
      if (digits) return digits.append(images, labels);
      this.#digits[split] = this.#inkling.images(images, labels);
      return this.#digits[split].size;
    });
  }

  testDigit(index: number): Digit {
    return translated(() => this.#digitsOf("test").image(index));
  }

  /** The picture that a network sees of a writing, where there is one, made by this plan: 784 bytes. */
  picture(writing: Writing, plan?: Plan): Uint8Array {
    return translated(() => {
      const pixels = "pixels" in writing ? writing.pixels : this.#inkling.rasterize(writing.strokes);
      return plan?.data.deslant ? this.#inkling.deslant(pixels) : pixels;
    });
  }

  /** Digits written by made-up hands, 784 bytes each, one after the other. */
  write(count: number, seed: number, writer: WriterSettings): Uint8Array {
    return translated(() => {
      const written = this.#inkling.generate("handwriting", { examples: count, seed, writer });
      try {
        const pictures = new Uint8Array(count * pictureBytes);
        for (let i = 0; i < count; i++) pictures.set(written.image(i).pixels, i * pictureBytes);
        return pictures;
      } finally {
        written.dispose();
      }
    });
  }

  writeLink(course: SentCourse, claim?: Claim): string {
    return translated(() => this.#inkling.writeLink(course, claim));
  }

  readLink(text: string): SentLink {
    return translated(() => this.#inkling.readLink(text));
  }

  /** What a recipe says, and all that it does not. Throws where it says what is not allowed. */
  plan(recipe: Recipe): Plan {
    const checked = translated(() => this.#inkling.recipe(recipe));
    const plan = complete(this.#settingsOf("Recipe"), { ...checked }) as unknown as Plan;
    const { examples } = plan.data;
    if (isMadeUp(plan) || examples <= mostDigits) return plan;
    const [given, allowed] = [String(examples), `at most ${mostDigits}, the digits there are`];
    const refusal = { setting: "data.examples", given, allowed };
    throw inklingError("bad_setting", `Examples: ${given} was given; allowed is ${allowed}.`, refusal);
  }

  rates(recipe: Recipe): Float32Array {
    return translated(() => this.#inkling.rates(recipe));
  }

  /** The points that a recipe's rule draws. Throws where its data are no points of a rule. */
  points(recipe: Recipe): Record<"training" | "validation", DrawnPoints> {
    return translated(() => {
      const { trainer, training, validation } = this.#inkling.run(recipe);
      try {
        return { training: drawn(training), validation: drawn(validation) };
      } finally {
        for (const part of [trainer, training, validation]) part.dispose();
      }
    });
  }

  /** A new network with new weights, on the data that a plan names; counters start at 0. */
  begin(plan: Plan): Training {
    return translated(() => {
      const digits = () => ({ training: this.#digitsOf("training"), validation: this.#digitsOf("test") });
      const run = this.#inkling.run(plan as Recipe, isMadeUp(plan) ? undefined : digits());
      const known = this.#settingsOf("TrainerSettings").map(({ name }) => name);
      const ofTraining = known.filter((name) => name in plan && !ofNetwork.includes(name));
      const calibration = new Calibration(this.#inkling, run.trainer, run.validation);
      return new Training(run, plan, ofNetwork, ofTraining, calibration);
    });
  }

  /** The pictures that a network made by a plan sees of drawings. */
  pictures(digits: readonly HandDigit[], plan: Plan): Pictures {
    return joined(digits.map((digit) => ({ pixels: this.picture(digit, plan), labels: Uint8Array.of(digit.label) })));
  }

  /** A copy of the network of a run, to be taught these pictures. */
  pupil(network: Network, { plan, data }: Training, pictures: Pictures): Pupil {
    return translated(() => new Pupil(this.#inkling, network, plan, pictures, data));
  }

  /** What a network reads pictures as; undefined where its outputs are no numbers. */
  classesOf(network: Pick<Network, "read">, { pixels, labels }: Pictures): (number | undefined)[] {
    return translated(() => {
      const outputs = network.read(pixels);
      const columns = outputs.length / labels.length;
      const isReadable = (i: number) => outputs.subarray(i * columns, (i + 1) * columns).every(Number.isFinite);
      return Array.from(this.#inkling.classesOf(outputs, columns), (digit, i) => (isReadable(i) ? digit : undefined));
    });
  }

  /** Makes a run on made-up data from its start to its end; gives the hash of the weights in which it ends. */
  repeat(recipe: Recipe): string {
    return translated(() => {
      const { trainer, training, validation, fit } = this.#inkling.run(recipe);
      try {
        fit();
        return trainer.weightHash;
      } finally {
        for (const part of [trainer, training, validation]) part.dispose();
      }
    });
  }

  /** A 1 for each of the examples to judge by from `first` on that a network reads right, as `evaluate` would count it. */
  answers(training: Training, first: number, count: number): Uint8Array {
    return translated(() => {
      const { inputs, targets } = training.data.validation.examples({ first, count });
      const outputs = training.predict(inputs);
      const columns = outputs.length / count;
      const isRightAlone = (_: unknown, i: number) => training.evaluate(first + i, 1).correct;
      // What is above a loss's own threshold, and what is no number, is judged by the loss.
      if (columns === 1 || !outputs.every(Number.isFinite)) return Uint8Array.from({ length: count }, isRightAlone);
      const labels = this.#inkling.classesOf(targets, columns);
      return Uint8Array.from(this.#inkling.classesOf(outputs, columns), (read, i) => Number(read === labels[i]));
    });
  }

  #settingsOf(document: string): SettingInfo[] {
    return this.#inkling.settings[document] ?? [];
  }

  #digitsOf(split: Split): Dataset {
    const digits = this.#digits[split];
    if (digits) return digits;
    throw inklingError("bad_data", "There are no digits yet: add some first.");
  }
}

function drawn(data: Dataset): DrawnPoints {
  const { inputs: values, targets } = data.examples();
  const { inputs, holdsClasses } = data.info;
  return { values, inputs, ...(holdsClasses ? { labels: data.labels() } : { targets }) };
}

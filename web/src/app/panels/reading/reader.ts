/** Keeps the ten probabilities up with the pen and with the training. */

import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Digit } from "../../../protocol.ts";
import { oncePerFrame } from "../../shared/frames.ts";
import { words } from "../../words/words.ts";

const says = words.reading;
const { count } = words.formats;

/** A drawing is announced to screen readers when it has rested for so long. */
const SETTLED_MS = 700;

/** The losses that make a network's outputs probabilities. With others they are plain numbers, the largest for its digit. */
const ofProbabilities = ["cross_entropy", "binary_cross_entropy"];

export interface Reading {
  /** One for each of the ten digits: a probability, or whatever the loss makes of it. */
  outputs: Float32Array;
  digit: number;
}

/** The most probable digit; undefined where the network's outputs are no numbers, so that there is none. */
export function interpret(outputs: Float32Array): Reading | undefined {
  if (!outputs.every(Number.isFinite)) return undefined;
  return { outputs, digit: outputs.indexOf(Math.max(...outputs)) };
}

/** What there is to read. */
interface Source {
  picture: ReadonlySignal<Uint8Array | undefined>;
  /** Whose picture it is, where it is one of those. */
  testDigit: ReadonlySignal<Digit | undefined>;
  penDown: ReadonlySignal<boolean>;
}

/** Who reads it. */
interface Network {
  /** Has another value whenever the weights have changed; undefined while there is no network to ask. */
  weights: ReadonlySignal<unknown>;
  /** Whether it has learned anything yet. */
  isTrained: ReadonlySignal<boolean>;
  network: ReadonlySignal<{ loss: string } | undefined>;
  predict(picture: Uint8Array): Promise<Float32Array>;
}

export type Reader = ReturnType<typeof createReader>;

export function createReader(
  { weights, isTrained, network, predict }: Network,
  { picture, testDigit, penDown }: Source,
) {
  /** Undefined while there is nothing to read. */
  const reading = signal<Reading | undefined>(undefined);
  /** There is something to read, but no network can: its weights are ruined. */
  const isUnreadable = signal(false);
  /** What to tell those who do not see the bars. */
  const announcement = signal("");
  /** The picture that the reading is of: another may have come since. */
  const readPicture = signal<Uint8Array | undefined>(undefined);
  const isSettled = signal(false);
  const isProbable = computed(() => network.value === undefined || ofProbabilities.includes(network.value.loss));
  let settling: ReturnType<typeof setTimeout> | undefined;

  /** The latest picture, read by the latest network. At most one request is under way. */
  const read = oncePerFrame(async () => {
    const asked = picture.peek();
    if (!asked || weights.peek() === undefined) return;
    const outputs = await predict(asked).catch(() => undefined);
    if (picture.peek()) show(outputs && asked, outputs && interpret(outputs));
  });

  /** Of which picture, undefined where there was no answer; what it was read as, undefined where it cannot be read. */
  function show(read: Uint8Array | undefined, as: Reading | undefined): void {
    batch(() => {
      if (as && isUnreadable.peek()) announcement.value = ""; // what was said last is no longer so
      readPicture.value = read;
      reading.value = as;
      isUnreadable.value = read !== undefined && !as;
    });
  }

  effect(() => {
    if (weights.value !== undefined && picture.value) read();
    else show(undefined, undefined);
  });

  effect(() => {
    clearTimeout(settling);
    isSettled.value = false;
    announcement.value = ""; // so that the same words are read out again
    if (picture.value && !penDown.value) settling = setTimeout(settle, SETTLED_MS);
  });

  function settle(): void {
    isSettled.value = true;
  }

  effect(() => {
    const said = describe(reading.value, isUnreadable.value, isTrained.peek(), isProbable.peek());
    const isCurrent = readPicture.value !== undefined && readPicture.value === picture.value;
    if (!isSettled.value || !isCurrent || announcement.peek()) return;
    const label = testDigit.peek()?.label;
    announcement.value = label === undefined ? said : says.testDigit(label, said);
  });

  return { picture, isTrained, isProbable, reading, isUnreadable, announcement };
}

const describe = (reading: Reading | undefined, isUnreadable: boolean, isTrained: boolean, isProbable: boolean) => {
  if (isUnreadable) return says.unreadable;
  if (!reading) return "";
  const percent = isProbable ? count((reading.outputs[reading.digit] as number) * 100) : undefined;
  return (isTrained ? says.readAs : says.guessed)(reading.digit, percent);
};

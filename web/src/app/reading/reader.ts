/** Keeps the ten probabilities up with the pen and with the training. */

import { batch, effect, type ReadonlySignal, signal } from "@preact/signals";
import { oncePerFrame } from "../frames.ts";

/** A drawing is announced to screen readers when it has rested for so long. */
const SETTLED_MS = 700;

export interface Reading {
  /** One for each of the ten digits. */
  probabilities: Float32Array;
  digit: number;
}

/** The most probable digit; undefined where the network's outputs are no numbers, so that there is none. */
export function interpret(probabilities: Float32Array): Reading | undefined {
  if (!probabilities.every(Number.isFinite)) return undefined;
  return { probabilities, digit: probabilities.indexOf(Math.max(...probabilities)) };
}

interface Sources {
  picture: ReadonlySignal<Uint8Array | undefined>;
  penDown: ReadonlySignal<boolean>;
  /** Has another value whenever the network has changed; undefined while there is none to ask. */
  network: ReadonlySignal<unknown>;
  predict(picture: Uint8Array): Promise<Float32Array>;
}

export type Reader = ReturnType<typeof createReader>;

export function createReader({ picture, penDown, network, predict }: Sources) {
  /** Undefined while there is nothing to read. */
  const reading = signal<Reading | undefined>(undefined);
  /** There is something to read, but no network can: its weights are ruined. */
  const isUnreadable = signal(false);
  /** What to tell those who do not see the bars. */
  const announcement = signal("");
  let settling: ReturnType<typeof setTimeout> | undefined;

  /** The latest picture, read by the latest network. At most one request is under way. */
  const read = oncePerFrame(async () => {
    const asked = picture.peek();
    if (!asked || network.peek() === undefined) return;
    const probabilities = await predict(asked).catch(() => undefined);
    if (!picture.peek()) return;
    show(probabilities && interpret(probabilities), probabilities !== undefined);
  });

  function show(read: Reading | undefined, isAnswered: boolean): void {
    batch(() => {
      if (read && isUnreadable.value) announcement.value = ""; // what was said last is no longer so
      reading.value = read;
      isUnreadable.value = isAnswered && !read;
    });
  }

  effect(() => {
    if (network.value !== undefined && picture.value) read();
    else show(undefined, false);
  });

  effect(() => {
    clearTimeout(settling);
    if (!picture.value) announcement.value = "";
    else if (!penDown.value) settling = setTimeout(announce, SETTLED_MS);
  });

  function announce(): void {
    const read = reading.peek();
    if (read) announcement.value = `Read as ${read.digit}, ${percent(read.probabilities[read.digit] as number)} sure`;
    else if (isUnreadable.peek()) announcement.value = unreadable;
  }

  return { reading, isUnreadable, announcement };
}

/** Why there is a dash instead of a digit. */
export const unreadable = "It cannot read: its numbers have grown too large. Start again.";

const percent = (fraction: number) => `${Math.round(fraction * 100)} percent`;

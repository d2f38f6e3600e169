/** Keeps the ten probabilities up with the pen and with the training. */

import { batch, computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Digit, Reading, Writing } from "../../../protocol.ts";
import { oncePerFrame } from "../../shared/frames.ts";
import type { Saying } from "../../words/language.ts";
import { words } from "../../words/words.ts";

const says = words.reading;
const { formats } = words;

/** A drawing is announced to screen readers when it has rested for so long. */
const SETTLED_MS = 700;

/** The losses that make a network's outputs probabilities. With others they are plain numbers, the largest for its digit. */
const ofProbabilities = ["cross_entropy", "binary_cross_entropy"];

/**
 * A digit that is less probable is not put forward alone. Measured on networks that learn written and warped digits too:
 * of one digit in 25 the best is no more probable, and among these are more than half of all errors; where it is from 0.8
 * to 0.9, it is right six times in seven.
 */
const SURE = 0.8;

/** Candidates are so many that one of them is right with this probability, and three at most. */
const ENOUGH = 0.9;
const MOST_CANDIDATES = 3;

export interface Verdict {
  /** One for each of the ten digits: a probability, or whatever the loss makes of it. */
  outputs: Float32Array;
  /** The digit that it is, or those that it may be, the most probable first. */
  candidates: number[];
}

/** Undefined where the network's outputs are no numbers. Whoever only guesses has one guess. */
export function interpret(outputs: Float32Array, mayDoubt: boolean): Verdict | undefined {
  if (!outputs.every(Number.isFinite)) return undefined;
  const probability = (digit: number) => outputs[digit] as number;
  const digits = [...outputs.keys()].sort((a, b) => probability(b) - probability(a));
  if (!mayDoubt || probability(digits[0] as number) >= SURE) return { outputs, candidates: digits.slice(0, 1) };
  const two = digits.slice(0, 2).reduce((sum, digit) => sum + probability(digit), 0);
  return { outputs, candidates: digits.slice(0, two >= ENOUGH ? 2 : MOST_CANDIDATES) };
}

/** What there is to read. */
interface Source {
  writing: ReadonlySignal<Writing | undefined>;
  /** Which it is, where it is one of those. */
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
  read(writing: Writing): Promise<Reading>;
}

export type Reader = ReturnType<typeof createReader>;

export function createReader(
  { weights, isTrained, network, read: ask }: Network,
  { writing, testDigit, penDown }: Source,
) {
  /** What the network sees: 784 bytes; undefined while there is nothing to read. */
  const picture = signal<Uint8Array | undefined>(undefined);
  /** What it reads; undefined where there is nothing, or no network. */
  const verdict = signal<Verdict | undefined>(undefined);
  /** There is something to read, but no network can: its weights are ruined. */
  const isUnreadable = signal(false);
  /** What to tell those who do not see the bars. */
  const announcement = signal<Saying | undefined>(undefined);
  /** What was answered last: there may be something else to read by now. */
  const answered = signal<Writing | undefined>(undefined);
  const isBehind = computed(() => answered.value !== writing.value);
  const isSettled = signal(false);
  const isProbable = computed(() => network.value === undefined || ofProbabilities.includes(network.value.loss));
  let settling: ReturnType<typeof setTimeout> | undefined;

  /** The latest writing, read by the latest network. At most one request is under way. */
  const read = oncePerFrame(async () => {
    const asked = writing.peek();
    if (!asked) return;
    const answer = await ask(asked).catch(() => undefined);
    if (writing.peek()) show(asked, answer);
  });

  /** Undefined where there is nothing to read, or no answer. */
  function show(asked: Writing | undefined, answer: Reading | undefined): void {
    const { pixels, outputs } = answer ?? {};
    const read = outputs && interpret(outputs, isTrained.peek() && isProbable.peek());
    batch(() => {
      if (read && isUnreadable.peek()) announcement.value = undefined; // what was said last is no longer so
      answered.value = asked;
      picture.value = pixels;
      verdict.value = read;
      isUnreadable.value = outputs !== undefined && !read;
    });
  }

  effect(() => {
    weights.value; // others read anew
    if (writing.value) read();
    else show(undefined, undefined);
  });

  effect(() => {
    clearTimeout(settling);
    isSettled.value = false;
    announcement.value = undefined; // so that the same words are read out again
    if (writing.value && !penDown.value) settling = setTimeout(settle, SETTLED_MS);
  });

  function settle(): void {
    isSettled.value = true;
  }

  effect(() => {
    const say = describe(verdict.value, isUnreadable.value, isTrained.peek(), isProbable.peek());
    if (!say || !isSettled.value || isBehind.value || announcement.peek()) return;
    const label = testDigit.peek()?.label;
    announcement.value = label === undefined ? say : () => says.testDigit(label, say());
  });

  return {
    ...{ picture, isBehind, isTrained, isProbable, verdict, isUnreadable },
    announcement: computed(() => announcement.value?.() ?? ""),
  };
}

/** Undefined where there is nothing to say. */
function describe(
  verdict: Verdict | undefined,
  isUnreadable: boolean,
  isTrained: boolean,
  isProbable: boolean,
): Saying | undefined {
  if (isUnreadable) return () => says.unreadable;
  if (!verdict) return undefined;
  const { outputs, candidates } = verdict;
  const percents = () => candidates.map((digit) => formats.count((outputs[digit] as number) * 100));
  if (candidates.length > 1) return () => says.mayBe(candidates.map(String), percents());
  return () =>
    (isTrained ? says.readAs : says.guessed)(candidates[0] as number, isProbable ? percents()[0] : undefined);
}

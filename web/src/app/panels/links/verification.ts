/** Links verified: each run is trained again in a worker, and compared with what was claimed at every epoch's end. */

import { batch, type ReadonlySignal, signal } from "@preact/signals";
import type { Claim, Description, InklingError, SentLink } from "../../../protocol.ts";
import { compare } from "../../records/claim.ts";
import { recipeInWords } from "../../records/in-words.ts";
import { type Engine, startEngine } from "../../run/engine.ts";
import { runToEnd } from "../../run/to-end.ts";
import { workersFor } from "../../run/workers.ts";
import type { Pasted } from "./pasted.ts";

export type Verification = ReturnType<typeof createVerification>;

export type Verdict =
  | { kind: "waiting" }
  | { kind: "running"; epoch: number; share: number }
  | { kind: "confirmed" }
  /** At which epoch it was another network, or, of the last, another accuracy. */
  | { kind: "refused"; epoch: number; accuracy?: number }
  /** The run diverged, or went no further, before the claim was over. */
  | { kind: "ended"; epoch: number }
  | { kind: "broken"; message: string }
  /** There is nothing to compare. */
  | { kind: "nothing" }
  | { kind: "stopped" };

export interface Row extends Pasted {
  /** Both in the language of the moment. */
  inWords(): string;
  notes(): readonly string[];
  claim?: Claim;
  verdict: Verdict;
}

interface Means {
  start(): Engine;
  cores: number;
}

export function createVerification({
  start = startEngine,
  cores = navigator.hardwareConcurrency ?? 1,
}: Partial<Means> = {}) {
  const rows = signal<readonly Row[]>([]);
  const isRunning = signal(false);
  let engines: Engine[] = [];
  let order = 0;

  function put(index: number, change: Partial<Row>): void {
    rows.value = rows.peek().map((row, i) => (i === index ? { ...row, ...change } : row));
  }

  function judge(index: number, verdict: Verdict): void {
    put(index, { verdict });
  }

  async function verify(pasted: readonly Pasted[]): Promise<void> {
    stop();
    const own = ++order;
    const isOver = () => own !== order;
    batch(() => {
      rows.value = pasted.map((one) => ({ ...one, ...unread, verdict: { kind: "waiting" } }));
      isRunning.value = true;
    });
    const jobs = pasted.map((_, index) => index);
    engines = Array.from({ length: Math.min(workersFor(cores), jobs.length) }, start);
    await Promise.all(engines.map((_, i) => work(i, jobs, isOver)));
    if (!isOver()) stop();
  }

  async function work(i: number, jobs: number[], isOver: () => boolean): Promise<void> {
    for (let index = jobs.shift(); index !== undefined && !isOver(); index = jobs.shift()) {
      try {
        await check(engines[i] as Engine, index, isOver);
      } catch (error) {
        if (isOver()) return;
        judge(index, broken(error));
        // Whatever has happened to it, the next run begins in a sound one.
        engines[i]?.client.close();
        engines[i] = start();
      }
    }
  }

  async function check(engine: Engine, index: number, isOver: () => boolean): Promise<void> {
    await engine.opened();
    const { link: text } = rows.peek()[index] as Row;
    let link: SentLink;
    try {
      link = await engine.client.readLink(text);
    } catch (error) {
      if (!isOver()) judge(index, broken(error));
      return;
    }
    if (isOver()) return;
    const { course, claim } = link;
    put(index, { claim, notes: () => link.notes, inWords: () => inWords(engine.description, link) });
    if (!claim) return judge(index, { kind: "nothing" });
    judge(index, { kind: "running", epoch: 0, share: 0 });
    const verdict = await trainAgain(engine, course, claim, (now) => !isOver() && judge(index, now));
    if (!isOver()) judge(index, verdict);
  }

  function stop(): void {
    order++;
    for (const engine of engines) engine.client.close();
    engines = [];
    batch(() => {
      isRunning.value = false;
      const isOpen = ({ kind }: Verdict) => kind === "waiting" || kind === "running";
      rows.value = rows.peek().map((row) => (isOpen(row.verdict) ? { ...row, verdict: { kind: "stopped" } } : row));
    });
  }

  return { rows, isRunning, verify, stop };
}

/** Of a link that has not been read, or cannot be. */
const unread: Pick<Row, "inWords" | "notes"> = { inWords: () => "", notes: () => [] };

/** It says why in the language of the moment. */
const broken = (error: unknown): Verdict => ({
  kind: "broken",
  get message() {
    return (error as InklingError).message;
  },
});

const inWords = (description: ReadonlySignal<Description | undefined>, { course }: SentLink): string =>
  description.value ? recipeInWords(description.value, course.recipe) : "";

/**
 * Trains a course in a run of its own until the claim is confirmed or refused: also beyond the epochs of its recipe, as
 * the sender may have done.
 */
function trainAgain(
  engine: Engine,
  course: SentLink["course"],
  claim: Claim,
  follow: (now: Verdict) => void,
): Promise<Verdict> {
  const all = claim.hashes.length;
  let epoch = 0;
  /** Of which there was an end of training already. */
  let endedAt = 0;
  return runToEnd<Verdict>(engine, {
    async begin(name) {
      await engine.client.expect(name, course);
      await engine.client.train(name, course.recipe);
    },
    follow({ epochEnd, stepInEpoch, stepsPerEpoch }) {
      if (epochEnd) {
        epoch = epochEnd.epoch;
        const found = compare(claim, epochEnd);
        if (found?.isSame === false) return { kind: "refused", epoch, accuracy: found.accuracy };
        if (epoch >= all) return { kind: "confirmed" };
      }
      const part = epochEnd ? 0 : stepInEpoch / (stepsPerEpoch || 1);
      follow({ kind: "running", epoch, share: Math.min(1, (epoch + part) / all) });
      return undefined;
    },
    async end(how, name) {
      if (how === "diverged" || epoch === endedAt) return { kind: "ended", epoch: epoch + 1 };
      endedAt = epoch;
      await engine.client.train(name, course.recipe);
      return undefined;
    },
  });
}

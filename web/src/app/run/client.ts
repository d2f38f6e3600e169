/** The page's side of a worker: starts it, passes calls on, and notices its death. */

import * as Comlink from "comlink";
import { browsers } from "../../needs.ts";
import { carryRefusals, type InklingError, type WorkerApi, type WorkerEvent } from "../../protocol.ts";
import { words } from "../words/words.ts";
import { failure, saidError, saidEvent, saidLink } from "./said.ts";

const says = words.worker;

carryRefusals();

/** The worker's calls, each settled for certain: when the worker dies, every pending and later call is rejected. */
export interface EngineClient extends Omit<WorkerApi, "hold" | "open"> {
  open(): Promise<void>;
  /** Ends the worker; pending calls are rejected, `onDeath` is not called. */
  close(): void;
}

/** A worker that has not answered for so long is taken for dead, where nothing surer tells. */
const SILENCE_MS = 30_000;

/**
 * Starts a worker. `onDeath` is called at most once, when this worker has become of no more use, whatever the cause: it
 * could not be started, ended without a word (`worker_died`), or its engine failed (`engine_failed`). To start again,
 * connect anew; after `unsupported`, that is of no use.
 */
export function connect(listener: (event: WorkerEvent) => void, onDeath: (error: InklingError) => void): EngineClient {
  const worker = startWorker();
  // Nobody answers at the other end of the port; the calls are rejected as those of a worker that has died.
  const remote = Comlink.wrap<WorkerApi>(worker instanceof Error ? new MessageChannel().port1 : worker);
  /** Whether the worker has ever said anything. */
  let isAlive = false;
  const ended = new AbortController();
  const death = new Promise<never>((_, reject) => {
    ended.signal.addEventListener("abort", () => reject(ended.signal.reason));
  });
  death.catch(() => {}); // no call need be pending when the worker ends

  function end(error: InklingError) {
    if (!(worker instanceof Error)) worker.terminate();
    ended.abort(error);
  }

  function die(error: InklingError) {
    if (ended.signal.aborted) return;
    end(error);
    onDeath(error);
  }

  function hear(event: WorkerEvent) {
    if (ended.signal.aborted) return;
    isAlive = true;
    const said = saidEvent(event);
    listener(said);
    if (said.type === "problem" && said.code === "engine_failed") die(failure("engine_failed", () => said.message));
  }

  if (worker instanceof Error) {
    // Later, as all other deaths: whoever connects is not ready for it yet.
    queueMicrotask(() => die(worker));
  } else {
    worker.addEventListener("error", (event) => {
      event.preventDefault();
      die(failure("worker_died", workerError(event, isAlive)));
    });
    worker.addEventListener("messageerror", () => {
      die(failure("worker_died", () => says.unreadable));
    });
    watch(remote, ended.signal).then(() => {
      die(failure("worker_died", () => says.ended));
    });
  }

  async function settled<T>(call: Promise<T>): Promise<T> {
    try {
      return await Promise.race([call, death]);
    } catch (thrown) {
      const error = ended.signal.aborted ? thrown : saidError(thrown); // the worker's death is the page's to tell
      const { name } = error as InklingError;
      if (name === "engine_failed" || name === "unsupported") die(error as InklingError);
      throw error;
    }
  }

  return {
    open: () => settled(remote.open(document.baseURI, Comlink.proxy(hear))),
    create: (run, recipe) => settled(remote.create(run, recipe)),
    train: (run, recipe) => settled(remote.train(run, recipe)),
    trainEpoch: (run, recipe) => settled(remote.trainEpoch(run, recipe)),
    step: (run, recipe) => settled(remote.step(run, recipe)),
    configure: (run, recipe) => settled(remote.configure(run, recipe)),
    pause: (run) => settled(remote.pause(run)),
    rewind: (run, step) => settled(remote.rewind(run, step)),
    resume: (run, course) => settled(remote.resume(run, course)),
    expect: (run, course) => settled(remote.expect(run, course)),
    writeLink: (course, claim) => settled(remote.writeLink(course, claim)),
    readLink: (text) => settled(remote.readLink(text)).then(saidLink),
    explainDivergence: (run) => settled(remote.explainDivergence(run)),
    setPace: (run, pace) => settled(remote.setPace(run, pace)),
    teach: (run, digits) => settled(remote.teach(run, digits)),
    examine: (run, parts) => settled(remote.examine(run, parts)),
    stopTeaching: (run) => settled(remote.stopTeaching(run)),
    unteach: (run) => settled(remote.unteach(run)),
    read: (run, writing) => settled(remote.read(run, writing)),
    answers: (run) => settled(remote.answers(run)),
    agrees: () => settled(remote.agrees()),
    dispose: (run) => settled(remote.dispose(run)),
    write: (count, seed, writer) => settled(remote.write(count, seed, writer)),
    // Comlink's type of a remote call loses which answer belongs to which question.
    ask: (name, given) => settled((remote.ask as WorkerApi["ask"])(name, given)),
    points: (recipe) => settled(remote.points(recipe)),
    rates: (recipe) => settled(remote.rates(recipe)),
    testDigit: (index) => settled(remote.testDigit(index)),
    close: () => end(failure("worker_died", () => says.closed)),
  };
}

/** The worker, or why this browser makes none. */
function startWorker(): Worker | InklingError {
  try {
    return new Worker(new URL("../../worker/main.ts", import.meta.url), { type: "module" });
  } catch (cause) {
    const reason = () => (cause instanceof Error ? cause.message : says.unknownReason);
    return failure("unsupported", () => says.unsupported(reason(), browsers));
  }
}

/** A script that cannot be fetched reports an error event without a message, one that is cut off a syntax error. */
function workerError({ message }: ErrorEvent, isAlive: boolean): () => string {
  return () => (isAlive ? says.failed(message) : says.notArrived);
}

/**
 * Resolves when the worker is dead: when the Web Lock that it holds for life becomes free. Web Locks need a secure
 * context (https, or this very machine); elsewhere, and until the lock is held, a long silence has to do.
 */
async function watch(remote: Comlink.Remote<WorkerApi>, ended: AbortSignal): Promise<void> {
  const lock = `inkling-worker-${Math.random()}`;
  while (!ended.aborted) {
    const answer = await Promise.race([remote.hold(lock), delay(SILENCE_MS)]);
    if (answer === undefined) return;
    if (answer) return navigator.locks.request(lock, { signal: ended }, () => {}).catch(() => {});
    await delay(SILENCE_MS);
  }
}

function delay(milliseconds: number): Promise<undefined> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds, undefined));
}

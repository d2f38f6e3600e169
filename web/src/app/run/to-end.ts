/** A run of one's own, from its beginning until what was to be found out is known. */

import { inklingError, type Progress } from "../../protocol.ts";
import type { Engine } from "./engine.ts";

export interface Watcher<Result> {
  /** Asks for the training of the run of this name. */
  begin(name: string): Promise<unknown>;
  /** Gives what was to be found out where this tells it: the run goes no further then. */
  follow(progress: Progress): Result | undefined;
  /** The same where training has come to its end; undefined where it has been asked to go on. */
  end(how: "finished" | "diverged", name: string): Promise<Result | undefined>;
}

/** The run is gone when this settles. Divergence is an end; rejects with whatever else went wrong. */
export async function runToEnd<Result>(engine: Engine, watcher: Watcher<Result>): Promise<Result> {
  let name = "";
  let isKnown = false;
  try {
    return await new Promise<Result>((resolve, reject) => {
      function settle(found: Result | undefined): void {
        if (found === undefined) return;
        isKnown = true;
        resolve(found);
      }
      const end = (how: "finished" | "diverged") => void watcher.end(how, name).then(settle, reject);
      name = engine.take({
        hear(event) {
          if (isKnown) return;
          if (event.type === "progress") settle(watcher.follow(event.progress));
          else if (event.type === "phase" && event.phase === "finished") end("finished");
          else if (event.type === "problem" && event.code === "diverged") end("diverged");
          else if (event.type === "problem") reject(inklingError(event.code, event.message));
        },
        died: reject,
        moved() {},
      });
      engine
        .opened()
        .then(() => watcher.begin(name))
        .catch(reject);
    });
  } finally {
    engine.dismiss(name);
    engine.client.dispose(name).catch(() => {}); // whoever died has freed everything
  }
}

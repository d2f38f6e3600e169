/** Keeps runs on the device, in IndexedDB. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { refusing } from "../shared/refusal.ts";
import type { RunRecord } from "./record.ts";

interface Schema extends DBSchema {
  runs: { key: string; value: RunRecord };
}

export interface Store {
  /** All that there are, the oldest first. Rejects with a `Refusal`. */
  read(): Promise<RunRecord[]>;
  /** Keeps a run as it is now, in place of what was kept of it. Rejects with a `Refusal`. */
  write(record: RunRecord): Promise<void>;
  /** Rejects with a `Refusal`. */
  remove(id: string): Promise<void>;
}

/** Begins to open at once, so that what is written later takes no longer than that. */
export function openStore(name = "inkling-runs"): Store {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;

  function open(): Promise<IDBPDatabase<Schema>> {
    opening ??= openDB<Schema>(name, 1, {
      upgrade(database) {
        database.createObjectStore("runs", { keyPath: "id" });
      },
      terminated() {
        opening = undefined;
      },
    });
    opening.catch(() => {
      opening = undefined; // another attempt may be luckier
    });
    return opening;
  }

  refusing(open).catch(() => {}); // whoever reads or writes is told

  return {
    read: () =>
      refusing(async () => {
        const all = await (await open()).getAll("runs");
        return all.sort((a, b) => a.began - b.began);
      }),
    write: (record) =>
      refusing(async () => {
        const writing = (await open()).transaction("runs", "readwrite");
        const put = writing.store.put(record);
        writing.commit(); // a page that goes has no time to see that nothing else follows
        await Promise.all([put, writing.done]);
      }),
    remove: (id) => refusing(async () => (await open()).delete("runs", id)),
  };
}

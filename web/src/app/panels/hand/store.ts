/** Keeps hands and drawings on the device, in IndexedDB. */

import { type DBSchema, type IDBPDatabase, openDB } from "idb";
import { refusing } from "../../shared/refusal.ts";
import type { Contents, Drawing, Edit, Hand } from "./drawings.ts";

interface Schema extends DBSchema {
  hands: { key: string; value: Hand };
  drawings: { key: string; value: Drawing };
}

export interface Store {
  /** All that there is. Rejects with a `Refusal`. */
  read(): Promise<Contents>;
  /** All edits or none. Rejects with a `Refusal`; what was not kept is tried again with the next ones. */
  write(edits: readonly Edit[]): Promise<void>;
}

/** So many are made in a few milliseconds; a class has thousands. */
const requestsAtOnce = 100;

export function openStore(name = "inkling-hands"): Store {
  let opening: Promise<IDBPDatabase<Schema>> | undefined;
  /** What is not kept yet, by table and id: the newest is what counts. */
  const waiting = new Map<string, Edit>();

  function open(): Promise<IDBPDatabase<Schema>> {
    opening ??= openDB<Schema>(name, 1, {
      upgrade(database) {
        for (const table of ["hands", "drawings"] as const) database.createObjectStore(table, { keyPath: "id" });
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

  async function read(): Promise<Contents> {
    const transaction = (await open()).transaction(["hands", "drawings"]);
    const [hands, drawings] = await Promise.all([
      transaction.objectStore("hands").getAll(),
      transaction.objectStore("drawings").getAll(),
    ]);
    const inOrder = drawings.sort((a, b) => a.time - b.time);
    return {
      hands: new Map(hands.map((hand) => [hand.id, hand])),
      drawings: new Map(inOrder.map((drawing) => [drawing.id, drawing])),
    };
  }

  async function write(edits: readonly Edit[]): Promise<void> {
    for (const edit of edits) waiting.set(`${edit.table} ${(edit.after ?? edit.before)?.id}`, edit);
    const written = [...waiting];
    const transaction = (await open()).transaction(["hands", "drawings"], "readwrite");
    transaction.done.catch(() => {}); // which a request that is awaited may tell of first
    try {
      for (const [i, [, { table, before, after }]] of written.entries()) {
        const entries = transaction.objectStore(table);
        const request = after
          ? (entries as unknown as { put(entry: Hand | Drawing): Promise<unknown> }).put(after)
          : entries.delete(before?.id as string);
        request.catch(() => {}); // the transaction tells of it
        if (i % requestsAtOnce === requestsAtOnce - 1) await request;
      }
    } catch (error) {
      if (transaction.error === null) abort(transaction); // what was made of it is not kept either
      throw transaction.error ?? error;
    }
    await transaction.done;
    for (const [id, edit] of written) if (waiting.get(id) === edit) waiting.delete(id);
  }

  return { read: () => refusing(read), write: (edits) => refusing(() => write(edits)) };
}

/** A transaction may have ended by itself. */
function abort(transaction: { abort(): void }): void {
  try {
    transaction.abort();
  } catch {}
}

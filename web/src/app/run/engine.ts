/** An engine as the page knows it: a worker, started anew when it has died, and the runs that live in it. */

import { computed, signal } from "@preact/signals";
import type { Description, EngineEvent, InklingError, RunEvent, WorkerEvent } from "../../protocol.ts";
import { engineWords } from "../words/engine.ts";
import { connect, type EngineClient } from "./client.ts";

/** A run, as its engine speaks to it. */
export interface Tenant {
  hear(event: RunEvent): void;
  died(error: InklingError): void;
  /** There is another worker, which knows nothing of the run yet. */
  moved(): void;
}

export type Engine = ReturnType<typeof startEngine>;

/** Starts a worker, which loads the engine at once. */
export function startEngine() {
  const described = signal<Description | undefined>(undefined);
  const description = computed(() => described.value && engineWords.described(described.value));
  const loading = signal<Extract<EngineEvent, { type: "loading" }> | undefined>(undefined);
  const tenants = new Map<string, Tenant>();
  let names = 0;
  let client: EngineClient;
  let opening: Promise<void>;
  /** What the worker died of; undefined of one that lives. */
  let death: InklingError | undefined;

  function start(): void {
    death = undefined;
    client = connect(hear, died);
    opening = client.open();
    opening.catch(() => {}); // whoever waits for it hears of it
  }

  function hear(event: WorkerEvent): void {
    if (event.type === "engine") described.value = event.description;
    else if (event.type === "loading") loading.value = event;
    else tenants.get(event.run)?.hear(event);
  }

  function died(error: InklingError): void {
    loading.value = undefined;
    death = error;
    for (const tenant of tenants.values()) tenant.died(error);
  }

  start();

  return {
    /** What a recipe may hold; undefined until the engine has told. */
    description,
    /** What data are on their way. */
    loading,

    get client(): EngineClient {
      return client;
    },

    /** Resolves when the engine is there. */
    opened: (): Promise<void> => opening,

    /** Gives the name by which the run is known there. */
    take(tenant: Tenant): string {
      const name = `run ${++names}`;
      tenants.set(name, tenant);
      // Later, as when it dies: whoever comes is not ready for it yet.
      queueMicrotask(() => {
        if (death && tenants.has(name)) tenant.died(death);
      });
      return name;
    },

    dismiss(name: string): void {
      tenants.delete(name);
    },

    /** For all of its runs. */
    restart(): void {
      client.close();
      loading.value = undefined;
      start();
      for (const tenant of tenants.values()) tenant.moved();
    },
  };
}

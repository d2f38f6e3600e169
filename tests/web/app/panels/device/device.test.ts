/** A device is asked once, at rest and in idle time; what cannot be told is asked again when there is a next chance. */

import { signal } from "@preact/signals";
import { expect, test, vi } from "vitest";
import { createDevice } from "../../../../../web/src/app/panels/device/device.ts";
import type { Phase } from "../../../../../web/src/protocol.ts";

function open(agrees: () => Promise<boolean>) {
  const phase = signal<Phase>("loading");
  const asked = vi.fn(agrees);
  const waiting: (() => void)[] = [];
  const device = createDevice({ phase }, asked, (work) => void waiting.push(work));
  /** The browser has nothing else to do. */
  const idle = async () => {
    for (const work of waiting.splice(0)) work();
    await Promise.resolve();
    await Promise.resolve();
  };
  return { phase, asked, device, idle };
}

test("it is asked once everything is loaded and the browser is idle, and never again", async () => {
  const { phase, asked, device, idle } = open(async () => true);
  await idle();
  expect(asked).not.toHaveBeenCalled();
  phase.value = "ready";
  expect(asked).not.toHaveBeenCalled();
  await idle();
  expect(asked).toHaveBeenCalledOnce();
  expect([device.agreement.value, device.isAlarming.value]).toEqual([true, false]);
  for (const next of ["training", "paused", "training", "finished"] as const) {
    phase.value = next;
    await idle();
  }
  expect(asked).toHaveBeenCalledOnce();
});

test("while a network trains nobody is asked, also where training began meanwhile", async () => {
  const { phase, asked, device, idle } = open(async () => true);
  phase.value = "ready";
  phase.value = "training";
  await idle();
  expect(asked).not.toHaveBeenCalled();
  phase.value = "paused";
  await idle();
  expect(asked).toHaveBeenCalledOnce();
  expect(device.agreement.value).toBe(true);
});

test("a device that differs alarms until a person has taken note", async () => {
  const { phase, device, idle } = open(async () => false);
  expect(device.isAlarming.value).toBe(false);
  phase.value = "ready";
  await idle();
  expect([device.agreement.value, device.isAlarming.value]).toEqual([false, true]);
  device.notice();
  expect([device.agreement.value, device.isAlarming.value]).toEqual([false, false]);
});

test("a worker that dies meanwhile says nothing of the device, and the next one is asked", async () => {
  let isAlive = false;
  const { phase, asked, device, idle } = open(async () => {
    if (!isAlive) throw new Error("It ended.");
    return true;
  });
  phase.value = "ready";
  await idle();
  expect([device.agreement.value, device.isAlarming.value]).toEqual([undefined, false]);
  phase.value = "failed";
  isAlive = true;
  phase.value = "ready";
  await idle();
  expect(asked).toHaveBeenCalledTimes(2);
  expect(device.agreement.value).toBe(true);
});

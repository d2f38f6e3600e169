/** A hand on the slider asks for many steps, and gets the newest. */

import { signal } from "@preact/signals";
import { expect, test } from "vitest";
import { createWinding } from "../../../../../web/src/app/panels/timeline/winding.ts";
import type { Progress } from "../../../../../web/src/protocol.ts";

function open() {
  const progress = signal<Progress | undefined>(undefined);
  const stand = (step: number, head = 100) => {
    progress.value = { step, head } as Progress;
  };
  const asked: number[] = [];
  let arrive: () => void = () => {};
  const rewind = (step: number) => {
    asked.push(step);
    return new Promise<void>((resolve) => {
      arrive = () => {
        stand(step);
        resolve();
      };
    });
  };
  return { winding: createWinding({ progress, rewind }), stand, asked, arrive: () => arrive() };
}

const turn = () => new Promise((resolve) => setTimeout(resolve));

test("the slider stands where the hand is, and the run is led to the newest step, one at a time", async () => {
  const { winding, stand, asked, arrive } = open();
  expect([winding.step.value, winding.head.value]).toEqual([0, 0]);
  stand(100);
  for (const step of [90, 80, 70]) winding.goTo(step);
  expect(winding.step.value).toBe(70);
  expect(asked).toEqual([90]);
  arrive();
  await turn();
  expect(asked).toEqual([90, 70]);
  expect(winding.step.value).toBe(70);
  arrive();
  await turn();
  stand(71); // the run goes on
  expect(winding.step.value).toBe(71);
  expect(asked).toEqual([90, 70]);
});

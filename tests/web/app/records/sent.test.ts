/** Which course and claim a kept run is sent with. */

import { expect, test } from "vitest";
import { sentOf } from "../../../../web/src/app/records/sent.ts";
import type { CourseEvent, EpochEnd } from "../../../../web/src/protocol.ts";

const score = { loss: 0.1, accuracy: 0.98 };
const end = (epoch: number): EpochEnd => ({ epoch, step: 10 * epoch, test: score, hash: `${epoch}`.repeat(16) });
const sent = (events: CourseEvent[], steps = 25, ends = [end(1), end(2)]) =>
  sentOf({ course: { recipe: { epochs: 3 }, events, steps }, ends });

test("changes by hand are in the course, and what training does by itself is not", () => {
  const recipe = { epochs: 3, batchSize: 8 };
  const { course, isWhole } = sent([
    { step: 10, observed: score },
    { step: 12, recipe },
  ]);
  expect(course).toEqual({ recipe: { epochs: 3 }, changes: [{ step: 12, recipe }] });
  expect(isWhole).toBe(true);
});

test("the claim is of the epochs that are complete", () => {
  expect(sent([]).claim).toEqual({ accuracy: 0.98, hashes: ["1111111111111111", "2222222222222222"] });
  expect(sent([], 5, []).claim).toBeUndefined();
});

test.each<CourseEvent>([
  { step: 20, kept: 10 },
  { step: 20, diverged: true },
])("a run that went on after %o is said by no link, and claims nothing", (event) => {
  expect(sent([event], 20)).toMatchObject({ isWhole: true, claim: { accuracy: 0.98 } });
  expect(sent([event], 21)).toMatchObject({ isWhole: false, claim: undefined });
});

// @vitest-environment happy-dom

/** The lesson about least squares: what its address says, how far each descent has come, and when its prediction is judged. */

import { beforeAll, expect, test } from "vitest";
import { createLeastSquares } from "../../../../web/src/app/lessons/least-squares/model.ts";
import { MADE_WITH, START } from "../../../../web/src/app/lessons/least-squares/table.ts";
import { waitFor } from "../../support.ts";
import { engineOf, openAt } from "./support.ts";

// Thousands of updates, each looked at, on a machine that may be busy.

let engine: Awaited<ReturnType<typeof engineOf>>;
beforeAll(async () => {
  engine = await engineOf();
});

async function open(query = "") {
  openAt(`#/learn/least-squares?${query}`);
  const model = createLeastSquares(engine);
  await answered(model);
  return model;
}

const answered = ({ descent, bowl }: ReturnType<typeof createLeastSquares>) =>
  waitFor(() => expect([descent.isCurrent.value, bowl.isCurrent.value]).toEqual([true, true]));

const outcomes = ({ courses }: ReturnType<typeof createLeastSquares>) => courses.value.map(({ outcome }) => outcome);

test("it begins where all three begin, and goes 2,000 updates", async () => {
  const { courses, player, isOver } = await open();
  expect([player.place.value, player.last.value, isOver.value]).toEqual([0, 2000, false]);
  expect(courses.value.map(({ name }) => name)).toEqual(["batch", "mini", "stochastic"]);
  for (const { weightsNow } of courses.value) expect([...weightsNow]).toEqual(START.map(Math.fround));
});

test("an address with its choices leads to the same descents; what is not allowed in it is passed over", async () => {
  const { choices, player } = await open("targets=rounded&rate=0.02&seed=7&plane=w1-w2&prediction=near&step=70");
  expect(Object.values(choices).map(({ value }) => value)).toEqual(["rounded", 0.02, 7, "w1-w2", "near", "", 70]);
  expect(player.place.value).toBe(70);
  const { choices: others } = await open("targets=none&rate=0&seed=-1&plane=w3-w4&answer=maybe&step=-1");
  expect(Object.values(others).map(({ value }) => value)).toEqual(["exact", 0.05, 1, "w1-w3", "", "", 0]);
});

test("the prediction is judged at the end, of the table and the rate that it names, and stands from then on", async () => {
  const model = await open("rate=0.15");
  model.player.go(2000);
  expect(outcomes(model)).toEqual(["found", "found", "diverged"]);
  expect(model.truth.value).toBeUndefined();
  // What was gone through before is not what is chosen now.
  model.choices.rate.value = 0.05;
  expect(model.truth.value).toBeUndefined();
  await answered(model);
  expect(model.player.place.value).toBe(0);
  expect(model.truth.value).toBeUndefined();
  model.player.go(2000);
  expect(model.truth.value).toBe("exact");
  expect(outcomes(model)).toEqual(["found", "found", "found"]);
  for (const { weightsNow } of model.courses.value) {
    expect([...weightsNow].map((weight) => weight.toFixed(4))).toEqual(MADE_WITH.map((weight) => weight.toFixed(4)));
  }
  await Promise.resolve();
  model.choices.targets.value = "rounded";
  await answered(model);
  expect(model.truth.value).toBe("exact");
});

test("one that has diverged stands where it was last while others go on", async () => {
  const { player, courses } = await open("rate=0.15");
  player.go(1000);
  const [batch, , stochastic] = courses.value;
  expect([batch?.step, batch?.isOver]).toEqual([1000, false]);
  expect(stochastic?.isOver).toBe(true);
  expect(stochastic?.step).toBe(stochastic?.last);
  expect([...(stochastic?.weightsNow ?? [])].every(Number.isFinite)).toBe(true);
});

test("another order changes the ways of those that do not look at all rows", async () => {
  const model = await open("targets=rounded");
  const before = model.courses.value.map(({ weights }) => [...weights]);
  model.shuffle();
  await answered(model);
  const after = model.courses.value.map(({ weights }) => [...weights]);
  expect(model.choices.seed.value).toBe(2);
  // Batch adds all rows up; in another order the sums are rounded otherwise.
  for (const [i, weight] of (before[0] ?? []).entries()) expect(after[0]?.[i]).toBeCloseTo(weight, 3);
  expect(after[1]).not.toEqual(before[1]);
  expect(after[2]).not.toEqual(before[2]);
});

test("after the last order comes the first", async () => {
  const { shuffle, choices } = await open("seed=4294967295");
  shuffle();
  expect(choices.seed.value).toBe(0);
});

test("another plane asks for its bowl, and the descents stay", async () => {
  const model = await open();
  const { value } = model.descent.value;
  const bowl = model.bowl.value.value;
  model.choices.plane.value = "w1-w2";
  await answered(model);
  expect(model.descent.value.value).toBe(value);
  expect(model.bowl.value.value).not.toEqual(bowl);
});

// @vitest-environment happy-dom

/** The lesson about descent: what its address says, how balls are dropped, and when its prediction is judged. */

import { beforeAll, beforeEach, expect, test, vi } from "vitest";
import { cases, createDownhill, startIn, ways } from "../../../../web/src/app/lessons/downhill/model.ts";
import { pathsOf } from "../../../../web/src/app/lessons/shared/contours.tsx";
import { SIDE } from "../../../../web/src/app/lessons/shared/plane.tsx";
import { waitFor } from "../../support.ts";
import { engineOf, openAt } from "./support.ts";

/** In ms, on a machine that may be busy. */

let engine: Awaited<ReturnType<typeof engineOf>>;
beforeAll(async () => {
  engine = await engineOf();
});

// Who wants no motion sees the end at once.
beforeEach(() => void vi.stubGlobal("matchMedia", () => ({ matches: true })));

async function open(query = "") {
  openAt(`#/learn/downhill?${query}`);
  const model = createDownhill(engine);
  await waitFor(() => expect(model.race.value.value ?? model.race.problem.value).toBeDefined());
  return model;
}

type Model = Awaited<ReturnType<typeof open>>;

/** Until the answer to what was chosen last is there, and gone through. */
const over = ({ choices, race, isOver }: Model) =>
  waitFor(() => {
    expect(race.value.value?.surface.name).toBe(choices.surface.value);
    const start = startIn(choices.start.value) ?? race.value.value?.surface.start;
    expect(race.value.value?.start).toEqual(start);
    expect(isOver.value).toBe(true);
  });

const outcomes = ({ runs }: Model) => Object.fromEntries(runs.value.map(({ way, outcome }) => [way, outcome]));

test("it begins with a ball that has not been let go", async () => {
  const { player, race, runs, truth, isOver } = await open();
  expect([player.place.value, isOver.value, truth.value]).toEqual([0, false, undefined]);
  expect(player.last.value).toBeGreaterThan(0);
  const start = race.value.value?.surface.start.map(Math.fround);
  expect(runs.value.map(({ way, x, y }) => [way, [x, y]])).toEqual(ways.map((way) => [way, start]));
});

test("the step that is looked at stands in the address, and a ball that is dropped begins anew", async () => {
  const model = await open("surface=bowl&step=5");
  expect(model.player.place.value).toBe(5);
  model.player.go(3);
  expect(location.hash).toContain("step=3");
  model.dropAt(1, 1);
  expect(location.hash).toContain("start=1_1");
  await over(model);
  expect(location.hash).toContain(`step=${model.player.last.value}`);
});

test.each([
  ["1.5_0.01", [1.5, 0.01]],
  ["-1_-2", [-1, -2]],
  ["", undefined],
  ["1", undefined],
  ["1_", undefined],
  ["1_2_3", undefined],
  ["a_b", undefined],
  ["Infinity_1", undefined],
])("a start of %j is %j", (text, start) => {
  expect(startIn(text)).toEqual(start);
});

test("an address with its choices leads to the same race", async () => {
  const { choices, race, runs } = await open("surface=valley&rate=0.07&start=-3_1&hidden=adam~sgd");
  expect(race.value.value?.start).toEqual([-3, 1]);
  expect(choices.rate.value).toBe(0.07);
  expect(runs.value.filter(({ isShown }) => !isShown).map(({ way }) => way)).toEqual(["sgd", "adam"]);
});

test("an address that asks for what there is not is passed over; a start beyond the map is refused in words", async () => {
  const { choices } = await open("surface=moon&rate=-1&start=here");
  expect([choices.surface.value, choices.rate.value]).toEqual(["hill", 0.1]);
  const { race } = await open("start=9_9");
  expect(race.problem.value?.message).toContain("x from -2 to 2");
});

test("what can happen is there at a press", async () => {
  const model = await open();
  model.drop(cases.small);
  await over(model);
  expect(outcomes(model).sgd).toBe("underway");
  model.drop(cases.large);
  await waitFor(() => expect(outcomes(model).nesterov).toBe("thrown"));
  expect(outcomes(model)).toMatchObject({ sgd: "underway", momentum: "arrived" });
  model.drop(cases.away);
  await over(model);
  expect(outcomes(model)).toMatchObject({ momentum: "left", adam: "left" });
  model.drop(cases.diverged);
  await over(model);
  expect(outcomes(model)).toMatchObject({ sgd: "thrown", momentum: "thrown", nesterov: "thrown", adam: "arrived" });
});

test("the prediction is judged when the balls have gone their way from the ridge, and nowhere else, and stands from then on", async () => {
  const model = await open();
  model.choose("saddle");
  await over(model);
  expect(model.truth.value).toBeUndefined();
  expect(model.first.value?.way).toBe("rmsprop");
  model.drop(cases.stuck);
  await over(model);
  expect(model.truth.value).toBe("none");
  expect(model.first.value).toBeUndefined();
  model.player.go(3);
  expect(model.truth.value).toBe("none");
  model.drop({ start: "1.5_0.01" });
  await over(model);
  expect(model.truth.value).toBe("none");
});

test("another surface begins at its own start; a press is rounded to hundredths", async () => {
  const model = await open("start=1_1");
  model.choose("bowl");
  await over(model);
  expect(model.choices.start.value).toBe("");
  model.dropAt(0.12345, -2.999);
  await over(model);
  expect(model.choices.start.value).toBe("0.12_-3");
  expect(location.hash).toBe("#/learn/downhill?surface=bowl&start=0.12_-3&step=400");
});

test("dropped before the first answer has come, it goes where it was dropped last", async () => {
  openAt("#/learn/downhill");
  const model = createDownhill(engine);
  model.drop(cases.small);
  await over(model);
  expect(outcomes(model).sgd).toBe("underway");
});

test("dropped at the same place, it goes again", async () => {
  const model = await open("surface=bowl");
  model.dropAt(1, 1);
  await over(model);
  model.player.go(2);
  model.dropAt(1, 1);
  expect(model.isOver.value).toBe(true);
});

test("a way that is hidden is neither drawn nor the first, and nothing is asked anew", async () => {
  const model = await open("surface=bowl&rate=0.3");
  model.player.go(400);
  const { value } = model.race.value;
  expect(model.first.value?.way).toBe("rmsprop");
  model.show("rmsprop", false);
  expect(model.first.value?.way).toBe("sgd");
  expect(model.choices.hidden.value).toBe("rmsprop");
  model.show("rmsprop", true);
  expect([model.choices.hidden.value, model.race.value.value]).toEqual(["", value]);
});

test("every run stands where it has ended while others go on", async () => {
  const { player, runs } = await open("surface=bowl&rate=2");
  player.go(50);
  const adagrad = runs.value.find(({ way }) => way === "adagrad");
  expect(adagrad).toMatchObject({ isOver: true, step: 8 });
  expect(adagrad?.x).toBe(adagrad?.path[16]);
  expect(runs.value.find(({ way }) => way === "sgd")).toMatchObject({ isOver: false, step: 50 });
});

test("place and height are those of the step that is looked at", async () => {
  const { player, runs } = await open("surface=bowl&rate=0.5");
  player.go(3);
  const sgd = runs.value.find(({ way }) => way === "sgd");
  // Each step halves both numbers of (2.5, -2), whose height is 5.125.
  expect(sgd).toMatchObject({ x: 2.5 / 8, y: -2 / 8, value: 5.125 / 64 });
});

test("contours of a slope are straight, and lie where it has their height", () => {
  // Height is x: 0.5 to 7.5 over eight columns.
  const slope = Array.from({ length: 64 }, (_, i) => (i % 8) + 0.5);
  const paths = pathsOf(slope, 8, 2);
  // Two levels, at (1/4)² and (3/4)² of the way from 0.5 to 7.5; each with one side that is to be seen.
  const sides = paths.map((path) => {
    const points = [...path.matchAll(/([\d.-]+) ([\d.-]+)/g)].map(([, x, y]) => [Number(x), Number(y)] as const);
    return points.filter((point) => point.every((at) => at > 0 && at < SIDE)).map(([x]) => x);
  });
  [0.25, 0.75].forEach((share, i) => {
    const expected = ((0.5 + 7 * share ** 2) / 8) * SIDE;
    expect(sides[i]?.length).toBeGreaterThan(0);
    for (const x of sides[i] ?? []) expect(Math.abs(x - expected)).toBeLessThanOrEqual(0.05);
  });
});

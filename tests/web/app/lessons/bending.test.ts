// @vitest-environment happy-dom

/** The lesson about activations: what a sketch becomes, what its address holds, and how training is led step by step. */

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import {
  given,
  MOST_POINTS,
  type Point,
  pointsIn,
  textOf,
  withPoint,
  withStroke,
} from "../../../../web/src/app/lessons/bending/curve.ts";
import { createBending, STEPS } from "../../../../web/src/app/lessons/bending/model.ts";
import { flatPieces } from "../../../../web/src/app/lessons/bending/unit-part.tsx";
import type { Engine } from "../../../../web/src/app/run/engine.ts";
import { inklingError } from "../../../../web/src/protocol.ts";
import type { BendingQuestions } from "../../../../web/src/questions/bending.ts";
import { waitFor } from "../../support.ts";

describe("a curve of one's own", () => {
  test("is kept in the address as its points, in order of x", () => {
    const points = pointsIn("1_0.5~-2_-1~0.126_0");
    expect(points).toEqual([
      [-2, -1],
      [0.13, 0],
      [1, 0.5],
    ]);
    expect(pointsIn(textOf(points))).toEqual(points);
  });

  test.each(["", "x", "1", "1_", "_1", "4_0", "0_9", "NaN_0", "0_Infinity", "~~", "0_1e9"])(
    "has no point where the address says %j",
    (text) => {
      expect(pointsIn(text)).toEqual([]);
    },
  );

  test("takes the later of two points at the same x, and no more than there is room for", () => {
    expect(pointsIn("1_0~1_1")).toEqual([[1, 1]]);
    const many = Array.from({ length: 200 }, (_, i): Point => [-2 + i / 50, 0]);
    const full = pointsIn(textOf(many));
    expect(full).toHaveLength(MOST_POINTS);
    expect(withPoint(full, 2.9, 1)).toBe(full);
    expect(withPoint(full, -2, 1)).toHaveLength(MOST_POINTS);
  });

  test("takes a stroke at every fifth of x, by straight lines between where the pen was", () => {
    const stroke: Point[] = [
      [-0.5, -1],
      [0.5, 1],
    ];
    expect(withStroke([], stroke)).toEqual([
      [-0.4, -0.8],
      [-0.2, -0.4],
      [0, 0],
      [0.2, 0.4],
      [0.4, 0.8],
    ]);
  });

  test("takes a stroke that goes back as it was drawn last, and in place of what was there", () => {
    const before: Point[] = [
      [-1, 0.5],
      [0.33, 0.5],
      [2, 0.5],
    ];
    const stroke: Point[] = [
      [0, 1],
      [0.6, 1],
      [0.2, -1],
    ];
    expect(withStroke(before, stroke)).toEqual([
      [-1, 0.5],
      [0, 1],
      [0.2, -1],
      [0.4, 0],
      [0.6, 1],
      [2, 0.5],
    ]);
  });

  test("takes a touch as a point, and stays on the plane", () => {
    expect(withStroke([], [[0.07, 0.3]])).toEqual([[0, 0.3]]);
    const beyond: Point[] = [
      [-9, 9],
      [9, 9],
    ];
    const all = withStroke([], beyond);
    expect([all[0], all.at(-1), all.length]).toEqual([[-3, 1.5], [3, 1.5], 31]);
  });
});

test("stretches that are flat are told by their ends", () => {
  expect(flatPieces(["dead", "saturated", "alive", "dead", "alive"])).toEqual([
    [0, 1],
    [3, 3],
  ]);
  expect(flatPieces([])).toEqual([]);
});

// ----- The model

type Advance = BendingQuestions["bending.advance"];

/** A worker that comes so many steps further with each answer. */
function open(address = "", slice = 1000) {
  history.replaceState(null, "", `#/learn/bending${address}`);
  const asked: Advance["given"][] = [];
  let [known, step] = ["", 0];
  const trouble: { error?: Error } = {};
  const answer = async (name: string, question: unknown) => {
    if (name === "bending.activation") return { values: [0], slopes: [0], conditions: ["dead"] };
    const { recipe, step: to } = question as Advance["given"];
    asked.push(question as Advance["given"]);
    if (trouble.error) throw trouble.error;
    if (JSON.stringify(recipe) !== known || step > to) step = 0;
    known = JSON.stringify(recipe);
    step = recipe.activation === "step" ? 0 : Math.min(to, step + slice);
    return { recipe, step, loss: 1 / (1 + step), lineLoss: 0.5, x: [], drawn: [], hidden: [], conditions: [] };
  };
  const engine = { opened: async () => {}, client: { ask: answer }, restart: vi.fn() } as unknown as Engine;
  const frames: FrameRequestCallback[] = [];
  const model = createBending(engine, (work) => frames.push(work));
  let now = 0;
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  /** Lets frames pass, each 50 ms after the one before, with the answers between them. */
  async function pass(count: number) {
    for (let i = 0; i < count; i++) {
      now += 50;
      frames.shift()?.(now);
      await settle();
    }
  }
  return { model, asked, pass, settle, frames, trouble };
}

let isStill = false;
/** A lesson listens to the address as long as the page is there: that of one test is not to hear of the next. */
const listening: Parameters<typeof addEventListener>[] = [];
beforeEach(() => {
  isStill = false;
  const listen = globalThis.addEventListener;
  vi.spyOn(globalThis, "addEventListener").mockImplementation((...given: (typeof listening)[number]) => {
    listening.push(given);
    listen(...given);
  });
  vi.stubGlobal("matchMedia", () => ({ matches: isStill, addEventListener() {} }));
});
afterEach(() => {
  vi.restoreAllMocks();
  for (const given of listening.splice(0)) removeEventListener(...given);
  vi.unstubAllGlobals();
});

test("nothing moves before somebody plays; then it comes to its last step, which the address keeps", async () => {
  const { model, pass, settle, frames } = open();
  await settle();
  expect([model.state.value?.step, model.player.isPlaying.value, frames.length]).toEqual([0, false, 0]);
  model.player.play();
  await pass(20);
  const early = model.state.value?.step ?? 0;
  expect(early).toBeGreaterThan(20);
  expect(early).toBeLessThan(STEPS);
  expect(model.player.place.value).toBe(early);
  await pass(400);
  expect([model.state.value?.step, model.player.isPlaying.value]).toEqual([STEPS, false]);
  expect(location.hash).toBe(`#/learn/bending?step=${STEPS}`);
  model.player.play();
  await pass(2);
  expect(model.player.place.value).toBeLessThan(10);
});

test("a pause keeps what it has come to, and a step by hand goes on from there", async () => {
  const { model, pass, settle } = open();
  model.player.play();
  await pass(30);
  model.player.pause();
  const { step = 0 } = model.state.value ?? {};
  await pass(5);
  expect([model.state.value?.step, model.player.place.value]).toEqual([step, step]);
  model.player.go(step + 1);
  await settle();
  expect(model.state.value?.step).toBe(step + 1);
  expect(location.hash).toContain(`step=${step + 1}`);
});

test("an address with a step leads there, and is seen only when it is there", async () => {
  const { model, settle } = open("?activation=relu&units=3&rate=1&step=2500", 100);
  const seen = new Set<number | undefined>();
  for (let i = 0; i < 60; i++) {
    await Promise.resolve();
    seen.add(model.state.value?.step);
  }
  await waitFor(() => expect(model.state.value?.step).toBe(2500));
  await settle();
  expect([...seen].filter((step) => step !== undefined && step !== 2500)).toEqual([]);
  expect(model.state.value?.recipe).toMatchObject({ activation: "relu", units: 3, learningRate: 1, seed: 1 });
});

test("an address that is followed leads to its step, as long as it plays, too", async () => {
  const { model, pass } = open();
  model.player.play();
  await pass(10);
  history.replaceState(null, "", "#/learn/bending?activation=gelu&step=700");
  dispatchEvent(new Event("hashchange"));
  await pass(10);
  expect(model.state.value).toMatchObject({ step: 700, recipe: { activation: "gelu" } });
  expect(model.player.isPlaying.value).toBe(false);
});

test("what is changed is drawn anew from the first step on", async () => {
  const { model, pass, asked, settle } = open("?step=900");
  await settle();
  model.choices.activation.value = "relu";
  await settle();
  expect(asked.at(-1)).toMatchObject({ recipe: { activation: "relu" }, step: 0 });
  expect(model.player.isPlaying.value).toBe(true);
  await pass(5);
  expect(model.state.value?.recipe.activation).toBe("relu");
  expect(model.state.value?.step).toBeGreaterThan(0);
});

test("a step cannot be played", async () => {
  const { model, pass } = open("?activation=step&step=50");
  await pass(2);
  model.player.play();
  await pass(2);
  expect([model.player.last.value, model.player.isPlaying.value, model.state.value?.step]).toEqual([0, false, 0]);
});

test("a sketch is the curve once the pen is let go, and nothing where that was not meant", async () => {
  const { model, pass, asked } = open("?curve=hill");
  await pass(1);
  model.draw(-1, 0, true);
  model.draw(1, 1, false);
  expect(model.points.value).toHaveLength(11);
  expect(model.choices.curve.value).toBe("hill");
  model.drawn(false);
  expect(model.points.value).toEqual(given.hill);
  model.draw(-1, 0, true);
  model.draw(1, 1, false);
  model.drawn(true);
  await pass(2);
  expect(model.choices.curve.value).toBe("own");
  expect(asked.at(-1)?.recipe.curve).toEqual(model.points.value);
  model.clear();
  await pass(2);
  expect([model.points.value, model.state.value, model.player.last.value]).toEqual([[], undefined, 0]);
  model.add(0, 0);
  model.add(1, 1);
  await pass(2);
  expect(asked.at(-1)?.recipe.curve).toEqual([
    [0, 0],
    [1, 1],
  ]);
});

test("the prediction is settled by eight units without a bend at their end alone, and stays so", async () => {
  const { model, pass } = open("?activation=identity&units=3&step=3000");
  await pass(6);
  expect([model.state.value?.step, model.outcome.value]).toEqual([3000, undefined]);
  model.choices.units.value = "8";
  await pass(20);
  expect(model.outcome.value).toBeUndefined();
  model.player.go(3000);
  await pass(6);
  expect(model.outcome.value).toEqual({ loss: 1 / 3001, lineLoss: 0.5 });
  model.choices.activation.value = "tanh";
  await pass(6);
  expect(model.outcome.value).toEqual({ loss: 1 / 3001, lineLoss: 0.5 });
});

test("who wants no motion sees the end at once", async () => {
  isStill = true;
  const { model, pass } = open("", 500);
  await pass(1);
  const seen = new Set<number | undefined>();
  model.player.play();
  for (let i = 0; i < 30; i++) {
    await Promise.resolve();
    seen.add(model.state.value?.step);
  }
  await pass(10);
  expect([...seen].filter((step) => step !== 0 && step !== STEPS)).toEqual([]);
  expect([model.state.value?.step, model.player.isPlaying.value]).toEqual([STEPS, false]);
});

test("where no answer comes it stands still, and says why", async () => {
  const { model, pass, trouble } = open();
  model.player.play();
  await pass(5);
  trouble.error = inklingError("diverged", "The loss is not finite.");
  await pass(3);
  expect([model.player.isPlaying.value, model.network.problem.value?.message]).toEqual([
    false,
    "The loss is not finite.",
  ]);
  trouble.error = undefined;
  model.network.again();
  await pass(2);
  expect(model.network.problem.value).toBeUndefined();
});

test.each([
  "activation=swish",
  "units=5",
  "units=1e9",
  "rate=0",
  "x=7",
  "x=NaN",
  "step=-1",
  "step=3001",
  "seed=-1",
  "curve=constructor",
])("%s in the address changes nothing", async (query) => {
  const { model, asked, settle } = open(`?${query}`);
  await settle();
  expect(asked.at(-1)).toMatchObject({
    ...{ recipe: { activation: "tanh", units: 8, learningRate: 0.02, seed: 1, curve: given.waves }, step: 0 },
  });
  expect(model.choices.x.value).toBe(1);
});

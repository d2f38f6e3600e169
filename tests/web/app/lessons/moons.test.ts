// @vitest-environment happy-dom
/** The lesson about two moons trains while it is shown, as far as it is told to, and begins anew with other settings. */

import { batch, effect } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createMoons, EPOCHS, trendOf } from "../../../../web/src/app/lessons/moons/model.ts";
import type { Engine } from "../../../../web/src/app/run/engine.ts";
import { type InklingError, inklingError } from "../../../../web/src/protocol.ts";
import type { MoonsQuestions, MoonsState } from "../../../../web/src/questions/moons.ts";

type Given = MoonsQuestions["moons.advance"]["given"];

let isStill: boolean;
beforeEach(() => {
  isStill = false;
  vi.stubGlobal("matchMedia", () => ({ matches: isStill }));
  // The models of earlier tests do not hear of later addresses.
  vi.stubGlobal("addEventListener", () => {});
});
afterEach(() => {
  vi.unstubAllGlobals();
  location.hash = "";
});

const stateAt = (epoch: number, more: Partial<MoonsState> = {}): MoonsState => ({
  ...{ epoch, epochOfNetwork: epoch, ended: epoch >= EPOCHS ? "epochs" : undefined },
  ...{ training: { loss: 1 / (1 + epoch), accuracy: 1 }, test: { loss: 2, accuracy: 0.8 } },
  lowest: { loss: 0.5, accuracy: 0.9, epoch: Math.min(epoch, 200) },
  curves: { epochs: [], training: [], test: [] },
  ...{ surface: new Float32Array(4), weight: new Float32Array(4), bias: new Float32Array(2), took: epoch, ...more },
});

/** A worker that answers at once, and frames that come when the test says so. */
function open(address = "", answer = (given: Given) => stateAt(given.epoch), ofPoints = () => {}) {
  location.hash = `#/learn/moons${address}`;
  const asked: Given[] = [];
  const restart = vi.fn();
  const frames: (() => void)[] = [];
  const engine = {
    ...{ opened: async () => {}, restart },
    client: {
      ask: async (name: string, given: Given) => {
        if (name === "moons.points") {
          ofPoints();
          return { training: { points: [], labels: [] } };
        }
        asked.push(given);
        return answer(given);
      },
    },
  } as unknown as Engine;
  const model = createMoons(engine, () => new Promise((resolve) => frames.push(() => resolve(undefined))));
  const settle = () => new Promise((resolve) => setTimeout(resolve));
  /** Lets frames pass, and what they lead to. */
  const pass = async (count: number) => {
    await settle();
    for (let i = 0; i < count; i++) {
      frames.shift()?.();
      await settle();
    }
  };
  return { model, asked, restart, pass, epochs: () => asked.map(({ epoch }) => epoch) };
}

const epochsOf = async ({ pass, epochs }: ReturnType<typeof open>, frames: number) => {
  await pass(frames);
  return epochs();
};

test("it shows the network before training, and trains from there to the end as fast as frames and pace allow", async () => {
  const world = open();
  expect(await epochsOf(world, 3)).toEqual([0]);
  expect([world.model.state.value?.epoch, world.model.isPlaying.value]).toEqual([0, false]);
  world.model.play();
  expect(await epochsOf(world, 3)).toEqual([0, 1, 3, 5, 7]);
  expect(world.model.isPlaying.value).toBe(true);
  expect(location.hash).not.toContain("epoch"); // whoever leaves now and comes back does not find it running
  await world.pass(200);
  expect([world.model.state.value?.epoch, world.model.isPlaying.value]).toEqual([EPOCHS, false]);
  expect(location.hash).toContain("epoch=8000");
});

test("at full pace it asks for the end at once", async () => {
  let done = 0;
  const world = open("?pace=full&epoch=8000", ({ epoch }) => {
    done = Math.min(epoch, done + 3000);
    return stateAt(done);
  });
  expect(await epochsOf(world, 9)).toEqual([0, 8000, 8000, 8000]);
  expect(world.model.state.value?.ended).toBe("epochs");
});

test("the worker is asked for the next picture before the last is drawn, and rests where no frame comes", async () => {
  let done = 0;
  const { model, asked, pass } = open("?pace=full&epoch=8000", ({ epoch }) => {
    done = Math.min(epoch, done + 3000);
    return stateAt(done);
  });
  const drawn: unknown[] = [];
  effect(() => {
    const epoch = model.state.value?.epoch;
    // The page draws in a microtask after the change.
    queueMicrotask(() => drawn.push([epoch, asked.length]));
  });
  await pass(0);
  await pass(0);
  expect([asked.length, model.state.value]).toEqual([1, undefined]);
  await pass(1);
  await pass(0);
  expect([asked.length, model.state.value?.epoch]).toEqual([2, 0]);
  await pass(9);
  expect(drawn.slice(1)).toEqual([
    [0, 2],
    [3000, 3],
    [6000, 4],
    [8000, 4],
  ]);
});

test("paused, stepped and started again, it goes where it is told", async () => {
  const world = open("?pace=full");
  const { model } = world;
  await world.pass(2);
  model.play();
  model.pause();
  await world.pass(3);
  expect([model.isPlaying.value, model.state.value?.epoch]).toEqual([false, 0]);
  for (let i = 0; i < 3; i++) {
    model.step();
    await world.pass(2);
  }
  expect(model.state.value?.epoch).toBe(5);
  model.restart();
  await world.pass(2);
  expect(model.state.value?.epoch).toBe(0);
  model.play();
  await world.pass(3);
  model.play();
  await world.pass(4);
  expect(world.epochs().slice(-4)).toEqual([0, 8000, 0, 8000]);
});

test("paused while an answer is under way it stays where it stood, also to look at a unit", async () => {
  let done = 0;
  const world = open("?pace=full&epoch=6", ({ epoch, unit }) => {
    done = Math.min(epoch, (epoch < done ? 0 : done) + 3);
    return stateAt(done, { weight: Float32Array.of(unit ?? -1) });
  });
  const { model } = world;
  await world.pass(4);
  const shown: unknown[] = [];
  effect(() => void shown.push([model.state.value?.epoch, model.state.value?.weight[0], model.isPlaying.value]));
  model.play();
  model.pause();
  await world.pass(3);
  expect([done, model.state.value?.epoch, location.hash.includes("epoch=6")]).toEqual([9, 6, true]);
  model.choices.unit.value = 3;
  await world.pass(4);
  model.restart();
  await world.pass(2);
  const [rest, looked, start] = [
    [6, -1, false],
    [6, 2, false],
    [0, 2, false],
  ];
  expect(shown).toEqual([rest, [6, -1, true], rest, looked, start]);
});

test("another cure, and the start, are gone to from the middle of training, and what is under way then is not shown", async () => {
  let course = { l2: 0, epoch: 0 };
  const world = open("?pace=full&epoch=8000", ({ epoch, recipe: { l2 } }) => {
    const from = l2 === course.l2 && course.epoch <= epoch ? course.epoch : 0;
    course = { l2, epoch: Math.min(epoch, from + 3000) };
    return stateAt(course.epoch, { weight: Float32Array.of(l2) });
  });
  const { model, pass } = world;
  const shown: [epoch?: number, isCured?: boolean][] = [];
  effect(() => {
    const { epoch, weight } = model.state.value ?? {};
    shown.push([epoch, weight && weight[0] !== 0]);
  });
  await pass(2);
  expect([course.epoch, shown.splice(0)]).toEqual([
    6000,
    [
      [undefined, undefined],
      [0, false],
      [3000, false],
    ],
  ]);
  model.choices.l2.value = 1;
  await pass(3);
  expect([course.epoch, shown.splice(0)]).toEqual([
    6000,
    [
      [0, true],
      [3000, true],
    ],
  ]);
  expect(model.results.value.map(({ cures, state }) => [cures, state.epoch])).toEqual([
    [[], 3000],
    [["l2"], 3000],
  ]);
  model.restart();
  await pass(5);
  expect([shown, model.isPlaying.value]).toEqual([[[0, true]], false]);
});

test("with another cure it trains anew as far as before, and keeps what it was", async () => {
  const world = open("?pace=full&epoch=8000");
  const { model, asked } = world;
  await world.pass(4);
  expect(model.before.value).toBeUndefined();
  const uncured = model.state.value;
  model.choices.l2.value = 1;
  await world.pass(4);
  expect(asked.at(-1)?.recipe).toMatchObject({ l2: 0.003, dropout: 0, patience: 0 });
  expect(model.results.value.map(({ cures, state }) => [cures, state.epoch])).toEqual([
    [[], 8000],
    [["l2"], 8000],
  ]);
  expect(model.before.value).toBe(uncured);
  model.choices.seed.value = 6;
  await world.pass(4);
  expect([model.before.value, model.results.value.length]).toEqual([undefined, 1]);
});

test("the prediction is about noisy moons without a cure, trained to the end", async () => {
  const world = open("?pace=full&epoch=8000");
  const { model } = world;
  expect(model.trained.value).toBeUndefined();
  await world.pass(4);
  expect(model.trained.value && trendOf(model.trained.value)).toBe("up");
  model.choices.dropout.value = 1;
  await world.pass(4);
  expect(model.trained.value?.epoch).toBe(8000);
  model.choices.points.value = "circles";
  await world.pass(4);
  expect(model.trained.value).toBeUndefined();
});

test.each(["noise=0.1", "examples=200", "units=8"])("with %s there is nothing to have predicted", async (easier) => {
  const { model, pass } = open(`?pace=full&epoch=8000&${easier}`);
  await pass(4);
  expect([model.state.value?.ended, model.trained.value]).toEqual(["epochs", undefined]);
});

test("test loss falls, stays or rises beside its lowest", () => {
  const trend = (loss: number) =>
    trendOf(stateAt(9, { test: { loss, accuracy: 1 }, lowest: { loss: 0.5, accuracy: 1, epoch: 3 } }));
  expect([0.5, 0.54, 0.56].map(trend)).toEqual(["down", "same", "up"]);
  expect(trendOf(stateAt(9, { test: undefined }))).toBeUndefined();
});

test("a hidden unit is asked for where one is chosen or pointed at, and nothing is trained for it", async () => {
  const world = open("?unit=3&units=8");
  const { model, asked } = world;
  await world.pass(2);
  model.pointed.value = 0;
  await world.pass(2);
  model.pointed.value = undefined;
  model.choices.unit.value = 20; // there are eight
  await world.pass(2);
  expect(asked.map(({ unit, epoch }) => [unit, epoch])).toEqual([
    [2, 0],
    [0, 0],
    [2, 0],
    [undefined, 0],
  ]);
});

test("who wants little motion sees the beginning and the end", async () => {
  isStill = true;
  let done = 0;
  const world = open("", ({ epoch }) => {
    done = Math.min(epoch, done + 3000);
    return stateAt(done);
  });
  await world.pass(2);
  world.model.play();
  await world.pass(1);
  expect([world.epochs().at(-1), world.model.state.value?.epoch]).toEqual([8000, 0]);
  await world.pass(3);
  expect(world.model.state.value?.epoch).toBe(8000);
});

test("after the worker's death it stops, says why, and begins anew in another", async () => {
  let failure: InklingError | undefined;
  const world = open("?pace=full", ({ epoch }) => {
    if (failure) throw failure;
    return stateAt(Math.min(epoch, 100));
  });
  const { model, asked, restart } = world;
  await world.pass(2);
  failure = inklingError("worker_died", "Gone.");
  model.play();
  await world.pass(3);
  expect([model.trouble.problem.value?.message, model.isPlaying.value, asked.length]).toEqual(["Gone.", false, 2]);
  failure = undefined;
  model.trouble.again();
  await world.pass(2);
  expect(restart).toHaveBeenCalledOnce();
  expect(world.epochs().slice(2, 4)).toEqual([0, 8000]);
  expect([model.trouble.problem.value, model.isPlaying.value]).toEqual([undefined, true]);
});

test("where the points have not come either, one press is enough for both", async () => {
  let isDead = true;
  const fail = () => {
    if (isDead) throw inklingError("worker_died", "Gone.");
  };
  const answer = ({ epoch }: Given) => {
    fail();
    return stateAt(epoch);
  };
  const { model, pass, restart } = open("", answer, fail);
  await pass(2);
  expect(model.trouble.problem.value?.message).toBe("Gone.");
  isDead = false;
  model.trouble.again();
  await pass(2);
  expect([model.trouble.problem.value, restart.mock.calls.length, model.state.value?.epoch]).toEqual([undefined, 1, 0]);
});

test("what is refused is told until something else is chosen, and is not asked again", async () => {
  const world = open("", ({ recipe }) => {
    if (recipe.units === 8) throw inklingError("bad_setting", "No.");
    return stateAt(0);
  });
  const { model, restart } = world;
  await world.pass(2);
  model.choices.units.value = 8;
  await world.pass(3);
  expect([model.trouble.problem.value?.message, world.asked.length]).toEqual(["No.", 2]);
  model.choices.units.value = 4;
  await world.pass(3);
  expect([model.trouble.problem.value, world.asked.length, restart.mock.calls.length]).toEqual([undefined, 3, 0]);
});

test("points of one's own stand in the address, and there is nothing to stop by", async () => {
  const world = open("?points=own&stopping=1");
  const { model, asked } = world;
  await world.pass(2);
  expect([asked.length, model.state.value, model.isOwn.value]).toEqual([0, undefined, true]);
  model.own.add(0.123, -1.456, 1);
  model.own.add(1, 1, 0);
  await world.pass(2);
  expect(asked.at(-1)?.recipe).toMatchObject({
    patience: 0,
    points: {
      points: [
        [0.12, -1.46],
        [1, 1],
      ],
      labels: [1, 0],
    },
  });
  expect(decodeURIComponent(location.hash)).toContain("own=0.12_-1.46_1~1_1_0");
  model.own.removeLast();
  model.own.removeLast();
  await world.pass(2);
  expect(model.state.value).toBeUndefined();
});

test("after the last of all points come the first", () => {
  const { model } = open("?seed=1000000");
  model.reseed();
  expect(model.choices.seed.value).toBe(1);
});

test("what an address says that is not allowed is passed over", async () => {
  const world = open("?points=stars&units=1000&noise=-1&epoch=1e9&seed=x&l2=2&pace=slow");
  await world.pass(2);
  expect(world.asked).toEqual([
    {
      recipe: {
        points: { rule: "moons", examples: 40, noise: 0.25, seed: 5 },
        ...{ units: 32, seed: 5, l2: 0, dropout: 0, patience: 0 },
      },
      ...{ epoch: 0, grid: { from: -2, to: 3, columns: 48 }, unit: undefined },
    },
  ]);
});

test("an address that is followed leads to its epoch of its own training, from wherever the lesson stands", async () => {
  const { model, pass } = open("?pace=full&epoch=300");
  const { choices } = model;
  const follow = async (noise: number, epoch: number) => {
    // As an address is read: all at once.
    batch(() => {
      choices.noise.value = noise;
      choices.epoch.value = epoch;
    });
    await pass(9);
    expect([model.state.value?.epoch, choices.epoch.value, model.isPlaying.value]).toEqual([epoch, epoch, false]);
  };
  await pass(9);
  expect(model.state.value?.epoch).toBe(300);
  await follow(0.1, 500);
  await follow(0.4, 200);
  await follow(0.4, 700);
  await follow(0.1, 0);
});

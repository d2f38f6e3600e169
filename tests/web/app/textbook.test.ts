// @vitest-environment happy-dom

/** The textbook's run in the lab: when a run is one, how it begins in place of another, and how it goes on to its end. */

import { signal } from "@preact/signals";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { load } from "../../../engine/js/node.ts";
import { createLab, type Lab } from "../../../web/src/app/lab.ts";
import { createDigits } from "../../../web/src/app/lessons/digits/model.ts";
import type { Engine, Tenant } from "../../../web/src/app/run/engine.ts";
import {
  type Description,
  inklingError,
  type Progress,
  type Recipe,
  type RunEvent,
} from "../../../web/src/protocol.ts";
import { waitFor } from "../support.ts";
import { moduleOf } from "../worker/lessons/support.ts";

let described: Description;
beforeAll(async () => {
  const { settings } = await load(moduleOf("inkling.wasm"));
  described = { settings: settings.Recipe ?? [], ofNetwork: ["layers", "loss", "seed"] };
});

/** A lab whose worker does nothing but remember what was asked of it. */
async function open() {
  let tenant: Tenant | undefined;
  const asked: string[] = [];
  const recipes: Recipe[] = [];
  const remember = (name: string) => async (_: string, recipe: Recipe) => {
    asked.push(name);
    recipes.push(recipe);
  };
  const client = {
    ...{ setPace: async () => {}, pause: async () => void asked.push("pause") },
    ...{ create: vi.fn(remember("create")), train: remember("train"), trainEpoch: remember("trainEpoch") },
  };
  const restart = vi.fn();
  const engine = {
    ...{ description: signal(described), loading: signal(undefined), client, restart },
    opened: async () => {},
    take(given: Tenant) {
      tenant = given;
      return "run 1";
    },
  } as unknown as Engine;
  const made = createLab(engine);
  const textbook = await made.textbook();
  const lab = { ...made, textbook: async () => textbook };
  const say = (...events: RunEvent[]) => {
    for (const event of events) tenant?.hear(event);
  };
  return {
    lab,
    textbook,
    asked,
    recipes,
    client,
    say,
    restart,
    die: () => tenant?.died(inklingError("worker_died", "It ended.")),
  };
}

const network = (recipe: Recipe): RunEvent => ({
  type: "network",
  ...{ layers: [784, 1000, 10], parameters: 795_010, loss: "cross_entropy", recipe },
});
const phase = (phase: "training" | "paused" | "finished" | "loading"): RunEvent => ({ type: "phase", phase });

const stepsPerEpoch = 1875;
const accuracies = [0.95, 0.97, 0.975, 0.976, 0.977, 0.978, 0.979, 0.98, 0.981, 0.982];

/** So many steps into a run; an epoch's end comes with its score. */
function progress(step: number, more: Partial<Progress> = {}): RunEvent {
  const [epoch, stepInEpoch] = [Math.floor(step / stepsPerEpoch), step % stepsPerEpoch];
  const test = stepInEpoch === 0 && epoch > 0 ? { loss: 0.1, accuracy: accuracies[epoch - 1] ?? 0.982 } : undefined;
  const hash = test && String(epoch).padStart(16, "0");
  const epochEnd = test && hash ? { epoch, step, test, hash, trainingAccuracy: 0.9 + epoch / 100 } : undefined;
  return {
    type: "progress",
    progress: {
      ...{ epoch, step, stepInEpoch, stepsPerEpoch, digitsSeen: 32 * step, trainingSize: 60_000, curve: [] },
      ...{ epochsSeen: step / stepsPerEpoch, digitsPerSecond: 0, operationsPerSecond: 0, seconds: step, startEpoch: 0 },
      ...{ lastEpoch: 10, head: step, test, hash, epochEnd, ...more },
    },
  };
}
const end = (epoch: number) => progress(epoch * stepsPerEpoch);

const lessonOf = (lab: Lab) => createDigits(async () => lab);

/** With a run by the recipe that has begun. */
async function begun() {
  const world = await open();
  const { lab, textbook, say } = world;
  const { recipe } = textbook;
  await waitFor(() => expect(world.client.create).toHaveBeenCalled());
  say(network({}));
  const beginning = textbook.begin();
  await waitFor(() => expect(world.asked.at(-1)).toBe("train"));
  // Its digits come later than its network.
  say(network({ ...recipe, data: { examples: 10_000 } }), phase("loading"));
  await beginning;
  const at = { digitsSeen: 0, step: 0, epoch: 0, seconds: 0 };
  say({ type: "noted", event: { step: 0, recipe }, at }, phase("training"), progress(0));
  const model = lessonOf(lab);
  await waitFor(() => expect(model.lab.value?.run).toBe(lab.run));
  return { ...world, recipe, model };
}

describe("it begins", () => {
  test("only when there is a network that it can take the place of, with its settings in the form, and fast", async () => {
    const { lab, asked, recipes, say, client, textbook } = await open();
    await waitFor(() => expect(client.create).toHaveBeenCalled());
    const beginning = textbook.begin();
    expect(textbook.isBeginning.value).toBe(true);
    await Promise.resolve();
    expect(asked).toEqual(["create"]);
    say(network({}));
    await beginning;
    expect(asked).toEqual(["create", "create", "train"]);
    expect(recipes.at(-1)).toEqual(recipes.at(-2));
    expect(recipes.at(-1)).toMatchObject({ learningRate: 0.1, batchSize: 32, data: { examples: 60_000 } });
    expect(recipes.at(-1)?.layers?.map(({ units }) => units)).toEqual([1000, 10]);
    expect([lab.run.pace.value, textbook.isBeginning.value]).toEqual(["fast", false]);
  });

  test("not at all where it is called off, before there is a network and while its own is made", async () => {
    const { asked, say, client, textbook } = await open();
    await waitFor(() => expect(client.create).toHaveBeenCalled());
    const early = textbook.begin();
    await textbook.pause();
    expect(textbook.isBeginning.value).toBe(false);
    say(network({}));
    await early;
    expect(asked).toEqual(["create", "pause"]);
    let made = () => {};
    const making = new Promise<void>((resolve) => {
      made = resolve;
    });
    client.create.mockReturnValueOnce(making);
    const beginning = textbook.begin();
    await waitFor(() => expect(client.create).toHaveBeenCalledTimes(2));
    await textbook.pause();
    made();
    await beginning;
    expect(asked).toEqual(["create", "pause", "pause"]);
  });

  test("not at all where its network cannot be made; that is told", async () => {
    const { lab, asked, say, client, textbook } = await open();
    await waitFor(() => expect(client.create).toHaveBeenCalled());
    say(network({}));
    client.create.mockRejectedValueOnce(inklingError("unavailable", "The server cannot be reached."));
    await textbook.begin();
    expect(asked).toEqual(["create"]);
    expect(lab.run.failure.value?.message).toBe("The server cannot be reached.");
  });
});

describe("the lab's run is the textbook's", () => {
  test("once its digits are there, by whatever words its recipe has", async () => {
    const { say, recipe, textbook } = await begun();
    expect(textbook.isLive.value).toBe(true);
    say(network({ ...recipe, seed: undefined, l2: 0 }));
    expect(textbook.isLive.value).toBe(true);
    for (const other of [{ seed: 5 }, { data: { examples: 10_000 } }, { learningRate: 0.2 }] as Recipe[]) {
      say(network({ ...recipe, ...other }));
      expect(textbook.isLive.value).toBe(false);
    }
  });

  test("until a setting is changed: what it was by then is no run by this recipe", async () => {
    const { say, recipe, model, textbook } = await begun();
    say(progress(1), end(1), progress(2000));
    expect(model.rows.value[0]).toEqual({ epoch: 1, training: 0.91, test: 0.95 });
    const at = { digitsSeen: 64_000, step: 2000, epoch: 1.1, seconds: 1 };
    say({ type: "noted", event: { step: 2000, recipe: { ...recipe, learningRate: 0.2 } }, at });
    expect(textbook.isLive.value).toBe(false);
    expect(model.state.value).toBe("other");
    expect(model.rows.value[0]?.test).toBeUndefined();
  });

  test("and stays to be looked at when another one comes", async () => {
    const { say, model, textbook } = await begun();
    expect(model.isReplaced.value).toBe(false); // called off before its first step it is still the lab's
    say(progress(1), end(1), end(2), phase("paused"));
    expect(model.isReplaced.value).toBe(false);
    say(network({}));
    expect(textbook.isLive.value).toBe(false);
    expect([model.state.value, model.isReplaced.value]).toEqual(["other", true]);
    expect(model.rows.value.map(({ test }) => test).slice(0, 3)).toEqual([0.95, 0.97, undefined]);
  });
});

describe("the lesson", () => {
  test("has a row for each epoch, and knows what the first one has come to when it ends", async () => {
    const { say, model, recipe } = await begun();
    expect(model.rows.value).toHaveLength(recipe.epochs);
    expect(model.state.value).toBe("training");
    say(progress(1), progress(1000, { test: { loss: 1, accuracy: 0.6 } }));
    expect(model.truth.value).toBeUndefined();
    say(end(1));
    expect(model.truth.value).toBe("most");
    for (let epoch = 2; epoch <= recipe.epochs; epoch++) say(end(epoch));
    say(phase("finished"));
    expect(model.state.value).toBe("done");
    expect(model.rows.value.map(({ test }) => test)).toEqual(accuracies);
  });

  test("goes on epoch by epoch from where it was paused, to the last one and no further", async () => {
    const { say, model, asked, textbook } = await begun();
    say(progress(1), end(1), progress(2000), phase("paused"), progress(2000));
    expect(model.state.value).toBe("paused");
    const before = asked.length;
    await textbook.goOn();
    say(phase("training"), progress(3000));
    expect(model.state.value).toBe("training");
    for (let epoch = 2; epoch <= 10; epoch++) {
      say(end(epoch), phase("paused"));
      await waitFor(() => expect(textbook.isGoingOn.value).toBe(epoch < 10));
      if (epoch < 10) say(phase("training"));
    }
    await Promise.resolve();
    expect(asked.slice(before)).toEqual(Array(9).fill("trainEpoch"));
    expect(model.state.value).toBe("done");
  });

  test("tells how long it takes to the last epoch, also when it goes on after a pause", async () => {
    const { say, textbook } = await begun();
    say(progress(1000, { secondsLeft: 95, secondsPerEpoch: 10 }));
    expect(textbook.secondsLeft.value).toBe(95);
    say(progress(2000), phase("paused"));
    expect(textbook.secondsLeft.value).toBeUndefined();
    await textbook.goOn();
    // Of the second of ten epochs, and of the eight after it.
    say(phase("training"), progress(2000, { secondsLeft: 9, secondsPerEpoch: 10 }));
    expect(textbook.secondsLeft.value).toBe(9 + 8 * 10);
    say(progress(9.5 * stepsPerEpoch, { secondsLeft: 5, secondsPerEpoch: 10 }));
    expect(textbook.secondsLeft.value).toBe(5);
  });

  test("stands still when it is paused, here or in the lab", async () => {
    const { say, model, asked, textbook } = await begun();
    say(progress(1), phase("paused"));
    await textbook.goOn();
    say(phase("training"), progress(500), phase("paused"));
    expect([model.state.value, textbook.isGoingOn.value]).toEqual(["paused", false]);
    await textbook.goOn();
    say(phase("training"), progress(600));
    await textbook.pause();
    const before = asked.length;
    say(end(1), phase("paused"));
    expect([model.state.value, asked.length]).toEqual(["paused", before]);
  });

  test("says that the worker has died, keeps what there was, and begins anew in another one", async () => {
    const { say, model, lab, die, restart, textbook } = await begun();
    say(progress(1), end(1));
    die();
    expect(model.state.value).toBe("failed");
    lab.run.failure.value?.again?.();
    expect(restart).toHaveBeenCalledOnce();
    say(phase("loading"), network({ ...textbook.recipe, data: { examples: 10_000 } }), {
      type: "phase",
      phase: "ready",
    });
    expect(model.state.value).toBe("other");
    expect(model.rows.value[0]?.test).toBe(0.95);
  });

  test("asks for the lab once more where it could not be fetched", async () => {
    const { lab, textbook } = await open();
    const openLab = vi.fn(async () => lab).mockRejectedValueOnce(new TypeError("Failed to fetch"));
    const model = createDigits(openLab);
    await waitFor(() => expect(model.isNotFetched.value).toBe(true));
    expect(model.state.value).toBe("opening");
    const empty = { training: undefined, test: undefined };
    expect(model.rows.value).toEqual(
      Array.from({ length: textbook.recipe.epochs }, (_, i) => ({ epoch: i + 1, ...empty })),
    );
    await model.open();
    expect([model.isNotFetched.value, model.lab.value?.textbook]).toEqual([false, textbook]);
  });
});

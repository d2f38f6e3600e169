/** What is entered in the form is put in force: at once, when the keys rest, or when it is entered. */

import { signal } from "@preact/signals";
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { load } from "../../../../../engine/js/node.ts";
import type { Field } from "../../../../../web/src/app/panels/settings/fields.ts";
import { createForm, createSheet } from "../../../../../web/src/app/panels/settings/form.ts";
import type { Problem, Run } from "../../../../../web/src/app/run/run.ts";
import type { Description, Recipe } from "../../../../../web/src/protocol.ts";

let described: Description;
beforeAll(async () => {
  const { settings } = await load();
  described = { settings: settings.Recipe ?? [], ofNetwork: ["layers", "loss", "seed"] };
});
beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A form whose run does nothing but remember what was asked of it. */
function open() {
  const description = signal<Description | undefined>(described);
  const sheet = createSheet(description);
  const [refusal, failure] = [signal<Problem | undefined>(undefined), signal<Problem | undefined>(undefined)];
  const asked = {
    configure: vi.fn(async () => {}),
    configureTyped: vi.fn(async () => {}),
    reset: vi.fn(async () => {}),
    rates: vi.fn(async (_: Recipe) => new Float32Array(256)),
  };
  const form = createForm({ ...asked, refusal, failure } as unknown as Run, sheet);
  const field = (path: string): Field => form.fieldAt(path);
  const recipe = () => sheet.intent.recipe();
  return { ...asked, form, field, recipe, refusal, failure, description, intent: sheet.intent };
}

const refused = (setting: string, message = ""): Problem => ({ code: "bad_setting", message, setting });

test("a recipe to start from takes the place of all that was entered, and makes a new network at once", () => {
  const { form, field, recipe, reset, configureTyped } = open();
  form.type(field("l2"), "0.5");
  form.startFrom({ learningRate: 0.25, layers: [{ units: 10 }] });
  expect(reset).toHaveBeenCalledTimes(1);
  expect(recipe()).toMatchObject({ learningRate: 0.25, schedule: { rule: "constant" }, layers: [{ units: 10 }] });
  expect(recipe().l2 ?? 0).toBe(0);
  vi.advanceTimersByTime(10_000);
  expect(configureTyped).not.toHaveBeenCalled(); // what was typed before is not meant any more
});

test("a batch of all digits has room for the written ones beside them", () => {
  const { form, field } = open();
  form.type(field("data.examples"), "6000");
  form.type(field("augmentation.written"), "0.4");
  expect(form.batch.value).toEqual({ kind: "miniBatch", all: 10_000 });
  form.type(field("batchSize"), "10000");
  expect(form.batch.value.kind).toBe("batch");
  form.type(field("batchSize"), "9999");
  expect(form.batch.value.kind).toBe("miniBatch");
  form.type(field("augmentation.written"), "0");
  expect(form.batch.value).toEqual({ kind: "batch", all: 6000 });
  form.type(field("batchSize"), "1");
  expect(form.batch.value.kind).toBe("stochastic");
  for (const text of ["", "ten", "0", "-1"]) {
    form.type(field("batchSize"), text);
    expect(form.batch.value.kind, text).toBeUndefined();
  }
});

test("the rates are those of the recipe in the form, and are refused where there is none", async () => {
  const { form, field, recipe, rates } = open();
  form.type(field("schedule.warmupSteps"), "7");
  expect(await form.rates()).toHaveLength(256);
  expect(rates).toHaveBeenCalledWith(recipe());
  form.type(field("epochs"), "many");
  await expect(form.rates()).rejects.toThrow("many");
});

describe("an entry is in force", () => {
  test("of the training half a second after the last key", () => {
    const { form, field, recipe, configureTyped, configure } = open();
    form.type(field("batchSize"), "3");
    vi.advanceTimersByTime(400);
    form.type(field("batchSize"), "32");
    vi.advanceTimersByTime(499);
    expect(configureTyped).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(configureTyped).toHaveBeenCalledTimes(1);
    expect(configure).not.toHaveBeenCalled();
    expect(recipe().batchSize).toBe(32);
  });

  test("of the network only when it is entered, because it starts a new one", () => {
    const { form, field, configureTyped, configure } = open();
    form.type(field("seed"), "5");
    form.units.type("64");
    form.shared.type(form.shared.field("dropout"), "0.5");
    vi.advanceTimersByTime(10_000);
    expect(configureTyped).not.toHaveBeenCalled();
    form.takeOver();
    expect(configure).toHaveBeenCalledTimes(1);
  });

  test("that is chosen at once, and not once more when the keys rest", () => {
    const { form, field, recipe, configureTyped, configure } = open();
    form.type(field("batchSize"), "32");
    form.choose(field("optimizer"), "adam");
    expect(configure).toHaveBeenCalledTimes(1);
    expect(recipe()).toMatchObject({ optimizer: "adam", batchSize: 32 });
    vi.advanceTimersByTime(10_000);
    expect(configureTyped).not.toHaveBeenCalled();
  });
});

test("what somebody types of the units is left as it is, until the layers are others", () => {
  const { form } = open();
  form.units.type("64 ,32");
  expect(form.units.text.value).toBe("64 ,32");
  form.addLayer();
  expect(form.units.text.value).toBe("64, 32, 32");
  form.removeLayer(0);
  expect(form.units.text.value).toBe("32, 32");
  form.units.type("32,");
  expect(form.units.text.value).toBe("32,");
  form.units.putBack();
  expect(form.units.text.value).toBe("256");
});

test("before the engine has told of its settings the recipe is the one to start with", () => {
  const { description, form, field, recipe, intent } = open();
  description.value = undefined;
  expect(form.isDescribed.value).toBe(false);
  expect(recipe()).toBe(intent.start);
  expect(field("learningRate").text).toBe("");
});

describe("a refused field", () => {
  test("is told by the form's name for it", () => {
    const { form, intent } = open();
    form.units.type("128, 0");
    const refusal = { setting: "layers[1].units", given: "0", allowed: "a whole number of at least 1" };
    expect(intent.sayRefused(refusal)).toBe(
      "Units of hidden layer 2: 0 was given; allowed is a whole number of at least 1.",
    );
    expect(intent.sayRefused({ ...refusal, setting: "warp" })).toBeUndefined();
  });

  test("opens its group, which can be closed once it is mended", () => {
    const { form, field, refusal } = open();
    refusal.value = refused("l2");
    expect([form.isOpen("regularisation"), form.isOpen("training")]).toEqual([true, false]);
    expect(form.isRefused(field("l2"))).toBe(true);
    expect(form.isRefused(field("l1"))).toBe(false);
    refusal.value = undefined;
    expect(form.isOpen("regularisation")).toBe(false);
  });

  test("of a hidden layer is also the one of all, which is in view", () => {
    const { form, refusal } = open();
    refusal.value = refused("layers[0].dropout");
    expect(form.isRefused(form.shared.field("dropout"), true)).toBe(true);
    expect(form.isRefused(form.shared.field("units"), true)).toBe(false);
    expect(form.isOpen("network")).toBe(false);
    refusal.value = refused("layers[0].weightsScale");
    expect(form.isRefused(form.shared.field("dropout"), true)).toBe(false);
    refusal.value = refused("layers[1].weights"); // the output's
    expect(form.isRefused(form.shared.field("dropout"), true)).toBe(false);
    expect(form.isOpen("network")).toBe(true);
  });
});

test("after divergence it starts again at a gentler rate than the one at which that was", () => {
  const { form, field, failure, reset, recipe } = open();
  form.type(field("learningRate"), "1e6");
  failure.value = { code: "diverged", message: "Training diverged." };
  form.type(field("learningRate"), "1e5");
  expect(form.gentler.rate.value).toBe("1e5");
  form.type(field("learningRate"), "much");
  expect(form.gentler.rate.value).toBe("0.2");
  form.gentler.start();
  expect(reset).toHaveBeenCalledTimes(1);
  expect(recipe().learningRate).toBeUndefined(); // the default
});

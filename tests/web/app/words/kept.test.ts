/** What was said and is kept, such as a problem until it is mended, follows the page's language. */

import { computed, signal } from "@preact/signals";
import { afterAll, beforeAll, beforeEach, expect, test, vi } from "vitest";
import { load } from "../../../../engine/js/node.ts";
import { createPlan, keptPath } from "../../../../web/src/app/panels/better/plan.ts";
import { nothing } from "../../../../web/src/app/panels/hand/drawings.ts";
import { openHands } from "../../../../web/src/app/panels/hand/hands.ts";
import { createLearning } from "../../../../web/src/app/panels/hand/learning.ts";
import { createRace } from "../../../../web/src/app/panels/race/race.ts";
import { createOutbox } from "../../../../web/src/app/panels/send/outbox.ts";
import { enter, type Place } from "../../../../web/src/app/panels/settings/draft.ts";
import { everyField } from "../../../../web/src/app/panels/settings/fields.ts";
import { createSheet } from "../../../../web/src/app/panels/settings/form.ts";
import { explicit, variablesOf, varied } from "../../../../web/src/app/panels/settings/variation.ts";
import { createDivergence } from "../../../../web/src/app/panels/status/divergence.ts";
import { isSame } from "../../../../web/src/app/records/differences.ts";
import { failure } from "../../../../web/src/app/run/said.ts";
import { engineWords } from "../../../../web/src/app/words/engine.ts";
import { handWords } from "../../../../web/src/app/words/hand.ts";
import { speak } from "../../../../web/src/app/words/language.ts";
import type { Description } from "../../../../web/src/protocol.ts";
import { waitFor } from "../../support.ts";

let english: Description;
beforeAll(async () => {
  const { settings } = await load();
  english = { settings: settings.Recipe ?? [], ofNetwork: ["layers", "loss", "seed"] };
  vi.stubGlobal("document", { documentElement: { lang: "" } });
});
beforeEach(() => speak("en"));
afterAll(async () => {
  await speak("en");
  vi.unstubAllGlobals();
});

/** What is said now, in the one language and in the other, and after that in the first again. */
async function inBoth(say: () => unknown): Promise<unknown[]> {
  const before = say();
  await speak("zh-CN");
  const said = [before, say()];
  await speak("en");
  expect(say()).toEqual(before);
  return said;
}

/** A form in which these texts stand, by their places in the recipe. */
function sheetWith(entries: Record<string, string>) {
  const sheet = createSheet(computed(() => engineWords.described(english)));
  for (const [path, text] of Object.entries(entries)) {
    const field = everyField(sheet.description.value, sheet.draft.value).find((one) => one.path === path);
    sheet.draft.value = enter(sheet.draft.value, field as Place, text);
  }
  return sheet;
}

function errorOf(read: () => unknown): Error {
  try {
    read();
  } catch (error) {
    return error as Error;
  }
  throw new Error("It was understood");
}

test("why a setting of the form cannot be understood", async () => {
  const refused = (path: string, text: string) => errorOf(sheetWith({ [path]: text }).intent.recipe);
  const rate = refused("learningRate", "1..2");
  expect(await inBoth(() => rate.message)).toEqual([
    expect.stringMatching(/^Learning rate: '1\.\.2' is not a number/),
    expect.stringMatching(/^学习率：“1\.\.2”不是数/),
  ]);
  const units = refused("layers[0].units", "");
  expect(await inBoth(() => units.message)).toEqual([
    expect.stringMatching(/^Units of hidden layer 1: .*missing/),
    expect.stringMatching(/^隐藏层1的.*缺少数值/),
  ]);
});

test("what took it over: a race, and a run to be sent", async () => {
  const { intent } = sheetWith({ learningRate: "1..2" });
  const race = createRace(() => [{ id: "lab", name: "lab", recipe: intent.recipe }], { cores: 2 });
  race.start();
  const outbox = createOutbox({
    ...{ description: signal(english), live: signal(undefined), recipe: intent.recipe },
    writeLink: () => Promise.resolve(""),
  });
  outbox.pack();
  for (const { value } of [{ value: race.refusal }, { value: outbox.problem }]) {
    expect(await inBoth(() => value.value)).toEqual([
      expect.stringMatching(/^Learning rate: /),
      expect.stringMatching(/^学习率：/),
    ]);
  }
});

/** A plan beside a form in which these texts stand. */
function planBeside(entries: Record<string, string> = {}) {
  const { description, draft, meant } = sheetWith(entries);
  return createPlan({
    isDescribed: signal(true),
    variables: computed(() => variablesOf(description.value, draft.value)),
    kept: signal([{ id: "a", name: "784-256-10", recipe: () => explicit(english, meant()) }]),
    recipe: () => explicit(english, meant()),
    varied: (path, text) =>
      explicit(
        english,
        varied(description.value, draft.value, path, text, () => description.value),
      ),
    isSame: (one, other) => isSame(english, one, other),
  });
}

test.each([
  ["seeds", "0", "Seeds: allowed is", "种子数"],
  ["epochs", "0", "Epochs: allowed is", "轮次"],
  ["typed", "1..2", "Learning rate: '1..2' is not", "学习率：“1..2”不是数"],
  ["typed", "", "Learning rate: what else should it be?", "学习率"],
  ["typed", "0.2", "Learning rate: it is 0.2 in the lab already", "学习率"],
  ["typed", "1 2 3 4 5 6", "These are 6 values", "6"],
] as const)("why this cannot be tried: %s %j", async (field, text, inEnglish, inChinese) => {
  const plan = planBeside();
  plan.path.value = "learningRate";
  plan.typed.value = "0.1";
  plan[field].value = text;
  const error = errorOf(plan.trials);
  expect(await inBoth(() => error.message)).toEqual([
    expect.stringContaining(inEnglish),
    expect.stringMatching(new RegExp(`^(?!.*[A-Za-z]).*${inChinese.replaceAll(".", "\\.")}`)),
  ]);
});

test("the recipes that are tried, by their names, also where they train for fewer epochs", async () => {
  const plan = planBeside();
  plan.path.value = "optimizer";
  plan.toggle("adam");
  plan.epochs.value = "2";
  const { rows } = plan.trials();
  expect(rows.map(({ recipe }) => recipe.epochs)).toEqual([2, 2]);
  const [inEnglish, inChinese] = await inBoth(() => rows.map(({ name }) => name));
  expect(inEnglish).toEqual(["Optimizer SGD, as in the lab", "Optimizer Adam"]);
  expect(inChinese).toEqual([expect.stringMatching(/^优化器.*SGD/), expect.stringMatching(/^优化器.*Adam$/)]);
  plan.path.value = keptPath("a");
  const same = errorOf(plan.trials);
  expect((await inBoth(() => same.message))[1]).toMatch(/^784-256-10：\P{Script=Latin}+$/u);
});

test("what was done with hands, and what could not be", async () => {
  const pad = { ink: signal([]), penDown: signal(false), clear: vi.fn(), undo: vi.fn() };
  const hands = await openHands({ read: async () => nothing, write: async () => {} }, pad);
  expect(hands.add("2026")).toBeUndefined();
  expect(await inBoth(() => hands.said.value)).toEqual(["2026 writes now.", "现在由2026来写。"]);
  const taken = hands.add("2026");
  expect(await inBoth(() => taken?.())).toEqual(["There is a hand called 2026 already.", "已有名为2026的笔迹。"]);

  const files = [{ samples: [{}] }, []].map((content, i) => {
    const text = JSON.stringify({ width: 1, height: 1, ...content });
    return { name: `${i + 1}`, size: text.length, text: async () => text };
  });
  await hands.importFiles(files);
  expect(await inBoth(() => hands.problems.value)).toEqual([
    ["1 is damaged: samples[0].label is missing; allowed is a whole number from 0 to 9.", expect.stringMatching(/^2 /)],
    [expect.stringMatching(/^1.*samples\[0\]\.label.*0到9/), expect.stringMatching(/^2\P{Script=Latin}+samples/u)],
  ]);
});

test("why a hand could not be learned", async () => {
  const pad = { ink: signal([]), penDown: signal(false), clear: vi.fn(), undo: vi.fn() };
  const hands = await openHands({ read: async () => nothing, write: async () => {} }, pad);
  hands.keep([[{ x: 0.5, y: 0.5 }]], 1);
  const tutor = {
    ...{ phase: signal("paused" as const), isTrained: signal(true), taught: signal(undefined) },
    ...{ teaching: signal(undefined), examine: vi.fn(), stopTeaching: vi.fn(), unteach: vi.fn() },
    teach: () => Promise.reject(failure("bad_data", () => handWords.noDrawings)),
  };
  const learning = createLearning(tutor, hands);
  await learning.learn();
  expect((await inBoth(() => learning.problem.value))[1]).toBe("先写几个数字，并说明是几。");
});

test("why training diverged", async () => {
  const divergence = createDivergence({
    ...{
      failure: signal({ code: "diverged" as const, message: "" }),
      divergedAt: signal(40),
      network: signal(undefined),
    },
    explainDivergence: async () => ({ layer: 0, step: 30, times: 8 }),
  });
  await waitFor(() => expect(divergence.value.why).toBeDefined());
  expect(await inBoth(() => divergence.value.why)).toEqual([
    expect.stringMatching(/ grew first: by step 30/),
    expect.stringMatching(/^\P{Script=Latin}*30\P{Script=Latin}*$/u),
  ]);
});

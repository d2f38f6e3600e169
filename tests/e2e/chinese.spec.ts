/** The page in Chinese, all of it, and the way from one language to the other while it works. */

import { expect, type Page, test } from "@playwright/test";
import { lessonNames } from "../../web/src/app/lessons/list.ts";
import { languages } from "../../web/src/app/programs/subject.ts";
import { draw, expectNoViolations, handwriting } from "./support.ts";

test.use({ locale: "zh-CN" });

const inEnglish = (page: Page) => page.getByRole("button", { name: "English" });
const inChinese = (page: Page) => page.getByRole("button", { name: "中文" });

/** What is called so in Chinese, too. */
const names = new Set(
  [
    ...[
      "Inkling MNIST Yann LeCun Corinna Cortes Christopher Burges CC BY-SA McNemar Novikoff Chrome Edge Firefox Safari",
    ],
    ...[
      "SGD Nesterov AdaGrad RMSprop Adam AdamW ReLU Leaky ELU Softplus SiLU GELU Softmax Sigmoid Tanh Huber Glorot He",
    ],
    ...[
      "Beta Gamma Epsilon L1 L2 GFLOP s MB CSV PNG JSON QR AND OR XOR check float32 sigmoid a b c eˣ L X p t w x y z",
    ],
    ...["C JavaScript PyTorch Keras NumPy"],
  ].flatMap((line) => line.split(" ")),
);

/** What can be read on the page or is read out, but for what stands there in a language that it names. */
const textsOn = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const said: string[] = [document.title];
    while (walker.nextNode()) {
      const { parentElement: parent, data } = walker.currentNode as Text;
      if (parent && !parent.closest("script, style, noscript, code, math, body [lang]")) said.push(data);
    }
    for (const element of document.querySelectorAll("body *")) {
      for (const name of ["aria-label", "title", "placeholder", "alt", "aria-valuetext", "aria-description"]) {
        said.push(element.getAttribute(name) ?? "");
      }
    }
    return said;
  });

/** Of that, what holds Latin words that are no names: nothing, if all is Chinese. */
async function latin(page: Page): Promise<string[]> {
  const isLatin = (text: string) =>
    (text.match(/(?<!\d)\p{Script=Latin}[\p{Script=Latin}\d-]*/gu) ?? []).some((word) => !names.has(word));
  return [...new Set((await textsOn(page)).filter(isLatin))];
}

const han = async (page: Page): Promise<string[]> =>
  (await textsOn(page)).filter((text) => /\p{Script=Han}/u.test(text));

const expectChinese = async (page: Page): Promise<void> =>
  expect(async () => expect(await latin(page)).toEqual([])).toPass();

/** What stands on the page in Chinese stands there in English after a switch, and in Chinese again after another. */
async function expectToFollow(page: Page): Promise<void> {
  await expectChinese(page);
  await inEnglish(page).press("Enter");
  await expect(async () => expect(await han(page)).toEqual([])).toPass();
  await expect(inChinese(page)).toBeFocused(); // whoever has pressed it can press again
  await inChinese(page).click();
  await expectChinese(page);
}

async function open(page: Page, address = "./"): Promise<void> {
  await page.goto(address);
  await expect(page.getByTestId("status")).toContainText("准备好了");
  await page.getByTestId("pace-fast").check();
}

async function set(page: Page, testId: string, text: string): Promise<void> {
  await page.getByTestId(testId).fill(text);
  await page.getByTestId(testId).press("Enter");
}

async function trainAnEpoch(page: Page): Promise<void> {
  await page.getByTestId("training-size").selectOption("1000");
  await set(page, "epochs", "1");
  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toContainText("训练1轮后结束");
}

const groups = ["network", "training", "regularisation", "schedule", "handwriting"];

test("the lab, its settings, and what goes wrong in it", async ({ page }) => {
  await open(page);
  await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
  await expectChinese(page);
  for (const group of groups) await page.getByTestId(`more-${group}`).click();
  await page.getByTestId("add-layer").click();
  await expectNoViolations(page);
  for (const testId of ["optimizer", "schedule-rule"]) {
    const field = page.getByTestId(testId);
    for (const rule of await field
      .locator("option")
      .evaluateAll((all) => all.map((e) => (e as HTMLOptionElement).value))) {
      await field.selectOption(rule);
      await expectChinese(page);
    }
  }
  await page.getByTestId("early-stopping").selectOption("true");
  await expectChinese(page);

  // What the form refuses, what the engine refuses, and what diverges.
  for (const [testId, wrong, right, said] of [
    ["learning-rate", "很快", "0.1", "学习率：“很快”不是数。请填大于0的有限的数，例如"],
    ["learning-rate", "", "0.1", "学习率：缺少数值。"],
    ["batch-size", "0", "16", "批大小：给出的是0，允许的是不小于1的整数。"],
    ["layer-1-dropout", "1", "0", "隐藏层1的丢弃率：给出的是1，允许的是从0到1（不含1）的数。"],
  ] as const) {
    await set(page, testId, wrong);
    await expect(page.getByTestId("status")).toContainText(said);
    await expectChinese(page);
    await set(page, testId, right);
  }
  await page.getByTestId("reset").click();
  await page.getByTestId("optimizer").selectOption("sgd");
  await set(page, "learning-rate", "1e30");
  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toContainText(/训练.*发散/);
  await expectChinese(page);
  await page.getByTestId("restart").click();
  await expect(page.getByTestId("status")).toContainText("准备好了");
});

test("what is drawn, and the room of hands", async ({ page }) => {
  await open(page);
  await trainAnEpoch(page);
  await draw(page, handwriting[3]);
  await expectChinese(page);
  await page.getByTestId("is-3").click();
  await page.getByTestId("hand-open").click();
  await expect(page.getByTestId("hand")).toBeVisible();
  await expectChinese(page);
  await page.getByTestId("learn").click();
  await expect(page.getByTestId("hand-report")).toContainText(/\d/);
  await expectChinese(page);
  await expectNoViolations(page);
  await page.getByTestId("open-table").click();
  await expect(page.getByTestId("curve-table")).toBeVisible();
  await expectChinese(page);
});

test("sending, embedding and embedded, code, runs, links and lessons", async ({ page }) => {
  await open(page);
  await trainAnEpoch(page);
  await page.getByTestId("send").click();
  await expect(page.getByTestId("send-words")).toContainText("1,000个数字训练1轮。");
  await page.getByTestId("send-reached").check();
  await expect(page.getByTestId("send-link")).toHaveValue(/weights=/);
  await expectChinese(page);
  await expectNoViolations(page);
  const link = await page.getByTestId("send-link").inputValue();
  await page.keyboard.press("Escape");
  await page.getByTestId("embed").click();
  await expect(page.getByTestId("embed-code")).toBeVisible();
  await expectChinese(page);
  await page.keyboard.press("Escape");

  await page.getByTestId("show-code").click();
  for (const language of languages) {
    await page.getByTestId(`code-tab-${language}`).click();
    await expectChinese(page);
    await expect(page.getByTestId("code-text")).toContainText("学习MNIST的手写数字，");
    await expect(page.getByTestId("code-text")).toContainText("运行：");
  }
  await expectNoViolations(page);
  await page.keyboard.press("Escape");

  await page.goto("./#/runs");
  await expect(page.getByTestId("run-row")).toHaveCount(1);
  await expectChinese(page);
  await expectNoViolations(page);

  await page.goto("./#/links");
  await page.getByTestId("links-text").fill(`${link}\n${link.slice(0, -3)}`);
  await page.getByTestId("links-verify").click();
  await expect(page.getByTestId("links-row").first()).toContainText("属实");
  await expect(page.getByTestId("links-row").last()).toContainText("链接不完整");
  await expectNoViolations(page);

  for (const address of ["./#/learn", "./#/learn/neuron", "./#/404"]) {
    await page.goto(address);
    await expectChinese(page);
  }
  await page.goto("./?embed&panels=controls,pad,curves");
  await expect(page.getByTestId("status")).toContainText("准备好了");
  await expectChinese(page);
});

test("a link that was opened, whole and broken", async ({ page }) => {
  await open(page);
  await page.getByTestId("send").click();
  await expect(page.getByTestId("send-link")).toHaveValue(/check=/);
  const link = await page.getByTestId("send-link").inputValue();
  await page.goto("about:blank");
  await page.goto(link);
  await expect(page.getByTestId("arrival")).toContainText("来自链接：784-256-10，SGD，10,000个数字训练28轮。");
  await expectChinese(page);
  await page.goto("about:blank");
  await page.goto(link.replace(/check=.*/, "check=0000"));
  await expect(page.getByTestId("arrival")).toContainText("链接在途中被改动或打错了");
  await expectChinese(page);
});

test("is it better?", async ({ page }) => {
  await open(page);
  await page.getByTestId("training-size").selectOption("1000");
  await page.goto("./#/better");
  await expect(page.getByTestId("better-run")).toBeEnabled();
  await expectChinese(page);
  await page.getByTestId("better-epochs").fill("1");
  await page.getByTestId("better-setting").selectOption("learningRate");
  await page.getByTestId("better-values").fill("0.01");
  await page.getByTestId("better-seeds").fill("3");
  await page.getByTestId("better-run").click();
  await expect(page.getByTestId("better-verdict")).toContainText("个百分点");
  await expectChinese(page);
  await expectNoViolations(page);
});

test("to English and back while it trains: the run goes on, and the choice is remembered", async ({ page }) => {
  await open(page);
  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toContainText("正在学习10,000个数字");
  await expect(page.getByTestId("test-accuracy")).toHaveText(/^\d+\.\d\d%$/);
  const steps = async () => Number((await page.getByTestId("step-count").innerText()).replaceAll(",", ""));
  const before = await steps();

  await inEnglish(page).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  await expect(page).toHaveTitle(/a network that learns/);
  await expect(page.getByTestId("status")).toContainText("Learning from 10,000 digits");
  await expect(page.getByTestId("test-accuracy")).toHaveText(/^\d+\.\d\d %$/);
  expect(await han(page)).toEqual([]);
  const between = await steps();
  expect(between).toBeGreaterThanOrEqual(before);

  await page.reload();
  await expect(page.getByTestId("status")).toContainText("Ready");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");

  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toContainText("Learning");
  await inChinese(page).click();
  await expect(page.getByTestId("status")).toContainText("正在学习10,000个数字");
  await expectChinese(page);
  const now = await steps();
  await expect(async () => expect(await steps()).toBeGreaterThan(now)).toPass();
  await page.reload();
  await expect(page.getByTestId("status")).toContainText("准备好了");
});

test("what went wrong is said in the language of the moment, not of when it went wrong", async ({ page }) => {
  await open(page);
  await set(page, "batch-size", "0");
  await expect(page.getByTestId("status")).toContainText("批大小：给出的是0，允许的是不小于1的整数。");
  await inEnglish(page).click();
  await expect(page.getByTestId("status")).toContainText("Batch size: 0 was given; allowed is a whole number");
  await set(page, "batch-size", "16");
  await set(page, "learning-rate", "1e30");
  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toContainText("Training diverged");
  await inChinese(page).click();
  await expect(page.getByTestId("status")).toContainText(/训练.*发散/);
});

test.describe("nothing of the old language is left after a switch", () => {
  test("where the form is not to be understood: in the lab, of a race, and of what is to be tried", async ({
    page,
  }) => {
    await open(page);
    await trainAnEpoch(page);
    await set(page, "learning-rate", "1..2");
    await expect(page.getByTestId("status")).toContainText("学习率：“1..2”不是数");
    for (const testId of ["show-code", "embed"]) await page.getByTestId(testId).press("Enter");
    await expect(page.getByText("学习率：“1..2”不是数")).toHaveCount(3);
    await expectToFollow(page);

    await page.goto("./#/runs");
    await page.getByTestId("lane-1").selectOption("lab");
    await page.getByTestId("race").click();
    await expect(page.getByTestId("race-status")).toContainText("学习率：“1..2”不是数");
    await expectToFollow(page);

    await page.goto("./#/better");
    await page.getByTestId("better-run").click();
    await expect(page.getByTestId("better-problem")).toContainText("学习率：“1..2”不是数");
    await expectToFollow(page);
  });

  test("where training has diverged, and it is told why", async ({ page }) => {
    await open(page);
    await page.getByTestId("training-size").selectOption("1000");
    await set(page, "epochs", "100000");
    await page.getByTestId("train").click();
    await expect(page.getByTestId("test-accuracy")).toHaveText(/^\d+\.\d\d%$/);
    await page.getByTestId("learning-rate").fill("1000");
    await expect(page.getByTestId("status")).toContainText("最先变大的是");
    await expectToFollow(page);
    await page.goto("./#/runs");
    await expect(page.getByTestId("run-row")).toHaveCount(1);
    await expectToFollow(page);
  });

  test("in the room of hands", async ({ page }) => {
    await open(page);
    await draw(page, handwriting[3]);
    await expect(page.getByText("还没训练，猜是")).toHaveCount(1);
    await page.getByTestId("hand-open").click();
    await page.getByTestId("hand-add").click();
    for (const name of ["", "2026", "2026"]) {
      if (!(await page.getByTestId("hand-name").isVisible())) await page.getByTestId("hand-add").click();
      await page.getByTestId("hand-name").fill(name);
      await page.getByTestId("hand-save").click();
      await expectToFollow(page);
    }
    await page.getByTestId("is-3").click();
    await expect(page.getByTestId("hand-said")).toHaveText("2026：存下一个3。");
    const wrong = [JSON.stringify({ width: 1, height: 1, samples: [{ label: 10 }] }), "[]"];
    await page
      .getByTestId("import-files")
      .setInputFiles(
        wrong.map((text, i) => ({ name: `${i}`, mimeType: "application/json", buffer: Buffer.from(text) })),
      );
    await expect(page.getByTestId("hand-problems").locator("li")).toHaveCount(2);
    await inEnglish(page).click();
    await expect(page.getByTestId("hand-said")).toHaveText("2026: a 3 is kept.");
    await expect(page.getByTestId("hand-problems").locator("li")).toHaveText([
      "0 is damaged: samples[0].label is 10; allowed is a whole number from 0 to 9.",
      "1 holds no hands: it has no list called “samples”.",
    ]);
    expect(await han(page)).toEqual([]);
  });

  test("where recipes are tried, raced and verified", async ({ page }) => {
    await open(page);
    await trainAnEpoch(page);
    await page.getByTestId("send").click();
    await page.getByTestId("send-reached").check();
    await expect(page.getByTestId("send-link")).toHaveValue(/weights=/);
    const link = await page.getByTestId("send-link").inputValue();
    await page.keyboard.press("Escape");

    await page.goto("./#/better");
    await page.getByTestId("better-seeds").fill("0");
    await page.getByTestId("better-run").click();
    await expect(page.getByTestId("better-problem")).not.toBeEmpty();
    await expectToFollow(page);
    await page.getByTestId("better-seeds").fill("3");
    await page.getByTestId("better-setting").selectOption("learningRate");
    await page.getByTestId("better-values").fill("0.01");
    await page.getByTestId("better-run").click();
    await expect(page.getByTestId("better-verdict")).toContainText("个百分点");
    await expectToFollow(page);

    await page.goto("./#/runs");
    await page.getByTestId("lane-1").selectOption("lab");
    await page.getByTestId("race").click();
    await expect(page.getByTestId("race-status")).toContainText("%");
    await expectToFollow(page);

    await page.goto("./#/links");
    await page.getByTestId("links-verify").click();
    await expect(page.getByRole("alert").filter({ hasText: /./ })).toHaveCount(1);
    await expectToFollow(page);
    await page.getByTestId("links-text").fill(`${link}\n${link.slice(0, -3)}`);
    await page.getByTestId("links-verify").click();
    await expect(page.getByTestId("links-row").first()).toContainText("属实");
    await expect(page.getByTestId("links-row").last()).toContainText("链接不完整");
    await expectToFollow(page);
    await page.goto(link.replace(/check=.*/, "check=0000"));
    await expect(page.getByTestId("arrival")).toContainText("链接在途中被改动或打错了");
    await expectToFollow(page);
  });

  for (const name of lessonNames) {
    test(`in the lesson “${name}”`, async ({ page }) => {
      await page.goto(`./#/learn/${name}`);
      await expect(page.locator(".lesson-end")).toBeVisible();
      for (const form of await page.locator(".number-form:visible").all()) {
        await form.locator("input").last().fill("1e9");
        await form.getByRole("button").click();
        await expect(form.getByRole("alert")).not.toBeEmpty();
      }
      await expectToFollow(page);
    });
  }
});

test.describe("where it cannot start", () => {
  test("its script is missing", async ({ page }) => {
    await page.route("**/assets/index-*.js", (route) => route.fulfill({ status: 404 }));
    await page.goto("./");
    await expect(page.locator("body")).toContainText("Inkling无法启动：");
    expect(await latin(page)).toEqual([]);
  });

  test("the browser lacks something", async ({ page }) => {
    await page.addInitScript(() => Reflect.deleteProperty(globalThis, "DecompressionStream"));
    await page.goto("./");
    await expect(page.locator("#start")).toContainText("此浏览器缺少DecompressionStream");
  });
});

for (const [width, colorScheme] of [
  [320, "light"],
  [768, "dark"],
  [1440, "light"],
] as const) {
  test(`fits ${width} pixels, as far as axe can tell usable by anybody in ${colorScheme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width, height: 800 });
    await open(page);
    for (const group of groups) await page.getByTestId(`more-${group}`).click();
    await page.getByTestId("hand-open").click();
    await expect(page.getByTestId("hand")).toBeVisible();
    for (const address of ["./#/", "./#/runs", "./#/better", "./#/links", "./#/learn"]) {
      await page.goto(address);
      await expect(page.locator("main, form, section").first()).toBeVisible();
      const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
      expect(widths[0], address).toBeLessThanOrEqual(widths[1] as number);
      const cut = await page
        .locator("button, dt, dd, label span, legend, p:not(.visually-hidden)")
        .evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent));
      expect(cut, address).toEqual([]);
      await expectNoViolations(page);
    }
  });
}

test("on a desktop all of the lab is on one screen", async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  await open(page);
  expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(768);
});

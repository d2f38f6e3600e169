/** The lesson about two moons, done as a new user would. */

import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations, painted } from "../support.ts";

const ended = (page: Page) => page.locator(".moons-ended");
const play = (page: Page) => page.getByRole("button", { name: "Play", exact: true });
/** The figures of a cure, as the table has them. */
const row = (page: Page, cure: string) =>
  page.getByRole("row").filter({ has: page.getByRole("rowheader", { name: cure, exact: true }) });

/** What the heat shows, as a number for each pixel. */
const heatOf = async (page: Page) => {
  await painted(page);
  return page.locator(".moons .plane canvas").evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
};

test("by keyboard alone on a phone's width: predicted wrongly, overfitted, cured by L2, and its units looked at", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/learn/moons");
  await page.getByLabel("It falls, and then stays").focus();
  await page.keyboard.press("Space");
  await page.getByLabel("Pace").focus();
  await page.keyboard.press("f");
  await expect(play(page)).toBeEnabled();
  await play(page).focus();
  await page.keyboard.press("Enter");
  await expect(ended(page)).toHaveText(/^8,000 epochs, computed in \d+\.\d s\.$/);
  await expect(page.getByText("Not as you predicted.")).toBeVisible();
  await expect(page.locator(".lesson-outcome")).toContainText(
    "Test loss was lowest at epoch 241: 0.189, with 92.8 % right. At epoch 8,000 it is 1.196, with 86.5 % right.",
  );
  await expect(row(page, "None")).toContainText("8,0000.00001.195886.5 %");

  await page.getByLabel("L2").focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Dashed: before the cure.")).toBeVisible();
  await expect(row(page, "L2")).toContainText("8,0000.13250.191591.8 %");
  await expect(row(page, "None")).toContainText("1.1958");

  const whole = await heatOf(page);
  await page.getByLabel("The whole network").focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.getByLabel("Unit 1", { exact: true })).toBeFocused();
  await expect(page.locator(".moons-line")).toContainText("Unit 1: ");
  await expect(page.locator(".plane figcaption")).toContainText("Hidden unit 1 changes its sign where");
  await expect.poll(() => heatOf(page)).not.toBe(whole);
  await expect(page).toHaveURL(/unit=1/);

  await page.getByLabel("A few have their own; the rest share one").focus();
  await page.keyboard.press("Space");
  await expect(page.locator(".lesson-question")).toContainText("Right.");
  await expectNoViolations(page);
});

test("by mouse: other cures, a unit under the pointer, and the tests; a pause, a step, and back to the start", async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto("./#/learn/moons?pace=full&epoch=8000");
  await expect(ended(page)).toContainText("8,000 epochs");
  await page.getByLabel("Early stopping").check();
  await expect(ended(page)).toHaveText("Stopped after epoch 549: the network of epoch 248 is back.");
  await expect(row(page, "Early stopping")).toContainText("248");
  await page.getByLabel("Dropout").check();
  await expect(row(page, "Dropout and Early stopping")).toBeVisible();
  await page.getByLabel("Early stopping").uncheck();
  await expect(row(page, "Dropout")).toContainText("8,000");

  const whole = await heatOf(page);
  await page.locator(".moons-thumbnails label").nth(4).hover();
  await expect(page.locator(".moons-line")).toContainText("Unit 5: ");
  await expect.poll(() => heatOf(page)).not.toBe(whole);
  await page.mouse.move(0, 0);
  await expect(page.getByText("Point at one, or choose it with the arrow keys.")).toBeVisible();
  await expect.poll(() => heatOf(page)).toBe(whole);
  await page.getByLabel("Show the test points").check();
  await expect(page.locator(".moons-dots path")).toHaveCount(2);
  await page.getByRole("combobox", { name: "Points" }).selectOption("Spirals");
  await expect(row(page, "Dropout")).toHaveCount(1);
  await expect(row(page, "None")).toHaveCount(0);

  await page.getByRole("button", { name: "Back to the start" }).click();
  await expect(page.locator(".moons-player output")).toHaveText("Epoch 0");
  await page.getByRole("button", { name: "Step" }).click();
  await expect(page.locator(".moons-player output")).toHaveText("Epoch 1");
  await page.getByLabel("Pace").selectOption("to watch");
  await play(page).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(play(page)).toBeVisible();
  const epoch = await page.locator(".moons-player output").innerText();
  await page.reload();
  await expect(page.locator(".moons-player output")).toHaveText(epoch);
});

test("whoever leaves while it trains comes back to it at rest", async ({ page }) => {
  await page.goto("./#/learn/moons");
  await play(page).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.getByRole("link", { name: "All lessons" }).click();
  await expect(page.locator(".learn")).toBeVisible();
  await page.goBack();
  await expect(play(page)).toBeVisible();
  const epoch = await page.locator(".moons-player output").innerText();
  await painted(page);
  await expect(page.locator(".moons-player output")).toHaveText(epoch);
});

test("own points are pressed or typed, stand in the address, and have no test", async ({ page }) => {
  await page.goto("./#/learn/moons?points=own&epoch=100&pace=full");
  await expect(page.getByText("No points yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeDisabled();
  await page.locator(".moons .plane svg").click({ position: { x: 60, y: 60 } });
  await page.getByLabel("Its class").selectOption("0");
  await page.getByLabel("x", { exact: true }).fill("1,5");
  await page.getByLabel("y", { exact: true }).fill("-0.5");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.locator(".plane-mark")).toHaveCount(2);
  await expect(page.locator(".moons-player output")).toHaveText("Epoch 100");
  await expect(row(page, "None")).toContainText("––");
  await expect(page.getByLabel("Early stopping")).toBeDisabled();
  await expect(page).toHaveURL(/own=.*1\.5_-0\.5_0/);
  await expectNoViolations(page);
  await page.getByRole("button", { name: "Remove the last" }).click();
  await expect(page.locator(".plane-mark")).toHaveCount(1);
});

test("a worker that died is told of, and training begins anew in another", async ({ page }) => {
  await page.goto("./#/learn/moons?pace=full");
  await expect(play(page)).toBeEnabled();
  // From inside; the answer to this very call may never come.
  page
    .workers()[0]
    ?.evaluate(() => self.close())
    .catch(() => {});
  await expect.poll(() => page.workers().length).toBe(0);
  await play(page).click();
  await expect(page.locator(".lesson-problem")).toContainText("ended unexpectedly");
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(ended(page)).toContainText("8,000 epochs");
  await expect(page.locator(".lesson-problem")).toHaveCount(0);
  await expect(row(page, "None")).toContainText("1.1958");
});

test("who wants little motion sees the start and the end", async ({ page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto("./#/learn/moons");
  await expect(page.locator(".moons-player output")).toHaveText("Epoch 0");
  const seen = page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const output = document.querySelector(".moons-player output") as HTMLElement;
        const texts = [output.innerText];
        new MutationObserver(() => {
          texts.push(output.innerText);
          if (output.innerText.includes("8,000")) resolve(texts);
        }).observe(output, { subtree: true, childList: true, characterData: true });
      }),
  );
  await play(page).click();
  expect(await seen).toEqual(["Epoch 0", "Epoch 8,000"]);
});

test("in Chinese, and on in English", async ({ browser }) => {
  const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 320, height: 800 } });
  const page = await context.newPage();
  await page.goto("./#/learn/moons?prediction=up&pace=full&epoch=8000");
  await expect(page.getByText("和你预测的一样。")).toBeVisible();
  await expect(page.locator(".lesson-outcome")).toContainText("测试损失在第241轮最低：0.189，答对92.8%。");
  await page.getByLabel("L2正则化").check();
  await expect(page.getByRole("rowheader", { name: "L2正则化" })).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectNoViolations(page);
  await page.getByRole("button", { name: "English" }).click();
  await expect(page.getByRole("rowheader", { name: "L2" })).toBeVisible();
  await context.close();
});

/** The lesson about least squares, done as a new user would. */

import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "../support.ts";

const place = (page: Page) => page.getByRole("slider", { name: "Updates" });
const row = (page: Page, name: string) => page.locator(".least-squares-results tr").filter({ hasText: name });
const ended = (page: Page) => page.locator(".least-squares-ended");

/** Waits for the descents that were chosen, and goes to their end. */
async function goToEnd(page: Page, name: string): Promise<void> {
  await expect(page.locator(".least-squares-numbers")).toHaveAttribute("aria-busy", "false");
  await place(page).focus();
  await page.keyboard.press("End");
  await expect(ended(page)).toContainText(name);
}

test("by keyboard alone on a phone's width: stochastic finds every digit, and trembles when targets are rounded", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/learn/least-squares");
  await page.getByLabel("Near, but it goes on trembling").focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Now try it, and see.")).toBeVisible();
  await goToEnd(page, "Stochastic: exact in four decimals.");
  for (const name of ["Batch", "Mini-batch", "Stochastic", "Exact"]) {
    await expect(row(page, name).first()).toContainText(/0\.5000\s*0\.9000\s*1\.2000/);
  }
  await expect(page.getByText("Not as you predicted.")).toBeVisible();
  await expect(page.locator(".lesson-outcome")).toContainText("at the answer no row has any error left");

  await page.getByRole("combobox", { name: "Targets" }).focus();
  await page.keyboard.press("r");
  await expect(page).toHaveURL(/targets=rounded/);
  await goToEnd(page, "Stochastic: off by 0.05.");
  await expect(ended(page)).toContainText("Batch: exact in four decimals.");
  await expect(row(page, "Exact")).toContainText("0.5833");
  await page.getByRole("combobox", { name: "Learning rate" }).focus();
  await page.keyboard.press("ArrowUp");
  await expect(page).toHaveURL(/rate=0\.02/);
  await goToEnd(page, "Stochastic: off by 0.01.");
  await page.getByLabel("A smaller rate").focus();
  await page.keyboard.press("Space");
  await expect(page.locator(".lesson-question")).toContainText("Right.");
  await expectNoViolations(page);
});

test("by mouse: too large a rate for one row at a time, another order, another bowl", async ({ page }) => {
  await page.goto("./#/learn/least-squares");
  await page.getByLabel("Learning rate").selectOption("0.15");
  await expect(page).toHaveURL(/rate=0\.15/);
  await goToEnd(page, "Stochastic: diverged after 13 updates.");
  await expect(ended(page)).toContainText("Batch: exact in four decimals.");
  await expect(page.locator(".lesson-play")).not.toContainText("NaN");
  await page.getByRole("button", { name: "Another order" }).click();
  await expect(page).toHaveURL(/seed=2/);
  await goToEnd(page, "Stochastic: diverged after 31 updates.");
  const contours = () => page.locator(".contours").evaluate((group) => group.innerHTML);
  const before = await contours();
  await page.getByLabel("Bowl over").selectOption("w1-w2");
  await expect(page.locator(".plane svg")).toHaveAccessibleName(/w₁ and w₂/);
  await expect.poll(contours).not.toBe(before);
  await page.getByLabel("A larger rate").check();
  await expect(page.locator(".lesson-question")).toContainText("Not so.");
});

test("an address with its state is what was left, and what is told of the pictures changes with the updates", async ({
  page,
}) => {
  await page.goto("./#/learn/least-squares?targets=rounded&rate=0.1&plane=w2-w3&seed=3&prediction=exact");
  await expect(page.getByLabel("Targets")).toHaveValue("rounded");
  await expect(page.getByLabel("Learning rate")).toHaveValue("0.1");
  await expect(page.getByLabel("To every digit shown")).toBeChecked();
  const told = page.locator(".plane figcaption");
  await expect(told).toContainText("Batch: 0.2000, 1.4000, 30.0000.");
  await expect(place(page)).toHaveAttribute("max", "2000");
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect(page.locator(".least-squares-results caption")).toHaveText("After 1 update");
  await expect(told).not.toContainText("30.0000");
  await expect(page.locator(".least-squares-fall svg")).toHaveAccessibleName(/Mean squared error.*Batch: \d/);
  await expect(page.locator(".plane .track")).toHaveCount(3);
});

test("in Chinese", async ({ browser }) => {
  const page = await browser.newPage({ locale: "zh-CN" });
  await page.goto("./#/learn/least-squares");
  await page.getByLabel("每位数字都对").check();
  await expect(page.locator(".least-squares-numbers")).toHaveAttribute("aria-busy", "false");
  await page.getByRole("slider", { name: "更新次数" }).fill("2000");
  await expect(ended(page)).toContainText("随机：四位小数全对。");
  await expect(page.getByText("和你预测的一样。")).toBeVisible();
  await page.close();
});

for (const width of [320, 1024, 1280]) {
  test(`at ${width} px no number goes beyond its column, whatever it becomes`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 });
    await page.goto("./#/learn/least-squares?rate=0.2");
    await expect(page.locator(".least-squares-numbers")).toHaveAttribute("aria-busy", "false");
    const edges = () =>
      page.locator(".least-squares-results").evaluate((table) => {
        const { top } = table.getBoundingClientRect();
        const cells = [...table.querySelectorAll("th, td")].map((cell) => cell.getBoundingClientRect());
        return cells.map(({ x, y }) => `${x} ${y - top}`);
      });
    const before = await edges();
    const last = Number(await place(page).getAttribute("max"));
    for (const update of [1, Math.floor(last / 2), last]) {
      await place(page).fill(String(update));
      await expect(page.locator(".least-squares-results caption")).toContainText(`After ${update}`);
      expect(await edges()).toEqual(before);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  });
}

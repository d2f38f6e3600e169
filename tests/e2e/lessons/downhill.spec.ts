/** The lesson about going downhill, done as a new user would. */

import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "../support.ts";

const place = (page: Page) => page.getByRole("slider", { name: "Steps" });
const way = (page: Page, name: string) => page.locator(".downhill-ways li").filter({ hasText: name });

test("the ridge by keyboard alone on a phone's width: predicted wrongly, seen, and left by a hundredth", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/learn/downhill");
  await page.getByLabel("Those with momentum").focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Now try it, and see.")).toBeVisible();
  await page.getByRole("button", { name: "On the ridge" }).focus();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/surface=saddle&start=1\.5_0(&|$)/);
  await expect(place(page)).toHaveAttribute("max", "400");
  await place(page).focus();
  await page.keyboard.press("End");
  await expect(way(page, "Momentum")).toContainText("Stuck after 174 steps: flat, but not lowest");
  await expect(page.getByText("Not as you predicted.")).toBeVisible();
  await expect(page.locator(".lesson-outcome")).toContainText("y is still 0");
  await expect(page.getByText("None of them has arrived.")).toBeVisible();

  const y = page.getByLabel("y", { exact: true });
  await expect(y).toHaveValue("0");
  await y.focus();
  await page.keyboard.press("Control+A");
  await page.keyboard.type("0,01");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/start=1\.5_0\.01/);
  await expect(y).toHaveValue("0.01");
  await expect(y).toBeFocused();
  await place(page).focus();
  await page.keyboard.press("End");
  await expect(page.getByText("First to arrive: RMSprop, after 10 steps.")).toBeVisible();
  await expect(way(page, "Adam")).toContainText("Arrived after 189 steps, at (0.000, 1.414), height -1");
  await expectNoViolations(page);
});

test("the valley by mouse: pressed on the map, and which rate SGD bears", async ({ page }) => {
  await page.goto("./#/learn/downhill");
  await page.getByRole("combobox", { name: "Surface" }).selectOption("valley");
  // There is a map by then, and something to press on.
  await page.locator(".plane .plane-pressed").click({ position: { x: 60, y: 60 } });
  await expect(page).toHaveURL(/start=-\d\.?\d*_\d/);
  for (const [rate, outcome] of [
    ["0.07", /Arrived after \d+ steps/],
    ["0.1", "Diverged: thrown off the map"],
    ["0.3", "Diverged: thrown off the map"],
  ] as const) {
    await page.getByLabel("Learning rate").selectOption(rate);
    await expect(page).toHaveURL(rate === "0.1" ? /^(?!.*rate)/ : new RegExp(`rate=${rate}`));
    await expect(async () => {
      await place(page).fill("400");
      await expect(way(page, "SGD")).toContainText(outcome, { timeout: 500 });
    }).toPass();
  }
  await expect(page.locator(".plane .track")).toHaveCount(6);
  await way(page, "Adam").getByRole("checkbox").uncheck();
  await expect(page.locator(".plane .track")).toHaveCount(5);
  await expect(page).toHaveURL(/hidden=adam/);
  await page.getByLabel("0.4, a fifth").check();
  await expect(page.locator(".lesson-question")).toContainText("Not so.");
  await page.getByLabel("0.08, a twenty-fifth").check();
  await expect(page.locator(".lesson-question")).toContainText("Right.");
});

test("an address with its state is what was left, and what is told of the picture changes with it", async ({
  page,
}) => {
  await page.goto("./#/learn/downhill?surface=bowl&rate=2&start=1_1&hidden=adam~rmsprop&prediction=none");
  await expect(page.getByRole("combobox", { name: "Surface" })).toHaveValue("bowl");
  await expect(page.getByLabel("Learning rate")).toHaveValue("2");
  await expect(page.getByLabel("Nobody")).toBeChecked();
  await expect(page.locator(".plane .track")).toHaveCount(4);
  const told = page.locator(".plane figcaption");
  await expect(told).toContainText("SGD: Step 0, at (1.000, 1.000), height 1.");
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect(told).toContainText("SGD: Step 1, at (-1.000, -1.000), height 1.");
  await expect(told).not.toContainText("Adam");
  await page.getByLabel("x", { exact: true }).fill("4");
  await page.getByRole("button", { name: "Drop here" }).click();
  await expect(page.getByRole("alert")).toContainText("x: use a number from -3 to 3.");
});

test("dropped, the balls go by themselves; who wants no motion sees where they end", async ({ browser }) => {
  const page = await browser.newPage({ reducedMotion: "reduce" });
  await page.goto("./#/learn/downhill");
  await page.getByRole("button", { name: "Rate too small" }).click();
  await expect(way(page, "SGD")).toContainText("Still on its way after 400 steps");
  await page.emulateMedia({ reducedMotion: "no-preference" });
  await page.getByRole("button", { name: "Diverging" }).click();
  await expect(page).toHaveURL(/surface=valley/);
  await expect(place(page)).not.toHaveValue("0");
  await expect(way(page, "SGD")).toContainText("Diverged: thrown off the map after 1 step");
  await page.close();
});

test("in Chinese", async ({ browser }) => {
  const page = await browser.newPage({ locale: "zh-CN", reducedMotion: "reduce" });
  await page.goto("./#/learn/downhill");
  await page.getByLabel("带动量的能").check();
  await page.getByRole("button", { name: "放在山脊上" }).click();
  await expect(page.getByText("和你预测的不一样。")).toBeVisible();
  await expect(page.locator(".downhill-ways li").first()).toContainText("47步后卡住：这里平坦，却不是最低");
  await page.getByLabel("y", { exact: true }).fill("－０．０１");
  await page.getByRole("button", { name: "从这里放下" }).click();
  await expect(page).toHaveURL(/start=1\.5_-0\.01/);
  await page.close();
});

test("nothing moves when it begins to play, nor when it is over", async ({ page }) => {
  await page.goto("./#/learn/downhill");
  await expect(place(page)).toHaveAttribute("max", "400");
  /** Where everything stands that is not drawn. */
  const places = () =>
    page.locator(".lesson").evaluate((lesson) =>
      [...lesson.querySelectorAll(".player, .player :not(span), .downhill-first, .number-form, .lesson-code")].map(
        (part) => {
          const { x, y, width, height } = part.getBoundingClientRect();
          return [part.className || part.tagName, x, y, width, height].join(" ");
        },
      ),
    );
  const before = await places();
  await page.getByRole("button", { name: "Play" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  expect(await places()).toEqual(before);
  await place(page).fill("400");
  await expect(page.getByText("First to arrive")).toBeVisible();
  expect(await places()).toEqual(before);
});

test("it plays only while it is looked at", async ({ page }) => {
  await page.goto("./#/learn/downhill");
  await page.getByRole("button", { name: "Play" }).click();
  await expect(page.getByRole("button", { name: "Pause" })).toBeVisible();
  await page.getByRole("link", { name: "All lessons" }).click();
  await page.locator(".learn a", { hasText: "Downhill" }).click();
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  await expect(page.getByText("First to arrive")).toHaveCount(0);
});

/** The lesson about bits, done as a new user would. */

import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectNoViolations } from "../support.ts";

const steps = (page: Page) => page.getByRole("slider", { name: "Steps taken" });
const result = (page: Page, name: string) =>
  page.locator(".bits-result").filter({ has: page.getByRole("heading", { name, exact: true }) });
/** Both numbers, as they are written. */
const numbers = (result: Locator) => result.locator(".bits-number").allInnerTexts();
const hashes = (page: Page) => page.locator(".bits-hashes code").allInnerTexts();

test("by keyboard alone on a phone's width: predicted wrongly, drifted apart, and made the same by Inkling's rules", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/learn/bits");
  await page.getByLabel("Never: roundings cancel each other out").focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Now try it, and see.")).toBeVisible();
  await expect(steps(page)).toHaveAttribute("max", "1000");
  await steps(page).focus();
  await page.keyboard.press("ArrowRight");
  await expect(page.locator(".bits-said")).toContainText("The first bit differs after step 1.");
  await expect(page.getByText("Now try it, and see.")).toBeVisible();
  await page.keyboard.press("End");
  await expect(page.getByText("Not as you predicted.")).toBeVisible();
  await expect(page.locator(".lesson-outcome")).toContainText(/It happens at step \d\d\./);
  const [inkling, other] = await hashes(page);
  expect(inkling).not.toBe(other);

  const restore = page.getByRole("button", { name: "Take Inkling’s rules" });
  await restore.focus();
  await page.keyboard.press("Enter");
  await expect(page.locator(".bits-hashes")).toContainText("The same network.");
  expect(await hashes(page)).toEqual([inkling, inkling]);
  await expect(page.getByText("The same, bit for bit.")).toHaveCount(3);
  await expect(page.locator(".bits-pattern b")).toHaveCount(0);
  await expect(restore).toHaveAttribute("aria-disabled", "true");
  await expect(restore).toBeFocused();
  await steps(page).focus();
  await page.keyboard.press("End");
  await expect(page.locator(".bits-said")).toContainText("Step 1,000: all weights are the same to the last bit.");
  await expect(page.getByText("Not as you predicted.")).toBeVisible();
  await expectNoViolations(page);
});

test("by mouse: three results change with the rules, bit by bit, and a low rate keeps both together", async ({
  page,
}) => {
  await page.goto("./#/learn/bits");
  const sum = result(page, "Sum of the numbers");
  await expect.poll(() => numbers(sum)).toEqual(["13.499999", "13.5"]);
  // 1.0111… and 1.1 behind 101: a carry goes through all of them, and yet they are neighbours.
  await expect(sum).toContainText("20 of 32 bits differ: 20 of the fraction. No other float lies between the two.");
  await expect(sum.locator(".bits-pattern").last().locator("b")).toHaveCount(20);
  await expect(sum.getByRole("img").last()).toHaveAccessibleName(
    `Sign 0, exponent 10000010, fraction 1011${"0".repeat(19)}`,
  );
  await page.getByLabel("Sums").selectOption("forward");
  await expect(sum).toContainText("The same, bit for bit.");
  await expect(result(page, "Sum of numbers times weights")).toContainText(/bits? differ/);
  await page.getByLabel("Products").selectOption("rounded");
  await expect(result(page, "Sum of numbers times weights")).toContainText("The same, bit for bit.");
  await expect(result(page, "eˣ")).toContainText("bits differ");

  const before = await hashes(page);
  await page.getByLabel("Learning rate").selectOption("0.1");
  await expect.poll(() => hashes(page)).not.toContain(before[0]); // the other run is there
  await expect(steps(page)).toHaveValue("0");
  await steps(page).fill("1000");
  await expect(page.locator(".bits-said")).toContainText(/off by \d\.?\d*e-[67]\./);
  await expect(page.locator(".bits-hashes")).toContainText("Another network.");
  await page.getByLabel("Just as far; it only takes longer").check();
  await expect(page.locator(".lesson-question")).toContainText("Not so.");
  await page.getByLabel("About a millionth").check();
  await expect(page.locator(".lesson-question")).toContainText("Right.");
});

test("numbers of one's own are typed, refused in a sentence, and stand in the address", async ({ page }) => {
  await page.goto("./#/learn/bits?order=forward");
  await page.getByLabel("Numbers").fill("1 0.1");
  await page.getByLabel("Weights").fill("-1");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("alert")).toHaveText(
    "Use as many weights as numbers: each number is multiplied by its own.",
  );
  await page.getByLabel("Weights").fill("-1, 10");
  await page.getByRole("button", { name: "Compute" }).click();
  await expect(page.getByRole("alert")).toHaveCount(0);
  // 0.1 as a float32 is 0.1 + 1.49e-9; ten of it are 1 when they are rounded, and leave the rest when they are not.
  const dot = result(page, "Sum of numbers times weights");
  await expect.poll(() => numbers(dot)).toEqual(["0", "1.4901161e-8"]);
  await expect(page).toHaveURL(/numbers=1\+0\.1&weights=-1\+10/);
  await page.getByLabel("x", { exact: true }).fill("1000");
  await page.getByRole("button", { name: "Compute" }).click();
  await expect(page.getByRole("alert")).toHaveText("x: use a number from -80 to 80.");
  await page.reload();
  await expect(page.getByLabel("Numbers")).toHaveValue("1 0.1");
  await expect.poll(() => numbers(dot)).toEqual(["0", "1.4901161e-8"]);
});

test("letters of twice the size keep within a phone's width, bits and all", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/learn/bits");
  await expect(page.locator(".bits-number")).toHaveCount(6);
  await expect(page.locator(".bits-hashes")).toBeVisible();
  await page.evaluate(() => {
    document.documentElement.style.fontSize = "200%";
  });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
});

test("a link leads to a step of a training, by its rules; other rules begin at the beginning", async ({ page }) => {
  await page.goto("./#/learn/bits?order=pairwise&step=300");
  await expect(page.locator(".player output")).toHaveText("300 of 1,000");
  await page.goto("./#/learn/bits?rate=1&step=20");
  await expect(page.getByLabel("Learning rate")).toHaveValue("1");
  await expect(page.locator(".bits-said")).toContainText("Step 20: ");
  await expect(page.locator(".player output")).toHaveText("20 of 1,000");
  await page.getByLabel("Learning rate").selectOption("2");
  await expect(page.locator(".bits-said")).toContainText("Both begin with the same weights.");
  await expect(page).toHaveURL(/bits\?rate=2$/);
});

test("in Chinese it says the same of the same address", async ({ browser }) => {
  const page = await browser.newPage({ locale: "zh-CN", reducedMotion: "reduce" });
  await page.goto("./#/learn/bits?prediction=dozens");
  await expect(page.getByRole("slider", { name: "已走的步数" })).toHaveAttribute("max", "1000");
  await page.getByRole("button", { name: "播放" }).click();
  await expect(page.getByText("和你预测的一样。")).toBeVisible();
  await expect(page.locator(".bits-result").first()).toContainText("32位中有20位不同");
  await page.getByRole("button", { name: "改用Inkling的规则" }).click();
  await expect(page.locator(".bits-hashes")).toContainText("同一个网络。");
  await page.close();
});

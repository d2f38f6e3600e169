/** The lesson about activations, done as a new user would. */

import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "../support.ts";

const STEPS = "3000";
const place = (page: Page) => page.getByRole("slider", { name: "Steps of training" });
const activation = (page: Page) => page.getByRole("combobox", { name: "Activation" });
const counts = (page: Page) => page.locator(".bending-counts");

test("by keyboard alone on a phone's width: the identity is predicted wrongly, and draws a straight line", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/learn/bending");
  await page.getByLabel("A few bends", { exact: true }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Now try it, and see.")).toBeVisible();
  await activation(page).focus();
  await page.keyboard.press("i");
  await expect(page).toHaveURL(/activation=identity/);
  await place(page).focus();
  await page.keyboard.press("End");
  await expect(page.getByText("Not as you predicted.")).toBeVisible();
  await expect(page.locator(".lesson-outcome")).toContainText("the best straight line there is has 0.4209");
  await expect(place(page)).toHaveValue(STEPS);
  await expect(counts(page)).toHaveText("Of the hidden units 8 are alive, 0 saturated, 0 dead.");
  await page.keyboard.press("Home");
  await expect(place(page)).toHaveValue("0");
  await expect(page.getByText("Not as you predicted.")).toBeVisible();
  await expectNoViolations(page);
});

test("one unit by keyboard: x is moved and typed, and where it is flat it says so", async ({ page }) => {
  await page.goto("./#/learn/bending?activation=relu");
  const part = page.locator(".bending-part").first();
  await expect(part.getByRole("status")).toHaveText("The slope lets the gradient through.");
  await part.getByRole("slider", { name: "x" }).focus();
  await page.keyboard.press("Home");
  await expect(page).toHaveURL(/x=-6/);
  await expect(part.getByRole("status")).toHaveText(/^Flat: no gradient comes through/);
  await expect(part.locator("figcaption")).toHaveText(/^At x -6 the value is 0 and the slope 0\./);
  await part.getByRole("textbox", { name: "x" }).fill("2,5");
  await page.keyboard.press("Enter");
  await expect(part.locator("figcaption")).toHaveText(/^At x 2\.5 the value is 2\.5 and the slope 1\./);
  await expect(part.getByRole("slider", { name: "x" })).toHaveValue("2.5");
  await expect(part.getByRole("textbox", { name: "x" })).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("-9");
  await page.keyboard.press("Enter");
  await expect(part.getByRole("alert")).toContainText("x: use a number from -6 to 6.");
  await activation(page).selectOption("sigmoid");
  await part.getByRole("slider", { name: "x" }).focus();
  await page.keyboard.press("End");
  await expect(part.getByRole("status")).toHaveText(/^Nearly flat/);
});

test("by mouse: x is dragged, a curve sketched, and the network draws it at once", async ({ page }) => {
  await page.goto("./#/learn/bending");
  const [unit, network] = [page.locator(".plane svg").first(), page.locator(".plane svg").last()];
  await expect(counts(page)).toContainText("8 are alive");
  const boxOf = async (locator: typeof unit) => {
    await locator.scrollIntoViewIfNeeded();
    const box = await locator.boundingBox();
    if (!box) throw new Error("The plane is not to be seen");
    return box;
  };
  const first = await boxOf(unit);
  await page.mouse.move(first.x + first.width / 2, first.y + 50);
  await page.mouse.down();
  await page.mouse.move(first.x + first.width * 0.75, first.y + 90, { steps: 4 });
  await expect(page).toHaveURL(/x=(2\.9|3|3\.0)\d*/);
  await page.mouse.move(first.x + first.width * 3, first.y + 90);
  await page.mouse.up();
  await expect(page).toHaveURL(/x=6(&|$)/);

  const second = await boxOf(network);
  await page.mouse.move(second.x + 4, second.y + second.height * 0.75);
  await page.mouse.down();
  await page.mouse.move(second.x + second.width / 2, second.y + second.height * 0.25, { steps: 8 });
  await page.mouse.move(second.x + second.width - 4, second.y + second.height * 0.75, { steps: 8 });
  await page.mouse.up();
  await expect(page).toHaveURL(/curve=own/);
  await expect(page.getByRole("combobox", { name: "Curve" })).toHaveValue("own");
  await expect(place(page)).toHaveValue(STEPS);
  const [now, line] = await page
    .locator(".bending-losses mn")
    .evaluateAll((numbers) => numbers.map((number) => Number(number.textContent)));
  expect(now).toBeLessThan((line as number) / 10);

  await page.getByRole("button", { name: "Clear" }).click();
  await expect(page.locator(".bending-own")).toContainText("type at least two points");
  for (const [x, y] of [
    ["-2", "1"],
    ["2", "-1"],
  ] as const) {
    await page.locator(".bending-own").getByLabel("x", { exact: true }).fill(x);
    await page.locator(".bending-own").getByLabel("y", { exact: true }).fill(y);
    await page.getByRole("button", { name: "Add" }).click();
  }
  await expect(page).toHaveURL(/own=-2_1%7E2_-1|own=-2_1~2_-1/);
  await expect(counts(page)).toContainText("alive");
});

test("at a rate of 1 units of ReLU die, and none of Leaky ReLU; a step is not trained", async ({ page }) => {
  await page.goto(`./#/learn/bending?activation=relu&rate=1&step=${STEPS}`);
  await expect(counts(page)).toHaveText("Of the hidden units 0 are alive, 0 saturated, 8 dead.");
  await expect(page.getByRole("img", { name: "Unit 8: dead" })).toBeVisible();
  await page.getByLabel("A few of both").check();
  await expect(page.locator(".lesson-question")).toContainText("Not so.");
  await activation(page).selectOption("leaky_relu");
  await place(page).fill(STEPS);
  await expect(counts(page)).toHaveText("Of the hidden units 8 are alive, 0 saturated, 0 dead.");
  await page.getByLabel("Most or all of ReLU, none of Leaky ReLU").check();
  await expect(page.locator(".lesson-question")).toContainText("Right.");
  await activation(page).selectOption("step");
  await expect(page.locator(".bending-reached")).toContainText("it cannot be trained");
  await expect(page.getByRole("button", { name: "Play" })).toBeDisabled();
  await expect(page.locator(".bending-losses")).toContainText("–");
  await expectNoViolations(page);
});

test("it plays only while it is looked at, and goes on where it was", async ({ page }) => {
  await page.goto("./#/learn/bending");
  await page.getByRole("button", { name: "Play" }).click();
  await expect(place(page)).not.toHaveValue("0");
  await page.getByRole("link", { name: "All lessons" }).click();
  await page.locator(".learn a", { hasText: "Bending" }).click();
  await expect(page.getByRole("button", { name: "Play" })).toBeVisible();
  const reached = await place(page).inputValue();
  expect(Number(reached)).toBeGreaterThan(0);
  await expect(page).toHaveURL(new RegExp(`step=${reached}`));
});

test("in Chinese it is done by the same keys", async ({ browser }) => {
  const page = await browser.newPage({ locale: "zh-CN" });
  await page.goto("./#/learn/bending?activation=identity&prediction=line");
  await expect(page.getByText("现在动手试试看。")).toBeVisible();
  await page.getByRole("slider", { name: "训练步数" }).focus();
  await page.keyboard.press("End");
  await expect(page.getByText("和你预测的一样。")).toBeVisible();
  await expect(page.locator(".bending-counts")).toHaveText("隐藏单元中，8个是活的，0个饱和，0个是死的。");
  await page.close();
});

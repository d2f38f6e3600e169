/** The lesson about a neuron, done as a new user would. */

import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations } from "../support.ts";

const place = (page: Page) => page.getByRole("slider", { name: "Examples shown" });

test("XOR by keyboard alone on a phone's width: predicted wrongly, seen to go round, and solved by 2-2-1", async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto("./#/learn/neuron");
  await page.getByLabel("About 4", { exact: true }).focus();
  await page.keyboard.press("Space");
  await expect(page.getByText("Now try it, and see.")).toBeVisible();
  await page.getByRole("combobox", { name: "Examples" }).focus();
  await page.keyboard.press("x");
  await expect(page).toHaveURL(/points=xor/);
  await expect(place(page)).toHaveAttribute("max", "12");
  await place(page).focus();
  await page.keyboard.press("End");
  await expect(page.locator(".neuron-counts")).toContainText(/Round 3 ends where round 2 did: it never ends\./);
  await expect(page.getByText("Not as you predicted.")).toBeVisible();
  await expect(page.locator(".lesson-outcome")).toContainText("No line parts XOR.");
  const says = page.locator(".neuron-network [role=status]");
  await expect(says).toContainText("From these first weights it gets stuck.");
  await page.getByRole("button", { name: "Other first weights" }).focus();
  await page.keyboard.press("Enter");
  await expect(says).toContainText("Every answer is on the right side of 0.5.");
  await expectNoViolations(page);
});

test("AND by mouse: the line moves with each mistake, and the rate moves no line", async ({ page }) => {
  await page.goto("./#/learn/neuron");
  await page.getByRole("button", { name: "Step", exact: true }).click();
  await expect(page.locator(".neuron-rule")).toContainText("Example 0, 0 is a 0; it said 0.");
  await expect(page.locator(".neuron-rule")).toContainText("Right: nothing changes.");
  await expect(page.locator(".plane-line")).toHaveCount(0);
  const last = await place(page).getAttribute("max");
  await place(page).fill(String(last));
  await expect(page.locator(".plane-line")).toHaveCount(1);
  await expect(page.locator(".neuron-counts")).toContainText(/Learned: round \d+ went without a mistake/);
  const lineOf = () => page.locator(".plane-line").evaluate((line) => line.outerHTML);
  const line = await lineOf();
  await page.getByLabel("Learning rate").selectOption("10");
  await expect(page).toHaveURL(/rate=10/);
  await expect(place(page)).toHaveValue("0");
  await place(page).fill(String(last));
  expect(await lineOf()).toBe(line);
  await page.getByLabel("In the same place", { exact: true }).check();
  await expect(page.locator(".lesson-question")).toContainText("Right.");
});

test("own points are pressed or typed, and stand in the address", async ({ page }) => {
  await page.goto("./#/learn/neuron?points=own");
  await expect(page.locator(".plane figcaption")).toHaveText("No points yet.");
  await expect(page.locator(".own-points .hint")).toHaveText("No points yet. Press on the plane, or type a point.");
  const plane = page.locator(".plane svg").first();
  await plane.click({ position: { x: 40, y: 40 } });
  await expect(page.locator(".plane .plane-mark")).toHaveCount(1);
  await page.getByLabel("Its class").selectOption("0");
  await page.getByLabel("x", { exact: true }).fill("1,5");
  await page.getByLabel("y", { exact: true }).fill("-0.5");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.locator(".plane .plane-mark")).toHaveCount(2);
  await expect(page).toHaveURL(/own=.*1\.5_-0\.5_0/);
  await page.getByLabel("x", { exact: true }).fill("9");
  await page.getByRole("button", { name: "Add" }).click();
  await expect(page.getByRole("alert")).toContainText("x: use a number from -0.75 to 1.75.");
  await page.reload();
  await expect(page.locator(".plane .plane-mark")).toHaveCount(2);
  await page.getByRole("button", { name: "Remove the last" }).click();
  await expect(page.locator(".plane .plane-mark")).toHaveCount(1);
});

test("it learns in one language what it goes on with in the other", async ({ page }) => {
  await page.goto("./#/learn/neuron?points=xor&prediction=never");
  await place(page).fill("12");
  await expect(page.getByText("As you predicted.")).toBeVisible();
  await page.getByRole("button", { name: "中文" }).click();
  await expect(page.getByText("和你预测的一样。")).toBeVisible();
  await expect(page.locator(".player output").first()).toHaveText("12 / 12");
  await expect(page).toHaveURL(/prediction=never/);
});

test("points of one class: told to who does not see them, learned with the one mistake that the bound allows", async ({
  page,
}) => {
  await page.goto("./#/learn/neuron?points=own&own=0.5_0.5_1&rate=0.05");
  await expect(page.getByLabel("Learning rate")).toHaveValue("0.05");
  const told = page.locator(".plane figcaption");
  await expect(told).toHaveText("Class 1: (0.5, 0.5). Before the first example");
  await expect(page.locator(".plane .plane-side")).toHaveCount(0);
  await place(page).fill("1");
  await expect(told).toContainText("Class 1: (0.5, 0.5). Example 0.5, 0.5 is a 1; it said 0.");
  await expect(page.locator(".plane .plane-side")).toHaveCount(1);
  await place(page).fill("2");
  await expect(page.locator(".neuron-counts")).toContainText("1 mistake; at most 1 is possible here");
  await page.goto("./#/learn/neuron?points=own&own=0.5_0.5_1~0.5_0.5_0");
  await place(page).fill("2");
  await expect(page.locator(".neuron-counts")).toContainText("Round 1 ends where it all began: it never ends.");
});

test("what happened on XOR stands when something else is taught", async ({ page }) => {
  await page.goto("./#/learn/neuron?points=xor&prediction=few");
  await place(page).fill("12");
  const outcome = page.locator(".lesson-outcome");
  await expect(outcome).toContainText("After round 3 its weights are bit for bit what they were after round 2.");
  await page.getByRole("combobox", { name: "Examples" }).selectOption("or");
  await expect(place(page)).toHaveAttribute("max", "16");
  await expect(outcome).toContainText("After round 3 its weights are bit for bit what they were after round 2.");
});

/** Recipes to start from, batches by their names, and the learning rate as a picture. */

import { expect, type Page, test } from "@playwright/test";
import { openReady } from "./support.ts";

const value = (page: Page, testId: string) => page.getByTestId(testId).inputValue();

test("each recipe to start from makes its network, shows its settings, and takes a step", async ({ page }) => {
  await openReady(page);
  const settings = [
    "hidden-units",
    "training-size",
    "learning-rate",
    "batch-size",
    "epochs",
    "optimizer",
    "activation",
  ];
  const start = await Promise.all(settings.map((testId) => value(page, testId)));
  for (const [preset, ...expected] of [
    ["logistic", "none", "10000", "0.1", "32", "10", "sgd"],
    ["small", "128", "10000", "0.1", "32", "10", "sgd"],
    ["textbook", "1000", "60000", "0.1", "32", "10", "sgd", "relu"],
    ["minute", "512", "60000", "0.4", "32", "20", "sgd", "relu"],
    ["people", ...start],
  ] as const) {
    await page.getByTestId("preset").selectOption(preset);
    for (const [i, text] of expected.entries()) {
      await expect(page.getByTestId(settings[i] as string), `${preset}: ${settings[i]}`).toHaveValue(text);
    }
    await expect(page.getByTestId("preset")).toHaveValue("");
    const units = expected[0] === "none" ? "784 → 10" : `784 → ${expected[0]} → 10`;
    await expect(page.locator(".network-shape")).toContainText(units);
    await expect(page.getByTestId("step-count")).toHaveText("0");
    await page.getByTestId("step").click();
    await expect(page.getByTestId("step-count")).toHaveText("1");
  }
  // What one recipe says, the next does not keep.
  await page.getByTestId("more-schedule").click();
  await expect(page.getByTestId("schedule-rule")).toHaveValue("cosine");
  await page.getByTestId("preset").selectOption("textbook");
  await expect(page.getByTestId("schedule-rule")).toHaveValue("constant");
});

test("a batch is called by how many of the digits it holds", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("preset").selectOption("small");
  const kind = page.getByTestId("batch-kind");
  await expect(kind).toHaveText("Mini-batch gradient descent");
  const size = page.getByTestId("batch-size");
  for (const [text, name] of [
    ["1", "Stochastic gradient descent"],
    ["2", "Mini-batch gradient descent"],
    ["9999", "Mini-batch gradient descent"],
    ["10000", "Batch gradient descent"],
    ["ten", ""],
  ] as const) {
    await size.fill(text);
    await expect(kind).toHaveText(name);
  }
  const all = page.locator("datalist option").last();
  await expect(all).toHaveAttribute("label", "all digits at once");
  await size.fill((await all.getAttribute("value")) ?? "");
  await size.press("Enter");
  await page.getByTestId("step").click();
  await expect(page.getByTestId("epoch")).toHaveText("1"); // one step is the whole epoch
});

test("the schedule in the form is a picture of the rate, told in words", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("more-schedule").click();
  const curve = page.getByTestId("schedule-curve");
  await expect(curve.getByRole("img")).toHaveAccessibleName("Rate 0.2 at the first step, 0.004 at the last.");
  const path = () => curve.locator("path").getAttribute("d");
  const cosine = await path();
  expect(cosine?.split("L")).toHaveLength(256);
  await page.getByTestId("schedule-rule").selectOption("constant");
  await expect(curve).toContainText("Rate 0.2 at the first step, 0.2 at the last.");
  expect(await path()).not.toBe(cosine);
  await page.getByTestId("schedule-warmup-steps").fill("1000");
  await expect(curve).toContainText("Rate 0.0002 at the first step, 0.2 at the last.");
  await page.getByTestId("schedule-warmup-steps").fill("many");
  await expect(curve).toContainText("There is no rate to show.");
  await expect(curve.locator("path")).toHaveCount(0);
});

/** The program that does the same as what stands in the form. */

import { readFileSync } from "node:fs";
import AxeBuilder from "@axe-core/playwright";
import { expect, test } from "@playwright/test";
import { load, type Recipe } from "../../engine/js/node.ts";
import { start } from "../../web/src/app/panels/settings/draft.ts";
import { program } from "../../web/src/app/programs/program.ts";
import type { Language } from "../../web/src/app/programs/subject.ts";
import { openAsNewcomer, openReady } from "./support.ts";

/** What the generator writes, by the engine's own description of settings. */
async function written(language: Language, recipe: Recipe): Promise<string> {
  const { settings } = await load();
  return program(language, { recipe, settings: settings.Recipe ?? [] }).text;
}

test("the code of the settings in the form: read by tabs, copied, saved, and again in the language chosen last", async ({
  page,
}) => {
  const recipe = { ...start, epochs: 5 } satisfies Recipe;
  await openAsNewcomer(page);
  await page.getByTestId("epochs").fill("5");
  await page.getByTestId("show-code").click();
  const dialog = page.getByRole("dialog", { name: "Show me the code" });
  const text = page.getByTestId("code-text");
  await expect(dialog.getByRole("tab", { name: "Inkling in C++" })).toHaveAttribute("aria-selected", "true");
  expect(await text.textContent()).toBe(await written("cpp", recipe));
  await expect(page.getByTestId("code-notes")).toHaveCount(0);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  await dialog.getByRole("tab", { name: "Inkling in C++" }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(dialog.getByRole("tab", { name: "Inkling in JavaScript" })).toBeFocused();
  expect(await text.textContent()).toBe(await written("javascript", recipe));
  await page.keyboard.press("End");
  const numpy = dialog.getByRole("tab", { name: "NumPy" });
  await expect(numpy).toBeFocused();
  await expect(numpy).toHaveAttribute("aria-selected", "true");
  const program = await written("numpy", recipe);
  expect(await text.textContent()).toBe(program);
  await expect(page.getByTestId("code-notes")).toContainText("Digits are not warped.");
  await page.keyboard.press("ArrowRight"); // from the last to the first
  await expect(dialog.getByRole("tab", { name: "Inkling in C++" })).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(dialog.getByRole("tabpanel", { name: "NumPy" })).toBeVisible();
  await page.keyboard.press("Tab");
  await expect(dialog.getByRole("tabpanel")).toBeFocused();
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);

  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByTestId("code-copy").click();
  await expect(dialog.getByRole("status")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(program);
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("code-save").click()]);
  expect(download.suggestedFilename()).toBe("numpy_program.py");
  expect(readFileSync(await download.path(), "utf8")).toBe(program);

  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId("show-code")).toBeFocused();
  await page.reload();
  await page.getByTestId("show-code").click();
  await expect(dialog.getByRole("tab", { name: "NumPy" })).toHaveAttribute("aria-selected", "true");
});

test("on a narrow phone the page does not scroll sideways, and the program does", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await openAsNewcomer(page);
  await page.getByTestId("show-code").click();
  await page.getByRole("tab", { name: "NumPy" }).click();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  const box = await page.getByTestId("code-dialog").boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 999)).toBeLessThanOrEqual(320);
  const panel = page.getByRole("tabpanel");
  expect(await panel.evaluate(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)).toBe(true);
  const dialog = page.getByTestId("code-dialog");
  expect(await dialog.evaluate(({ scrollWidth, clientWidth }) => scrollWidth <= clientWidth)).toBe(true);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
});

test("of a run that was changed on the way the code is that of its beginning, and says what was changed", async ({
  page,
}) => {
  await openReady(page);
  await page.getByTestId("training-size").selectOption("1000");
  await page.getByTestId("epochs").fill("3");
  for (let step = 0; step < 2; step++) await page.getByTestId("step").click();
  await expect(page.getByTestId("step-count")).toHaveText("2");
  await page.getByTestId("learning-rate").fill("0.05");
  await page.getByTestId("learning-rate").press("Enter");
  await page.getByTestId("step").click();
  await expect(page.getByTestId("step-count")).toHaveText("3");
  await page.getByTestId("show-code").click();
  await page.getByRole("tab", { name: "Inkling in JavaScript" }).click();
  const note = /^Its settings stay as they are\. .* changed by hand: after step 2, Learning rate 0\.05\.$/;
  await expect(page.getByTestId("code-notes").getByRole("listitem")).toHaveText([note]);
  await expect(page.getByTestId("code-text")).toContainText("by hand: after step 2, // Learning rate 0.05.");
  await expect(page.getByTestId("code-text")).not.toContainText("learningRate: 0.05");

  // Another one that has not begun is that of the form.
  await page.keyboard.press("Escape");
  await page.getByTestId("batch-size").fill("8");
  await page.getByTestId("show-code").click();
  await expect(page.getByTestId("code-text")).toContainText("learningRate: 0.05");
  await expect(page.getByTestId("code-notes")).toHaveCount(0);
});

test("a lesson shows the code of what it shows", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await page.goto("./#/learn/neuron?points=or");
  await page.getByTestId("show-code").click();
  await page.getByRole("tab", { name: "Inkling in JavaScript" }).click();
  const text = page.getByTestId("code-text");
  await expect(text).toContainText("const labels = [0, 1, 1, 1];");
  await expect(text).toContainText("inkling.perceptron({ inputs: 2, learningRate: 1 })");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  expect((await new AxeBuilder({ page }).analyze()).violations.map(({ id }) => id)).toEqual([]);
  await page.keyboard.press("Escape");
  await expect(page.getByTestId("show-code")).toBeFocused();

  await page.goto("./#/learn/neuron?points=xor");
  await page.getByTestId("show-code").click();
  await expect(text).toContainText("2-2-1 learns the given points");
  await expect(text).not.toContainText("perceptron");
  await page.keyboard.press("Escape");

  await page.goto("./#/learn/bending?activation=step");
  await page.reload(); // the lesson before may still be there
  await page.getByTestId("show-code").click();
  await expect(page.getByRole("status").filter({ hasText: "Nothing is trained here" })).toBeVisible();
});

test("what is not allowed is said in place of a program", async ({ page }) => {
  await openAsNewcomer(page);
  await page.getByTestId("batch-size").fill("0");
  await page.getByTestId("show-code").click();
  await expect(page.getByRole("status").filter({ hasText: "Batch size: 0 was given" }).first()).toBeVisible();
  await expect(page.getByTestId("code-dialog")).toHaveCount(0);
});

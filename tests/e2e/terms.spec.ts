/** Every figure and every term explains itself where it stands: by mouse, touch and keyboard, and read out. */

import { expect, type Locator, type Page, test } from "@playwright/test";
import { expectNoViolations, openReady } from "./support.ts";

const terms = (page: Page) => page.locator(".term");
const open = (page: Page) => page.locator(".explanation:popover-open");

async function expectWithin(page: Page, explanation: Locator): Promise<void> {
  const box = await explanation.boundingBox();
  const { width, height } = page.viewportSize() ?? { width: 0, height: 0 };
  expect(box?.x).toBeGreaterThanOrEqual(0);
  expect(box?.y).toBeGreaterThanOrEqual(0);
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(width);
  expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(height);
}

/** Where all that can be pressed stands, but for what goes along with the window. */
const places = (page: Page) =>
  page
    .locator("button:not(.jumps button), input, select, canvas, dd")
    .evaluateAll((all) => all.map((e) => [e.getBoundingClientRect().x, e.getBoundingClientRect().y + scrollY]));

test("names all figures and settings, each with a sentence for those who have it read to them", async ({ page }) => {
  await openReady(page);
  expect(await terms(page).allInnerTexts()).toEqual([
    "Pace",
    ...["Test accuracy", "Training accuracy", "Test loss", "Training loss"],
    ...["Epoch", "Step", "Digits per second", "GFLOP/s", "Time", "Left"],
    ...["It guesses", "It sees", "Rewind", "Accuracy, %", "Loss", "Over", "Scale", "Smoothing"],
    ...["Digits to learn from", "Learning rate", "Batch size", "Optimizer", "Epochs"],
    ...["Units of hidden layers", "Dropout", "Activation", "weights and biases", "Hash"],
  ]);
  for (const term of await terms(page).all()) await expect(term).toHaveAccessibleDescription(/^\p{Lu}.{20,}\.$/u);
  for (const field of ["training-size", "learning-rate", "batch-size", "optimizer", "epochs", "hidden-units"]) {
    await expect(page.getByTestId(field)).toHaveAccessibleName(/\p{L}/u);
  }
});

test("by mouse: one explanation at a time, closed by a press elsewhere", async ({ page }) => {
  await openReady(page);
  await page.getByRole("button", { name: "Test loss" }).click();
  await expect(open(page)).toHaveText(/^How far its answers/);
  await page.getByRole("button", { name: "Dropout" }).click();
  await expect(open(page)).toHaveText(/^The share of outputs that each/);
  await page.getByRole("button", { name: "Dropout" }).click();
  await expect(open(page)).toHaveCount(0);
  await page.getByRole("button", { name: "Dropout" }).click();
  await page.locator("h1").click();
  await expect(open(page)).toHaveCount(0);
});

test("by keyboard: Enter opens, Escape closes, and the focus stays", async ({ page }) => {
  await openReady(page);
  const term = page.getByRole("button", { name: "Learning rate" });
  await term.focus();
  await page.keyboard.press("Enter");
  await expect(open(page)).toHaveText(/^How far each step moves/);
  await expect(term).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(open(page)).toHaveCount(0);
  await expect(term).toBeFocused();
});

for (const viewport of [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
]) {
  test.describe(`${viewport.width} px`, () => {
    test.use({ viewport, hasTouch: true, isMobile: viewport.width < 500 });

    test("by touch: each is seen whole, moves nothing, and axe finds nothing", async ({ page }) => {
      await openReady(page);
      const before = await places(page);
      for (const term of await terms(page).all()) {
        await term.scrollIntoViewIfNeeded();
        await term.tap();
        await expect(open(page)).toHaveCount(1);
        await expectWithin(page, open(page));
        expect(await places(page)).toEqual(before);
        await term.tap(); // it may lie over the next one
        await expect(open(page)).toHaveCount(0);
      }
      await terms(page).first().tap();
      await expectNoViolations(page);
    });
  });
}

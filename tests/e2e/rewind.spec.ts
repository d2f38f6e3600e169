/** A run is wound back and forth, is then what it was, and goes on from there as another. */

import { expect, type Page, test } from "@playwright/test";
import type { Inkling, Recipe } from "../../engine/js/browser.ts";
import { start } from "../../web/src/app/panels/settings/draft.ts";
import {
  draw,
  expectNoViolations,
  handwriting,
  numberIn,
  openReady,
  serveLibrary,
  textOf,
  trainFor,
} from "./support.ts";

const timeline = (page: Page) => page.getByTestId("timeline");

/** Leads the run to a step, and waits until it stands there and was scored. */
async function windTo(page: Page, step: number): Promise<void> {
  await timeline(page).fill(String(step));
  await expect(page.getByTestId("step-count")).toHaveText(step.toLocaleString("en"));
  await expect(page.getByTestId("hash")).toHaveText(/^[0-9a-f]{16}$/);
}

async function trainFewDigits(page: Page, epochs: number): Promise<void> {
  await page.getByTestId("training-size").selectOption("1000");
  await trainFor(page, epochs);
}

/** Hashes after every step of the page's recipe, made by the library alone, on the first shard of digits. */
async function straight(page: Page, recipe: Recipe, steps: number): Promise<string[]> {
  await serveLibrary(page, "straight");
  return page.evaluate(
    async ({ recipe, steps }) => {
      const response = await fetch(new URL("data/train-0.bin", document.baseURI));
      const plain = response.body?.pipeThrough(new DecompressionStream("gzip"));
      const bytes = new Uint8Array(await new Response(plain).arrayBuffer());
      const { load } = await import(new URL("straight/inkling.js", document.baseURI).href);
      const inkling: Inkling = await load({ url: new URL("straight/inkling.wasm", document.baseURI) });
      const imageBytes = 16 + 10_000 * 784;
      const digits = inkling.images(bytes.subarray(0, imageBytes), bytes.subarray(imageBytes));
      const { trainer } = inkling.run(recipe, { training: digits, validation: digits });
      const hashes = [trainer.weightHash];
      for (let step = 0; step < steps; step++) {
        trainer.train(1, { keep: false });
        hashes.push(trainer.weightHash);
      }
      return hashes;
    },
    { recipe, steps },
  );
}

test("at 50 steps, wherever they are, the network is the one of a straight run", async ({ page }) => {
  await openReady(page);
  await trainFewDigits(page, 3);
  const head = await numberIn(page, "step-count");
  const hashes = await straight(page, { ...start, epochs: 3, data: { examples: 1000 } }, head);
  expect(await textOf(page, "hash")).toBe(hashes[head]);
  let state = 1;
  for (let i = 0; i < 50; i++) {
    state = (state * 16_807) % 2_147_483_647;
    const step = state % (head + 1);
    await windTo(page, step);
    expect(await textOf(page, "hash"), `step ${step}`).toBe(hashes[step]);
  }
});

test("every panel shows the network as it was, by keyboard alone, and the end is as it was", async ({ page }) => {
  await openReady(page);
  await draw(page, handwriting[3]);
  await expect(timeline(page)).toBeDisabled();
  await trainFewDigits(page, 6);
  const seen = async () => ({
    prediction: await textOf(page, "prediction"),
    test: await textOf(page, "test-accuracy"),
    hash: await textOf(page, "hash"),
  });
  await expect(page.locator(".picture")).toHaveAttribute("aria-busy", "false");
  const end = await seen();

  await timeline(page).focus();
  await page.keyboard.press("Home");
  await expect(page.getByTestId("status")).toHaveText(/^Back at step 0 of \d+. Train goes on from here.$/);
  await expect(page.getByTestId("test-accuracy")).toHaveText(/^\d\.\d\d %|1\d\.\d\d %$/); // a guess
  await expect(page.getByText("It guesses")).toBeVisible();
  await page.keyboard.press("ArrowRight");
  await expect(page.getByTestId("step-count")).toHaveText("1");
  await expect(timeline(page)).toHaveAttribute("aria-valuetext", /^Step 1 of \d+$/);
  await expect(page.getByTestId("train")).toHaveText("Train"); // as the status says, and no more "Resume"
  await page.keyboard.press("PageUp");
  await expect(page.getByTestId("epoch")).toHaveText("0");
  await expectNoViolations(page);
  await page.keyboard.press("End");
  await expect(page.getByTestId("status")).toHaveText(/^Paused after|^Finished after/);
  await expect.poll(seen).toEqual(end);
  await expect(page.getByTestId("to-end")).toBeDisabled();
});

test("a run that was over is over again at its end, where one press leads that keeps the focus", async ({ page }) => {
  await openReady(page);
  await expect(page.getByTestId("to-end")).toBeDisabled();
  await trainFewDigits(page, 2);
  await windTo(page, 1);
  await expect(page.getByTestId("train")).toHaveText("Train");
  await page.getByTestId("to-end").press("Enter");
  await expect(page.getByTestId("status")).toHaveText(/^Finished/);
  await expect(page.getByTestId("train")).toHaveText("Train further");
  await expect(page.getByTestId("to-end")).toBeFocused();
  await expect(page.getByTestId("to-end")).toHaveAttribute("aria-disabled", "true");
});

test("it goes on from there with other settings as a run of its own, and the one before is kept", async ({ page }) => {
  await openReady(page);
  await trainFewDigits(page, 4);
  const head = await numberIn(page, "step-count");
  const hash = await textOf(page, "hash");
  const step = Math.floor(head / 2);
  await windTo(page, step);
  await page.getByTestId("learning-rate").fill("0.01");
  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toContainText("Finished");
  expect(await textOf(page, "hash")).not.toBe(hash);

  await page.getByRole("link", { name: "Runs" }).click();
  const rows = page.getByTestId("run-row");
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(0)).toContainText(`Learning rate 0.01, from step ${step}`);
  await expect(rows.nth(0)).toContainText("in the lab");
  await rows.nth(1).getByTestId("open-run").click();
  await expect(page.getByTestId("step-count")).toHaveText(head.toLocaleString("en"));
  await expect(page.getByTestId("hash")).toHaveText(hash);
  await expect(page.getByTestId("learning-rate")).not.toHaveValue("0.01");
});

test("after it diverged, one click goes back ten steps before that and on at a lower rate", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("training-size").selectOption("1000");
  await page.getByTestId("epochs").fill("100000");
  await page.getByTestId("train").click();
  await expect.poll(() => numberIn(page, "step-count")).toBeGreaterThan(50);
  await page.getByTestId("learning-rate").fill("1000");
  await expect(page.getByTestId("status")).toContainText("diverged at step");
  await expect(page.getByTestId("status")).toContainText(/(layer \d+|output layer) grew first: by step [\d,]+/);
  const diverged = await numberIn(page, "step-count");
  await page.getByTestId("epochs").fill("1");
  const offered = Number((await textOf(page, "go-back")).match(/step ([\d,]+),/)?.[1]?.replaceAll(",", ""));
  expect(offered).toBeLessThanOrEqual(diverged - 10);
  await page.getByTestId("go-back").click();
  await expect(page.getByTestId("status")).toContainText("Finished");
  expect(await numberIn(page, "step-count")).toBeGreaterThan(offered);
  await expect(page.getByTestId("learning-rate")).toHaveValue("0.2");
  await expect.poll(() => numberIn(page, "test-accuracy")).toBeGreaterThan(20);
});

test("a finger that slides along it winds the run, and the page stays where it is", async ({ browser }) => {
  const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
  const page = await context.newPage();
  await openReady(page);
  await trainFewDigits(page, 2);
  await page.getByTestId("jump-curves").tap();
  const before = await page.evaluate(() => scrollY);
  const box = await timeline(page).boundingBox();
  if (!box) throw new Error("The slider is not to be seen");
  await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
  await expect(page.getByTestId("status")).toHaveText(/^Back at step/);
  expect(await page.evaluate(() => scrollY)).toBe(before);
  await context.close();
});

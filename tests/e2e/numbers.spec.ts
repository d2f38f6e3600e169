/** How far a run is, how fast it goes and how long it takes, while it trains and where it stands. */

import { expect, test } from "@playwright/test";
import { numberIn, openReady, trainFor } from "./support.ts";

test("says how fast the engine computes, what is left, and how far epoch and run are", async ({ page }) => {
  await openReady(page);
  const whole = page.getByTestId("run-progress");
  const share = () => whole.evaluate((bar: HTMLProgressElement) => bar.position);
  await expect(page.getByTestId("gflops")).toHaveText("–");
  await expect(page.getByTestId("time-left")).toHaveText("–");
  expect(await share()).toBe(0);
  const terms = page.locator(".numbers .term");
  const places = () => terms.evaluateAll((all) => all.map((term) => term.getBoundingClientRect().x));
  const before = await places();

  await page.getByTestId("epochs").fill("5000");
  await page.getByTestId("train").click();
  await expect(page.getByTestId("time-left")).toHaveText(/^\d+ (s|min|h)/);
  await expect(page.getByTestId("gflops")).toHaveText(/^\d/);
  await expect.poll(share).toBeGreaterThan(0);
  expect(await numberIn(page, "gflops")).toBeGreaterThan(0);
  expect(await places()).toEqual(before); // however long the figures beside them are
  await page.getByTestId("pause").click();
  await expect(page.getByTestId("status")).toContainText("Paused");
  await expect(page.getByTestId("time-left")).toHaveText("–");
  expect(await share()).toBeLessThan(1);

  await page.getByTestId("reset").click();
  await expect(page.getByTestId("step-count")).toHaveText("0");
  expect(await page.getByTestId("epoch-progress").evaluate((bar: HTMLProgressElement) => bar.position)).toBe(0);
  await trainFor(page, 1);
  await expect.poll(share).toBe(1);
  expect(await page.getByTestId("epoch-progress").evaluate((bar: HTMLProgressElement) => bar.position)).toBe(1);
  await expect(page.getByTestId("epoch").locator("xpath=following-sibling::dd")).toHaveText("of 1");
  const steps = await page.getByTestId("step-count").innerText();
  await expect(page.getByTestId("step-count").locator("xpath=following-sibling::dd")).toHaveText(`of ${steps}`);

  // Steps beyond the end are of no whole.
  await page.getByTestId("step").click();
  await expect(page.getByTestId("step-count")).not.toHaveText(steps);
  await expect(page.getByTestId("step-count").locator("xpath=following-sibling::dd")).toHaveText("");
});

/** The page stays quick while the worker trains. Time is reported, not judged: it depends on the machine. */

import { expect, test } from "@playwright/test";
import { draw, handwriting, numberIn, openReady } from "./support.ts";

test("reports tasks of the main thread longer than 50 ms while it trains and somebody draws", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("epochs").fill("100000"); // longer than any machine takes to draw
  await page.evaluate(() => {
    const seen = { intervals: [] as number[], longTasks: [] as number[] };
    Object.assign(window, { seen });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) seen.longTasks.push(Math.round(duration));
    }).observe({ type: "longtask" });
    let last = performance.now();
    const note = (now: number) => {
      seen.intervals.push(now - last);
      last = now;
      requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });

  const start = Date.now();
  await page.getByTestId("train").click();
  for (const digit of [0, 1, 3, 7] as const) {
    await draw(page, handwriting[digit]);
    await page.getByTestId("clear").click();
  }
  await draw(page, handwriting[3]);
  await expect(page.getByTestId("prediction")).toHaveText(/\d/);
  await page.getByTestId("pause").click();
  await expect(page.getByTestId("status")).toContainText("Paused");

  const seconds = (Date.now() - start) / 1000;
  const { intervals, longTasks } = await page.evaluate(
    () => (window as unknown as { seen: { intervals: number[]; longTasks: number[] } }).seen,
  );
  // A frame is on time where it comes before the next of a screen's 60 would have been due.
  const onTime = intervals.filter((interval) => interval < 2000 / 60).length / intervals.length;
  const report = [
    `${seconds.toFixed(1)} s, ${intervals.length} frames, ${(100 * onTime).toFixed(1)} % of them on time`,
    `${await numberIn(page, "step-count")} steps`,
    `long tasks: ${longTasks.length > 0 ? longTasks.map((duration) => `${duration} ms`).join(", ") : "none"}`,
  ].join("; ");
  test.info().annotations.push({ type: "main thread", description: report });
  console.log(report);
  expect(await numberIn(page, "step-count")).toBeGreaterThan(0);
});

test("reports how long the lesson of two moons takes from press to end, and how it is seen meanwhile", async ({
  page,
}) => {
  await page.goto("./#/learn/moons?pace=full");
  await expect(page.getByRole("button", { name: "Play", exact: true })).toBeEnabled();
  const { took, pictures, longTasks } = await page.evaluate(async () => {
    const longTasks: number[] = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration));
    }).observe({ type: "longtask" });
    const part = (selector: string) => document.querySelector(`.moons-player ${selector}`) as HTMLElement;
    let pictures = 0;
    const start = performance.now();
    const drawn = new Promise<void>((resolve) => {
      new MutationObserver(() => {
        pictures++;
        if (document.querySelector(".moons-ended")?.textContent) requestAnimationFrame(() => setTimeout(resolve));
      }).observe(part("output"), { subtree: true, characterData: true });
    });
    part("button").click();
    await drawn;
    return { took: performance.now() - start, pictures, longTasks };
  });
  const report = [
    `8,000 epochs in ${(took / 1000).toFixed(2)} s from press to end, ${pictures} pictures`,
    await page.locator(".moons-ended").innerText(),
    `long tasks: ${longTasks.length > 0 ? longTasks.map((duration) => `${duration} ms`).join(", ") : "none"}`,
  ].join("; ");
  test.info().annotations.push({ type: "main thread", description: report });
  console.log(report);
  expect(pictures).toBeGreaterThan(0);
});

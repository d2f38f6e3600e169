/** Every run is kept, across visits; two of them race; and all of it leaves as files. */

import { readFileSync } from "node:fs";
import { type Download, expect, type Page, test } from "@playwright/test";
import { expectNoViolations, openReady, trainFor } from "./support.ts";

const rows = (page: Page) => page.getByTestId("run-row");

async function openRuns(page: Page): Promise<void> {
  await page.getByRole("link", { name: "Runs" }).click();
  await expect(page.locator("h1")).toHaveText("Runs");
}

/** Trains for an epoch on few digits, with another learning rate each time, each a network of its own. */
async function trainWith(page: Page, rates: string[]): Promise<void> {
  await page.getByTestId("training-size").selectOption("1000");
  for (const rate of rates) {
    await page.getByTestId("reset").click();
    await page.getByTestId("learning-rate").fill(rate);
    await trainFor(page, 1);
  }
}

const textIn = async (download: Promise<Download>) => readFileSync(await (await download).path(), "utf8");

test("where nothing was trained, it says so", async ({ page }) => {
  await openReady(page, "./#/");
  await openRuns(page);
  await expect(page.getByTestId("no-runs")).toBeVisible();
  await expect(page.getByTestId("export-csv")).toBeDisabled();
  await expectNoViolations(page);
});

test("runs are named by what differs, sorted, hidden, renamed, deleted and brought back, and are there again", async ({
  page,
}) => {
  await openReady(page);
  await trainWith(page, ["0.2", "0.05", "0.1"]);
  await openRuns(page);
  await expect(rows(page)).toHaveCount(3);
  const names = () => page.getByTestId("run-name").allInnerTexts();
  expect(await names()).toEqual(["Learning rate 0.1", "Learning rate 0.05", "784-256-10"]);
  // What differs, and nothing else, is a column.
  await expect(page.locator("thead .setting")).toHaveText(["Learning rate"]);
  await expectNoViolations(page);

  await page.getByTestId("sort-best").click();
  const scores = async () => (await page.getByTestId("run-best").allInnerTexts()).map(Number.parseFloat);
  const found = await scores();
  expect(found).toEqual([...found].sort((a, b) => b - a));
  await expect(page.locator("[aria-sort]")).toHaveAttribute("aria-sort", "descending");
  await page.getByTestId("sort-name").click();
  expect(await names()).toEqual(["784-256-10", "Learning rate 0.05", "Learning rate 0.1"]);

  await rows(page).nth(1).getByRole("checkbox").uncheck();
  await expect(page.getByTestId("overlay-accuracy").locator("li")).toHaveCount(2);

  await page.getByTestId("run-name").first().click();
  await page.getByTestId("run-title").fill("the first");
  await page.getByTestId("run-title").press("Enter");
  await expect(page.getByTestId("run-name").filter({ hasText: "the first" })).toBeFocused();
  await expect(page.getByTestId("run-name").filter({ hasText: "the first" })).toHaveCount(1);

  await page.getByTestId("run-name").first().click();
  await page.getByTestId("run-title").fill("never mind");
  await page.getByTestId("run-title").press("Escape");
  await expect(page.getByTestId("run-name").first()).toHaveText("Learning rate 0.05");
  await expect(page.getByTestId("run-name").first()).toBeFocused();

  const csv = page.waitForEvent("download");
  await page.getByTestId("export-csv").click();
  const lines = (await textIn(csv)).trim().split("\r\n");
  expect(lines).toHaveLength(4);
  expect(lines[0]).toBe("run,Learning rate,best_accuracy,last_accuracy,last_loss,epochs,steps,seconds,weights");
  const json = page.waitForEvent("download");
  await page.getByTestId("export-json").click();
  const { runs } = JSON.parse(await textIn(json));
  expect(runs).toHaveLength(3);
  expect(runs[0].course.recipe.layers.at(-1)).toEqual({ units: 10 });

  const first = rows(page).filter({ hasText: "the first" });
  await first.getByTestId("remove-run").click();
  await expect(rows(page)).toHaveCount(2);
  await expect(page.getByTestId("undo-remove")).toBeFocused();
  await page.getByTestId("undo-remove").press("Enter");
  await expect(rows(page)).toHaveCount(3);
  await expect(page.getByTestId("undo-remove")).toBeFocused();

  await page.reload();
  await expect(rows(page)).toHaveCount(3);
  await expect(first).toHaveCount(1);
  const score = await first.getByTestId("run-last").innerText();
  await first.getByTestId("open-run").click();
  await expect(page.getByTestId("test-accuracy")).toHaveText(score);
  await expect(page.getByTestId("learning-rate")).toHaveValue("0.2");
  await openRuns(page);
  await expect(rows(page)).toHaveCount(3);
  await expect(first).toContainText("in the lab");
});

/** How many runs are on the device; looking does not make a place for them where there is none. */
const onDevice = (page: Page) =>
  page.evaluate(async () => {
    const places = await indexedDB.databases();
    if (!places.some(({ name }) => name === "inkling-runs")) return 0;
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const place = await done(indexedDB.open("inkling-runs"));
    const count = await done(place.transaction("runs").objectStore("runs").count());
    place.close();
    return count;
  });

test("a run under way is there again when the page is loaded anew in the middle of it", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("training-size").selectOption("1000");
  await page.getByTestId("epochs").fill("1000");
  await page.getByTestId("train").click();
  await expect.poll(() => onDevice(page)).toBe(1);
  await expect(page.getByTestId("pause")).toBeEnabled(); // still under way
  await page.reload();
  await openRuns(page);
  await expect(rows(page)).toHaveCount(1);
  await expect(page.getByTestId("run-best")).toHaveText(/^\d+\.\d\d %$/);
});

test("two runs race, each in a worker of its own, and it says who is ahead", async ({ page }) => {
  await openReady(page);
  await trainWith(page, ["0.2", "0.02"]);
  await openRuns(page);
  await expect(page.getByText("Both train at the same time")).toBeVisible();
  await page.getByTestId("lane-1").selectOption({ label: "784-256-10" });
  await page.getByTestId("lane-2").selectOption({ label: "Learning rate 0.02" });
  const workers = page.workers().length;
  await page.getByTestId("race").click();
  await expect.poll(() => page.workers().length).toBe(workers + 2);
  await expect(page.getByTestId("race-status")).toHaveText(
    /^784-256-10 is ahead: \d+\.\d\d % after .* against \d+\.\d\d % after .*\.$/,
  );
  await expect.poll(() => page.workers().length).toBe(workers);
  // The same recipe in another worker is the same network: its score is that of the run in the table.
  const score = await rows(page).filter({ hasText: "784-256-10" }).getByTestId("run-last").innerText();
  await expect(page.getByTestId("racer-1")).toContainText(score);
});

test("a race that is stopped is over, and one that cannot be says why", async ({ page }) => {
  await openReady(page);
  await trainWith(page, ["0.2"]);
  await page.getByTestId("epochs").fill("100");
  await openRuns(page);
  const workers = page.workers().length;
  await page.getByTestId("lane-1").selectOption("lab");
  await page.getByTestId("lane-2").selectOption("lab");
  await page.getByTestId("race").click();
  await expect(page.getByTestId("race")).toHaveText("Stop");
  await expect(page.getByTestId("racer-1")).toContainText("epoch 1");
  await page.getByTestId("race").click();
  await expect(page.getByTestId("race")).toHaveText("Race");
  await expect(page.getByTestId("race-status")).not.toHaveText("Racing …");
  await expect(page.locator(".race .problem")).toHaveCount(0);
  await expect.poll(() => page.workers().length).toBe(workers);

  await page.getByRole("link", { name: "Lab" }).click();
  await page.getByTestId("learning-rate").fill("abc");
  await openRuns(page);
  await page.getByTestId("race").click();
  await expect(page.getByTestId("race-status")).toContainText("'abc' is not a number");
  await expect.poll(() => page.workers().length).toBe(workers);
});

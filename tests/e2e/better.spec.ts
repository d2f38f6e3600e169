/** Is it better? A few seeds of few digits, from the form to the verdict, and what is done on the way. */

import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations, openReady, textOf, trainFor } from "./support.ts";

const dots = (page: Page) => page.locator(".dots .dot");
const verdict = (page: Page) => page.getByTestId("better-verdict");
const cells = (page: Page, row: number) => page.getByTestId("better-table").locator("tbody tr").nth(row).locator("td");

/** The page, with a thousand digits to learn from. */
async function open(page: Page): Promise<void> {
  await openReady(page);
  await page.getByTestId("training-size").selectOption("1000");
  await page.getByRole("navigation").getByRole("link", { name: "Is it better?" }).click();
  await expect(page.getByTestId("better-run")).toBeEnabled();
  await page.getByTestId("better-epochs").fill("1");
}

async function compare(page: Page, setting: string, values: string, seeds: number): Promise<void> {
  await page.getByTestId("better-setting").selectOption(setting);
  await page.getByTestId("better-values").fill(values);
  await page.getByTestId("better-seeds").fill(String(seeds));
  await page.getByTestId("better-run").click();
}

test("where an interval reaches beyond what there is to see, arrows say so", async ({ page }) => {
  await open(page);
  await page.getByTestId("better-seeds").fill("2"); // of which 99 % is 45 times as wide as they lie apart
  await page.getByTestId("better-run").click();
  await expect(page.getByTestId("better-results")).toContainText("2 of 2 runs done");
  await expect(page.locator(".dots .beyond")).toHaveCount(2);
});

test("a worse recipe is told to be worse, with every run, digit by digit, and as files", async ({ page }) => {
  await open(page);
  await expectNoViolations(page);
  await compare(page, "learningRate", "0.01", 3);
  await expect(verdict(page)).toHaveText(/^Worse, by \d+\.\d\d points \(\d+\.\d\d to \d+\.\d\d\)\. p.[=<].0\.\d+$/);
  await expect(page.getByTestId("better-results")).toContainText("6 of 6 runs done");
  await expect(dots(page)).toHaveCount(6);
  await expect(page.locator(".dots").first()).toHaveAccessibleName(/^Learning rate 0.2, as in the lab: 3 runs, from/);
  await expectNoViolations(page);

  // Of both networks of a seed, who reads what.
  const count = async (name: string) => {
    const found = page.getByTestId("same-digits").locator("dl > div").filter({ hasText: name }).locator("b");
    return Number((await found.innerText()).replaceAll(",", ""));
  };
  const [both, neither, onlyLab, onlyOther] = [
    await count("Both right"),
    await count("Both wrong"),
    await count("Right only: Learning rate 0.2, as in the lab"),
    await count("Right only: Learning rate 0.01"),
  ] as [number, number, number, number];
  expect(both + neither + onlyLab + onlyOther).toBe(10_000);
  const [lab, other, difference] = await cells(page, 0).allInnerTexts();
  expect(lab).toBe(`${((both + onlyLab) / 100).toFixed(2)} %`);
  expect(other).toBe(`${((both + onlyOther) / 100).toFixed(2)} %`);
  expect(difference).toBe(`−${((onlyLab - onlyOther) / 100).toFixed(2)}`);
  await expect(page.getByTestId("mcnemar")).toHaveText(/^These two networks differ .* \(McNemar, p.<.0\.0001\)\.$/);
  await expect(page.getByRole("img", { name: /^Test digit [\d,]+, an? \d$/ }).first()).toBeVisible();

  const downloading = page.waitForEvent("download");
  await page.getByTestId("better-csv").click();
  const csv = readFileSync(await (await downloading).path(), "utf8");
  expect(csv.split("\r\n").slice(0, 2)).toEqual([
    "recipe,seed,test_accuracy,test_loss,diverged,seconds",
    expect.stringMatching(`^"Learning rate 0.2, as in the lab",1,${(both + onlyLab) / 10_000},`),
  ]);

  // What the lab itself makes of the same recipe with the same seed.
  await page.goBack();
  await trainFor(page, 1);
  expect(await textOf(page, "test-accuracy")).toBe(lab);
  await page.goForward();
  await expect(verdict(page)).toHaveText(/^Worse/);
});

test("the same recipe with other seeds is not called different; stopped, what is done stays, and it can go on", async ({
  page,
}) => {
  await open(page);
  await page.getByTestId("better-epochs").fill("100000");
  await compare(page, "seed", "101", 4);
  await expect(page.getByTestId("better-results")).toContainText(/0 of 8 runs done, about .* left/);
  await page.getByTestId("better-stop").click();
  await expect(page.getByTestId("better-status")).toHaveText(/^Stopped\./);
  await expect(page.getByTestId("better-go-on")).toBeVisible();

  await page.getByTestId("better-epochs").fill("1");
  await page.getByTestId("better-run").click();
  await expect(dots(page).nth(1)).toBeVisible();
  await page.getByTestId("better-stop").click();
  const kept = await dots(page).count();
  expect(kept).toBeGreaterThanOrEqual(2);
  if (await page.getByTestId("better-go-on").isVisible()) await page.getByTestId("better-go-on").click();
  await expect(verdict(page)).toHaveText(/^Within what another seed does: [+−]?\d+\.\d\d points \(−.* to \+.*\)/);
  await expect(dots(page)).toHaveCount(8);
});

test("what cannot be is said in words: beside the form at once, or by the engine", async ({ page }) => {
  await open(page);
  await compare(page, "learningRate", "much", 3);
  await expect(page.getByTestId("better-problem")).toHaveText(/Learning rate: 'much' is not a number/);
  await expect(page.getByTestId("better-values")).toHaveAttribute("aria-invalid", "true");
  await compare(page, "learningRate", "0.01", 51);
  await expect(page.getByTestId("better-problem")).toHaveText(/^Seeds: allowed is a whole number from 2 to 50/);
  await expectNoViolations(page);
  await compare(page, "learningRate", "-1", 2);
  await expect(page.getByTestId("better-status")).toHaveText(/^Learning rate: -1 was given; allowed is /);
  await expect(page.getByTestId("better-problem")).toHaveText("");
  // Two that diverge, beside one seed too few to say anything.
  await compare(page, "learningRate", "1e6", 2);
  await expect(verdict(page)).toHaveText(/^Nothing to compare: .* 2 of 2 runs diverged and are left out/);
  await expect(page.getByTestId("better-table")).toContainText("diverged");
  expect(await page.locator("main").innerText()).not.toMatch(/NaN|Infinity|undefined/);
});

for (const [width, colorScheme] of [
  [320, "light"],
  [390, "dark"],
  [1024, "light"],
] as const) {
  test.describe(`${width} px, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 700 }, colorScheme });

    test("fits, with choices to tick, in letters of either size, and axe finds nothing", async ({ page }) => {
      await open(page);
      await page.getByTestId("better-setting").selectOption("optimizer");
      await page.getByTestId("better-values").getByLabel("Adam", { exact: true }).check();
      await page.getByTestId("better-seeds").fill("2");
      await page.getByTestId("better-run").click();
      await expect(verdict(page)).toHaveText(/^2 seeds are too few to tell/);
      const overhang = () =>
        page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      expect(await overhang()).toBeLessThanOrEqual(0);
      await expectNoViolations(page);
      await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
      expect(await overhang()).toBeLessThanOrEqual(0);
    });
  });
}

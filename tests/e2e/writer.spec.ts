/** The sheet of written digits: closed and not even fetched at first, then a view on what training writes. */

import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations, holdBack, numberIn, openReady, painted, trainFor } from "./support.ts";

const sheet = (page: Page) => page.getByTestId("written");

async function openSheet(page: Page): Promise<void> {
  await openReady(page);
  await page.getByTestId("more-handwriting").click();
  await expect(sheet(page)).toBeVisible();
}

/** The ink of each of its sixty pictures, 28 x 28 each. */
async function pictures(page: Page): Promise<number[][]> {
  await painted(page);
  await expect(sheet(page)).toHaveAttribute("aria-busy", "false");
  await painted(page);
  return sheet(page).evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    return Array.from({ length: 60 }, (_, i) => {
      const { data } = context.getImageData((i % 10) * 28, Math.floor(i / 10) * 28, 28, 28);
      return Array.from({ length: 784 }, (_, pixel) => data[4 * pixel + 3] as number);
    });
  });
}

test("is fetched when it is first opened, and closed again", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(request.url()));
  await openReady(page);
  const button = page.getByTestId("more-handwriting");
  await expect(button).toHaveAttribute("aria-expanded", "false");
  expect(fetched.filter((url) => url.includes("sheet"))).toEqual([]);
  await button.focus();
  await page.keyboard.press("Enter");
  await expect(sheet(page)).toBeVisible();
  await expect(button).toBeFocused();
  await expect(button).toHaveAttribute("aria-expanded", "true");
  expect(fetched.filter((url) => url.includes("sheet"))).not.toEqual([]);
  await page.keyboard.press("Enter");
  await expect(sheet(page)).toHaveCount(0);
});

test("shows sixty digits, each of its own, and others at the press of a button", async ({ page }) => {
  await openSheet(page);
  const first = await pictures(page);
  for (const picture of first) {
    expect(Math.max(...picture)).toBe(255);
    expect(picture.filter((ink) => ink > 0).length).toBeGreaterThan(15);
  }
  expect(new Set(first.map(String)).size).toBe(60);
  await page.getByTestId("write-others").click();
  const others = await pictures(page);
  expect(new Set([...first, ...others].map(String)).size).toBe(120);
});

test("a slider changes them as it moves, and is the setting that training goes by", async ({ page }) => {
  await openSheet(page);
  const usual = await pictures(page);
  const slider = page.getByTestId("writer-slant");
  await expect(slider).toHaveAccessibleName("Slant");
  await expect(slider).toHaveValue("1");
  await slider.focus();
  await page.keyboard.press("End");
  await expect(slider).toHaveValue("3");
  const slanted = await pictures(page);
  expect(slanted).not.toEqual(usual);

  await page.getByTestId("training-size").selectOption("1000");
  await trainFor(page, 1);
  const slantedLoss = await numberIn(page, "train-loss");

  await page.getByRole("button", { name: "Slant" }).last().click();
  await page.getByTestId("writer-slant-back").click();
  await expect(slider).toHaveValue("1");
  expect(await pictures(page)).toEqual(usual);
  await page.getByTestId("reset").click();
  await trainFor(page, 1);
  expect(await numberIn(page, "train-loss")).not.toBe(slantedLoss);
});

test("is written while the network trains", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("epochs").fill("100000");
  await page.getByTestId("train").click();
  await page.getByTestId("more-handwriting").click();
  const first = await pictures(page);
  await page.getByTestId("write-others").click();
  expect(await pictures(page)).not.toEqual(first);
  await expect(page.getByTestId("status")).toContainText("Learning");
});

test("says so where its code cannot be fetched, and comes at the next attempt", async ({ page }) => {
  await openReady(page);
  await page.route("**/sheet*.js", (route) => route.abort());
  await page.getByTestId("more-handwriting").click();
  await expect(page.getByTestId("status")).toContainText("This part of the page could not be fetched");
  await page.unroute("**/sheet*.js");
  await page.getByTestId("restart").click();
  await expect(sheet(page)).toBeVisible();
});

test("may be closed before its code is there", async ({ page }) => {
  await openReady(page);
  const release = await holdBack(page, "**/sheet*.js");
  await page.getByTestId("more-handwriting").click();
  await page.getByTestId("more-handwriting").click();
  release();
  await expect(sheet(page)).toHaveCount(0);
});

for (const [width, height] of [
  [320, 640],
  [390, 844],
  [1024, 768],
  [1600, 900],
] as const) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${width} px, ${colorScheme}`, () => {
      test.use({ viewport: { width, height }, colorScheme, hasTouch: width < 600, isMobile: width < 600 });

      test("it fits, is crisp in the color of the text, can be touched, and axe finds nothing", async ({ page }) => {
        await openSheet(page);
        await pictures(page);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        const { pixel, color } = await sheet(page).evaluate((canvas: HTMLCanvasElement) => {
          const { data } = (canvas.getContext("2d") as CanvasRenderingContext2D).getImageData(0, 0, 280, 168);
          const full = data.findIndex((alpha, i) => i % 4 === 3 && alpha === 255) - 3;
          return { pixel: [...data.subarray(full, full + 3)].join(", "), color: getComputedStyle(canvas).color };
        });
        expect(color).toBe(`rgb(${pixel})`);
        await expectNoViolations(page);
        await page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        await page.evaluate(() => document.documentElement.style.removeProperty("font-size"));
        if (width > 600) return;
        for (const control of await page.locator(".written :is(button, input)").all()) {
          const { height = 0 } = (await control.boundingBox()) ?? {};
          expect(height, await control.evaluate((e) => e.outerHTML)).toBeGreaterThanOrEqual(44);
        }
      });
    });
  }
}

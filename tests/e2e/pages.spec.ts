/** Pages have addresses: each is fetched when first opened, the back button works, and an unknown address leads home. */

import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations, openReady } from "./support.ts";

const homeScript = "**/assets/home-*.js";

const notice = (page: Page) => page.getByTestId("notice");
const home = (page: Page) => page.getByRole("link", { name: "To the network that learns to read" });

test("an unknown address says so in words, fetches nothing more, and leads home", async ({ page }) => {
  const fetched: string[] = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  await page.goto("./#/nowhere");
  await expect(notice(page)).toHaveText("There is no page at “/nowhere”.");
  await expect(page).toHaveTitle("Inkling: no such page");
  await expect(page.locator("#start")).toHaveCount(0);
  expect(fetched.filter((path) => /home-|\.wasm|data/.test(path))).toEqual([]);
  await expectNoViolations(page);

  await home(page).click();
  await expect(page.getByTestId("status")).toHaveText(/^Ready/);
  await expect(page.locator("h1")).toBeFocused();
  await expect(notice(page)).toHaveCount(0);
  expect(fetched.filter((path) => path.includes("/assets/home-")).length).toBeGreaterThan(0);
});

test("back and forward change the page, and what it holds is still there", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("test-digit").click();
  await page.getByTestId("step").click();
  await expect(page.getByTestId("test-accuracy")).toHaveText(/%/);
  const accuracy = await page.getByTestId("test-accuracy").innerText();
  const title = await page.title();

  await page.evaluate(() => {
    location.hash = "#/nowhere";
  });
  await expect(notice(page)).toBeVisible();
  await expect(page.getByTestId("train")).toHaveCount(0);
  await page.goBack();
  await expect(page.getByTestId("step-count")).toHaveText("1");
  await expect(page.getByTestId("test-accuracy")).toHaveText(accuracy);
  await expect(page.getByTestId("prediction")).toHaveText(/\d/);
  await expect(page.getByTestId("pace-fast")).toBeChecked();
  await expect(page.locator(".plot canvas").first()).toHaveAttribute("aria-label", /over 16 digits seen/);
  await expect(page).toHaveTitle(title);
  await page.goForward();
  await expect(notice(page)).toBeVisible();
  await page.goBack();
  await page.getByTestId("step").click();
  await expect(page.getByTestId("step-count")).toHaveText("2");
});

test("names of what every object has are no addresses", async ({ page }) => {
  for (const address of ["constructor", "/constructor", "/%E0%A4%A", "%"]) {
    await page.goto("about:blank");
    await page.goto(`./#${address}`);
    await expect(notice(page)).toHaveText(`There is no page at “${address}”.`);
  }
});

test("a long address is seen whole on a narrow window", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 568 });
  await page.goto(`./#/${"x".repeat(300)}`);
  await expect(notice(page)).toContainText("xxx");
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});

test("a page that does not come is told of, and comes with another attempt", async ({ page }) => {
  await page.route(homeScript, (route) => route.abort());
  await page.goto("./#/nowhere");
  await home(page).click();
  await expect(notice(page)).toHaveText(/^This page could not be fetched/);
  await page.unroute(homeScript);
  await page.goBack();
  await expect(notice(page)).toHaveText(/nowhere/);
  await page.goForward();
  await expect(page.getByTestId("status")).toHaveText(/^Ready/);
});

test("a page that does not come is asked for again on the spot", async ({ page }) => {
  await page.route(homeScript, (route) => route.abort());
  await page.goto("./#/nowhere");
  await home(page).click();
  await page.getByTestId("again").click();
  await expect(notice(page)).toHaveText(/^This page could not be fetched/);
  await page.unroute(homeScript);
  await page.getByTestId("again").click();
  await expect(page.getByTestId("status")).toHaveText(/^Ready/);
  await expect(page.locator("h1")).toBeFocused();
});

test("where the first page does not come, it says what that may mean", async ({ page }) => {
  await page.route(homeScript, (route) => route.fulfill({ status: 404 }));
  await page.goto("./");
  await expect(page.locator("#start")).toContainText(/one of these reasons:\s+A script was blocked/, {
    useInnerText: true,
  });
});

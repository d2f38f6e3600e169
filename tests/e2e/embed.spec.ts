/** Panels within another page, of another origin; and whether this device computes as all others do. */

import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, type FrameLocator, type Page, test } from "@playwright/test";
import { expectNoViolations, openAsNewcomer } from "./support.ts";

let lesson: Server | undefined;
test.afterEach(() => void lesson?.close());

/** A teacher's own page with this in it: from a server of its own, since the browser asks where a page is from. */
async function openTeachers(page: Page, frame: string): Promise<FrameLocator> {
  const more = `<p>${"More text. ".repeat(400)}`;
  lesson = createServer((_, response) => {
    response.setHeader("Content-Type", "text/html");
    response.end(`<!doctype html><html lang="en"><title>Lesson</title><h1>Lesson</h1>${frame}${more}`);
  });
  await new Promise<void>((resolve) => lesson?.listen(0, "127.0.0.1", resolve));
  await page.goto(`http://127.0.0.1:${(lesson.address() as AddressInfo).port}/`);
  return page.frameLocator("iframe");
}

test("the panels that a person chooses stand in another page, train and are drawn on there, and nothing scrolls", async ({
  page,
}) => {
  await openAsNewcomer(page);
  await page.getByTestId("epochs").fill("5");
  await page.getByTestId("embed").click();
  const dialog = page.getByRole("dialog", { name: "Embed in a page of your own" });
  await dialog.getByLabel("Curves").uncheck();
  await dialog.getByLabel("Settings").uncheck();
  await expectNoViolations(page);
  const code = await page.getByTestId("embed-code").inputValue();
  expect(code).toContain("?embed&amp;panels=controls,numbers,pad,timeline#/?epochs=5&amp;");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.getByTestId("embed-copy").click();
  await expect(dialog.getByRole("status")).toHaveText("Copied.");
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(code);
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
  await expect(page.getByTestId("embed")).toBeFocused();

  // Browsers keep from a page within another's what it might know a person by.
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException("Access is denied for this document.", "SecurityError");
    };
    for (const name of ["indexedDB", "localStorage", "sessionStorage"])
      Object.defineProperty(window, name, { get: refuse });
    Object.defineProperty(navigator, "locks", {
      value: { request: () => Promise.reject(new Error("No locks here.")) },
    });
  });
  const errors: string[] = [];
  page.on("pageerror", ({ message }) => errors.push(message));
  const frame = await openTeachers(page, code);
  await expect(frame.getByTestId("status")).toContainText("Ready");
  for (const testId of ["curves", "embed", "learning-rate", "device"])
    await expect(frame.getByTestId(testId)).toHaveCount(0);
  for (const role of ["banner", "navigation", "contentinfo"] as const)
    await expect(frame.getByRole(role)).toHaveCount(0);
  await expect(frame.locator("main")).toContainText(/By a link: .* 5 epochs/);
  await frame.getByTestId("step").click();
  await expect(frame.getByTestId("step-count")).toHaveText("1");

  await frame.getByTestId("pad").scrollIntoViewIfNeeded();
  const before = await page.evaluate(() => scrollY);
  const box = await frame.getByTestId("pad").boundingBox();
  if (!box) throw new Error("The pad is not to be seen");
  const touch = await page.context().newCDPSession(page);
  const at = (share: number) => [{ x: box.x + box.width / 2, y: box.y + box.height * share }];
  await touch.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: at(0.8) });
  for (const share of [0.7, 0.6, 0.5, 0.4, 0.3]) {
    await touch.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: at(share) });
  }
  await touch.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  await expect(frame.getByTestId("prediction")).toHaveText(/\d/);
  expect(await page.evaluate(() => scrollY)).toBe(before);
  expect(errors).toEqual([]);
});

test("an address names panels by hand: those that there are stand there, the others are named", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 600 });
  await openAsNewcomer(page, "./?embed&panels=graph,pad,controls,curves,numbers,settings#/runs");
  await expect(page.getByTestId("unknown-panels")).toHaveText(
    "There is no panel called “graph”. There are controls, numbers, pad, timeline, curves and settings.",
  );
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await expectNoViolations(page);
  const panels = page.locator("[data-panel]");
  expect(await panels.evaluateAll((all) => all.map((one) => one.getAttribute("data-panel")))).toEqual([
    ...["pad", "controls", "curves", "numbers", "settings"],
  ]);
  await page.setViewportSize({ width: 1024, height: 700 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(1024);
});

test("where the controls are not shown, what goes wrong is told all the same", async ({ page }) => {
  await page.goto("./?embed&panels=pad");
  await expect(page.getByTestId("test-digit")).toBeEnabled();
  await expect(page.getByTestId("status")).toHaveCount(0);
  await page.route("**/data/**", (route) => route.abort());
  await page.reload();
  await expect(page.getByTestId("status")).toContainText(/could not|cannot|fetched/i);
});

test("this device computes as all others do, which is said quietly", async ({ page }) => {
  await openAsNewcomer(page);
  await expect(page.getByTestId("device")).toHaveText("This device computes bit for bit as all others do.");
  await expect(page.getByTestId("device-alarm")).toHaveCount(0);
});

test("one that does not is told clearly what that means", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 600 });
  await page.route("**/assets/main-*.js", async (route) => {
    const response = await route.fetch();
    const script = await response.text();
    expect(script).toContain("6f9150d84797c7e1");
    await route.fulfill({ response, body: script.replace("6f9150d84797c7e1", "6f9150d84797c7e2") });
  });
  await openAsNewcomer(page);
  const alarm = page.getByTestId("device-alarm");
  await expect(alarm).toHaveRole("alert");
  await expect(alarm).toContainText("This device does not compute as others do");
  await expect(alarm).toContainText("links will not verify");
  await expect(alarm).toBeInViewport({ ratio: 1 });
  await expectNoViolations(page);
  await alarm.getByRole("button").click();
  await expect(alarm).toHaveCount(0);
  await expect(page.getByTestId("device")).toHaveText("This device does not compute as others do.");
});

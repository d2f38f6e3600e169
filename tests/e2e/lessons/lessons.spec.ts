/** All lessons: each is there by its address, short, and within everybody's reach. */

import { expect, test } from "@playwright/test";
import { lessonNames } from "../../../web/src/app/lessons/list.ts";
import { lessons as english } from "../../../web/src/app/words/en/lessons.ts";
import { expectNoViolations } from "../support.ts";

const titleOf = (name: (typeof lessonNames)[number]) => english.list[name].title;

test("the contents name every lesson, and lead from one to the next", async ({ page }) => {
  await page.goto("./#/learn");
  await expect(page.locator(".learn li")).toHaveCount(lessonNames.length);
  await expectNoViolations(page);
  await page.locator(".learn a").first().click();
  for (const [i, name] of lessonNames.entries()) {
    await expect(page.locator("h1")).toHaveText(titleOf(name));
    await expect(page).toHaveTitle(`Inkling: ${titleOf(name)}`);
    await expect(page.getByRole("link", { name: "Learn", exact: true })).toHaveAttribute("aria-current", "true");
    const next = lessonNames[i + 1];
    await page.getByRole("link", { name: next ? `Next: ${titleOf(next)}` : "To the lab" }).click();
  }
  await expect(page.getByTestId("train")).toBeVisible();
});

for (const name of lessonNames) {
  for (const [width, scheme] of [
    [320, "dark"],
    [1280, "light"],
  ] as const) {
    test(`${name} at ${width} px, ${scheme}: fits, and axe finds nothing`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      await page.goto(`./#/learn/${name}`);
      await expect(page.locator("h1")).toHaveText(titleOf(name));
      await expect(page.locator(".lesson-prediction")).toBeVisible();
      await expect(page.locator(".lesson-question")).toBeVisible();
      await expect(page.locator(".lesson-problem")).toHaveCount(0);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
      await expectNoViolations(page);
    });
  }

  test(`${name} in Chinese says nothing in English`, async ({ browser }) => {
    const page = await browser.newPage({ locale: "zh-CN" });
    await page.goto(`./#/learn/${name}`);
    await expect(page.locator(".lesson-told")).toContainText(/[一-鿿]/);
    await expect(page.locator("html")).toHaveAttribute("lang", "zh-CN");
    const english = await page.locator(".lesson").evaluate((lesson) => {
      const said = [...lesson.querySelectorAll("[aria-label], [title]")].map(
        (element) => element.getAttribute("aria-label") ?? element.getAttribute("title") ?? "",
      );
      const walker = document.createTreeWalker(lesson, NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) said.push(walker.currentNode.nodeValue ?? "");
      // Three words of Latin letters in a row are a sentence, and no name.
      return said.filter((text) => /[a-z]+ [a-z]+ [a-z]{2,}/i.test(text));
    });
    expect(english).toEqual([]);
    await page.close();
  });

  test(`${name} stands in a page of somebody else's`, async ({ page }) => {
    await page.goto(`./?embed#/learn/${name}`);
    await expect(page.locator("h1")).toHaveText(titleOf(name));
    await expect(page.locator("header.site")).toHaveCount(0);
    await page.getByText("Embed this lesson").click();
    await expect(page.getByLabel("Embed this lesson")).toHaveValue(new RegExp(`<iframe src=".*embed#/learn/${name}`));
  });
}

test("a lesson that there is not is told of", async ({ page }) => {
  await page.goto("./#/learn/constructor");
  await expect(page.getByTestId("notice")).toHaveText("There is no page at “/learn/constructor”.");
});

test("a lesson whose module does not come says so, and comes with another attempt; the lab goes on", async ({
  page,
}) => {
  const missing = "**/inkling-lessons*.wasm";
  await page.route(missing, (route) => route.fulfill({ status: 404 }));
  await page.goto("./#/learn/neuron");
  await expect(page.locator(".lesson-problem")).toContainText("The engine could not be loaded");
  await page.unroute(missing);
  await page.getByRole("button", { name: "Try again" }).first().click();
  await expect(page.locator(".lesson-problem")).toHaveCount(0);
  await expect(page.locator(".neuron-counts")).toBeVisible();
  await page.goto("./#/");
  await expect(page.getByTestId("status")).toContainText("Ready");
});

/** What the engine's first answers bring has its room before: nothing on a lesson's page moves when they come. */

import { expect, type Page, test } from "@playwright/test";
import { type LessonName, lessonNames } from "../../../web/src/app/lessons/list.ts";
import { holdBack } from "../support.ts";

const player = (page: Page) => expect(page.locator(".player-play").last()).toBeEnabled();

/** Waits until all has come that a lesson asks for from the start. */
const answered: Record<LessonName, (page: Page) => Promise<void>> = {
  neuron: async (page) => {
    const network = page.locator(".neuron-network [role=status]");
    if (await network.count()) await expect(network).not.toBeEmpty();
    await player(page);
  },
  bending: async (page) => {
    await expect(page.locator(".bending-value-at")).toBeVisible();
    await player(page);
  },
  downhill: player,
  "least-squares": async (page) => {
    await expect(page.locator(".least-squares-numbers")).toHaveAttribute("aria-busy", "false");
    await player(page);
  },
  backpropagation: player,
  moons: (page) => expect(page.locator(".moons-player button").first()).toBeEnabled(),
  digits: async (page) => {
    await expect(page.locator(".digits-recipe")).not.toBeEmpty();
    await expect(page.locator(".digits-controls button")).toHaveAttribute("aria-disabled", "false");
  },
  bits: (page) => expect(page.locator(".bits-to-come")).toHaveCount(0),
};

/** Other ways into a lesson by its address, in which other parts of it come. */
const others: Partial<Record<LessonName, string>> = { neuron: "points=xor", moons: "points=own&own=0_0_0~1_1_1" };

/** Remembers where all blocks of the lesson stand. Formulas and pictures are boxes, whatever is in them. */
function remember(): void {
  const isInside = (element: Element) => element.parentElement?.closest("svg, math");
  const blocks = [...document.querySelectorAll(".lesson, .lesson *")]
    .filter((element) => !isInside(element) && getComputedStyle(element).display !== "inline")
    .map((element) => ({ element, top: element.getBoundingClientRect().top + scrollY }));
  Object.assign(window, { blocks, height: document.documentElement.scrollHeight });
}

/** Which of those that are still there stand a pixel and more from where they did. */
function moved(): string[] {
  const { blocks, height } = window as unknown as { blocks: { element: Element; top: number }[]; height: number };
  const nameOf = ({ tagName, classList }: Element) => [tagName.toLowerCase(), ...classList].join(".");
  const now = document.documentElement.scrollHeight;
  return [
    ...blocks
      .filter(({ element }) => element.isConnected)
      .map(({ element, top }) => ({ element, top, by: element.getBoundingClientRect().top + scrollY - top }))
      .filter(({ by }) => Math.abs(by) >= 1)
      .map(({ element, top, by }) => `${nameOf(element)} at ${Math.round(top)} by ${Math.round(by)}`),
    ...(Math.abs(now - height) >= 1 ? [`the page's end at ${height} by ${now - height}`] : []),
  ];
}

const ways = lessonNames.flatMap((name) => [name, ...(others[name] ? [`${name}?${others[name]}`] : [])]);

for (const way of ways) {
  for (const locale of ["en", "zh"]) {
    test(`nothing of ${way} moves when the first answers come, in ${locale}`, async ({ browser }) => {
      const context = await browser.newContext({ locale });
      for (const width of [320, 390, 504, 768, 1024, 1280, 1600]) {
        const page = await context.newPage();
        await page.setViewportSize({ width, height: 900 });
        const release = await holdBack(page, "**/*.wasm");
        await page.goto(`./#/learn/${way}`);
        await expect(page.locator(".lesson-question")).toBeVisible();
        await expect(page.locator("html")).toHaveAttribute("lang", locale === "zh" ? "zh-CN" : "en");
        await page.evaluate(remember);
        release();
        await answered[way.replace(/\?.*/, "") as LessonName](page);
        expect(await page.evaluate(moved), `${width} px`).toEqual([]);
        await page.close();
      }
      await context.close();
    });
  }
}

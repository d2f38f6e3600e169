/** A translated page goes on like any other: what a browser's translation does to it, and what it must leave alone. */

import { expect, type Page, test } from "@playwright/test";
import { draw, handwriting, holdBack, openReady } from "./support.ts";

interface Manner {
  /** Whether text that comes later is translated as well. */
  follows: boolean;
  /** Whether `translate="no"` is heeded. */
  heeds: boolean;
}

/** Does as browsers do: puts elements in the place of text nodes. The words stay the same, so that they can be compared. */
async function translate(page: Page, manner: Manner): Promise<void> {
  await page.evaluate(({ follows, heeds }) => {
    const spared = heeds ? "font, [translate=no], .notranslate" : "font";
    const replace = (root: Node) => {
      const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
      const texts: Text[] = [];
      while (walker.nextNode()) texts.push(walker.currentNode as Text);
      for (const text of texts) {
        if (!/\p{L}/u.test(text.data) || !text.parentElement || text.parentElement.closest(spared)) continue;
        const [outer, inner] = [document.createElement("font"), document.createElement("font")];
        inner.append(text.data);
        outer.append(inner);
        text.replaceWith(outer);
      }
    };
    replace(document.body);
    if (!follows) return;
    new MutationObserver((records) => {
      for (const { target, addedNodes } of records) {
        if (target.nodeType === Node.TEXT_NODE && target.parentNode) replace(target.parentNode);
        for (const node of addedNodes) if (node.isConnected) replace(node.parentNode ?? node);
      }
    }).observe(document.body, { childList: true, subtree: true, characterData: true });
  }, manner);
}

/**
 * All that can be read on the page or is read out; of figures that depend on the machine, whether they are there, and of a
 * rate not even that: a run that soon diverges has told of none, or of one.
 */
function words(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const readable = "p, dt, dd, li, button, option, legend, figcaption, h1, label";
    const machine = "[data-testid=digits-per-second], [data-testid=time], [data-testid^=train-], .chart canvas";
    const rate = "[data-testid=digits-per-second], .also:has([data-testid=gflops], [data-testid=time-left])";
    const read = (element: Element, text: string) => {
      if (element.matches(rate)) return text.replace(/(–|\d[\d.,]*( min \d+)?( s)?)$/, "0");
      return element.matches(machine) ? text.replace(/\d[\d.,]*/g, "0") : text;
    };
    const shown = [...document.body.querySelectorAll(readable)].map((e) => read(e, e.textContent));
    const described = [...document.querySelectorAll("[aria-label]")].map((e) => read(e, e.ariaLabel as string));
    return [...shown, ...described];
  });
}

/** What a person does, and what the status says then. Where the network is at each halt depends on the settings alone. */
const journey: [does: string, act: (page: Page) => Promise<void>, status: RegExp][] = [
  [
    "trains on few digits",
    async (page) => {
      await page.getByTestId("training-size").selectOption("1000");
      await page.getByTestId("epochs").fill("2");
      await page.getByTestId("train").click();
    },
    /Finished after 2 epochs/,
  ],
  ["takes a test digit", (page) => page.getByTestId("test-digit").click(), /Finished after 2 epochs/],
  ["takes a step", (page) => page.getByTestId("step").click(), /Paused after 201 steps/],
  ["draws", (page) => draw(page, handwriting[3]), /Paused after 201 steps/],
  [
    "resumes",
    async (page) => {
      await expect(page.getByTestId("train")).toHaveText("Resume");
      await page.getByTestId("train").click();
    },
    /Finished after 4 epochs/,
  ],
  ["errs", (page) => set(page, "learning-rate", "much"), /Learning rate: 'much' is not a number/],
  ["errs again", (page) => set(page, "batch-size", "0"), /'much' is not a number/],
  ["mends one", (page) => set(page, "learning-rate", "0.1"), /Batch size: 0/],
  ["mends the other", (page) => set(page, "batch-size", "16"), /Finished after 4 epochs/],
  ["empties the pad", (page) => page.getByTestId("clear").click(), /Finished after 4 epochs/],
  ["makes another network", (page) => set(page, "hidden-units", "32, 16"), /Ready/],
  [
    "lets it diverge",
    async (page) => {
      await set(page, "learning-rate", "1e6");
      await page.getByTestId("train").click();
    },
    /diverged/,
  ],
  ["starts again", (page) => page.getByTestId("restart").click(), /Ready/],
  ["takes one step", (page) => page.getByTestId("step").click(), /Paused after 1 step\./],
  ["resets", (page) => page.getByTestId("reset").click(), /Ready/],
];

async function set(page: Page, testId: string, text: string): Promise<void> {
  await page.getByTestId(testId).fill(text);
  await page.getByTestId(testId).press("Enter");
}

test("translated, it says all that the page itself says", async ({ context }) => {
  const plain = await context.newPage();
  const translated: Page[] = [];
  const errors: Error[] = [];
  for (const manner of [
    { follows: false, heeds: true },
    { follows: false, heeds: false },
    { follows: true, heeds: true },
  ]) {
    const page = await context.newPage();
    page.on("pageerror", (error) => errors.push(error));
    await openReady(page);
    await translate(page, manner);
    translated.push(page);
  }
  await openReady(plain);

  for (const [does, act, status] of journey) {
    await test.step(does, async () => {
      for (const page of [plain, ...translated]) {
        await page.bringToFront(); // a page behind another paints no frames, for which the mouse waits
        await act(page);
        await expect(page.getByTestId("status")).toContainText(status);
      }
      for (const page of translated) {
        await expect(async () => expect(await words(page)).toEqual(await words(plain))).toPass();
      }
    });
  }
  expect(errors).toEqual([]);
});

test("translated while it loads, it becomes ready, trains, pauses, and goes on", async ({ page }) => {
  const release = await holdBack(page, "**/data/train-0.bin");
  await page.goto("./");
  await expect(page.getByTestId("status")).toContainText("Loading");
  await translate(page, { follows: false, heeds: true });
  release();
  await expect(page.getByTestId("status")).toHaveText(/^Ready/);
  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toHaveText(/^Learning from/);
  await expect(page.getByTestId("step-count")).not.toHaveText("0");
  await page.getByTestId("pause").click();
  await expect(page.getByTestId("status")).toHaveText(/^Paused/);
  await expect(page.getByTestId("train")).toHaveText("Resume");
});

test("digits and figures are not translated", async ({ page }) => {
  await openReady(page);
  await draw(page, handwriting[3]);
  await page.getByTestId("step").click();
  await expect(page.getByTestId("test-accuracy")).toHaveText(/ %$/);
  const figures = ["test-accuracy", "train-accuracy", "test-loss", "train-loss", "epoch", "step-count", "time"];
  for (const testId of ["prediction", "probability-0", "probability-9", "digits-per-second", ...figures]) {
    const isSpared = await page.getByTestId(testId).evaluate((element) => element.closest("[translate=no]") !== null);
    expect(isSpared, testId).toBe(true);
  }
  await expect(page.locator(".probabilities")).toHaveAttribute("translate", "no");
});

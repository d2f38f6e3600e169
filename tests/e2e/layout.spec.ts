/** The page fits every screen, stands still while it works, and can be used by anybody. */

import AxeBuilder from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { draw, handwriting, openAsNewcomer, openReady, trainFor } from "./support.ts";

const screens = [
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
  { width: 1600, height: 900 },
];

const everything = [
  ...[
    "train",
    "pause",
    "step",
    "reset",
    "pace-watch",
    "pace-fast",
    "status",
    "pad",
    "undo",
    "clear",
    "test-digit",
    "prediction",
  ],
  ...["training-size", "learning-rate", "batch-size", "optimizer", "epochs", "hidden-units", "dropout", "activation"],
  ...["epoch", "step-count", "train-loss", "test-loss", "train-accuracy", "test-accuracy", "digits-per-second"],
  ...[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `probability-${digit}`),
];

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

/** Everything is on the page, within its width, and nothing lies over another's text. */
async function expectToFit(page: Page): Promise<void> {
  const { scrollWidth, innerWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    innerWidth: window.innerWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(innerWidth);
  for (const testId of everything) {
    const box = await page.getByTestId(testId).boundingBox();
    expect(box, testId).not.toBeNull();
    expect(box?.x, testId).toBeGreaterThanOrEqual(0);
    expect((box?.x ?? 0) + (box?.width ?? 0), testId).toBeLessThanOrEqual(innerWidth);
  }
  // Text that is wider than its box would be cut or lie over its neighbor.
  const cut = await page
    .locator("button, dt, dd, label span, legend, .percentage, p:not(.visually-hidden)")
    .evaluateAll((all) => all.filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent));
  expect(cut).toEqual([]);
}

/** How far down the page things begin and how high they are. */
async function places(page: Page): Promise<Record<string, number[]>> {
  const scrolled = await page.evaluate(() => window.scrollY);
  const boxes = await Promise.all(
    everything.map(async (id) => [id, await page.getByTestId(id).boundingBox()] as const),
  );
  return Object.fromEntries(
    boxes.map(([id, box]) => [id, [Math.round((box?.y ?? -1) + scrolled), Math.round(box?.height ?? -1)]]),
  );
}

for (const viewport of screens) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${viewport.width} px, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme });

      test("fits before, after and when something is wrong, stands still, and axe finds nothing", async ({ page }) => {
        await openReady(page);
        await expectToFit(page);
        const before = await places(page);

        await draw(page, handwriting[3]);
        await trainFor(page, 1);
        await expectToFit(page);
        await expectNoViolations(page);
        expect(await places(page)).toEqual(before);

        await page.getByTestId("learning-rate").fill("much");
        await page.getByTestId("learning-rate").press("Enter");
        await expect(page.getByTestId("status")).toContainText("not a number");
        const { train, pad } = await places(page);
        expect({ train, pad }).toEqual({ train: before.train, pad: before.pad });
        await expectToFit(page);
        await expectNoViolations(page);
      });
    });
  }
}

test.describe("on a desktop", () => {
  test.use({ viewport: { width: 1024, height: 768 } });

  test("all of it is on one screen", async ({ page }) => {
    await openReady(page);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThanOrEqual(768);
  });
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("what is touched is large enough for a finger", async ({ page }) => {
    await openReady(page);
    for (const control of await page.locator("button, input, select").all()) {
      const { height = 0 } = (await control.boundingBox()) ?? {};
      expect(height, String(await control.getAttribute("data-testid"))).toBeGreaterThanOrEqual(44);
    }
  });

  test("the Train button, the accuracy and the pad are on the first screen", async ({ page }) => {
    await openReady(page);
    for (const testId of ["train", "test-accuracy", "pad", "clear"]) {
      await expect(page.getByTestId(testId)).toBeInViewport({ ratio: 1 });
    }
  });
});

test("everything is within reach of the Tab key, in the order in which it is read", async ({ page }) => {
  await openAsNewcomer(page);
  const order: string[] = [];
  for (let i = 0; i < 40; i++) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => document.activeElement?.getAttribute("data-testid") ?? "");
    if (reached && order.includes(reached)) break;
    order.push(reached);
  }
  expect(order.filter(Boolean)).toEqual([
    ...["train", "step", "reset", "pace-watch", "test-digit"],
    ...["training-size", "learning-rate", "batch-size", "optimizer", "epochs", "hidden-units", "dropout", "activation"],
  ]);
});

test("a whole run by keyboard alone", async ({ page }) => {
  await openReady(page);
  const reach = async (testId: string) => {
    for (let i = 0; i < 40; i++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.getAttribute("data-testid"))) === testId) return;
    }
    throw new Error(`${testId} is out of the keyboard's reach`);
  };
  await reach("training-size");
  await page.keyboard.press("ArrowUp");
  await expect(page.getByTestId("training-size")).toHaveValue("1000");
  await reach("learning-rate");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("0.05");
  await reach("epochs");
  await page.keyboard.press("ControlOrMeta+A");
  await page.keyboard.type("3");
  await reach("train");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("status")).toContainText("Finished after 3 epochs");
  await expect(page.getByTestId("train")).toBeFocused();
  await reach("test-digit");
  await page.keyboard.press("Space");
  await expect(page.getByTestId("prediction")).toHaveText(/\d/);
});

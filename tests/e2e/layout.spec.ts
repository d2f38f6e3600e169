/** The page fits every screen, stands still while it works, and can be used by anybody. */

import { expect, type Page, test } from "@playwright/test";
import { draw, expectNoViolations, handwriting, openAsNewcomer, openReady, trainFor } from "./support.ts";

const screens = [
  { width: 320, height: 256 }, // a laptop's 1280 x 1024 at 400 %
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
    "send",
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
        await expect(page.getByTestId("status")).toContainText("Finished after 1 epoch.");
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

/** From here on the page is written in letters of twice the size, on a screen of the same size. */
const enlarge = (page: Page) => page.evaluate(() => document.documentElement.style.setProperty("font-size", "200%"));

for (const width of [320, 390, 600, 768, 1024, 1600]) {
  test.describe(`${width} px`, () => {
    test.use({ viewport: { width, height: 800 } });

    test("fits in letters of the usual and of twice the size, also where one reads from the right", async ({
      page,
    }) => {
      await openReady(page);
      await page.getByTestId("test-digit").click();
      await page.getByTestId("step").click();
      await expect(page.getByTestId("status")).toContainText("Paused");
      await expectToFit(page);
      await enlarge(page);
      await expectToFit(page);
      await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
      await expectToFit(page);
      const bar = await page
        .locator(".candidate .bar")
        .first()
        .evaluate((bar) => getComputedStyle(bar).direction);
      expect(bar).toBe("ltr");
    });
  });
}

/** What has moved so far, whoever caused it; the message itself may. Less than half a thousandth is less than a pixel. */
async function watchShifts(page: Page): Promise<() => Promise<string[]>> {
  await page.addInitScript(() => {
    const shifts: string[] = [];
    Object.assign(window, { shifts });
    type Shift = PerformanceEntry & { value: number; sources: { node: Node | null }[] };
    new PerformanceObserver((list) => {
      for (const { value, sources } of list.getEntries() as Shift[]) {
        const moved = sources.map(({ node }) => node as Element | null).filter((node) => !node?.closest?.(".status"));
        if (value >= 0.0005 && moved.length > 0) shifts.push(`${value}: ${moved.map((node) => node?.outerHTML)}`);
      }
    }).observe({ type: "layout-shift", buffered: true });
  });
  return () => page.evaluate(() => (window as unknown as { shifts: string[] }).shifts);
}

for (const viewport of [
  { width: 320, height: 640 },
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
]) {
  test.describe(`at ${viewport.width} px`, () => {
    test.use({ viewport, hasTouch: viewport.width < 600, isMobile: viewport.width < 600 });

    test("nothing jumps: not while it loads, trains, diverges, nor when a setting cannot be", async ({ page }) => {
      const shifts = await watchShifts(page);
      await openReady(page);
      await trainFor(page, 1);
      await page.getByTestId("learning-rate").fill("1e6");
      await page.getByTestId("train").click();
      await expect(page.getByTestId("status")).toContainText("diverged");
      await expectToFit(page);
      await page.getByTestId("batch-size").fill("ten");
      await page.getByTestId("batch-size").press("Enter");
      await expect(page.getByTestId("status")).toContainText("'ten' is not a number");
      await expect(page.getByText("'ten' is not a number").filter({ visible: true })).toHaveCount(1);
      await expect(page.getByTestId("status").getByRole("status")).toBeInViewport({ ratio: 1 });
      expect(await shifts()).toEqual([]);
    });
  });
}

test.describe("in the window of a phone", () => {
  test.use({ viewport: { width: 320, height: 640 } });

  test("a network of 300 layers and the longest figures fit", async ({ page }) => {
    await openReady(page);
    await page.getByTestId("hidden-units").fill(Array(300).fill("16").join(","));
    await page.getByTestId("hidden-units").press("Enter");
    await expect(page.getByText("784 → 16 → 16 → … (300 hidden layers) → 16 → 10")).toBeVisible();
    await expectToFit(page);
    const { height = 0 } = (await page.locator(".network-shape").boundingBox()) ?? {};
    expect(height).toBeLessThan(100);

    await page.getByTestId("learning-rate").fill("9".repeat(300).replaceAll("9", "many"));
    await page.getByTestId("learning-rate").press("Enter");
    await expectToFit(page);
  });
});

test.describe("in forced colors", () => {
  test.use({ forcedColors: "active" });

  test("a button that cannot be pressed looks so", async ({ page }) => {
    await openReady(page);
    const colors = await page.evaluate(() => {
      const probe = document.createElement("p");
      probe.style.color = "GrayText";
      document.body.append(probe);
      const color = (element: Element | null) => element && getComputedStyle(element).color;
      return {
        gray: color(probe),
        disabled: [...document.querySelectorAll("button:disabled")].map(color),
        enabled: [...document.querySelectorAll("button:enabled")].map(color),
      };
    });
    expect(colors.disabled.length).toBeGreaterThan(0);
    expect(new Set(colors.disabled)).toEqual(new Set([colors.gray]));
    expect(colors.enabled).not.toContain(colors.gray);
  });
});

/** How bright what is painted on each canvas is, from 0, ink on paper, to 255. */
const brightness = (page: Page) =>
  page.evaluate(() =>
    [...document.querySelectorAll("canvas")].map((canvas) => {
      const context = canvas.getContext("2d") as CanvasRenderingContext2D;
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      let [sum, ink] = [0, 0];
      for (let i = 0; i < data.length; i += 4) {
        const alpha = data[i + 3] as number;
        sum += alpha * Math.max(data[i] as number, data[i + 1] as number, data[i + 2] as number);
        ink += alpha;
      }
      return sum / ink;
    }),
  );

for (const colorScheme of ["light", "dark"] as const) {
  test.describe(`printed from a ${colorScheme} screen`, () => {
    test.use({ colorScheme, viewport: { width: 1600, height: 900 } });

    test("it is dark ink on one sheet, nothing over anything else, and the screen is as before", async ({ page }) => {
      await openReady(page);
      await trainFor(page, 1);
      await draw(page, handwriting[3]);
      await expect(page.getByTestId("prediction")).toHaveText(/\d/);
      const before = await brightness(page);
      await page.evaluate(() => {
        addEventListener("beforeprint", () => {
          const pictures = [...document.querySelectorAll("canvas")].map((canvas) => canvas.toDataURL());
          Object.assign(window, { printed: pictures });
        });
      });
      const pdf = (
        await page.pdf({ format: "A4", margin: { top: "1cm", bottom: "1cm", left: "1cm", right: "1cm" } })
      ).toString("latin1");
      expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
      const after = await brightness(page);
      after.forEach((bright, i) => {
        expect(bright).toBeCloseTo(before[i] as number, 0);
      });

      // The same once more, at an A4 sheet's width, to be looked at.
      await page.setViewportSize({ width: 718, height: 1000 });
      await page.emulateMedia({ media: "print" });
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      for (const bright of await brightness(page)) expect(bright).toBeLessThan(200);
      const [accuracy, loss] = await page.locator(".plot").all();
      const [upper, lower] = [await accuracy?.boundingBox(), await loss?.boundingBox()];
      expect((upper?.y ?? 0) + (upper?.height ?? 0)).toBeLessThan(lower?.y ?? 0);
      for (const canvas of await page.locator(".plot canvas").all()) {
        const [inner, outer] = [await canvas.boundingBox(), await canvas.locator("..").boundingBox()];
        expect(inner).toEqual(outer);
      }
      await expect(page.locator("button:not(.term):visible")).toHaveCount(0);
      await expect(page.getByRole("button", { name: "Test accuracy" })).toBeVisible();
    });
  });
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

  test("a field lies below the problem that is told at the foot of the window, not over it", async ({ page }) => {
    await openReady(page);
    await page.getByTestId("learning-rate").fill("much");
    await page.getByTestId("learning-rate").press("Enter");
    await expect(page.getByTestId("status")).toContainText("not a number");
    const above = await page.getByTestId("activation").evaluate((field) => {
      const notice = document.querySelector(".notice") as Element;
      scrollBy(0, field.getBoundingClientRect().top - notice.getBoundingClientRect().top);
      const { left, top, width, height } = field.getBoundingClientRect();
      return notice.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    });
    expect(above).toBe(true);
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
  for (let i = 0; i < 100; i++) {
    await page.keyboard.press("Tab");
    const reached = await page.evaluate(() => document.activeElement?.getAttribute("data-testid") ?? "");
    if (reached && order.includes(reached)) break;
    order.push(reached);
  }
  expect(order.filter(Boolean)).toEqual([
    ...["train", "step", "train-epoch", "reset", "send", "pace-watch", "test-digit", "hand-open"],
    ...["accuracy-reader", "loss-reader", "chart-axis", "chart-scale", "chart-smoothing", "open-table"],
    ...["preset", "training-size", "learning-rate", "batch-size", "optimizer", "epochs"],
    ...["hidden-units", "dropout", "activation"],
    ...["more-network", "more-training", "more-regularisation", "more-schedule", "more-handwriting"],
    ...["show-code", "embed"],
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

/** A person's own hand: drawn, kept, corrected, learned, taken back; and whatever stands in the way of it. */

import { readFileSync } from "node:fs";
import { expect, type Page, test } from "@playwright/test";
import {
  arc,
  draw,
  expectNoViolations,
  handwriting,
  numberIn,
  openReady,
  type Point,
  probabilities,
  textOf,
  trainFor,
} from "./support.ts";

/** All ten, as a person might draw them. */
const digits: Point[][][] = [
  handwriting[0],
  handwriting[1],
  [[...arc(0.5, 0.35, 0.18, 0.15, -170, 20), [0.3, 0.8], [0.72, 0.8]]],
  handwriting[3],
  [
    [
      [0.45, 0.2],
      [0.3, 0.55],
      [0.7, 0.55],
    ],
    [
      [0.6, 0.35],
      [0.6, 0.85],
    ],
  ],
  [[[0.65, 0.2], [0.38, 0.2], [0.36, 0.48], ...arc(0.48, 0.62, 0.18, 0.18, -90, 130)]],
  [[[0.6, 0.18], [0.38, 0.5], ...arc(0.5, 0.65, 0.15, 0.16, 180, 540)]],
  handwriting[7],
  [[...arc(0.5, 0.35, 0.14, 0.14, 90, 450), ...arc(0.5, 0.66, 0.17, 0.17, -90, 270)]],
  [[...arc(0.5, 0.36, 0.16, 0.16, 0, 360), [0.64, 0.6], [0.6, 0.85]]],
];

const asked = (page: Page) => page.getByTestId("asked");
const drawings = (page: Page) => page.getByTestId("drawing");
const said = (page: Page) => page.getByTestId("hand-said");

async function openHand(page: Page): Promise<void> {
  await page.getByTestId("hand-open").click();
  await expect(page.getByTestId("hand")).toBeVisible();
}

/** Draws all ten in the guided start, on the pad, with the mouse. */
async function drawGuided(page: Page): Promise<void> {
  await page.getByTestId("guide").click();
  for (const [digit, strokes] of digits.entries()) {
    await expect(asked(page)).toHaveText(new RegExp(`^Draw an? ${digit} \\(${digit + 1} of 10\\)$`));
    await draw(page, strokes);
    await page.getByTestId("guide-next").click();
  }
  await expect(said(page)).toContainText("all ten are kept");
}

/** Without the pad: from a file, as a class hands it out. */
async function importHands(page: Page, content: string, name = "hands.json"): Promise<void> {
  await page
    .getByTestId("import-files")
    .setInputFiles({ name, mimeType: "application/json", buffer: Buffer.from(content) });
}

const file = (...hands: [writer: string, shift: number][]) => {
  const samples = hands.flatMap(([writer, shift]) =>
    digits.map((strokes, label) => {
      return { label, writer, strokes: strokes.map((stroke) => stroke.flatMap(([x, y]) => [x + shift, y])) };
    }),
  );
  return JSON.stringify({ width: 1, height: 1, samples });
};

async function learn(page: Page): Promise<void> {
  await page.getByTestId("learn").click();
  await expect(page.getByTestId("own-after")).toContainText("of");
  await expect(page.getByTestId("hand-state")).toContainText("It reads with what it has learned");
}

/** How many drawings are on the device by now. */
function storedDrawings(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve, reject) => {
        const opening = indexedDB.open("inkling-hands");
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const counting = opening.result.transaction("drawings").objectStore("drawings").count();
          counting.onsuccess = () => resolve(counting.result);
          counting.onerror = () => reject(counting.error);
          opening.result.close();
        };
      }),
  );
}

test("asks for 0 to 9, learns them, reports honestly, and takes it back to the last digit", async ({ page }) => {
  await openReady(page);
  await trainFor(page, 2);
  await openHand(page);
  await drawGuided(page);
  await expect(page.getByTestId("learn")).toBeFocused();
  await expect(drawings(page)).toHaveCount(10);

  await draw(page, digits[9] as Point[][]);
  await expect(page.getByTestId("prediction")).toHaveText(/\d/);
  const before = await probabilities(page);
  await learn(page);
  await expect(page.getByTestId("own-before")).toHaveText(/^\d+ of 10$/);
  await expect(page.getByTestId("own-after")).toHaveText(/^\d+ of 10$/);
  expect(await numberIn(page, "mnist-before")).toBe(await numberIn(page, "test-accuracy"));
  expect(await numberIn(page, "mnist-after")).toBeGreaterThan(90);
  await expect.poll(() => probabilities(page)).not.toEqual(before);
  await expect(page.getByTestId("hand-open")).toHaveText("Hand learned");

  await page.getByTestId("unlearn").click();
  await expect.poll(() => probabilities(page)).toEqual(before);
  await expect(page.getByTestId("mnist-after")).toHaveText("–");
  await expect(page.getByTestId("hand-open")).toHaveText("Your hand");
});

test("a tap or a key says what it was, which can be taken back, and a reload keeps it", async ({ page }) => {
  await openReady(page);
  await expect(page.getByTestId("is-1")).toBeDisabled();
  await page.keyboard.press("1");
  await draw(page, handwriting[1]);
  await page.getByTestId("is-1").click();
  await expect(asked(page)).toHaveText("Kept as a 1.");
  await expect(page.getByTestId("prediction")).toHaveText("–");
  await page.getByTestId("keep-undo").click();
  await expect(page.getByTestId("prediction")).toHaveText(/\d/);
  await expect(asked(page)).toHaveText("What was it?");

  await page.keyboard.press("1");
  await expect(asked(page)).toHaveText("Kept as a 1.");
  await draw(page, handwriting[7]);
  await expect(asked(page)).toHaveText("What was it?");
  await page.getByTestId("epochs").press("3"); // which is the field's
  await expect(asked(page)).toHaveText("What was it?");
  await page.getByTestId("pad").click({ position: { x: 5, y: 5 } });
  await page.keyboard.press("7");
  await expect(asked(page)).toHaveText("Kept as a 7.");

  await page.reload();
  await openHand(page);
  await expect(drawings(page)).toHaveCount(2);
  await expect(drawings(page)).toHaveText(["1", "7"]);
});

test("a test digit is nobody's here, and is not asked for", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("test-digit").click();
  await expect(page.getByTestId("prediction")).toHaveText(/\d/);
  await expect(page.getByTestId("is-7")).toBeDisabled();
});

test("hands are told apart, corrected, exported, deleted, and come back from a file", async ({ page }) => {
  await openReady(page);
  await openHand(page);
  await expect(page.getByTestId("hand-promise")).toContainText("on this device");
  for (const name of ["Ada", "Zoë"]) {
    await page.getByTestId("hand-add").click();
    await page.getByTestId("hand-name").fill(name);
    await page.getByTestId("hand-name").press("Enter");
    await draw(page, handwriting[3]);
    await page.getByTestId("is-3").click();
    await expect(said(page)).toHaveText(`${name}: a 3 is kept.`);
  }
  await drawings(page).click();
  await page.getByTestId("correct-8").click();
  await expect(drawings(page)).toHaveText(["8"]);
  await expect(said(page)).toHaveText("The 3 is an 8 now.");

  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId("export-all").click()]);
  expect(download.suggestedFilename()).toBe("hands.json");
  const exported = readFileSync(await download.path(), "utf8");
  const samples: { label: number; writer: string }[] = JSON.parse(exported).samples;
  expect(samples.map(({ label, writer }) => [writer, label])).toEqual([
    ["Ada", 3],
    ["Zoë", 8],
  ]);

  await page.getByTestId("remove-all").click();
  await expect(said(page)).toHaveText("All hands are deleted, with 2 drawings.");
  await expect(drawings(page)).toHaveCount(0);
  await page.getByTestId("hand-undo").click();
  await expect(drawings(page)).toHaveText(["8"]);
  await page.getByTestId("remove-all").click();
  await expect.poll(() => storedDrawings(page)).toBe(0);
  await page.reload();
  await openHand(page);
  await expect(drawings(page)).toHaveCount(0);

  await importHands(page, exported);
  await expect(said(page)).toHaveText("2 drawings came in.");
  await page.getByTestId("hand-whose").selectOption({ label: "Ada (1)" });
  await expect(drawings(page)).toHaveText(["3"]);
  await importHands(page, exported);
  await expect(said(page)).toHaveText("0 drawings came in; 2 were there already.");
  await drawings(page).click();
  await page.getByTestId("remove-drawing").click();
  await expect(drawings(page)).toHaveCount(0);
});

test("a damaged file is refused with what is wrong and where, and nothing is lost", async ({ page }) => {
  await openReady(page);
  await openHand(page);
  await importHands(page, file(["Ada", 0]));
  await expect(drawings(page)).toHaveCount(10);
  for (const [content, message] of [
    [file(["Ada", 0]).slice(0, 500), /^broken\.json is damaged, or no JSON/],
    ['{"recipe": {}}', "broken.json holds no hands: it has no list called “samples”."],
    [
      file(["Bo", 0]).replace('"label":4', '"label":40'),
      /samples\[4\]\.label is 40; allowed is a whole number from 0 to 9/,
    ],
  ] as const) {
    await importHands(page, content, "broken.json");
    await expect(page.getByTestId("hand-problems")).toHaveText(message);
    await expect(drawings(page)).toHaveCount(10);
  }
});

test("a class is scored leaving one writer out", async ({ page }) => {
  await openReady(page);
  await openHand(page);
  await importHands(page, file(["Ada", 0], ["Bo", 0.05], ["Zoë", -0.05]));
  await trainFor(page, 1);
  await page.getByTestId("score-writers").click();
  const rows = page.getByTestId("writers-report").locator("tr");
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(1)).toHaveText(/^Ada10[\d.]+ %[\d.]+ %$/);
  await expect(rows.nth(4)).toHaveText(/^Mean[\d.]+ %[\d.]+ %$/);
  await expect(rows.nth(5)).toHaveText(/^Worst[\d.]+ %[\d.]+ %$/);
});

test("says why it cannot learn yet, can be stopped, and sets aside what it learned when the network trains on", async ({
  page,
}) => {
  await openReady(page);
  await openHand(page);
  await expect(page.getByTestId("hand-state")).toContainText("train it first");
  await importHands(page, file(["Ada", 0]));
  await expect(page.getByTestId("learn")).toBeDisabled();
  await trainFor(page, 1);
  await page.getByTestId("learn").click();
  await page.getByTestId("stop-teaching").click();
  await expect(page.getByTestId("stop-teaching")).toBeHidden();
  await learn(page);
  await page.getByTestId("step").click();
  await expect(page.getByTestId("hand-state")).toHaveText(
    "The network has changed: what it learned of Ada is set aside.",
  );
  await expect(page.getByTestId("learn")).toHaveText("Learn again");
});

test("taught wrongly on purpose, the report says so, and it is taken back", async ({ page }) => {
  await openReady(page);
  await trainFor(page, 2);
  await openHand(page);
  await importHands(
    page,
    file(["Ada", 0]).replace(/"label":(\d)/g, (_, digit) => `"label":${(Number(digit) + 3) % 10}`),
  );
  await learn(page);
  await expect(page.getByTestId("own-before")).toHaveText("0 of 10");
  await expect(page.getByTestId("hand-verdict")).toContainText("It reads MNIST worse than before");
  expect(await numberIn(page, "mnist-after")).toBeLessThan((await numberIn(page, "mnist-before")) - 0.5);
  await page.getByTestId("verdict-undo").click();
  await draw(page, handwriting[0]);
  await expect(page.getByTestId("prediction")).toHaveText("0");
});

test.describe("where nothing can be kept", () => {
  const withoutStorage = () => {
    IDBFactory.prototype.open = () => {
      throw new DOMException("The operation is insecure.", "SecurityError");
    };
  };
  const withoutRoom = () => {
    IDBObjectStore.prototype.put = () => {
      throw new DOMException("The quota has been exceeded.", "QuotaExceededError");
    };
  };
  for (const [what, obstacle, message] of [
    ["the browser refuses to", withoutStorage, "This browser does not let the page keep anything"],
    ["the disk is full", withoutRoom, "There is no room left on this device"],
  ] as const) {
    test(`because ${what}, all goes on for this visit`, async ({ page }) => {
      const errors: Error[] = [];
      page.on("pageerror", (error) => errors.push(error));
      await page.addInitScript(obstacle);
      await openReady(page);
      await trainFor(page, 1);
      await draw(page, handwriting[1]);
      await page.getByTestId("is-1").click();
      await expect(asked(page)).toHaveText("Kept as a 1.");
      await openHand(page);
      await expect(page.getByTestId("hand-promise")).toContainText(message);
      await importHands(page, file(["Ada", 0]));
      await page.getByTestId("hand-whose").selectOption({ label: "Ada (10)" });
      await learn(page);
      expect(errors).toEqual([]);
    });
  }
});

test("the rest that does not arrive is told of, nothing is lost, and it is fetched again", async ({ page }) => {
  await page.route("**/room-*.js", (route) => route.abort());
  await openReady(page);
  await draw(page, handwriting[1]);
  await page.getByTestId("is-1").click();
  await expect(asked(page)).toContainText("could not be fetched");
  await expect(page.getByTestId("prediction")).toHaveText(/\d/);
  await page.unroute("**/room-*.js");
  await page.getByTestId("is-1").click();
  await expect(asked(page)).toHaveText("Kept as a 1.");
});

test("by keyboard alone", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("hand-open").focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "Your hand" })).toBeFocused();
  await importHands(page, file(["Ada", 0]));
  await expect(drawings(page)).toHaveCount(10);
  const reach = async (testId: string) => {
    for (let i = 0; i < 60; i++) {
      await page.keyboard.press("Tab");
      if ((await page.evaluate(() => document.activeElement?.getAttribute("data-testid"))) === testId) return;
    }
    throw new Error(`${testId} is out of the keyboard's reach`);
  };
  await page.getByTestId("hand-whose").focus();
  await reach("hand-rename");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("hand-name")).toBeFocused();
  await page.keyboard.type("Countess");
  await page.keyboard.press("Enter");
  await expect(page.getByTestId("hand-whose")).toBeFocused();
  await expect(said(page)).toHaveText("Ada is called Countess now.");
  await reach("unlearn");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  for (let i = 0; i < 4; i++) await page.keyboard.press("ArrowRight");
  await expect(drawings(page).nth(4).getByRole("radio")).toBeChecked();
  await reach("correct-9");
  await page.keyboard.press("Enter");
  await expect(said(page)).toHaveText("The 4 is a 9 now.");
  await reach("remove-drawing");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await expect(drawings(page)).toHaveCount(8);
});

/** What is wider than its place. */
const jutting = (page: Page) =>
  page.locator(".hand").evaluate((hand) => {
    const edge = hand.getBoundingClientRect().right + 1;
    const all = [...hand.querySelectorAll("button, select, input, table, progress, p")];
    return all.filter((e) => e.getBoundingClientRect().right > edge).map((e) => e.outerHTML.slice(0, 80));
  });

test("fits where a laptop's window is enlarged fourfold", async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 256 });
  await openReady(page);
  await openHand(page);
  await importHands(page, file(["Ada", 0]));
  expect(await jutting(page)).toEqual([]);
});

for (const viewport of [
  { width: 320, height: 568 },
  { width: 390, height: 844 },
  { width: 1024, height: 768 },
  { width: 1600, height: 900 },
]) {
  for (const colorScheme of ["light", "dark"] as const) {
    test.describe(`${viewport.width} px, ${colorScheme}`, () => {
      test.use({ viewport, colorScheme, hasTouch: viewport.width < 600, isMobile: viewport.width < 600 });

      test("fits, stands still while it learns, is large enough for a finger, and axe finds nothing", async ({
        page,
      }) => {
        await openReady(page);
        await openHand(page);
        await importHands(page, file(["Ada", 0], ["Somebody with a long name, as some have", 0.02]));
        await trainFor(page, 1);
        const places = () =>
          page
            .locator(".hand [data-testid]:not([hidden], .drawings *, .writers *)")
            .evaluateAll((all) =>
              all.map((e) => [e.getAttribute("data-testid"), e.getBoundingClientRect().top + scrollY]),
            );
        const before = await places();
        await learn(page);
        expect(await places()).toEqual(before);
        await page.getByTestId("score-writers").click();
        await expect(page.getByTestId("writers-report")).toBeVisible();
        await page.getByTestId("hand-add").click();

        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(viewport.width);
        expect(await jutting(page)).toEqual([]);
        await expectNoViolations(page);
        const least = viewport.width < 600 ? 44 : 24;
        for (const control of await page
          .locator(".ask button, .hand button, .hand select, .hand input[type=text]")
          .all()) {
          const { height = 0 } = (await control.boundingBox()) ?? {};
          expect(height, String(await control.getAttribute("data-testid"))).toBeGreaterThanOrEqual(least);
        }
      });
    });
  }
}

test("no task of the main thread is long while a hand is learned, as far as this machine tells", async ({ page }) => {
  await openReady(page);
  await openHand(page);
  await importHands(page, file(["Ada", 0]));
  await trainFor(page, 1);
  await page.evaluate(() => {
    const longTasks: number[] = [];
    Object.assign(window, { longTasks });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longTasks.push(Math.round(duration));
    }).observe({ type: "longtask" });
  });
  await learn(page);
  const longTasks = await page.evaluate(() => (window as unknown as { longTasks: number[] }).longTasks);
  const report = `long tasks: ${longTasks.map((duration) => `${duration} ms`).join(", ") || "none"}`;
  test.info().annotations.push({ type: "main thread", description: report });
  console.log(report);
  expect(await textOf(page, "own-after")).toMatch(/of 10/);
});

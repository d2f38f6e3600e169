/** The curves: over what they run, read by mouse, touch and keyboard, and taken along as a table and as files. */

import { readFile } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { expectNoViolations, numberIn, openReady, painted, trainFor } from "./support.ts";

const reader = (page: Page, measure = "accuracy") => page.getByTestId(`${measure}-reader`);
const place = (page: Page) => page.getByTestId("accuracy-place");
const pictures = (page: Page) =>
  page.locator(".plot canvas").evaluateAll((all) => all.map((canvas) => (canvas as HTMLCanvasElement).toDataURL()));

async function middle(page: Page): Promise<{ x: number; y: number }> {
  await reader(page).scrollIntoViewIfNeeded();
  const { x, y, width, height } = (await reader(page).boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
  return { x: x + width / 2, y: y + height / 2 };
}

/** Where everything around the charts stands. */
const places = (page: Page) =>
  page
    .locator(".charts *, .settings input")
    .evaluateAll((all) =>
      all
        .filter((element) => !element.closest(".value, .place"))
        .map((element) => element.getBoundingClientRect().toJSON()),
    );

async function saved(page: Page, testId: string): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByTestId(testId).click()]);
  return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
}

test("are read by mouse and keyboard at any of their points, and nothing moves", async ({ page }) => {
  await openReady(page);
  await trainFor(page, 1);
  const before = await places(page);
  const { x, y } = await middle(page);
  await page.mouse.move(x, y);
  await expect(place(page)).toHaveText(/^[\d,]+ digits$/);
  for (const measure of ["accuracy", "loss"]) {
    await expect(page.getByTestId(`${measure}-training`)).toHaveText(/^[\d.]+( %)?$/);
    await expect(page.getByTestId(`${measure}-test`)).toHaveText(/^[\d.]+( %)?$/);
  }
  expect(await places(page)).toEqual(before);
  await page.mouse.move(0, 0);
  await expect(place(page)).toHaveText("");

  // The end is what the figures say.
  await reader(page).focus();
  await page.keyboard.press("End");
  await expect(page.getByTestId("accuracy-test")).toHaveText(await page.getByTestId("test-accuracy").innerText());
  await expect(page.getByTestId("loss-test")).toHaveText(await page.getByTestId("test-loss").innerText());
  const end = await place(page).innerText();
  await expect(reader(page)).toHaveAttribute("aria-valuetext", new RegExp(`^${end}: .* in training, .* in the test$`));
  await page.keyboard.press("ArrowLeft");
  await expect(place(page)).not.toHaveText(end);
  await page.keyboard.press("ArrowRight");
  await expect(place(page)).toHaveText(end);
  const passed: number[] = [];
  for (const key of ["PageDown", "PageDown", "Home"]) {
    await page.keyboard.press(key);
    passed.push(Number(await reader(page).getAttribute("aria-valuenow")));
  }
  expect(passed).toEqual([...passed].sort((a, b) => b - a));
  await expect(place(page)).toHaveText("0 digits");
  await expect(page.getByTestId("accuracy-training")).toHaveText("–"); // there is no batch before the first
  await expectNoViolations(page);
  await page.keyboard.press("Escape");
  await expect(place(page)).toHaveText("");
});

test("run over what one likes, logarithmic or linear, smoothed or not, also on the next visit", async ({ page }) => {
  await openReady(page);
  await trainFor(page, 1);
  await painted(page);
  let before = await pictures(page);
  for (const [choice, option, text] of [
    ["chart-axis", "step", /^step [\d,]+$/],
    ["chart-axis", "epoch", /^epoch 1\.00$/],
    ["chart-axis", "seconds", /^[\d.]+ s$/],
    ["chart-scale", "linear", /^[\d.]+ s$/],
    ["chart-smoothing", "some", /^[\d.]+ s$/],
  ] as const) {
    await page.getByTestId(choice).selectOption(option);
    await expect(place(page)).toHaveText("");
    await expect.poll(async () => (await pictures(page)).every((one, i) => one !== before[i]), option).toBe(true);
    before = await pictures(page);
    await reader(page).focus();
    await page.keyboard.press("End");
    await expect(place(page)).toHaveText(text);
    await page.getByTestId(choice).focus();
  }
  await page.reload();
  await expect(page.getByTestId("chart-axis")).toHaveValue("seconds");
  await expect(page.getByTestId("chart-scale")).toHaveValue("linear");
  await expect(page.getByTestId("chart-smoothing")).toHaveValue("some");
});

test("are a table, a CSV file and pictures on white, also from a dark page", async ({ page }) => {
  await page.emulateMedia({ colorScheme: "dark" });
  await openReady(page);
  await trainFor(page, 1);
  const steps = await numberIn(page, "step-count");
  await page.getByTestId("open-table").click();
  const table = page.getByTestId("curve-table");
  await expect(table.getByRole("columnheader")).toHaveCount(9);
  const last = table.getByRole("row").last();
  await expect(last.getByRole("cell").first()).toHaveText(steps.toLocaleString("en"));
  await expect(last).toContainText(await page.getByTestId("test-accuracy").innerText());
  await expectNoViolations(page);

  const csv = await saved(page, "save-csv");
  expect(csv.name).toBe("curves.csv");
  const lines = csv.bytes.toString().trimEnd().split("\r\n");
  expect(lines[0]).toMatch(/^digits_seen,step,epoch,seconds,training_loss,/);
  expect(lines.at(-1)).toMatch(new RegExp(`^\\d+,${steps},1,`));
  await expect(table.getByRole("row")).toHaveCount(lines.length);

  for (const measure of ["accuracy", "loss"]) {
    const png = await saved(page, `save-${measure}`);
    expect(png.name).toBe(`${measure}.png`);
    const picture = await page.evaluate(
      async (bytes) => {
        const bitmap = await createImageBitmap(new Blob([new Uint8Array(bytes)], { type: "image/png" }));
        const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
        const context = canvas.getContext("2d") as OffscreenCanvasRenderingContext2D;
        context.drawImage(bitmap, 0, 0);
        const { data } = context.getImageData(0, 0, bitmap.width, bitmap.height);
        const seen = new Set<string>();
        for (let i = 0; i < data.length; i += 4) seen.add([...data.subarray(i, i + 4)].join());
        return { width: bitmap.width, height: bitmap.height, corner: [...data.subarray(0, 4)].join(), seen: [...seen] };
      },
      [...png.bytes],
    );
    expect(picture).toMatchObject({ width: 1800, height: 900, corner: "255,255,255,255" });
    expect(picture.seen).toEqual(expect.arrayContaining(["36,70,200,255", "184,80,10,255"])); // both curves
  }
  await page.keyboard.press("Escape");
  await expect(table).toHaveCount(0);
  await expect(page.getByTestId("open-table")).toBeFocused();
});

test("what was changed by hand stands in the table, and is read out where it was changed", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("step").click();
  await expect(page.getByTestId("step-count")).toHaveText("1");
  await page.getByTestId("learning-rate").fill("0.05");
  await page.getByTestId("learning-rate").press("Enter");
  await page.getByTestId("step").click();
  await expect(page.getByTestId("step-count")).toHaveText("2");
  await page.getByTestId("chart-axis").selectOption("step");
  await reader(page).focus();
  await page.keyboard.press("End");
  await page.keyboard.press("ArrowLeft");
  await expect(place(page)).toHaveText("step 1");
  await expect(reader(page)).toHaveAttribute("aria-valuetext", /^step 1, .*0\.05.*: /);
  await page.getByTestId("open-table").click();
  await expect(page.getByTestId("curve-table").getByRole("row").filter({ hasText: "0.05" })).toHaveCount(1);
  expect((await saved(page, "save-csv")).bytes.toString()).toMatch(/^16,1,.*0\.05/m);
});

test("says so where the table cannot be fetched, and fetches it the next time", async ({ page }) => {
  await openReady(page);
  await page.route("**/table-*.js", (route) => route.abort());
  await page.getByTestId("open-table").click();
  await expect(page.locator(".charts [role=alert]")).toHaveText(/^This part of the page could not be fetched/);
  await page.unroute("**/table-*.js");
  await page.getByTestId("open-table").click();
  await expect(page.getByTestId("curve-table")).toBeVisible();
});

test.describe("on a phone", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

  test("a finger reads them across, what it found stays, and up and down it moves the page", async ({ page }) => {
    await openReady(page);
    await trainFor(page, 1);
    const { x, y } = await middle(page);
    const client = await page.context().newCDPSession(page);
    const touch = (type: "touchStart" | "touchMove" | "touchEnd", points: { x: number; y: number }[]) =>
      client.send("Input.dispatchTouchEvent", { type, touchPoints: points });
    const drag = async (by: { x: number; y: number }) => {
      await touch("touchStart", [{ x, y }]);
      for (let part = 1; part <= 5; part++) {
        await touch("touchMove", [{ x: x + (by.x * part) / 5, y: y + (by.y * part) / 5 }]);
      }
      await touch("touchEnd", []);
    };
    const scrolled = () => page.evaluate(() => window.scrollY);

    const top = await scrolled();
    await drag({ x: 0, y: 0 });
    const first = Number(await reader(page).getAttribute("aria-valuenow"));
    await drag({ x: 100, y: 0 });
    await expect(place(page)).toHaveText(/digits$/);
    expect(Number(await reader(page).getAttribute("aria-valuenow"))).toBeGreaterThan(first);
    expect(await scrolled()).toBe(top);
    await drag({ x: 0, y: -200 });
    await expect.poll(scrolled).toBeGreaterThan(top);
  });
});

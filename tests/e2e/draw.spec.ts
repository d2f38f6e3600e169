/** The pad: what a person draws, what the network sees of it, and what it reads. */

import { expect, type Page, test } from "@playwright/test";
import { draw, handwriting, openReady, padLocator, pictureOn, probabilities, textOf, trainFor } from "./support.ts";

const prediction = (page: Page) => page.getByTestId("prediction");

async function expectNothingRead(page: Page): Promise<void> {
  await expect(prediction(page)).toHaveText("–");
  for (const digit of [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]) {
    await expect(page.getByTestId(`probability-${digit}`)).toHaveText("–");
  }
  expect(Math.max(...(await pictureOn(page)))).toBe(0);
}

test("reads what is drawn with the mouse", async ({ page }) => {
  await openReady(page);
  await trainFor(page, 3);
  for (const [digit, strokes] of Object.entries(handwriting)) {
    if (await page.getByTestId("clear").isEnabled()) await page.getByTestId("clear").click();
    await draw(page, strokes);
    await expect(prediction(page)).toHaveText(digit);
  }
});

test("follows the pen before it is lifted", async ({ page }) => {
  await openReady(page);
  await expectNothingRead(page);
  const place = await padLocator(page);
  const [start, middle, end] = [place([0.5, 0.2]), place([0.5, 0.5]), place([0.8, 0.8])];
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move(middle.x, middle.y, { steps: 5 });
  await expect(prediction(page)).toHaveText(/\d/);
  const before = await probabilities(page);
  expect(before.reduce((sum, value) => sum + value, 0)).toBeCloseTo(100, 0);
  await page.mouse.move(end.x, end.y, { steps: 5 });
  await expect.poll(() => probabilities(page)).not.toEqual(before);
  await page.mouse.up();
});

test("reads the drawing anew as the network learns", async ({ page }) => {
  await openReady(page);
  await draw(page, handwriting[1]);
  await expect(prediction(page)).toHaveText(/\d/);
  const untrained = await probabilities(page);
  await page.getByTestId("train").click();
  await expect.poll(() => probabilities(page)).not.toEqual(untrained);
  await expect(prediction(page)).toHaveText("1");
});

test("undoes strokes one by one, clears them all, and reads nothing on an empty pad", async ({ page }) => {
  await openReady(page);
  await expectNothingRead(page);
  await draw(page, handwriting[1]);
  const one = await pictureOn(page);
  await draw(page, handwriting[7]);
  expect(await pictureOn(page)).not.toEqual(one);
  await page.getByTestId("undo").click();
  expect(await pictureOn(page)).toEqual(one);
  await page.getByTestId("undo").click();
  await expectNothingRead(page);

  await draw(page, [...handwriting[1], ...handwriting[7]]);
  await expect(prediction(page)).toHaveText(/\d/);
  await page.getByTestId("clear").click();
  await expectNothingRead(page);
});

test("a click makes a dot, the right button makes nothing", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("pad").click({ button: "right" });
  await expectNothingRead(page);
  await page.getByTestId("pad").click();
  await expect(prediction(page)).toHaveText(/\d/);
  expect((await pictureOn(page)).filter((ink) => ink > 0).length).toBeLessThanOrEqual(16);
});

test("the picture does not depend on how large and where one draws", async ({ page }) => {
  await openReady(page);
  await draw(page, handwriting[3]);
  const large = await pictureOn(page);
  await page.getByTestId("clear").click();
  await draw(
    page,
    handwriting[3].map((stroke) => stroke.map(([x, y]) => [0.5 * x + 0.45, 0.5 * y + 0.05] as const)),
  );
  const small = await pictureOn(page);
  const difference = small.reduce((sum, ink, i) => sum + Math.abs(ink - (large[i] ?? 0)), 0);
  expect(difference / large.reduce((sum, ink) => sum + ink, 0)).toBeLessThan(0.1);
});

test("says what it reads to those who do not see it, once the drawing rests", async ({ page }) => {
  await openReady(page);
  await draw(page, handwriting[1]);
  await expect(page.getByRole("status").filter({ hasText: "Read as" })).toHaveText(
    new RegExp(`^Read as ${await textOf(page, "prediction")}, \\d+ percent sure$`),
  );
});

test.describe("with a finger on a screen of high density", () => {
  test.use({ hasTouch: true, deviceScaleFactor: 2, viewport: { width: 390, height: 844 } });

  test("draws one stroke a touch, and the page does not scroll", async ({ page }) => {
    await openReady(page);
    const place = await padLocator(page);
    const scrolled = await page.evaluate(() => scrollY);
    const cdp = await page.context().newCDPSession(page);
    const touch = (
      type: "touchStart" | "touchMove" | "touchEnd",
      touchPoints: { x: number; y: number; id: number }[],
    ) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });

    await touch("touchStart", [{ ...place([0.5, 0.2]), id: 0 }]);
    for (let y = 0.2; y < 0.8; y += 0.05) await touch("touchMove", [{ ...place([0.5, y]), id: 0 }]);
    const alone = await pictureOn(page);
    // A second finger, or the ball of the hand, draws nothing.
    await touch("touchStart", [
      { ...place([0.5, 0.75]), id: 0 },
      { ...place([0.9, 0.9]), id: 1 },
    ]);
    await touch("touchEnd", []);

    await expect(prediction(page)).toHaveText(/\d/);
    expect(Math.max(...alone)).toBe(255);
    expect((await pictureOn(page)).filter((ink) => ink > 0).length).toBeLessThan(100);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    await page.getByTestId("undo").click();
    await expectNothingRead(page);
  });

  test("paints as many pixels as the screen has", async ({ page }) => {
    await openReady(page);
    const sizes = () =>
      page.getByTestId("pad").evaluate((pad: HTMLCanvasElement) => ({
        pixels: pad.width,
        screen: Math.round(pad.clientWidth * devicePixelRatio),
      }));
    const phone = await sizes();
    expect(phone.pixels).toBe(phone.screen);
    await draw(page, handwriting[3]);
    const before = await pictureOn(page);

    await page.setViewportSize({ width: 844, height: 390 });
    await expect.poll(async () => (await sizes()).screen).not.toBe(phone.screen);
    await expect.poll(async () => (await sizes()).pixels).toBe((await sizes()).screen);
    expect(await pictureOn(page)).toEqual(before);
  });
});

test("shows real test digits to those who cannot draw, by keyboard alone", async ({ page }) => {
  await openReady(page);
  await trainFor(page, 3);
  await page.getByTestId("test-digit").focus();
  // MNIST's first four test digits.
  for (const label of ["7", "2", "1", "0"]) {
    await page.keyboard.press("Enter");
    await expect(page.getByText(`somebody wrote a ${label}`)).toBeVisible();
    await expect(prediction(page)).toHaveText(label);
  }
  expect(Math.max(...(await pictureOn(page)))).toBeGreaterThan(250);

  await draw(page, handwriting[1]);
  await expect(page.getByText("somebody wrote")).toBeHidden();
  await expect(prediction(page)).toHaveText("1");
});

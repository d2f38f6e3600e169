/** The pad: what a person draws, what the network sees of it, and what it reads. */

import { expect, type Page, test } from "@playwright/test";
import {
  draw,
  handwriting,
  holdBack,
  openReady,
  padLocator,
  painted,
  pictureOn,
  probabilities,
  textOf,
  trainFor,
} from "./support.ts";

const prediction = (page: Page) => page.getByTestId("prediction");

/** How much of the pad is covered with ink: what a person sees of it. */
async function inkOnPad(page: Page): Promise<number> {
  await painted(page);
  return page.getByTestId("pad").evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return data.filter((_, i) => i % 4 === 3).reduce((sum, alpha) => sum + alpha / 255, 0) / (data.length / 4);
  });
}

/** Fingers on the screen; one that is not named any more is lifted. */
async function fingers(page: Page) {
  const cdp = await page.context().newCDPSession(page);
  return (
    type: "touchStart" | "touchMove" | "touchEnd" | "touchCancel",
    ...touchPoints: { x: number; y: number; id: number }[]
  ) => cdp.send("Input.dispatchTouchEvent", { type, touchPoints });
}

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

test("sets what is drawn upright, once that is chosen, and learns to read it so", async ({ page }) => {
  await openReady(page);
  await draw(page, [
    [
      [0.75, 0.15],
      [0.3, 0.85],
    ],
  ]);
  const columns = async () => {
    const picture = await pictureOn(page);
    return new Set(picture.flatMap((ink, pixel) => (ink > 60 ? [pixel % 28] : []))).size;
  };
  expect(await columns()).toBeGreaterThan(9);
  await page.getByTestId("more-handwriting").click();
  await page.getByTestId("data-deslant").selectOption("true");
  await expect.poll(columns).toBeLessThan(6);
  await page.getByTestId("training-size").selectOption("1000");
  await trainFor(page, 3);
  await expect(prediction(page)).toHaveText("1");
  await page.getByTestId("data-deslant-back").click();
  await expect.poll(columns).toBeGreaterThan(9);
  await expect(page.getByTestId("status")).toContainText("Ready");
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
  // A disc of the pen's width, 7 % of the pad's side.
  expect((await inkOnPad(page)) / (Math.PI * 0.035 ** 2)).toBeCloseTo(1, 1);
});

test("what the pen does beside the pad is neither seen nor read", async ({ page }) => {
  const down: [number, number][] = [0.3, 0.4, 0.5, 0.6, 0.7].map((y) => [0.4, y]);
  const right: [number, number][] = [0.5, 0.6, 0.7, 0.8, 0.9].map((x) => [x, 0.7]);
  await openReady(page);
  await draw(page, [[...down, ...right, [0.998, 0.7]]]);
  const [seen, read] = [await inkOnPad(page), await pictureOn(page)];
  await page.getByTestId("clear").click();
  await draw(page, [[...down, ...right, [2.6, 0.7], [2.6, 0.4]]]);
  expect(await inkOnPad(page)).toBeCloseTo(seen, 2);
  const difference = (await pictureOn(page)).reduce((sum, ink, i) => sum + Math.abs(ink - (read[i] as number)), 0);
  expect(difference / read.reduce((sum, ink) => sum + ink, 0)).toBeLessThan(0.05);

  // Back on the pad, the pen goes on from the border; and all of it is one stroke.
  const cut = await inkOnPad(page);
  await draw(page, [
    [
      [0.2, 0.2],
      [0.2, -0.4],
      [0.8, -0.4],
      [0.8, 0.2],
    ],
  ]);
  expect(await inkOnPad(page)).toBeCloseTo(cut + 2 * (0.2 * 0.07 + (Math.PI * 0.035 ** 2) / 2), 2);
  await page.getByTestId("undo").click();
  expect(await inkOnPad(page)).toBeCloseTo(cut, 6);
});

test("a button let go of outside of the page ends the stroke", async ({ page }) => {
  await openReady(page);
  await draw(page, [
    [
      [0.5, 0.5],
      [0.5, 5],
      [-9, 5],
    ],
  ]);
  const before = await pictureOn(page);
  const { x, y } = (await padLocator(page))([0.2, 0.2]);
  await page.mouse.move(x, y);
  await page.mouse.move(x + 40, y + 40);
  expect(await pictureOn(page)).toEqual(before);
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
  await expect(page.getByRole("status").filter({ hasText: "percent" })).toHaveText(
    new RegExp(`^Not trained yet, a guess: ${await textOf(page, "prediction")}, \\d+ percent sure$`),
  );
  await page.getByTestId("clear").click();
  await trainFor(page, 1);
  await draw(page, handwriting[1]);
  await expect(page.getByRole("status").filter({ hasText: "Read as" })).toHaveText(/^Read as 1, \d+ percent sure$/);
});

test.describe("with a finger on a screen of high density", () => {
  test.use({ hasTouch: true, deviceScaleFactor: 2, viewport: { width: 390, height: 844 } });

  test("draws one stroke a touch, and the page does not scroll", async ({ page }) => {
    await openReady(page);
    const place = await padLocator(page);
    const scrolled = await page.evaluate(() => scrollY);
    const touch = await fingers(page);
    await touch("touchStart", { ...place([0.5, 0.2]), id: 0 });
    for (let y = 0.2; y < 0.8; y += 0.05) await touch("touchMove", { ...place([0.5, y]), id: 0 });
    const alone = await pictureOn(page);
    // A second finger, or the ball of the hand, draws nothing.
    await touch("touchStart", { ...place([0.5, 0.75]), id: 0 }, { ...place([0.9, 0.9]), id: 1 });
    await touch("touchEnd");

    await expect(prediction(page)).toHaveText(/\d/);
    expect(Math.max(...alone)).toBe(255);
    expect((await pictureOn(page)).filter((ink) => ink > 0).length).toBeLessThan(100);
    expect(await page.evaluate(() => scrollY)).toBe(scrolled);
    await page.getByTestId("undo").click();
    await expectNothingRead(page);
  });

  test("draws while another finger rests beside the pad", async ({ page }) => {
    await openReady(page);
    const place = await padLocator(page);
    const touch = await fingers(page);
    const resting = { ...place([0.5, -0.15]), id: 0 };
    await touch("touchStart", resting);
    await touch("touchStart", resting, { ...place([0.5, 0.2]), id: 1 });
    for (let y = 0.2; y < 0.8; y += 0.05) await touch("touchMove", resting, { ...place([0.5, y]), id: 1 });
    await touch("touchEnd", resting);
    await expect(prediction(page)).toHaveText(/\d/);
    expect((await pictureOn(page)).filter((ink) => ink > 0).length).toBeGreaterThan(30); // no dot
    await touch("touchEnd");
  });

  test("a hand on the pad gives way to the pen in it", async ({ page }) => {
    await openReady(page);
    await draw(page, handwriting[1]);
    const drawn = await pictureOn(page);
    await page.getByTestId("clear").click();

    const place = await padLocator(page);
    const touch = await fingers(page);
    const cdp = await page.context().newCDPSession(page);
    const pen = (type: "mousePressed" | "mouseMoved" | "mouseReleased", point: readonly [number, number]) =>
      cdp.send("Input.dispatchMouseEvent", {
        ...{ type, ...place(point), pointerType: "pen", button: "left", clickCount: 1 },
        buttons: type === "mouseReleased" ? 0 : 1,
      });
    await touch("touchStart", { ...place([0.9, 0.9]), id: 0 });
    await expect(prediction(page)).toHaveText(/\d/);
    const [[first, ...rest] = []] = handwriting[1];
    if (first) await pen("mousePressed", first);
    for (const point of rest) await pen("mouseMoved", point);
    await touch("touchMove", { ...place([0.1, 0.9]), id: 0 });
    if (rest[1]) await pen("mouseReleased", rest[1]);
    await touch("touchEnd");

    const difference = (await pictureOn(page)).reduce((sum, ink, i) => sum + Math.abs(ink - (drawn[i] as number)), 0);
    expect(difference / drawn.reduce((sum, ink) => sum + ink, 0)).toBeLessThan(0.05);
    await page.getByTestId("undo").click();
    await page.getByTestId("undo").click(); // what was cleared
    expect(await pictureOn(page)).toEqual(drawn);
  });

  test("a touch that the system takes back leaves nothing", async ({ page }) => {
    await openReady(page);
    const place = await padLocator(page);
    const touch = await fingers(page);
    await touch("touchStart", { ...place([0.5, 0.2]), id: 0 });
    await touch("touchMove", { ...place([0.5, 0.8]), id: 0 });
    await expect(prediction(page)).toHaveText(/\d/);
    await touch("touchCancel");
    await expectNothingRead(page);
    await draw(page, handwriting[1]);
    await expect(prediction(page)).toHaveText(/\d/);
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

test("is painted anew where the screen has more pixels", async ({ page }) => {
  await openReady(page);
  await trainFor(page, 1); // charts are drawn from the first point on
  await draw(page, handwriting[3]);
  const ink = await inkOnPad(page);
  const side = await page.getByTestId("pad").evaluate((pad) => pad.clientWidth);
  const cdp = await page.context().newCDPSession(page);
  for (const deviceScaleFactor of [2, 1.5, 1]) {
    // Emulated, a change is told of only where the window's width changes, too; the pad's does not.
    const width = 1280 + 4 * deviceScaleFactor;
    await cdp.send("Emulation.setDeviceMetricsOverride", { width, height: 720, deviceScaleFactor, mobile: false });
    const pixels = () => page.getByTestId("pad").evaluate((pad: HTMLCanvasElement) => [pad.clientWidth, pad.width]);
    await expect.poll(pixels).toEqual([side, side * deviceScaleFactor]);
    const charts = () =>
      page
        .locator(".plot canvas")
        .evaluateAll((all) => all.map((chart) => (chart as HTMLCanvasElement).width / chart.clientWidth));
    await expect
      .poll(async () => (await charts()).map((density) => density.toFixed(1)))
      .toEqual(Array(2).fill(deviceScaleFactor.toFixed(1)));
    expect(await inkOnPad(page)).toBeCloseTo(ink, 2);
  }
});

test("Undo brings back what a test digit or Clear took away", async ({ page }) => {
  await openReady(page);
  await draw(page, handwriting[3]);
  const drawn = await pictureOn(page);
  await page.getByTestId("test-digit").click();
  await expect(page.getByText("somebody wrote a 7")).toBeVisible();
  await page.getByTestId("undo").click();
  await expect(page.getByText("somebody wrote")).toBeHidden();
  expect(await pictureOn(page)).toEqual(drawn);
  await page.getByTestId("clear").click();
  await expectNothingRead(page);
  await page.getByTestId("undo").click();
  expect(await pictureOn(page)).toEqual(drawn);
  await page.getByTestId("undo").click();
  await expectNothingRead(page);
  await expect(page.getByTestId("undo")).toBeDisabled();
});

/** What the page writes to the worker can be held back. */
interface Mail {
  letters: { areHeld: boolean; release(): void };
}

test("a test digit that comes once a stroke has begun does not hide it", async ({ page }) => {
  await page.addInitScript(() => {
    const held: (() => void)[] = [];
    const post = Worker.prototype.postMessage;
    const letters = {
      areHeld: false,
      release() {
        letters.areHeld = false;
        for (const send of held.splice(0)) send();
      },
    };
    Object.assign(window, { letters });
    Worker.prototype.postMessage = function (this: Worker, ...message: Parameters<typeof post>) {
      if (letters.areHeld) held.push(() => post.apply(this, message));
      else post.apply(this, message);
    } as typeof post;
  });
  await openReady(page);
  await page.evaluate(() => {
    (window as unknown as Mail).letters.areHeld = true;
  });
  await page.getByTestId("test-digit").click();
  await draw(page, handwriting[1]);
  await page.evaluate(() => (window as unknown as Mail).letters.release());
  // What was asked for later is answered later.
  await expect(prediction(page)).toHaveText(/\d/);
  await expect(page.getByText("Draw a digit, large")).toBeVisible();
  const read = await pictureOn(page);
  await page.getByTestId("clear").click();
  await draw(page, handwriting[1]);
  expect(await pictureOn(page)).toEqual(read);
});

test("says that a test digit is shown, which, and what it is read as", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("test-digit").click();
  await expect(page.getByRole("status").filter({ hasText: "percent" })).toHaveText(
    /^A test digit, written as a 7\. Not trained yet, a guess: \d, \d+ percent sure$/,
  );
  await expect(page.getByTestId("pad")).toHaveAccessibleName(/somebody wrote a 7/);
});

test("calls what an untrained network says a guess, and what a trained one says its reading", async ({ page }) => {
  await openReady(page);
  const panel = page.locator(".reading");
  await draw(page, handwriting[1]);
  await expect(prediction(page)).toHaveText(/\d/);
  await expect(prediction(page)).toHaveAccessibleName("It guesses");
  await expect(panel).toContainText("Not trained yet: only a guess");
  await page.getByTestId("step").click();
  await expect(prediction(page)).toHaveAccessibleName("It reads");
  await expect(panel).not.toContainText("guess");
  await page.getByTestId("reset").click();
  await expect(prediction(page)).toHaveAccessibleName("It guesses");
});

/** Two or three digits. */
const candidates = /^\d(, \d)? or \d$/;

test("shows what it may be where it does not know, in the place of the digit, and says so", async ({ page }) => {
  await openReady(page);
  await draw(page, handwriting[1]);
  await expect(prediction(page)).toHaveText(/^\d$/);
  const place = await prediction(page).boundingBox();
  await page.getByTestId("step").click();
  await expect(prediction(page)).toHaveText(candidates);
  expect(await prediction(page).boundingBox()).toEqual(place);
  await expect(prediction(page)).toHaveAccessibleName("It reads");
  const named = (await textOf(page, "prediction")).match(/\d/g)?.toSorted();
  const marked = await page.locator(".probabilities .candidate > :first-child").allInnerTexts();
  expect(marked.map((text) => text.trim())).toEqual(named);

  await page.getByTestId("clear").click();
  await draw(page, handwriting[1]);
  await expect(page.getByRole("status").filter({ hasText: "percent" })).toHaveText(
    /^It may be \d(, \d)? or \d: \d+(, \d+)? and \d+ percent sure$/,
  );
  await trainFor(page, 3);
  await expect(prediction(page)).toHaveText("1");
  expect(await prediction(page).boundingBox()).toEqual(place);
});

test("has one digit where the loss makes no probabilities", async ({ page }) => {
  await openReady(page);
  await page.getByTestId("more-network").click();
  await page.getByTestId("loss").selectOption("mean_squared_error");
  await draw(page, handwriting[1]);
  await page.getByTestId("step").click();
  await expect(prediction(page)).toHaveAccessibleName("It reads");
  await expect(prediction(page)).toHaveText(/^\d$/);
});

test("shows the picture of what is drawn while the digits to learn from are still on their way", async ({ page }) => {
  const release = await holdBack(page, "**/data/train-0.bin");
  await page.goto("./");
  await expect(page.getByTestId("status")).toContainText("Loading");
  await draw(page, handwriting[3]);
  await expect.poll(async () => Math.max(...(await pictureOn(page)))).toBe(255);
  await expect(prediction(page)).toHaveText("–");
  release();
  await expect(prediction(page)).toHaveText(/^\d$/);
});

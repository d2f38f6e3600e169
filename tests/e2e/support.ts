/** What a person does on the page, and what they read there, in the words of the tests. */

import { join } from "node:path";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { build } from "esbuild";

/** In fractions of the pad's side. */
export type Point = readonly [x: number, y: number];

export const arc = (x: number, y: number, radiusX: number, radiusY: number, from: number, to: number): Point[] =>
  Array.from({ length: 16 }, (_, i) => {
    const angle = ((from + ((to - from) * i) / 15) * Math.PI) / 180;
    return [x + radiusX * Math.cos(angle), y + radiusY * Math.sin(angle)] as const;
  });

/** One list of points is one stroke. */
export const handwriting: Record<0 | 1 | 3 | 7, Point[][]> = {
  0: [arc(0.5, 0.5, 0.2, 0.3, -90, 270)],
  1: [
    [
      [0.53, 0.2],
      [0.5, 0.5],
      [0.47, 0.8],
    ],
  ],
  3: [[...arc(0.45, 0.34, 0.18, 0.15, -150, 90), ...arc(0.45, 0.66, 0.2, 0.17, -90, 150)]],
  7: [
    [
      [0.3, 0.22],
      [0.7, 0.2],
      [0.58, 0.5],
      [0.45, 0.82],
    ],
  ],
};

/** The page as a newcomer meets it, at the pace to watch. */
export async function openAsNewcomer(page: Page, address = "./"): Promise<void> {
  await page.goto(address);
  await expect(page.getByTestId("status")).toContainText("Ready");
}

/** The page at its fast pace. */
export async function openReady(page: Page, address = "./"): Promise<void> {
  await openAsNewcomer(page, address);
  await page.getByTestId("pace-fast").check();
}

/** Nothing on the page as it is now keeps anybody out, as far as axe can tell; otherwise, which rule and where. */
export async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`)).toEqual([]);
}

const root = join(import.meta.dirname, "../..");

/** The engine's JavaScript library, for the page to load from this folder of the site as `inkling.js` and `.wasm`. */
export async function serveLibrary(page: Page, folder: string): Promise<void> {
  const { outputFiles } = await build({
    ...{ entryPoints: [join(root, "engine/js/browser.ts")], bundle: true, format: "esm", write: false },
  });
  await page.route(`**/${folder}/inkling.js`, (route) =>
    route.fulfill({ body: outputFiles[0]?.text ?? "", contentType: "text/javascript" }),
  );
  await page.route(`**/${folder}/inkling.wasm`, (route) =>
    route.fulfill({ path: join(root, "build/wasm/inkling.wasm"), contentType: "application/wasm" }),
  );
}

/** From now on what is asked for at such addresses does not come, until what is returned is called. */
export async function holdBack(page: Page, address: string): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return release;
}

export async function textOf(page: Page, testId: string): Promise<string> {
  return (await page.getByTestId(testId).innerText()).trim();
}

/** The number that is shown; not a number where there is an en dash. */
export async function numberIn(page: Page, testId: string): Promise<number> {
  return Number.parseFloat((await textOf(page, testId)).replaceAll(",", ""));
}

/** Trains for so many epochs and waits for the end: what the network is then depends on the settings alone. */
export async function trainFor(page: Page, epochs: number): Promise<void> {
  await page.getByTestId("epochs").fill(String(epochs));
  await page.getByTestId("train").click();
  await expect(page.getByTestId("status")).toContainText("Finished");
}

/** Gives the place on the screen of a point of the pad. */
export async function padLocator(page: Page): Promise<(point: Point) => { x: number; y: number }> {
  const pad = page.getByTestId("pad");
  await pad.scrollIntoViewIfNeeded();
  const box = await pad.boundingBox();
  if (!box) throw new Error("The pad is not to be seen");
  return ([x, y]) => ({ x: box.x + x * box.width, y: box.y + y * box.height });
}

/** Draws with the mouse, with a move more between any two points. */
export async function draw(page: Page, strokes: Point[][]): Promise<void> {
  const place = await padLocator(page);
  for (const [first, ...rest] of strokes) {
    if (!first) continue;
    const start = place(first);
    await page.mouse.move(start.x, start.y);
    await page.mouse.down();
    for (const point of rest) {
      const { x, y } = place(point);
      await page.mouse.move(x, y, { steps: 2 });
    }
    await page.mouse.up();
  }
}

/** What has changed by now is painted on the canvases two frames later. */
export function painted(page: Page): Promise<void> {
  return page.evaluate(
    () => new Promise((resolve) => void requestAnimationFrame(() => requestAnimationFrame(() => resolve()))),
  );
}

/** The 784 pixels that the network sees, as the page shows them, of what is on the pad by now. */
export async function pictureOn(page: Page): Promise<number[]> {
  await painted(page);
  await expect(page.locator(".picture")).toHaveAttribute("aria-busy", "false");
  await painted(page);
  return page.locator(".picture canvas").evaluate((canvas: HTMLCanvasElement) => {
    const context = canvas.getContext("2d") as CanvasRenderingContext2D;
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    return Array.from({ length: data.length / 4 }, (_, i) => data[4 * i + 3] as number);
  });
}

export async function probabilities(page: Page): Promise<number[]> {
  const texts = await page.locator("[data-testid^=probability-]").allInnerTexts();
  return texts.map((text) => Number.parseFloat(text));
}

/** Whatever fails, the page says so in words, offers a way on, and works afterwards. */

import { expect, type Page, type Route, test } from "@playwright/test";
import { draw, handwriting, probabilities } from "./support.ts";

const status = (page: Page) => page.getByTestId("status");

/** Trains until the network reads most test digits: everything works. */
async function expectToLearn(page: Page): Promise<void> {
  await page.getByTestId("pace-fast").check();
  await page.getByTestId("train").click();
  await expect
    .poll(async () => Number.parseFloat(await page.getByTestId("test-accuracy").innerText()))
    .toBeGreaterThan(80);
}

async function expectProblem(page: Page, message: RegExp): Promise<void> {
  await expect(status(page)).toContainText(message);
}

async function expectToStartAgain(page: Page): Promise<void> {
  await page.getByTestId("restart").click();
  await expect(status(page)).toContainText("Ready");
  await expectToLearn(page);
}

async function openReady(page: Page): Promise<void> {
  await page.goto("./");
  await expect(status(page)).toContainText("Ready");
}

const missing = (route: Route) => route.fulfill({ status: 404 });
const unreachable = (route: Route) => route.abort();

/** What some hosts answer for a file that is not there. */
const anotherPage = (route: Route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>Not found" });

async function truncated(route: Route): Promise<void> {
  const response = await route.fetch();
  await route.fulfill({ response, body: (await response.body()).subarray(0, 100_000) });
}

test.describe("the worker dies", () => {
  const ended = /worker .* ended unexpectedly/i;

  /** Ends the worker from inside; the answer to this very call may never come. */
  function closeWorker(page: Page): void {
    page
      .workers()[0]
      ?.evaluate(() => self.close())
      .catch(() => {});
  }

  test("by itself, while training", async ({ page }) => {
    await openReady(page);
    await expectToLearn(page);
    closeWorker(page);
    await expectProblem(page, ended);
    await expectToStartAgain(page);
  });

  test("by itself, while nothing is asked of it", async ({ page }) => {
    await openReady(page);
    closeWorker(page);
    await expectProblem(page, ended);
    await expectToStartAgain(page);
  });

  test("by itself, while the page waits for an answer", async ({ page }) => {
    await page.route("**/data/train-0.bin", () => {}); // never answered
    const request = page.waitForRequest("**/data/train-0.bin");
    await page.goto("./");
    await request;
    closeWorker(page);
    await expectProblem(page, ended);
    await page.unroute("**/data/train-0.bin");
    await expectToStartAgain(page);
  });

  test("by another's hand", async ({ page }) => {
    await page.addInitScript(() => {
      const workers: Worker[] = [];
      Object.assign(window, { workers });
      window.Worker = class extends Worker {
        constructor(url: string | URL, options?: WorkerOptions) {
          super(url, options);
          workers.push(this);
        }
      };
    });
    await openReady(page);
    await page.getByTestId("train").click();
    await page.evaluate(() => (window as unknown as { workers: Worker[] }).workers[0]?.terminate());
    await expectProblem(page, ended);
    await expectToStartAgain(page);
  });

  test("before it lives, because its script is missing", async ({ page }) => {
    await page.route("**/assets/main-*.js", missing);
    await page.goto("./");
    await expectProblem(page, /worker .* could not be started/i);
    await page.unroute("**/assets/main-*.js");
    await expectToStartAgain(page);
  });

  for (const [kind, fail] of [
    [
      "an error",
      () =>
        void setTimeout(() => {
          throw new Error("Out of ink");
        }),
    ],
    ["a rejection", () => void Promise.reject(new Error("Out of ink"))],
  ] as const) {
    test(`by ${kind} that nobody handles`, async ({ page }) => {
      await openReady(page);
      await page.getByTestId("train").click();
      await page.workers()[0]?.evaluate(fail);
      await expectProblem(page, /worker .* failed: .*Out of ink/i);
      await expectToStartAgain(page);
    });
  }
});

test.describe("the engine does not load", () => {
  for (const [cause, answer, message] of [
    ["blocked", unreachable, /engine could not be loaded: the server cannot be reached/i],
    ["missing", missing, /engine could not be loaded: the server answered 404/i],
    ["damaged", truncated, /engine could not be loaded: its file is damaged, truncated/i],
    ["another page", anotherPage, /engine could not be loaded: its file is damaged, truncated, or something else/i],
  ] as const) {
    test(cause, async ({ page }) => {
      await page.route("**/*.wasm", answer);
      await page.goto("./");
      await expectProblem(page, message);
      await page.unroute("**/*.wasm");
      await expectToStartAgain(page);
    });
  }
});

test.describe("a shard does not come", () => {
  for (const [cause, answer, message] of [
    ["missing", missing, /train-0\.bin could not be fetched: the server answered 404/],
    ["out of reach", unreachable, /train-0\.bin could not be fetched/],
    ["truncated", truncated, /train-0\.bin is truncated/],
    ["another page", anotherPage, /train-0\.bin is truncated/],
  ] as const) {
    test(`${cause}, at the start`, async ({ page }) => {
      await page.route("**/data/train-0.bin", answer);
      await page.goto("./");
      await expectProblem(page, message);
      await page.unroute("**/data/train-0.bin");
      await expectToStartAgain(page);
    });
  }

  test("when 60,000 digits are chosen: fewer still work, and another attempt may succeed", async ({ page }) => {
    await page.route("**/data/train-3.bin", truncated);
    await openReady(page);
    await page.getByTestId("training-size").selectOption("60000");
    await page.getByTestId("train").click();
    await expectProblem(page, /train-3\.bin is truncated/);

    await page.getByTestId("training-size").selectOption("10000");
    await expectToLearn(page);
    await page.getByTestId("pause").click();

    await page.unroute("**/data/train-3.bin");
    await page.getByTestId("training-size").selectOption("60000");
    await page.getByTestId("train").click();
    await expect(status(page)).toContainText("60,000");
    await expect(page.getByTestId("restart")).toBeHidden();
  });
});

test.describe("the list of the shards", () => {
  for (const [cause, body] of [
    ["is another page", "<!doctype html>Not found"],
    ["is another list", "{}"],
    ["names no files", '{ "shards": [{}] }'],
    ["is empty", '{ "shards": [] }'],
  ] as const) {
    test(cause, async ({ page }) => {
      await page.route("**/data/manifest.json", (route) => route.fulfill({ body }));
      await page.goto("./");
      await expectProblem(page, /manifest\.json is damaged/);
      await page.unroute("**/data/manifest.json");
      await expectToStartAgain(page);
    });
  }
});

test("a module that is served as another type works all the same", async ({ page }) => {
  await page.route("**/*.wasm", async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, contentType: "text/plain" });
  });
  await openReady(page);
});

test.describe("a learning rate of 1e6 diverges, and with a lower one", () => {
  for (const [way, testId] of [
    ["starting again", "restart"],
    ["a reset", "reset"],
  ] as const) {
    test(`${way} learns`, async ({ page }) => {
      await openReady(page);
      await page.getByTestId("learning-rate").fill("1e6");
      await page.getByTestId("train").click();
      await expectProblem(page, /diverged.*learning rate/i);
      await page.getByTestId("learning-rate").fill("0.1");
      await page.getByTestId(testId).click();
      await expect(status(page)).toContainText("Ready");
      await expectToLearn(page);
    });
  }
});

test.describe("a network whose numbers have grown beyond all bounds", () => {
  /** Weights of 1e20 are numbers still; what they make of a digit is not. */
  async function overflow(page: Page): Promise<void> {
    await openReady(page);
    await page.getByTestId("optimizer").selectOption("adam");
    await page.getByTestId("learning-rate").fill("1e20");
    await page.getByTestId("learning-rate").press("Enter");
    await draw(page, handwriting[3]);
    await expect(page.getByTestId("prediction")).toHaveText(/\d/);
  }

  /** Dashes instead of numbers, and why. */
  async function expectDashes(page: Page): Promise<void> {
    await expectProblem(page, /diverged.*learning rate/i);
    await expect(page.getByTestId("prediction")).toHaveText("–");
    await expect.poll(() => probabilities(page)).toEqual(Array(10).fill(Number.NaN)); // no number is read from a dash
    await expect(page.locator(".unreadable")).toHaveText(/^It cannot read: its numbers/);
    await expect(page.getByTestId("test-loss")).toHaveText("–");
    const everything = await page.locator("html").evaluate((html) => html.outerHTML);
    expect(everything).not.toMatch(/NaN|Infinity|∞/);
  }

  test("shows dashes, and offers a rate at which it learns", async ({ page }) => {
    await overflow(page);
    await page.getByTestId("train").focus();
    await page.keyboard.press("Enter");
    await expectDashes(page);
    await expect(page.locator("button.primary")).toHaveText("Start again at rate 0.001");
    await expect(page.locator("button.primary")).toBeFocused();

    await page.keyboard.press("Enter");
    await expect(status(page)).toContainText("Ready");
    await expect(page.getByTestId("learning-rate")).toHaveValue("0.001");
    await expect(page.getByTestId("prediction")).toHaveText(/\d/);
    await expect(page.locator(".unreadable")).toBeHidden();
    await expect(page.getByTestId("train")).toBeFocused();
    await expect(page.getByTestId("train")).toHaveClass("primary");
    await expectToLearn(page);
  });

  test("is noticed after a single step", async ({ page }) => {
    await overflow(page);
    await page.getByTestId("step").click();
    await expectDashes(page);
    await expect(page.getByTestId("step-count")).toHaveText("1");
  });

  test("starts again at the rate that a person has chosen meanwhile", async ({ page }) => {
    await overflow(page);
    await page.getByTestId("train").click();
    await expectDashes(page);
    await page.getByTestId("learning-rate").fill("0,002");
    await page.getByTestId("learning-rate").press("Enter");
    await expectProblem(page, /'0,002' is not a number/);
    await page.getByTestId("learning-rate").fill("0.002");
    await page.getByTestId("learning-rate").press("Enter");
    await expectProblem(page, /diverged/);
    await expect(page.getByTestId("restart")).toHaveText("Start again at rate 0.002");
    await page.getByTestId("restart").click();
    await expect(page.getByTestId("learning-rate")).toHaveValue("0.002");
    await expectToLearn(page);
  });
});

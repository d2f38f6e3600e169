/** Never a blank page: where Inkling cannot start, it says why, and offers nothing that cannot help. */

import { readFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { chromium, expect, type Page, type Route, test } from "@playwright/test";
import { browsers } from "../../web/src/needs.ts";
import { openReady } from "./support.ts";

const site = fileURLToPath(new URL("../../build/site/", import.meta.url));
const pageScript = "**/assets/index-*.js";
const workerScript = "**/assets/main-*.js";

/** The page tells this, soon or after the four seconds for which it waits; and there is nothing to press in vain. */
async function expectToSay(page: Page, sentence: RegExp | string): Promise<void> {
  await expect(page.locator("body")).toContainText(sentence, { useInnerText: true });
  await expect(page.locator("button:enabled")).toHaveCount(0);
}

/** As `expectToSay`, where the page could be drawn but its engine never runs. */
async function expectToSayWithoutRemedy(page: Page, sentence: RegExp): Promise<void> {
  await expect(page.getByTestId("status")).toContainText(sentence);
  for (const testId of ["train", "pause", "step", "reset", "test-digit"]) {
    await expect(page.getByTestId(testId)).toBeDisabled();
  }
  await expect(page.getByTestId("restart")).toBeHidden();
}

const missing = (route: Route) => route.fulfill({ status: 404 });
const blocked = (route: Route) => route.abort();
const never = () => {};
const anotherPage = (route: Route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>Not found" });

async function truncated(route: Route): Promise<void> {
  const response = await route.fetch();
  const script = await response.body();
  await route.fulfill({ response, body: script.subarray(0, script.length / 2) });
}

test("index.html and the scripts name the same browsers", () => {
  const html = readFileSync(new URL("../../web/index.html", import.meta.url), "utf8");
  expect(html.replace(/\s+/g, " ")).toContain(browsers);
});

test("what is said of a page that has not started is gone when it has, and was never seen", async ({ page }) => {
  await page.addInitScript(() => {
    const seen: boolean[] = [];
    Object.assign(window, { seen });
    const look = () => {
      const start = document.getElementById("start");
      if (start) seen.push(start.checkVisibility({ visibilityProperty: true }));
      requestAnimationFrame(look);
    };
    look();
  });
  await openReady(page);
  await expect(page.locator("#start")).toHaveCount(0);
  expect(await page.evaluate(() => (window as unknown as { seen: boolean[] }).seen)).not.toContain(true);
});

test("opened from disk, it says what serves it", async ({ page }) => {
  await page.goto(pathToFileURL(`${site}index.html`).href);
  await expectToSay(page, /could not start:\s+The page was opened from disk/);
  await expectToSay(page, "npm start");
  await expect(page.getByText("too old")).toHaveCount(0);
});

for (const [cause, answer] of [
  ["missing", missing],
  ["blocked", blocked],
  ["another page", anotherPage],
] as const) {
  test(`its script is ${cause}`, async ({ page }) => {
    await page.route(pageScript, answer);
    await page.goto("./");
    await expectToSay(page, /could not start:\s+A script was blocked/);
  });
}

test("its script is truncated, or in words too new for the browser", async ({ page }) => {
  await page.route(pageScript, truncated);
  await page.goto("./");
  await expectToSay(page, /one of these reasons:\s+A script was blocked[\s\S]*The browser is too old/);
  await expectToSay(page, browsers);
});

test("its script fails as it starts, because the browser lacks something that nobody thought of", async ({ page }) => {
  await page.addInitScript(() => Object.assign(window, { matchMedia: undefined }));
  await page.goto("./");
  await expectToSay(page, /could not start, for one of these reasons:/);
});

test("its script never comes", async ({ page }) => {
  await page.route(pageScript, never);
  await page.goto("./", { waitUntil: "commit" });
  await expectToSay(page, /has not started yet/);
});

test("all its scripts and styles are blocked", async ({ page }) => {
  await page.route(/\.(js|css)$/, blocked);
  await page.goto("./");
  await expectToSay(page, /has not started yet/);
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("it says that it needs it", async ({ page }) => {
    await page.goto("./");
    await expectToSay(page, /JavaScript, which is switched off/);
    await expect(page.locator("#start")).toBeHidden();
  });
});

test("a processor without vector instructions", async ({ baseURL, launchOptions }) => {
  test.skip(process.arch !== "x64", "V8 can be told to do without them on x64 alone");
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), "--js-flags=--no-enable-sse4-1"],
  });
  const page = await browser.newPage();
  await page.goto(baseURL ?? "");
  await expectToSay(page, `This browser lacks WebAssembly's vector instructions (SIMD)`);
  await expectToSay(page, browsers);
  await browser.close();
});

/** Each of these takes something away, in the page and, as text before its script, in the worker. */
const lacking: [what: string, take: () => void, sentence: RegExp][] = [
  ["WebAssembly", () => Reflect.deleteProperty(globalThis, "WebAssembly"), /lacks WebAssembly, which strict/],
  [
    "WebAssembly's exceptions",
    () => {
      const validate = WebAssembly.validate;
      WebAssembly.validate = (bytes) => !new Uint8Array(bytes as ArrayBuffer).includes(0x19) && validate(bytes);
    },
    /lacks WebAssembly's exceptions/,
  ],
  [
    "DecompressionStream",
    () => Reflect.deleteProperty(globalThis, "DecompressionStream"),
    /lacks DecompressionStream, which unpacks the digits\. Inkling runs in Chrome/,
  ],
];

for (const [what, take, sentence] of lacking) {
  test(`a browser without ${what}`, async ({ page }) => {
    await page.addInitScript(take);
    await page.goto("./");
    await expectToSay(page, sentence);
  });

  test(`a worker without ${what}`, async ({ page }) => {
    await page.route(workerScript, async (route) => {
      const response = await route.fetch();
      await route.fulfill({ response, body: `(${take})();${await response.text()}` });
    });
    await page.goto("./");
    await expectToSayWithoutRemedy(page, sentence);
  });
}

for (const [what, take] of [
  ["has no workers", () => Reflect.deleteProperty(window, "Worker")],
  [
    "makes no worker",
    () => {
      window.Worker = class {
        constructor() {
          throw new DOMException("Not allowed here", "SecurityError");
        }
      } as unknown as typeof Worker;
    },
  ],
] as const) {
  test(`a browser that ${what}`, async ({ page }) => {
    await page.addInitScript(take);
    await page.goto("./");
    await expectToSayWithoutRemedy(page, /worker .* cannot be started in this browser \(.+\)\. Inkling runs in Chrome/);
  });
}

for (const [cause, answer] of [
  ["truncated", truncated],
  ["another page", anotherPage],
] as const) {
  test(`the worker's script is ${cause}, and then whole`, async ({ page }) => {
    await page.route(workerScript, answer);
    await page.goto("./");
    await expect(page.getByTestId("status")).toContainText(/worker .* could not be started: its script was blocked/);
    await page.unroute(workerScript);
    await page.getByTestId("restart").click();
    await expect(page.getByTestId("status")).toContainText("Ready");
  });
}

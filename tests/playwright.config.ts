/** End-to-end tests in Chromium, against the production site as `npm start` serves it. */

import { defineConfig, devices } from "@playwright/test";
import { findChromium } from "../web/tools/setup.mjs";

const port = Number(process.env.PORT ?? 4174);

export default defineConfig({
  testDir: "e2e",
  outputDir: "../build/test-results",
  reporter: "list",
  forbidOnly: Boolean(process.env.CI),
  workers: 2,
  fullyParallel: true,
  // No test judges how long something takes on a machine that may be busy: these end what hangs.
  timeout: 600_000,
  expect: { timeout: 120_000 },
  use: {
    ...devices["Desktop Chrome"],
    baseURL: `http://localhost:${port}`,
    // Traces are recorded of tests that pass, too, and are a third of the time.
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: findChromium(),
      // Chromium's sandbox refuses root.
      args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    },
  },
  webServer: {
    command: "node ../web/tools/site.mjs preview",
    env: { PORT: String(port) },
    url: `http://localhost:${port}`,
    gracefulShutdown: { signal: "SIGTERM", timeout: 5_000 },
  },
});

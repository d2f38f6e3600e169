/** Unit tests of page, worker and benchmarks, under Node. A test that needs a DOM asks for `happy-dom` in its first line. */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

/** ms; ends what hangs. Nothing is judged by how long it takes on a machine that may be busy. */
const MOST = 600_000;

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: {
    include: ["tests/{bench,js,web}/**/*.test.{ts,tsx}"],
    globalSetup: "tests/web/app/programs/library.ts",
    testTimeout: MOST,
    hookTimeout: MOST,
  },
});

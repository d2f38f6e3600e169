/** Unit tests of page, worker and benchmarks, under Node. A test that needs a DOM asks for `happy-dom` in its first line. */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: { include: ["tests/{bench,js,web}/**/*.test.{ts,tsx}"] },
});

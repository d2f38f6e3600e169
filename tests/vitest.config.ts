/** Unit tests of the page and the worker, under Node. A test that needs a DOM asks for `happy-dom` in its first line. */

import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  root: fileURLToPath(new URL("..", import.meta.url)),
  test: { include: ["tests/web/**/*.test.{ts,tsx}"] },
});

/** Builds the library with which programs in C++ are linked, once, before the test files that would each build it. */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../../..", import.meta.url));

/** Takes no time where it is built. */
export default function setup(): void {
  const run = (...given: string[]) => execFileSync("cmake", given, { cwd: root, encoding: "utf8" });
  if (!existsSync(`${root}/build/native/build.ninja`)) run("--preset", "native");
  run("--build", "--preset", "native", "--target", "inkling");
}

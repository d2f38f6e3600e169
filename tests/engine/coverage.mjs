// Prints how many of the engine's lines the tests run, file by file: `npm run coverage`.
import { execFileSync } from "node:child_process";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const build = join(root, "build/coverage");

function run(command, args) {
  return execFileSync(command, args, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "inherit"] });
}

run("cmake", ["-G", "Ninja", "-S", root, "-B", build, "-DCMAKE_BUILD_TYPE=Debug", "-DCMAKE_CXX_FLAGS=-O0 --coverage"]);
run("cmake", ["--build", build, "--target", "inkling_tests"]);
run("find", [build, "-name", "*.gcda", "-delete"]);
run(join(build, "inkling_tests"), ["--gtest_brief=1"]);

const notes = run("find", [build, "-name", "*.gcno"]).trim().split("\n");
const report = run("gcov", ["--no-output", "--source-prefix", root, ...notes]);
/** Best share of each file: a header is reported once for each source that includes it. */
const lines = new Map();
for (const [, file, share, count] of report.matchAll(/File '(.*)'\nLines executed:([\d.]+)% of (\d+)/g)) {
  const name = relative(root, join(root, file));
  if (!name.startsWith("engine/")) continue;
  const before = lines.get(name);
  if (!before || Number(share) > before.share) lines.set(name, { share: Number(share), count: Number(count) });
}
let linesRun = 0;
let linesInAll = 0;
for (const [name, { share, count }] of [...lines].sort()) {
  console.log(`${share.toFixed(1).padStart(6)} % of ${String(count).padStart(4)} lines  ${name}`);
  linesRun += (share / 100) * count;
  linesInAll += count;
}
console.log(`${((100 * linesRun) / linesInAll).toFixed(1).padStart(6)} % of ${linesInAll} lines in all`);

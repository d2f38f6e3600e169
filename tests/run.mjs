/** Runs every check and test, shows all output, and sums up at the end; `--only NAME` runs one stage. */

import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { stripVTControlCharacters } from "node:util";
import { setup } from "../web/tools/setup.mjs";

const root = fileURLToPath(new URL("..", import.meta.url));

/** One C++ suite: configured, built and tested with the preset of that name. */
const engine = (preset) => ({
  name: preset,
  commands: [`cmake --preset ${preset}`, `cmake --build --preset ${preset}`, `ctest --preset ${preset}`],
  count: countCtest,
});

/** In the order in which they run: what is quick to fail comes first, what needs another's output after it. */
const stages = [
  { name: "lint", commands: ["npm run --silent lint"] },
  engine("native"),
  engine("sanitizers"),
  engine("wasm"),
  { name: "types", commands: ["npx tsc -b"] },
  { name: "site", commands: ["npm run --silent build"] },
  { name: "web", commands: ["npx vitest run --config tests/vitest.config.ts"], count: countVitest },
  { name: "e2e", commands: ["npx playwright test --config tests/playwright.config.ts"], count: countPlaywright },
];

/** ctest's closing line, "99% tests passed, 1 tests failed out of 87"; skipped ones count as passed there. */
function countCtest(output) {
  const [, failed, all] = output.match(/(\d+) tests? failed out of (\d+)/) ?? [0, 0, 0];
  const skipped = output.match(/\*\*\*Skipped/g)?.length ?? 0;
  return { passed: all - failed - skipped, failed: Number(failed) };
}

/** Vitest's closing line, "Tests  1 failed | 30 passed (31)". */
function countVitest(output) {
  const line = output.match(/^ +Tests +.*$/m)?.[0] ?? "";
  return { passed: numberBefore("passed", line), failed: numberBefore("failed", line) };
}

/** Playwright's closing lines, "  1 failed" with the names below and "  12 passed (40.1s)". */
function countPlaywright(output) {
  const failed = ["failed", "flaky", "interrupted", "did not run"];
  return {
    passed: numberBefore("passed", output),
    failed: failed.reduce((sum, word) => sum + numberBefore(word, output), 0),
  };
}

function numberBefore(word, text) {
  return Number(text.match(new RegExp(`(?:^|\\s)(\\d+) ${word}\\b`))?.[1] ?? 0);
}

/** Runs a stage's commands up to the first that fails. A stage that has no tests to count is one test itself. */
async function runStage({ name, commands, count }) {
  console.log(`\n━━━ ${name} ━━━`);
  const begin = performance.now();
  let output = "";
  let succeeded = true;
  for (const command of commands) {
    const result = await runCommand(command);
    output += result.output;
    succeeded = result.succeeded;
    if (!succeeded) break;
  }
  let { passed, failed } = count ? count(stripVTControlCharacters(output)) : { passed: 1, failed: 0 };
  // What failed without counting a failure, or ran no test at all, has failed all the same.
  if ((!succeeded && failed === 0) || passed + failed === 0) failed = 1;
  if (!succeeded && !count) passed = 0;
  return { name, passed, failed, seconds: (performance.now() - begin) / 1000 };
}

function runCommand(command) {
  return new Promise((resolve) => {
    const child = spawn(command, { cwd: root, shell: true, stdio: ["ignore", "pipe", "pipe"] });
    let output = "";
    for (const [stream, shown] of [
      [child.stdout, process.stdout],
      [child.stderr, process.stderr],
    ]) {
      stream.setEncoding("utf8").on("data", (text) => {
        output += text;
        shown.write(text);
      });
    }
    child.on("close", (code) => resolve({ output, succeeded: code === 0 }));
  });
}

async function main([option, only]) {
  const chosen = option === "--only" ? stages.filter(({ name }) => name === only) : stages;
  if (chosen.length === 0) throw new Error(`--only takes one of: ${stages.map(({ name }) => name).join(", ")}`);
  setup("test");
  const results = [];
  for (const stage of chosen) results.push(await runStage(stage));

  console.log("\n━━━ summary ━━━");
  for (const { name, passed, failed, seconds } of results) {
    const verdict = failed === 0 ? "ok    " : "FAILED";
    console.log(`${verdict} ${name.padEnd(10)} ${passed} passed, ${failed} failed, ${seconds.toFixed(0)} s`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`${sum("passed")} passed, ${sum("failed")} failed`);
  return sum("failed") === 0;
}

try {
  process.exitCode = (await main(process.argv.slice(2))) ? 0 : 1;
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

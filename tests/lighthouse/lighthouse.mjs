/**
 * Judges the built site, served as `npm start` serves it, by Lighthouse: performance, accessibility and best practices,
 * each of 100. What is below 95 is told with its reasons, and ends this with 1.
 *
 *   npm run lighthouse -- [--desktop] [--runs 3] [ADDRESS …]    such as #/better; the lab where none is named
 */

import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { findChromium, run } from "../../web/tools/setup.mjs";

const LEAST = 95;
const categories = ["performance", "accessibility", "best-practices"];

/** Chromium's refuses root. */
const sandbox = process.getuid?.() === 0 ? ["--no-sandbox"] : [];

const here = fileURLToPath(new URL(".", import.meta.url));
const root = join(here, "../..");

function install() {
  const { dependencies } = JSON.parse(readFileSync(join(here, "package.json"), "utf8"));
  const installed = join(here, "node_modules/lighthouse/package.json");
  if (existsSync(installed) && JSON.parse(readFileSync(installed, "utf8")).version === dependencies.lighthouse) return;
  run("npm", ["ci", "--prefix", here, "--no-audit", "--no-fund", "--ignore-scripts"]);
}

/** A port that nobody has just now. */
async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => probe.listen(0, "127.0.0.1", resolve));
  const { port } = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Serves what is built; gives its address, and how to end it. */
async function serve() {
  const env = { ...process.env, PORT: String(await freePort()) };
  const server = spawn(process.execPath, [join(root, "web/tools/site.mjs"), "preview"], { env });
  await new Promise((resolve, reject) => {
    server.stdout.on("data", (text) => /Inkling is at/.test(text) && resolve());
    server.on("exit", () => reject(new Error("The site could not be served.")));
  });
  return { address: `http://localhost:${env.PORT}/`, end: () => server.kill() };
}

/** A machine that does something else meanwhile is slower, never quicker: of several runs the middle one counts. */
const middle = (runs) =>
  runs.toSorted((a, b) => a.categories.performance.score - b.categories.performance.score)[Math.floor(runs.length / 2)];

async function judge(url, { desktop, runs }) {
  const { default: lighthouse, desktopConfig } = await import("lighthouse");
  const { launch } = await import("chrome-launcher");
  const results = [];
  for (let i = 0; i < runs; i++) {
    const chrome = await launch({ chromePath: findChromium(), chromeFlags: ["--headless=new", ...sandbox] });
    try {
      const flags = { port: chrome.port, onlyCategories: categories, logLevel: "error" };
      const { lhr } = await lighthouse(url, flags, desktop ? desktopConfig : undefined);
      if (lhr.runtimeError) throw new Error(lhr.runtimeError.message);
      results.push(lhr);
    } finally {
      chrome.kill();
    }
  }
  return middle(results);
}

/** What keeps a category from 100. */
function reasons({ audits }, { auditRefs }) {
  const lacking = auditRefs.filter(({ id, weight }) => weight > 0 && (audits[id].score ?? 1) < 0.95);
  return lacking.map(({ id }) => `  ${id}: ${audits[id].displayValue ?? audits[id].title}`);
}

/** Prints a result, with Lighthouse's index of how fast the machine was, busy as it was; gives whether it suffices. */
function report(name, result) {
  const scores = categories.map((category) => Math.round(100 * result.categories[category].score));
  const speed = Math.round(result.environment.benchmarkIndex);
  console.log(
    `${name}: ${categories.map((category, i) => `${category} ${scores[i]}`).join(", ")} (machine's speed: ${speed})`,
  );
  for (const category of categories)
    for (const reason of reasons(result, result.categories[category])) console.log(reason);
  return scores.every((score) => score >= LEAST);
}

async function main() {
  const options = { desktop: { type: "boolean", default: false }, runs: { type: "string", default: "3" } };
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const runs = Number(values.runs);
  if (!Number.isInteger(runs) || runs < 1)
    throw new Error(`--runs must be a whole number from 1, not "${values.runs}".`);
  if (!existsSync(join(root, "build/site/index.html"))) run("npm", ["run", "--silent", "build"]);
  install();
  const { address, end } = await serve();
  try {
    let suffices = true;
    for (const path of positionals.length > 0 ? positionals : [""]) {
      const result = await judge(address + path, { ...values, runs });
      suffices = report(path || "the lab", result) && suffices;
    }
    return suffices;
  } finally {
    end();
  }
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

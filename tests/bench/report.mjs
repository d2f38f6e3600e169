/** What the benchmarks print, as text or as Markdown, and keep for `--json`. */

import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, release, totalmem, type } from "node:os";
import { root } from "./measure.mjs";

function firstLine(command, ...args) {
  try {
    return execFileSync(command, args, { cwd: root, stdio: ["ignore", "pipe", "ignore"] })
      .toString()
      .split("\n")[0];
  } catch {
    return "unknown";
  }
}

/** What figures mean nothing without. */
function describeMachine(chromium) {
  return {
    date: new Date().toISOString(),
    machine: {
      processor: cpus()[0].model.trim(),
      cores: cpus().length,
      memoryGB: Math.round(totalmem() / 1e9),
      system: `${type()} ${release()}`,
    },
    versions: {
      inkling: firstLine("git", "describe", "--always", "--dirty"),
      chromium,
      node: process.version,
      emscripten: firstLine("emcc", "--version").match(/\d+\.\d+\.\d+/)?.[0] ?? "unknown",
      compiler: firstLine("c++", "--version"),
    },
  };
}

function machineText({ date, machine, versions }) {
  return (
    `${machine.processor}, ${machine.cores} cores, ${machine.memoryGB} GB, ${machine.system}; ${date.slice(0, 10)}; ` +
    `Inkling ${versions.inkling}; ${versions.chromium ? `Chromium ${versions.chromium}; ` : ""}Node ${versions.node}; ${versions.compiler}; ` +
    `Emscripten ${versions.emscripten}`
  );
}

/** The first column is aligned to the left, the others to the right. */
function asText(rows) {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const pad = (text, column) => (column === 0 ? text.padEnd(widths[column]) : text.padStart(widths[column]));
  return rows.map((row) => row.map(pad).join("  ")).join("\n");
}

function asMarkdown([headline, ...rows]) {
  const line = headline.map((_, column) => (column === 0 ? "---" : "---:"));
  return [headline, line, ...rows].map((row) => `| ${row.join(" | ")} |`).join("\n");
}

/** Begins with the machine. `print` adds a table, `note` a sentence; what `keep` adds is for the file alone. */
export function openReport({ chromium, options, markdown = false, json }) {
  const report = { ...describeMachine(chromium), options, results: [], tables: [], notes: [] };
  const note = (text) => {
    report.notes.push(text);
    console.log(`\n${text}`);
  };
  note(machineText(report));
  return {
    note,
    table(headline, rows) {
      report.tables.push({ headline, rows });
      console.log(`\n${(markdown ? asMarkdown : asText)([headline, ...rows])}`);
    },
    keep: (...results) => report.results.push(...results),
    close() {
      if (json) writeFileSync(json, `${JSON.stringify(report, null, 2)}\n`);
    },
  };
}

/** Three digits are as many as such measurements have. */
export function rounded(value) {
  return Number(value.toPrecision(3)).toLocaleString("en");
}

export function percent(share, digits = 0) {
  return `${(100 * share).toFixed(digits)} %`;
}

/**
 * A ratio between two results, as `text` gives it; or what hindered one of them, since a ratio to a handicapped peer says
 * nothing.
 */
export function ratioOr(results, text) {
  const handicaps = results.flatMap(({ handicaps = [] }) => handicaps);
  return handicaps.length > 0 ? `handicapped: ${handicaps.join("; ")}` : text();
}

export function gigaflops(operationsPerSecond) {
  return (operationsPerSecond / 1e9).toFixed(1);
}

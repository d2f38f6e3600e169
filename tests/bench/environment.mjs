/**
 * What everything that is measured is started with: one core, and of the environment only what names places, languages
 * and people. Whatever else a shell may hold can slow a library down without a word (OPENBLAS_CORETYPE, NODE_OPTIONS,
 * LD_PRELOAD), and no list of such variables would ever be complete.
 */

import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

const harmless = ["HOME", "LANG", "LC_ALL", "LC_CTYPE", "LOGNAME", "PATH", "SHELL", "TMPDIR", "TZ", "USER"];

/** Those of `variables` that cannot change how fast a program computes. */
export function cleanEnvironment(variables = process.env) {
  return Object.fromEntries(Object.entries(variables).filter(([name]) => harmless.includes(name)));
}

/** The last core of a list as Linux writes it: "0-3,8" gives "8". */
export function lastCore(list) {
  return list.match(/\d+$/)?.[0];
}

/** The cores on which a thread may run, by its folder in /proc. */
export function allowedCores(folder) {
  return readFileSync(`${folder}/status`, "utf8").match(/^Cpus_allowed_list:\s*(\S+)$/m)?.[1];
}

/**
 * From here on this process, and whatever it starts, shares one core; returns which. Undefined where there is no such
 * thing as pinning, which then handicaps all alike.
 */
export function pinToOneCore() {
  let core;
  try {
    core = lastCore(allowedCores("/proc/self"));
  } catch {
    return undefined; // no Linux
  }
  const { status } = spawnSync("taskset", ["-a", "-c", "-p", core, String(process.pid)], { stdio: "ignore" });
  return status === 0 ? core : undefined;
}

/** Which threads did the work of a measurement, as Linux accounts for them: what a library says of itself is not asked. */

import { readdirSync, readFileSync } from "node:fs";
import { allowedCores } from "./environment.mjs";

/** Of the work, so much must be explained; the rest is garbage collection, compilers and clocks. */
const shareOfWork = 0.75;

/** The process that started another, of that one's line in /proc/PID/stat: field 4 of proc(5). */
export function parentOf(line) {
  return Number(line.slice(line.lastIndexOf(")") + 2).split(" ")[1]); // a name may hold blanks and brackets
}

/** Of those that are still there when they are read. */
function readEach(names, read) {
  return names.flatMap((name) => {
    try {
      return [read(name)];
    } catch {
      return [];
    }
  });
}

function numbersIn(folder) {
  return readdirSync(folder).filter((name) => /^\d+$/.test(name));
}

/** All processes that `ancestor` has started, and theirs; itself not. */
export function descendantsOf(ancestor, processes) {
  const children = processes.filter(({ parent }) => parent === ancestor).map(({ pid }) => pid);
  return [...children, ...children.flatMap((child) => descendantsOf(child, processes))];
}

/** Nanoseconds on a core, of every thread that this process has started, by its folder; empty where this is no Linux. */
export function readThreads() {
  if (process.platform !== "linux") return new Map();
  const processes = readEach(numbersIn("/proc"), (pid) => ({
    pid: Number(pid),
    parent: parentOf(readFileSync(`/proc/${pid}/stat`, "utf8")),
  }));
  const folders = descendantsOf(process.pid, processes).flatMap((pid) =>
    readEach([`/proc/${pid}/task`], numbersIn)
      .flat()
      .map((thread) => `/proc/${pid}/task/${thread}`),
  );
  return new Map(
    readEach(folders, (folder) => [folder, Number(readFileSync(`${folder}/schedstat`, "utf8").split(" ")[0])]),
  );
}

/** The fewest threads that did three quarters of the work between two readings, the busiest first. */
export function workersBetween(before, after) {
  const work = [...after]
    .map(([thread, time]) => ({ thread, time: time - (before.get(thread) ?? 0) }))
    .filter(({ time }) => time > 0)
    .sort((one, other) => other.time - one.time);
  const enough = shareOfWork * work.reduce((sum, { time }) => sum + time, 0);
  let done = 0;
  const last = work.findIndex(({ time }) => {
    done += time;
    return done >= enough;
  });
  return work.slice(0, last + 1).map(({ thread }) => thread);
}

/** What `measure` gives, how many threads did its work, and on which cores they were allowed to; both undefined unknown. */
export async function watchThreads(measure) {
  const before = readThreads();
  const value = await measure();
  const workers = workersBetween(before, readThreads());
  const cores = [...new Set(readEach(workers, allowedCores))].join(",");
  return { value, threads: workers.length || undefined, cores: cores || undefined };
}

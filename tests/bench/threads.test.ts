/** Who did the work is read off the time that threads had, not off what a library says. */

import { expect, test } from "vitest";
import { openProcess } from "./process.mjs";
import { descendantsOf, parentOf, watchThreads, workersBetween } from "./threads.mjs";

test("a process's parent is found behind a name with blanks and brackets", () => {
  expect(parentOf("71 (a) b (c)) S 42 71 71 0 -1 4194560 100")).toBe(42);
});

test("descendants are children and theirs, not the process itself nor strangers", () => {
  const processes = [
    { pid: 1, parent: 0 },
    { pid: 10, parent: 1 },
    { pid: 20, parent: 10 },
    { pid: 21, parent: 10 },
    { pid: 30, parent: 21 },
    { pid: 40, parent: 1 },
  ];
  expect(descendantsOf(10, processes).sort()).toEqual([20, 21, 30]);
});

/** Threads a, b, c ... by how much they worked since the first reading. */
function workersOf(...work: number[]) {
  const names = work.map((_, i) => String.fromCharCode(97 + i));
  const before = new Map(names.map((name, i) => [name, 1000 * i]));
  return workersBetween(before, new Map(names.map((name, i) => [name, 1000 * i + (work[i] ?? 0)])));
}

test("one thread with helpers is one, equal ones all count up to three quarters of the work", () => {
  expect(workersOf(0, 0)).toEqual([]);
  expect(workersOf(5, 80, 15)).toEqual(["b"]);
  expect(workersOf(75, 25)).toEqual(["a"]);
  expect(workersOf(74, 26)).toEqual(["a", "b"]);
  expect(workersOf(50, 0, 50)).toEqual(["a", "c"]);
  expect(workersOf(25, 25, 25, 25)).toHaveLength(3);
  expect(workersOf(...Array.from({ length: 64 }, () => 10))).toHaveLength(48);
});

test("a thread that was not there before counts with all its work", () => {
  expect(workersBetween(new Map([["old", 1000]]), new Map(Object.entries({ old: 1010, young: 200 })))).toEqual([
    "young",
  ]);
});

test.runIf(process.platform === "linux")("a program's only busy thread is found, and where it may run", async () => {
  const script = `
    process.stdin.once("data", () => {
      let sum = 0;
      for (let i = 0; i < 100_000_000; i++) sum = (sum + i) % 1000;
      console.log(sum);
    });`;
  const program = openProcess([process.execPath, "-e", script], {});
  const { value, threads, cores } = await watchThreads(() => program.call("compute"));
  await program.close();
  expect(value).toBe(0); // 50,000,000 times 99,999,999, modulo 1000
  expect(threads).toBe(1);
  expect(cores).toMatch(/^\d[\d,-]*$/);
});

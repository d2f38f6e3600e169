/** A program that answers commands, one a line, with a line of JSON each: the native twin of a worker in the browser. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { cleanEnvironment } from "./environment.mjs";

/** `variables` are added to the few of the environment that it is given. */
export function openProcess(program, settings, variables = {}) {
  const child = spawn(
    program[0],
    [...program.slice(1), ...Object.entries(settings).map(([name, value]) => `${name}=${value}`)],
    { stdio: ["pipe", "pipe", "inherit"], env: { ...cleanEnvironment(), ...variables } },
  );
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const failed = new Promise((_, reject) => child.once("error", reject));
  failed.catch(() => {}); // heard by the next call
  child.stdin.on("error", () => {}); // a program that has ended tells it by its output's end
  return {
    async call(command, argument = "") {
      child.stdin.write(`${command} ${argument}\n`);
      const { value, done } = await Promise.race([lines.next(), failed]);
      if (done) throw new Error(`${program.join(" ")} ended at the command "${command}"`);
      return JSON.parse(value);
    },
    async close() {
      child.stdin.end();
      if (child.exitCode === null) await once(child, "exit");
    },
  };
}

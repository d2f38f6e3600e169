/** Workers in headless Chromium, on a page that a small server of our own serves. */

import { createReadStream, existsSync } from "node:fs";
import { createServer } from "node:http";
import { extname, join } from "node:path";
import { chromium } from "@playwright/test";
import { findChromium } from "../../web/tools/setup.mjs";
import { cleanEnvironment } from "./environment.mjs";

const types = { ".js": "text/javascript", ".mjs": "text/javascript", ".wasm": "application/wasm" };

/** Serves each of `folders` under its name: {mnist: "/a/b"} makes /a/b/c.d known as /mnist/c.d. */
async function serve(folders) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url, "http://localhost"); // resolves every ".."
    const [, name, ...rest] = pathname.split("/");
    const path = folders[name] && join(folders[name], ...rest);
    if (pathname === "/") {
      response.setHeader("content-type", "text/html").end("<!doctype html><title>Benchmark</title>");
    } else if (path && existsSync(path)) {
      response.setHeader("content-type", types[extname(path)] ?? "application/octet-stream");
      createReadStream(path).pipe(response);
    } else {
      response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(0, "localhost", resolve));
  return server;
}

/** What runs in the page: starts a worker and leaves `calls[name]`, which asks it one thing. */
function startWorker({ name, script }) {
  const worker = new Worker(script);
  const waiting = new Map();
  worker.onmessage = ({ data: { id, value, error } }) => {
    const { resolve, reject } = waiting.get(id);
    waiting.delete(id);
    if (error) reject(new Error(error));
    else resolve(value);
  };
  worker.onerror = ({ message }) => {
    for (const { reject } of waiting.values()) reject(new Error(`${script}: ${message}`));
    waiting.clear();
  };
  let last = 0;
  globalThis.benchmark ??= {};
  globalThis.benchmark[name] = {
    call: (command, argument) =>
      new Promise((resolve, reject) => {
        waiting.set(++last, { resolve, reject });
        worker.postMessage({ id: last, command, argument });
      }),
    close: () => worker.terminate(),
  };
}

/** A browser with one page. `open(script)` starts a worker, which is then asked by `call` and ended by `close`. */
export async function openBrowser(folders) {
  const executablePath = findChromium();
  if (!executablePath) throw new Error("No Chromium was found: install it, or set the environment variable CHROMIUM.");
  const server = await serve(folders);
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ["--no-sandbox"] : [],
    env: cleanEnvironment(),
  });
  const page = await browser.newPage();
  await page.goto(`http://localhost:${server.address().port}/`);
  let workers = 0;
  return {
    version: browser.version(),
    async open(script) {
      const name = `worker${++workers}`;
      await page.evaluate(startWorker, { name, script });
      return {
        call: (command, argument) =>
          page.evaluate(([name, ...words]) => globalThis.benchmark[name].call(...words), [name, command, argument]),
        close: () => page.evaluate((name) => globalThis.benchmark[name].close(), name),
      };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** The site as strangers host it: any folder of any static server, under its own strict policy, small and complete. */

import { spawn, spawnSync } from "node:child_process";
import { createReadStream, existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { networkInterfaces } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { chromium, expect, request, test } from "@playwright/test";
import { minify } from "vite";
import { draw, handwriting, openReady, trainFor } from "./support.ts";

const site = fileURLToPath(new URL("../../build/site/", import.meta.url));

const contentTypes: Record<string, string> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
};

/** Serves the site below /some/where/ with no header but the type: the page brings its own policy. */
function plainServer(): Server {
  return createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const path = pathname.replace(/^\/some\/where\//, "").replace(/^$/, "index.html");
    const file = join(site, path);
    if (!pathname.startsWith("/some/where/") || !existsSync(file)) response.writeHead(404).end();
    else {
      response.setHeader("Content-Type", contentTypes[extname(file)] ?? "application/octet-stream");
      createReadStream(file).pipe(response);
    }
  });
}

test.describe("in a folder of a plain server", () => {
  let server: Server;
  let address: string;

  test.beforeAll(async () => {
    server = plainServer();
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/some/where/`;
  });
  test.afterAll(() => void server.close());

  test("works, asks nobody else, and never meets its own policy", async ({ page }) => {
    const complaints: string[] = [];
    const strangers: string[] = [];
    page.on("console", (message) => {
      if (message.type() !== "info" && message.type() !== "log") complaints.push(message.text());
    });
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("request", (request) => {
      if (!request.url().startsWith(address)) strangers.push(request.url());
    });
    await openReady(page, address);
    await draw(page, handwriting[1]);
    await trainFor(page, 1);
    await expect(page.getByTestId("prediction")).toHaveText("1");
    expect(complaints).toEqual([]);
    expect(strangers).toEqual([]);
  });

  test("its policy lets no inline script or style in, and no eval", async ({ page }) => {
    await openReady(page, address);
    const refused: string[] = [];
    await page.exposeFunction("refuse", (directive: string) => refused.push(directive));
    await page.evaluate(() => {
      const { refuse } = window as unknown as { refuse(directive: string): void };
      document.addEventListener("securitypolicyviolation", (event) => refuse(event.effectiveDirective));
      const script = document.createElement("script");
      script.textContent = "document.title = 'taken over'";
      const style = document.createElement("style");
      style.textContent = "body { display: none }";
      document.head.append(script, style);
      // biome-ignore lint/security/noGlobalEval: this is what must not work.
      setTimeout(() => globalThis.eval("document.title = 'taken over'"));
      fetch("https://example.com").catch(() => {});
    });
    await expect
      .poll(() => [...new Set(refused)].sort())
      .toEqual(["connect-src", "script-src", "script-src-elem", "style-src-elem"]);
    await expect(page).toHaveTitle(/^Inkling/);
    await expect(page.getByTestId("train")).toBeVisible();
  });
});

test("is served compressed, except for the digits, which are so already", async ({ baseURL, page }) => {
  const encodings = new Map<string, string | undefined>();
  page.on("response", (response) => {
    encodings.set(extname(new URL(response.url()).pathname), response.headers()["content-encoding"]);
  });
  await openReady(page, baseURL);
  expect(encodings.get(".wasm")).toMatch(/^(br|gzip)$/);
  expect(encodings.get(".js")).toBe("gzip");
  expect(encodings.get(".css")).toBe("gzip");
  expect(encodings.get(".bin")).toBeUndefined();
});

test("works by plain http under another name, where browsers keep back what needs a secure context", async ({
  baseURL,
  launchOptions,
}) => {
  const { port } = new URL(baseURL ?? "");
  const browser = await chromium.launch({
    ...launchOptions,
    args: [...(launchOptions.args ?? []), "--host-resolver-rules=MAP lan.test 127.0.0.1"],
  });
  const page = await browser.newPage();
  await openReady(page, `http://lan.test:${port}/`);
  expect(await page.evaluate(() => isSecureContext)).toBe(false);
  await draw(page, handwriting[1]);
  await trainFor(page, 1);
  await expect(page.getByTestId("prediction")).toHaveText("1");
  await browser.close();
});

test("HOST=0.0.0.0 serves other devices, and prints the address for them", async () => {
  test.skip(
    !Object.values(networkInterfaces()).some((all) =>
      all?.some(({ internal, family }) => !internal && family === "IPv4"),
    ),
    "this machine is in no network",
  );
  const tool = fileURLToPath(new URL("../../web/tools/site.mjs", import.meta.url));
  const port = await freePort();
  const server = spawn(process.execPath, [tool, "preview"], {
    env: { ...process.env, HOST: "0.0.0.0", PORT: String(port) },
  });
  try {
    let printed = "";
    server.stdout.on("data", (text) => {
      printed += text;
    });
    await expect.poll(() => printed).toMatch(/other devices in your network at http:/);
    expect(printed).toContain(`http://localhost:${port}`);
    const address = printed.match(/at (http:\/\/(?!localhost)\S+)/)?.[1] ?? "";
    const context = await request.newContext();
    expect(await (await context.get(address)).text()).toContain("Inkling");
    await context.dispose();
  } finally {
    server.kill();
  }
});

test("HOST that is none of this machine's addresses is refused in words", async () => {
  const tool = fileURLToPath(new URL("../../web/tools/site.mjs", import.meta.url));
  const { status, stderr } = spawnSync(process.execPath, [tool, "preview"], {
    env: { ...process.env, HOST: "203.0.113.1", PORT: String(await freePort()) },
    encoding: "utf8",
    timeout: 120_000,
  });
  expect(stderr).toContain('HOST must be an address of this machine, or 0.0.0.0 for all of them, not "203.0.113.1".');
  expect(status).toBe(1);
});

/** A port that nobody has just now. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, "0.0.0.0", resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** Bytes of some of the site's files, each compressed as servers do. */
function compressed(files: string[]): number {
  return files.reduce((sum, file) => sum + gzipSync(readFileSync(join(site, file)), { level: 9 }).length, 0);
}

test("a first visit is less than 200 kB compressed, the digits apart", async ({ page }) => {
  const fetched = new Set<string>();
  page.on("request", (request) => fetched.add(new URL(request.url()).pathname.slice(1) || "index.html"));
  await openReady(page);
  const files = [...fetched].filter((file) => !file.startsWith("data/"));
  const kinds = files.map((file) => file.replace(/^.*\./, ""));
  expect([...new Set(kinds)].sort()).toEqual(["css", "html", "js", "svg", "wasm"]);
  expect(compressed(files)).toBeLessThan(200_000);
});

test("the engine, its module and the module's JavaScript, is at most 105 kB of Brotli and 129 of gzip", async () => {
  const wasm = readdirSync(join(site, "assets")).find((file) => /^inkling-(?!lessons-).*\.wasm$/.test(file));
  const module = readFileSync(join(site, "assets", wasm as string));
  // In the site that JavaScript is a part of the worker's script: so it is taken from before, and made as small alone.
  const { code } = await minify("inkling.mjs", readFileSync(join(site, "../wasm/inkling.mjs"), "utf8"), {
    module: true,
  });
  const both = (compress: (bytes: string | Buffer) => Buffer) => compress(module).length + compress(code).length;
  expect(both(brotliCompressSync)).toBeLessThanOrEqual(105_000);
  expect(both((bytes) => gzipSync(bytes, { level: 9 }))).toBeLessThanOrEqual(129_000);
});

test("the module that a lesson adds to it is at most half as large", () => {
  const module = readFileSync(join(site, "../wasm/inkling-lessons.wasm"));
  expect(brotliCompressSync(module).length).toBeLessThanOrEqual(52_500);
});

/** The packed library, installed by strangers: from Node, through Vite, through esbuild, and with no tools at all. */

import { execFileSync } from "node:child_process";
import { createReadStream, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, test } from "@playwright/test";
import { build as esbuild } from "esbuild";
import { build as vite } from "vite";

const root = fileURLToPath(new URL("../../", import.meta.url));
const packed = join(root, "build/package");

/** Trains a little, and leaves the weights it arrived at where a test can see them. */
const program = (load: string) => `
  const inkling = await load(${load});
  const moons = inkling.generate("moons", { examples: 500, noise: 0.1, seed: 7 });
  const [training, validation] = inkling.split(moons, { validation: 0.2, stratified: true, seed: 7 });
  const trainer = inkling.trainer({ layers: [{ units: 16, activation: "tanh" }, { units: 2 }],
                                    optimizer: "adam", learningRate: 0.01, seed: 1 }, training);
  trainer.fit(validation, { epochs: 5 });
  const weights = trainer.weightHash;`;
const onPage = (load = "") => `${program(load)} document.title = weights;`;
const page = (script: string) => `<!doctype html><title>waiting</title><script type="module" src="${script}"></script>`;

// All in one worker, which packs once.
test.describe.configure({ mode: "default" });

let folder: string;
let weights: string;
let server: Server;
let address: string;

function run(command: string, ...words: string[]): string {
  return execFileSync(command, words, { cwd: folder, encoding: "utf8" });
}

function write(name: string, text: string): void {
  writeFileSync(join(folder, name), text);
}

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "inkling-package-"));
  execFileSync("node", [join(root, "engine/js/tools/package.mjs"), "--built"], { cwd: root });
  const [tarball] = readdirSync(packed).filter((name) => name.endsWith(".tgz"));
  write("package.json", '{ "private": true, "type": "module" }');
  run("npm", "install", "--offline", "--no-audit", "--no-fund", join(packed, tarball));

  const types: Record<string, string> = {
    ".html": "text/html",
    ".js": "text/javascript",
    ".wasm": "application/wasm",
  };
  server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const file = join(folder, pathname);
    if (!existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("Content-Type", types[extname(file)] ?? "application/octet-stream");
    createReadStream(file).pipe(response);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  write("node.js", `import { load } from "inkling";${program("")} console.log(weights);`);
  weights = run("node", "node.js").trim();
});
test.afterAll(() => {
  server?.close();
  rmSync(folder, { recursive: true });
});

test("in Node, also with bytes and a compiled module", () => {
  expect(weights).toMatch(/^[0-9a-f]{16}$/);
  const read = `import { load } from "inkling"; import { readFileSync } from "node:fs";
    const bytes = readFileSync(new URL(import.meta.resolve("inkling/inkling.wasm")));`;
  write("bytes.js", `${read}${program("{ bytes }")} console.log(weights);`);
  write(
    "module.js",
    `${read} const module = new WebAssembly.Module(bytes);${program("{ module }")} console.log(weights);`,
  );
  expect(run("node", "bytes.js").trim()).toBe(weights);
  expect(run("node", "module.js").trim()).toBe(weights);
});

test("typed, without skipping the library's own types", () => {
  write(
    "typed.ts",
    `import { type EpochRecord, InklingError, load } from "inkling";${program("")}
    const history: EpochRecord[] = trainer.fit(validation, { onEpoch: ({ epoch }) => epoch < 3 });
    { using network = trainer.network(); network.predict(new Float32Array(2)); }
    // @ts-expect-error There is no such activation.
    inkling.network({ inputs: 2, layers: [{ units: 2, activation: "tahn" }] });
    export { history, InklingError, weights };`,
  );
  const options = ["--noEmit", "--strict", "--target", "esnext", "--module", "nodenext", "--types", ""];
  execFileSync(join(root, "node_modules/.bin/tsc"), [...options, "typed.ts"], { cwd: folder, stdio: "inherit" });
});

test("on a page, as it is", async ({ page: browser }) => {
  write("bare.html", page("bare.js"));
  write("bare.js", `import { load } from "./node_modules/inkling/browser.js";${onPage()}`);
  await browser.goto(`${address}/bare.html`);
  await expect(browser).toHaveTitle(weights);
});

test("through Vite", async ({ page: browser }) => {
  mkdirSync(join(folder, "vite"));
  write("vite/index.html", page("./main.js"));
  write("vite/main.js", `import { load } from "inkling";${onPage()}`);
  await vite({ root: join(folder, "vite"), base: "./", logLevel: "error", build: { outDir: "../vite-built" } });
  await browser.goto(`${address}/vite-built/index.html`);
  await expect(browser).toHaveTitle(weights);
});

test("through esbuild, with the module as a file and as bytes", async ({ page: browser }) => {
  for (const [loader, option] of [
    ["file", "url"],
    ["binary", "bytes"],
  ] as const) {
    write(
      "entry.js",
      `import { load } from "inkling"; import ${option} from "inkling/inkling.wasm";${onPage(`{ ${option} }`)}`,
    );
    await esbuild({
      absWorkingDir: folder,
      entryPoints: ["entry.js"],
      outfile: `${loader}/main.js`,
      bundle: true,
      format: "esm",
      loader: { ".wasm": loader },
      publicPath: `/${loader}`,
      logLevel: "error",
    });
    write(`${loader}/index.html`, page("main.js"));
    await browser.goto(`${address}/${loader}/index.html`);
    await expect(browser).toHaveTitle(weights);
  }
});

test("publint and attw find nothing", () => {
  const [tarball] = readdirSync(packed).filter((name) => name.endsWith(".tgz"));
  const tool = (name: string, ...words: string[]) =>
    execFileSync(join(root, "node_modules/.bin", name), words, { cwd: root, encoding: "utf8", stdio: "pipe" });
  expect(tool("publint", "--strict", join(packed, "inkling"))).toContain("All good!");
  // The library is for ES modules alone.
  expect(tool("attw", join(packed, tarball), "--ignore-rules", "cjs-resolves-to-esm")).toContain("No problems found");
});

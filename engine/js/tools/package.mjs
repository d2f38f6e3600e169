/**
 * Makes the npm package of the library: build/package/inkling-VERSION.tgz, and beside it, in build/package/inkling, what
 * is in it. `--built` takes the engine as it is built already.
 */

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { run, setup } from "../../../web/tools/setup.mjs";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const output = join(root, "build/package");
const sources = join(output, "sources");
const content = join(output, "inkling");
const { version, license, engines } = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));

/** What the lessons have is the page's, and not the package's. */
const isPackaged = (name) => name.endsWith(".ts") && name !== "lessons.ts";

/** All sources in one folder, with what Emscripten and the engine's description made of the rest. */
function gather() {
  rmSync(output, { recursive: true, force: true });
  mkdirSync(sources, { recursive: true });
  mkdirSync(content);
  for (const name of readdirSync(join(root, "engine/js")).filter(isPackaged)) {
    const text = readFileSync(join(root, "engine/js", name), "utf8");
    writeFileSync(join(sources, name), text.replaceAll("../../build/wasm/", "./").replaceAll("*/build/wasm/", "*/"));
  }
  for (const name of ["inkling.mjs", "setting-types.ts"]) cpSync(join(root, "build/wasm", name), join(sources, name));
}

/** One file for browsers and one for Node, each with everything but the module. */
async function bundle() {
  const { build } = await import("esbuild"); // installed by setup
  return build({
    entryPoints: ["browser", "node"].map((name) => join(sources, `${name}.ts`)),
    outdir: content,
    bundle: true,
    format: "esm",
    target: "es2022",
    external: ["node:*"],
    minify: true,
    keepNames: false,
    legalComments: "none",
  });
}

function declare() {
  const options = {
    extends: join(root, "engine/js/tsconfig.json"),
    compilerOptions: { composite: false, declaration: true, rootDir: ".", outDir: content, noEmit: false },
    include: ["."],
  };
  writeFileSync(join(sources, "tsconfig.json"), JSON.stringify(options));
  execFileSync("npx", ["tsc", "-p", sources], { cwd: root, stdio: "inherit" });
  for (const name of readdirSync(content).filter((name) => name.endsWith(".d.ts"))) {
    const text = readFileSync(join(content, name), "utf8");
    writeFileSync(join(content, name), text.replaceAll(/(from "\.\/[\w-]+|import\("\.\/[\w-]+)\.ts"/g, '$1.js"'));
  }
}

function describe() {
  const entry = (name) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
  const description = {
    name: "inkling",
    version,
    description: "Trains small neural networks, the same bits everywhere: a C++ engine as WebAssembly.",
    license,
    type: "module",
    engines,
    sideEffects: false,
    exports: {
      ".": { browser: entry("browser"), node: entry("node"), default: entry("browser") },
      "./inkling.wasm": { types: "./inkling.wasm.d.ts", default: "./inkling.wasm" },
      "./package.json": "./package.json",
    },
  };
  writeFileSync(join(content, "package.json"), `${JSON.stringify(description, undefined, 2)}\n`);
  writeFileSync(
    join(content, "inkling.wasm.d.ts"),
    "/** What a bundler makes of the module: its address, or its bytes. */\ndeclare const wasm: string & Uint8Array<ArrayBuffer>;\nexport default wasm;\n",
  );
  cpSync(join(root, "build/wasm/inkling.wasm"), join(content, "inkling.wasm"));
  cpSync(join(root, "engine/js/README.md"), join(content, "README.md"));
  cpSync(join(root, "LICENSE"), join(content, "LICENSE"));
}

if (process.argv[2] !== "--built") {
  setup("build");
  run("cmake", ["--preset", "wasm"]);
  run("cmake", ["--build", "--preset", "wasm", "--target", "inkling_web"]);
}
gather();
await bundle();
declare();
describe();
execFileSync("npm", ["pack", "--silent", "--pack-destination", output], { cwd: content, stdio: "inherit" });

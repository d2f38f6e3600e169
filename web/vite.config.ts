/** Builds the page into build/site and serves it, with the packed MNIST at data/ and the page's own policy as header. */

import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { buildSync } from "esbuild";
import { defineConfig, type Plugin } from "vite";

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const packedData = fromHere("../build/data");

/** The policy's one home is index.html; a worker takes its own from the response's header. */
const policyTag = /<meta\s+http-equiv="Content-Security-Policy"\s+content="([^"]+)"\s*\/?>/;
const policy = readFileSync(fromHere("index.html"), "utf8").match(policyTag)?.[1];
if (policy === undefined) throw new Error("web/index.html has no Content-Security-Policy");

/** Puts build/data into the site, and serves it from where it is in development. */
const data: Plugin = {
  name: "inkling:data",
  configureServer(server) {
    server.middlewares.use((request, _response, next) => {
      request.url = request.url?.replace(/^\/data\//, `/@fs${packedData}/`);
      next();
    });
  },
  writeBundle({ dir = "" }) {
    cpSync(packedData, join(dir, "data"), { recursive: true });
  },
};

/** What stands beside the page's modules is copied as it is; this leaves out of it what is for its readers. */
const startIsSmall: Plugin = {
  name: "inkling:start-is-small",
  writeBundle({ dir = "" }) {
    const files = ["start.js", "start.css"].map((name) => join(dir, name));
    // An old browser is to read it, too.
    const { outputFiles } = buildSync({
      entryPoints: files,
      outdir: dir,
      minify: true,
      target: "es5",
      charset: "utf8",
      write: false,
    });
    for (const { path, contents } of outputFiles) writeFileSync(path, contents);
  },
};

/** Vite's development server inlines styles and connects by WebSocket, which the policy forbids. */
const noPolicyInDevelopment: Plugin = {
  name: "inkling:no-policy-in-development",
  apply: "serve",
  transformIndexHtml: (html) => html.replace(policyTag, ""),
};

/** The modules from which a first visit begins: main.ts opens the site, and these are the page that it shows. */
const home = ["src/app/pages/home.tsx", "src/app/lab.ts"].map(fromHere);
const site = fromHere("src/main.tsx");

type GetImports = (id: string) => { importedIds: readonly string[] } | null;

/** All that a module imports, and what that imports, but for what is fetched later. */
function reachedFrom(id: string, importsOf: GetImports, reached = new Set<string>()): Set<string> {
  if (reached.has(id)) return reached;
  reached.add(id);
  for (const imported of importsOf(id)?.importedIds ?? []) reachedFrom(imported, importsOf, reached);
  return reached;
}

/**
 * What the first page needs is one file, whoever else needs some of it, too: twenty small ones compress a sixth worse, and
 * take longer to come.
 */
function firstPage(id: string, importsOf: GetImports): string | undefined {
  if (reachedFrom(site, importsOf).has(id)) return id === site ? undefined : "site";
  return home.some((page) => reachedFrom(page, importsOf).has(id)) ? "home" : undefined;
}

const port = Number(process.env.PORT ?? 4173);
// Browsers that try ::1 first for "localhost" fall back to this.
const address = { host: process.env.HOST || "127.0.0.1", port, strictPort: true };

export default defineConfig({
  root: fromHere("."),
  // Relative, so that the site works under any path of any host.
  base: "./",
  // What is not there is a 404, and not the page once more.
  appType: "mpa",
  plugins: [data, startIsSmall, noPolicyInDevelopment],
  worker: { format: "es" },
  build: {
    outDir: fromHere("../build/site"),
    emptyOutDir: true,
    target: "es2023",
    // All browsers that the page runs in do it themselves.
    modulePreload: {
      polyfill: false,
      // What a page fetches later tells itself what it needs; a list of it all would come with every first visit.
      resolveDependencies: (_, files, { hostType }) =>
        hostType === "html" ? files : files.filter((file) => file.endsWith(".css")),
    },
    rolldownOptions: {
      output: {
        codeSplitting: {
          includeDependenciesRecursively: false, // what any page needs is with whatever opens the site
          groups: [
            { debugName: "the first page", name: (id, modules) => firstPage(id, (of) => modules.getModuleInfo(of)) },
          ],
        },
      },
    },
  },
  server: address,
  preview: {
    ...address,
    // Under any name that leads here: whoever asks gets no more than what is public.
    allowedHosts: true,
    headers: { "Content-Security-Policy": policy, "X-Content-Type-Options": "nosniff" },
  },
});

/** Finds what building or testing needs, and installs what is missing; needs nothing but Node itself. */

import { spawnSync } from "node:child_process";
import { accessSync, constants, existsSync, readFileSync, realpathSync } from "node:fs";
import { createRequire } from "node:module";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

/** What is needed, how to tell that it is there, and the Debian package that brings it. */
const forBuild = [
  { name: "Emscripten (emcc)", found: () => program("emcc"), apt: "emscripten" },
  { name: "CMake", found: () => program("cmake"), apt: "cmake" },
  { name: "Ninja", found: () => program("ninja"), apt: "ninja-build" },
  { name: "Eigen", found: () => header("eigen3/Eigen/Core"), apt: "libeigen3-dev" },
];
const forTest = [
  ...forBuild,
  { name: "a C++ compiler (c++)", found: () => program("c++"), apt: "g++" },
  { name: "clang-tidy", found: () => program("clang-tidy"), apt: "clang-tidy" },
  { name: "nlohmann/json", found: () => header("nlohmann/json.hpp"), apt: "nlohmann-json3-dev" },
  { name: "GoogleTest", found: () => header("gtest/gtest.h"), apt: "libgtest-dev" },
  { name: "Python with NumPy", found: () => canImport("numpy"), apt: "python3-numpy" },
  { name: "GoogleTest's sources", found: () => existsSync("/usr/src/googletest/CMakeLists.txt"), apt: "googletest" },
];

/** Makes sure that everything is there for `purpose`, "build" or "test"; throws where it cannot. */
export function setup(purpose) {
  const chromium = { name: "Chromium", found: findChromium, apt: "chromium" };
  // Ubuntu's chromium package is a snap, which does not work everywhere and cannot be driven by tests.
  const chromiumFromApt = purpose === "test" && !isUbuntu();
  installSystemPackages([...(purpose === "test" ? forTest : forBuild), ...(chromiumFromApt ? [chromium] : [])]);
  installNodePackages();
  if (purpose === "test" && !findChromium()) {
    run("npx", ["playwright", "install", "--with-deps", "chromium"]);
  }
}

/** The Chromium to test with: the environment variable CHROMIUM, one on the PATH, or Playwright's own. */
export function findChromium() {
  if (process.env.CHROMIUM) return process.env.CHROMIUM;
  for (const name of ["chromium", "google-chrome", "google-chrome-stable", "chrome"]) {
    const path = program(name);
    if (path && !realpathSync(path).startsWith("/snap/") && !realpathSync(path).endsWith("/snap")) return path;
  }
  try {
    const path = createRequire(import.meta.url)("playwright-core").chromium.executablePath();
    return existsSync(path) ? path : undefined;
  } catch {
    return undefined; // npm packages are not installed yet
  }
}

function installSystemPackages(needs) {
  const missing = needs.filter((need) => !need.found());
  if (missing.length === 0) return;
  const packages = missing.map((need) => need.apt);
  const names = missing.map((need) => need.name).join(", ");
  const asRoot = program("apt-get") && becomeRoot();
  if (!asRoot) {
    throw new Error(
      `Missing: ${names}. Please install; on Debian or Ubuntu:\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${packages.join(" ")}`,
    );
  }
  console.log(`Installing with apt: ${packages.join(" ")}`);
  const [command, ...before] = [...asRoot, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get"];
  run(command, [...before, "update", "-qq"]);
  run(command, [...before, "install", "-y", "-qq", "--no-install-recommends", ...packages]);
}

/** The words to put before a command that needs root's rights; undefined where there is no way to get them. */
function becomeRoot() {
  if (process.getuid() === 0) return [];
  if (!program("sudo")) return undefined;
  const canAsk = process.stdin.isTTY;
  return canAsk || spawnSync("sudo", ["-n", "true"], { stdio: "ignore" }).status === 0 ? ["sudo"] : undefined;
}

function installNodePackages() {
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const record = join(root, "node_modules/.package-lock.json");
  const present = existsSync(record) ? JSON.parse(readFileSync(record, "utf8")).packages : {};
  const complete = Object.entries(wanted).every(
    ([path, { version, optional }]) => path === "" || optional || present[path]?.version === version,
  );
  if (!complete) run("npm", ["ci", "--no-audit", "--no-fund"]);
}

function program(name) {
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {}
  }
  return undefined;
}

function header(path) {
  return ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].some((folder) =>
    existsSync(join(folder, path)),
  );
}

/** Whether a Python can: the one of the environment variable PYTHON, else the first on the PATH or Debian's own. */
function canImport(module) {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"];
  return candidates.some((python) => spawnSync(python, ["-c", `import ${module}`]).status === 0);
}

function isUbuntu() {
  return existsSync("/etc/os-release") && /^ID=ubuntu$/m.test(readFileSync("/etc/os-release", "utf8"));
}

/** Runs a command from the top of the project with its output shown; throws where it fails. */
export function run(command, args) {
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: "inherit" });
  if (error) throw error;
  if (status !== 0) throw new Error(`Failed: ${command} ${args.join(" ")}`);
}

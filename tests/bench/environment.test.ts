/** What is measured is started with nothing that could slow it down unseen. */

import { afterEach, expect, test, vi } from "vitest";
import { cleanEnvironment, lastCore } from "./environment.mjs";
import { openProcess } from "./process.mjs";

afterEach(() => {
  vi.unstubAllEnvs();
});

const places = { HOME: "/home/me", LANG: "C.UTF-8", LC_ALL: "C.UTF-8", PATH: "/usr/bin", TMPDIR: "/tmp", TZ: "UTC" };
const hindrances = [
  ...["OPENBLAS_CORETYPE", "OPENBLAS_L2_SIZE", "OPENBLAS_NUM_THREADS", "OPENBLAS_VERBOSE", "GOTO_NUM_THREADS"],
  ...["OMP_NUM_THREADS", "OMP_WAIT_POLICY", "GOMP_SPINCOUNT", "KMP_AFFINITY", "KMP_BLOCKTIME", "BLIS_ARCH_TYPE"],
  ...["MKL_NUM_THREADS", "MKL_CBWR", "MKL_ENABLE_INSTRUCTIONS", "MKL_DEBUG_CPU_TYPE", "ATEN_CPU_CAPABILITY"],
  ...["DNNL_MAX_CPU_ISA", "ONEDNN_MAX_CPU_ISA", "ONEDNN_VERBOSE", "TORCH_SHOW_DISPATCH_TRACE", "PYTORCH_JIT"],
  ...["TF_NUM_INTRAOP_THREADS", "TF_ENABLE_ONEDNN_OPTS", "NODE_OPTIONS", "UV_THREADPOOL_SIZE", "CHROMIUM_FLAGS"],
  ...["LD_PRELOAD", "LD_LIBRARY_PATH", "LD_BIND_NOW", "GLIBC_TUNABLES", "MALLOC_ARENA_MAX", "MALLOC_PERTURB_"],
  ...["PYTHONPATH", "PYTHONMALLOC", "PYTHONDEVMODE", "PYTHONPROFILEIMPORTTIME", "A_VARIABLE_OF_TOMORROW"],
];

test.each(hindrances)("%s is taken away, and places, languages and names stay", (name) => {
  expect(cleanEnvironment({ ...places, [name]: "1" })).toEqual(places);
});

test("a program is started with what is left, and with what its opener adds", async () => {
  vi.stubEnv("OPENBLAS_CORETYPE", "Haswell");
  vi.stubEnv("NODE_OPTIONS", "--jitless");
  const answer = "process.stdin.once('data', () => console.log(JSON.stringify(process.env)))";
  const program = openProcess([process.execPath, "-e", answer], {}, { OMP_NUM_THREADS: "1" });
  const variables = await program.call("show");
  await program.close();
  expect(variables).toEqual({ ...cleanEnvironment(), OMP_NUM_THREADS: "1" });
  expect(variables).not.toHaveProperty("OPENBLAS_CORETYPE");
});

test.each([
  ["0", "0"],
  ["0-1", "1"],
  ["0-3,8", "8"],
  ["2,4-15", "15"],
])("of the cores %s the last is %s", (list, core) => {
  expect(lastCore(list)).toBe(core);
});

/** A ratio is printed only to a peer at its best; else the reason why it was not stands there. */

import { describe, expect, test } from "vitest";
import { ratioOr } from "../report.mjs";
import { handicapsOf, levelOfProcessor } from "./handicap.mjs";

const sandyBridge = ["sse2", "ssse3", "avx"];
const haswell = [...sandyBridge, "fma", "avx2"];
const skylake = [...haswell, "avx512f", "avx512dq", "avx512cd", "avx512bw", "avx512vl"];

test.each([
  ["AVX-512", skylake],
  ["AVX2", haswell],
  ["AVX2", [...haswell, "avx512f", "avx512cd", "avx512er", "avx512pf"]], // Knights Landing, for which few are written
  ["AVX", sandyBridge],
  ["AVX", [...sandyBridge, "avx2"]],
  ["SSE", ["sse", "sse2"]],
  [undefined, ["fp", "asimd", "sve"]],
  [undefined, []],
])("a processor offers %s with the flags %j", (level, flags) => {
  expect(levelOfProcessor(flags)).toBe(level);
});

const machine = { level: "AVX-512", core: "1" };
const openblas = (name: string) => ({ library: "OpenBLAS", name });
const aten = (name: string) => ({ library: "ATen", name });
const atItsBest = { kernels: [openblas("Cooperlake"), aten("AVX2")], claimedThreads: 1, threads: 1, cores: "1" };

test("a peer at its best has no handicap", () => {
  expect(handicapsOf(atItsBest, machine)).toEqual([]);
});

describe("kernels", () => {
  test.each([
    ["AVX-512", openblas("Haswell"), "OpenBLAS Haswell uses AVX2, the processor offers AVX-512"],
    ["AVX-512", openblas("Zen"), "OpenBLAS Zen uses AVX2, the processor offers AVX-512"],
    ["AVX-512", openblas("Prescott"), "OpenBLAS Prescott uses SSE, the processor offers AVX-512"],
    ["AVX2", openblas("Sandybridge"), "OpenBLAS Sandybridge uses AVX, the processor offers AVX2"],
    ["AVX2", openblas("Nehalem"), "OpenBLAS Nehalem uses SSE, the processor offers AVX2"],
    ["AVX-512", { library: "BLIS", name: "haswell" }, "BLIS haswell uses AVX2, the processor offers AVX-512"],
    ["AVX2", { library: "BLIS", name: "generic" }, "BLIS generic uses SSE, the processor offers AVX2"],
    ["AVX-512", aten("DEFAULT"), "ATen DEFAULT uses SSE, the processor offers AVX2"],
    ["AVX2", aten("NO AVX"), "ATen NO AVX uses SSE, the processor offers AVX2"],
    ["AVX2", { library: "WebAssembly", name: "scalar" }, "WebAssembly without vectors"],
    ["AVX2", openblas("Future"), "what OpenBLAS Future makes of this processor is unknown"],
    [undefined, openblas("NEOVERSEN1"), "what OpenBLAS NEOVERSEN1 makes of this processor is unknown"],
    // The reference BLAS, which multiplies without vectors, has no name to ask for.
    [
      "AVX2",
      { library: "BLAS", name: "libblas.so.3.11.0" },
      "what BLAS libblas.so.3.11.0 makes of this processor is unknown",
    ],
  ])("on %s, %j: %s", (level, kernel, reason) => {
    expect(handicapsOf({ ...atItsBest, kernels: [kernel] }, { ...machine, level })).toEqual([reason]);
  });

  test.each([
    ["AVX-512", openblas("SkylakeX")],
    ["AVX-512", openblas("SapphireRapids")],
    ["AVX2", openblas("Haswell")],
    ["AVX2", openblas("Zen")],
    ["AVX", openblas("Sandybridge")],
    ["AVX-512", { library: "BLIS", name: "zen4" }],
    ["AVX-512", aten("AVX2")], // which it prefers to AVX-512 by itself
    ["AVX-512", aten("AVX512")],
    ["SSE", aten("DEFAULT")],
    ["AVX-512", { library: "WebAssembly", name: "SIMD" }],
    [undefined, { library: "JavaScript" }],
  ])("on %s, %j is what the processor offers", (level, kernel) => {
    expect(handicapsOf({ ...atItsBest, kernels: [kernel] }, { ...machine, level })).toEqual([]);
  });

  test("none at all is a handicap", () => {
    expect(handicapsOf({ ...atItsBest, kernels: [] }, machine)).toEqual(["which kernel it used is unknown"]);
  });
});

describe("threads and cores", () => {
  test.each([
    [{ claimedThreads: 2 }, "2 threads are set, not 1"],
    [{ claimedThreads: undefined }, "how many threads are set is unknown"],
    [{ threads: 2 }, "2 threads did the work, not 1"],
    [{ threads: undefined }, "how many threads did the work is unknown"],
    [{ cores: "0-1" }, "ran on cores 0-1, not on 1 alone"],
    [{ cores: "0" }, "ran on cores 0, not on 1 alone"],
    [{ cores: undefined }, "ran on cores unknown, not on 1 alone"],
  ])("%j: %s", (difference, reason) => {
    expect(handicapsOf({ ...atItsBest, ...difference }, machine)).toEqual([reason]);
  });

  test("where nothing can be pinned, all run on all cores, and none has the worse of it", () => {
    expect(handicapsOf({ ...atItsBest, cores: "0-1" }, { level: "AVX-512", core: undefined })).toEqual([]);
  });
});

test("every reason is given, and stands in the place of the ratio", () => {
  const handicaps = handicapsOf({ ...atItsBest, kernels: [openblas("Haswell")], threads: 2 }, machine);
  const reasons = "OpenBLAS Haswell uses AVX2, the processor offers AVX-512; 2 threads did the work, not 1";
  expect(ratioOr([{ handicaps: [] }, { handicaps }], () => "9.00 x as fast")).toBe(`handicapped: ${reasons}`);
  expect(ratioOr([{ handicaps: [] }, { handicaps: [] }], () => "1.43 x as fast")).toBe("1.43 x as fast");
  expect(ratioOr([{}, {}], () => "1.43 x as fast")).toBe("1.43 x as fast");
});

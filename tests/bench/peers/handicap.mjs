/**
 * Whether a peer was at its best, so that a ratio to it means something: its kernels use the widest vectors that the
 * processor offers, on the one thread that it was asked to use, on the core that all share. What cannot be told counts as
 * a handicap too.
 */

import { readFileSync } from "node:fs";

/** Instruction sets, from the poorest to the richest. */
const levels = ["SSE", "AVX", "AVX2", "AVX-512"];

/** What each library calls its kernels, by the instruction set that they are written for. */
const kernelNames = {
  // As `openblas_get_corename` gives them.
  OpenBLAS: {
    SSE: [
      ...[
        "Unknown",
        "Katmai",
        "Coppermine",
        "Northwood",
        "Prescott",
        "Banias",
        "Atom",
        "Core2",
        "Penryn",
        "Dunnington",
      ],
      ...["Nehalem", "Athlon", "Opteron", "Opteron_SSE3", "Barcelona", "Nano", "Bobcat"],
    ],
    AVX: ["Sandybridge", "Bulldozer", "Piledriver", "Steamroller"],
    AVX2: ["Haswell", "Excavator", "Zen"],
    "AVX-512": ["SkylakeX", "Cooperlake", "SapphireRapids"],
  },
  // As `bli_arch_string` gives them.
  BLIS: {
    SSE: ["generic", "penryn"],
    AVX: ["sandybridge", "bulldozer", "piledriver", "steamroller"],
    AVX2: ["haswell", "excavator", "zen", "zen2", "zen3"],
    "AVX-512": ["skx", "knl", "zen4", "zen5"],
  },
  // PyTorch's element-wise operations.
  ATen: { SSE: ["DEFAULT", "NO AVX"], AVX2: ["AVX2"], "AVX-512": ["AVX512", "AVX512_VNNI"] },
};

/** Richer ones a library leaves to who asks for them, since it found them no faster: PyTorch issue 80252. */
const richestByDefault = { ATen: "AVX2" };

/** Whose kernels are compiled where they run: all that can be missing is vectors. */
const compiledOnTheSpot = ["Inkling", "JavaScript", "WebAssembly"];

/** The richest instruction set of a processor whose flags are those of /proc/cpuinfo; undefined for other families. */
export function levelOfProcessor(flags) {
  const has = (...names) => names.every((name) => flags.includes(name));
  if (has("avx512f", "avx512bw", "avx512dq", "avx512vl")) return "AVX-512";
  if (has("avx2", "fma")) return "AVX2";
  if (has("avx")) return "AVX";
  return has("sse2") ? "SSE" : undefined;
}

/** The processor's flags; none where there is no such file. */
export function readProcessorFlags() {
  try {
    const text = readFileSync("/proc/cpuinfo", "utf8");
    return text.match(/^flags\s*:\s*(.*)$/m)?.[1].split(" ") ?? [];
  } catch {
    return [];
  }
}

function levelOfKernel({ library, name }) {
  return levels.find((level) => kernelNames[library]?.[level]?.includes(name));
}

function poorer(one, other) {
  return levels[Math.min(levels.indexOf(one), levels.indexOf(other))];
}

/** What is wrong with one kernel, {library, name}; undefined if nothing is. */
function handicapOfKernel(kernel, offered) {
  const { library, name } = kernel;
  if (compiledOnTheSpot.includes(library)) return name === "scalar" ? `${library} without vectors` : undefined;
  const level = levelOfKernel(kernel);
  if (level === undefined || offered === undefined) return `what ${library} ${name} makes of this processor is unknown`;
  const best = poorer(offered, richestByDefault[library] ?? offered);
  if (levels.indexOf(level) >= levels.indexOf(best)) return undefined;
  return `${library} ${name} uses ${level}, the processor offers ${best}`;
}

function handicapOfThreads(count, whose) {
  if (count === 1) return undefined;
  return count === undefined ? `how many threads ${whose} is unknown` : `${count} threads ${whose}, not 1`;
}

/**
 * Why a ratio to a peer would not be fair; empty if it is. Of the peer: its `kernels`, how many threads it says that it
 * uses (`claimedThreads`) and did use (`threads`), and on which `cores` these were allowed to run. Of the machine: the
 * `level` of its processor, and the `core` to which everything is pinned, if it is.
 */
export function handicapsOf({ kernels, claimedThreads, threads, cores }, { level, core }) {
  return [
    ...(kernels.length === 0 ? ["which kernel it used is unknown"] : []),
    ...kernels.map((kernel) => handicapOfKernel(kernel, level)),
    handicapOfThreads(claimedThreads, "are set"),
    handicapOfThreads(threads, "did the work"),
    core !== undefined && cores !== core ? `ran on cores ${cores ?? "unknown"}, not on ${core} alone` : undefined,
  ].filter((reason) => reason !== undefined);
}

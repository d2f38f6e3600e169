/** An optimizer on a surface, in every language: by the library's own, or where it has none, spelled out. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of the programs

import { complete, type Values } from "../../description.ts";
import { programsWords as says } from "../words/programs.ts";
import { float } from "./cpp.ts";
import { heading } from "./javascript.ts";
import { pythonHeading } from "./python.ts";
import { type Constants, inJavaScript, inKeras, inNumPy, inPyTorch } from "./rules.ts";
import type { DescentSubject, Language } from "./subject.ts";
import { enclosed, indented, lines, row, single } from "./text.ts";

/** Its height and slopes at x and y, where `exp` and `power` are the language's own. */
interface Surface {
  /** What height and slopes both need. */
  bell?: string;
  value: string;
  slopes: [x: string, y: string];
}

function surfaceOf(name: DescentSubject["descent"]["surface"], exp: string): Surface {
  const bell = `bell = ${exp}(-(x * x + y * y))`;
  return {
    hill: { bell, value: "x * bell", slopes: ["(1 - 2 * x * x) * bell", "-2 * x * y * bell"] },
    bowl: { value: "(x * x + y * y) / 2", slopes: ["x", "y"] },
    valley: { value: "(x * x + 25 * y * y) / 2", slopes: ["x", "25 * y"] },
    saddle: { value: "x * x - y * y + y * y * y * y / 4", slopes: ["2 * x", "y * y * y - 2 * y"] },
  }[name] as Surface;
}

export function constantsOf({ descent, settings }: DescentSubject): Constants {
  return complete([...settings], descent as unknown as Values) as unknown as Constants;
}

/** The constants of a rule that C++ is to be told. */
const readBy: Record<string, (keyof Constants)[]> = {
  sgd: [],
  momentum: ["momentum"],
  nesterov: ["momentum"],
  adagrad: ["epsilon"],
  rmsprop: ["decay", "epsilon"],
  adam: ["beta1", "beta2", "epsilon"],
  adamw: ["beta1", "beta2", "epsilon", "weightDecay"],
};

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

type Write = (subject: DescentSubject, title: string, run: string, notes: string[]) => string;

const pythonLoop = (steps: number, body: string[]) => [
  `for step in range(1, ${steps} + 1):`,
  ...body.map((line) => indented(line)),
  '    print(f"step {step}  x {x:.9g}  y {y:.9g}  height {height(x, y):.9g}")',
];

const pythonFunction = (name: string, { bell }: Surface, result: string) =>
  lines(`def ${name}(x, y):`, bell && `    ${bell}`, `    return ${result}`);

export const descent: Record<Language, Write> = {
  cpp(subject, title, run) {
    const { surface, start, steps } = subject.descent;
    const constants = constantsOf(subject);
    const { bell, value, slopes } = surfaceOf(surface, "std::exp");
    const named = (["learningRate", ...(readBy[constants.optimizer] ?? [])] as (keyof Constants)[]).map(
      (name) => `.${snake(name)} = ${float(constants[name] as number)}`,
    );
    return lines(
      heading(title, run, [says.build.cmake]),
      "#include <inkling/optimizer.h>",
      "",
      "#include <array>",
      surface === "hill" && "#include <cmath>",
      "#include <cstdio>",
      "",
      "double height(double x, double y) {",
      bell && `  const double ${bell};`,
      `  return ${value};`,
      "}",
      "",
      "std::array<float, 2> slope(double x, double y) {",
      bell && `  const double ${bell};`,
      `  return {static_cast<float>(${slopes[0]}), static_cast<float>(${slopes[1]})};`,
      "}",
      "",
      "int main() {",
      `  inkling::Optimizer optimizer("${constants.optimizer}");`,
      indented(enclosed("const inkling::OptimizerConfig constants{", named, "};", { by: 4, comma: false }), 2),
      `  std::array<float, 2> point{${start.map(float).join(", ")}};`,
      `  for (int step = 1; step <= ${steps}; ++step) {`,
      "    const std::array<float, 2> gradient = slope(point[0], point[1]);",
      "    const inkling::OptimizedTensor tensor{point, gradient};",
      "    optimizer.step(constants, {&tensor, 1});",
      "    const auto [x, y] = point;",
      '    std::printf("step %d  x %.9g  y %.9g  height %.9g\\n", step, x, y, height(x, y));',
      "  }",
      "}",
    );
  },

  javascript(subject, title, run, notes) {
    const { surface, start, steps } = subject.descent;
    const constants = constantsOf(subject);
    const { bell, value, slopes } = surfaceOf(surface, "Math.exp");
    const both = (name: string, result: string) =>
      bell
        ? [`function ${name}(x, y) {`, `  const ${bell};`, `  return ${result};`, "}", ""]
        : [`const ${name} = (x, y) => ${result};`];
    const { state, lines: moving } = inJavaScript(constants);
    return lines(
      heading(title, run, notes),
      ...both("height", value),
      ...both("slope", `[${slopes.join(", ")}]`),
      !bell && "",
      `const rate = ${single(constants.learningRate)};`,
      `const point = ${row(start)};`,
      ...state.map((name) => `const ${name} = [0, 0];`),
      `for (let step = 1; step <= ${steps}; step++) {`,
      "  for (const [i, g] of slope(...point).entries()) {",
      ...moving.map((line) => indented(line, 4)),
      "  }",
      "  const exact = (number) => Number(number.toPrecision(9));",
      "  const [x, y] = point.map(exact);",
      "  console.log(`step ${step}  x ${x}  y ${y}  height ${exact(height(...point))}`);",
      "}",
    );
  },

  numpy(subject, title, run, notes) {
    const { surface, start, steps } = subject.descent;
    const constants = constantsOf(subject);
    const own = surfaceOf(surface, "np.exp");
    const { state, lines: moving } = inNumPy(constants);
    return lines(
      pythonHeading(title, run, notes),
      ...["import numpy as np", "", ""],
      pythonFunction("height", own, own.value),
      ...["", "", pythonFunction("slope", own, `np.array([${own.slopes.join(", ")}], np.float32)`), "", ""],
      `rate = ${single(constants.learningRate)}`,
      `values = np.array(${row(start)}, np.float32)`,
      state.length === 1 && `${state[0]} = np.zeros(2, np.float32)`,
      state.length === 2 && `${state.join(", ")} = np.zeros((2, 2), np.float32)`,
      ...pythonLoop(steps, ["gradient = slope(*map(float, values))", ...moving, "x, y = map(float, values)"]),
    );
  },

  pytorch(subject, title, run, notes) {
    const { surface, start, steps } = subject.descent;
    const own = surfaceOf(surface, "torch.exp");
    return lines(
      pythonHeading(title, run, notes),
      ...["import torch", "", ""],
      pythonFunction("height", own, own.value),
      ...["", ""],
      `point = torch.tensor(${row(start)}, dtype=torch.float32, requires_grad=True)`,
      `optimizer = ${inPyTorch(constantsOf(subject), "[point]")}`,
      ...pythonLoop(steps, [
        ...["optimizer.zero_grad()", "height(*point).backward()", "optimizer.step()", "x, y = point.detach()"],
      ]),
    );
  },

  keras(subject, title, run, notes) {
    const { surface, start, steps } = subject.descent;
    const constants = constantsOf(subject);
    const own = surfaceOf(surface, "math.exp");
    const [open, given] = inKeras(constants, single(constants.learningRate));
    return lines(
      pythonHeading(title, run, notes),
      surface === "hill" && ["import math", ""],
      ...["import keras", "from keras import ops", "", ""],
      pythonFunction("height", own, own.value),
      ...["", "", pythonFunction("slope", own, `ops.convert_to_tensor([${own.slopes.join(", ")}], "float32")`), "", ""],
      `point = keras.Variable(${row(start)}, dtype="float32")`,
      `optimizer = ${enclosed(open, given, ")")}`,
      ...pythonLoop(steps, [
        ...["x, y = map(float, point)", "optimizer.apply([slope(x, y)], [point])", "x, y = map(float, point)"],
      ]),
    );
  },
};

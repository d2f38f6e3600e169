/** The same float32 numbers, added up in several orders, in every language. */

import { programsWords as says } from "../words/programs.ts";
import { float } from "./cpp.ts";
import { heading } from "./javascript.ts";
import { pythonHeading } from "./python.ts";
import type { Language, SumsSubject } from "./subject.ts";
import { enclosed, indented, lines, single } from "./text.ts";

type Write = (given: SumsSubject["sums"], title: string, run: string, notes: string[]) => string;

const list = (numbers: readonly number[], [open, close] = ["[", "]"]) => {
  const inOne = enclosed(open as string, numbers.map(single), close as string);
  if (!inOne.includes("\n")) return inOne;
  const rows = Array.from({ length: Math.ceil(numbers.length / 6) }, (_, i) =>
    numbers
      .slice(6 * i, 6 * i + 6)
      .map(single)
      .join(", "),
  );
  return `${open}\n${indented(rows.join(",\n"))}\n${close}`;
};

/** What Python does with numbers that round to float32 each time they are added. */
const python = (zero: string) =>
  lines(
    "def forward(numbers):",
    `    total = ${zero}`,
    "    for number in numbers:",
    "        total = total + number",
    "    return total",
    ...["", "", "def pairwise(numbers):"],
    "    if len(numbers) == 1:",
    "        return numbers[0]",
    "    half = (len(numbers) + 1) // 2",
    "    return pairwise(numbers[:half]) + pairwise(numbers[half:])",
    ...["", "", "def lanes(numbers, count):"],
    "    return forward([forward(numbers[lane::count]) for lane in range(count)])",
    ...["", ""],
  );

const printed = (numbers: string, reversed: string, exact: string, of = (sum: string) => sum) =>
  lines(
    `print(f"forward   {${of(`forward(${numbers})`)}:.9g}")`,
    `print(f"backward  {${of(`forward(${reversed})`)}:.9g}")`,
    `print(f"pairwise  {${of(`pairwise(${numbers})`)}:.9g}")`,
    `print(f"lanes 4   {${of(`lanes(${numbers}, 4)`)}:.9g}")`,
    `print(f"lanes 8   {${of(`lanes(${numbers}, 8)`)}:.9g}")`,
    `print(f"double    {${exact}:.9g}")`,
  );

export const sums: Record<Language, Write> = {
  cpp: ({ numbers }, title, run) =>
    lines(
      heading(title, run, [says.build.compiler]),
      ...[
        "#include <cstddef>",
        "#include <cstdio>",

        "#include <numeric>",
        "#include <vector>",
      ],
      "",
      "using Numbers = std::vector<float>;",
      "",
      "float forward(const Numbers& numbers) { return std::accumulate(numbers.begin(), numbers.end(), 0.0F); }",
      "",
      "float pairwise(const Numbers& numbers) {",
      "  if (numbers.size() == 1) return numbers[0];",
      "  const auto middle = numbers.begin() + static_cast<std::ptrdiff_t>((numbers.size() + 1) / 2);",
      "  return pairwise({numbers.begin(), middle}) + pairwise({middle, numbers.end()});",
      "}",
      "",
      "float lanes(const Numbers& numbers, std::size_t count) {",
      "  Numbers sums(count);",
      "  for (std::size_t i = 0; i < numbers.size(); ++i) sums[i % count] += numbers[i];",
      "  return forward(sums);",
      "}",
      "",
      "int main() {",
      indented(`const Numbers numbers${enclosed("{", numbers.map(float), "}", { by: 4, comma: false })};`, 2),
      '  std::printf("forward   %.9g\\n", forward(numbers));',
      '  std::printf("backward  %.9g\\n", forward({numbers.rbegin(), numbers.rend()}));',
      '  std::printf("pairwise  %.9g\\n", pairwise(numbers));',
      '  std::printf("lanes 4   %.9g\\n", lanes(numbers, 4));',
      '  std::printf("lanes 8   %.9g\\n", lanes(numbers, 8));',
      '  std::printf("double    %.9g\\n", std::accumulate(numbers.begin(), numbers.end(), 0.0));',
      "}",
    ),

  javascript: ({ numbers }, title, run, notes) =>
    lines(
      heading(title, run, notes),
      `const numbers = Float32Array.of(${list(numbers, ["", ""]).trim()});`,
      "",
      "const forward = (numbers) => numbers.reduce((sum, number) => Math.fround(sum + number), 0);",
      "",
      "function pairwise(numbers) {",
      "  if (numbers.length === 1) return numbers[0];",
      "  const half = Math.ceil(numbers.length / 2);",
      "  return Math.fround(pairwise(numbers.slice(0, half)) + pairwise(numbers.slice(half)));",
      "}",
      "",
      "function lanes(numbers, count) {",
      "  const sums = new Float32Array(count);",
      "  for (const [i, number] of numbers.entries()) sums[i % count] += number;",
      "  return forward(sums);",
      "}",
      "",
      "const exact = (number) => Number(number.toPrecision(9));",
      'console.log("forward  ", exact(forward(numbers)));',
      'console.log("backward ", exact(forward(numbers.slice().reverse())));',
      'console.log("pairwise ", exact(pairwise(numbers)));',
      'console.log("lanes 4  ", exact(lanes(numbers, 4)));',
      'console.log("lanes 8  ", exact(lanes(numbers, 8)));',
      'console.log("double   ", exact(numbers.reduce((sum, number) => sum + number, 0)));',
    ),

  numpy: ({ numbers }, title, run, notes) =>
    lines(
      pythonHeading(title, run, notes),
      ...["import numpy as np", "", `numbers = np.array(${list(numbers)}, np.float32)`, "", ""],
      python("np.float32(0)"),
      printed("numbers", "numbers[::-1]", "numbers.sum(dtype=float)"),
    ),

  pytorch: ({ numbers }, title, run, notes) =>
    lines(
      pythonHeading(title, run, notes),
      ...["import torch", "", `numbers = torch.tensor(${list(numbers)}, dtype=torch.float32)`, "", ""],
      python("torch.tensor(0.0)"),
      printed("numbers", "numbers.flip(0)", "numbers.double().sum().item()"),
    ),

  keras: ({ numbers }, title, run, notes) =>
    lines(
      pythonHeading(title, run, notes),
      ...["from keras import ops", "", `numbers = ops.convert_to_tensor(${list(numbers)}, "float32")`, "", ""],
      python('ops.convert_to_tensor(0.0, "float32")'),
      printed("numbers", "ops.flip(numbers)", "sum(map(float, numbers))", (sum) => `float(${sum})`),
    ),
};

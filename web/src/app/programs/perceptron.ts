/** The perceptron's rule, in every language. */
// biome-ignore-all lint/suspicious/noTemplateCurlyInString: the placeholders are those of the programs

import { programsWords as says } from "../words/programs.ts";
import { matrix as cppMatrix, float } from "./cpp.ts";
import { heading, literal } from "./javascript.ts";
import { matrix, pythonHeading } from "./python.ts";
import type { Language, PerceptronSubject } from "./subject.ts";
import { enclosed, indented, lines, row, single } from "./text.ts";

const { comments } = says;

type Given = PerceptronSubject["perceptron"];

export const perceptron: Record<Language, (given: Given, title: string, run: string, notes: string[]) => string> = {
  cpp: ({ points, labels, learningRate, epochs }, title, run) =>
    lines(
      heading(title, run, [says.build.cmake]),
      "#include <inkling/perceptron.h>",
      "",
      "#include <cstdio>",
      "",
      "int main() {",
      indented(
        lines(
          cppMatrix("points", points),
          `inkling::RowVector<float> labels(${labels.length});`,
          `labels << ${labels.join(", ")};`,
          "",
          `inkling::Perceptron perceptron(${points[0]?.length}, ${float(learningRate)});`,
          `for (int epoch = 1; epoch <= ${epochs}; ++epoch) {`,
          "  const std::size_t mistakes = perceptron.learn(points, labels);",
          '  std::printf("epoch %d  mistakes %zu  weights", epoch, mistakes);',
          '  for (const float weight : perceptron.weight()) std::printf(" %.9g", weight);',
          '  std::printf("  bias %.9g\\n", perceptron.bias());',
          "  if (mistakes == 0) break;",
          "}",
        ),
        2,
      ),
      "}",
    ),

  javascript: ({ points, labels, learningRate, epochs }, title, run) =>
    lines(
      heading(title, run, [says.build.package]),
      'import { load } from "inkling";',
      "",
      `const points = ${enclosed(
        "[",
        points.map((values) => row(values)),
        "]",
        { by: 2, comma: true },
      )};`,
      `const labels = ${row(labels)};`,
      "",
      "const inkling = await load();",
      `const perceptron = inkling.perceptron(${literal({ inputs: points[0]?.length, learningRate })});`,
      `for (let epoch = 1; epoch <= ${epochs}; epoch++) {`,
      "  const mistakes = perceptron.learn(points, labels);",
      "  const exact = (value) => Number(value.toPrecision(9));",
      '  const weights = Array.from(perceptron.weight, exact).join(" ");',
      "  console.log(`epoch ${epoch}  mistakes ${mistakes}  weights ${weights}  bias ${exact(perceptron.bias)}`);",
      "  if (mistakes === 0) break;",
      "}",
    ),

  numpy: (given, title, run, notes) =>
    lines(
      pythonHeading(title, run, notes),
      "import numpy as np",
      "",
      `points = np.array(${matrix(given.points)}, np.float32)`,
      `labels = ${row(given.labels)}`,
      `rate = np.float32(${single(given.learningRate)})`,
      "",
      `weight, bias = np.zeros(${given.points[0]?.length}, np.float32), np.float32(0)`,
      learning(given.epochs, {
        answer: "(weight.astype(float) * x).sum() + bias > 0",
        weights: "weight",
        bias: "bias",
      }),
    ),

  pytorch: (given, title, run, notes) =>
    lines(
      pythonHeading(title, run, notes),
      "import torch",
      "",
      `points = torch.tensor(${matrix(given.points)}, dtype=torch.float32)`,
      `labels = ${row(given.labels)}`,
      `rate = ${single(given.learningRate)}`,
      "",
      `weight, bias = torch.zeros(${given.points[0]?.length}), torch.zeros(())`,
      learning(given.epochs, {
        answer: "((weight.double() * x).sum() + bias > 0).item()",
        weights: "weight.tolist()",
        bias: "bias.item()",
      }),
    ),

  keras: (given, title, run, notes) =>
    lines(
      pythonHeading(title, run, notes),
      "import keras",
      "from keras import ops",
      "",
      `points = ops.convert_to_tensor(${matrix(given.points)}, "float32")`,
      `labels = ${row(given.labels)}`,
      `rate = ${single(given.learningRate)}`,
      "",
      `weight, bias = keras.Variable(ops.zeros(${given.points[0]?.length})), keras.Variable(0.0)`,
      learning(given.epochs, {
        answer: "bool(ops.sum(weight * x) + bias > 0)",
        weights: "ops.convert_to_numpy(weight)",
        bias: "float(bias)",
        assigns: true,
      }),
    ),
};

interface Told {
  answer: string;
  weights: string;
  bias: string;
  assigns?: boolean;
}

const learning = (epochs: number, { answer, weights, bias, assigns = false }: Told) =>
  lines(
    `for epoch in range(1, ${epochs} + 1):`,
    "    mistakes = 0",
    "    for x, label in zip(points, labels):",
    `        answer = ${answer}`,
    "        error = label - int(answer)",
    `        if error != 0:  # ${comments.updated}`,
    "            mistakes += 1",
    ...(assigns
      ? ["            weight.assign(weight + rate * error * x)", "            bias.assign(bias + rate * error)"]
      : ["            weight += rate * error * x", "            bias += rate * error"]),
    `    weights = " ".join(f"{value:.9g}" for value in ${weights})`,
    `    print(f"epoch {epoch}  mistakes {mistakes}  weights {weights}  bias {${bias}:.9g}")`,
    "    if mistakes == 0:",
    "        break",
  );

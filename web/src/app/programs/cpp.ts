/** A run with Inkling's own library for C++. */

import type { Values } from "../../description.ts";
import { programsWords as says } from "../words/programs.ts";
import { headingOf } from "./heading.ts";
import { heading } from "./javascript.ts";
import { notesOf } from "./notes.ts";
import { classCount, type Plan, targetsOf } from "./plan.ts";
import { apart, enclosed, indented, lines, single } from "./text.ts";

const { build } = says;
const braces = { by: 4, comma: false };

/** The members that are doubles; all other numbers that need not be whole are floats. */
const doubles = ["gamma", "floor", "validation", "leastProgress", "written", "warped"];
const wholes = [
  "period",
  "patience",
  "warmupSteps",
  "examples",
  "units",
  "shift",
  "uses",
  "epochs",
  "batchSize",
  "seed",
];

const member = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** A float's literal. */
export function float(value: number): string {
  const text = single(value);
  return /[.e]/.test(text) ? `${text}F` : `${text}.0F`;
}

function literal(name: string, value: unknown): string {
  if (typeof value === "number") return wholes.includes(name) || doubles.includes(name) ? String(value) : float(value);
  return typeof value === "object" ? designated(value as Values) : JSON.stringify(value);
}

/** In the order of their declaration, as C++ asks for it and a recipe has it. */
function designated(values: Values, order: readonly string[] = Object.keys(values)): string {
  const named = Object.keys(values).sort((a, b) => order.indexOf(a) - order.indexOf(b));
  return enclosed(
    "{",
    named.map((name) => `.${member(name)} = ${literal(name, values[name])}`),
    "}",
    braces,
  );
}

/** Where each setting of training stands. */
const constants = ["learningRate", "momentum", "decay", "beta1", "beta2", "epsilon", "weightDecay"];
const regularizers = ["l1", "l2", "maxNorm", "clipNorm", "clipValue"];
const orders: Record<string, string[]> = {
  schedule: ["rule", "gamma", "period", "floor", "patience", "warmupSteps"],
  augmentation: ["written", "warped", "shift", "uses", "writer", "warp"],
  data: ["name", "examples", "noise", "validation", "scaling", "deslant"],
  earlyStopping: ["patience", "leastProgress"],
};

function statement(name: string, value: unknown): string {
  const text = literal(name, value);
  const ordered = () => designated(value as Values, orders[name]);
  switch (name) {
    case "seed":
    case "loss":
      return `recipe.${name} = ${text};`;
    case "epochs":
      return `recipe.fit.epochs = ${text};`;
    case "earlyStopping":
      return `recipe.fit.early_stopping = inkling::EarlyStoppingConfig${ordered()};`;
    case "data":
      return `recipe.data = ${ordered()};`;
    case "schedule":
    case "augmentation":
      return `recipe.training.${name} = ${ordered()};`;
    case "layers":
      return `recipe.layers = ${enclosed("{", (value as Values[]).map(layer), "}", braces)};`;
    default:
      if (constants.includes(name)) return `recipe.training.constants.${member(name)} = ${text};`;
      if (regularizers.includes(name)) return `recipe.training.regularizer.${member(name)} = ${text};`;
      return `recipe.training.${member(name)} = ${text};`;
  }
}

function layer(values: Values): string {
  const { units, activation, batchNormalization, dropout } = values;
  const initializer = (name: "weights" | "biases") => {
    const rule = values[name];
    const scale = values[`${name}Scale`];
    if (rule === undefined) return [];
    const isScaled = typeof scale === "number";
    return [`.${name} = ${isScaled ? `inkling::Initializer("${rule}", ${float(scale)})` : `"${rule}"`}`];
  };
  return enclosed(
    "{",
    [
      `.units = ${units}`,
      ...(activation === undefined ? [] : [`.activation = "${activation}"`]),
      ...[...initializer("weights"), ...initializer("biases")],
      ...(batchNormalization ? [".batch_normalization = true"] : []),
      ...(dropout ? [`.dropout = ${float(dropout as number)}`] : []),
    ],
    "}",
    braces,
  );
}

/** What makes the recipe, one setting after another. */
function settings(plan: Plan): string {
  const { recipe, source } = plan;
  const isOfPoints = source === "given" || source === "file";
  const said = Object.entries(recipe).filter(
    ([name, value]) => name !== "inkling" && value !== undefined && !(name === "data" && isOfPoints),
  );
  // A recipe in C++ begins with SGD's usual rate, whichever the optimizer.
  const isRateLeftOut = recipe.optimizer !== undefined && recipe.learningRate === undefined;
  return lines(
    "inkling::Recipe recipe;",
    ...said.map(([name, value]) => statement(name, value)),
    isRateLeftOut && statement("learningRate", plan.learningRate),
  );
}

export function cpp(plan: Plan): string {
  const { title, run } = headingOf(plan, "cpp", "./program");
  const isMnist = plan.source === "mnist";
  const isFile = plan.source === "file";
  const includes =
    plan.source === "rule" ? ["recipe"] : isMnist ? ["idx", "recipe"] : isFile ? ["csv", "recipe"] : ["recipe"];
  const standard = [
    ...(isMnist ? ["cstdint"] : []),
    "cstdio",
    ...(isMnist || isFile ? ["fstream", "iterator"] : []),
    ...(isMnist ? ["memory"] : []),
  ];
  return `${lines(
    heading(title, run, [...notesOf(plan, "cpp"), build.cmake]),
    ...includes.map((name) => `#include <inkling/${name}.h>`),
    "",
    ...[...standard, ...(isMnist || isFile ? ["string"] : []), ...(isMnist ? ["vector"] : [])].map(
      (name) => `#include <${name}>`,
    ),
    "",
    isMnist && [readDigits, ""],
    isMnist ? "int main(int argc, char** argv) {" : "int main() {",
    indented(
      apart(
        1,
        settings(plan),
        data(plan),
        lines(
          "inkling::Trainer trainer = inkling::make_trainer(recipe, *training);",
          setParameters(plan),
          `inkling::fit(trainer, *validation, recipe.fit${told(plan)});`,
        ),
        plan.prints === "parameters" && printParameters,
      ),
      2,
    ),
    "}",
  )}\n`;
}

const readDigits = lines(
  "std::vector<std::uint8_t> read(const std::string& path) {",
  "  std::ifstream file(path, std::ios::binary);",
  "  return {std::istreambuf_iterator<char>(file), {}};",
  "}",
  "",
  "std::unique_ptr<inkling::Dataset> digits(const std::string& part) {",
  '  const std::vector<std::uint8_t> images = read(part + "-images-idx3-ubyte");',
  '  const std::vector<std::uint8_t> labels = read(part + "-labels-idx1-ubyte");',
  "  auto digits = std::make_unique<inkling::ImageDataset>(784, 10);",
  "  digits->append(inkling::read_idx_images(images).pixels, inkling::read_idx_labels(labels));",
  "  return digits;",
  "}",
);

/** What is learned from and judged by: `training` and `validation`. */
function data(plan: Plan): string {
  if (plan.source === "mnist") {
    const part = (name: string) =>
      plan.data.deslant
        ? `inkling::prepare_digits(recipe.data, digits(folder + "/${name}"))`
        : `digits(folder + "/${name}")`;
    return lines(
      'const std::string folder = argc > 1 ? argv[1] : "data";',
      `const auto training = ${part("train")};`,
      `const auto validation = ${part("t10k")};`,
    );
  }
  if (plan.source === "rule") return "const auto [training, validation] = inkling::make_up(recipe);";
  return lines(
    pointsOf(plan),
    "const inkling::TableDataset examples(inputs, targets);",
    "const auto* training = &examples;",
    "const auto* validation = &examples;",
    `recipe.data.examples = ${plan.examples};`,
  );
}

function pointsOf(plan: Plan): string {
  const { points = { inputs: [] }, classes } = plan;
  const outputs = plan.layers.at(-1)?.units ?? 0;
  const columns = points.inputs[0]?.length ?? 0;
  if (plan.source === "file") {
    const names = Array.from({ length: columns }, (_, i) => `"x${i + 1}"`).join(", ");
    const named = Array.from({ length: classCount(plan) }, (_, i) => `"${i}"`).join(", ");
    const ofClasses = classes && points.labels !== undefined;
    return lines(
      'std::ifstream file("points.csv");',
      "const std::string text{std::istreambuf_iterator<char>(file), {}};",
      ofClasses
        ? `const auto read = inkling::read_csv_classes(text, "label", {.features = {${names}}, .classes = {${named}}});`
        : `const auto read = inkling::read_csv_values(text, "target", {.features = {${names}}});`,
      "const inkling::Matrix<float>& inputs = read.table.inputs;",
      ofClasses && outputs === 1
        ? "const inkling::Matrix<float> targets = inkling::binary_targets(read.table.targets);"
        : "const inkling::Matrix<float>& targets = read.table.targets;",
    );
  }
  return lines(matrix("inputs", points.inputs), matrix("targets", targetsOf(points, outputs)));
}

/** A matrix that is filled row by row. */
export function matrix(name: string, rows: readonly (readonly number[])[]): string {
  return lines(`inkling::Matrix<float> ${name}(${rows.length}, ${rows[0]?.length ?? 0});`, filled(name, rows));
}

const filled = (what: string, rows: readonly (readonly number[])[]): string =>
  `${enclosed(
    `${what} << `,
    rows.map((values) => values.map(float).join(", ")),
    "",
    braces,
  ).trimEnd()};`;

function setParameters({ parameters }: Plan): string | false {
  if (!parameters) return false;
  return lines(
    "inkling::Network<float> network = trainer.network();",
    ...parameters.flatMap(({ weight, bias }, i) => [
      filled(`network.layers()[${i}].dense.weight`, weight),
      filled(`network.layers()[${i}].dense.bias`, [bias]),
    ]),
    "trainer.restore(network);",
  );
}

function told({ prints, classes }: Plan): string {
  if (prints === "parameters") return "";
  const accuracy = classes ? "  accuracy %.4f" : "";
  return lines(
    ", [&](const inkling::EpochRecord& epoch) {",
    "  const inkling::Score& score = epoch.validation;",
    "  const auto count = static_cast<double>(score.examples);",
    `  std::printf("epoch %d  loss %.6f${accuracy}\\n", static_cast<int>(trainer.epochs()),`,
    `              score.loss_sum / count${classes ? "," : ");"}`,
    classes && "              static_cast<double>(score.correct) / count);",
    "}",
  );
}

const printParameters = lines(
  "int number = 0;",
  "for (const inkling::Layer<float>& layer : trainer.network().layers()) {",
  "  ++number;",
  "  for (inkling::Index row = 0; row < layer.inputs(); ++row) {",
  '    std::printf("W%d", number);',
  '    for (inkling::Index unit = 0; unit < layer.units(); ++unit) std::printf(" %.9g", layer.dense.weight(row, unit));',
  '    std::printf("\\n");',
  "  }",
  '  std::printf("b%d", number);',
  '  for (const float value : layer.dense.bias) std::printf(" %.9g", value);',
  '  std::printf("\\n");',
  "}",
);

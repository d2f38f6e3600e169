/** What Python's programs share: numbers, heading, random numbers, data and schedules. */

import { mostDigits } from "../../protocol.ts";
import { programsWords as says } from "../words/programs.ts";
import { headingOf } from "./heading.ts";
import { isWritten, type Plan, targetsOf } from "./plan.ts";
import type { Language } from "./subject.ts";
import { apart, enclosed, indented, lines, row, single, wrapped } from "./text.ts";

const { comments } = says;

export function docstring(plan: Plan, language: Language, notes: readonly string[]): string {
  const { title, run } = headingOf(plan, language, `python3 ${language}_program.py`);
  return pythonHeading(title, run, notes);
}

export function pythonHeading(title: string, run: string, notes: readonly string[]): string {
  const listed = notes.map((note) => wrapped(`- ${note}`, "", "  "));
  const otherwise = notes.length > 0 && [says.heading.otherwise, ...listed, ""];
  return lines(`"""${wrapped(title)}`, "", otherwise, wrapped(run), '"""', "");
}

export const truth = (value: boolean): string => (value ? "True" : "False");

/** Rows of numbers, on a line each where they are many. */
export const matrix = (rows: readonly (readonly number[])[]): string =>
  enclosed(
    "[",
    rows.map((values) => row(values)),
    "]",
  );

export const hasDropout = ({ layers }: Plan) => layers.some(({ dropout }) => dropout > 0);
export const hasNorm = ({ layers }: Plan) => layers.some(({ batchNormalization }) => batchNormalization);
const isNormal = (rule: string) => rule.endsWith("normal");
const isUniform = (rule: string) => rule.endsWith("uniform");

/** The rules by which this network's first parameters are drawn. */
function rulesOf({ layers, parameters }: Plan): string[] {
  return parameters ? [] : layers.flatMap(({ weights, biases }) => [weights, biases]);
}

const drawsNormal = (plan: Plan) => rulesOf(plan).some(isNormal);
const drawsUniform = (plan: Plan) => rulesOf(plan).some(isUniform);

/** Inkling's generator, and what this program draws from it. */
export function random(plan: Plan): string {
  return apart(
    1,
    lines(
      `# ${comments.random}`,
      "class Random:",
      "    def __init__(self, seed, stream):",
      "        self.increment = 2 * stream + 1",
      "        self.state = ((self.increment + seed) * 6364136223846793005 + self.increment) % 2**64",
    ),
    lines(
      "    def bits(self):",
      "        old = self.state",
      "        self.state = (old * 6364136223846793005 + self.increment) % 2**64",
      "        word, turn = ((old >> 18 ^ old) >> 27) % 2**32, old >> 59",
      "        return (word >> turn | word << 32 - turn) % 2**32",
    ),
    (drawsNormal(plan) || drawsUniform(plan) || hasDropout(plan)) &&
      lines("    def uniform(self):", "        return (self.bits() >> 8) / 2**24"),
    drawsNormal(plan) &&
      lines(
        `    def normal(self):  # ${comments.polar}`,
        "        while True:",
        "            u, v = 2 * self.uniform() - 1, 2 * self.uniform() - 1",
        "            s = float(np.float32(u * u) + np.float32(v * v))",
        "            if 0 < s < 1:",
        "                return u * np.sqrt(-2 * np.log(s) / s)",
      ),
    lines(
      `    def below(self, bound):  # ${comments.below}`,
      "        while True:",
      "            word = self.bits()",
      "            if word >= 2**32 % bound:",
      "                return word % bound",
    ),
    lines(
      `    def shuffle(self, items):  # ${comments.shuffle}`,
      "        for last in range(len(items), 1, -1):",
      "            other = self.below(last)",
      "            items[last - 1], items[other] = items[other], items[last - 1]",
    ),
  );
}

/** Matrices of random numbers, as many ways to draw them as this network has. */
export function drawing(plan: Plan): string[] {
  const drawn = (name: string, spread: string, value: string, comment?: string) =>
    lines(
      `def ${name}(${spread}, shape):${comment ? `  # ${comment}` : ""}`,
      `    drawn = [${value} for _ in range(int(np.prod(shape)))]`,
      `    return ${spread} * np.array(drawn, np.float32).reshape(shape)`,
    );
  return [
    ...(drawsUniform(plan) ? [drawn("uniform", "limit", "2 * random.uniform() - 1", comments.uniform)] : []),
    ...(drawsNormal(plan) ? [drawn("normal", "deviation", "random.normal()")] : []),
  ];
}

/** The generator of the weights, where they are drawn. */
export const weightStream = (plan: Plan): string | false =>
  (drawsUniform(plan) || drawsNormal(plan)) && `random = Random(${plan.seed}, stream=1)`;

export const orderStream = ({ seed }: Plan) => `shuffler = Random(${seed}, stream=2)`;
export const dropoutStream = ({ seed }: Plan) => `dropper = Random(${seed}, stream=4)`;

/** A uniform distribution between -limit and limit has the variance limit² / 3. */
const variances: Record<string, (inputs: string, units: number) => [numerator: number, denominator: string]> = {
  lecun: (inputs) => [1, inputs],
  glorot: (inputs, units) => [2, `(${inputs} + ${units})`],
  he: (inputs) => [2, inputs],
};

/** An expression that draws by a rule. */
function drawn(rule: string, scale: number, inputs: string, units: number, shape: string): string {
  if (rule === "zeros") return `np.zeros(${shape}, np.float32)`;
  if (rule === "constant") return `np.full(${shape}, ${single(scale)}, np.float32)`;
  if (rule === "normal" || rule === "uniform") return `${rule}(${single(scale)}, ${shape})`;
  const [name = "", distribution = ""] = rule.split("_");
  const [numerator, denominator] = variances[name]?.(inputs, units) ?? [];
  return distribution === "normal"
    ? `normal((${numerator} / ${denominator}) ** 0.5, ${shape})`
    : `uniform((${3 * Number(numerator)} / ${denominator}) ** 0.5, ${shape})`;
}

export interface FirstParameters {
  weight: string;
  bias: string;
  /** What the weights are drawn by. */
  rule: string;
  inputs: string;
}

/** For each layer the expressions that give its first parameters, as float32 arrays [in, out] and [out]. */
export function firstParameters(plan: Plan): FirstParameters[] {
  const { layers, parameters } = plan;
  let inputs = plan.inputs === undefined ? "x_train.shape[1]" : String(plan.inputs);
  return layers.map((layer, i) => {
    const { units, weights, weightsScale, biases, biasesScale } = layer;
    const given = parameters?.[i];
    const own = inputs;
    inputs = String(units);
    if (given) {
      const array = (values: string) => `np.array(${values}, np.float32)`;
      return {
        ...{ weight: array(matrix(given.weight)), bias: array(row(given.bias)) },
        ...{ rule: comments.given, inputs: own },
      };
    }
    return {
      weight: drawn(weights, weightsScale, own, units, `(${own}, ${units})`),
      bias: drawn(biases, biasesScale, own, units, String(units)),
      ...{ rule: weights, inputs: own },
    };
  });
}

/** Whether it learns MNIST's digits; also where others were asked for, which only the engine can make. */
export const readsDigits = (plan: Plan) => plan.source === "mnist" || isWritten(plan);

/** x_train, x_test [examples, inputs] and what outputs should be, as labels or as targets [examples, outputs]. */
export function reading(plan: Plan, as: "labels" | "targets"): string {
  const outputs = plan.layers.at(-1)?.units ?? 0;
  const oneHot = (labels: string) =>
    outputs === 1 ? `${labels}.reshape(-1, 1).astype(np.float32)` : `np.eye(${outputs}, dtype=np.float32)[${labels}]`;
  const known = (labels: string) => (as === "labels" ? `${labels}.astype(np.int64)` : oneHot(labels));
  if (readsDigits(plan)) {
    return lines(
      'folder = sys.argv[1] if len(sys.argv) > 1 else "data"',
      "",
      "",
      `def read(name, header):  # ${comments.idx}`,
      '    return np.fromfile(f"{folder}/{name}-ubyte", np.uint8)[header:]',
      "",
      "",
      "def digits(part, count):",
      '    pixels = read(f"{part}-images-idx3", 16).reshape(-1, 784)[:count].astype(np.float32) / 255',
      `    return pixels, ${known('read(f"{part}-labels-idx1", 8)[:count]')}`,
      "",
      "",
      `x_train, t_train = digits("train", ${Math.min(plan.data.examples, mostDigits)})`,
      'x_test, t_test = digits("t10k", 10000)',
    );
  }
  if (plan.source === "given" && plan.points) {
    const { inputs, labels } = plan.points;
    const isOfLabels = as === "labels" && labels !== undefined;
    const answers = isOfLabels ? row(labels) : matrix(targetsOf(plan.points, outputs));
    return lines(
      `x_train = np.array(${matrix(inputs)}, np.float32)`,
      `t_train = np.array(${answers}, ${isOfLabels ? "np.int64" : "np.float32"})`,
      "x_test, t_test = x_train, t_train",
    );
  }
  const value = plan.classes ? known("rows[:, -2].astype(int)") : "rows[:, -2:-1]";
  const split = plan.source === "rule";
  return lines(
    `# ${comments.pointsFile}`,
    'points = np.loadtxt("points.csv", np.float32, delimiter=",", skiprows=1)',
    "",
    "",
    "def examples(rows):",
    `    return rows[:, :-2], ${value}`,
    "",
    "",
    `x_train, t_train = examples(points[points[:, -1] == 0])`,
    split ? `x_test, t_test = examples(points[points[:, -1] == 1])` : "x_test, t_test = x_train, t_train",
  );
}

export const isPlateau = ({ schedule }: Plan) => schedule.rule === "plateau";
export const hasSchedule = ({ schedule }: Plan) => schedule.rule !== "constant" || schedule.warmupSteps > 0;

/** def factor(step), with what it reads. */
export function factor(plan: Plan): string {
  const { rule, gamma, period, floor, warmupSteps } = plan.schedule;
  const stepsInAll = `${plan.epochs} * -(-len(x_train) // ${plan.batchSize})`;
  const run = warmupSteps > 0 ? `max(1, ${stepsInAll} - ${warmupSteps})` : stepsInAll;
  const readsPeriod = rule === "step_decay" || rule === "cosine";
  const after = {
    constant: "1",
    plateau: "reduction",
    step_decay: `${gamma} ** (step // period)`,
    exponential: `${gamma} ** step`,
    cosine: `${floor === 0 ? "" : `${floor} + (1 - ${floor}) * `}(1 + math.cos(math.pi * min(1, step / period))) / 2`,
  }[rule];
  const times = isPlateau(plan) ? "reduction * " : "";
  return lines(
    readsPeriod && `period = ${period === 0 ? `${run}  # ${comments.period}` : period}`,
    readsPeriod && ["", ""],
    `def factor(step):  # ${comments.factor}`,
    warmupSteps > 0 && [
      `    if step < ${warmupSteps}:`,
      `        return ${times}(step + 1) / ${warmupSteps}`,
      rule !== "constant" && rule !== "plateau" && `    step -= ${warmupSteps}`,
    ],
    `    return ${after}`,
  );
}

/** What comes after each epoch's scores: `keep` is an expression that copies the network, `restore` what puts it back. */
export function afterEpoch(plan: Plan, keep: string): { before: string[]; after: string[] } {
  const before: string[] = [];
  const after: string[] = [];
  if (isPlateau(plan)) {
    before.push("reduction, lowest_so_far, epochs_without = 1.0, np.inf, 0");
    after.push(
      lines(
        `# ${comments.plateau}`,
        "epochs_without = 0 if loss < lowest_so_far else epochs_without + 1",
        "lowest_so_far = min(loss, lowest_so_far)",
        `if epochs_without > ${plan.schedule.patience}:`,
        `    reduction, epochs_without = reduction * ${plan.schedule.gamma}, 0`,
      ),
    );
  }
  const { earlyStopping } = plan;
  if (earlyStopping) {
    const { patience, leastProgress } = earlyStopping;
    before.push("lowest, mark, without_progress = np.inf, np.inf, 0");
    after.push(
      lines(
        `# ${comments.earlyStopping}`,
        "if loss < lowest:",
        `    lowest, best = loss, ${keep}`,
        `if loss < mark${leastProgress > 0 ? ` - ${leastProgress}` : ""}:`,
        "    mark, without_progress = loss, 0",
        "else:",
        "    without_progress += 1",
        `if without_progress > ${patience}:`,
        "    break",
      ),
    );
  }
  return { before, after: after.map((part) => indented(part)) };
}

/** The line that prints an epoch's scores. */
export const printScores = ({ classes }: Plan): string =>
  `print(f"epoch {epoch}  loss {loss:.6f}${classes ? "  accuracy {accuracy:.4f}" : ""}")`;

export const threshold = ({ loss }: Plan): string =>
  ["cross_entropy", "binary_cross_entropy", "hinge"].includes(loss) ? "0" : "0.5";

export const readsMath = ({ schedule }: Plan) => schedule.rule === "cosine";

/** A run in plain NumPy: forward, loss, backward and update, all spelled out. */

import { programsWords as says } from "../words/programs.ts";
import { notesOf } from "./notes.ts";
import { type Plan, type PlannedLayer, shapeOf } from "./plan.ts";
import * as python from "./python.ts";
import { countsSteps, inNumPy } from "./rules.ts";
import { apart, enclosed, indented, lines, single } from "./text.ts";

const { comments } = says;

interface Activation {
  value: string[];
  /** From z, a and the gradient of a to that of z. */
  gradient: string;
  before?: string[];
}

const sigmoid = "0.5 * (1 + np.tanh(z / 2))";
const erf = ["erf = np.vectorize(math.erf, otypes=[np.float32])"];

const activations: Record<string, Activation> = {
  identity: { value: ["return z"], gradient: "da" },
  sigmoid: { value: [`return ${sigmoid}`], gradient: "da * a * (1 - a)" },
  tanh: { value: ["return np.tanh(z)"], gradient: "da * (1 - a * a)" },
  relu: { value: ["return np.maximum(z, 0)"], gradient: "da * (z > 0)" },
  leaky_relu: { value: ["return np.maximum(z, 0.01 * z)"], gradient: "np.where(z > 0, da, 0.01 * da)" },
  elu: {
    value: ["return np.where(z > 0, z, np.expm1(np.minimum(z, 0)))"],
    gradient: "np.where(z > 0, da, da * (a + 1))",
  },
  softplus: { value: ["return np.logaddexp(0, z)"], gradient: `da * ${sigmoid}` },
  silu: {
    value: [`return z * ${sigmoid}`],
    gradient: "da * (gate + a * (1 - gate))",
  },
  gelu: {
    value: ["return z * (1 + erf(z * 0.5**0.5)) / 2"],
    gradient: "da * ((1 + erf(z * 0.5**0.5)) / 2 + z * np.exp(-z * z / 2) / (2 * np.pi) ** 0.5)",
    before: erf,
  },
  softmax: {
    value: [
      "exponentials = np.exp(z - z.max(1, keepdims=True))",
      "return exponentials / exponentials.sum(1, keepdims=True)",
    ],
    gradient: "a * (da - (da * a).sum(1, keepdims=True))",
  },
  step: { value: ["return (z > 0).astype(np.float32)"], gradient: "0 * da" },
};

/** Each loss gives that of every example, and the gradient of their mean. */
const losses: Record<string, string[]> = {
  cross_entropy: [
    "y = y - y.max(1, keepdims=True)",
    "log_p = y - np.log(np.exp(y).sum(1, keepdims=True))",
    "return -(t * log_p).sum(1), (np.exp(log_p) - t) / len(y)",
  ],
  binary_cross_entropy: [
    "losses = np.maximum(y, 0) - t * y + np.log1p(np.exp(-abs(y)))",
    "return losses.mean(1), (0.5 * (1 + np.tanh(y / 2)) - t) / y.size",
  ],
  mean_squared_error: ["return ((y - t) ** 2).mean(1), 2 * (y - t) / y.size"],
  mean_absolute_error: ["return abs(y - t).mean(1), np.sign(y - t) / y.size"],
  huber: [
    "size = abs(y - t)",
    "losses = np.where(size < 1, size * size / 2, size - 0.5)",
    "return losses.mean(1), np.clip(y - t, -1, 1) / y.size",
  ],
  hinge: [
    "sides = 2 * t - 1",
    "missing = np.maximum(1 - sides * y, 0)",
    "return missing.mean(1), -sides * (missing > 0) / y.size",
  ],
};

export function numpy(plan: Plan): string {
  return `${apart(
    2,
    lines(python.docstring(plan, "numpy", notesOf(plan, "numpy")), imports(plan)),
    python.random(plan),
    ...(python.weightStream(plan)
      ? [lines(python.weightStream(plan), ["", ""], apart(2, ...python.drawing(plan)))]
      : []),
    lines(`# ${comments.data}`, python.reading(plan, "targets")),
    activationsOf(plan),
    layerClass(plan),
    networkOf(plan),
    lossOf(plan),
    training(plan),
  )}\n`;
}

function imports(plan: Plan): string {
  const readsMath = python.readsMath(plan) || plan.layers.some(({ activation }) => activation === "gelu");
  return lines(
    plan.earlyStopping && "import copy",
    readsMath && "import math",
    python.readsDigits(plan) && "import sys",
    (plan.earlyStopping || readsMath || python.readsDigits(plan)) && "",
    "import numpy as np",
  );
}

function activationsOf({ layers }: Plan): string {
  const names = [...new Set(layers.map(({ activation }) => activation))];
  return apart(
    2,
    names.flatMap((name) => {
      const { value, gradient, before = [] } = activations[name] as Activation;
      return [
        ...before,
        lines(`def ${name}(z):`, indented(lines(...value))),
        lines(`def ${name}_gradient(z, a, da):`, name === "silu" && `    gate = ${sigmoid}`, `    return ${gradient}`),
      ];
    }),
  );
}

const given = (plan: Plan): string[] => [
  ...(python.hasNorm(plan) ? ["norm=False"] : []),
  ...(python.hasDropout(plan) ? ["dropout=0"] : []),
];

function layerClass(plan: Plan): string {
  const [norm, dropout] = [python.hasNorm(plan), python.hasDropout(plan)];
  const hasState = plan.optimizer !== "sgd";
  return apart(
    1,
    lines(
      "class Layer:",
      `    def __init__(${["self", "weight", "bias", "activation", "gradient", ...given(plan)].join(", ")}):`,
      "        self.weight, self.bias = weight, bias  # [in, out], [out]",
      "        self.activation, self.gradient = activation, gradient",
      norm && [
        "        self.norm = norm",
        "        self.scale, self.shift = np.ones_like(bias), np.zeros_like(bias)",
        "        self.running_mean, self.running_variance = np.zeros_like(bias), np.ones_like(bias)",
      ],
      dropout && "        self.dropout = dropout",
      `        self.gradients${hasState ? ", self.state = {}, {}" : " = {}"}`,
    ),
    lines(
      "    def forward(self, x, training=False):",
      "        self.x = x",
      `        ${norm ? "z" : "self.z"} = x @ self.weight + self.bias`,
      norm && "        self.z = self.normalize(z, training) if self.norm else z",
      "        self.a = self.activation(self.z)",
      dropout && [
        "        if not (training and self.dropout):",
        "            return self.a",
        `        drawn = [dropper.uniform() for _ in range(self.a.size)]  # ${comments.dropoutDrawn}`,
        "        kept = np.array(drawn).reshape(self.a.shape) >= np.float32(self.dropout)",
        "        self.factor = kept.astype(np.float32) / (1 - self.dropout)",
        "        return self.a * self.factor",
      ],
      !dropout && "        return self.a",
    ),
    lines(
      "    def backward(self, gradient):",
      dropout && ["        if self.dropout:", "            gradient = gradient * self.factor"],
      "        dz = self.gradient(self.z, self.a, gradient)",
      norm && ["        if self.norm:", "            dz = self.normalize_back(dz)"],
      '        self.gradients["weight"] = self.x.T @ dz',
      '        self.gradients["bias"] = dz.sum(0)',
      "        return dz @ self.weight.T",
    ),
    norm && normalization,
  );
}

const normalization = [
  lines(
    "    def normalize(self, z, training):",
    "        mean, variance, n = self.running_mean, self.running_variance, len(z)",
    "        if training:",
    "            mean, variance = z.mean(0), z.var(0)",
    "            if n > 1:",
    "                self.running_mean = 0.9 * self.running_mean + 0.1 * mean",
    "                self.running_variance = 0.9 * self.running_variance + 0.1 * n / (n - 1) * variance",
    "        self.deviation = np.sqrt(variance + 1e-5)",
    "        self.normal = (z - mean) / self.deviation",
    "        return self.scale * self.normal + self.shift",
  ),
  lines(
    "    def normalize_back(self, du):",
    '        self.gradients["scale"] = (du * self.normal).sum(0)',
    '        self.gradients["shift"] = du.sum(0)',
    "        slope = (du * self.normal).mean(0)",
    "        return self.scale / self.deviation * (du - du.mean(0) - self.normal * slope)",
  ),
];

function networkOf(plan: Plan): string {
  const first = python.firstParameters(plan);
  const layer = ({ activation, batchNormalization, dropout }: PlannedLayer, i: number) =>
    enclosed(
      "Layer(",
      [
        ...[first[i]?.weight ?? "", first[i]?.bias ?? "", activation, `${activation}_gradient`],
        ...(batchNormalization ? ["norm=True"] : []),
        ...(dropout > 0 ? [`dropout=${single(dropout)}`] : []),
      ],
      ")",
    );
  const rules = plan.parameters ? comments.given : first.map(({ rule }) => rule).join(", ");
  return lines(
    `# ${comments.networkBy(shapeOf(plan), rules)}`,
    "layers = [",
    ...plan.layers.map((one, i) => `${indented(layer(one, i))},`),
    "]",
  );
}

function lossOf(plan: Plan): string {
  const right =
    plan.layers.at(-1)?.units === 1
      ? `((y > ${python.threshold(plan)}) == (t > 0.5)).mean()`
      : "(y.argmax(1) == t.argmax(1)).mean()";
  return apart(
    2,
    lines(`def ${plan.loss}(y, t):`, indented(lines(...(losses[plan.loss] ?? [])))),
    plan.prints === "scores" || plan.earlyStopping || python.isPlateau(plan)
      ? lines(
          "def evaluate(y, t):",
          "    for layer in layers:",
          "        y = layer.forward(y)",
          `    losses, _ = ${plan.loss}(y, t)`,
          `    return float(losses.mean(dtype=float))${plan.classes ? `, ${right}` : ""}`,
        )
      : false,
  );
}

/** How one parameter of a layer moves. */
function updateOf(plan: Plan): string {
  const { state, lines: moving } = inNumPy(plan);
  const zeros = state.length === 1 ? "np.zeros_like(gradient)" : "np.zeros((2, *gradient.shape), np.float32)";
  const [first = "", ...others] = moving;
  return lines(
    state.length > 0 && `${state.join(", ")} = layer.state.setdefault(name, ${zeros})`,
    plan.optimizer === "adamw" ? [`if name == "weight":  # ${comments.undecayed}`, indented(first)] : first,
    ...others,
  );
}

function training(plan: Plan): string {
  const { batchSize, epochs, learningRate, labelSmoothing, l1, l2, clipNorm, clipValue, maxNorm } = plan;
  const rates = python.hasSchedule(plan);
  const counts = rates || countsSteps(plan);
  const { before, after } = python.afterEpoch(plan, "copy.deepcopy(layers)");
  const scores = plan.prints === "scores" || after.length > 0;
  const outputs = plan.loss === "binary_cross_entropy" ? 2 : plan.layers.at(-1)?.units;
  const body = lines(
    "shuffler.shuffle(order)",
    `for first in range(0, len(order), ${batchSize}):`,
    `    batch = order[first : first + ${batchSize}]`,
    "    y, t = x_train[batch], t_train[batch]",
    labelSmoothing > 0 && [
      `    t = ${single(1 - labelSmoothing)} * t + ${single(labelSmoothing)} / ${outputs}  # ${comments.smoothing}`,
    ],
    "    for layer in layers:",
    "        y = layer.forward(y, training=True)",
    `    _, gradient = ${plan.loss}(y, t)`,
    "    for layer in reversed(layers):",
    "        gradient = layer.backward(gradient)",
    (l1 > 0 || l2 > 0) && [
      `    for layer in layers:  # ${comments.penalty}`,
      l1 > 0 && `        layer.gradients["weight"] += ${single(l1)} * np.sign(layer.weight)`,
      l2 > 0 && `        layer.gradients["weight"] += ${single(l2)} * layer.weight`,
    ],
    (clipValue > 0 || clipNorm > 0) && "    gradients = [g for layer in layers for g in layer.gradients.values()]",
    clipValue > 0 && [
      `    for g in gradients:  # ${comments.clipValue}`,
      `        np.clip(g, ${single(-clipValue)}, ${single(clipValue)}, out=g)`,
    ],
    clipNorm > 0 && [
      `    norm = float(sum((g.astype(float) ** 2).sum() for g in gradients)) ** 0.5  # ${comments.clipNorm}`,
      `    if norm > ${single(clipNorm)}:`,
      "        for g in gradients:",
      `            g *= ${single(clipNorm)} / norm`,
    ],
    rates && `    rate = ${single(learningRate)} * factor(step)`,
    counts && "    step += 1",
    "    for layer in layers:",
    "        for name, gradient in layer.gradients.items():",
    "            values = getattr(layer, name)",
    indented(updateOf(plan), 12),
    maxNorm > 0 && [
      `    for layer in layers:  # ${comments.maxNorm}`,
      "        norms = np.sqrt((layer.weight.astype(float) ** 2).sum(0))",
      `        layer.weight *= np.minimum(1, ${single(maxNorm)} / np.maximum(norms, 1e-30)).astype(np.float32)`,
    ],
  );
  return lines(
    rates && [python.factor(plan), "", ""],
    `# ${comments.training}`,
    python.orderStream(plan),
    python.hasDropout(plan) && python.dropoutStream(plan),
    "order = list(range(len(x_train)))",
    !rates && `rate = ${single(learningRate)}`,
    counts && "step = 0",
    ...before,
    `for epoch in range(1, ${epochs} + 1):`,
    indented(body),
    scores && `    loss${plan.classes ? ", accuracy" : ""} = evaluate(x_test, t_test)`,
    plan.prints === "scores" && `    ${python.printScores(plan)}`,
    ...after,
    plan.earlyStopping && "layers = best",
    plan.prints === "parameters" && [
      "",
      "for number, layer in enumerate(layers, 1):",
      "    for weights in layer.weight:",
      '        print(f"W{number}", *(f"{value:.9g}" for value in weights))',
      '    print(f"b{number}", *(f"{value:.9g}" for value in layer.bias))',
    ],
  );
}

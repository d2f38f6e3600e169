/** A run in PyTorch: its modules and optimizers, with random numbers as Inkling draws them. */

import { programsWords as says } from "../words/programs.ts";
import { notesOf } from "./notes.ts";
import { leavesOne, type Plan, type PlannedLayer, shapeOf } from "./plan.ts";
import * as python from "./python.ts";
import { inPyTorch } from "./rules.ts";
import { apart, enclosed, indented, lines, single } from "./text.ts";

const { comments } = says;

const activations: Record<string, string> = {
  sigmoid: "torch.nn.Sigmoid()",
  tanh: "torch.nn.Tanh()",
  relu: "torch.nn.ReLU()",
  leaky_relu: "torch.nn.LeakyReLU(0.01)",
  elu: "torch.nn.ELU()",
  softplus: "torch.nn.Softplus()",
  silu: "torch.nn.SiLU()",
  gelu: "torch.nn.GELU()",
  softmax: "torch.nn.Softmax(dim=1)",
  step: "Step()",
};

const losses: Record<string, string> = {
  cross_entropy: "F.cross_entropy(y, t)",
  binary_cross_entropy: "F.binary_cross_entropy_with_logits(y, t)",
  mean_squared_error: "F.mse_loss(y, t)",
  mean_absolute_error: "F.l1_loss(y, t)",
  huber: "F.huber_loss(y, t)",
  hinge: "F.relu(1 - (2 * t - 1) * y).mean()",
};

/** Of one number for each example, cross-entropy asks for the class alone. */
const asLabels = ({ loss, source, points }: Plan) =>
  loss === "cross_entropy" && !(source === "given" && points?.labels === undefined);

export function pytorch(plan: Plan): string {
  return `${apart(
    2,
    lines(python.docstring(plan, "pytorch", notesOf(plan, "pytorch")), imports(plan)),
    python.random(plan),
    ...(python.weightStream(plan)
      ? [lines(python.weightStream(plan), ["", ""], apart(2, ...python.drawing(plan)))]
      : []),
    lines(
      `# ${comments.data}`,
      python.reading(plan, asLabels(plan) ? "labels" : "targets"),
      "x_train, t_train, x_test, t_test = map(torch.from_numpy, (x_train, t_train, x_test, t_test))",
    ),
    ...modules(plan),
    networkOf(plan),
    training(plan),
  )}\n`;
}

function imports(plan: Plan): string {
  const standard = [
    plan.earlyStopping && "import copy",
    python.readsMath(plan) && "import math",
    python.readsDigits(plan) && "import sys",
  ];
  return lines(
    ...standard,
    standard.some(Boolean) && "",
    "import numpy as np",
    "import torch",
    "import torch.nn.functional as F",
  );
}

/** What PyTorch does not have, or draws otherwise. */
function modules(plan: Plan): string[] {
  const all: string[] = [];
  if (python.hasDropout(plan)) {
    all.push(
      lines(
        python.dropoutStream(plan),
        "",
        "",
        `class Dropout(torch.nn.Module):  # ${comments.dropoutDrawn}`,
        "    def __init__(self, share):",
        "        super().__init__()",
        "        self.share = share",
        "",
        "    def forward(self, x):",
        "        if not self.training:",
        "            return x",
        "        drawn = torch.tensor([dropper.uniform() for _ in range(x.numel())]).reshape(x.shape)",
        "        return x * (drawn >= self.share) / (1 - self.share)",
      ),
    );
  }
  if (plan.layers.some(({ activation }) => activation === "step")) {
    all.push(
      lines("class Step(torch.nn.Module):", "    def forward(self, x):", "        return (x > 0).float() + 0 * x"),
    );
  }
  return all;
}

function networkOf(plan: Plan): string {
  const first = python.firstParameters(plan);
  const parts = ({ units, activation, batchNormalization, dropout }: PlannedLayer, i: number) => [
    `torch.nn.Linear(${first[i]?.inputs}, ${units}),`,
    ...(batchNormalization ? [`torch.nn.BatchNorm1d(${units}),`] : []),
    ...(activation === "identity" ? [] : [`${activations[activation]},`]),
    ...(dropout > 0 ? [`Dropout(${single(dropout)}),`] : []),
  ];
  return lines(
    `# ${comments.network(shapeOf(plan))}`,
    "network = torch.nn.Sequential(",
    indented(lines(...plan.layers.flatMap(parts))),
    ")",
    "linear = [layer for layer in network if isinstance(layer, torch.nn.Linear)]",
    "",
    `# ${plan.parameters ? comments.given : comments.drawn}`,
    "first = [",
    ...first.map(({ weight, bias, rule }) => {
      const pair = indented(`${enclosed("(", [weight, bias], ")")},`);
      return rule === comments.given ? pair : `${pair}  # ${rule}`;
    }),
    "]",
    "with torch.no_grad():",
    "    for layer, (weight, bias) in zip(linear, first):",
    `        layer.weight.copy_(torch.from_numpy(weight.T))  # ${comments.transposed}`,
    "        layer.bias.copy_(torch.from_numpy(bias))",
  );
}

/** PyTorch's scheduler knows the next step's rate too early for what an epoch's end decides. */
const usesScheduler = (plan: Plan) => python.hasSchedule(plan) && !python.isPlateau(plan);

function optimizerOf(plan: Plan): string {
  return lines(
    plan.optimizer === "adamw" && [
      `# ${comments.undecayed}`,
      "weights = [layer.weight for layer in linear]",
      "others = [p for p in network.parameters() if not any(p is weight for weight in weights)]",
      'groups = [{"params": weights}, {"params": others, "weight_decay": 0}]',
    ],
    `optimizer = ${inPyTorch(plan, plan.optimizer === "adamw" ? "groups" : "network.parameters()")}`,
    usesScheduler(plan) && "schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, factor)",
  );
}

/** The loss that is made small, smoothing and penalties with it. */
function objective(plan: Plan): string[] {
  const { loss, labelSmoothing, l1, l2 } = plan;
  const smoothing = single(labelSmoothing);
  const smoothed =
    labelSmoothing === 0
      ? "loss_of(y, t)"
      : loss === "cross_entropy"
        ? `F.cross_entropy(y, t, label_smoothing=${smoothing})`
        : `loss_of(y, ${single(1 - labelSmoothing)} * t + ${smoothing} / 2)`;
  return [
    `    objective = ${smoothed}`,
    ...(l1 > 0 || l2 > 0 ? [`    for layer in linear:  # ${comments.penalty}`] : []),
    ...(l1 > 0 ? [`        objective = objective + ${single(l1)} * layer.weight.abs().sum()`] : []),
    ...(l2 > 0 ? [`        objective = objective + ${single(l2)} / 2 * (layer.weight**2).sum()`] : []),
  ];
}

function training(plan: Plan): string {
  const { batchSize, epochs, clipNorm, clipValue, maxNorm } = plan;
  const steers = python.isPlateau(plan);
  const { before, after } = python.afterEpoch(plan, "copy.deepcopy(network.state_dict())");
  const scores = plan.prints === "scores" || after.length > 0;
  const skips = python.hasNorm(plan) && leavesOne(plan);
  const body = lines(
    "shuffler.shuffle(order)",
    "network.train()",
    `for first in range(0, len(order), ${batchSize}):`,
    `    batch = order[first : first + ${batchSize}]`,
    skips && ["    if len(batch) == 1:", "        continue"],
    "    y, t = network(x_train[batch]), t_train[batch]",
    ...objective(plan),
    "    optimizer.zero_grad()",
    "    objective.backward()",
    clipValue > 0 && `    torch.nn.utils.clip_grad_value_(network.parameters(), ${single(clipValue)})`,
    clipNorm > 0 && `    torch.nn.utils.clip_grad_norm_(network.parameters(), ${single(clipNorm)})`,
    steers && [
      "    for group in optimizer.param_groups:",
      `        group["lr"] = ${single(plan.learningRate)} * factor(step)`,
      "    step += 1",
    ],
    "    optimizer.step()",
    usesScheduler(plan) && "    schedule.step()",
    maxNorm > 0 && [
      "    with torch.no_grad():",
      `        for layer in linear:  # ${comments.maxNorm}`,
      "            norms = layer.weight.norm(dim=1, keepdim=True).clamp(min=1e-30)",
      `            layer.weight *= (${single(maxNorm)} / norms).clamp(max=1)`,
    ],
  );
  const right =
    plan.layers.at(-1)?.units === 1
      ? `((y > ${python.threshold(plan)}) == (t > 0.5))`
      : `(y.argmax(1) == ${asLabels(plan) ? "t" : "t.argmax(1)"})`;
  return lines(
    lines("def loss_of(y, t):", `    return ${losses[plan.loss]}`),
    ["", ""],
    python.hasSchedule(plan) && [python.factor(plan), "", ""],
    `# ${comments.training}`,
    ...before,
    optimizerOf(plan),
    python.orderStream(plan),
    "order = list(range(len(x_train)))",
    steers && "step = 0",
    `for epoch in range(1, ${epochs} + 1):`,
    indented(body),
    scores && [
      "    network.eval()",
      "    with torch.no_grad():",
      "        y, t = network(x_test), t_test",
      "        loss = loss_of(y, t).item()",
      plan.classes && `        accuracy = ${right}.float().mean().item()`,
    ],
    plan.prints === "scores" && `    ${python.printScores(plan)}`,
    ...after,
    plan.earlyStopping && "network.load_state_dict(best)",
    plan.prints === "parameters" && [
      "",
      "for number, layer in enumerate(linear, 1):",
      "    for weights in layer.weight.T.tolist():",
      '        print(f"W{number}", *(f"{value:.9g}" for value in weights))',
      '    print(f"b{number}", *(f"{value:.9g}" for value in layer.bias.tolist()))',
    ],
  );
}

#!/usr/bin/env python3
"""Writes golden_runs.h: ten training steps of small networks as PyTorch takes them, for golden_test.cpp to repeat.

Run it by hand where PyTorch is installed (on Debian: apt install python3-torch) and commit what it writes:

    python3 tests/engine/golden/generate.py

Everything is computed in float64 from numbers that float32 holds exactly, so that the file is the truth to all its
digits and does not depend on the machine or on PyTorch's version.
"""

import pathlib
import random
import warnings

import torch
from torch.optim import lr_scheduler

STEPS = 10
BATCH, INPUTS, HIDDEN, OUTPUTS = 5, 3, 4, 2

torch.set_default_dtype(torch.float64)
# SequentialLR itself steps its second schedule in a way that PyTorch warns of.
warnings.filterwarnings("ignore", message="The epoch parameter")


# ----- The data and the initial parameters


def draw(generator, rows, columns, size=1.0):
    """A matrix of multiples of 1/64 between -size and size."""
    return torch.tensor(
        [[round(generator.uniform(-size, size) * 64) / 64 for _ in range(columns)] for _ in range(rows)]
    )


generator = random.Random(1)
X = draw(generator, BATCH, INPUTS, 2)
# In the order of Network::parameters and its convention: a weight is [in, out], where PyTorch's is [out, in].
WEIGHT_1, BIAS_1 = draw(generator, INPUTS, HIDDEN), draw(generator, 1, HIDDEN)
SCALE, SHIFT = 1 + draw(generator, 1, HIDDEN, 0.5), draw(generator, 1, HIDDEN, 0.5)
WEIGHT_2, BIAS_2 = draw(generator, HIDDEN, OUTPUTS), draw(generator, 1, OUTPUTS)

TARGETS = {
    "one_hot_targets": torch.tensor([[1, 0], [0, 1], [0, 1], [1, 0], [0, 1]]).double(),
    "soft_targets": torch.tensor([[0.75, 0.25], [0.125, 0.875], [0.5, 0.5], [1, 0], [0.375, 0.625]]),
    # Any number of the outputs may be on.
    "side_targets": torch.tensor([[1, 1], [0, 1], [0, 0], [1, 0], [0, 1]]).double(),
    # Far enough that some errors are beyond 1, where Huber's loss changes from square to line, and some within.
    "real_targets": draw(generator, BATCH, OUTPUTS, 3),
}


class Small(torch.nn.Module):
    """3 inputs, 4 hidden units with an activation, 2 outputs."""

    def __init__(self, activation=torch.tanh, output=lambda y: y, normalized=False):
        super().__init__()
        self.hidden = torch.nn.Linear(INPUTS, HIDDEN)
        self.norm = torch.nn.BatchNorm1d(HIDDEN) if normalized else None
        self.out = torch.nn.Linear(HIDDEN, OUTPUTS)
        self.activation = activation
        self.output = output
        with torch.no_grad():
            self.hidden.weight.copy_(WEIGHT_1.T)
            self.hidden.bias.copy_(BIAS_1[0])
            self.out.weight.copy_(WEIGHT_2.T)
            self.out.bias.copy_(BIAS_2[0])
            if normalized:
                self.norm.weight.copy_(SCALE[0])
                self.norm.bias.copy_(SHIFT[0])

    def forward(self, x):
        z = self.hidden(x)
        if self.norm is not None:
            z = self.norm(z)
        return self.output(self.out(self.activation(z)))

    def weights(self):
        return [self.hidden.weight, self.out.weight]

    def others(self):
        norm = [] if self.norm is None else [self.norm.weight, self.norm.bias]
        return [self.hidden.bias, self.out.bias, *norm]

    def in_order(self):
        """All parameters in the order of Network::parameters."""
        norm = [] if self.norm is None else [self.norm.weight, self.norm.bias]
        return [self.hidden.weight.T, self.hidden.bias, *norm, self.out.weight.T, self.out.bias]


# ----- A run


def sgd(network, rate=0.5, **constants):
    return torch.optim.SGD(network.parameters(), lr=rate, **constants)


def run(
    network=None,
    loss=torch.nn.CrossEntropyLoss(),
    targets="one_hot_targets",
    optimizer=sgd,
    schedule=None,
    penalty=None,
    clip=None,
    constrain=None,
):
    """Ten steps on the whole batch. `schedule(optimizer)` returns what is called after each step with its number."""
    network = network or Small()
    optimizer = optimizer(network)
    advance = schedule(optimizer) if schedule else lambda step: None
    losses = []
    network.train()
    for step in range(STEPS):
        optimizer.zero_grad()
        value = loss(network(X), TARGETS[targets])
        losses.append(value.item())
        (value + penalty(network) if penalty else value).backward()
        if clip:
            clip(network.parameters())
        optimizer.step()
        if constrain:
            constrain(network)
        advance(step)
    network.eval()
    with torch.no_grad():
        outputs = network(X)
    return {
        "losses": losses,
        "parameters": torch.cat([parameter.reshape(-1) for parameter in network.in_order()]).tolist(),
        "running": [] if network.norm is None else [*network.norm.running_mean.tolist(),
                                                    *network.norm.running_var.tolist()],
        "outputs": outputs.reshape(-1).tolist(),
    }


RUNS = {}

# ----- Optimizers. Epsilon is large, so that it shows on which side of a root or a division it stands.

EPSILON = 1e-3
BETAS = (0.8, 0.95)


def adamw(network):
    groups = [{"params": network.weights()}, {"params": network.others(), "weight_decay": 0.0}]
    return torch.optim.AdamW(groups, lr=0.05, betas=BETAS, eps=EPSILON, weight_decay=0.5)


OPTIMIZERS = {
    "sgd": lambda n: torch.optim.SGD(n.parameters(), lr=0.05),
    "momentum": lambda n: torch.optim.SGD(n.parameters(), lr=0.05, momentum=0.75),
    "nesterov": lambda n: torch.optim.SGD(n.parameters(), lr=0.05, momentum=0.75, nesterov=True),
    "adagrad": lambda n: torch.optim.Adagrad(n.parameters(), lr=0.05, eps=EPSILON),
    "rmsprop": lambda n: torch.optim.RMSprop(n.parameters(), lr=0.05, alpha=0.9, eps=EPSILON),
    "adam": lambda n: torch.optim.Adam(n.parameters(), lr=0.05, betas=BETAS, eps=EPSILON),
    "adamw": adamw,
}
for name, optimizer in OPTIMIZERS.items():
    RUNS["optimizer " + name] = run(optimizer=optimizer)

# ----- Losses


def hinge(y, t):
    """With targets 0 and 1 for the sides -1 and 1. PyTorch has none for more than embeddings and classes."""
    return torch.clamp(1 - (2 * t - 1) * y, min=0).mean()


RUNS["loss cross_entropy"] = run()
RUNS["loss binary_cross_entropy"] = run(loss=torch.nn.BCEWithLogitsLoss(), targets="side_targets")
RUNS["loss mean_squared_error"] = run(loss=torch.nn.MSELoss(), targets="real_targets")
RUNS["loss mean_absolute_error"] = run(loss=torch.nn.L1Loss(), targets="real_targets")
RUNS["loss huber"] = run(loss=torch.nn.HuberLoss(), targets="real_targets")
RUNS["loss hinge"] = run(loss=hinge, targets="side_targets")
RUNS["soft cross_entropy"] = run(targets="soft_targets")
RUNS["soft binary_cross_entropy"] = run(loss=torch.nn.BCEWithLogitsLoss(), targets="soft_targets")
RUNS["label smoothing"] = run(loss=torch.nn.CrossEntropyLoss(label_smoothing=0.25))

# ----- Schedules

OBSERVED = [1.0, 0.8, 0.9, 0.8, 0.75, 0.9, 1.2, 0.7, 0.75, 0.7]  # told to the plateau, one after each step


def step_decay(optimizer):
    return lr_scheduler.StepLR(optimizer, step_size=3, gamma=0.5)


def exponential(optimizer):
    return lr_scheduler.ExponentialLR(optimizer, gamma=0.75)


def cosine(optimizer):
    return lr_scheduler.CosineAnnealingLR(optimizer, T_max=6, eta_min=0.5 * 0.125)


def plain(scheduler):
    """A schedule of steps; at most `period` of them, because PyTorch's cosine rises again after its period."""

    def start(optimizer):
        made = scheduler(optimizer)
        period = getattr(made, "T_max", STEPS)
        return lambda step: made.step() if step < period else None

    return start


def plateau(optimizer):
    made = lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=1, threshold=0)
    return lambda step: made.step(OBSERVED[step])


def warm(scheduler, warmup=4):
    """The rates 1/4, 2/4, 3/4 and 4/4 of the full one, then the schedule from its start."""

    def start(optimizer):
        rise = lr_scheduler.LinearLR(optimizer, start_factor=1 / warmup, total_iters=warmup - 1)
        both = lr_scheduler.SequentialLR(optimizer, [rise, scheduler(optimizer)], milestones=[warmup])
        return lambda step: both.step()

    return start


def warm_plateau(optimizer, warmup=4):
    """PyTorch chains no plateau, so the rise is by hand."""
    full = optimizer.param_groups[0]["lr"]
    reduce = plateau(optimizer)
    reduced = {"rate": full}

    def rise(step):
        optimizer.param_groups[0]["lr"] = reduced["rate"] * min(1, (step + 1) / warmup)

    def advance(step):
        optimizer.param_groups[0]["lr"] = reduced["rate"]
        reduce(step)
        reduced["rate"] = optimizer.param_groups[0]["lr"]
        rise(step + 1)

    rise(0)
    return advance


def constant(optimizer):
    return lr_scheduler.LambdaLR(optimizer, lambda step: 1)


RULES = {"constant": constant, "step_decay": step_decay, "exponential": exponential, "cosine": cosine}
for name, rule in RULES.items():
    RUNS["schedule " + name] = run(schedule=plain(rule))
    RUNS["warm-up " + name] = run(schedule=warm(rule))
RUNS["schedule plateau"] = run(schedule=plateau)
RUNS["warm-up plateau"] = run(schedule=warm_plateau)

# ----- Activations

functional = torch.nn.functional
ACTIVATIONS = {
    "identity": lambda z: z,
    "sigmoid": torch.sigmoid,
    "tanh": torch.tanh,
    "relu": torch.relu,
    "leaky_relu": functional.leaky_relu,
    "elu": functional.elu,
    "softplus": functional.softplus,
    "silu": functional.silu,
    "gelu": functional.gelu,
    "softmax": lambda z: torch.softmax(z, dim=1),
}
for name, activation in ACTIVATIONS.items():
    RUNS["activation " + name] = run(Small(activation))
    RUNS["output " + name] = run(Small(output=activation), loss=torch.nn.MSELoss())

# ----- Batch normalisation

RUNS["batch normalisation"] = run(Small(normalized=True))
RUNS["batch normalisation, relu, adam"] = run(
    Small(torch.relu, normalized=True),
    optimizer=lambda n: torch.optim.Adam(n.parameters(), lr=0.05, betas=BETAS, eps=EPSILON),
)

# ----- Regularisation

clipping = torch.nn.utils


def weights_decay(constructor, l2, **constants):
    """PyTorch's coupled weight decay is the gradient of l2 / 2 w²; here of weights only."""
    return lambda n: constructor([{"params": n.weights(), "weight_decay": l2}, {"params": n.others()}], **constants)


def l1(network):
    return 0.05 * sum(weight.abs().sum() for weight in network.weights())


def max_norm(network):
    """Of each unit's incoming weights: rows, in PyTorch's convention."""
    with torch.no_grad():
        for weight in network.weights():
            weight.copy_(torch.renorm(weight, p=2, dim=0, maxnorm=0.75))


RUNS["l1"] = run(penalty=l1)
RUNS["l2"] = run(optimizer=weights_decay(torch.optim.SGD, 0.1, lr=0.5))
RUNS["l2, adam"] = run(optimizer=weights_decay(torch.optim.Adam, 0.1, lr=0.05, betas=BETAS, eps=EPSILON))
RUNS["l1 and l2"] = run(penalty=l1, optimizer=weights_decay(torch.optim.SGD, 0.1, lr=0.5))
RUNS["clip norm"] = run(clip=lambda p: clipping.clip_grad_norm_(p, 0.25))
RUNS["clip value"] = run(clip=lambda p: clipping.clip_grad_value_(p, 0.0625))


def clip_both(parameters):
    parameters = list(parameters)
    clipping.clip_grad_value_(parameters, 0.125)
    clipping.clip_grad_norm_(parameters, 0.25)


RUNS["clip value, then norm"] = run(clip=clip_both)
RUNS["l1, clip norm"] = run(penalty=l1, clip=lambda p: clipping.clip_grad_norm_(p, 0.25))
RUNS["max norm"] = run(constrain=max_norm)
RUNS["max norm, adam"] = run(
    optimizer=lambda n: torch.optim.Adam(n.parameters(), lr=0.05, betas=BETAS, eps=EPSILON), constrain=max_norm
)

# ----- The file


def numbers(values):
    """In braces, broken at 120 characters."""
    lines, line = [], "     {"
    for i, value in enumerate(values):
        text = f"{value:.9g}" + ("," if i + 1 < len(values) else "}")
        if len(line) + 1 + len(text) > 118:
            lines.append(line)
            line = "      "
        line += text if line.endswith("{") else " " + text
    return "\n".join([*lines, line if values else line + "}"])


def matrix(name, values):
    rows = ", ".join("{" + ", ".join(f"{v:.9g}" for v in row) + "}" for row in values.tolist())
    return f"inline const Matrix<float> {name}{{{rows}}};"


def flat(name, values):
    return f"inline const std::vector<float> {name}\n" + numbers(values).strip() + ";"


def initial(normalized):
    norm = [SCALE, SHIFT] if normalized else []
    tensors = [WEIGHT_1, BIAS_1, *norm, WEIGHT_2, BIAS_2]
    return torch.cat([tensor.reshape(-1) for tensor in tensors]).tolist()


HEAD = """/// Ten training steps of small networks, as PyTorch takes them. Written by generate.py: change that, and run it.
#pragma once

#include <inkling/matrix.h>

#include <string_view>
#include <vector>

// clang-format off

namespace inkling::golden {

struct Run {
  std::string_view name;
  std::vector<double> losses;      ///< of each step, before its update and without penalties
  std::vector<double> parameters;  ///< after the last step, in the order of Network::parameters
  std::vector<double> running;     ///< with batch normalisation, its running means, then variances
  std::vector<double> outputs;     ///< of the trained network in evaluation, [5, 2]
};
"""


def main():
    parts = [HEAD, matrix("inputs", X)]
    parts += [matrix(name, targets) for name, targets in TARGETS.items()]
    parts.append("/// Of 3-4-2, and of the same with batch normalisation in its hidden layer.")
    parts += [flat("initial", initial(False)), flat("initial_normalized", initial(True))]
    parts.append("\ninline const std::vector<Run> runs{")
    for name, result in RUNS.items():
        fields = ",\n".join(numbers(result[field]) for field in ("losses", "parameters", "running", "outputs"))
        parts.append(f'    {{"{name}",\n{fields}}},')
    parts.append("};\n\n}  // namespace inkling::golden\n\n// clang-format on\n")
    path = pathlib.Path(__file__).with_name("golden_runs.h")
    path.write_text("\n".join(parts), encoding="utf-8")
    print(f"Wrote {len(RUNS)} runs to {path}.")


if __name__ == "__main__":
    main()

/** The optimizers, spelled out: how a parameter moves by its gradient, at a rate. */

import type { Plan } from "./plan.ts";
import { single } from "./text.ts";

export type Constants = Pick<
  Plan,
  "optimizer" | "learningRate" | "momentum" | "decay" | "beta1" | "beta2" | "epsilon" | "weightDecay"
>;

interface Rule {
  /** What it remembers of each parameter, zeros at first. */
  state: string[];
  lines: string[];
}

/** Of arrays `values`, with `gradient`, `rate` and `step`, counted from 1. */
export function inNumPy({ optimizer, momentum, decay, beta1, beta2, epsilon, weightDecay }: Constants): Rule {
  const [mu, rho, b1, b2, tiny] = [momentum, decay, beta1, beta2, epsilon].map(single);
  const velocity = `velocity[:] = ${mu} * velocity + gradient`;
  const adam = [
    `m[:] = ${b1} * m + (1 - ${b1}) * gradient`,
    `v[:] = ${b2} * v + (1 - ${b2}) * gradient * gradient`,
    `root = np.sqrt(v / (1 - ${b2}**step))`,
    `values -= rate / (1 - ${b1}**step) * m / (root + ${tiny})`,
  ];
  const rules: Record<string, Rule> = {
    sgd: { state: [], lines: ["values -= rate * gradient"] },
    momentum: { state: ["velocity"], lines: [velocity, "values -= rate * velocity"] },
    nesterov: { state: ["velocity"], lines: [velocity, `values -= rate * (gradient + ${mu} * velocity)`] },
    adagrad: {
      state: ["squares"],
      lines: ["squares += gradient * gradient", `values -= rate * gradient / (np.sqrt(squares) + ${tiny})`],
    },
    rmsprop: {
      state: ["squares"],
      lines: [
        `squares[:] = ${rho} * squares + (1 - ${rho}) * gradient * gradient`,
        `values -= rate * gradient / (np.sqrt(squares) + ${tiny})`,
      ],
    },
    adam: { state: ["m", "v"], lines: adam },
    adamw: { state: ["m", "v"], lines: [`values *= 1 - rate * ${single(weightDecay)}`, ...adam] },
  };
  return rules[optimizer] as Rule;
}

/** Of numbers `point[i]`, with the gradient `g`. */
export function inJavaScript({ optimizer, momentum, decay, beta1, beta2, epsilon, weightDecay }: Constants): Rule {
  const [mu, rho, b1, b2, tiny] = [momentum, decay, beta1, beta2, epsilon].map(single);
  const velocity = `velocity[i] = ${mu} * velocity[i] + g;`;
  const adam = [
    `m[i] = ${b1} * m[i] + (1 - ${b1}) * g;`,
    `v[i] = ${b2} * v[i] + (1 - ${b2}) * g * g;`,
    `const root = Math.sqrt(v[i] / (1 - ${b2} ** step));`,
    `point[i] -= ((rate / (1 - ${b1} ** step)) * m[i]) / (root + ${tiny});`,
  ];
  const rules: Record<string, Rule> = {
    sgd: { state: [], lines: ["point[i] -= rate * g;"] },
    momentum: { state: ["velocity"], lines: [velocity, "point[i] -= rate * velocity[i];"] },
    nesterov: { state: ["velocity"], lines: [velocity, `point[i] -= rate * (g + ${mu} * velocity[i]);`] },
    adagrad: {
      state: ["squares"],
      lines: ["squares[i] += g * g;", `point[i] -= (rate * g) / (Math.sqrt(squares[i]) + ${tiny});`],
    },
    rmsprop: {
      state: ["squares"],
      lines: [
        `squares[i] = ${rho} * squares[i] + (1 - ${rho}) * g * g;`,
        `point[i] -= (rate * g) / (Math.sqrt(squares[i]) + ${tiny});`,
      ],
    },
    adam: { state: ["m", "v"], lines: adam },
    adamw: { state: ["m", "v"], lines: [`point[i] *= 1 - rate * ${single(weightDecay)};`, ...adam] },
  };
  return rules[optimizer] as Rule;
}

/** What makes PyTorch's optimizer of `parameters`. */
export function inPyTorch(constants: Constants, parameters: string): string {
  const { optimizer, learningRate, momentum, decay, beta1, beta2, epsilon, weightDecay } = constants;
  const [mu, rho, tiny] = [momentum, decay, epsilon].map(single);
  const adam = `betas=(${single(beta1)}, ${single(beta2)}), eps=${tiny}`;
  const [name, own] = {
    sgd: ["SGD", ""],
    momentum: ["SGD", `, momentum=${mu}`],
    nesterov: ["SGD", `, momentum=${mu}, nesterov=True`],
    adagrad: ["Adagrad", `, eps=${tiny}`],
    rmsprop: ["RMSprop", `, alpha=${rho}, eps=${tiny}`],
    adam: ["Adam", `, ${adam}`],
    adamw: ["AdamW", `, ${adam}, weight_decay=${single(weightDecay)}`],
  }[optimizer] as [string, string];
  return `torch.optim.${name}(${parameters}, lr=${single(learningRate)}${own})`;
}

/** What makes Keras's optimizer; `rate` is a number or what gives it, and `clips` more of its arguments. */
export function inKeras(constants: Constants, rate: string, clips: readonly string[] = []): [string, string[]] {
  const { optimizer, momentum, decay, beta1, beta2, epsilon, weightDecay } = constants;
  const [mu, rho, b1, b2, tiny] = [momentum, decay, beta1, beta2, epsilon].map(single);
  const adam = [`beta_1=${b1}`, `beta_2=${b2}`, `epsilon=${tiny}`];
  const [name, own] = {
    sgd: ["SGD", []],
    momentum: ["SGD", [`momentum=${mu}`]],
    nesterov: ["SGD", [`momentum=${mu}`, "nesterov=True"]],
    adagrad: ["Adagrad", ["initial_accumulator_value=0.0", `epsilon=${tiny}`]],
    rmsprop: ["RMSprop", [`rho=${rho}`, `epsilon=${tiny}`]],
    adam: ["Adam", adam],
    adamw: ["AdamW", [`weight_decay=${single(weightDecay)}`, ...adam]],
  }[optimizer] as [string, string[]];
  return [`keras.optimizers.${name}(`, [rate, ...own, ...clips]];
}

/** Whether the rule counts steps. */
export const countsSteps = ({ optimizer }: Constants): boolean => optimizer.startsWith("adam");

/** A run as one would write it with Keras 3. Its random numbers are its own. */

import { mostDigits } from "../../protocol.ts";
import { programsWords as says } from "../words/programs.ts";
import { notesOf } from "./notes.ts";
import type { Plan, PlannedLayer } from "./plan.ts";
import * as python from "./python.ts";
import { inKeras } from "./rules.ts";
import { apart, enclosed, indented, lines, row, single } from "./text.ts";

const { comments } = says;

export function keras(plan: Plan): string {
  const callbacks = callbacksOf(plan);
  const { before, rate } = rateOf(plan);
  return `${apart(
    1,
    lines(python.docstring(plan, "keras", notesOf(plan, "keras")), imports(plan)),
    `keras.utils.set_random_seed(${plan.seed})`,
    lines(`# ${comments.data}`, reading(plan)),
    networkOf(plan),
    lines(
      before,
      `optimizer = ${optimizerOf(plan, rate)}`,
      plan.optimizer === "adamw" && [
        `optimizer.exclude_from_weight_decay(var_names=["bias", "gamma", "beta"])  # ${comments.undecayed}`,
      ],
      enclosed(
        "network.compile(",
        ["optimizer=optimizer", `loss=${lossOf(plan)}`, ...(plan.classes ? [`metrics=[${accuracyOf(plan)}]`] : [])],
        ")",
      ),
    ),
    plan.prints === "scores" && ["", tell(plan), ""].join("\n"),
    callbacks.length > 0 && enclosed("callbacks = [", callbacks, "]"),
    enclosed(
      "network.fit(",
      [
        ...["x_train", "t_train", `batch_size=${plan.batchSize}`, `epochs=${plan.epochs}`],
        ...["validation_data=(x_test, t_test)"],
        ...(callbacks.length > 0 ? ["callbacks=callbacks"] : []),
        ...["verbose=0"],
      ],
      ")",
    ),
    ...(plan.prints === "parameters" ? [printParameters] : []),
  )}\n`;
}

const imports = (plan: Plan) =>
  lines(
    (plan.source === "given" || !python.readsDigits(plan) || plan.parameters !== undefined) && "import numpy as np",
    "import keras",
  );

/** Keras fetches MNIST itself, and takes classes as they are where the loss does. */
const takesLabels = ({ loss, labelSmoothing, source, points }: Plan) =>
  loss === "cross_entropy" && labelSmoothing === 0 && !(source === "given" && points?.labels === undefined);

function reading(plan: Plan): string {
  if (!python.readsDigits(plan)) return python.reading(plan, takesLabels(plan) ? "labels" : "targets");
  const count = Math.min(plan.data.examples, mostDigits);
  const part = count < mostDigits ? `[:${count}]` : "";
  const outputs = plan.layers.at(-1)?.units;
  return lines(
    "(x_train, t_train), (x_test, t_test) = keras.datasets.mnist.load_data()",
    part !== "" && `x_train, t_train = x_train${part}, t_train${part}`,
    'x_train = x_train.reshape(-1, 784).astype("float32") / 255',
    'x_test = x_test.reshape(-1, 784).astype("float32") / 255',
    !takesLabels(plan) && [
      `t_train = keras.utils.to_categorical(t_train, ${outputs})`,
      `t_test = keras.utils.to_categorical(t_test, ${outputs})`,
    ],
  );
}

const initializers: Record<string, (scale: string) => string> = {
  zeros: () => '"zeros"',
  constant: (scale) => `keras.initializers.Constant(${scale})`,
  normal: (scale) => `keras.initializers.RandomNormal(stddev=${scale})`,
  uniform: (scale) => `keras.initializers.RandomUniform(-${scale}, ${scale})`,
  lecun_uniform: () => '"lecun_uniform"',
  // Keras draws its normal ones from a truncated distribution of the same variance under these names.
  lecun_normal: () => untruncated(1, "fan_in"),
  glorot_uniform: () => '"glorot_uniform"',
  glorot_normal: () => untruncated(1, "fan_avg"),
  he_uniform: () => '"he_uniform"',
  he_normal: () => untruncated(2, "fan_in"),
};

const untruncated = (scale: number, mode: string) =>
  `keras.initializers.VarianceScaling(${scale}, "${mode}", "untruncated_normal")`;

const layersOfActivation: Record<string, string> = {
  leaky_relu: "keras.layers.LeakyReLU(negative_slope=0.01)",
  step: "keras.layers.Lambda(lambda z: keras.ops.cast(z > 0, z.dtype))",
};

function networkOf(plan: Plan): string {
  const { l1, l2, maxNorm } = plan;
  const regularizer =
    l1 > 0 || l2 > 0 ? [`kernel_regularizer=keras.regularizers.L1L2(${single(l1)}, ${single(l2 / 2)})`] : [];
  const constraint = maxNorm > 0 ? [`kernel_constraint=keras.constraints.MaxNorm(${single(maxNorm)}, axis=0)`] : [];
  const parts = (layer: PlannedLayer) => {
    const { units, activation, weights, weightsScale, biases, biasesScale, batchNormalization, dropout } = layer;
    const isApart = batchNormalization || activation in layersOfActivation;
    const own = layersOfActivation[activation] ?? `keras.layers.Activation("${activation}")`;
    const dense = [
      String(units),
      ...(isApart || activation === "identity" ? [] : [`activation="${activation}"`]),
      ...(weights === "glorot_uniform" ? [] : [`kernel_initializer=${initializers[weights]?.(single(weightsScale))}`]),
      ...(biases === "zeros" ? [] : [`bias_initializer=${initializers[biases]?.(single(biasesScale))}`]),
      ...regularizer,
      ...constraint,
    ];
    return [
      `${enclosed("keras.layers.Dense(", dense, ")")},`,
      ...(batchNormalization ? ["keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5),"] : []),
      ...(isApart && activation !== "identity" ? [`${own},`] : []),
      ...(dropout > 0 ? [`keras.layers.Dropout(${single(dropout)}),`] : []),
    ];
  };
  const { parameters } = plan;
  return lines(
    "network = keras.Sequential([",
    indented(lines(`keras.Input((x_train.shape[1],)),`, ...plan.layers.flatMap(parts))),
    "])",
    parameters && [
      "dense = [layer for layer in network.layers if isinstance(layer, keras.layers.Dense)]",
      ...parameters.map(
        ({ weight, bias }, i) =>
          `dense[${i}].set_weights([np.array(${python.matrix(weight)}), np.array(${row(bias)})])`,
      ),
    ],
  );
}

const stepsInAll = ({ epochs, batchSize, schedule }: Plan) =>
  schedule.warmupSteps > 0
    ? `max(1, ${epochs} * -(-len(x_train) // ${batchSize}) - ${schedule.warmupSteps})`
    : `${epochs} * -(-len(x_train) // ${batchSize})`;

/** The learning rate, or what gives it. */
function rateOf(plan: Plan): { before: string | false; rate: string } {
  const { rule, gamma, period, floor, warmupSteps } = plan.schedule;
  const rate = single(plan.learningRate);
  const steps = period === 0 ? stepsInAll(plan) : String(period);
  const schedules = "keras.optimizers.schedules";
  const made = {
    step_decay: `${schedules}.ExponentialDecay(${rate}, ${steps}, ${gamma}, staircase=True)`,
    exponential: `${schedules}.ExponentialDecay(${rate}, 1, ${gamma})`,
    cosine:
      warmupSteps > 0
        ? enclosed(
            `${schedules}.CosineDecay(`,
            ["0.0", steps, `alpha=${floor}`, `warmup_target=${rate}`, `warmup_steps=${warmupSteps}`],
            ")",
          )
        : `${schedules}.CosineDecay(${rate}, ${steps}, alpha=${floor})`,
  }[rule];
  return made ? { before: `rate = ${made}`, rate: "rate" } : { before: false, rate };
}

function optimizerOf(plan: Plan, rate: string): string {
  const { clipNorm, clipValue } = plan;
  const clips = [
    ...(clipNorm > 0 ? [`global_clipnorm=${single(clipNorm)}`] : []),
    ...(clipValue > 0 && clipNorm === 0 ? [`clipvalue=${single(clipValue)}`] : []),
  ];
  const [open, given] = inKeras(plan, rate, clips);
  return enclosed(open, given, ")");
}

function lossOf(plan: Plan): string {
  const { loss, labelSmoothing } = plan;
  const smoothing = labelSmoothing > 0 ? `, label_smoothing=${single(labelSmoothing)}` : "";
  const of: Record<string, string> = {
    cross_entropy: takesLabels(plan)
      ? "SparseCategoricalCrossentropy(from_logits=True)"
      : `CategoricalCrossentropy(from_logits=True${smoothing})`,
    binary_cross_entropy: `BinaryCrossentropy(from_logits=True${smoothing})`,
    mean_squared_error: "MeanSquaredError()",
    mean_absolute_error: "MeanAbsoluteError()",
    huber: "Huber()",
    hinge: "Hinge()",
  };
  return `keras.losses.${of[loss]}`;
}

function accuracyOf(plan: Plan): string {
  if (plan.layers.at(-1)?.units === 1) {
    return `keras.metrics.BinaryAccuracy("accuracy", threshold=${python.threshold(plan)})`;
  }
  return `keras.metrics.${takesLabels(plan) ? "Sparse" : ""}CategoricalAccuracy("accuracy")`;
}

function callbacksOf(plan: Plan): string[] {
  const { schedule, earlyStopping, prints } = plan;
  return [
    ...(prints === "scores" ? ["keras.callbacks.LambdaCallback(on_epoch_end=tell)"] : []),
    ...(schedule.rule === "plateau"
      ? [`keras.callbacks.ReduceLROnPlateau(factor=${schedule.gamma}, patience=${schedule.patience + 1}, min_delta=0)`]
      : []),
    ...(earlyStopping
      ? [
          enclosed(
            "keras.callbacks.EarlyStopping(",
            [
              `patience=${earlyStopping.patience + 1}`,
              ...(earlyStopping.leastProgress > 0 ? [`min_delta=${earlyStopping.leastProgress}`] : []),
              "restore_best_weights=True",
            ],
            ")",
          ),
        ]
      : []),
  ];
}

/** Keras's own progress bars tell more, and take more room. */
const tell = ({ classes }: Plan) =>
  lines(
    "def tell(epoch, logs):",
    '    loss = logs["val_loss"]',
    classes && '    accuracy = logs["val_accuracy"]',
    `    print(f"epoch {epoch + 1}  loss {loss:.6f}${classes ? "  accuracy {accuracy:.4f}" : ""}")`,
  );

const printParameters = lines(
  "dense = [layer for layer in network.layers if isinstance(layer, keras.layers.Dense)]",
  "for number, layer in enumerate(dense, 1):",
  "    weight, bias = layer.get_weights()",
  "    for weights in weight:",
  '        print(f"W{number}", *(f"{value:.9g}" for value in weights))',
  '    print(f"b{number}", *(f"{value:.9g}" for value in bias))',
);

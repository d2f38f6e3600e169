// Plants faults in the engine, one at a time, and counts how many of them the tests notice: `npm run mutation`.
//
// Each fault is a text of one source file and what it becomes. A copy of the sources is changed, built and tested in
// build/mutation, so the checkout stays as it is. A fault that no test notices, or whose text is no longer found, is a
// failure of this script.
import { execFileSync } from "node:child_process";
import { cpSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const copy = join(root, "build/mutation/source");
const build = join(root, "build/mutation/build");

/** [what is wrong, file, text, what it becomes] */
const faults = [
  [
    "the sign of the cross-entropy's gradient",
    "src/loss.cpp",
    "gradient[j] * mass - t[j]",
    "t[j] - gradient[j] * mass",
  ],
  ["a forgotten 1/batch in the gradient", "src/loss.cpp", "gradient /= static_cast<Scalar>(batch);", ""],
  [
    "a forgotten 1/outputs in the mean losses",
    "src/loss.cpp",
    "Error::slope(y[j], t[j]) / count",
    "Error::slope(y[j], t[j])",
  ],
  [
    "the log-sum-exp without its largest term",
    "kernels/elementwise.h",
    "return {largest, sum};",
    "return {Scalar(0), sum};",
  ],
  [
    "a transposed product in the weight gradient",
    "kernels/gemm.cpp",
    "multiply({x + first, 1, k}, {dy, n, 1}, nullptr, dw, rows, m, n, scratch);",
    "multiply({x + first, k, 1}, {dy, n, 1}, nullptr, dw, rows, m, n, scratch);",
  ],
  [
    "the weight not transposed in the input gradient",
    "kernels/gemm.cpp",
    "multiply({dy, n, 1}, {w, 1, n}",
    "multiply({dy, n, 1}, {w, n, 1}",
  ],
  ["a bias that is not added", "kernels/gemm.cpp", "sum[i][v] + load(bias + v * lanes)", "sum[i][v]"],
  ["a bias that swapped products forget", "kernels/gemm.cpp", "load(out + v) + splat(bias[i])", "load(out + v)"],
  [
    "a sum in another order",
    "kernels/gemm.cpp",
    "const float* row = panel;\n    for (std::size_t p = 0; p < depth; ++p, tile += height, row += panel_stride) {",
    "const float* row = panel + (depth - 1) * panel_stride;\n    tile += (depth - 1) * height;\n    for (std::size_t p = 0; p < depth; ++p, tile -= height, row -= panel_stride) {",
  ],
  [
    "blocks of a large batch of which only the last counts",
    "src/dense.cpp",
    "if (!sum.empty()) kernels::accumulate(out, sum);",
    "",
  ],
  ["a large batch summed in float", "src/dense.cpp", "summed_rows = 512;", "summed_rows = 1U << 30;"],
  [
    "a column of one block taken for all",
    "kernels/sparse.cpp",
    "j += x.columns) {",
    "j += x.columns * columns.start.size()) {",
  ],
  [
    "an infinite square kept",
    "src/trainer.cpp",
    "if (!now_.state_is_tame && !now_.optimizer.is_finite())",
    "if (false)",
  ],
  [
    "small values taken for zeros",
    "kernels/sparse.cpp",
    "at += row[j] != 0.0F ? 1U : 0U;",
    "at += row[j] * row[j] > 0.01F ? 1U : 0U;",
  ],
  [
    "columns that hold their elements in reverse",
    "kernels/sparse.cpp",
    "for (std::uint32_t i = 0; i < x.rows(); ++i) {",
    "for (auto i = static_cast<std::uint32_t>(x.rows()); i-- > 0;) {",
  ],
  ["the slope of the sigmoid from z instead of a", "src/activation.cpp", "return a * (1 - a);", "return a * (1 + a);"],
  [
    "a ReLU that lets gradients through when it is off",
    "src/activation.cpp",
    "return by_sign(z, Scalar(1), Scalar(0));\n  }\n};\n\n// The slope",
    "return Scalar(1);\n  }\n};\n\n// The slope",
  ],
  [
    "a softmax whose outputs do not know of each other",
    "kernels/elementwise.h",
    "p[j] * (p_gradient[j] - mean)",
    "p[j] * p_gradient[j]",
  ],
  [
    "Adam's bias correction multiplied instead of divided",
    "src/optimizer.cpp",
    "config.learning_rate / first",
    "config.learning_rate * first",
  ],
  [
    "a step counter that advances once for each tensor",
    "src/optimizer.cpp",
    "rule_->update(config, steps_, part, state);",
    "rule_->update(config, ++steps_, part, state);",
  ],
  [
    "momentum that forgets the past",
    "kernels/elementwise.cpp",
    "v[i] = momentum * v[i] + g[i];\n    w[i] -= rate * v[i];",
    "v[i] = g[i];\n    w[i] -= rate * v[i];",
  ],
  [
    "Nesterov without looking ahead",
    "kernels/elementwise.cpp",
    "w[i] -= rate * (g[i] + momentum * v[i]);",
    "w[i] -= rate * v[i];",
  ],
  [
    "weight decay that goes through Adam's moments",
    "src/optimizer.cpp",
    "if (tensor.decays) kernels::scale(",
    "if (!tensor.decays) kernels::scale(",
  ],
  [
    "a dropout mask that is not applied going back",
    "src/layer.cpp",
    "dropped ? pass.activation_gradient : pass.output_gradient",
    "pass.output_gradient",
  ],
  [
    "dropout that does not scale up what it keeps",
    "src/layer.cpp",
    "const Scalar factor = Scalar(1) / (Scalar(1) - static_cast<Scalar>(dropout));",
    "const Scalar factor = 1;",
  ],
  ["dropout that stays on in evaluation", "src/layer.cpp", "  pass.dropped.resize(0, 0);\n}", "}"],
  [
    "batch statistics in evaluation",
    "src/batch_norm.cpp",
    "normalize(z, widen(running_mean), widen(running_variance), pass, u);",
    "forward_training(z, pass, u);",
  ],
  [
    "a variance that is biased in the running average",
    "src/batch_norm.cpp",
    "static_cast<double>(size) / static_cast<double>(size - 1)",
    "1.0",
  ],
  [
    "batch normalisation that forgets the mean's own gradient",
    "src/batch_norm.cpp",
    "du[i] - center[unit] - normalized",
    "du[i] - normalized",
  ],
  [
    "an L2 penalty of twice its gradient",
    "kernels/elementwise.h",
    "l1 * sign + l2 * w[i]",
    "l1 * sign + 2 * l2 * w[i]",
  ],
  [
    "clipping each tensor instead of all together",
    "src/regularizer.cpp",
    "squares += kernels::sum_of_squares(gradient);",
    "squares = kernels::sum_of_squares(gradient);",
  ],
  [
    "a largest norm that one unit has and all obey",
    "src/regularizer.cpp",
    "weight[i] * by[unit]",
    "weight[i] * by[0 * unit]",
  ],
  [
    "the last, smaller batch left out",
    "src/trainer.cpp",
    "if (now_.position == now_.order.size()) {",
    "if (now_.position + static_cast<std::size_t>(now_.config.batch_size) > now_.order.size()) {",
  ],
  ["one order for all epochs", "src/trainer.cpp", "  now_.shuffle.shuffle(now_.order);\n", ""],
  [
    "an order left over from another training size",
    "src/trainer.cpp",
    "if (now_.order.size() != size) {",
    "if (now_.order.empty()) {",
  ],
  [
    "weights that are kept although they are not finite",
    "src/trainer.cpp",
    "  now_.network = Network<float>(*before_);\n",
    "",
  ],
  [
    "optimizer state that survives a change of the optimizer",
    "src/trainer.cpp",
    "    now_.optimizer = Optimizer(training.optimizer);\n",
    "",
  ],
  ["steps that are taken for tame whatever the rate", "src/trainer.cpp", "if (!is_tame_rule || ", "if ("],
  [
    "a momentum that rests where there is no gradient",
    "src/optimizer.cpp",
    '{"momentum", "Momentum", 0.02F, 1, false, momentum}',
    '{"momentum", "Momentum", 0.02F, 1, true, momentum}',
  ],
  [
    "parameters without any gradient that are left out of a step",
    "src/trainer.cpp",
    "for (; parameter_ < parameter; ++parameter_, position_ = 0) rest_until(parameters_[parameter_].values.size());",
    "if (parameter_ < parameter) rest_until(parameters_[parameter_].values.size()), parameter_ = parameter, position_ = 0;",
  ],
  [
    "inputs left over from a kept step when the next is plain",
    "src/trainer.cpp",
    "    batch.inputs.resize(0, 0);\n",
    "",
  ],
  [
    "state kept after a step was taken back",
    "src/trainer.cpp",
    "  now_.optimizer = Optimizer(now_.config.optimizer);\n",
    "",
  ],
  [
    "a network restored without a look at the sizes",
    "src/trainer.cpp",
    "a.inputs() == b.inputs() && a.units() == b.units() && ",
    "",
  ],
  [
    "running statistics counted with another layer's rows",
    "src/network.cpp",
    "pass.layers[i].affine.rows());",
    "pass.layers[0].affine.rows());",
  ],
  ["a tie taken for a lower loss of the plateau", "src/schedule.cpp", "if (loss < best_) {", "if (loss <= best_) {"],
  [
    "a tie taken for progress",
    "src/fit.cpp",
    "if (loss < mark_ - config->least_progress) {",
    "if (loss <= mark_ - config->least_progress) {",
  ],
  [
    "progress measured from the last lower loss",
    "src/fit.cpp",
    "    return ++without_progress_ <= config->patience;",
    "    mark_ = lowest_;\n    return ++without_progress_ <= config->patience;",
  ],
  [
    "labels smoothed with the share turned round",
    "src/trainer.cpp",
    "training_.targets.array() * (1 - share)",
    "training_.targets.array() * share",
  ],
  [
    "a warm-up that starts at zero",
    "src/schedule.cpp",
    "static_cast<double>(step + 1) / static_cast<double>(warmup)",
    "static_cast<double>(step) / static_cast<double>(warmup)",
  ],
  [
    "a plateau that loses patience one observation early",
    "src/schedule.cpp",
    "if (++without_progress_ <= config.patience) return;",
    "if (++without_progress_ < config.patience) return;",
  ],
  ["early stopping that keeps the last network", "src/fit.cpp", "if (best_) trainer_.restore(*best_);", ""],
  [
    "a perceptron that also learns from right answers",
    "src/perceptron.cpp",
    "if (error == 0) continue;\n    ++mistakes;",
    "++mistakes;",
  ],
  [
    "random numbers below a bound without drawing again",
    "src/random.cpp",
    "if (value >= threshold) return value % bound;",
    "return value % bound;",
  ],
  [
    "examples left over by a split that go to the class that lost the largest share",
    "src/split.cpp",
    "members.lost = share - std::floor(share);",
    "members.lost = (share - std::floor(share)) / share;",
  ],
  ["a shuffle that never moves the first item", "src/random.cpp", "last > 1; --last", "last > 2; --last"],
  [
    "a ReLU that makes a number of NaN",
    "src/activation.cpp",
    "return z <= 0 ? Scalar(0) : z;",
    "return z > 0 ? z : Scalar(0);",
  ],
  ["a slope that makes a number of NaN", "src/activation.cpp", "others = z <= 0 ? below : z;", "others = below;"],
  [
    "nothing of an infinity that is NaN",
    "src/activation.cpp",
    "return factor == 0 ? factor : x * factor;",
    "return x * factor;",
  ],
  [
    "a sigmoid that is 0 where e^-x is no float",
    "kernels/elementary.h",
    "const float result = one / (one + fraction * power_of_two(half));",
    "const float result = 1.0F / (1.0F + exp(-x) * one / one);",
  ],
  [
    "a class of no mass that counts for being impossible",
    "src/loss.cpp",
    "t[j] == 0 ? Scalar(0) : largest / 2 - y[j] / 2",
    "largest / 2 - y[j] / 2",
  ],
  ["logits too far apart for a float", "src/loss.cpp", "largest / 2 - y[j] / 2", "(largest - y[j]) / 2"],
  [
    "a hinge that makes a number of NaN",
    "src/loss.cpp",
    "return missing <= 0 ? 0 : missing;",
    "return missing > 0 ? missing : 0;",
  ],
  [
    "a score that is no number, taken for a class",
    "src/class_of.h",
    "if (scores[j] != scores[j]) return no_class;",
    "",
  ],
  [
    "a mean over the batch that is summed in float",
    "src/batch_norm.cpp",
    "sum[unit] += term(i, unit);",
    "sum[unit] = static_cast<float>(sum[unit] + term(i, unit));",
  ],
  [
    "squares of weights that overflow",
    "src/regularizer.cpp",
    "sum[unit] += static_cast<double>(weight[i]) * weight[i];",
    "sum[unit] += weight[i] * weight[i];",
  ],
  [
    "an initializer that draws infinity",
    "src/initializer.cpp",
    '{"normal", 4.25e37F, normal}',
    '{"normal", largest, normal}',
  ],
  ["a picture that is looked for in the block before its own", "src/dataset.cpp", ".first <= index", ".first < index"],
  ["classes whose order is that of their first example", "src/split.cpp", "known.rbegin() + behind", "known.rbegin()"],
  [
    "a float that is held in range before it is rounded",
    "src/document.cpp",
    "range.contains(held)",
    "range.contains(number)",
  ],
  ["IDX sizes that are not held against the file", "src/idx.cpp", "expected != data.size()", "expected > data.size()"],
  [
    "a reading without the picture moved down",
    "src/reading.cpp",
    "{{-1, 0}, {1, 0}, {0, -1}, {0, 1}}",
    "{{-1, 0}, {1, 0}, {0, -1}, {0, -1}}",
  ],
  ["a temperature for its inverse", "src/calibration.cpp", "return 1 / most;", "return most;"],
  [
    "confidence that is not held against what is right",
    "src/calibration.cpp",
    "confidence - (read == labels[static_cast<std::size_t>(i)] ? 1 : 0)",
    "confidence",
  ],
  ["a lesson on the first of the taught digits", "src/lesson.cpp", "i % digits.labels.size()", "0"],
  [
    "a lesson that replays the first picture",
    "src/lesson.cpp",
    "random.below(static_cast<std::uint32_t>(data.size()))",
    "0",
  ],
  [
    "a schedule as long as its run and its warm-up",
    "src/schedule.cpp",
    "static_cast<std::int64_t>(run - warmup)",
    "static_cast<std::int64_t>(run)",
  ],
  [
    "a run whose epochs the schedule does not know",
    "src/schedule.cpp",
    "std::min(static_cast<std::uint64_t>(epochs), for_ever / steps_per_epoch) * steps_per_epoch",
    "steps_per_epoch",
  ],
  ["a picture whose brightest pixel is not the most ink", "src/rasterize.cpp", "/ brightest * 255", "* 255"],
  ["a drawing that is not centred downwards", "src/rasterize.cpp", "middle - mass_y / mass", "middle - mass_x / mass"],
  [
    "a curve that is fitted by its points alone",
    "src/rasterize.cpp",
    "fit(curves, Bounds(curves), (box_side",
    "fit(curves, Bounds(strokes), (box_side",
  ],
  [
    "a written digit that is always the same",
    "src/augmentation.cpp",
    "    next_digit_ = (next_digit_ + 1) % 10;\n",
    "",
  ],
  [
    "made-up digits that are never made anew",
    "src/augmentation.cpp",
    "std::min<std::uint64_t>(due, count)",
    "0 * std::min<std::uint64_t>(due, count)",
  ],
  [
    "a shift that lets ink leave the picture",
    "src/augmentation.cpp",
    "return std::clamp(offset, -static_cast<int>(least),",
    "return std::clamp(offset, -static_cast<int>(least) - 28,",
  ],
  [
    "digits that are called warped and are not",
    "src/augmentation.cpp",
    "warp(picture_of(inputs, i), config.warp, random_)",
    "picture_of(inputs, i)",
  ],
  [
    "a temperature that sharpens where it should soften",
    "src/calibration.cpp",
    "const auto power = static_cast<float>(1 / temperature);",
    "const auto power = static_cast<float>(temperature);",
  ],
  [
    "a calibration error in which too sure and too unsure make up for one another",
    "src/calibration.cpp",
    "sum += std::abs(difference)",
    "sum += difference",
  ],
  [
    "a lesson without copies that are as they were drawn",
    "src/lesson.cpp",
    "if (turn > 0) {",
    "if (turn + 1 > 0 && plain_every > 1) {",
  ],
  ["a lesson whose pages are in order", "src/lesson.cpp", "    random_.shuffle(order_);\n", ""],
  [
    "a shear about the picture's edge",
    "kernels/warp.cpp",
    "lean * (static_cast<float>(y) - axis)",
    "lean * static_cast<float>(y)",
  ],
  [
    "made-up digits that lean where the data's do not",
    "src/deslant.cpp",
    "return data.is_deslanted() ? deslant(picture) : picture;",
    "return data.is_deslanted() ? picture : picture;",
  ],
  ["a checksum of half of each letter", "src/link.cpp", "bit < 8; ++bit", "bit < 4; ++bit"],
  ["a link that is read whatever its check", "src/link.cpp", "if (check_of(body) != check) {", "if (false) {"],
  ["a claim that is kept for another run", "src/link.cpp", "link.claim.reset();", ""],
  [
    "a change that brings back nothing",
    "src/link.cpp",
    "if (find_field(now, name) == nullptr) put(",
    "if (false) put(",
  ],
  ["a change a step late", "src/link.cpp", "<= trainer.steps(); ++next", "< trainer.steps(); ++next"],
  ["a change at a run's end", "src/fit.cpp", "before_step(), epoch < config.epochs", "epoch < config.epochs"],
  ["a best network that nothing asks for any more", "src/fit.cpp", "      best_.reset();\n", ""],
  [
    "progress of before training was not to stop early",
    "src/fit.cpp",
    "lowest_ = mark_ = std::numeric_limits<double>::infinity();",
    "",
  ],
  ["a group that goes with its last setting", "src/link.cpp", "put(group, present);", "{}"],
  ["a change of what cannot change", "src/link.cpp", "return write_recipe(later) == document;", "return true;"],
  [
    "a long link that is read as often as a short one",
    "src/link.cpp",
    "std::clamp<std::size_t>(longest / (body.size() + 1), 1, 20)",
    "20",
  ],
  [
    "a note once more for every change",
    "src/link.cpp",
    "if (std::find(brought.begin(), brought.end(), note) == brought.end()) ",
    "",
  ],
  ["a link that is written of another run", "src/link.cpp", "read_body(link.text, false);", "read_body(link.text);"],
  ["a double next to the nearest", "src/decimal.cpp", "&& nearest(decimal) == size)", "&& true)"],
  [
    "a long decimal without what follows its first digits",
    "src/decimal.cpp",
    "if (goes_on) decimal.digits += '1', --decimal.exponent;",
    "",
  ],
  ["a setting that is known without a name", "src/document.cpp", "!name.empty() && others", "others"],
  [
    "a number brought beyond its end",
    "src/document.cpp",
    "std::clamp(*number, setting",
    "std::clamp(*number + 1, setting",
  ],
  [
    "a run wound back without its settings",
    "src/trainer.cpp",
    "  now_ = std::move(copy);\n",
    "  copy.config = now_.config;\n  now_ = std::move(copy);\n",
  ],
  [
    "a run wound back with another's optimizer",
    "src/trainer.cpp",
    "  now_ = std::move(copy);\n",
    "  copy.optimizer = now_.optimizer;\n  now_ = std::move(copy);\n",
  ],
  ["a checkpoint of more examples than there are", "src/trainer.cpp", " || largest > data_.size()", ""],
  [
    "another run's settings that nobody looks at",
    "src/trainer.cpp",
    "accept(checkpoint.config, checkpoint.order.size());",
    "",
  ],
  [
    "another run's examples that nobody looks at",
    "src/trainer.cpp",
    "examples = std::max(examples, static_cast<std::size_t>(training.training_size));",
    "examples = static_cast<std::size_t>(training.training_size);",
  ],
  [
    "made-up pictures that a checkpoint loses to the run",
    "src/augmentation.cpp",
    "if (chunk.use_count() != 1) chunk = ",
    "if (!chunk) chunk = ",
  ],
  [
    "a step left to be inspected after winding back",
    "src/trainer.cpp",
    "  before_.reset();\n  now_ = std::move(copy);",
    "  now_ = std::move(copy);",
  ],
  [
    "magnitudes without their biases",
    "src/network.cpp",
    "std::max(dense.weight.cwiseAbs().maxCoeff(), dense.bias.cwiseAbs().maxCoeff())",
    "dense.weight.cwiseAbs().maxCoeff()",
  ],
  [
    "a hill's slope without what is within the bell",
    "lessons/surface.cpp",
    "(1 - 2 * x * x) * bell",
    "(1 - x * x) * bell",
  ],
  [
    "a descent that is over where its step is short",
    "lessons/descent.cpp",
    "moved <= arrival_length && length(gradient[0], gradient[1]) <= arrival_length",
    "moved <= arrival_length",
  ],
  [
    "a descent that is over where it only passes",
    "lessons/descent.cpp",
    "moved <= arrival_length && length(gradient[0], gradient[1]) <= arrival_length",
    "length(gradient[0], gradient[1]) <= arrival_length",
  ],
  ["an edge of the map that is beyond it", "lessons/surface.h", "at_x <= x[1]", "at_x < x[1]"],
  [
    "a triangle solved with the sign turned round",
    "lessons/least_squares.cpp",
    "rest -= parts[j][k]",
    "rest += parts[j][k]",
  ],
  ["small inputs taken for none", "lessons/least_squares.cpp", "size > nothing_left * sizes[j]", "size > nothing_left"],
  [
    "inputs that are nearly alike taken for the same",
    "lessons/least_squares.cpp",
    "nothing_left = 1e-10",
    "nothing_left = 1e-7",
  ],
  [
    "a hundred inputs that are one too many",
    "lessons/least_squares.cpp",
    "inputs.cols() > 100",
    "inputs.cols() >= 100",
  ],
  ["a narrow margin taken for none", "lessons/margin.cpp", "margin <= 1e-9 * radius", "margin <= 1e-6 * radius"],
  ["a margin from beyond its corners", "lessons/margin.cpp", "if (!(weight >= 0)) return std::nullopt;", ""],
  [
    "a perceptron's answer from after it has learned",
    "lessons/perceptron_run.cpp",
    "      run.answers.push_back(perceptron.predict(example)[0]);\n      mistakes += perceptron.learn(example, RowVector<float>::Constant(1, targets[i]));\n",
    "      mistakes += perceptron.learn(example, RowVector<float>::Constant(1, targets[i]));\n      run.answers.push_back(perceptron.predict(example)[0]);\n",
  ],
  [
    "a perceptron that does not know its own start again",
    "lessons/perceptron_run.cpp",
    "seen{{bits_of(perceptron), 0}};",
    "seen;",
  ],
  [
    "a perceptron that is known by its weights alone",
    "lessons/perceptron_run.cpp",
    "  bits.push_back(kernels::bit_cast<std::uint32_t>(perceptron.bias()));\n",
    "",
  ],
  [
    "a gradient that goes back through weights that have learned",
    "lessons/step_reference.cpp",
    "    gradient = input_gradient(layer.z_gradient, parameters[i].weight);\n    layer.updated = parameters[i];\n    layer.updated.weight -= rate * layer.weight_gradient;\n",
    "    layer.updated = parameters[i];\n    layer.updated.weight -= rate * layer.weight_gradient;\n    gradient = input_gradient(layer.z_gradient, layer.updated.weight);\n",
  ],
  [
    "a slope of the GELU by half of the product rule",
    "lessons/step_reference.cpp",
    "normal_share_below(z) + z * density",
    "normal_share_below(z) + density",
  ],
  ["a difference over what was meant to be moved", "lessons/step_reference.cpp", "/ (above - below)", "/ (2 * step)"],
  ["an infinite loss that is told", "lessons/step_reference.cpp", "  check_finite({&step.loss, 1});\n", ""],
  [
    "ten layers that are one too many",
    "lessons/step_reference.cpp",
    "network.layers.size() > 10",
    "network.layers.size() >= 10",
  ],
  [
    "a halved sum whose second half is the larger",
    "lessons/arithmetic.cpp",
    "half = count - count / 2",
    "half = count / 2",
  ],
  ["a negative sum rounded the wrong way", "lessons/arithmetic.cpp", "(lost > 0) == (sum > 0)", "lost > 0"],
  [
    "a range reduction by ln 2 in one part",
    "lessons/arithmetic.cpp",
    "(x - n * (0.693359375F / parts)) - n * (-2.12194440e-4F / parts)",
    "x - n * (0.69314718F / parts)",
  ],
  [
    "a drift that only sees what has grown",
    "lessons/drift.cpp",
    "std::abs(double{parameters[p][i]} - others[p][i])",
    "double{parameters[p][i]} - others[p][i]",
  ],
  [
    "the slopes of one output of a softmax",
    "lessons/activation_curve.cpp",
    "return gradient.diagonal();",
    "return gradient.row(0);",
  ],
  [
    "a refusal that turns round what is given and what is allowed",
    "lessons/numbers.cpp",
    '{count}, {"as many as there are ", others, ", ", expected}',
    '{expected}, {"as many as there are ", others, ", ", count}',
  ],
  ["a logarithm of a subnormal number of another size", "lessons/precise.h", "is_subnormal ? e - 54 : e", "e"],
  ["a perceptron that says yes on its very line", "src/perceptron.cpp", "sum + bias_ > 0", "sum + bias_ >= 0"],
  ["moons that do not interleave", "src/generator.cpp", "0.5 - upper.y", "-0.5 - upper.y"],
];

function run(command, args) {
  return execFileSync(command, args, { cwd: build, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
}

function tests() {
  run("cmake", ["--build", build, "--target", "inkling_tests"]);
  run(join(build, "inkling_tests"), ["--gtest_brief=1", "--gtest_fail_fast"]);
}

mkdirSync(build, { recursive: true });
/** What is the same already is left alone, so that it need not be built again; a fault of a run that was ended is not. */
function isNew(from, to) {
  return !existsSync(to) || statSync(from).isDirectory() || !readFileSync(from).equals(readFileSync(to));
}

for (const part of ["engine", "tests/engine", "tests/bench", "CMakeLists.txt", "README.md"]) {
  cpSync(join(root, part), join(copy, part), { recursive: true, filter: isNew });
}
run("cmake", ["-G", "Ninja", "-S", copy, "-B", build, "-DCMAKE_BUILD_TYPE=Release", "-DCMAKE_CXX_FLAGS=-O1"]);
tests();

let noticed = 0;
for (const [what, file, text, becomes] of faults) {
  const path = join(copy, "engine", file);
  const original = readFileSync(path, "utf8");
  let verdict;
  if (original.split(text).length !== 2) {
    verdict = "NOT PLANTED: its text is not found just once";
  } else {
    writeFileSync(
      path,
      original.replace(text, () => becomes),
    );
    try {
      tests();
      verdict = "MISSED";
    } catch (error) {
      // A fault that does not even compile proves nothing about the tests.
      verdict = /error:/.test(error.stdout) && !/\[ {2}FAILED/.test(error.stdout) ? "DOES NOT COMPILE" : "noticed";
    }
    writeFileSync(path, original);
  }
  if (verdict === "noticed") noticed += 1;
  console.log(`${verdict.padEnd(8)} ${what} (${file})`);
}
console.log(`${noticed} of ${faults.length} faults noticed`);
process.exitCode = noticed === faults.length ? 0 : 1;

/// The engine repeats what PyTorch does: ten steps of each of its parts from the same numbers end in the same numbers.
///
/// PyTorch's numbers are in golden/golden_runs.h, and golden/generate.py, which wrote them, sets up the same runs under
/// the same names.
#include <gtest/gtest.h>
#include <inkling/trainer.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <vector>

#include "golden/golden_runs.h"

namespace inkling::golden_test {
namespace {

constexpr int steps = 10;

/// Both sides round only in float32, some 6e-8 of values of order 1, a few times in each of ten steps.
constexpr double tolerance = 1e-5;

/// Says no to whatever is not a number, on either side.
bool agree(double ours, double theirs) { return std::abs(ours - theirs) <= tolerance; }

TEST(Golden, NotANumberAgreesWithNothing) {
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr double infinity = std::numeric_limits<double>::infinity();
  EXPECT_FALSE(agree(nan, nan));
  EXPECT_FALSE(agree(nan, 1));
  EXPECT_FALSE(agree(1, nan));
  EXPECT_FALSE(agree(infinity, infinity));
  EXPECT_FALSE(agree(1, 1 + 1.1e-5));
  EXPECT_TRUE(agree(1, 1 + 0.9e-5));
}

void expect_agreement(const char* what, std::span<const double> ours, std::span<const double> theirs) {
  ASSERT_EQ(ours.size(), theirs.size()) << what;
  for (std::size_t i = 0; i < ours.size(); ++i) {
    EXPECT_TRUE(agree(ours[i], theirs[i])) << what << " " << i << ": " << ours[i] << " against " << theirs[i];
  }
}

const golden::Run* find(const std::string& name) {
  const auto found =
      std::find_if(golden::runs.begin(), golden::runs.end(), [&](const golden::Run& run) { return run.name == name; });
  return found == golden::runs.end() ? nullptr : &*found;
}

/// What a run of ours needs beside its name. Where nothing else is said: 3 inputs, 4 units of tanh, 2 logits,
/// cross-entropy of one-hot targets, and SGD at 0.5 on all five examples at once.
struct Case {
  Activation hidden = "tanh";
  Activation output = "identity";
  bool batch_normalization = false;
  Loss loss = "cross_entropy";
  Matrix<float> targets = golden::one_hot_targets;
  TrainingConfig training = {.constants = {.learning_rate = 0.5F}};
  std::vector<double> observed = {};  ///< losses told to the schedule, one after each step
};

void fill(Network<float>& network, std::span<const float> numbers) {
  ASSERT_EQ(static_cast<std::size_t>(network.parameter_count()), numbers.size());
  for (const Parameter<float>& parameter : network.parameters()) {
    std::copy_n(numbers.begin(), parameter.values.size(), parameter.values.begin());
    numbers = numbers.subspan(parameter.values.size());
  }
}

template <typename Values>
void append(std::vector<double>& all, const Values& more) {
  all.insert(all.end(), more.begin(), more.end());
}

void repeat(const std::string& name, Case with) {
  SCOPED_TRACE(name);
  const golden::Run* theirs = find(name);
  ASSERT_NE(theirs, nullptr) << "golden_runs.h has no such run: add it to generate.py";
  const NetworkConfig config{
      .inputs = 3,
      .layers = {{.units = 4, .activation = with.hidden, .batch_normalization = with.batch_normalization},
                 {.units = 2, .activation = with.output}}};
  Network<float> network(config);
  fill(network, with.batch_normalization ? golden::initial_normalized : golden::initial);

  const TableDataset data(golden::inputs, with.targets);
  with.training.batch_size = golden::inputs.rows();
  with.training.training_size = golden::inputs.rows();
  Trainer trainer(config, with.loss, with.training, data);
  trainer.restore(network);
  std::vector<double> losses;
  for (std::size_t step = 0; step < steps; ++step) {
    const Score score = trainer.step();
    losses.push_back(score.loss_sum / static_cast<double>(score.examples));
    if (step < with.observed.size()) trainer.observe(with.observed[step]);
  }
  expect_agreement("loss of step", losses, theirs->losses);

  std::vector<double> parameters;
  for (const auto& parameter : trainer.network().parameters()) append(parameters, parameter.values);
  expect_agreement("parameter", parameters, theirs->parameters);

  std::vector<double> running;
  for (const Layer<float>& layer : trainer.network().layers()) {
    if (!layer.norm) continue;
    append(running, values(layer.norm->running_mean));
    append(running, values(layer.norm->running_variance));
  }
  expect_agreement("running statistic", running, theirs->running);

  Pass<float> pass;
  std::vector<double> outputs;
  append(outputs, values(trainer.network().forward(golden::inputs, pass)));
  expect_agreement("output", outputs, theirs->outputs);
}

/// Epsilon is large, so that it shows on which side of a root or a division it stands.
TrainingConfig optimized_by(OptimizerRule rule) {
  return {.optimizer = rule,
          .constants = {.learning_rate = 0.05F,
                        .momentum = 0.75F,
                        .decay = 0.9F,
                        .beta1 = 0.8F,
                        .beta2 = 0.95F,
                        .epsilon = 1e-3F,
                        .weight_decay = 0.5F}};
}

TrainingConfig regularized(const RegularizerConfig& regularizer, TrainingConfig training = Case().training) {
  training.regularizer = regularizer;
  return training;
}

// ----- The runs. Those named after a table's row are of all its rows, so that a new row is missed here.

TEST(Golden, EveryOptimizer) {
  for (const std::string_view name : OptimizerRule::names()) {
    repeat("optimizer " + std::string(name), {.training = optimized_by(name)});
  }
}

TEST(Golden, EveryLoss) {
  for (const std::string_view name : Loss::names()) {
    Case with{.loss = name, .targets = golden::real_targets};
    if (name == "cross_entropy") with.targets = golden::one_hot_targets;
    if (name == "binary_cross_entropy" || name == "hinge") with.targets = golden::side_targets;
    repeat("loss " + std::string(name), with);
  }
}

TEST(Golden, SoftTargets) {
  repeat("soft cross_entropy", {.targets = golden::soft_targets});
  repeat("soft binary_cross_entropy", {.loss = "binary_cross_entropy", .targets = golden::soft_targets});
  repeat("label smoothing", {.training = {.constants = {.learning_rate = 0.5F}, .label_smoothing = 0.25F}});
}

/// The constants that the rule reads, of those in generate.py.
ScheduleConfig schedule(std::string_view name) {
  if (name == "step_decay") return {.rule = name, .gamma = 0.5, .period = 3};
  if (name == "exponential") return {.rule = name, .gamma = 0.75};
  if (name == "cosine") return {.rule = name, .period = 6, .floor = 0.125};
  if (name == "plateau") return {.rule = name, .gamma = 0.5, .patience = 1};
  return {.rule = name};
}

TEST(Golden, EveryScheduleWithAndWithoutWarmUp) {
  for (const std::string_view name : ScheduleRule::names()) {
    Case with;
    with.observed = {1.0, 0.8, 0.9, 0.8, 0.75, 0.9, 1.2, 0.7, 0.75, 0.7};
    with.training.schedule = schedule(name);
    repeat("schedule " + std::string(name), with);
    with.training.schedule.warmup_steps = 4;
    repeat("warm-up " + std::string(name), with);
  }
}

TEST(Golden, EveryActivationInsideAndAsTheOutput) {
  for (const std::string_view name : Activation::names()) {
    if (Activation(name)->in<float>().backward == nullptr) continue;  // nothing to train, so nothing to compare
    repeat("activation " + std::string(name), {.hidden = name});
    repeat("output " + std::string(name), {.output = name, .loss = "mean_squared_error"});
  }
}

TEST(Golden, BatchNormalisation) {
  repeat("batch normalisation", {.batch_normalization = true});
  repeat("batch normalisation, relu, adam",
         {.hidden = "relu", .batch_normalization = true, .training = optimized_by("adam")});
}

TEST(Golden, Penalties) {
  repeat("l1", {.training = regularized({.l1 = 0.05F})});
  repeat("l2", {.training = regularized({.l2 = 0.1F})});
  repeat("l2, adam", {.training = regularized({.l2 = 0.1F}, optimized_by("adam"))});
  repeat("l1 and l2", {.training = regularized({.l1 = 0.05F, .l2 = 0.1F})});
}

TEST(Golden, Clipping) {
  repeat("clip norm", {.training = regularized({.clip_norm = 0.25F})});
  repeat("clip value", {.training = regularized({.clip_value = 0.0625F})});
  repeat("clip value, then norm", {.training = regularized({.clip_norm = 0.25F, .clip_value = 0.125F})});
  repeat("l1, clip norm", {.training = regularized({.l1 = 0.05F, .clip_norm = 0.25F})});
}

TEST(Golden, MaxNorm) {
  repeat("max norm", {.training = regularized({.max_norm = 0.75F})});
  repeat("max norm, adam", {.training = regularized({.max_norm = 0.75F}, optimized_by("adam"))});
}

}  // namespace
}  // namespace inkling::golden_test

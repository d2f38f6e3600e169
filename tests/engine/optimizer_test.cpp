/// Optimizers against their textbook rules, in double.
#include <gtest/gtest.h>
#include <inkling/optimizer.h>

#include <array>
#include <cmath>
#include <limits>
#include <vector>

#include "support.h"

namespace inkling::optimizer_test {
namespace {

using testing_support::expect_error;

/// One parameter, moved by ten gradients: the values after each step.
std::vector<float> run(OptimizerRule rule, const OptimizerConfig& config, const std::vector<float>& gradients) {
  Optimizer optimizer(rule);
  // Two tensors, because a rule's state must be apart for each and its step counted once for both.
  std::array<float, 1> first{1.0F};
  std::array<float, 2> second{1.0F, -7.0F};
  std::vector<float> trace;
  for (const float gradient : gradients) {
    const std::array<float, 1> gradient_of_first{gradient};
    const std::array<float, 2> gradient_of_second{gradient, 0.0F};
    const std::array<OptimizedTensor, 2> tensors{OptimizedTensor{first, gradient_of_first},
                                                 OptimizedTensor{second, gradient_of_second, false}};
    optimizer.step(config, tensors);
    if (rule != OptimizerRule("adamw")) {
      EXPECT_EQ(first[0], second[0]);  // which decays the first alone
    }
    EXPECT_EQ(second[1], -7.0F);
    trace.push_back(first[0]);
  }
  return trace;
}

const std::vector<float> slopes{0.5F, -1.0F, 2.0F, 0.25F, 0.0F, -0.125F, 3.0F, 1.0F, -1.5F, 0.75F};

// Ten steps of a few float roundings each, of values of order 1: 10 * 4 * 2^-24 < 3e-6.
constexpr double tolerance = 3e-6;

TEST(Optimizer, SgdSubtractsTheScaledGradient) {
  const auto trace = run("sgd", {.learning_rate = 0.1F}, slopes);
  double w = 1;
  for (std::size_t t = 0; t < slopes.size(); ++t) {
    w -= 0.1 * slopes[t];
    EXPECT_NEAR(trace[t], w, tolerance);
  }
}

TEST(Optimizer, MomentumAccumulatesVelocity) {
  const auto trace = run("momentum", {.learning_rate = 0.1F, .momentum = 0.9F}, slopes);
  double w = 1;
  double v = 0;
  for (std::size_t t = 0; t < slopes.size(); ++t) {
    v = 0.9 * v + slopes[t];
    w -= 0.1 * v;
    EXPECT_NEAR(trace[t], w, tolerance);
  }
}

TEST(Optimizer, AdamDividesBothMomentsByTheirBias) {
  const auto trace = run("adam", {.learning_rate = 0.1F}, slopes);
  double w = 1;
  double m = 0;
  double v = 0;
  for (std::size_t t = 0; t < slopes.size(); ++t) {
    const double g = slopes[t];
    m = 0.9 * m + 0.1 * g;
    v = 0.999 * v + 0.001 * g * g;
    const double m_hat = m / (1 - std::pow(0.9, static_cast<double>(t + 1)));
    const double v_hat = v / (1 - std::pow(0.999, static_cast<double>(t + 1)));
    w -= 0.1 * m_hat / (std::sqrt(v_hat) + 1e-8);
    // 1 - beta2 in float is off by 2^-24 / 0.001, 6e-5 relative, half of it after the root.
    EXPECT_NEAR(trace[t], w, 0.1 * 3e-5 * static_cast<double>(t + 1) + tolerance);
  }
}

TEST(Optimizer, NesterovLooksAhead) {
  const auto trace = run("nesterov", {.learning_rate = 0.1F, .momentum = 0.9F}, slopes);
  double w = 1;
  double v = 0;
  for (std::size_t t = 0; t < slopes.size(); ++t) {
    v = 0.9 * v + slopes[t];
    w -= 0.1 * (slopes[t] + 0.9 * v);
    EXPECT_NEAR(trace[t], w, tolerance);
  }
}

TEST(Optimizer, AdagradDividesByAllItHasSeen) {
  const auto trace = run("adagrad", {.learning_rate = 0.1F}, slopes);
  double w = 1;
  double s = 0;
  for (std::size_t t = 0; t < slopes.size(); ++t) {
    s += static_cast<double>(slopes[t]) * slopes[t];
    w -= 0.1 * slopes[t] / (std::sqrt(s) + 1e-8);
    EXPECT_NEAR(trace[t], w, tolerance);
  }
}

TEST(Optimizer, RmspropDividesByARunningAverage) {
  const auto trace = run("rmsprop", {.learning_rate = 0.01F, .decay = 0.75F}, slopes);
  double w = 1;
  double s = 0;
  for (std::size_t t = 0; t < slopes.size(); ++t) {
    s = 0.75 * s + 0.25 * slopes[t] * slopes[t];
    w -= 0.01 * slopes[t] / (std::sqrt(s) + 1e-8);
    EXPECT_NEAR(trace[t], w, tolerance);
  }
}

TEST(Optimizer, AdamwDecaysWeightsApartFromTheirGradients) {
  const OptimizerConfig config{.learning_rate = 0.1F, .weight_decay = 0.5F};
  const auto decayed = run("adamw", config, slopes);
  const auto plain = run("adam", config, slopes);
  for (std::size_t t = 0; t < slopes.size(); ++t) {
    const double before = t == 0 ? 1 : decayed[t - 1];
    const double step = plain[t] - (t == 0 ? 1.0 : plain[t - 1]);
    // Adam's own step does not know of the decay.
    EXPECT_NEAR(decayed[t], before * (1 - 0.1 * 0.5) + step, tolerance);
  }
}

TEST(Optimizer, AdamsFirstStepIsTheLearningRateWhateverTheGradient) {
  for (const float gradient : {1e-3F, 1.0F, 1e3F}) {
    // m / (1 - beta1) over the root of v / (1 - beta2) is g / |g|, up to epsilon / g and the rounding of 1 - beta2.
    EXPECT_NEAR(run("adam", {.learning_rate = 0.01F}, {gradient})[0], 0.99F, 0.01 * (1e-5 + 1e-4));
  }
}

TEST(Optimizer, NamesConstantsThatAreNotAllowed) {
  constexpr float infinity = std::numeric_limits<float>::infinity();
  for (const float rate : {0.0F, -0.1F, infinity, std::nanf("")}) {
    expect_error([&] { OptimizerConfig{.learning_rate = rate}.validate(); }, ErrorCode::bad_setting,
                 {"Learning rate", "given", "finite number above 0"});
  }
  expect_error([] { OptimizerConfig{.momentum = 1.0F}.validate(); }, ErrorCode::bad_setting,
               {"Momentum", "1 was given"});
  expect_error([] { OptimizerConfig{.beta1 = -0.5F}.validate(); }, ErrorCode::bad_setting, {"Beta 1", "-0.5"});
  expect_error([] { OptimizerConfig{.beta2 = 2}.validate(); }, ErrorCode::bad_setting, {"Beta 2", "2 was given"});
  expect_error([] { OptimizerConfig{.decay = 1}.validate(); }, ErrorCode::bad_setting, {"Decay", "1 was given"});
  expect_error([] { OptimizerConfig{.weight_decay = -1}.validate(); }, ErrorCode::bad_setting, {"Weight decay", "-1"});
  expect_error([] { OptimizerConfig{.epsilon = 0}.validate(); }, ErrorCode::bad_setting, {"Epsilon", "above 0"});
}

}  // namespace
}  // namespace inkling::optimizer_test

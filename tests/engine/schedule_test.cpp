/// Schedules: each factor's closed form, the rise before it, and when a plateau is noticed.
#include <gtest/gtest.h>
#include <inkling/schedule.h>
#include <inkling/trainer.h>

#include <cmath>
#include <limits>
#include <numbers>
#include <vector>

#include "support.h"

namespace inkling::schedule_test {
namespace {

using testing_support::expect_error;

double factor(const ScheduleConfig& config, std::uint64_t step, std::uint64_t run = 1) {
  return Schedule().factor(config, step, run);
}

/// A power is a product of at most a few dozen roundings.
constexpr double tolerance = 50 * std::numeric_limits<double>::epsilon();

TEST(Schedule, HasARunOfAllItsEpochsHoweverMany) {
  EXPECT_EQ(run_length(1, 1), 1U);
  EXPECT_EQ(run_length(3, 157), 471U);
  const std::uint64_t longest = std::uint64_t{1} << 62;
  const std::uint64_t run = run_length(std::int64_t{1} << 53, 1'000'000);
  EXPECT_EQ(run % 1'000'000, 0U);
  EXPECT_LE(run, longest);
  EXPECT_GT(run, longest - 1'000'000);
}

TEST(Schedule, ConstantIsOneForEver) {
  for (const std::uint64_t step : {0ULL, 1ULL, 999ULL, 1ULL << 40}) EXPECT_EQ(factor({}, step), 1.0);
}

TEST(Schedule, StepDecayFallsOnceInEveryPeriod) {
  const ScheduleConfig config{.rule = "step_decay", .gamma = 0.5, .period = 10};
  EXPECT_EQ(factor(config, 0), 1.0);
  EXPECT_EQ(factor(config, 9), 1.0);
  EXPECT_EQ(factor(config, 10), 0.5);
  EXPECT_EQ(factor(config, 19), 0.5);
  EXPECT_EQ(factor(config, 20), 0.25);
}

TEST(Schedule, ExponentialFallsAtEveryStep) {
  const ScheduleConfig config{.rule = "exponential", .gamma = 0.9};
  EXPECT_EQ(factor(config, 0), 1.0);
  for (const int step : {1, 2, 7, 50}) {
    const double expected = std::pow(0.9, step);
    EXPECT_NEAR(factor(config, static_cast<std::uint64_t>(step)), expected, expected * tolerance);
  }
}

TEST(Schedule, CosineFallsFromOneToItsFloorAndStaysThere) {
  const ScheduleConfig config{.rule = "cosine", .period = 100, .floor = 0.2};
  EXPECT_EQ(factor(config, 0), 1.0);
  for (const int step : {1, 25, 50, 99}) {
    const double expected = 0.2 + 0.8 * (1 + std::cos(std::numbers::pi * step / 100)) / 2;
    EXPECT_NEAR(factor(config, static_cast<std::uint64_t>(step)), expected, tolerance);
  }
  EXPECT_DOUBLE_EQ(factor(config, 50), 0.6);
  for (const std::uint64_t step : {100U, 101U, 150U, 200U, 100000U}) EXPECT_DOUBLE_EQ(factor(config, step), 0.2);
}

TEST(Schedule, WarmUpRisesInALineAndThenTheRuleBegins) {
  for (const std::string_view rule : ScheduleRule::names()) {
    ScheduleConfig config{.rule = rule, .gamma = 0.5, .period = 3};
    const ScheduleConfig without = config;
    config.warmup_steps = 4;
    for (std::uint64_t step = 0; step < 4; ++step) {
      EXPECT_DOUBLE_EQ(factor(config, step), static_cast<double>(step + 1) / 4) << rule << " " << step;
    }
    for (std::uint64_t step = 0; step < 10; ++step) {
      EXPECT_EQ(factor(config, 4 + step), factor(without, step)) << rule << " " << step;
    }
  }
}

TEST(Schedule, APeriodOfNoStepsIsWhatTheRunHasAfterItsWarmUp) {
  for (const std::string_view rule : {"cosine", "step_decay"}) {
    const ScheduleConfig whole{.rule = rule, .gamma = 0.5, .period = 0, .floor = 0.1, .warmup_steps = 5};
    ScheduleConfig counted = whole;
    counted.period = 20;
    for (std::uint64_t step = 0; step < 40; ++step) EXPECT_EQ(factor(whole, step, 25), factor(counted, step)) << step;
    counted.period = 1;
    for (const std::uint64_t run : {0U, 1U, 5U, 6U}) EXPECT_EQ(factor(whole, 9, run), factor(counted, 9)) << run;
  }
}

/// The factor after each of some observed losses.
std::vector<double> factors_after(const ScheduleConfig& config, const std::vector<double>& losses) {
  Schedule schedule;
  std::vector<double> factors;
  for (const double loss : losses) {
    schedule.observe(config, loss);
    factors.push_back(schedule.factor(config, 1000, 1));
  }
  return factors;
}

TEST(Schedule, PlateauBearsAsManyObservationsAsItHasPatience) {
  const ScheduleConfig config{.rule = "plateau", .gamma = 0.5, .patience = 2};
  // Two without progress are borne, at the third the rate falls, and the count begins again. Equal is no progress.
  EXPECT_EQ(factors_after(config, {3, 3, 4, 5, 3, 3, 3}), (std::vector<double>{1, 1, 1, 0.5, 0.5, 0.5, 0.25}));
  // Progress begins the count again, and is measured from the best, not from the last.
  EXPECT_EQ(factors_after(config, {3, 4, 4, 2, 4, 3, 2.5}), (std::vector<double>{1, 1, 1, 1, 1, 1, 0.5}));
}

TEST(Schedule, PlateauWithoutPatienceFallsAtOnce) {
  const ScheduleConfig config{.rule = "plateau", .gamma = 0.5, .patience = 0};
  EXPECT_EQ(factors_after(config, {1, 1, 0.5, 2}), (std::vector<double>{1, 0.5, 0.5, 0.25}));
}

TEST(Schedule, ALossThatIsNotANumberIsNoProgressAndHidesNone) {
  const ScheduleConfig config{.rule = "plateau", .gamma = 0.5, .patience = 0};
  const double nan = std::numeric_limits<double>::quiet_NaN();
  EXPECT_EQ(factors_after(config, {1, nan, 0.5, 0.25}), (std::vector<double>{1, 0.5, 0.5, 0.5}));
  EXPECT_EQ(factors_after(config, {nan, 1, 0.5}), (std::vector<double>{0.5, 0.5, 0.5}));
}

TEST(Schedule, NeitherATieNorWhatIsNoNumberIsProgress) {
  const ScheduleConfig config{.rule = "plateau", .gamma = 0.5, .patience = 0};
  for (const double loss : {2.0, std::numeric_limits<double>::infinity(), std::numeric_limits<double>::quiet_NaN()}) {
    Schedule schedule;
    schedule.observe(config, 2);
    schedule.observe(config, loss);
    EXPECT_EQ(schedule.factor(config, 0, 1), 0.5) << loss;
    schedule.observe(config, 1.5);
    EXPECT_EQ(schedule.factor(config, 0, 1), 0.5) << "and what comes after it is held against what came before";
  }
}

TEST(Schedule, OnlyThePlateauListens) {
  for (const std::string_view rule : ScheduleRule::names()) {
    if (rule == "plateau") continue;
    const ScheduleConfig config{.rule = rule, .patience = 0};
    EXPECT_EQ(factors_after(config, {1, 2, 3}), std::vector<double>(3, factor(config, 1000))) << rule;
  }
}

TEST(Schedule, DecidesTheLearningRateOfATrainer) {
  const TableDataset data(Matrix<float>{{1}}, Matrix<float>{{2}});
  TrainingConfig training{.constants = {.learning_rate = 0.125F},
                          .schedule = {.rule = "exponential", .gamma = 0.5, .warmup_steps = 2},
                          .training_size = 1};
  Trainer trainer({.inputs = 1, .layers = {{.units = 1, .weights = "zeros"}}}, "mean_squared_error", training, data);
  float w = 0;
  float b = 0;
  for (const float expected : {0.0625F, 0.125F, 0.125F, 0.0625F, 0.03125F}) {
    EXPECT_EQ(trainer.learning_rate(), expected);
    trainer.step();
    // Both gradients are 2 (w + b - 2).
    const float step = expected * 2 * (w + b - 2);
    w -= step;
    b -= step;
    EXPECT_FLOAT_EQ(trainer.network().layers()[0].dense.weight(0), w);
    EXPECT_FLOAT_EQ(trainer.network().layers()[0].dense.bias(0), b);
  }
  // Another rule forgets what the plateau has seen; other constants of the same rule do not.
  training.schedule = {.rule = "plateau", .gamma = 0.5, .patience = 0};
  trainer.configure(training);
  trainer.observe(1);
  trainer.observe(1);
  EXPECT_EQ(trainer.learning_rate(), 0.0625F);
  training.constants.learning_rate = 0.25F;
  trainer.configure(training);
  EXPECT_EQ(trainer.learning_rate(), 0.125F);
  training.schedule = {};
  trainer.configure(training);
  EXPECT_EQ(trainer.learning_rate(), 0.25F);
}

TEST(Schedule, IsStretchedOverTheEpochsThatATrainerIsMeantToGoOnFor) {
  const TableDataset data(Matrix<float>::Ones(5, 1), Matrix<float>::Ones(5, 1));
  TrainingConfig training{.constants = {.learning_rate = 1e-3F},
                          .schedule = {.rule = "cosine", .period = 0},
                          .batch_size = 2,
                          .training_size = 5,
                          .epochs = 4};
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}}, "mean_squared_error", training, data);
  const auto rate = [&](std::int64_t period) {
    const double factor = Schedule().factor({.rule = "cosine", .period = period}, trainer.steps(), 1);
    return static_cast<float>(training.constants.learning_rate * factor);
  };
  for (int step = 0; step < 6; ++step) {
    EXPECT_EQ(trainer.learning_rate(), rate(4 * 3)) << step;
    trainer.step();
  }
  training.epochs = 8;
  trainer.configure(training);
  EXPECT_EQ(trainer.learning_rate(), rate(8 * 3));
  training.batch_size = 5;
  trainer.configure(training);
  EXPECT_EQ(trainer.learning_rate(), rate(8));
  training.epochs = std::numeric_limits<std::int64_t>::max();
  trainer.configure(training);
  EXPECT_EQ(trainer.learning_rate(), training.constants.learning_rate);
  training.epochs = 0;
  expect_error([&] { trainer.configure(training); }, ErrorCode::bad_setting, {"Epochs", "0", "at least 1"});
}

TEST(Schedule, NamesConstantsThatAreNotAllowed) {
  const double nan = std::numeric_limits<double>::quiet_NaN();
  for (const double gamma : {0.0, -0.5, 1.5, nan}) {
    expect_error([&] { ScheduleConfig{.gamma = gamma}.validate(); }, ErrorCode::bad_setting,
                 {"Gamma", "above 0 and at most 1"});
  }
  expect_error([] { ScheduleConfig{.period = -1}.validate(); }, ErrorCode::bad_setting, {"Period", "-1", "at least 0"});
  for (const double floor : {-0.1, 1.0, nan}) {
    expect_error([&] { ScheduleConfig{.floor = floor}.validate(); }, ErrorCode::bad_setting, {"Floor", "0 up to"});
  }
  expect_error([] { ScheduleConfig{.patience = -1}.validate(); }, ErrorCode::bad_setting, {"Patience", "-1"});
  expect_error([] { ScheduleConfig{.warmup_steps = -1}.validate(); }, ErrorCode::bad_setting, {"Warm-up", "-1"});
  ScheduleConfig{.gamma = 1, .period = 1, .floor = 0, .patience = 0, .warmup_steps = 0}.validate();
}

}  // namespace
}  // namespace inkling::schedule_test

/// Fitting: a record of every epoch, a schedule that hears of validation, and the best network however it ends.
#include <gtest/gtest.h>
#include <inkling/fit.h>

#include <array>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

#include "support.h"

namespace inkling::fit_test {
namespace {

using testing_support::expect_error;

// One weight w, started from 0, that is trained towards 2 and judged by its distance from 1: validation improves until
// w passes 1, and gets worse from then on. The inputs 1 and -1 leave the bias at 0. A step of rate r takes away a share
// 2 r of the distance to 2, so that with r = 1/20 the weight after n steps of the whole table is 2 (1 - 0.9^n): 0.94
// after six, 1.04 after seven, which is nearest to 1, and 1.14 after eight.
const TableDataset training(Matrix<float>{{1}, {-1}}, Matrix<float>{{2}, {-2}});
const TableDataset validation(Matrix<float>{{1}, {-1}}, Matrix<float>{{1}, {-1}});
constexpr std::int64_t best_epoch = 7;

Trainer make_trainer(const Dataset& data, const ScheduleConfig& schedule = {}, float learning_rate = 0.05F) {
  return {{.inputs = 1, .layers = {{.units = 1, .weights = "zeros"}}},
          "mean_squared_error",
          {.constants = {.learning_rate = learning_rate}, .schedule = schedule, .batch_size = 2, .training_size = 2},
          data};
}

float weight(const Trainer& trainer) { return trainer.network().layers()[0].dense.weight(0); }

/// What the weight is after so many undisturbed steps.
float weight_after(std::int64_t steps) {
  Trainer trainer = make_trainer(training);
  for (std::int64_t step = 0; step < steps; ++step) trainer.step();
  return weight(trainer);
}

TEST(Fit, RecordsEveryEpoch) {
  Trainer trainer = make_trainer(training);
  const auto history = fit(trainer, validation, {.epochs = 10});
  ASSERT_EQ(history.size(), 10U);
  EXPECT_EQ(trainer.epochs(), 10U);
  for (int epoch = 0; epoch < 10; ++epoch) {
    const EpochRecord& record = history[static_cast<std::size_t>(epoch)];
    const double before = 2 * (1 - std::pow(0.9, epoch));
    const double after = 2 * (1 - std::pow(0.9, epoch + 1));
    EXPECT_EQ(record.training.examples, 2U);
    EXPECT_EQ(record.validation.examples, 2U);
    EXPECT_NEAR(record.training.loss_sum, 2 * std::pow(before - 2, 2), 1e-5);
    EXPECT_NEAR(record.validation.loss_sum, 2 * std::pow(after - 1, 2), 1e-5);
    EXPECT_EQ(record.learning_rate, 0.05F);
  }
  EXPECT_EQ(weight(trainer), weight_after(10)) << "without early stopping, the last network stays";
}

TEST(Fit, RecordsTheRateOfTheLastStepOfAnEpoch) {
  const ScheduleConfig decay{.rule = "step_decay", .gamma = 0.1, .period = 2};
  const auto expect_rates = [&](std::int64_t batch_size, std::array<float, 3> rates) {
    Trainer trainer = make_trainer(training, decay, 0.01F);
    trainer.configure(
        {.constants = {.learning_rate = 0.01F}, .schedule = decay, .batch_size = batch_size, .training_size = 2});
    const auto history = fit(trainer, validation, {.epochs = 3});
    for (std::size_t epoch = 0; epoch < 3; ++epoch) EXPECT_FLOAT_EQ(history[epoch].learning_rate, rates[epoch]);
  };
  expect_rates(2, {0.01F, 0.01F, 0.001F});    // of steps 0, 1 and 2
  expect_rates(1, {0.01F, 0.001F, 0.0001F});  // of steps 1, 3 and 5
}

TEST(Fit, AddsUpTheBatchesOfAnEpoch) {
  Trainer trainer = make_trainer(training);
  trainer.configure(
      {.constants = {.learning_rate = 0.05F}, .batch_size = 1, .training_size = 2});  // two steps in an epoch
  const auto history = fit(trainer, validation, {.epochs = 3});
  EXPECT_EQ(history[2].training.examples, 2U);
  EXPECT_EQ(trainer.steps(), 6U);
}

TEST(Fit, TellsItsListenerOfEveryEpochAsItEnds) {
  Trainer trainer = make_trainer(training);
  std::vector<float> rates;
  std::vector<double> losses;
  const auto history = fit(trainer, validation, {.epochs = 4}, [&](const EpochRecord& record) {
    EXPECT_EQ(trainer.epochs(), losses.size() + 1);
    EXPECT_EQ(weight(trainer), weight_after(static_cast<std::int64_t>(losses.size()) + 1));
    losses.push_back(record.validation.loss_sum);
    rates.push_back(record.learning_rate);
  });
  ASSERT_EQ(losses.size(), 4U);
  for (std::size_t epoch = 0; epoch < 4; ++epoch) {
    EXPECT_EQ(losses[epoch], history[epoch].validation.loss_sum);
    EXPECT_EQ(rates[epoch], history[epoch].learning_rate);
  }
}

TEST(Fit, TellsOfEveryStepToComeOnceAndOfTheOneThatDoesNotCome) {
  Trainer trainer = make_trainer(training);
  trainer.configure({.constants = {.learning_rate = 0.05F}, .batch_size = 1, .training_size = 2});
  std::vector<std::uint64_t> steps;
  fit(trainer, validation, {.epochs = 3}, [](const EpochRecord&) {}, [&] { steps.push_back(trainer.steps()); });
  EXPECT_EQ(steps, (std::vector<std::uint64_t>{0, 1, 2, 3, 4, 5, 6}));
}

TEST(EarlyStopping, ReturnsToTheBestWhenTheListenerThrows) {
  Trainer trainer = make_trainer(training);
  const auto stop_at_the_end = [&](const EpochRecord&) {
    if (trainer.epochs() == 9) throw std::runtime_error("enough");
  };
  EXPECT_THROW(fit(trainer, validation, {.epochs = 100, .early_stopping = {{.patience = 5}}}, stop_at_the_end),
               std::runtime_error);
  EXPECT_EQ(weight(trainer), weight_after(best_epoch));
}

TEST(EarlyStopping, StopsWhenPatienceIsUpAndReturnsToTheBest) {
  for (const std::int64_t patience : {0, 1, 3}) {
    Trainer trainer = make_trainer(training);
    const auto history = fit(trainer, validation, {.epochs = 100, .early_stopping = {{.patience = patience}}});
    // So many epochs without progress are borne; the one after them is the last.
    EXPECT_EQ(static_cast<std::int64_t>(history.size()), best_epoch + patience + 1);
    EXPECT_EQ(weight(trainer), weight_after(best_epoch));
  }
}

TEST(EarlyStopping, ReturnsToTheBestWhenTheEpochsAreOver) {
  Trainer trainer = make_trainer(training);
  EXPECT_EQ(fit(trainer, validation, {.epochs = 9, .early_stopping = {{.patience = 5}}}).size(), 9U);
  EXPECT_EQ(weight(trainer), weight_after(best_epoch));
  // And where the best is the last, it stays.
  Trainer shorter = make_trainer(training);
  fit(shorter, validation, {.epochs = 4, .early_stopping = {{.patience = 5}}});
  EXPECT_EQ(weight(shorter), weight_after(4));
}

TEST(EarlyStopping, ReturnsToTheBestWhenTrainingDiverges) {
  // The warm-up takes the rate from a sane 0.3 to ever larger ones: distances from 2 go 0.8, -0.16, 0.128, -0.18,
  // 0.36, -0.93, 2.98, and so on. The first epoch's weight of 1.2 is the nearest to 1 that there is.
  const ScheduleConfig rising{.warmup_steps = 1000};
  Trainer first = make_trainer(training, rising, 300);
  first.step();
  EXPECT_NEAR(weight(first), 1.2, 1e-5);
  Trainer trainer = make_trainer(training, rising, 300);
  expect_error([&] { fit(trainer, validation, {.epochs = 100, .early_stopping = {{.patience = 100}}}); },
               ErrorCode::diverged, {"diverged"});
  EXPECT_GT(trainer.epochs(), 5U);
  EXPECT_EQ(trainer.network().hash(), first.network().hash());
}

/// A dataset that fails at one of its batches, as a file might.
class Failing : public TableDataset {
 public:
  Failing(const TableDataset& data, int good_batches) : TableDataset(data), left_(good_batches) {}
  void gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const override {
    if (left_-- == 0) throw std::runtime_error("the disk is gone");
    TableDataset::gather(indices, inputs, targets);
  }

 private:
  mutable int left_;
};

TEST(EarlyStopping, ReturnsToTheBestWhateverIsThrown) {
  const Failing while_training(training, 9);
  Trainer trainer = make_trainer(while_training);
  EXPECT_THROW(fit(trainer, validation, {.epochs = 100, .early_stopping = {{.patience = 50}}}), std::runtime_error);
  EXPECT_EQ(trainer.epochs(), 9U);
  EXPECT_EQ(weight(trainer), weight_after(best_epoch));

  const Failing while_validating(validation, 9);
  Trainer other = make_trainer(training);
  EXPECT_THROW(fit(other, while_validating, {.epochs = 100, .early_stopping = {{.patience = 50}}}), std::runtime_error);
  EXPECT_EQ(other.epochs(), 10U);
  EXPECT_EQ(weight(other), weight_after(best_epoch));
}

TEST(EarlyStopping, BringsBackRunningStatisticsToo) {
  const NetworkConfig config{.inputs = 1, .layers = {{.units = 2, .batch_normalization = true}, {.units = 1}}};
  const TrainingConfig settings{.constants = {.learning_rate = 0.05F}, .batch_size = 2, .training_size = 2};
  Trainer trainer(config, "mean_squared_error", settings, training);
  fit(trainer, validation, {.epochs = 20, .early_stopping = {{.patience = 20}}});
  // The network that scores best of all on validation is among those of an undisturbed run.
  Trainer undisturbed(config, "mean_squared_error", settings, training);
  double lowest = std::numeric_limits<double>::infinity();
  for (int epoch = 0; epoch < 20; ++epoch) {
    undisturbed.step();
    lowest = std::min(lowest, undisturbed.evaluate(validation, 0, 2).loss_sum);
  }
  EXPECT_EQ(trainer.evaluate(validation, 0, 2).loss_sum, lowest);
}

TEST(EarlyStopping, CountsOnlyEnoughProgress) {
  // Validation falls from 0.64 by 0.25, 0.17, 0.11, 0.06, 0.03 ...: the fifth epoch's progress is the first below 0.1.
  Trainer trainer = make_trainer(training);
  const auto history =
      fit(trainer, validation, {.epochs = 100, .early_stopping = {{.patience = 0, .least_progress = 0.1}}});
  EXPECT_EQ(history.size(), 5U);
  EXPECT_EQ(weight(trainer), weight_after(5)) << "it is the lowest all the same";
}

TEST(EarlyStopping, AddsUpProgressUntilItIsEnough) {
  // The validation losses are 0.64, 0.384, 0.210, 0.0975, 0.0328, 0.0040, 0.0019, 0.0193: the fifth is not 0.08 below
  // the fourth, and the sixth not below the fifth, but below the fourth, which was the last progress.
  Trainer trainer = make_trainer(training);
  const auto history =
      fit(trainer, validation, {.epochs = 100, .early_stopping = {{.patience = 1, .least_progress = 0.08}}});
  EXPECT_EQ(history.size(), 8U);
  EXPECT_EQ(weight(trainer), weight_after(best_epoch));
}

TEST(EarlyStopping, ATieIsNoProgress) {
  // Steps that are lost in rounding: the first epoch is the best there is, and three more are borne.
  Trainer trainer = make_trainer(training, {}, 1e-30F);
  EXPECT_EQ(fit(trainer, validation, {.epochs = 100, .early_stopping = {{.patience = 3}}}).size(), 5U);
}

TEST(EarlyStopping, ALossThatIsNoFiniteNumberIsNoProgress) {
  // The square of its error is infinite in float32.
  const TableDataset far(Matrix<float>{{1}}, Matrix<float>{{1e30F}});
  Trainer trainer = make_trainer(training);
  EXPECT_EQ(fit(trainer, far, {.epochs = 100, .early_stopping = {{.patience = 3}}}).size(), 4U);
  EXPECT_EQ(weight(trainer), weight_after(4)) << "there is none to go back to";
}

TEST(Fit, TellsThePlateauOfTheValidationLoss) {
  Trainer trainer = make_trainer(training, {.rule = "plateau", .gamma = 0.5, .patience = 0});
  const auto history = fit(trainer, validation, {.epochs = 10});
  // The training loss never stops falling; the validation loss does after epoch 7, and each worse one halves the rate
  // of the epoch after it.
  for (std::size_t epoch = 1; epoch <= 10; ++epoch) {
    const float expected = epoch <= 8 ? 0.05F : epoch == 9 ? 0.025F : 0.0125F;
    EXPECT_EQ(history[epoch - 1].learning_rate, expected) << epoch;
  }
}

TEST(Fit, NamesWhatIsNotAllowed) {
  Trainer trainer = make_trainer(training);
  expect_error([&] { fit(trainer, validation, {.epochs = 0}); }, ErrorCode::bad_setting, {"Epochs", "0", "at least 1"});
  expect_error([&] { fit(trainer, validation, {.early_stopping = {{.patience = -1}}}); }, ErrorCode::bad_setting,
               {"Patience", "-1"});
  for (const double progress : {-1.0, std::numeric_limits<double>::quiet_NaN()}) {
    expect_error([&] { fit(trainer, validation, {.early_stopping = {{.least_progress = progress}}}); },
                 ErrorCode::bad_setting, {"Least progress", "at least 0"});
  }
  const TableDataset wide(Matrix<float>::Zero(1, 2), Matrix<float>::Zero(1, 1));
  expect_error([&] { fit(trainer, wide, {.epochs = 1}); }, ErrorCode::bad_data, {"1 inputs", "2 features"});
  const TableDataset narrow(Matrix<float>::Zero(1, 1), Matrix<float>::Zero(1, 0));
  expect_error([&] { fit(trainer, narrow, {.epochs = 1}); }, ErrorCode::bad_data, {"1 outputs", "0 targets"});
  const TableDataset empty(Matrix<float>::Zero(0, 1), Matrix<float>::Zero(0, 1));
  expect_error([&] { fit(trainer, empty, {.epochs = 1}); }, ErrorCode::bad_data, {"no examples", "at least 1"});
  EXPECT_EQ(trainer.steps(), 0U) << "before any training";
}

TEST(Fit, LooksAtTheValidationTargetsBeforeItTrains) {
  const TableDataset answers(Matrix<float>{{1}, {-1}}, Matrix<float>{{1}, {0}});
  const TableDataset sides(Matrix<float>{{1}, {-1}}, Matrix<float>{{1}, {-1}});
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}}, "binary_cross_entropy", {.training_size = 2}, answers);
  expect_error([&] { fit(trainer, sides, {.epochs = 1}); }, ErrorCode::bad_data, {"Example 1", "-1", "0 to 1"});
  EXPECT_EQ(trainer.steps(), 0U);
}

}  // namespace
}  // namespace inkling::fit_test

/// Checkpoints: a run that is wound back takes the same steps again, bit for bit, whatever it is made of.
#include <gtest/gtest.h>
#include <inkling/generator.h>
#include <inkling/trainer.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include "support.h"

namespace inkling::checkpoint_test {
namespace {

using testing_support::expect_error;
using testing_support::made_up_digits;

/// Hashes of the network after each of `steps` steps.
std::vector<std::uint64_t> hashes(Trainer& trainer, int steps) {
  std::vector<std::uint64_t> all;
  for (int i = 0; i < steps; ++i) {
    trainer.step();
    all.push_back(trainer.network().hash());
  }
  return all;
}

struct Kind {
  std::string name;
  TrainingConfig training;
  std::vector<LayerConfig> layers = {{.units = 6, .activation = "tanh"}, {.units = 10}};
};

std::vector<Kind> kinds() {
  std::vector<Kind> all;
  for (const std::string_view optimizer : OptimizerRule::names()) {
    all.push_back({std::string(optimizer), {.optimizer = optimizer, .constants = {.learning_rate = 0.01F}}});
  }
  for (const std::string_view rule : Choice<ScheduleRow>::names()) {
    TrainingConfig training;
    training.schedule.rule = rule;
    training.schedule.period = 3;
    training.schedule.patience = 0;
    training.schedule.warmup_steps = 5;
    all.push_back({std::string(rule), training});
  }
  all.push_back({"dropout", {}, {{.units = 8, .activation = "relu", .dropout = 0.5F}, {.units = 10}}});
  all.push_back({"batch normalisation", {}, {{.units = 8, .batch_normalization = true}, {.units = 10}}});
  all.push_back({"no hidden layer", {}, {{.units = 10}}});
  all.push_back({"penalties", {.regularizer = {.l1 = 0.001F, .l2 = 0.01F, .max_norm = 1, .clip_norm = 1}}});
  all.push_back({"augmentation", {.augmentation = {.written = 0.4, .warped = 0.5, .shift = 1, .uses = 2}}});
  for (Kind& kind : all) {
    kind.training.batch_size = 7;  // 50 examples: the last batch of an epoch is a short one
    kind.training.training_size = 50;
    kind.training.epochs = 3;
  }
  return all;
}

class EveryKind : public testing::TestWithParam<Kind> {};

TEST_P(EveryKind, TakesTheSameStepsAgain) {
  const auto data = made_up_digits(50, 5);
  const Kind& kind = GetParam();
  Trainer trainer({.inputs = 784, .layers = kind.layers, .seed = 3}, "cross_entropy", kind.training, data);
  // At the very start, in mid-epoch, before the last batch of one, at its end, and when others follow.
  std::vector<Checkpoint> kept;
  std::vector<std::vector<std::uint64_t>> later;
  std::vector<std::uint64_t> all;
  std::vector<std::size_t> places;
  for (int i = 0; i < 20; ++i) {
    if (i == 0 || i == 3 || i == 7 || i == 8 || i == 17) {
      kept.push_back(trainer.checkpoint());
      places.push_back(all.size());
    }
    if (i == 10) trainer.observe(1.5);
    if (i == 11) trainer.observe(2.5);
    trainer.step();
    all.push_back(trainer.network().hash());
  }
  for (const std::size_t index : {4U, 0U, 2U, 1U, 3U, 0U}) {
    trainer.rewind(kept[index]);
    const std::size_t from = places[index];
    ASSERT_EQ(trainer.steps(), from);
    for (std::size_t i = from; i < all.size(); ++i) {
      if (i == 10) trainer.observe(1.5);
      if (i == 11) trainer.observe(2.5);
      trainer.step();
      ASSERT_EQ(trainer.network().hash(), all[i]) << "step " << i << " from " << from;
    }
  }
}

std::string name_of(const testing::TestParamInfo<Kind>& info) {
  std::string name = info.param.name;
  std::replace(name.begin(), name.end(), ' ', '_');
  return name;
}

INSTANTIATE_TEST_SUITE_P(Checkpoint, EveryKind, testing::ValuesIn(kinds()), name_of);

TEST(Checkpoint, HasTheSettingsAndTheCountersOfThen) {
  const auto data = made_up_digits(40, 5);
  TrainingConfig training{.batch_size = 8, .training_size = 40};
  Trainer trainer({.inputs = 784, .layers = {{.units = 10}}, .seed = 1}, "cross_entropy", training, data);
  hashes(trainer, 7);
  const Checkpoint checkpoint = trainer.checkpoint();
  const std::vector<std::uint64_t> straight = hashes(trainer, 10);

  training.batch_size = 3;
  training.training_size = 20;
  training.optimizer = "adam";
  trainer.configure(training);
  hashes(trainer, 10);

  trainer.rewind(checkpoint);
  EXPECT_EQ(trainer.config().batch_size, 8);
  EXPECT_EQ(trainer.config().optimizer->name, "sgd");
  EXPECT_EQ(trainer.steps(), 7U);
  EXPECT_EQ(trainer.examples(), 56U);
  EXPECT_EQ(trainer.epochs(), 1U);
  EXPECT_EQ(trainer.steps_in_epoch(), 2U);
  EXPECT_EQ(trainer.steps_per_epoch(), 5U);
  EXPECT_EQ(hashes(trainer, 10), straight);
}

TEST(Checkpoint, IsNotChangedByWhatFollows) {
  const auto data = made_up_digits(30, 5);
  TrainingConfig training{.optimizer = "adam", .batch_size = 5, .training_size = 30};
  training.augmentation = {.written = 0.5, .warped = 1, .uses = 1};
  Trainer trainer({.inputs = 784, .layers = {{.units = 10}}, .seed = 1}, "cross_entropy", training, data);
  hashes(trainer, 4);
  const Checkpoint checkpoint = trainer.checkpoint();
  const std::vector<std::uint64_t> straight = hashes(trainer, 30);
  for (int times = 0; times < 3; ++times) {
    trainer.rewind(checkpoint);
    EXPECT_EQ(hashes(trainer, 30), straight);
  }
}

TEST(Checkpoint, OfARunThatDivergesLeadsToTheSameEnd) {
  const auto data = made_up_digits(30, 5);
  const TrainingConfig training{.constants = {.learning_rate = 1e4F}, .batch_size = 30, .training_size = 30};
  Trainer trainer({.inputs = 784, .layers = {{.units = 10}}, .seed = 1}, "mean_squared_error", training, data);
  const Checkpoint start = trainer.checkpoint();
  const auto train_until_diverged = [&] {
    std::string message;
    try {
      for (int i = 0; i < 1000; ++i) trainer.step();
    } catch (const Error& error) {
      message = error.what();
    }
    return message;
  };
  const std::string message = train_until_diverged();
  const std::uint64_t hash = trainer.network().hash();
  EXPECT_NE(message, "");
  trainer.rewind(start);
  EXPECT_EQ(train_until_diverged(), message);
  EXPECT_EQ(trainer.network().hash(), hash);
}

TEST(Checkpoint, OfAnotherRunIsRefusedAndChangesNothing) {
  const auto data = made_up_digits(30, 5);
  const auto few = made_up_digits(10, 5);
  const TrainingConfig training{.training_size = 10};
  Trainer trainer({.inputs = 784, .layers = {{.units = 10}}, .seed = 1}, "cross_entropy", training, few);
  Trainer wide({.inputs = 784, .layers = {{.units = 3}, {.units = 10}}, .seed = 1}, "cross_entropy", training, few);
  Trainer long_one({.inputs = 784, .layers = {{.units = 10}}, .seed = 1}, "cross_entropy", {.training_size = 30}, data);
  const std::uint64_t hash = trainer.network().hash();
  for (const Checkpoint* other : {&wide.checkpoint(), &long_one.checkpoint()}) {
    expect_error([&] { trainer.rewind(*other); }, ErrorCode::bad_setting, {"wound back", "stood itself"});
  }
  EXPECT_EQ(trainer.network().hash(), hash);
}

TEST(Checkpoint, OfALossWhoseTargetsAreProbabilitiesIsNotTakenWithItsSmoothing) {
  const auto data = made_up_digits(30, 5);
  const NetworkConfig network{.inputs = 784, .layers = {{.units = 10}}, .seed = 1};
  Trainer smooth(network, "cross_entropy", {.label_smoothing = 0.1F, .training_size = 30}, data);
  Trainer trainer(network, "mean_squared_error", {.training_size = 30}, data);
  const std::vector<std::uint64_t> expected = [&] {
    Trainer other(network, "mean_squared_error", {.training_size = 30}, data);
    return hashes(other, 3);
  }();
  expect_error([&] { trainer.rewind(smooth.checkpoint()); }, ErrorCode::bad_setting,
               {"Label smoothing: 0.1", "mean_squared_error"});
  EXPECT_EQ(hashes(trainer, 3), expected);
}

TEST(Checkpoint, OfExamplesThatTheLossIsNotMadeForIsRefused) {
  // From the third example on the targets are no probabilities, which mean_squared_error does not mind.
  const TableDataset data(Matrix<float>{{1}, {2}, {3}, {4}}, Matrix<float>{{1}, {0}, {3}, {-2}});
  const NetworkConfig network{.inputs = 1, .layers = {{.units = 1}}, .seed = 1};
  Trainer trainer(network, "binary_cross_entropy", {.batch_size = 1, .training_size = 2}, data);
  Trainer others(network, "mean_squared_error", {.batch_size = 1, .training_size = 4}, data);
  const Checkpoint start = others.checkpoint();
  others.step();
  TrainingConfig fewer = others.config();
  fewer.training_size = 2;
  others.configure(fewer);  // from the next epoch on: this one's order has all four
  const std::uint64_t hash = trainer.network().hash();
  for (const Checkpoint* other : {&start, &others.checkpoint()}) {
    expect_error([&] { trainer.rewind(*other); }, ErrorCode::bad_data, {"Example 2", "binary_cross_entropy"});
  }
  EXPECT_EQ(trainer.network().hash(), hash);
  while (others.epochs() == 0) others.step();
  others.step();
  trainer.rewind(others.checkpoint());
  EXPECT_EQ(trainer.steps(), 5U);
  // Whose checkpoint it was does not say what was looked at: all four are refused still.
  TrainingConfig all = trainer.config();
  all.training_size = 4;
  expect_error([&] { trainer.configure(all); }, ErrorCode::bad_data, {"Example 2"});
}

TEST(Checkpoint, WithALongerOrderThanThereAreExamplesIsRefused) {
  const auto data = made_up_digits(30, 5);
  const auto few = made_up_digits(10, 5);
  const NetworkConfig network{.inputs = 784, .layers = {{.units = 10}}, .seed = 1};
  Trainer trainer(network, "cross_entropy", {.training_size = 10}, few);
  Trainer others(network, "cross_entropy", {.batch_size = 5, .training_size = 30}, data);
  others.step();
  TrainingConfig fewer = others.config();
  fewer.training_size = 10;
  others.configure(fewer);
  expect_error([&] { trainer.rewind(others.checkpoint()); }, ErrorCode::bad_setting, {"wound back", "stood itself"});
}

TEST(Checkpoint, LeavesNothingToBeInspected) {
  const auto data = made_up_digits(30, 5);
  Trainer trainer({.inputs = 784, .layers = {{.units = 10}}, .seed = 1}, "cross_entropy", {.training_size = 30}, data);
  const Checkpoint start = trainer.checkpoint();
  trainer.step(Keep::everything);
  trainer.rewind(start);
  expect_error([&] { static_cast<void>(trainer.network_before()); }, ErrorCode::bad_setting, {});
}

TEST(Magnitudes, AreTheLargestWeightOrBiasOfEachLayer) {
  Network<float> network({.inputs = 2, .layers = {{.units = 2}, {.units = 1}}, .seed = 1});
  network.layers()[0].dense.weight << 0.5F, -3, 2, 1;
  network.layers()[0].dense.bias << 0, 0.25F;
  network.layers()[1].dense.weight << 0, 0;
  network.layers()[1].dense.bias << -7;
  const RowVector<float> expected{{3, 7}};
  EXPECT_EQ(network.magnitudes(), expected);
  network.layers()[1].dense.bias << 0;
  EXPECT_EQ(network.magnitudes()(1), 0);
  network.layers()[1].dense.bias << -std::numeric_limits<float>::infinity();
  EXPECT_EQ(network.magnitudes()(1), std::numeric_limits<float>::infinity());
}

}  // namespace
}  // namespace inkling::checkpoint_test

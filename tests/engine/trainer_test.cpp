/// Training: the count of steps and epochs, its settings, learning, divergence, and one hash on every machine.
#include <gtest/gtest.h>
#include <inkling/trainer.h>

#include <array>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

#include "kernels/elementwise.h"
#include "support.h"

namespace inkling::trainer_test {
namespace {

using testing_support::expect_error;
using testing_support::made_up_digits;

/// A dataset that notes which examples were drawn: example i has the single input i.
TableDataset numbered(Index count) {
  Matrix<float> inputs(count, 1);
  for (Index i = 0; i < count; ++i) inputs(i) = static_cast<float>(i) / static_cast<float>(count);
  return {inputs, inputs};
}

NetworkConfig digit_network(const std::vector<std::int64_t>& hidden, Activation activation = "relu") {
  NetworkConfig config{.inputs = 784, .layers = {}, .seed = 1};
  for (const std::int64_t units : hidden) config.layers.push_back({.units = units, .activation = activation});
  config.layers.push_back({.units = 10});
  return config;
}

TEST(Trainer, NamesSettingsThatAreNotAllowed) {
  const TableDataset data = numbered(10);
  const NetworkConfig network{.inputs = 1, .layers = {{.units = 1}}};
  const auto with = [&](TrainingConfig training) {
    return [&network, &data, training] { Trainer(network, "mean_squared_error", training, data); };
  };
  expect_error(with({.batch_size = 0, .training_size = 10}), ErrorCode::bad_setting, {"Batch size", "0", "at least 1"});
  expect_error(with({.batch_size = -3, .training_size = 10}), ErrorCode::bad_setting, {"Batch size", "-3"});
  expect_error(with({.training_size = 0}), ErrorCode::bad_setting, {"Training size", "0", "1 to 10"});
  expect_error(with({.training_size = 11}), ErrorCode::bad_setting, {"Training size", "11", "1 to 10"});
  expect_error(with({.constants = {.learning_rate = 0}, .training_size = 10}), ErrorCode::bad_setting,
               {"Learning rate"});
  expect_error(
      [&] { Trainer({.inputs = 2, .layers = {{.units = 1}}}, "mean_squared_error", {.training_size = 10}, data); },
      ErrorCode::bad_data, {"2 inputs", "1 features"});
}

// Nothing outlives the statement it is made in, unless it has a name.
static_assert(std::is_constructible_v<Trainer, NetworkConfig, Loss, TrainingConfig, const TableDataset&>);
static_assert(std::is_constructible_v<Trainer, NetworkConfig, Loss, TrainingConfig, TableDataset&>);
static_assert(!std::is_constructible_v<Trainer, NetworkConfig, Loss, TrainingConfig, TableDataset>);
static_assert(!std::is_constructible_v<Trainer, NetworkConfig, Loss, TrainingConfig, const TableDataset>);
static_assert(!std::is_constructible_v<Trainer, NetworkConfig, Loss, TrainingConfig, ImageDataset>);

TEST(Trainer, RefusesOutputsThatALossCouldNeverLearnFrom) {
  const TableDataset one(Matrix<float>::Zero(4, 2), Matrix<float>{{1}, {0}, {1}, {0}});
  const TableDataset two(Matrix<float>::Zero(4, 2), Matrix<float>{{1, 0}, {0, 1}, {1, 0}, {0, 1}});
  const auto make = [](Loss loss, Activation output, const TableDataset& data) {
    return [=, &data] {
      Trainer({.inputs = 2, .layers = {{.units = 3}, {.units = data.targets(), .activation = output}}}, loss,
              {.training_size = 4}, data);
    };
  };
  // The softmax of a single output is 1 whatever it is.
  expect_error(make("cross_entropy", "identity", one), ErrorCode::bad_setting,
               {"single unit", "always 1", "binary_cross_entropy"});
  for (const std::string_view name : Activation::names()) {
    if (name == "step") continue;
    const auto expect_refusal = [&](Loss loss, const TableDataset& data) {
      expect_error(make(loss, name, data), ErrorCode::bad_setting,
                   {std::string(name), std::string(loss->name), "needs", "identity"});
    };
    make("mean_squared_error", name, two)();
    make("mean_absolute_error", name, two)();
    make("huber", name, two)();
    if (name == "identity") {
      make("cross_entropy", name, two)();
      make("binary_cross_entropy", name, one)();
      make("binary_cross_entropy", name, two)();
    } else {
      // Squashed once by the activation and again by the loss, even a perfect network's loss is far from 0.
      expect_refusal("cross_entropy", two);
      expect_refusal("binary_cross_entropy", two);
    }
    // Outputs that are hardly or never below 0 cannot say no.
    if (name == "identity" || name == "tanh") {
      make("hinge", name, one)();
    } else {
      expect_refusal("hinge", two);
    }
  }
  expect_error(make("mean_squared_error", "softmax", one), ErrorCode::bad_setting, {"softmax", "always 1", "sigmoid"});
  // Nor do the layers before it learn where it is a hidden one.
  expect_error(
      [&] {
        const std::vector<LayerConfig> layers{{.units = 3}, {.units = 1, .activation = "softmax"}, {.units = 2}};
        Trainer({.inputs = 2, .layers = layers}, "mean_squared_error", {.training_size = 4}, two);
      },
      ErrorCode::bad_setting, {"softmax", "single unit"});
}

TEST(Trainer, RefusesTargetsThatALossIsNotMadeFor) {
  const auto make = [](Loss loss, const Matrix<float>& targets) {
    const TableDataset data(Matrix<float>::Zero(targets.rows(), 1), targets);
    Trainer({.inputs = 1, .layers = {{.units = targets.cols()}}}, loss, {.training_size = targets.rows()}, data);
  };
  const auto refused = [&](Loss loss, const Matrix<float>& targets, const std::vector<std::string>& parts) {
    expect_error([&] { make(loss, targets); }, ErrorCode::bad_data, parts);
  };
  // In a batch by itself, beyond those that are looked at together.
  Matrix<float> many = Matrix<float>::Ones(1000, 1);
  make("binary_cross_entropy", many);
  many(801) = -1;
  refused("binary_cross_entropy", many, {"Example 801", "-1", "binary_cross_entropy", "0 to 1"});
  make("mean_squared_error", many);

  make("cross_entropy", Matrix<float>{{1, 0, 0}, {0.2F, 0.5F, 0.3F}, {0.33F, 0.33F, 0.33F}});
  refused("cross_entropy", Matrix<float>{{1, 0}, {1, 1}}, {"Example 1", "sum 2", "cross_entropy", "0 to 1, of sum 1"});
  refused("cross_entropy", Matrix<float>{{0, 0}}, {"Example 0", "sum 0"});
  refused("cross_entropy", Matrix<float>{{-1, 1}}, {"sum 0"});
  refused("cross_entropy", Matrix<float>{{2, -1}}, {"0 to 1"});

  make("binary_cross_entropy", Matrix<float>{{1, 1}, {0, 0}, {0.25F, 0.5F}});
  refused("binary_cross_entropy", Matrix<float>{{0, 1.5F}}, {"1.5"});

  make("hinge", Matrix<float>{{1, 0}, {1, 1}});
  refused("hinge", Matrix<float>{{1}, {-1}}, {"Example 1", "-1", "hinge", "nothing between"});
  refused("hinge", Matrix<float>{{0.5F}}, {"0.5"});

  for (const std::string_view loss : {"mean_squared_error", "mean_absolute_error", "huber"}) {
    make(loss, Matrix<float>{{-1, 100}, {0.5F, 3}});
  }
}

TEST(Trainer, LooksAtTheTargetsThatItIsToldToSee) {
  // Only the first two examples are what the loss is made for.
  const TableDataset data(Matrix<float>::Zero(4, 1), Matrix<float>{{1}, {0}, {-1}, {2}});
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}}, "binary_cross_entropy", {.training_size = 2}, data);
  trainer.step();
  expect_error([&] { trainer.configure({.optimizer = "adam", .training_size = 3}); }, ErrorCode::bad_data,
               {"Example 2", "-1"});
  EXPECT_EQ(trainer.config().training_size, 2);
  EXPECT_EQ(trainer.config().optimizer, OptimizerRule("sgd"));
  EXPECT_EQ(trainer.evaluate(data, 0, 2).examples, 2U);
  expect_error([&] { trainer.evaluate(data, 1, 3); }, ErrorCode::bad_data, {"Example 2", "-1"});
  expect_error([&] { trainer.evaluate(data, 3, 1); }, ErrorCode::bad_data, {"Example 3", "2"});
}

/// More examples than there is memory for, none of which is ever drawn.
class Endless : public TableDataset {
 public:
  Endless() : TableDataset(Matrix<float>(0, 1), Matrix<float>(0, 1)) {}
  std::size_t size() const override { return std::size_t{1} << 31; }
};

TEST(Trainer, RefusesABatchThatDoesNotFitIntoMemory) {
  const Endless data;
  const NetworkConfig network{.inputs = 1, .layers = {{.units = 1}}};
  // One input and, for the unit, its values and gradients: nine floats.
  const auto largest = static_cast<std::int64_t>(memory_limit) / (9 * 4);
  const Trainer fits(network, "mean_squared_error", {.batch_size = largest, .training_size = 1 << 30}, data);
  expect_error(
      [&] { Trainer(network, "mean_squared_error", {.batch_size = largest + 1, .training_size = 1 << 30}, data); },
      ErrorCode::bad_setting, {"Batch size", std::to_string(largest), "memory"});
}

TEST(Trainer, RefusesADatasetWithoutExamples) {
  const TableDataset data(Matrix<float>(0, 1), Matrix<float>(0, 1));
  for (const std::int64_t size : {0, 1}) {
    expect_error(
        [&] { Trainer({.inputs = 1, .layers = {{.units = 1}}}, "mean_squared_error", {.training_size = size}, data); },
        ErrorCode::bad_setting, {"Training size", std::to_string(size)});
  }
}

TEST(Trainer, RefusedSettingsChangeNothing) {
  const TableDataset data = numbered(10);
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}}, "mean_squared_error", {.batch_size = 4, .training_size = 10},
                  data);
  expect_error([&] { trainer.configure({.optimizer = "adam", .batch_size = 0, .training_size = 5}); },
               ErrorCode::bad_setting, {"Batch size"});
  EXPECT_EQ(trainer.config().optimizer, OptimizerRule("sgd"));
  EXPECT_EQ(trainer.config().batch_size, 4);
  EXPECT_EQ(trainer.config().training_size, 10);
}

TEST(Trainer, AnotherOptimizerTakesOverWithFreshState) {
  const ImageDataset digits = made_up_digits(100, 1);
  const auto with = [](OptimizerRule rule) {
    return TrainingConfig{.optimizer = rule, .constants = {.learning_rate = 0.01F}, .training_size = 100};
  };
  Trainer trainer(digit_network({8}), "cross_entropy", with("momentum"), digits);
  for (int step = 0; step < 5; ++step) trainer.step();
  // Plain descent, whatever velocity there was; and then momentum again, whose first step is the same.
  for (const std::string_view rule : {"sgd", "momentum"}) {
    trainer.configure(with(rule));
    trainer.step(Keep::everything);
    const auto after = trainer.network().parameters();
    const auto before = trainer.network_before().parameters();
    Batch batch = trainer.last_batch();
    const auto slopes = gradients(batch.pass);
    for (std::size_t i = 0; i < after.size(); ++i) {
      for (std::size_t j = 0; j < after[i].values.size(); ++j) {
        ASSERT_EQ(after[i].values[j], before[i].values[j] - 0.01F * slopes[i][j]) << rule;
      }
    }
  }
}

TEST(Trainer, CountsStepsAndEpochsAndLeavesNoExampleOut) {
  const TableDataset data = numbered(10);
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}}, "mean_squared_error", {.batch_size = 4, .training_size = 10},
                  data);
  EXPECT_EQ(trainer.steps_per_epoch(), 3U);
  std::vector<std::size_t> sizes;
  sizes.reserve(6);
  for (int i = 0; i < 6; ++i) sizes.push_back(trainer.step().examples);
  EXPECT_EQ(sizes, (std::vector<std::size_t>{4, 4, 2, 4, 4, 2}));
  EXPECT_EQ(trainer.epochs(), 2U);
  EXPECT_EQ(trainer.steps(), 6U);
  EXPECT_EQ(trainer.examples(), 20U);
  EXPECT_EQ(trainer.steps_in_epoch(), 0U);
  trainer.step();
  EXPECT_EQ(trainer.examples(), 24U);
  EXPECT_EQ(trainer.steps_in_epoch(), 1U);
  EXPECT_EQ(trainer.steps_per_epoch(), 3U);
  trainer.configure({.batch_size = 1, .training_size = 10});
  EXPECT_EQ(trainer.steps_per_epoch(), 1U + 6U);
}

TEST(Trainer, CountsTheOperationsThatItsProductsExecuted) {
  const TableDataset data(Matrix<float>::Ones(7, 3), Matrix<float>::Ones(7, 2));
  const NetworkConfig network{.inputs = 3, .layers = {{.units = 4, .activation = "tanh"}, {.units = 2}}};
  Trainer trainer(network, "mean_squared_error", {.batch_size = 5, .training_size = 7}, data);
  EXPECT_EQ(trainer.operations(), 0);
  trainer.step();
  // Two products of the first layer, and three of the second, which hands its gradient on.
  EXPECT_EQ(trainer.operations(), 2 * 5 * (2 * 3 * 4 + 3 * 4 * 2));
  trainer.step(Keep::everything);
  EXPECT_EQ(trainer.operations(), 2 * (5 + 2) * (2 * 3 * 4 + 3 * 4 * 2));
}

TEST(Trainer, CountsNoOperationsOfZerosThatWereSkipped) {
  const ImageDataset data = made_up_digits(20, 1);
  Matrix<float> inputs;
  Matrix<float> targets;
  std::array<std::uint32_t, 20> all{};
  std::iota(all.begin(), all.end(), 0U);
  data.gather(all, inputs, targets);
  const auto nonzero = static_cast<double>((inputs.array() != 0).count());
  ASSERT_LT(nonzero, 20 * 784 / 2);
  for (const Keep keep : {Keep::score, Keep::everything}) {
    Trainer trainer(digit_network({}), "cross_entropy", {.batch_size = 20, .training_size = 20}, data);
    trainer.step(keep);
    EXPECT_EQ(trainer.operations(), 2 * nonzero * 2 * 10);
  }
}

TEST(Trainer, ABatchLargerThanTheDataIsAllOfIt) {
  const TableDataset data = numbered(10);
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}}, "mean_squared_error",
                  {.batch_size = 1000, .training_size = 10}, data);
  EXPECT_EQ(trainer.step().examples, 10U);
  EXPECT_EQ(trainer.epochs(), 1U);
}

/// Notes the examples it was asked for.
class RecordingDataset : public TableDataset {
 public:
  using TableDataset::TableDataset;
  void gather(std::span<const std::uint32_t> indices, Matrix<float>& inputs, Matrix<float>& targets) const override {
    drawn.insert(drawn.end(), indices.begin(), indices.end());
    TableDataset::gather(indices, inputs, targets);
  }
  mutable std::vector<std::uint32_t> drawn;
};

TEST(Trainer, AnEpochDrawsEachExampleOnceInANewOrder) {
  const RecordingDataset data(Matrix<float>::Zero(10, 1), Matrix<float>::Zero(10, 1));
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}}, "mean_squared_error", {.batch_size = 3, .training_size = 10},
                  data);
  std::set<std::vector<std::uint32_t>> orders;
  for (int epoch = 0; epoch < 3; ++epoch) {
    data.drawn.clear();
    while (trainer.epochs() == static_cast<std::uint64_t>(epoch)) trainer.step();
    EXPECT_EQ(data.drawn.size(), 10U);
    EXPECT_EQ(std::set<std::uint32_t>(data.drawn.begin(), data.drawn.end()).size(), 10U);
    orders.insert(data.drawn);
  }
  EXPECT_EQ(orders.size(), 3U);
}

TEST(Trainer, ANewTrainingSizeHoldsFromTheNextEpochOn) {
  const RecordingDataset data(Matrix<float>::Zero(10, 1), Matrix<float>::Zero(10, 1));
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}}, "mean_squared_error", {.batch_size = 2, .training_size = 10},
                  data);
  trainer.step();
  trainer.configure({.batch_size = 2, .training_size = 4});
  while (trainer.epochs() == 0) trainer.step();
  EXPECT_EQ(data.drawn.size(), 10U);
  data.drawn.clear();
  while (trainer.epochs() == 1) trainer.step();
  EXPECT_EQ(std::set<std::uint32_t>(data.drawn.begin(), data.drawn.end()), (std::set<std::uint32_t>{0, 1, 2, 3}));
}

TEST(Trainer, OneStepOfSgdIsTheHandCalculation) {
  // y = w x + b with x = 2, t = 1 and rate 0.25: error e = 2 w + b - 1, gradients 2 e x and 2 e.
  const TableDataset data(Matrix<float>{{2}}, Matrix<float>{{1}});
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}, .seed = 5}, "mean_squared_error",
                  {.constants = {.learning_rate = 0.25F}, .training_size = 1}, data);
  const auto parameter = [&](std::size_t which) { return trainer.network().parameters()[which].values[0]; };
  const float w = parameter(0);
  const float error = 2 * w - 1;
  const Score score = trainer.step();
  EXPECT_FLOAT_EQ(static_cast<float>(score.loss_sum), error * error);
  EXPECT_FLOAT_EQ(parameter(0), w - 0.25F * 2 * error * 2);
  EXPECT_FLOAT_EQ(parameter(1), -0.25F * 2 * error);
}

TEST(Trainer, LearnsExclusiveOr) {
  const TableDataset data(Matrix<float>{{0, 0}, {0, 1}, {1, 0}, {1, 1}}, Matrix<float>{{1, 0}, {0, 1}, {0, 1}, {1, 0}});
  int learned = 0;
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    Trainer trainer(
        {.inputs = 2, .layers = {{.units = 4, .activation = "tanh"}, {.units = 2}}, .seed = seed}, "cross_entropy",
        {.optimizer = "adam", .constants = {.learning_rate = 0.05F}, .batch_size = 4, .training_size = 4}, data);
    for (int step = 0; step < 500; ++step) trainer.step();
    if (trainer.evaluate(data, 0, 4).correct == 4) ++learned;
  }
  EXPECT_GE(learned, 9);
}

TEST(Trainer, ASingleOutputIsCountedBySideOfItsLosssThreshold) {
  // One weight of 1 and no bias, so that the outputs are the inputs: logits for one loss, imitations for the other.
  const TableDataset data(Matrix<float>{{-1}, {0.25F}, {0.75F}, {-0.5F}}, Matrix<float>{{0}, {1}, {1}, {1}});
  const auto correct = [&](Loss loss) {
    Trainer trainer({.inputs = 1, .layers = {{.units = 1, .weights = {{"constant", 1.0F}}}}}, loss,
                    {.training_size = 4}, data);
    return trainer.evaluate(data, 0, 4).correct;
  };
  EXPECT_EQ(correct("binary_cross_entropy"), 3U);
  EXPECT_EQ(correct("hinge"), 3U);
  EXPECT_EQ(correct("mean_squared_error"), 2U);
}

TEST(Trainer, LabelSmoothingMovesTargetsTowardsIndifference) {
  const auto targets_of = [](Loss loss, const Matrix<float>& targets) {
    const TableDataset data(Matrix<float>::Zero(1, 1), targets);
    Trainer trainer({.inputs = 1, .layers = {{.units = targets.cols()}}}, loss,
                    {.label_smoothing = 0.2F, .training_size = 1}, data);
    trainer.step();
    return trainer.last_batch().targets;
  };
  const auto expect_near = [](const Matrix<float>& given, const Matrix<float>& expected) {
    EXPECT_LE((given - expected).cwiseAbs().maxCoeff(), 0x1p-23F);
  };
  expect_near(targets_of("cross_entropy", Matrix<float>{{0, 1, 0, 0}}), Matrix<float>{{0.05F, 0.85F, 0.05F, 0.05F}});
  expect_near(targets_of("binary_cross_entropy", Matrix<float>{{1}}), Matrix<float>{{0.9F}});
  expect_near(targets_of("binary_cross_entropy", Matrix<float>{{0}}), Matrix<float>{{0.1F}});
  expect_error([&] { targets_of("huber", Matrix<float>{{1}}); }, ErrorCode::bad_setting,
               {"Label smoothing", "0.2", "huber", "no probabilities"});
}

TEST(Trainer, RestoresOnlyANetworkOfTheSameLayers) {
  const TableDataset data = numbered(4);
  const auto config = [](Activation activation) {
    return NetworkConfig{.inputs = 1, .layers = {{.units = 3, .activation = activation}, {.units = 1}}, .seed = 9};
  };
  Trainer trainer(config("tanh"), "mean_squared_error", {.training_size = 4}, data);
  const Network<float> start = trainer.network();
  trainer.step();
  EXPECT_NE(trainer.network().hash(), start.hash());
  trainer.restore(start);
  EXPECT_EQ(trainer.network().hash(), start.hash());
  expect_error([&] { trainer.restore(Network<float>(config("relu"))); }, ErrorCode::bad_setting, {"same layers"});

  using Layers = std::vector<LayerConfig>;
  const LayerConfig hidden{.units = 3, .activation = "tanh"};
  for (const NetworkConfig& other : {
           NetworkConfig{.inputs = 2, .layers = Layers{hidden, {.units = 1}}},
           NetworkConfig{.inputs = 1, .layers = Layers{{.units = 4, .activation = "tanh"}, {.units = 1}}},
           NetworkConfig{.inputs = 1, .layers = Layers{hidden, {.units = 2}}},
           NetworkConfig{.inputs = 1, .layers = Layers{hidden}},
           NetworkConfig{.inputs = 1, .layers = Layers{hidden, {.units = 1}, {.units = 1}}},
           NetworkConfig{
               .inputs = 1,
               .layers = Layers{{.units = 3, .activation = "tanh", .batch_normalization = true}, {.units = 1}}},
           NetworkConfig{.inputs = 1,
                         .layers = Layers{{.units = 3, .activation = "tanh", .dropout = 0.5F}, {.units = 1}}},
       }) {
    expect_error([&] { trainer.restore(Network<float>(other)); }, ErrorCode::bad_setting, {"same layers"});
    EXPECT_EQ(trainer.network().hash(), start.hash());
  }
}

TEST(Trainer, EvaluationScoresEveryExampleAndChangesNothing) {
  const ImageDataset digits = made_up_digits(250, 1);
  const TrainingConfig training{.batch_size = 16, .training_size = 250};
  Trainer quiet(digit_network({16}), "cross_entropy", training, digits);
  Trainer watched(digit_network({16}), "cross_entropy", training, digits);
  for (int step = 0; step < 20; ++step) {
    quiet.step();
    watched.step();
    EXPECT_EQ(watched.evaluate(digits, 0, 250).examples, 250U);
  }
  EXPECT_EQ(quiet.network().hash(), watched.network().hash());
  // The whole is the sum of its parts, whose batches are cut elsewhere.
  const Score whole = watched.evaluate(digits, 0, 250);
  Score parts = watched.evaluate(digits, 0, 33);
  parts += watched.evaluate(digits, 33, 217);
  EXPECT_EQ(parts.correct, whole.correct);
  EXPECT_NEAR(parts.loss_sum, whole.loss_sum, 250 * whole.loss_sum * std::numeric_limits<double>::epsilon());
  expect_error([&] { watched.evaluate(digits, 200, 51); }, ErrorCode::bad_setting, {"200", "51", "250"});
}

TEST(Trainer, EvaluatesOnlyExamplesThatThereAre) {
  constexpr std::size_t endless = std::numeric_limits<std::size_t>::max();
  const ImageDataset digits = made_up_digits(20, 1);
  Trainer trainer(digit_network({4}), "cross_entropy", {.training_size = 20}, digits);
  for (const auto& [first, count] : std::vector<std::pair<std::size_t, std::size_t>>{
           {0, 21}, {20, 1}, {21, 0}, {1, endless}, {endless, 1}, {endless, 2}, {endless, endless}}) {
    expect_error([&, f = first, c = count] { trainer.evaluate(digits, f, c); }, ErrorCode::bad_setting,
                 {std::to_string(first), std::to_string(count), "20"});
    expect_error([&, f = first, c = count] { trainer.check(digits, f, c); }, ErrorCode::bad_setting,
                 {std::to_string(first), std::to_string(count), "20"});
  }
  const Score none = trainer.evaluate(digits, 20, 0);
  EXPECT_EQ(none.examples, 0U);
  EXPECT_EQ(none.loss_sum, 0);
  EXPECT_EQ(trainer.evaluate(ImageDataset(784, 10), 0, 0).examples, 0U);
  EXPECT_EQ(trainer.predict(Matrix<float>(0, 784)).rows(), 0);
}

TEST(Trainer, EvaluatesOnlyDataOfTheNetworksShape) {
  const TableDataset data = numbered(4);
  Trainer trainer({.inputs = 1, .layers = {{.units = 1}}}, "mean_squared_error", {.training_size = 4}, data);
  const auto expect_refusal = [&](Index features, Index targets, const std::string& part) {
    const TableDataset other(Matrix<float>::Zero(3, features), Matrix<float>::Zero(3, targets));
    for (const std::size_t count : {0U, 3U}) {
      expect_error([&] { trainer.evaluate(other, 0, count); }, ErrorCode::bad_data, {part});
      expect_error([&] { trainer.check(other, 0, count); }, ErrorCode::bad_data, {part});
    }
  };
  expect_refusal(2, 1, "2 features");
  expect_refusal(0, 1, "0 features");
  expect_refusal(1, 2, "2 targets");
  expect_refusal(1, 0, "0 targets");
}

TEST(Trainer, PredictsProbabilities) {
  const ImageDataset digits = made_up_digits(10, 1);
  Trainer trainer(digit_network({16}), "cross_entropy", {.training_size = 10}, digits);
  const Matrix<float> input = Matrix<float>::Constant(1, 784, 0.5F);
  const Matrix<float>& probabilities = trainer.predict(input);
  EXPECT_EQ(probabilities.cols(), 10);
  EXPECT_NEAR(probabilities.sum(), 1, 10 * 0x1p-24);
  expect_error([&] { trainer.predict(Matrix<float>::Zero(1, 783)); }, ErrorCode::bad_data, {"783", "784"});
}

/// Steps until training diverges, checks that the step was undone, and returns the message.
std::string diverge(Trainer& trainer, int most_steps) {
  for (int step = 0; step < most_steps; ++step) {
    const Network<float> before = trainer.network();
    const std::uint64_t steps = trainer.steps();
    const std::uint64_t examples = trainer.examples();
    try {
      trainer.step();
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::diverged);
      EXPECT_EQ(trainer.network().hash(), before.hash());
      for (std::size_t i = 0; i < before.layers().size(); ++i) {
        const std::optional<BatchNorm<float>>& norm = before.layers()[i].norm;
        if (!norm) continue;
        EXPECT_EQ(trainer.network().layers()[i].norm->running_mean, norm->running_mean);
        EXPECT_EQ(trainer.network().layers()[i].norm->running_variance, norm->running_variance);
      }
      EXPECT_EQ(trainer.steps(), steps);
      EXPECT_EQ(trainer.examples(), examples);
      for (const auto& parameter : trainer.network().parameters()) {
        EXPECT_TRUE(kernels::all_finite(parameter.values));
      }
      return error.what();
    }
  }
  ADD_FAILURE() << "training never diverged";
  return "";
}

TEST(Trainer, StopsAtTheStepThatDivergesAndKeepsTheLastFiniteWeights) {
  const ImageDataset digits = made_up_digits(100, 1);
  for (const std::string_view optimizer : OptimizerRule::names()) {
    // So large a rate overflows a weight in the very first update.
    Trainer trainer(digit_network({16}), "cross_entropy",
                    {.optimizer = optimizer, .constants = {.learning_rate = 3e38F}, .training_size = 100}, digits);
    const std::string message = diverge(trainer, 10);
    EXPECT_NE(message.find("step"), std::string::npos) << message;
    EXPECT_NE(message.find("learning rate"), std::string::npos) << message;
    // And the run goes on with a rate that is sane, from weights that are.
    trainer.configure({.optimizer = optimizer, .constants = {.learning_rate = 1e-3F}, .training_size = 100});
  }
}

/// The hash after every step, or what the step that diverged said.
std::vector<std::string> trace(Trainer& trainer, int steps, Keep keep) {
  std::vector<std::string> states;
  for (int step = 0; step < steps; ++step) {
    try {
      trainer.step(keep);
      states.push_back(std::to_string(trainer.network().hash()));
    } catch (const Error& error) {
      states.emplace_back(error.what());
    }
  }
  return states;
}

// A step that keeps nothing updates weights while their gradient passes by, and neither copies nor checks them where it
// knows that they stay finite. Settings from the sane to the absurd must not show which way was taken.
TEST(Trainer, KeepingEverythingChangesNoBitOfAStepWhateverTheSettings) {
  const ImageDataset sparse = made_up_digits(90, 1);
  Random random(2, Random::Stream::data);
  const Matrix<float> inputs = testing_support::random_matrix<float>(90, 784, random, -1e4F, 1e4F);
  const Matrix<float> shares = testing_support::random_matrix<float>(90, 10, random, 0, 1);
  const TableDataset dense(inputs, shares.array().colwise() / shares.rowwise().sum().array());
  NetworkConfig network = digit_network({33, 7}, "tanh");
  network.layers[0].batch_normalization = true;
  network.layers[1].dropout = 0.25F;
  std::size_t ended_well = 0;
  std::size_t diverged = 0;
  for (const std::string_view optimizer : OptimizerRule::names()) {
    for (const float rate : {1e-30F, 1e-2F, 30.0F, 1e5F, 1e20F, 3e38F}) {
      for (const float epsilon : {1e-38F, 1e-8F, 1.0F}) {
        for (const Dataset* data : {static_cast<const Dataset*>(&sparse), static_cast<const Dataset*>(&dense)}) {
          const OptimizerConfig constants{
              .learning_rate = rate, .momentum = 0.9999F, .epsilon = epsilon, .weight_decay = 1e3F};
          const TrainingConfig training{
              .optimizer = optimizer, .constants = constants, .batch_size = 20, .training_size = 90};
          Trainer quick(network, "cross_entropy", training, *data);
          Trainer watched(network, "cross_entropy", training, *data);
          const std::vector<std::string> states = trace(watched, 12, Keep::everything);
          EXPECT_EQ(trace(quick, 12, Keep::score), states) << optimizer << ", rate " << rate << ", epsilon " << epsilon
                                                           << (data == &sparse ? ", sparse" : ", dense");
          for (const auto& parameter : quick.network().parameters()) {
            EXPECT_TRUE(kernels::all_finite(parameter.values));
          }
          (states.back().find("diverged") == std::string::npos ? ended_well : diverged) += 1;
        }
      }
    }
  }
  EXPECT_GT(ended_well, 20U);
  EXPECT_GT(diverged, 20U);
}

// Where a layer puts out only zeros for a whole batch, the next layer's weight has no gradient; its momentum and its
// decay go on all the same.
TEST(Trainer, AGradientOfZeroIsStillAStep) {
  const TableDataset data(Matrix<float>{{1}, {-1}}, Matrix<float>{{3}, {3}});
  const NetworkConfig network{.inputs = 1,
                              .layers = {{.units = 2, .activation = "relu", .weights = {{"constant", 1.0F}}},
                                         {.units = 1, .weights = {{"constant", 0.5F}}}},
                              .seed = 1};
  const auto weight_after_two_steps = [&](OptimizerRule rule, Keep keep) {
    Trainer trainer(network, "mean_squared_error",
                    {.optimizer = rule, .constants = {.learning_rate = 0.01F}, .batch_size = 1, .training_size = 2},
                    data);
    trainer.step(Keep::everything);
    EXPECT_EQ(trainer.last_batch().inputs(0), 1) << "the example that moves the weight has to come first";
    trainer.step(keep);
    EXPECT_TRUE((trainer.last_batch().pass.layers[0].activation.array() == 0).all());
    return trainer.network().layers()[1].dense.weight(0);
  };
  for (const std::string_view name : OptimizerRule::names()) {
    // The output is 1 and should be 3: a gradient of 2 (1 - 3) for the output, and for a weight whose input is 1. Then
    // 0.
    Optimizer alone{OptimizerRule(name)};
    float weight = 0.5F;
    for (const float gradient : {-4.0F, 0.0F}) {
      const std::array tensors{OptimizedTensor{{&weight, 1}, {&gradient, 1}}};
      alone.step({.learning_rate = 0.01F}, tensors);
    }
    EXPECT_EQ(weight_after_two_steps(name, Keep::score), weight) << name;
    EXPECT_EQ(weight_after_two_steps(name, Keep::everything), weight) << name;
  }
  // 0.5 + 0.04 + 0.9 * 0.04; and Adam's second step, of 0.01 (0.09 / 0.19) / sqrt(0.000999 / 0.001999) after one of
  // 0.01.
  EXPECT_FLOAT_EQ(weight_after_two_steps("momentum", Keep::score), 0.576F);
  EXPECT_FLOAT_EQ(weight_after_two_steps("adam", Keep::score), 0.5167006F);
}

/// Examples of 16 pixels, seven of eight of them blank, and the same as a table.
struct MostlyBlank {
  static constexpr std::size_t count = 40;
  ImageDataset images{16, 2};
  TableDataset table{Matrix<float>(0, 16), Matrix<float>(0, 2)};

  MostlyBlank() {
    Random random(4, Random::Stream::data);
    std::vector<std::uint8_t> pixels(count * 16, 0);
    std::vector<std::uint8_t> labels(count);
    for (std::size_t i = 0; i < count; ++i) {
      labels[i] = static_cast<std::uint8_t>(random.below(2));
      if (i % 8 != 0) continue;
      for (std::size_t dot = 0; dot < 16; ++dot) pixels[i * 16 + dot] = static_cast<std::uint8_t>(random.below(256));
    }
    images.append(pixels, labels);
    std::vector<std::uint32_t> all(count);
    std::iota(all.begin(), all.end(), 0U);
    Matrix<float> inputs;
    Matrix<float> targets;
    images.gather(all, inputs, targets);
    table = TableDataset(inputs, targets);
  }
};

TEST(Trainer, KeepingEverythingChangesNoBitWhereLayersPutOutZeros) {
  const MostlyBlank data;
  for (const std::string_view optimizer : OptimizerRule::names()) {
    for (std::size_t dead = 0; dead < 3; ++dead) {
      for (std::size_t normalized = 0; normalized <= 3; ++normalized) {
        // A blank input is 0 up to the dead layer, whose bias keeps its units off.
        NetworkConfig network{.inputs = 16, .layers = {}, .seed = 1};
        for (const std::int64_t units : {7, 5, 6}) network.layers.push_back({.units = units, .activation = "tanh"});
        network.layers[dead].activation = "relu";
        network.layers[dead].biases = {"constant", -0.3F};
        if (normalized < 3) network.layers[normalized].batch_normalization = true;
        network.layers.push_back({.units = 2});
        const TrainingConfig training{.optimizer = optimizer,
                                      .constants = {.learning_rate = 1e-3F, .weight_decay = 0.1F},
                                      .batch_size = 4,
                                      .training_size = MostlyBlank::count};
        for (const Dataset* of :
             {static_cast<const Dataset*>(&data.images), static_cast<const Dataset*>(&data.table)}) {
          Trainer quick(network, "cross_entropy", training, *of);
          Trainer watched(network, "cross_entropy", training, *of);
          int dead_steps = 0;
          for (int step = 0; step < 30; ++step) {
            quick.step();
            watched.step(Keep::everything);
            ASSERT_EQ(quick.network().hash(), watched.network().hash())
                << optimizer << ", dead layer " << dead << ", normalised layer " << normalized << ", step " << step
                << (of == &data.images ? ", sparse" : ", dense");
            if ((watched.last_batch().pass.layers[dead].activation.array() == 0).all()) ++dead_steps;
          }
          // A shift of its own soon brings a dead layer back to life.
          EXPECT_GT(dead_steps, normalized == dead ? 0 : 2);
          EXPECT_LT(dead_steps, 28);
        }
      }
    }
  }
}

TEST(Trainer, HasTheNetworkBeforeAStepOnlyWhereThatKeptIt) {
  const ImageDataset digits = made_up_digits(20, 1);
  Trainer trainer(digit_network({4}), "cross_entropy", {.training_size = 20}, digits);
  const auto before = [&] { static_cast<void>(trainer.network_before()); };
  expect_error(before, ErrorCode::bad_setting, {"Keep::everything"});
  const std::uint64_t initial = trainer.network().hash();
  trainer.step(Keep::everything);
  EXPECT_EQ(trainer.network_before().hash(), initial);
  EXPECT_EQ(trainer.last_batch().inputs.rows(), 20);
  trainer.step();
  expect_error(before, ErrorCode::bad_setting, {"Keep::everything"});
}

// One weight and one example, x = t = 1, as the only thing there is to learn.
TEST(Trainer, AfterAMeaninglessLossTheOptimizerIsFresh) {
  const TableDataset data(Matrix<float>{{1}}, Matrix<float>{{1}});
  const NetworkConfig config{.inputs = 1, .layers = {{.units = 1, .weights = "zeros"}}};
  const Network<float> zero(config);
  Network<float> far = zero;
  far.layers()[0].dense.weight(0) = 1e10F;
  for (const std::string_view optimizer : OptimizerRule::names()) {
    const TrainingConfig training{
        .optimizer = optimizer, .constants = {.learning_rate = 0.1F, .momentum = 0.5F}, .training_size = 1};
    Trainer fresh(config, "mean_squared_error", training, data);
    fresh.step();
    for (const Keep keep : {Keep::score, Keep::everything}) {
      Trainer trainer(config, "mean_squared_error", training, data);
      trainer.step(Keep::everything);
      trainer.restore(far);
      expect_error([&] { trainer.step(keep); }, ErrorCode::diverged, {"step 2", "too large to mean anything"});
      EXPECT_EQ(trainer.steps(), 1U);
      EXPECT_EQ(trainer.network().hash(), far.hash());
      expect_error([&] { static_cast<void>(trainer.network_before()); }, ErrorCode::bad_setting, {"Keep::everything"});
      trainer.restore(zero);
      trainer.step();
      EXPECT_EQ(trainer.network().hash(), fresh.network().hash()) << optimizer;
    }
    // A gradient of 2 (0 - 1), and no velocity from before.
    if (optimizer == "momentum") {
      EXPECT_FLOAT_EQ(fresh.network().layers()[0].dense.weight(0), 0.2F);
    }
  }
}

TEST(Trainer, AfterAStepThatWasTakenBackTheOptimizerIsFresh) {
  const TableDataset data(Matrix<float>{{1}}, Matrix<float>{{1}});
  const NetworkConfig config{.inputs = 1, .layers = {{.units = 1, .weights = "zeros"}}};
  const Network<float> zero(config);
  for (const std::string_view optimizer : OptimizerRule::names()) {
    const auto with = [&](float rate) {
      return TrainingConfig{
          .optimizer = optimizer, .constants = {.learning_rate = rate, .momentum = 0.5F}, .training_size = 1};
    };
    Trainer fresh(config, "mean_squared_error", with(0.1F), data);
    fresh.step();
    Trainer trainer(config, "mean_squared_error", with(0.1F), data);
    trainer.step();
    trainer.step();
    // So large a rate that the step overflows, after a velocity from the steps before.
    trainer.configure(with(3e38F));
    Network<float> far = zero;
    far.layers()[0].dense.weight(0) = -3e3F;
    trainer.restore(far);
    expect_error([&] { trainer.step(); }, ErrorCode::diverged, {"step 3", "a weight is no longer"});
    trainer.configure(with(0.1F));
    trainer.restore(zero);
    trainer.step();
    EXPECT_EQ(trainer.network().hash(), fresh.network().hash()) << optimizer;
  }
}

// Kept as infinity, it would divide every step of its parameter into nothing, for ever and without a word.
TEST(Trainer, ASquareThatIsTooLargeIsDivergence) {
  const auto step_of = [](const char* optimizer, float input, int steps, Keep keep) {
    const TableDataset data(Matrix<float>{{input}}, Matrix<float>{{1e6F}});
    Trainer trainer({.inputs = 1, .layers = {{.units = 1, .weights = "zeros"}}}, "mean_absolute_error",
                    {.optimizer = optimizer, .constants = {.learning_rate = 1e-30F}, .training_size = 1}, data);
    for (int i = 0; i < steps; ++i) trainer.step(keep);  // the gradient is minus the input
    EXPECT_NE(trainer.network().layers()[0].dense.weight(0), 0) << optimizer;
  };
  for (const Keep keep : {Keep::score, Keep::everything}) {
    for (const char* optimizer : {"adagrad", "rmsprop", "adam", "adamw"}) {
      step_of(optimizer, 1e18F, 1, keep);
      expect_error([&] { step_of(optimizer, 1e30F, 1, keep); }, ErrorCode::diverged,
                   {"step 1", "squared", "scale the inputs"});
    }
    // A sum of squares grows beyond all floats where each of them does not.
    expect_error([&] { step_of("adagrad", 0x1p59F, 2000, keep); }, ErrorCode::diverged, {"squared"});
    // Nobody squares these.
    step_of("momentum", 1e25F, 1, keep);
    step_of("nesterov", 1e25F, 1, keep);
    step_of("sgd", 1e25F, 1, keep);
  }
}

TEST(Trainer, KeepingEverythingChangesNoBitOfALargeBatch) {
  const ImageDataset digits = made_up_digits(1300, 1);
  const TrainingConfig training{.optimizer = "adam", .batch_size = 1100, .training_size = 1300};
  Trainer quick(digit_network({40}), "cross_entropy", training, digits);
  Trainer watched(digit_network({40}), "cross_entropy", training, digits);
  EXPECT_EQ(trace(quick, 4, Keep::score), trace(watched, 4, Keep::everything));
}

TEST(Trainer, ADivergedStepLeavesRunningStatisticsAsTheyWere) {
  Random random(2, Random::Stream::data);
  const TableDataset data(testing_support::random_matrix<float>(8, 3, random),
                          testing_support::random_matrix<float>(8, 2, random, 50, 100));
  const NetworkConfig network{.inputs = 3, .layers = {{.units = 4, .batch_normalization = true}, {.units = 2}}};
  const auto with = [](float rate) {
    return TrainingConfig{.constants = {.learning_rate = rate}, .batch_size = 8, .training_size = 8};
  };
  Trainer trainer(network, "mean_squared_error", with(0.01F), data);
  trainer.step();
  // A step that is taken back, after a first one that is not.
  trainer.configure(with(3e38F));
  EXPECT_NE(diverge(trainer, 5).find("a weight is no longer"), std::string::npos);
  EXPECT_NE(trainer.network().layers()[0].norm->running_mean, (RowVector<float>::Zero(4)));
}

TEST(Trainer, APlainStepAfterAKeptOneSeesItsOwnBatch) {
  const ImageDataset digits = made_up_digits(60, 1);
  const TrainingConfig training{.batch_size = 20, .training_size = 60};
  Trainer plain(digit_network({8}), "cross_entropy", training, digits);
  Trainer mixed(digit_network({8}), "cross_entropy", training, digits);
  for (const Keep keep : {Keep::everything, Keep::score, Keep::everything, Keep::score, Keep::score}) {
    const Score expected = plain.step();
    EXPECT_EQ(mixed.step(keep).loss_sum, expected.loss_sum);
    EXPECT_EQ(mixed.network().hash(), plain.network().hash());
    EXPECT_EQ(mixed.last_batch().inputs.size() > 0, keep == Keep::everything);
  }
}

TEST(Trainer, NoticesALossThatIsFiniteButMeaningless) {
  const ImageDataset digits = made_up_digits(100, 1);
  Trainer trainer(digit_network({16}), "cross_entropy", {.constants = {.learning_rate = 1e6F}, .training_size = 100},
                  digits);
  EXPECT_NE(diverge(trainer, 10).find("too large to mean anything"), std::string::npos);
}

TEST(Trainer, TrainsOnAfterDivergingOnceTheRateIsSane) {
  const ImageDataset digits = made_up_digits(100, 1);
  Trainer trainer(digit_network({16}), "cross_entropy",
                  {.optimizer = "adam", .constants = {.learning_rate = 3e38F}, .training_size = 100}, digits);
  diverge(trainer, 10);
  trainer.configure({.optimizer = "adam", .constants = {.learning_rate = 1e-2F}, .training_size = 100});
  const double before = trainer.evaluate(digits, 0, 100).loss_sum;
  for (int step = 0; step < 50; ++step) trainer.step();
  EXPECT_LT(trainer.evaluate(digits, 0, 100).loss_sum, before / 2);
}

// One hash in every build: compilers, vector widths, debug and release, native and WASM. A change of a hash is a change
// of every saved run, so it wants a reason in the commit that makes it.
struct ExactRun {
  const char* optimizer;
  const char* activation;
  float learning_rate;
  std::uint64_t hash;
  float dropout = 0;
  bool batch_normalization = false;
};

void PrintTo(const ExactRun& run, std::ostream* out) { *out << run.optimizer << " with " << run.activation; }

class Exactness : public testing::TestWithParam<ExactRun> {};

TEST_P(Exactness, TwoHundredStepsEndInTheSameBits) {
  const ExactRun& run = GetParam();
  const ImageDataset digits = made_up_digits(1000, 1);
  NetworkConfig network = digit_network({64, 32}, run.activation);
  for (std::size_t hidden = 0; hidden < 2; ++hidden) {
    network.layers[hidden].dropout = run.dropout;
    network.layers[hidden].batch_normalization = run.batch_normalization;
  }
  Trainer trainer(
      network, "cross_entropy",
      {.optimizer = run.optimizer, .constants = {.learning_rate = run.learning_rate}, .training_size = 1000}, digits);
  const double before = trainer.evaluate(digits, 0, 1000).loss_sum;
  for (int step = 0; step < 200; ++step) trainer.step();
  EXPECT_LT(trainer.evaluate(digits, 0, 1000).loss_sum, before);
  EXPECT_EQ(trainer.network().hash(), run.hash) << std::hex << "0x" << trainer.network().hash();
}

INSTANTIATE_TEST_SUITE_P(Runs, Exactness,
                         testing::Values(ExactRun{"sgd", "relu", 0.1F, 0x15A082614B8C162B},
                                         ExactRun{"momentum", "tanh", 0.01F, 0x0BB9A35468E86866},
                                         ExactRun{"adam", "sigmoid", 0.001F, 0x4F608CC880D46C32},
                                         ExactRun{"adam", "relu", 0.001F, 0x0927DDCD6515C36A, 0.2F},
                                         ExactRun{"adamw", "gelu", 0.001F, 0x5D933D886334B80F, 0.1F, true},
                                         ExactRun{"nesterov", "leaky_relu", 0.01F, 0x328CBCAC29D476FE},
                                         ExactRun{"adagrad", "silu", 0.01F, 0xFA10A25949D3CD44, 0, true},
                                         ExactRun{"rmsprop", "elu", 0.001F, 0xC656E8873955953E},
                                         ExactRun{"sgd", "softplus", 0.05F, 0x713160467B4D58F1}),
                         [](const auto& run) { return std::string(run.param.optimizer) + "_" + run.param.activation; });

}  // namespace
}  // namespace inkling::trainer_test

/// Augmented batches: what is in them, that they are renewed, and the same bits on every machine.
#include <gtest/gtest.h>
#include <inkling/augmentation.h>
#include <inkling/recipe.h>
#include <inkling/trainer.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <numeric>
#include <set>

#include "support.h"

namespace inkling::augmentation_test {
namespace {

using testing_support::expect_error;
using testing_support::made_up_digits;
using Row = std::vector<float>;

std::vector<Row> dense(const SparseRows& sparse) {
  std::vector<Row> rows(sparse.rows(), Row(sparse.columns));
  for (std::size_t i = 0; i < sparse.rows(); ++i) {
    for (std::uint32_t at = sparse.start[i]; at < sparse.start[i + 1]; ++at) {
      rows[i][sparse.elements[at].column] = sparse.elements[at].value;
    }
  }
  return rows;
}

/// What a network would be given of pictures of a dataset.
Row row_of_image(const ImageDataset& digits, std::size_t index) {
  Row row(784);
  bytes_to_inputs(digits.image(index), row);
  return row;
}

std::vector<std::uint32_t> first(std::uint32_t count) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

/// One batch after another from the same augmentation.
struct Batches {
  AugmentationConfig config;
  ImageDataset digits = made_up_digits(200, 1);
  Augmentation augmentation{7};
  SparseRows inputs = {};
  Matrix<float> targets = {};

  std::vector<Row> next(std::uint32_t from_data, std::size_t written) {
    augmentation.gather(config, digits, first(from_data), written, inputs, targets);
    return dense(inputs);
  }
};

NetworkConfig small_network() {
  return {.inputs = 784, .layers = {{.units = 16, .activation = "relu"}, {.units = 10}}, .seed = 3};
}

TEST(Augmentation, SplitsABatchByItsShare) {
  EXPECT_EQ(AugmentationConfig{}.from_data(32), 32);
  const AugmentationConfig half{.written = 0.5};
  EXPECT_EQ(half.from_data(32), 16);
  EXPECT_EQ(half.from_data(1), 1);
  EXPECT_EQ(half.batch_with(16, 32), 32);
  EXPECT_EQ(half.batch_with(5, 32), 10) << "the epoch's last batch";
  EXPECT_EQ(half.batch_with(1, 1), 1);
  const AugmentationConfig most{.written = 0.95};
  EXPECT_EQ(most.from_data(10), 1) << "an epoch ends";
  EXPECT_EQ(most.batch_with(1, 10), 10);
  for (const double written : {1e-18, 0.5, 0.9}) {
    const AugmentationConfig config{.written = written};
    constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
    EXPECT_GE(config.from_data(largest), 1);
    EXPECT_NEAR(static_cast<double>(config.batch_with(60000, largest)), 60000 / (1 - written), 1);
  }
}

TEST(Augmentation, LeavesTheDatasOwnAndAddsWrittenDigits) {
  Batches batches{.config = {.written = 0.5}};
  const std::vector<Row> rows = batches.next(20, 30);
  ASSERT_EQ(rows.size(), 50U);
  ASSERT_EQ(batches.targets.rows(), 50);
  std::map<Index, int> classes;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Index label = 0;
    const auto targets = batches.targets.row(static_cast<Index>(i));
    EXPECT_EQ(targets.maxCoeff(&label), 1);
    EXPECT_EQ(targets.sum(), 1);
    if (i < 20) {
      EXPECT_EQ(rows[i], row_of_image(batches.digits, i));
      EXPECT_EQ(label, batches.digits.label(i));
    } else {
      ++classes[label];
    }
  }
  EXPECT_EQ(classes.size(), 10U) << "of every class";
}

TEST(Augmentation, WritesWhatTheWriterWrites) {
  Batches batches{.config = {.written = 0.5}};
  std::set<std::pair<Row, Index>> drawn;
  const std::vector<Row> rows = batches.next(1, 10);
  for (std::size_t i = 1; i < rows.size(); ++i) {
    Index label = 0;
    batches.targets.row(static_cast<Index>(i)).maxCoeff(&label);
    drawn.emplace(rows[i], label);
  }
  Random random(7, Random::Stream::augmentation);
  std::set<std::pair<Row, Index>> written;
  for (int digit = 0; digit < 10; ++digit) {
    const Writing writing = write_digit(digit, {}, random);
    Row row(784);
    bytes_to_inputs(rasterize(writing.strokes, writing.width), row);
    written.emplace(row, digit);
  }
  EXPECT_TRUE(std::includes(written.begin(), written.end(), drawn.begin(), drawn.end()));
}

TEST(Augmentation, RenewsWhatItWroteAsOftenAsItsUsesSay) {
  for (const std::int64_t uses : {1, 4, 20}) {
    Batches batches{.config = {.written = 0.5, .uses = uses}};
    std::set<Row> different;
    for (int step = 0; step < 400; ++step) {
      for (Row& row : batches.next(1, 20)) different.insert(std::move(row));
    }
    // 20 at first, and then 20 / uses for each step; some are never drawn, most of them the last ones.
    const double made = 20 + 399.0 * 20 / static_cast<double>(uses);
    EXPECT_LE(static_cast<double>(different.size()), made + 1);
    EXPECT_GE(static_cast<double>(different.size()), 0.5 * made);
  }
}

TEST(Augmentation, ShiftsByWholePixelsAndLosesNoInk) {
  Batches batches{.config = {.shift = 2}};
  // A dot in the middle and one in a corner.
  std::vector<std::uint8_t> images(2 * 784, 0);
  images[14 * 28 + 14] = 255;
  images[784] = 51;
  batches.digits = ImageDataset(784, 10);
  batches.digits.append(images, std::vector<std::uint8_t>{1, 2});
  std::set<std::size_t> middle;
  std::set<std::size_t> corner;
  for (int step = 0; step < 600; ++step) {
    const std::vector<Row> rows = batches.next(2, 0);
    const auto place = [](const Row& row) {
      EXPECT_EQ(std::count(row.begin(), row.end(), 0.0F), 783);
      return static_cast<std::size_t>(std::max_element(row.begin(), row.end()) - row.begin());
    };
    middle.insert(place(rows[0]));
    corner.insert(place(rows[1]));
    EXPECT_EQ(rows[0][place(rows[0])], 1.0F);
  }
  EXPECT_EQ(middle.size(), 25U);
  EXPECT_EQ(*middle.begin(), 12U * 28 + 12);
  EXPECT_EQ(*middle.rbegin(), 16U * 28 + 16);
  EXPECT_EQ(corner, (std::set<std::size_t>{0, 1, 2, 28, 29, 30, 56, 57, 58}));
}

TEST(Augmentation, WarpsTheShareThatIsAskedFor) {
  Batches batches{.config = {.warped = 0.25}};
  const std::vector<Row> rows = batches.next(40, 0);
  for (std::size_t i = 0; i < 40; ++i) {
    const bool is_own = rows[i] == row_of_image(batches.digits, i);
    EXPECT_EQ(is_own, i < 30) << i;
  }
  Batches all{.config = {.warped = 1}};
  EXPECT_EQ(all.next(40, 0).size(), 40U);
}

TEST(Augmentation, KeepsThePicturesThatItDoesNotWarpFarAndTheirTargets) {
  // Without any strength a warped copy is a copy.
  Batches batches{.config = {.warped = 1, .warp = {.rotation = 0, .shear = 0, .scale = 0, .elastic = 0}}};
  std::map<Row, std::uint8_t> labels;
  for (std::size_t i = 0; i < 40; ++i) labels[row_of_image(batches.digits, i)] = batches.digits.label(i);
  const std::vector<Row> rows = batches.next(40, 0);
  for (std::size_t i = 0; i < 40; ++i) {
    ASSERT_TRUE(labels.contains(rows[i]));
    EXPECT_EQ(batches.targets(static_cast<Index>(i), labels[rows[i]]), 1);
  }
}

TEST(Augmentation, TakesDenseDataAndRefusesWhatIsNoPicture) {
  Batches batches{.config = {.written = 0.5, .warped = 0.5, .shift = 1}};
  const auto make = [](float value) {
    Matrix<float> inputs = Matrix<float>::Constant(4, 784, 0.5F);
    inputs(2, 100) = value;
    Matrix<float> targets = Matrix<float>::Zero(4, 10);
    targets.col(3).setOnes();
    return TableDataset(inputs, targets);
  };
  SparseRows inputs;
  Matrix<float> targets;
  batches.augmentation.gather(batches.config, make(1), first(4), 4, inputs, targets);
  EXPECT_EQ(inputs.rows(), 8U);
  for (const float bad : {-0.1F, 1.1F}) {
    expect_error([&] { batches.augmentation.gather({.shift = 1}, make(bad), first(4), 0, inputs, targets); },
                 ErrorCode::bad_data, {"from 0 to 1"});
  }
}

TEST(AugmentedTraining, GoesThroughTheDataOnceAnEpoch) {
  const ImageDataset digits = made_up_digits(100, 1);
  Trainer trainer(small_network(), "cross_entropy",
                  {.augmentation = {.written = 0.5}, .batch_size = 32, .training_size = 100}, digits);
  EXPECT_EQ(trainer.steps_per_epoch(), 7U);
  EXPECT_EQ(trainer.step().examples, 32U);
  EXPECT_EQ(trainer.steps_per_epoch(), 7U);
  for (int step = 1; step < 6; ++step) trainer.step();
  EXPECT_EQ(trainer.epochs(), 0U);
  EXPECT_EQ(trainer.step().examples, 8U) << "4 are left, and 4 are written beside";
  EXPECT_EQ(trainer.epochs(), 1U);
  EXPECT_EQ(trainer.examples(), 200U);
  Trainer whole(small_network(), "cross_entropy",
                {.augmentation = {.written = 0.5}, .batch_size = 1'000'000, .training_size = 100}, digits);
  EXPECT_EQ(whole.step().examples, 200U);
  EXPECT_EQ(whole.epochs(), 1U);
}

TEST(AugmentedTraining, IsTheSameHoweverClosely) {
  const ImageDataset digits = made_up_digits(100, 1);
  const TrainingConfig config{.label_smoothing = 0.1F,
                              .augmentation = {.written = 0.4, .warped = 0.5, .shift = 1},
                              .batch_size = 20,
                              .training_size = 100};
  Trainer fast(small_network(), "cross_entropy", config, digits);
  Trainer seen(small_network(), "cross_entropy", config, digits);
  for (int step = 0; step < 20; ++step) {
    fast.step();
    seen.step(step % 3 == 0 ? Keep::everything : Keep::score);
    if (step % 3 == 0) {
      EXPECT_EQ(seen.last_batch().inputs.rows(), seen.last_batch().targets.rows());
    }
  }
  EXPECT_EQ(fast.network().hash(), seen.network().hash());
}

TEST(AugmentedTraining, WithoutAnyIsTheTrainingItWas) {
  const ImageDataset digits = made_up_digits(100, 1);
  const TrainingConfig plain{.batch_size = 20, .training_size = 100};
  TrainingConfig other = plain;
  other.augmentation.uses = 3;
  other.augmentation.writer.slant = 2;
  Trainer one(small_network(), "cross_entropy", plain, digits);
  Trainer two(small_network(), "cross_entropy", other, digits);
  for (int step = 0; step < 10; ++step) {
    one.step();
    two.step();
  }
  EXPECT_EQ(one.network().hash(), two.network().hash());
}

TEST(AugmentedTraining, MayBeginAndEndInARun) {
  const ImageDataset digits = made_up_digits(100, 1);
  TrainingConfig config{.batch_size = 20, .training_size = 100};
  Trainer trainer(small_network(), "cross_entropy", config, digits);
  trainer.step();
  config.augmentation = {.written = 0.5, .shift = 1};
  trainer.configure(config);
  EXPECT_EQ(trainer.steps_per_epoch(), 1U + 8U);
  EXPECT_EQ(trainer.step().examples, 20U);
  EXPECT_EQ(trainer.steps_per_epoch(), 2U + 7U);
  config.augmentation = {};
  trainer.configure(config);
  EXPECT_EQ(trainer.steps_per_epoch(), 2U + 4U);
  EXPECT_EQ(trainer.step().examples, 20U);
}

TEST(AugmentedTraining, RefusesWhatItCannotAugment) {
  const ImageDataset digits = made_up_digits(20, 1);
  const auto train = [&](const AugmentationConfig& augmentation) {
    return Trainer(small_network(), "cross_entropy", {.augmentation = augmentation, .training_size = 20}, digits);
  };
  expect_error([&] { train({.written = 1}); }, ErrorCode::bad_setting,
               {"Written share of augmentation", "1 was given"});
  expect_error([&] { train({.warped = 1.1}); }, ErrorCode::bad_setting, {"Warped share of augmentation"});
  expect_error([&] { train({.shift = 5}); }, ErrorCode::bad_setting, {"Shift of augmentation", "0 to 4"});
  expect_error([&] { train({.uses = 0}); }, ErrorCode::bad_setting, {"Uses of augmentation", "1 to 1000"});
  expect_error([&] { train({.writer = {.slant = 4}}); }, ErrorCode::bad_setting, {"Slant of the writer", "0 to 3"});
  expect_error([&] { train({.warp = {.shear = 2}}); }, ErrorCode::bad_setting, {"Shear of the warp", "0 to 1"});

  const TableDataset points(Matrix<float>::Zero(4, 2), Matrix<float>::Ones(4, 1));
  expect_error(
      [&] {
        Trainer({.inputs = 2, .layers = {{.units = 1}}}, "mean_squared_error",
                {.augmentation = {.shift = 1}, .training_size = 4}, points);
      },
      ErrorCode::bad_setting, {"784 pixels", "2 features"});
  const TableDataset values(Matrix<float>::Zero(4, 784), Matrix<float>::Ones(4, 1));
  const NetworkConfig one_output{.inputs = 784, .layers = {{.units = 1}}};
  expect_error(
      [&] {
        Trainer(one_output, "mean_squared_error", {.augmentation = {.written = 0.5}, .training_size = 4}, values);
      },
      ErrorCode::bad_setting, {"10 classes", "1 targets"});
  EXPECT_NO_THROW(
      Trainer(one_output, "mean_squared_error", {.augmentation = {.warped = 0.5}, .training_size = 4}, values).step());
}

// The exactness of everything above at once: writing, warping, shifting, and training on it.
TEST(AugmentedTraining, EndsInTheSameBitsOnEveryMachine) {
  const ImageDataset digits = made_up_digits(500, 1);
  Trainer trainer(small_network(), "cross_entropy",
                  {.label_smoothing = 0.1F,
                   .augmentation = {.written = 0.5, .warped = 0.5, .shift = 1, .warp = {.thickness = 0.2F}},
                   .batch_size = 32,
                   .training_size = 500},
                  digits);
  for (int step = 0; step < 200; ++step) trainer.step();
  EXPECT_EQ(trainer.network().hash(), 0x5389829b946c6972ULL) << std::hex << "0x" << trainer.network().hash();
}

}  // namespace
}  // namespace inkling::augmentation_test

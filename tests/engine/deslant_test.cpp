/// Deslanting: what leans stands upright, and a view of a dataset gives the same, however it is gathered.
#include <gtest/gtest.h>
#include <inkling/augmentation.h>
#include <inkling/deslant.h>
#include <inkling/handwriting.h>
#include <inkling/lesson.h>
#include <inkling/recipe.h>
#include <inkling/split.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>

#include "ink.h"
#include "support.h"

namespace inkling::deslant_test {
namespace {

using testing_support::expect_error;
using testing_support::line;
using testing_support::made_up_digits;
using testing_support::Moments;
using testing_support::moments;

double lean_of(const Picture& picture) {
  const Moments m = moments(picture);
  return m.xy / m.yy;
}

TEST(Deslant, SetsLeaningLinesUpright) {
  for (const float lean : {-0.4F, -0.1F, 0.2F, 0.5F}) {
    const Picture leaning = line({0.5F + lean / 2, 0}, {0.5F - lean / 2, 1});
    const Moments before = moments(leaning);
    const Moments after = moments(deslant(leaning));
    EXPECT_LT(std::abs(after.xy / after.yy), 0.02) << lean;
    EXPECT_GT(std::abs(before.xy / before.yy), 0.08) << lean;
    EXPECT_NEAR(after.x, before.x, 0.3);
    EXPECT_NEAR(after.y, before.y, 0.3);
    EXPECT_NEAR(after.ink / before.ink, 1, 0.03);
  }
}

TEST(Deslant, LeavesWhatHasNoLean) {
  const Picture upright = line({0.5F, 0}, {0.5F, 1});
  EXPECT_EQ(deslant(upright), upright);
  const Picture flat = line({0, 0.5F}, {1, 0.5F});
  EXPECT_EQ(deslant(flat), flat);
  EXPECT_EQ(deslant(Picture{}), Picture{});
  Picture dot{};
  dot[5] = 9;
  EXPECT_EQ(deslant(dot), dot);
  Picture row{};
  std::fill_n(row.begin() + 28, 28, std::uint8_t{200});
  EXPECT_EQ(deslant(row), row);
}

TEST(Deslant, TakesAnyPicture) {
  // Two dots in neighbouring rows lean as far as can be.
  Picture corners{};
  corners[5] = corners[28 + 20] = 255;
  EXPECT_LT(std::abs(lean_of(deslant(corners))), 0.5);
  Picture last = corners;
  last[0] = last[783] = 255;
  deslant(last);
  Picture full;
  full.fill(255);
  EXPECT_EQ(deslant(full), full);
}

/// By cubic convolution with a = -1/2, how much a sample has of a pixel at this distance.
double share_at(double distance) {
  const double d = std::abs(distance);
  if (d <= 1) return (1.5 * d - 2.5) * d * d + 1;
  return d < 2 ? ((-0.5 * d + 2.5) * d - 4) * d + 2 : 0;
}

TEST(Deslant, IsAShearByCubicConvolution) {
  Random random(1, Random::Stream::data);
  for (int trial = 0; trial < 50; ++trial) {
    Picture picture{};
    // A few dots in a few rows lean far; many in all rows lean little.
    const std::uint32_t rows = 2 + random.below(27);
    for (std::uint32_t dot = 2 + random.below(200); dot > 0; --dot) {
      const std::uint32_t row = random.below(rows);
      picture[row * 28 + random.below(28)] = static_cast<std::uint8_t>(1 + random.below(255));
    }
    const Moments m = moments(picture);
    if (m.yy == 0) continue;
    const Picture upright = deslant(picture);
    for (std::size_t y = 0; y < 28; ++y) {
      for (std::size_t x = 0; x < 28; ++x) {
        const double from = static_cast<double>(x) + m.xy / m.yy * (static_cast<double>(y) - m.y);
        double ink = 0;
        for (std::size_t other = 0; other < 28; ++other) {
          ink += picture[y * 28 + other] * share_at(from - static_cast<double>(other));
        }
        ASSERT_NEAR(upright[y * 28 + x], std::clamp(ink, 0.0, 255.0), 0.51) << trial << ": " << x << ", " << y;
      }
    }
  }
}

TEST(Deslant, StaysCrisp) {
  const Picture leaning = line({0.7F, 0}, {0.3F, 1});
  const auto squares = [](const Picture& picture) {
    return std::accumulate(picture.begin(), picture.end(), 0.0, [](double sum, double ink) { return sum + ink * ink; });
  };
  EXPECT_GT(squares(deslant(leaning)) / squares(leaning), 0.94);
}

std::vector<std::uint32_t> first(std::size_t count) {
  std::vector<std::uint32_t> indices(count);
  std::iota(indices.begin(), indices.end(), 0U);
  return indices;
}

ImageDataset written_digits(std::int64_t count, std::uint64_t seed = 1) {
  Random random(seed, Random::Stream::data);
  return write_digits(count, {}, random);
}

/// Pictures that lack what deslanting needs: none, one pixel, one row; and one of little paper.
ImageDataset odd_pictures() {
  std::vector<std::uint8_t> bytes(4 * 784);
  bytes[784 + 30] = 7;
  std::fill_n(bytes.begin() + 2 * 784 + 56, 28, std::uint8_t{200});
  std::fill_n(bytes.begin() + 3 * 784, 100, std::uint8_t{255});
  ImageDataset odd(784, 10);
  odd.append(bytes, std::vector<std::uint8_t>{0, 1, 2, 3});
  return odd;
}

/// One that looks at a set which outlives it.
DeslantedDataset view_of(const Dataset& data) {
  return DeslantedDataset(std::shared_ptr<const Dataset>(std::shared_ptr<void>(), &data));
}

Picture picture_of(const ImageDataset& digits, std::size_t index) {
  Picture picture;
  const std::vector<std::uint8_t> bytes = digits.image(index);
  std::copy(bytes.begin(), bytes.end(), picture.begin());
  return picture;
}

/// What a network would be given of the pictures deslanted, row by row.
Matrix<float> expected_inputs(const ImageDataset& digits) {
  Matrix<float> inputs(static_cast<Index>(digits.size()), 784);
  for (std::size_t i = 0; i < digits.size(); ++i) {
    bytes_to_inputs(deslant(picture_of(digits, i)), row_of(inputs, static_cast<Index>(i)));
  }
  return inputs;
}

Matrix<float> dense(const SparseRows& sparse) {
  Matrix<float> rows = Matrix<float>::Zero(static_cast<Index>(sparse.rows()), static_cast<Index>(sparse.columns));
  for (std::size_t i = 0; i < sparse.rows(); ++i) {
    for (std::uint32_t at = sparse.start[i]; at < sparse.start[i + 1]; ++at) {
      EXPECT_NE(sparse.elements[at].value, 0);
      rows(static_cast<Index>(i), sparse.elements[at].column) = sparse.elements[at].value;
    }
  }
  return rows;
}

TEST(DeslantedDataset, GathersEachPictureDeslantedByEitherPath) {
  for (const ImageDataset& digits : {written_digits(40), odd_pictures(), made_up_digits(20, 1)}) {
    const DeslantedDataset upright = view_of(digits);
    EXPECT_EQ(upright.size(), digits.size());
    EXPECT_EQ(upright.features(), 784);
    EXPECT_EQ(upright.targets(), 10);
    EXPECT_TRUE(upright.is_deslanted());
    EXPECT_FALSE(digits.is_deslanted());
    const Matrix<float> expected = expected_inputs(digits);
    Matrix<float> inputs;
    Matrix<float> targets;
    upright.gather(first(digits.size()), inputs, targets);
    EXPECT_EQ(inputs, expected);
    for (int again = 0; again < 2; ++again) {
      SparseRows sparse;
      Matrix<float> same;
      ASSERT_TRUE(upright.gather_nonzero(first(digits.size()), sparse, same));
      EXPECT_EQ(dense(sparse), expected);
      EXPECT_EQ(same, targets);
    }
    Matrix<float> alone;
    upright.gather_targets(first(digits.size()), alone);
    EXPECT_EQ(alone, targets);
  }
}

TEST(DeslantedDataset, GathersInAnyOrderAndAnyNumber) {
  const ImageDataset digits = written_digits(10);
  const DeslantedDataset upright = view_of(digits);
  const Matrix<float> expected = expected_inputs(digits);
  SparseRows sparse;
  Matrix<float> targets;
  ASSERT_TRUE(upright.gather_nonzero(first(10), sparse, targets));
  const std::vector<std::uint32_t> some{7, 2, 7};
  ASSERT_TRUE(upright.gather_nonzero(some, sparse, targets));
  const Matrix<float> rows = dense(sparse);
  ASSERT_EQ(rows.rows(), 3);
  for (Index i = 0; i < 3; ++i) EXPECT_EQ(rows.row(i), expected.row(some[static_cast<std::size_t>(i)]));
}

TEST(DeslantedDataset, TakesWhatIsNotSparse) {
  const ImageDataset digits = written_digits(3);
  Matrix<float> inputs;
  Matrix<float> targets;
  digits.gather(first(3), inputs, targets);
  const TableDataset table(inputs, targets);
  const DeslantedDataset upright = view_of(table);
  SparseRows sparse;
  EXPECT_FALSE(upright.gather_nonzero(first(3), sparse, targets));
  upright.gather(first(3), inputs, targets);
  EXPECT_EQ(inputs, expected_inputs(digits));
}

TEST(DeslantedDataset, GrowsWithItsDatasetAndKeepsItAlive) {
  auto digits = std::make_shared<ImageDataset>(written_digits(5));
  const DeslantedDataset upright(digits);
  const std::vector<std::uint8_t> more = digits->image(2);
  digits->append(more, std::vector<std::uint8_t>{7});
  EXPECT_EQ(upright.size(), 6U);
  const Matrix<float> expected = expected_inputs(*digits);
  digits.reset();
  Matrix<float> inputs;
  Matrix<float> targets;
  upright.gather(first(6), inputs, targets);
  EXPECT_EQ(inputs, expected);
  EXPECT_EQ(targets(5, 7), 1);
}

TEST(DeslantedDataset, IsKnownForOneInItsParts) {
  const ImageDataset digits = written_digits(5);
  const DeslantedDataset upright = view_of(digits);
  EXPECT_TRUE(Subset(upright, {3}).is_deslanted());
  EXPECT_FALSE(Subset(digits, {3}).is_deslanted());
}

TEST(DeslantedDataset, RefusesWhatIsNoPicture) {
  const ImageDataset small(4, 10);
  expect_error([&] { view_of(small); }, ErrorCode::bad_data, {"28 x 28", "4"});
  Matrix<float> inputs;
  Matrix<float> targets;
  for (const float value : {-0.1F, 1.1F}) {
    const TableDataset table(Matrix<float>::Constant(1, 784, value), Matrix<float>::Ones(1, 1));
    expect_error([&] { view_of(table).gather(first(1), inputs, targets); }, ErrorCode::bad_data,
                 {"deslanted", "from 0 to 1"});
  }
}

NetworkConfig small_network() {
  return {.inputs = 784, .layers = {{.units = 16, .activation = "relu"}, {.units = 10}}, .seed = 3};
}

/// What stands upright stays upright, give or take a rounding; written and warped digits lean by a fifth and more.
bool are_upright(const SparseRows& rows) {
  const Matrix<float> inputs = dense(rows);
  for (Index i = 0; i < inputs.rows(); ++i) {
    Picture picture;
    for (Index pixel = 0; pixel < 784; ++pixel) {
      picture[static_cast<std::size_t>(pixel)] = static_cast<std::uint8_t>(std::lround(inputs(i, pixel) * 255));
    }
    if (std::abs(lean_of(picture)) > 0.05) return false;
  }
  return true;
}

TEST(DeslantedDataset, HasWrittenAndWarpedDigitsDeslantedToo) {
  const ImageDataset digits = written_digits(50);
  const DeslantedDataset upright = view_of(digits);
  for (const AugmentationConfig& config : {AugmentationConfig{.written = 0.5}, AugmentationConfig{.warped = 1}}) {
    const auto gather = [&](const Dataset& data) {
      SparseRows inputs;
      Matrix<float> targets;
      Augmentation augmentation(7);
      augmentation.gather(config, data, first(20), config.written > 0 ? 20 : 0, inputs, targets);
      return inputs;
    };
    EXPECT_TRUE(are_upright(gather(upright)));
    EXPECT_FALSE(are_upright(gather(digits)));
  }
}

TEST(DeslantedDataset, MakesALessonOfItsKind) {
  const ImageDataset digits = written_digits(50);
  const DeslantedDataset upright = view_of(digits);
  const LessonConfig config{.examples = 200, .warp = {.shear = 0.5F}};
  const auto gather = [&](const Dataset& taught, const Dataset& replay) {
    Random random(1, Random::Stream::augmentation);
    const ImageDataset lesson = make_lesson(taught, replay, config, random);
    SparseRows inputs;
    Matrix<float> targets;
    EXPECT_TRUE(lesson.gather_nonzero(first(lesson.size()), inputs, targets));
    return inputs;
  };
  EXPECT_TRUE(are_upright(gather(upright, upright)));
  EXPECT_FALSE(are_upright(gather(digits, upright))) << "taught digits are taken as they are";
  EXPECT_FALSE(are_upright(gather(upright, digits)));
}

TEST(DeslantedDataset, IsTrainedOnAlikeHoweverClosely) {
  const ImageDataset digits = written_digits(100);
  const DeslantedDataset upright = view_of(digits);
  for (const double share : {0.0, 0.5}) {
    const TrainingConfig config{
        .augmentation = {.written = share, .warped = share}, .batch_size = 20, .training_size = 100};
    Trainer fast(small_network(), "cross_entropy", config, upright);
    Trainer seen(small_network(), "cross_entropy", config, upright);
    for (int step = 0; step < 8; ++step) {
      fast.step();
      seen.step(step % 3 == 0 ? Keep::everything : Keep::score);
    }
    EXPECT_EQ(fast.network().hash(), seen.network().hash());
  }
}

TEST(DeslantedDataset, IsWhatARecipeAsksFor) {
  Recipe recipe;
  recipe.data = {.name = "handwriting", .examples = 20};
  const TrainingData plain = make_up(recipe);
  recipe.data.deslant = true;
  const TrainingData data = make_up(recipe);
  for (const auto& [upright, slanted] :
       {std::pair(data.training.get(), plain.training.get()), {data.validation.get(), plain.validation.get()}}) {
    ASSERT_TRUE(upright->is_deslanted());
    const auto* digits = dynamic_cast<const ImageDataset*>(slanted);
    ASSERT_NE(digits, nullptr);
    Matrix<float> inputs;
    Matrix<float> targets;
    upright->gather(first(upright->size()), inputs, targets);
    EXPECT_EQ(inputs, expected_inputs(*digits));
  }
  recipe.data.name = "moons";
  EXPECT_FALSE(make_up(recipe).training->is_deslanted()) << "a rule that has no pictures does not read it";
}

}  // namespace
}  // namespace inkling::deslant_test

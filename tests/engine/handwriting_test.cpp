/// Made-up handwriting: that it is digits, that each strength does what it says, and the same bits on every machine.
#include <gtest/gtest.h>
#include <inkling/handwriting.h>
#include <inkling/trainer.h>

#include <cmath>
#include <limits>
#include <map>
#include <set>

#include "mnist.h"
#include "src/allographs.h"
#include "support.h"

namespace inkling::handwriting_test {
namespace {

using testing_support::expect_error;

constexpr WriterConfig none{.variety = 0, .proportions = 0, .slant = 0, .wobble = 0, .haste = 0, .tremor = 0, .pen = 0};

Random draws(std::uint64_t seed = 1) { return {seed, Random::Stream::data}; }

Picture picture_of(const Writing& writing) { return rasterize(writing.strokes, writing.width); }

Picture written(int digit, const WriterConfig& config, std::uint64_t seed) {
  Random random = draws(seed);
  return picture_of(write_digit(digit, config, random));
}

TEST(Allographs, FillTheirTableWithStrokesThatEnd) {
  std::size_t first = 0;
  int digit = 0;
  int slot = 0;
  for (const allographs::Part& part : allographs::parts) {
    if (part.digit != digit || part.slot != slot) {
      const bool is_next_slot = part.digit == digit && part.slot == slot + 1;
      const bool is_next_digit = part.digit == digit + 1 && part.slot == 0;
      EXPECT_TRUE(is_next_slot || is_next_digit) << digit;
      digit = part.digit;
      slot = part.slot;
    }
    EXPECT_GT(part.weight, 0);
    first += part.knots;
    ASSERT_LE(first, std::size(allographs::knots));
    if (part.knots == 0) {
      EXPECT_GT(slot, 0) << "a digit without a stroke";
    } else {
      EXPECT_NE(allographs::knots[first - 1].how & allographs::lift, 0) << digit;
    }
  }
  EXPECT_EQ(first, std::size(allographs::knots));
  EXPECT_EQ(digit, 9);
}

TEST(Handwriting, IsStrokesAboutAsHighAsThePad) {
  Random random = draws();
  for (int i = 0; i < 5000; ++i) {
    const Writing writing = write_digit(i % 10, {}, random);
    ASSERT_GE(writing.strokes.size(), 1U);
    ASSERT_LE(writing.strokes.size(), 3U);
    float top = 2;
    float bottom = -2;
    for (const Stroke& stroke : writing.strokes) {
      ASSERT_GE(stroke.size(), 2U);
      for (const Point point : stroke) {
        ASSERT_TRUE(std::abs(point.x - 0.5F) < 2 && std::abs(point.y - 0.5F) < 1.5F) << point.x << ", " << point.y;
        top = std::min(top, point.y);
        bottom = std::max(bottom, point.y);
      }
    }
    ASSERT_TRUE(bottom - top > 0.5F && bottom - top < 2) << bottom - top;
    ASSERT_TRUE(writing.width >= 1.79F && writing.width <= 3.21F) << writing.width;
  }
}

TEST(Handwriting, IsTheSeeds) {
  for (int digit = 0; digit < 10; ++digit) {
    EXPECT_EQ(written(digit, {}, 1), written(digit, {}, 1));
    EXPECT_NE(written(digit, {}, 1), written(digit, {}, 2));
  }
}

TEST(Handwriting, WithoutStrengthsIsTheSameFromEveryHand) {
  std::set<Picture> all;
  for (int digit = 0; digit < 10; ++digit) {
    EXPECT_EQ(written(digit, none, 1), written(digit, none, 2)) << digit;
    all.insert(written(digit, none, 1));
  }
  EXPECT_EQ(all.size(), 10U);
}

TEST(Handwriting, DiffersByEachStrengthAlone) {
  for (float WriterConfig::* strength : {&WriterConfig::proportions, &WriterConfig::slant, &WriterConfig::wobble,
                                         &WriterConfig::haste, &WriterConfig::tremor, &WriterConfig::pen}) {
    WriterConfig some = none;
    some.*strength = 1;
    WriterConfig more = none;
    more.*strength = 2;
    const auto change = [&](const WriterConfig& config) {
      double sum = 0;
      for (std::uint64_t seed = 0; seed < 200; ++seed) {
        const int digit = static_cast<int>(seed % 10);
        const Picture plain = written(digit, none, 1);
        const Picture other = written(digit, config, seed);
        for (std::size_t i = 0; i < plain.size(); ++i) sum += std::abs(plain[i] - other[i]);
      }
      return sum;
    };
    EXPECT_GT(change(some), 0);
    EXPECT_GT(change(more), change(some));
  }
}

TEST(Handwriting, HasTheFormsOfADigitAsOftenAsTheirWeightsSay) {
  WriterConfig forms = none;
  forms.variety = 1;
  // Of a 1 without other strengths, each body with each foot is one picture.
  std::map<Picture, int> ones;
  Random random = draws();
  for (int i = 0; i < 4000; ++i) ++ones[picture_of(write_digit(1, forms, random))];
  int bodies = 0;
  int feet = 0;
  for (const allographs::Part& part : allographs::parts) {
    if (part.digit == 1) ++(part.slot == 0 ? bodies : feet);
  }
  EXPECT_EQ(ones.size(), static_cast<std::size_t>(bodies * feet));
  const double plain = 0.18 * 0.64;
  EXPECT_NEAR(ones[written(1, none, 1)], 4000 * plain, 5 * std::sqrt(4000 * plain * (1 - plain)));
  forms.variety = 0.5F;
  int still_plain = 0;
  for (int i = 0; i < 4000; ++i) still_plain += picture_of(write_digit(1, forms, random)) == written(1, none, 1);
  const double half = (0.5 + 0.5 * 0.18) * (0.5 + 0.5 * 0.64);
  EXPECT_NEAR(still_plain, 4000 * half, 5 * std::sqrt(4000 * half * (1 - half)));
}

TEST(Handwriting, MakesADatasetWhoseClassesTakeTurns) {
  Random random = draws(3);
  const ImageDataset digits = write_digits(1015, {}, random);
  EXPECT_EQ(digits.size(), 1015U);
  EXPECT_EQ(digits.features(), 784);
  EXPECT_EQ(digits.targets(), 10);
  for (std::size_t i = 0; i < digits.size(); ++i) ASSERT_EQ(digits.label(i), i % 10);
  Random again = draws(3);
  const Picture first = picture_of(write_digit(0, {}, again));
  EXPECT_EQ(digits.image(0), std::vector<std::uint8_t>(first.begin(), first.end()));
}

TEST(Handwriting, RefusesWhatIsNoDigitOrStrength) {
  Random random = draws();
  for (const int digit : {-1, 10}) {
    expect_error([&] { write_digit(digit, {}, random); }, ErrorCode::bad_setting, {std::to_string(digit), "0 to 9"});
  }
  for (const float strength : {-0.1F, 3.1F, NAN}) {
    expect_error([&] { write_digit(1, {.slant = strength}, random); }, ErrorCode::bad_setting, {"Slant", "0 to 3"});
    expect_error([&] { write_digits(1, {.slant = strength}, random); }, ErrorCode::bad_setting, {"Slant", "0 to 3"});
  }
  expect_error([&] { write_digit(1, {.variety = 1.1F}, random); }, ErrorCode::bad_setting, {"Variety", "0 to 1"});
  for (const std::int64_t count : {std::int64_t{0}, std::int64_t{-1}, std::int64_t{1'000'001}}) {
    expect_error([&] { write_digits(count, {}, random); }, ErrorCode::bad_setting, {"1 to 1000000"});
  }
}

TEST(Handwriting, IsAPictureAtItsWildest) {
  const WriterConfig wildest{.proportions = 3, .slant = 3, .wobble = 3, .haste = 3, .tremor = 3, .pen = 3};
  Random random = draws();
  for (int i = 0; i < 2000; ++i) {
    const Picture picture = picture_of(write_digit(i % 10, wildest, random));
    ASSERT_EQ(*std::max_element(picture.begin(), picture.end()), 255);
  }
}

// Is each what it says it is? Who has learned from written digits alone reads most of what Americans wrote.
TEST(Handwriting, TeachesToReadRealDigits) {
  const auto mnist = testing_support::read_mnist();
  if (!mnist) GTEST_SKIP() << testing_support::mnist_is_absent;
  Random random = draws();
  const ImageDataset digits = write_digits(5000, {}, random);
  Trainer trainer({.inputs = 784, .layers = {{.units = 32, .activation = "relu"}, {.units = 10}}, .seed = 1},
                  "cross_entropy", {.constants = {.learning_rate = 0.2F}, .training_size = 5000}, digits);
  while (trainer.epochs() < 5) trainer.step();
  EXPECT_GE(trainer.evaluate(mnist->test, 0, 2000).correct, 1200U);
}

TEST(Handwriting, IsTheSameOnEveryMachine) {
  Random random = draws(2024);
  const ImageDataset digits = write_digits(1000, {}, random);
  std::uint64_t hash = 14695981039346656037ULL;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    for (const std::uint8_t byte : digits.image(i)) hash = (hash ^ byte) * 1099511628211ULL;
  }
  EXPECT_EQ(hash, 0x7fd90e307dd8f467ULL) << std::hex << "0x" << hash;
}

}  // namespace
}  // namespace inkling::handwriting_test
